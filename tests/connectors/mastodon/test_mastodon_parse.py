"""An instance's bodies as messages: the recorded ones, each trap in them, and any JSON at all."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.message import Happening, Inbound, Kind
from bot.domain.visibility import Visibility
from connectors.mastodon_instance import Instance, parse_instance
from connectors.mastodon_parse import called_by, parse_status, status_id
from tests.connectors.mastodon.mastodon_support import BRAND, fixture

INES = "109000000000001001"
OURS = {"id": BRAND.id, "username": "brightwave", "acct": "brightwave", "url": "https://social.example/@brightwave"}
AMA = {"id": "109000000000001003", "username": "ama", "acct": "ama@fedi.example", "url": "https://fedi.example/@ama"}


def status(text: str, *mentions: dict[str, str], **others: object) -> dict[str, Any]:
    account = {"id": INES, "username": "ines", "acct": "ines@fedi.example"}
    return {
        "id": "115586000000000001",
        "created_at": "2026-11-20T18:11:01.940Z",
        "content": f"<p>{text}</p>",
        "visibility": "public",
        "account": account,
        "mentions": list(mentions or (OURS,)),
        **others,
    }


def parsed(body: dict[str, Any]) -> Inbound:
    found = parse_status(body, BRAND, "115586000000000000")
    assert found
    return found


def test_a_recorded_mention_is_a_public_message() -> None:
    found = parsed(dict(called_by(fixture("mastodon_notification_mention"))))
    assert found.text == (
        "router <BW-7> keeps rebooting\nsince the 4.2 update & support line is busy, "
        "see https://fedi.example/pics/1\n\nany fix?"
    )
    assert (found.external_id, found.answer_to) == ("115586000000000001", "115586000000000001")
    assert (found.author.id, found.author.handle, found.author.name) == (INES, "ines@fedi.example", "Inês")
    assert found.created_at == datetime(2026, 11, 20, 18, 11, 1, 940_000, tzinfo=UTC)
    assert (found.kind, found.visibility, found.lang) == (Kind.MENTION, Visibility.PUBLIC, "en")
    assert found.addressed
    assert not found.author.is_bot


def test_a_recorded_direct_status_keeps_its_width_its_warning_and_its_third_party() -> None:
    found = parsed(dict(called_by(fixture("mastodon_notification_direct"))))
    assert found.text == "billing\n\nprivate: my account email is wrong, cc @ama@fedi.example"
    assert (found.kind, found.visibility, found.parent_id) == (Kind.DM, Visibility.DIRECT, "115586000000000003")
    assert found.addressed


@pytest.mark.parametrize("kind", ["favourite", "reblog", "follow", "poll", "update", "status", "something.new", 7])
def test_other_notifications_are_nobodys_question(kind: object) -> None:
    assert called_by({**fixture("mastodon_notification_mention"), "type": kind}) == {}


def test_a_quote_is_a_question_too() -> None:
    assert called_by({**fixture("mastodon_notification_mention"), "type": "quote"})


@pytest.mark.parametrize("told", ["local", "mutuals_only", "", None, 7])
def test_a_width_nobody_knows_is_the_narrowest(told: object) -> None:
    assert parsed(status("hi", visibility=told)).visibility is Visibility.DIRECT


@pytest.mark.parametrize(
    ("acct", "handle"), [("ines@fedi.example", "ines@fedi.example"), ("ines", "ines@social.example")]
)
def test_a_handle_says_where_its_owner_lives(acct: str, handle: str) -> None:
    assert parsed(status("hi", account={"id": INES, "username": "ines", "acct": acct})).author.handle == handle


def test_a_bot_is_known_as_one() -> None:
    assert parsed(status("hi", account={"id": INES, "acct": "ines", "bot": True})).author.is_bot


def test_own_statuses_are_own_and_say_whom_they_answer() -> None:
    told = status("@ines hi", in_reply_to_id="9", in_reply_to_account_id=INES, account={**OURS})
    found = parsed(told)
    assert (found.happening, found.parent_id, found.addressee_id) == (Happening.OWN, "9", INES)
    assert not found.addressed


def test_an_edit_is_the_same_message_in_another_version() -> None:
    found = parsed(status("better words", edited_at="2026-11-20T18:20:00.000Z"))
    assert (found.happening, found.external_id) == (Happening.EDIT, "115586000000000001")
    assert found.answer_to != found.external_id
    assert status_id(found.answer_to) == found.external_id
    assert found.created_at == datetime(2026, 11, 20, 18, 11, 1, 940_000, tzinfo=UTC)


def test_boosts_and_things_without_an_author_are_left_out() -> None:
    assert parse_status(status("hi", reblog={"id": "3"}), BRAND, "1") is None
    assert parse_status({"id": "3", "content": "hi"}, BRAND, "1") is None
    assert parse_status(status("hi", id="with space"), BRAND, "1") is None


@pytest.mark.parametrize(
    ("shown", "text"),
    [
        ("@brightwave hello", "hello"),
        ("@brightwave, hello", "hello"),
        ("@brightwave @ama hello @ama", "hello @ama"),
        ("@brightwave", "@brightwave"),
        ("@stranger hello", "@stranger hello"),
        ("hello @brightwave", "hello @brightwave"),
        ("@brightwavehello", "@brightwavehello"),
    ],
)
def test_handles_in_front_go_and_others_stay(shown: str, text: str) -> None:
    assert parsed(status(shown, OURS, AMA)).text == text


@pytest.mark.parametrize(
    ("shown", "addressed"),
    [
        ("@brightwave @ama what about mine?", True),
        ("@ama @brightwave mine works", False),
        ("@ama @brightwave mine works, hey @brightwave", True),
        ("@ama ask @brightwave@social.example", True),
    ],
)
def test_a_handle_carried_along_in_others_talk_is_no_question(shown: str, addressed: bool) -> None:
    told = status(shown, OURS, AMA, in_reply_to_id="9", in_reply_to_account_id=AMA["id"])
    assert parsed(told).addressed is addressed


@pytest.mark.parametrize("answered", [BRAND.id, INES])
def test_an_answer_to_the_brand_or_to_oneself_is_addressed(answered: str) -> None:
    told = status("@ama @brightwave still?", OURS, AMA, in_reply_to_id="9", in_reply_to_account_id=answered)
    assert parsed(told).addressed


def test_attachments_have_a_type_and_an_address() -> None:
    media = [{"type": "image", "url": "https://files.example/1.png"}, {"remote_url": "https://far.example/2"}, 7]
    found = parsed(status("hi", media_attachments=media))
    assert [(each.type, each.url) for each in found.attachments] == [
        ("image", "https://files.example/1.png"),
        ("unknown", "https://far.example/2"),
    ]


NEWER: dict[str, Any] = {
    "domain": "social.example",
    "configuration": {
        "statuses": {"max_characters": 1_000, "characters_reserved_per_url": 30},
        "urls": {"streaming": "wss://streaming.social.example"},
    },
    "api_versions": {"mastodon": 7},
}


def test_an_instance_tells_its_limits_and_its_stream() -> None:
    assert parse_instance(NEWER, "api.example") == Instance(
        "social.example", 1_000, 30, "https://streaming.social.example", quotes=True
    )


def test_older_and_other_servers_tell_the_same_elsewhere() -> None:
    told = {"uri": "https://kin.example", "max_toot_chars": 5_000, "urls": {"streaming_api": "wss://kin.example"}}
    assert parse_instance(told, "api.example") == Instance("kin.example", 5_000, 23, "https://kin.example")


@pytest.mark.parametrize("told", ["http://far.example", "ws://far.example", "file:///etc", "", "//", 7])
def test_no_token_goes_to_a_stream_in_the_open(told: object) -> None:
    assert parse_instance({"configuration": {"urls": {"streaming": told}}}, "api.example").streaming is None


_WORDS = """id type status account content visibility created_at edited_at in_reply_to_id in_reply_to_account_id acct
username url mentions media_attachments spoiler_text reblog language bot domain uri configuration statuses urls
max_characters streaming api_versions mastodon"""
_KEYS = st.sampled_from(_WORDS.split())
_LEAVES = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=12)
_TOLD = st.sampled_from(
    [BRAND.id, INES, "01ARZ3NDEKTSV4RRFFQ69G5FAV", "mention", "direct", "@ama", "2026-11-20T18:11:01Z", "<a href='@"]
)
_JSON = st.recursive(
    _LEAVES | _TOLD,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_KEYS, inner, max_size=6),
    max_leaves=25,
)
_ACCOUNTS = st.fixed_dictionaries({"id": _TOLD}, optional=dict.fromkeys(("acct", "username", "bot"), _JSON))
_STATUSES = st.fixed_dictionaries(
    {"id": _TOLD, "account": _ACCOUNTS},
    optional=dict.fromkeys(("content", "mentions", "in_reply_to_id", "created_at", "edited_at", "visibility"), _JSON),
)


@given(body=st.dictionaries(_KEYS, _JSON) | _STATUSES)
def test_no_json_breaks_the_parser(body: dict[str, Any]) -> None:
    called_by(body)
    assert parse_instance(body, "api.example").longest > 0
    found = parse_status(body, BRAND, "1")
    if found:
        assert found.created_at.tzinfo
        assert status_id(found.answer_to) == found.external_id
        assert (found.happening is Happening.OWN) == (found.author.id == BRAND.id)
