"""Bluesky's bodies become messages; whatever somebody puts into a record, nothing crashes."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.message import CanReply, Happening, Inbound, Kind
from bot.domain.visibility import Visibility
from connectors.base import Cursor
from connectors.bluesky_cursor import Marks
from connectors.bluesky_names import PostName, is_record_key, of_version, record_key, version
from connectors.bluesky_parse import parse_message, parse_notifications, parse_own_records, parse_post
from connectors.bluesky_text import facets_of, hidden_links, mentioned
from connectors.bodies import mapping
from tests.connectors.bluesky.bluesky_support import BRAND, NOON, fixture

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
KEYS = st.sampled_from(
    [
        *("uri", "cid", "did", "author", "record", "reason", "reply", "root", "parent", "embed", "media", "images"),
        *("external", "facets", "index", "byteStart", "byteEnd", "features", "$type", "labels", "val", "src", "viewer"),
        *("blockedBy", "langs", "text", "createdAt", "indexedAt", "handle", "value", "message", "sender", "id"),
        *("sentAt", "notifications", "records"),
    ]
)
URIS = st.sampled_from(
    [
        f"at://{BRAND.did}/app.bsky.feed.post/3n2qxf3lc222l",
        "at://did:plc:x/app.bsky.feed.post/1",
        "at://did:plc:x/app.bsky.feed.like/1",
        "did:plc:x",
        BRAND.did,
        "app.bsky.feed.post",
        "app.bsky.embed.images",
        "app.bsky.richtext.facet#mention",
        "mention",
    ]
)
LIKELY = st.recursive(
    ANYTHING | URIS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=8),
    max_leaves=25,
)


def by_text(start: str) -> Inbound:
    """The message of the recorded page that begins like this."""
    found = parse_notifications(fixture("bluesky_notifications"), BRAND)
    return next(item for item in found if item.text.startswith(start))


def test_a_page_has_its_mentions_replies_and_quotes_and_no_likes() -> None:
    items = parse_notifications(fixture("bluesky_notifications"), BRAND)
    assert [item.kind for item in items] == [Kind.MENTION, Kind.REPLY, Kind.MENTION]
    assert all(item.addressed and item.visibility is Visibility.PUBLIC for item in items)
    assert {item.can_reply for item in items} == {CanReply.YES}


def test_a_mention_is_told_whole() -> None:
    item = by_text("⚠️")
    assert item.text == "⚠️ Hei @brightwave.example — nettet er nede i Bergen 😩"
    assert (item.author.handle, item.author.name) == ("sunniva.example", "Sunniva")
    assert item.lang == "nb"
    assert item.thread_id == item.external_id
    assert item.created_at.isoformat() == "2026-11-20T18:01:00.870000+00:00"


def test_a_reply_knows_its_thread_and_what_it_answers() -> None:
    item = by_text("fortsatt")
    asked = f"at://{BRAND.did}/app.bsky.feed.post/3n2qxf3lc222l"
    assert (item.thread_id, item.root_id, item.parent_id) == (asked, asked, asked)


def test_a_quote_shows_what_it_quotes() -> None:
    (attachment,) = by_text("so much").attachments
    assert (attachment.type, attachment.url) == (
        "quote",
        f"https://bsky.app/profile/{BRAND.did}/post/3n2qxf3lc222l",
    )


def changed(**parts: Any) -> dict[str, Any]:
    """The recorded mention with other parts."""
    return {**fixture("bluesky_notifications")["notifications"][2], **parts}


@pytest.mark.parametrize("viewer", [{"blockedBy": True}, {"blocking": "at://x"}, {"blockingByList": {"uri": "x"}}])
def test_a_block_is_said_before_anybody_writes(viewer: dict[str, Any]) -> None:
    told = changed()
    told["author"] = {**told["author"], "viewer": viewer}
    item = parse_post(told, BRAND)
    assert item is not None
    assert item.can_reply is CanReply.NO
    assert "block" in (item.can_reply_reason or "")


def test_a_closed_thread_is_said_before_anybody_writes() -> None:
    item = parse_post(changed(viewer={"replyDisabled": True}), BRAND)
    assert item is not None
    assert item.can_reply is CanReply.NO


def test_who_talks_to_somebody_else_in_the_thread_does_not_address_the_brand() -> None:
    reply = {
        "root": {"uri": f"at://{BRAND.did}/app.bsky.feed.post/1", "cid": "b"},
        "parent": {"uri": "at://did:plc:x/app.bsky.feed.post/2", "cid": "b"},
    }
    record = {"$type": "app.bsky.feed.post", "text": "I think so too", "reply": reply}
    item = parse_post(changed(record=record, reason="reply"), BRAND)
    assert item is not None
    assert not item.addressed
    assert item.thread_id == f"at://{BRAND.did}/app.bsky.feed.post/1"


def test_a_reply_that_also_mentions_is_one_message_for_the_brand() -> None:
    reply = {which: {"uri": "at://did:plc:x/app.bsky.feed.post/2", "cid": "b"} for which in ("root", "parent")}
    told = changed(reason="reply", record={"$type": "app.bsky.feed.post", "text": "hm", "reply": reply})
    for page in ([told, {**told, "reason": "mention"}], [{**told, "reason": "mention"}, told]):
        (item,) = parse_notifications({"notifications": page}, BRAND)
        assert item.addressed


def test_a_machine_that_says_so_is_one() -> None:
    told = changed()
    did = told["author"]["did"]
    for source, is_bot in ((did, True), ("did:plc:somebody", False)):
        told["author"] = {**told["author"], "labels": [{"src": source, "val": "bot"}]}
        item = parse_post(told, BRAND)
        assert item is not None
        assert item.author.is_bot is is_bot


def test_own_records_are_the_brands_and_say_whom_they_answer() -> None:
    request = fixture("bluesky_create_reply_request")
    uri = f"at://{BRAND.did}/app.bsky.feed.post/{request['rkey']}"
    (own,) = parse_own_records({"records": [{"uri": uri, "cid": "b", "value": request["record"]}]}, BRAND)
    assert own.happening is Happening.OWN
    assert own.parent_id == request["record"]["reply"]["parent"]["uri"]
    assert own.addressee_id == "did:plc:edrum3y5dfbpu6jedjb6y7i7"


def test_ones_own_words_in_notifications_are_ones_own() -> None:
    told = changed(uri=f"at://{BRAND.did}/app.bsky.feed.post/1")
    told["author"] = {"did": BRAND.did, "handle": BRAND.handle}
    item = parse_post(told, BRAND)
    assert item is not None
    assert item.happening is Happening.OWN


def test_a_private_message_is_direct() -> None:
    (entry,) = fixture("bluesky_chat_log")["logs"]
    item = parse_message(entry["convoId"], entry["message"], {}, BRAND)
    assert item is not None
    assert (item.external_id, item.thread_id) == ("chat:3kexampleconvo01/3kexamplemsg01", "3kexampleconvo01")
    assert (item.kind, item.visibility, item.text) == (Kind.DM, Visibility.DIRECT, "hi, order BW-31?")


def test_media_and_links_behind_words_are_attached() -> None:
    record = {
        "$type": "app.bsky.feed.post",
        "text": "see here",
        "facets": [
            {
                "index": {"byteStart": 4, "byteEnd": 8},
                "features": [{"$type": "app.bsky.richtext.facet#link", "uri": "https://shop.example/long/way"}],
            }
        ],
        "embed": {"$type": "app.bsky.embed.images", "images": [{"alt": "a"}, {"alt": "b"}]},
    }
    item = parse_post(changed(record=record), BRAND)
    assert item is not None
    assert [(each.type, each.url) for each in item.attachments] == [
        ("photo", None),
        ("photo", None),
        ("link", "https://shop.example/long/way"),
    ]


@given(LIKELY)
def test_no_body_crashes_a_parser(body: Any) -> None:
    told = dict(mapping(body)) or {"notifications": body, "records": body}
    parse_notifications(told, BRAND)
    parse_own_records(told, BRAND)
    parse_post(told, BRAND)
    parse_message("room", told, {}, BRAND)


@settings(max_examples=40)
@given(st.lists(st.dictionaries(KEYS, LIKELY, max_size=10), max_size=5))
def test_whatever_is_told_of_a_post_every_message_has_an_address_and_a_time(posts: list[dict[str, Any]]) -> None:
    whole = [changed(**{key: value for key, value in post.items() if key != "uri"}) for post in posts]
    for item in parse_notifications({"notifications": [*posts, *whole]}, BRAND):
        assert PostName.read(item.external_id) is not None
        assert item.created_at.utcoffset() is not None
        assert isinstance(item.text, str)


@given(st.text())
def test_any_cursor_is_read(text: str) -> None:
    assert Marks.read(Cursor(text)).write()


@given(st.text(max_size=80), st.text(max_size=80))
def test_facets_mark_exactly_the_bytes_of_a_link_and_of_the_addressee(before: str, after: str) -> None:
    before, after = (part.encode("utf-8", "replace").decode() for part in (before, after))
    text = f"{before} https://brightwave.example/help @mila.example {after}"
    raw = text.encode()
    told = {
        raw[each.index.byte_start : each.index.byte_end].decode()
        for each in facets_of(text, addressee="did:plc:m", handle="Mila.example")
    }
    assert {"https://brightwave.example/help", "@mila.example"} <= told


def test_nobody_but_the_addressee_is_called_by_a_reply() -> None:
    facets = facets_of("@mila.example and @tariq.example", addressee="did:plc:m", handle="mila.example")
    record = {"text": "@mila.example and @tariq.example", "facets": [each.model_dump(by_alias=True) for each in facets]}
    assert list(mentioned(record)) == ["did:plc:m"]


@pytest.mark.parametrize("index", [{"byteStart": 5, "byteEnd": 999}, {"byteStart": 3, "byteEnd": 3}, {}, None, "x"])
def test_facets_that_mark_no_bytes_of_the_text_count_for_nothing(index: Any) -> None:
    facet = {
        "index": index,
        "features": [{"$type": "app.bsky.richtext.facet#mention", "did": BRAND.did, "uri": "https://x"}],
    }
    record = {"text": "hello you", "facets": [facet]}
    assert [*mentioned(record), *hidden_links(record)] == []


@given(st.text(), st.text(max_size=40))
def test_a_record_key_is_the_same_for_every_try_and_a_true_one(first: str, second: str) -> None:
    first, second = (part.encode("utf-8", "replace").decode() for part in (first, second))
    key = record_key(NOON, first)
    assert is_record_key(key)
    assert key == record_key(NOON.replace(microsecond=999), first)
    assert (key == record_key(NOON, second)) is (first == second)


def test_a_version_names_a_post_and_its_words() -> None:
    uri = f"at://{BRAND.did}/app.bsky.feed.post/3n2qxf3lc222l"
    assert of_version(version(uri, "bafy")) == (PostName.read(uri), "bafy")
    assert of_version(uri) == (PostName.read(uri), "")
    assert of_version("2123839334383390720") == (None, "")
