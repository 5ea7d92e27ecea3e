"""Calls from Meta: the handshake, the signature over the raw bytes, and every recorded body."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.message import CanReply, Happening, Inbound, Kind
from bot.domain.visibility import Visibility
from connectors.base import NotGenuine, Webhooks
from tests.connectors.graph.graph_support import ACCOUNT, PAGE, SECRET, facebook_at, instagram_at, raw, signed

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)
KEYS = [
    *(
        "changes",
        "messaging",
        "standby",
        "value",
        "field",
        "message",
        "from",
        "sender",
        "recipient",
        "timestamp",
        "mid",
    ),
    *("text", "item", "verb", "comment_id", "post_id", "parent_id", "created_time", "id", "media", "media_id", "time"),
    *("mid", "reply_to", "attachments", "is_echo", "message_edit", "postback", "story", "payload"),
]
entry_values = st.recursive(
    st.none() | st.integers() | st.text(max_size=5) | st.sampled_from([PAGE, ACCOUNT, "feed", "comment", "add", "77"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=6),
    max_leaves=30,
)


def hooks(kind: str = "page") -> Webhooks:
    connector = facebook_at(app_secret=SECRET) if kind == "page" else instagram_at(app_secret=SECRET)
    assert connector.webhooks
    return connector.webhooks


def parsed(name: str) -> Inbound:
    (item,) = hooks("page" if name.startswith("fb_") else "instagram").parse(raw(name))
    return item


def test_the_challenge_comes_back_as_it_was() -> None:
    query = {"hub.mode": "subscribe", "hub.verify_token": "verify", "hub.challenge": "0158"}
    answer = hooks().handshake(query)
    assert (answer.body, answer.content_type) == ("0158", "text/plain")
    for wrong in ({"hub.verify_token": "other"}, {"hub.mode": "unsubscribe"}, {"hub.verify_token": "\ud800é"}):
        with pytest.raises(NotGenuine):
            hooks().handshake({**query, **wrong})
    without = facebook_at(verify_token="").webhooks
    assert without
    with pytest.raises(NotGenuine):
        without.handshake({**query, "hub.verify_token": ""})


def test_only_the_platforms_own_signature_of_these_very_bytes_counts() -> None:
    body = b'{"object":"page","entry":[]}'
    known = "sha256=1a82db3abc2fa71a3fffecfedef579a8468a44850cd8a83a0c56974faff81689"
    hooks().verify({"x-hub-signature-256": known}, body)
    for headers, why in (
        ({}, "not signed"),
        ({"x-hub-signature": "sha1=00"}, "SHA-1"),
        ({"x-hub-signature-256": known.upper()}, "not of these bytes"),
        ({"x-hub-signature-256": "sha256=é\ud800"}, "not of these bytes"),
    ):
        with pytest.raises(NotGenuine, match=why):
            hooks().verify(headers, body)
    with pytest.raises(NotGenuine):
        hooks().verify({"x-hub-signature-256": known}, body + b" ")


def test_instagram_may_sign_with_either_apps_secret() -> None:
    connector = instagram_at(app_secret=SECRET, instagram_app_secret="other")
    assert connector.webhooks
    for secret in (SECRET, "other"):
        connector.webhooks.verify(signed(b"{}", secret), b"{}")
    with pytest.raises(NotGenuine):
        connector.webhooks.verify(signed(b"{}", ""), b"{}")


def test_a_comment_is_heard_edited_and_taken_back_under_one_name() -> None:
    added, edited, removed = (parsed(f"fb_webhook_comment_{verb}") for verb in ("add", "edited", "remove"))
    assert added.created_at == datetime(2026, 11, 20, 17, 55, 21, tzinfo=UTC)
    assert (added.kind, added.visibility, added.author.name) == (Kind.COMMENT, Visibility.PUBLIC, "Agnes Lindqvist")
    assert (added.thread_id, added.parent_id) == (f"{PAGE}_122100000000010",) * 2
    assert {each.external_id for each in (added, edited, removed)} == {"122100000000010_870000000000101"}
    assert [each.happening for each in (added, edited, removed)] == ["message", "edit", "deletion"]
    assert added.version_id != edited.version_id
    assert "Enköping" in edited.text


def test_hiding_a_comment_takes_nothing_back() -> None:
    body = raw("fb_webhook_comment_remove").replace(b'"remove"', b'"hide"')
    assert hooks().parse(body) == []


def test_the_pages_own_words_are_its_own() -> None:
    own = parsed("fb_webhook_comment_own_echo")
    assert (own.happening, own.parent_id) == (Happening.OWN, "122100000000010_870000000000101")
    echo = parsed("fb_webhook_message_echo")
    assert (echo.happening, echo.addressee_id) == (Happening.OWN, "7800000000000123")
    assert echo.thread_id == parsed("fb_webhook_message").thread_id == f"{PAGE}:7800000000000123"


def test_messages_come_with_their_window_and_attachments() -> None:
    message, photo = parsed("fb_webhook_message"), parsed("fb_webhook_message_attachment")
    assert (message.kind, message.visibility) == (Kind.DM, Visibility.DIRECT)
    assert message.window_expires_at
    assert (message.window_expires_at - message.created_at).total_seconds() == 24 * 3600
    assert (photo.text, photo.attachments[0].type, photo.parent_id) == ("", "image", message.external_id)


def test_what_another_app_holds_is_heard_and_not_answered() -> None:
    (item,) = hooks().parse(raw("fb_webhook_message").replace(b'"messaging"', b'"standby"'))
    assert item.can_reply is CanReply.NO


@pytest.mark.parametrize(
    ("event", "happening", "text"),
    [
        ({"message": {"mid": "m_1", "is_deleted": True}}, Happening.DELETION, ""),
        ({"message_edit": {"mid": "m_1", "text": "new words"}}, Happening.EDIT, "new words"),
        ({"postback": {"mid": "m_1", "title": "Get started"}}, Happening.MESSAGE, "Get started"),
    ],
)
def test_edits_unsends_and_taps(event: dict[str, Any], happening: Happening, text: str) -> None:
    told = {"sender": {"id": "7"}, "recipient": {"id": PAGE}, "timestamp": 1795199412345, **event}
    (item,) = hooks().parse(json.dumps({"object": "page", "entry": [{"id": PAGE, "messaging": [told]}]}).encode())
    assert (item.happening, item.text) == (happening, text)


def test_reactions_and_receipts_are_no_messages() -> None:
    told = {"sender": {"id": "7"}, "recipient": {"id": PAGE}, "timestamp": 1, "read": {"watermark": 1}}
    assert hooks().parse(json.dumps({"object": "page", "entry": [{"id": PAGE, "messaging": [told]}]}).encode()) == []


def test_a_mention_on_somebody_elses_post() -> None:
    mention = parsed("fb_webhook_mention")
    assert (mention.kind, mention.author.name) == (Kind.MENTION, "Henrik Sato")
    assert mention.external_id == mention.thread_id == "25500000000000044_300000000000001"


def test_instagrams_two_envelopes_say_the_same() -> None:
    nested, flat = parsed("ig_webhook_comment"), parsed("ig_webhook_comment_flat")
    assert (nested.external_id, nested.author.handle, nested.text) == (
        flat.external_id,
        "noor.k",
        "@brightwave still no refund 😤",
    )
    assert (nested.parent_id, flat.parent_id) == ("17930000000000440", "17920000000000331")
    assert nested.created_at == datetime(2026, 11, 20, 19, 2, tzinfo=UTC)


def test_instagrams_message_and_mention() -> None:
    message, mention = parsed("ig_webhook_message"), parsed("ig_webhook_mention")
    assert (message.kind, message.thread_id) == (Kind.DM, f"{ACCOUNT}:6400000000000901")
    assert mention.external_id == "mention:17920000000000999/17930000000000777"
    assert (mention.kind, mention.text) == (Kind.MENTION, "")


def test_a_batch_of_mixed_entries_is_read_whole_and_in_order() -> None:
    names = ("fb_webhook_message", "fb_webhook_comment_edited", "fb_webhook_mention", "fb_webhook_comment_add")
    entries = [json.loads(raw(name))["entry"][0] for name in names]
    both = {**entries[0], **entries[1]}
    foreign = {**entries[3], "id": "1"}
    body = json.dumps({"object": "page", "entry": [*entries, both, foreign, 7, None]}).encode()
    found = hooks().parse(body)
    assert len(found) == 6
    assert [item.created_at for item in found] == sorted(item.created_at for item in found)
    assert hooks("instagram").parse(body) == []


@given(json_values)
def test_any_json_is_read_without_a_crash(told: object) -> None:
    for kind in ("page", "instagram"):
        hooks(kind).parse(json.dumps(told).encode())


@given(st.binary(max_size=50))
def test_any_bytes_are_read_without_a_crash(body: bytes) -> None:
    assert list(hooks().parse(body)) == []


@given(st.lists(st.dictionaries(st.sampled_from(KEYS), entry_values, max_size=6), max_size=3))
def test_any_entry_is_read_without_a_crash(entries: list[dict[str, Any]]) -> None:
    for kind, identity in (("page", PAGE), ("instagram", ACCOUNT)):
        body = {"object": kind, "entry": [{**each, "id": identity} for each in entries]}
        for item in hooks(kind).parse(json.dumps(body).encode()):
            assert item.created_at.tzinfo
