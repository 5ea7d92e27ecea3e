"""What X's refusals mean: for a reply that was being sent, and for reading."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.base import ConnectorError, OutcomeUnknown, Refused, SignedOut, Unavailable
from connectors.x_errors import Answer, failure
from connectors.x_json import mapping
from tests.connectors.x.x_support import NOON, fixture

RESET = datetime.fromtimestamp(1795199400, UTC)
DAILY_RESET = datetime.fromtimestamp(1795227000, UTC)

SENDING: list[tuple[str, type[ConnectorError]]] = [
    ("x_error_401", SignedOut),
    ("x_error_401_v1_style", SignedOut),
    ("x_error_402_credits", SignedOut),
    ("x_error_402_credits_newer", SignedOut),
    ("x_error_403_duplicate", OutcomeUnknown),
    ("x_error_403_reply_not_allowed", Refused),
    ("x_error_403_scope", SignedOut),
    ("x_error_429", Unavailable),
    ("x_error_429_daily", Unavailable),
    ("x_error_429_too_many_connections", Unavailable),
    ("x_error_429_usage_cap", SignedOut),
    ("x_error_503", OutcomeUnknown),
    ("x_error_503_html", OutcomeUnknown),
]


def answer(name: str) -> Answer:
    told = fixture(name)
    return Answer(told["status"], told["headers"], mapping(told["body"]))


def detail(status: int, text: str, **headers: str) -> Answer:
    return Answer(status, {key.replace("_", "-"): value for key, value in headers.items()}, {"detail": text})


@pytest.mark.parametrize(("name", "expected"), SENDING)
def test_each_refusal_means_one_thing_for_a_reply(name: str, expected: type[ConnectorError]) -> None:
    assert type(failure(answer(name), posting=True, now=NOON)) is expected


@pytest.mark.parametrize(("name", "expected"), SENDING)
def test_reading_only_ever_waits_or_is_signed_out(name: str, expected: type[ConnectorError]) -> None:
    error = failure(answer(name), posting=False, now=NOON)
    assert isinstance(error, SignedOut if expected is SignedOut else Unavailable | SignedOut)


def test_a_limit_is_waited_for_until_its_reset() -> None:
    error = failure(answer("x_error_429"), posting=True, now=NOON)
    assert isinstance(error, Unavailable)
    assert error.retry_at == RESET


def test_the_latest_reset_among_empty_buckets_counts() -> None:
    error = failure(answer("x_error_429_daily"), posting=True, now=NOON)
    assert isinstance(error, Unavailable)
    assert error.retry_at == DAILY_RESET


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"x_rate_limit_reset": "soon"},
        {"x_rate_limit_remaining": "0", "x_rate_limit_reset": "99999999999999999999"},
        {"x_rate_limit_remaining": "0", "x_rate_limit_reset": "12"},
    ],
)
def test_a_limit_without_a_true_reset_is_waited_for_a_minute(headers: dict[str, str]) -> None:
    error = failure(detail(429, "Too Many Requests", **headers), posting=True, now=NOON)
    assert isinstance(error, Unavailable)
    assert error.retry_at == NOON + timedelta(minutes=1)


def test_a_reset_far_in_the_future_is_a_broken_header() -> None:
    far = str(int((NOON + timedelta(days=400)).timestamp()))
    told = detail(429, "Too Many Requests", x_rate_limit_remaining="0", x_rate_limit_reset=far)
    error = failure(told, posting=True, now=NOON)
    assert isinstance(error, Unavailable)
    assert error.retry_at == NOON + timedelta(hours=24)


@pytest.mark.parametrize(
    ("status", "words", "expected"),
    [
        (400, "One or more parameters to your request was invalid.", Refused),
        (400, "Your Tweet text is too long.", Refused),
        (403, "You do not have permission to DM one or more participants.", Refused),
        (403, "You cannot send messages to this user.", Refused),
        (403, "Your account is suspended and is not permitted to access this feature.", SignedOut),
        (403, "To protect your account from spam, your account is temporarily locked.", SignedOut),
        (403, "This request looks like it might be automated.", SignedOut),
        (403, "Something X has not said before.", Refused),
        (404, "Could not find tweet.", Refused),
        (403, "You attempted to reply to a Tweet that is deleted or not visible to you.", Refused),
    ],
)
def test_words_of_x_decide_for_a_reply(status: int, words: str, expected: type[ConnectorError]) -> None:
    error = failure(detail(status, words), posting=True, now=NOON)
    assert type(error) is expected
    assert words in error.reason


@pytest.mark.parametrize("told", [detail(404, "Not found"), detail(403, "The post is deleted or not visible to you.")])
def test_what_is_gone_is_said_to_be_gone(told: Answer) -> None:
    error = failure(told, posting=True, now=NOON)
    assert isinstance(error, Refused)
    assert error.gone


@pytest.mark.parametrize("host", ["https://api.twitter.com", "https://api.x.com"])
def test_problems_are_known_by_the_last_part_of_their_address(host: str) -> None:
    told = Answer(403, {}, {"title": "Forbidden", "type": f"{host}/2/problems/client-forbidden"})
    assert isinstance(failure(told, posting=True, now=NOON), SignedOut)


def test_numbers_of_the_older_style_are_understood() -> None:
    told = Answer(403, {}, {"errors": [{"code": 187, "message": "Whatever."}]})
    assert isinstance(failure(told, posting=True, now=NOON), OutcomeUnknown)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8), lambda inner: st.lists(inner, max_size=3)
)
problems = st.dictionaries(st.sampled_from(["title", "detail", "type", "errors", "status"]), json_values)


@given(status=st.integers(300, 599), body=problems, headers=st.dictionaries(st.text(max_size=5), st.text(max_size=5)))
def test_no_refusal_is_beyond_words(status: int, body: dict[str, object], headers: dict[str, str]) -> None:
    told = Answer(status, headers, json.loads(json.dumps(body)))
    assert failure(told, posting=True, now=NOON).reason
    assert isinstance(failure(told, posting=False, now=NOON), Unavailable | SignedOut)
