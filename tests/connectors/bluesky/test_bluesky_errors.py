"""Every way Bluesky says no means one thing for a reply and one for listening."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.base import ConnectorError, OutcomeUnknown, Refused, SignedOut, Unavailable
from connectors.bluesky_errors import Absent, Answer, Stale, failure, reset_time
from tests.connectors.bluesky.bluesky_support import NOON, fixture


def refusal(status: int, name: str = "", message: str = "", *, posting: bool, chat: bool = False) -> ConnectorError:
    """What an answer of this kind means."""
    return failure(Answer(status, {}, {"error": name, "message": message}), posting=posting, now=NOON, chat=chat)


def recorded(name: str, *, posting: bool) -> ConnectorError:
    """What a recorded error means."""
    told = fixture(name)
    return failure(Answer(told["status"], told["headers"], told["body"]), posting=posting, now=NOON)


def test_a_recorded_limit_is_waited_for_until_its_reset() -> None:
    for posting in (True, False):
        error = recorded("bluesky_error_429", posting=posting)
        assert isinstance(error, Unavailable)
        assert error.retry_at is not None
        assert int(error.retry_at.timestamp()) == 1795201200


def test_a_recorded_ended_session_can_be_renewed() -> None:
    assert isinstance(recorded("bluesky_error_expired_token", posting=True), Stale)
    assert isinstance(recorded("bluesky_error_expired_token", posting=False), Stale)


MEANT: list[tuple[int, str, str, type[ConnectorError], type[ConnectorError]]] = [
    (400, "InvalidToken", "Token could not be verified", Stale, Stale),
    (400, "InvalidToken", "Bad token scope", SignedOut, SignedOut),
    (401, "AuthMissing", "Authentication Required", Stale, Stale),
    (401, "AuthenticationRequired", "Invalid identifier or password", SignedOut, SignedOut),
    (401, "AuthFactorTokenRequired", "A sign in code has been sent", SignedOut, SignedOut),
    (401, "AccountTakedown", "Account has been taken down", SignedOut, SignedOut),
    (403, "", "", SignedOut, SignedOut),
    (400, "InvalidRequest", "Invalid app.bsky.feed.post record", Refused, Unavailable),
    (400, "InvalidRequest", "Record/text must not be longer than 300 graphemes", Refused, Unavailable),
    (400, "InvalidRequest", "grapheme too big (maximum 300, got 301) at $.record.text", Refused, Unavailable),
    (400, "InvalidRequest", "Could not find repo: did:plc:x", SignedOut, SignedOut),
    (400, "InvalidRequest", "Could not find user info for account: did:plc:x", SignedOut, SignedOut),
    (413, "PayloadTooLarge", "request entity too large", Refused, Unavailable),
    (400, "RecordNotFound", "Could not locate record: at://x", Refused, Absent),
    (400, "InvalidRequest", "Could not locate record: at://x", Refused, Absent),
    (400, "NotFound", "Post not found: at://x", Refused, Absent),
    (400, "RecordAlreadyExists", "", OutcomeUnknown, Unavailable),
    (409, "", "", OutcomeUnknown, Unavailable),
    (500, "InternalServerError", "Internal Server Error", OutcomeUnknown, Unavailable),
    (501, "MethodNotImplemented", "Method Not Implemented", Refused, Unavailable),
    (502, "UpstreamFailure", "", OutcomeUnknown, Unavailable),
    (503, "", "", OutcomeUnknown, Unavailable),
    (404, "", "", Refused, Unavailable),
    (302, "", "", Refused, Unavailable),
]


@pytest.mark.parametrize(("status", "name", "message", "posting", "reading"), MEANT)
def test_each_answer_means_what_it_should(
    status: int, name: str, message: str, posting: type[ConnectorError], reading: type[ConnectorError]
) -> None:
    assert type(refusal(status, name, message, posting=True)) is posting
    assert type(refusal(status, name, message, posting=False)) is reading


def test_an_app_password_without_chat_leaves_the_account_signed_in() -> None:
    sending = refusal(400, "InvalidToken", "Bad token method", posting=True, chat=True)
    reading = refusal(400, "InvalidToken", "Bad token method", posting=False, chat=True)
    assert isinstance(sending, Refused)
    assert isinstance(reading, Unavailable)
    assert reading.retry_at is not None
    assert "direct_messages" in reading.reason


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("MessagesDisabled", ""),
        ("InvalidRequest", "recipient has disabled incoming messages"),
        ("InvalidRequest", "block between recipient and sender"),
        ("NotFollowedBySender", ""),
    ],
)
def test_who_takes_no_messages_is_left_in_peace(name: str, message: str) -> None:
    error = refusal(400, name, message, posting=True, chat=True)
    assert isinstance(error, Refused)
    assert "no direct messages" in error.reason


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, 60),
        ({"ratelimit-reset": "soon"}, 60),
        ({"ratelimit-reset": "12"}, 60),
        ({"ratelimit-reset": str(int(NOON.timestamp()) + 90)}, 90),
        ({"ratelimit-reset": str(10**10)}, 86_400),
        ({"retry-after": "17"}, 17),
        ({"retry-after": "9" * 400}, 86_400),
        ({"retry-after": "-1"}, 60),
    ],
)
def test_a_limit_ends_when_the_headers_say(headers: dict[str, str], seconds: int) -> None:
    assert reset_time(headers, NOON) == NOON + timedelta(seconds=seconds)


JSON = st.recursive(st.none() | st.booleans() | st.integers() | st.text(), lambda inner: st.lists(inner, max_size=3))


@given(
    st.integers(100, 599),
    st.dictionaries(st.sampled_from(["ratelimit-reset", "retry-after", "x"]), st.text(max_size=20)),
    st.dictionaries(st.sampled_from(["error", "message", "x"]), JSON),
    st.booleans(),
    st.booleans(),
)
def test_any_answer_is_one_of_ours_with_a_sentence(
    status: int, headers: dict[str, str], body: dict[str, Any], posting: bool, chat: bool
) -> None:
    error = failure(Answer(status, headers, body), posting=posting, now=NOON, chat=chat)
    assert error.reason
    assert len(error.reason) < 700
    if not posting:
        assert isinstance(error, Unavailable | SignedOut)
