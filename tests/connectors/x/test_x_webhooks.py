"""X's webhooks: only X is heard, nobody gets an event signed, and each kind of event is what polling would give."""

import base64
import hashlib
import hmac
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.message import CanReply, Happening, Kind
from bot.domain.visibility import Visibility
from connectors.base import NotGenuine
from connectors.x import XConnector
from connectors.x_parse import parse_messages, parse_posts
from connectors.x_settings import XCredentials, XOptions
from connectors.x_webhooks import SIGNATURE, XWebhooks
from tests.connectors.x.x_support import BRAND, NOON, HandClock, fixture

SECRET = "test-consumer-secret"
MILA = "1800000000000001101"


@pytest.fixture
def hooks() -> XWebhooks:
    return XWebhooks(SECRET, BRAND, HandClock())


def raw(body: object) -> bytes:
    return json.dumps(body).encode()


def event(kind: str, payload: object, **others: object) -> dict[str, Any]:
    return {
        "data": {
            "event_uuid": "-6850",
            "filter": {"user_id": BRAND.id},
            "event_type": kind,
            "payload": payload,
            **others,
        }
    }


def test_the_challenge_is_answered_as_x_wants_it(hooks: XWebhooks) -> None:
    answer = hooks.handshake({"crc_token": "crc-abc-123", "nonce": "x"})
    assert json.loads(answer.body) == {"response_token": "sha256=FFw/7xDS/suSKFLp7/pMvYtVQvScnzSGbFKMLvVz2OY="}
    assert answer.content_type == "application/json"


@pytest.mark.parametrize("token", ["", "{}", '{"data":{}}', ' {"data":{}}', "a b", "ä", "x" * 513, "[]", "a\n"])
def test_no_challenge_gets_an_event_signed(hooks: XWebhooks, token: str) -> None:
    with pytest.raises(NotGenuine):
        hooks.handshake({"crc_token": token})
    with pytest.raises(NotGenuine):
        hooks.handshake({})


@given(token=st.text())
def test_whatever_is_signed_for_a_stranger_is_no_event(token: str) -> None:
    hooks = XWebhooks(SECRET, BRAND, HandClock())
    try:
        hooks.handshake({"crc_token": token})
    except NotGenuine:
        return
    assert list(hooks.parse(token.encode())) == []


def test_the_signature_of_x_is_known(hooks: XWebhooks) -> None:
    hooks.verify({SIGNATURE: "sha256=dlAK+Jr2qQ8STF9eY9SW3OtODsnGDaYZwv6x/IwlhSQ="}, b'{"data":{}}')


@pytest.mark.parametrize(
    "shown",
    [
        None,
        "",
        "sha256=",
        "dlAK+Jr2qQ8STF9eY9SW3OtODsnGDaYZwv6x/IwlhSQ=",
        "sha256=eEAK+Jr2qQ8STF9eY9SW3OtODsnGDaYZwv6x/IwlhSQ=",
        "SHA256=dlAK+Jr2qQ8STF9eY9SW3OtODsnGDaYZwv6x/IwlhSQ=",
        "sha1=" + base64.b64encode(hmac.digest(SECRET.encode(), b'{"data":{}}', hashlib.sha1)).decode(),
        "sha256=\udcff",
        "sha256=é",
    ],
)
def test_nothing_else_is(hooks: XWebhooks, shown: str | None) -> None:
    with pytest.raises(NotGenuine) as caught:
        hooks.verify({SIGNATURE: shown} if shown is not None else {"x-hub-signature": "sha1=abc"}, b'{"data":{}}')
    assert SECRET not in caught.value.reason


def test_one_changed_byte_breaks_the_signature(hooks: XWebhooks) -> None:
    with pytest.raises(NotGenuine):
        hooks.verify({SIGNATURE: "sha256=dlAK+Jr2qQ8STF9eY9SW3OtODsnGDaYZwv6x/IwlhSQ="}, b'{"data": {}}')


@pytest.mark.parametrize("old_names", [True, False])
def test_a_recorded_mention_is_the_same_as_polled(hooks: XWebhooks, old_names: bool) -> None:
    body = fixture("x_activity_mention_event")
    if not old_names:
        payload = body["data"]["payload"]
        payload["edit_history_post_ids"] = payload.pop("edit_history_tweet_ids")
    (heard,) = hooks.parse(raw(body))
    polled = parse_posts(fixture("x_mention_page_partial_error"), BRAND)[0]
    assert heard == polled
    assert heard.can_reply is CanReply.YES


def test_a_recorded_private_message_is_the_same_as_polled(hooks: XWebhooks) -> None:
    (heard,) = hooks.parse(raw(fixture("x_activity_dm_received_event")))
    polled = parse_messages(fixture("x_dm_event_page"), BRAND)[0]
    assert (heard.external_id, heard.thread_id, heard.text) == (polled.external_id, polled.thread_id, polled.text)
    assert (heard.author, heard.kind, heard.visibility) == (polled.author, Kind.DM, Visibility.DIRECT)
    assert abs((heard.created_at - polled.created_at).total_seconds()) < 1


def test_a_picture_in_a_private_message_is_told(hooks: XWebhooks) -> None:
    body = fixture("x_activity_dm_received_event")
    data = body["data"]["payload"]["direct_message_events"][0]["message_create"]["message_data"]
    data["attachment"] = {
        "type": "media",
        "media": {"id": 7, "type": "photo", "media_url_https": "https://x.example/7"},
    }
    (heard,) = hooks.parse(raw(body))
    assert [(each.type, each.url) for each in heard.attachments] == [("photo", "https://x.example/7")]


def test_what_the_brand_wrote_itself_is_its_own(hooks: XWebhooks) -> None:
    body = fixture("x_activity_dm_received_event")
    created = body["data"]["payload"]["direct_message_events"][0]["message_create"]
    created["sender_id"], created["target"]["recipient_id"] = BRAND.id, MILA
    body["data"]["event_type"] = "dm.sent"
    (heard,) = hooks.parse(raw(body))
    assert (heard.happening, heard.addressee_id) == (Happening.OWN, MILA)


@pytest.mark.parametrize(("kind", "refers"), [("post.reply.create", "replied_to"), ("post.quote.create", "quoted")])
def test_who_answers_or_quotes_the_brand_has_called_it(hooks: XWebhooks, kind: str, refers: str) -> None:
    post = {
        "id": "2123840210990694400",
        "text": "and now?",
        "author_id": MILA,
        "referenced_posts": [{"type": refers, "id": "2123834758397161472"}],
    }
    (heard,) = hooks.parse(raw(event(kind, post)))
    assert heard.can_reply is CanReply.YES
    assert heard.addressed


def test_an_encrypted_chat_goes_to_a_person_with_the_place_to_read_it(hooks: XWebhooks) -> None:
    (heard,) = hooks.parse(raw(event("chat.received", {"sender_id": MILA, "conversation_id": "c-1"})))
    assert (heard.can_reply, heard.kind, heard.visibility) == (CanReply.HUMAN_ONLY, Kind.DM, Visibility.DIRECT)
    assert "encrypted" in (heard.can_reply_reason or "")
    assert heard.attachments[0].url == heard.link == "https://x.com/messages"
    assert heard.created_at == NOON
    assert hooks.parse(raw(event("chat.received", {"sender_id": BRAND.id}))) == []


def test_what_is_for_others_or_is_no_message_is_left_out(hooks: XWebhooks) -> None:
    for name in ("x_activity_mention_event", "x_activity_dm_received_event"):
        body = fixture(name)
        body["data"]["filter"]["user_id"] = "7"
        assert list(hooks.parse(raw(body))) == []
    strangers = fixture("x_activity_dm_received_event")
    strangers["data"]["payload"]["direct_message_events"][0]["message_create"]["target"]["recipient_id"] = "7"
    assert list(hooks.parse(raw(strangers))) == []
    for kind in ("post.delete", "oauth.revoke", "profile.update", "follow.follow"):
        assert list(hooks.parse(raw(event(kind, {"id": "5", "user_id": BRAND.id})))) == []


def test_entries_in_one_call_come_oldest_first_and_once(hooks: XWebhooks) -> None:
    mention, message = (fixture(f"x_activity_{name}")["data"] for name in ("mention_event", "dm_received_event"))
    heard = hooks.parse(raw({"data": [message, mention, {"event_type": "?"}, 7, mention]}))
    assert [item.external_id for item in heard] == ["2123839334383390720", "dm:2123843839063584768"]


@pytest.mark.parametrize("body", [b"", b"\xff", b"null", b"[]", b"[" * 50_000, b'{"data":', b'{"data":7}'])
def test_what_is_nothing_readable_gives_nothing(hooks: XWebhooks, body: bytes) -> None:
    assert list(hooks.parse(body)) == []


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)
KINDS = st.sampled_from(["post.mention.create", "dm.received", "dm.sent", "chat.received", "post.delete"])
FIELDS = st.sampled_from(["id", "text", "author_id", "users", "sender_id", "created_at", "referenced_posts"])
EVENTS = st.lists(JSON.map(lambda inner: {"type": "message_create", "id": "7", "message_create": inner}), max_size=3)
INSIDE = st.dictionaries(FIELDS, JSON) | EVENTS.map(lambda events: {"direct_message_events": events})


@given(kind=KINDS, payload=JSON | INSIDE, more=JSON)
def test_no_json_breaks_it(kind: str, payload: object, more: object) -> None:
    hooks = XWebhooks(SECRET, BRAND, HandClock())
    hooks.parse(raw(more))
    hooks.parse(raw(event(kind, payload, includes=more)))
    hooks.parse(raw({"data": more}))


def test_an_account_has_webhooks_when_it_can_know_what_is_meant_for_it() -> None:
    keys, me = (
        XCredentials(bearer_token="t", consumer_secret=SECRET),
        XOptions(user_id=BRAND.id, handle="@BrightwaveCare"),
    )
    found = XConnector(keys, me).webhooks
    assert found is not None
    assert len(found.parse(raw(fixture("x_activity_mention_event")))) == 1
    assert XConnector(keys).webhooks is None
    assert XConnector(XCredentials(bearer_token="t"), me).webhooks is None
