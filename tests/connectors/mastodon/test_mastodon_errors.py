"""What an instance's refusals mean: for a reply that was being sent, and for reading."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.base import ConnectorError, OutcomeUnknown, Refused, SignedOut, Unavailable
from connectors.mastodon_errors import Answer, failure
from tests.connectors.mastodon.mastodon_support import NOON, fixture

RESET = datetime(2026, 11, 20, 18, 45, tzinfo=UTC)


def told(status: int, words: str = "", **headers: str) -> Answer:
    return Answer(
        status, {key.replace("_", "-"): value for key, value in headers.items()}, {"error": words} if words else None
    )


def test_the_recorded_limit_is_waited_for_until_its_reset() -> None:
    body = fixture("mastodon_error_429")
    for posting in (True, False):
        error = failure(Answer(body["status"], body["headers"], body["body"]), posting=posting, now=NOON)
        assert isinstance(error, Unavailable)
        assert error.retry_at == RESET


@pytest.mark.parametrize(
    ("headers", "until"),
    [
        ({}, NOON + timedelta(minutes=1)),
        ({"X_RateLimit_Reset": "soon"}, NOON + timedelta(minutes=1)),
        ({"X_RateLimit_Reset": "2026-11-20T18:00:00Z"}, NOON + timedelta(minutes=1)),
        ({"X_RateLimit_Reset": str(int(RESET.timestamp()))}, RESET),
        ({"X_RateLimit_Reset": "180"}, RESET),
        ({"Retry_After": "180"}, RESET),
        ({"Retry_After": "Fri, 20 Nov 2026 18:45:00 GMT"}, RESET),
        ({"Retry_After": "30", "X_RateLimit_Reset": "2026-11-20T18:45:00.000000Z"}, RESET),
        ({"X_RateLimit_Reset": "2036-11-20T18:45:00Z"}, NOON + timedelta(hours=24)),
        ({"X_RateLimit_Reset": "nan"}, NOON + timedelta(minutes=1)),
        ({"X_RateLimit_Reset": "1e400"}, NOON + timedelta(minutes=1)),
    ],
)
def test_a_limit_ends_when_the_server_says_in_any_of_its_ways(headers: dict[str, str], until: datetime) -> None:
    error = failure(told(429, "Too many requests", **headers), posting=True, now=NOON)
    assert isinstance(error, Unavailable)
    assert error.retry_at == until


SENDING: list[tuple[int, str, type[ConnectorError]]] = [
    (400, "Bad request", Refused),
    (401, "The access token was revoked", SignedOut),
    (403, "This action is outside the authorized scopes", SignedOut),
    (403, "Your login is currently disabled", SignedOut),
    (403, "Your login is currently pending approval", SignedOut),
    (403, "This action is not allowed", Refused),
    (403, "", Unavailable),
    (404, "The post you are trying to reply to does not appear to exist.", Refused),
    (410, "Gone", Refused),
    (422, "Validation failed: Text character limit of 500 exceeded", Refused),
    (500, "", OutcomeUnknown),
    (503, "Service temporarily unavailable", OutcomeUnknown),
]


@pytest.mark.parametrize(("status", "words", "expected"), SENDING)
def test_each_refusal_means_one_thing_for_a_reply(status: int, words: str, expected: type[ConnectorError]) -> None:
    error = failure(told(status, words), posting=True, now=NOON)
    assert type(error) is expected
    assert isinstance(error, Refused) is (expected is Refused)
    assert not isinstance(error, Refused) or error.gone is (status in (404, 410))
    assert words.rstrip(".") in error.reason or status >= 500


@pytest.mark.parametrize(("status", "words", "expected"), SENDING)
def test_reading_only_ever_waits_or_is_signed_out(status: int, words: str, expected: type[ConnectorError]) -> None:
    error = failure(told(status, words), posting=False, now=NOON)
    assert isinstance(error, SignedOut if expected is SignedOut else Unavailable | SignedOut)


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8), lambda inner: st.lists(inner, max_size=3)
)
_BODIES = _VALUES | st.dictionaries(st.sampled_from(["error", "error_description"]), _VALUES)
_HEADERS = st.dictionaries(
    st.sampled_from(["X-RateLimit-Reset", "Retry-After", "X-RateLimit-Remaining"]), st.text(max_size=12)
)


@given(status=st.integers(300, 599), body=_BODIES, headers=_HEADERS)
def test_no_refusal_is_beyond_words(status: int, body: object, headers: dict[str, str]) -> None:
    answer = Answer(status, headers, json.loads(json.dumps(body)))
    assert failure(answer, posting=True, now=NOON).reason
    assert isinstance(failure(answer, posting=False, now=NOON), Unavailable | SignedOut)
