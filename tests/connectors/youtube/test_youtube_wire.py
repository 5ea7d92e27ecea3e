"""What YouTube's refusals mean, what calls cost, and how the token is renewed."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.base import ConnectorError, OutcomeUnknown, Refused, SignedOut, Unavailable
from connectors.http import Answer
from connectors.youtube_settings import YouTubeCredentials, YouTubeOptions
from connectors.youtube_wire import Meter, failure
from tests.connectors.youtube.youtube_support import NOON, fixture


def told(name: str) -> Answer:
    body = fixture(name)
    return Answer(body["status"], body["headers"], body["body"])


def answer(status: int, reason: str | None = None) -> Answer:
    return Answer(status, {}, reason and {"error": {"code": status, "errors": [{"reason": reason}]}})


SENDING: list[tuple[Answer, type[ConnectorError], type[ConnectorError]]] = [
    (told("youtube_error_quota"), Unavailable, Unavailable),
    (told("youtube_error_parent_gone"), Refused, Unavailable),
    (told("youtube_error_forbidden"), Refused, Unavailable),
    (told("youtube_error_too_long"), Refused, Unavailable),
    (told("youtube_error_scope"), SignedOut, SignedOut),
    (answer(403, "rateLimitExceeded"), Unavailable, Unavailable),
    (answer(403, "accountSuspended"), SignedOut, SignedOut),
    (answer(429), Unavailable, Unavailable),
    (answer(401, "authError"), SignedOut, SignedOut),
    (answer(403), Unavailable, Unavailable),
    (answer(400, "processingFailure"), OutcomeUnknown, Unavailable),
    (answer(503, "backendError"), OutcomeUnknown, Unavailable),
    (answer(502), OutcomeUnknown, Unavailable),
    (answer(200), OutcomeUnknown, Unavailable),
]


@pytest.mark.parametrize(("heard", "sending", "reading"), SENDING)
def test_each_refusal_means_one_thing(
    heard: Answer, sending: type[ConnectorError], reading: type[ConnectorError]
) -> None:
    error = failure(heard, posting=True, now=NOON)
    assert type(error) is sending
    assert type(failure(heard, posting=False, now=NOON)) is reading
    if isinstance(error, Refused):
        assert error.gone is (heard.status == 404)


def test_a_used_up_quota_is_asked_for_again_in_an_hour() -> None:
    error = failure(told("youtube_error_quota"), posting=True, now=NOON)
    assert isinstance(error, Unavailable)
    assert error.retry_at == NOON + timedelta(hours=1)


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["errors", "reason"]), inner),
)


@given(status=st.integers(200, 599), error=_VALUES)
def test_no_refusal_is_beyond_words(status: int, error: object) -> None:
    for body in (error, {"error": error}):
        assert failure(Answer(status, {}, body), posting=True, now=NOON).reason
        assert isinstance(failure(Answer(status, {}, body), posting=False, now=NOON), Unavailable | SignedOut)


def test_reading_leaves_to_replies_what_is_theirs() -> None:
    meter = Meter(100, 60)
    for _ in range(40):
        meter.spend(1, NOON, for_reply=False)
    with pytest.raises(Unavailable) as caught:
        meter.spend(1, NOON, for_reply=False)
    assert caught.value.retry_at == NOON + timedelta(hours=25)
    meter.spend(50, NOON, for_reply=True)
    with pytest.raises(Unavailable):
        meter.spend(50, NOON, for_reply=True)
    meter.spend(50, NOON + timedelta(hours=25), for_reply=True)


def test_the_default_quota_is_for_about_150_replies() -> None:
    habits = YouTubeOptions()
    meter = Meter(habits.daily_units, habits.units_for_replies)
    for minute in range(0, 24 * 60, 2):
        meter.spend(1, NOON + timedelta(minutes=minute), for_reply=False)
    for _ in range(150):
        meter.spend(51, NOON + timedelta(hours=23), for_reply=True)


@given(st.lists(st.tuples(st.floats(0, 40), st.integers(1, 30), st.booleans()), max_size=40))
def test_no_24_hours_ever_cost_more_than_a_day(calls: list[tuple[float, int, bool]]) -> None:
    meter, spent = Meter(100, 60), list[tuple[float, int]]()
    for hours, units, for_reply in sorted(calls):
        try:
            meter.spend(units, NOON + timedelta(hours=hours), for_reply=for_reply)
        except Unavailable:
            continue
        spent.append((hours, units))
        assert sum(cost for at, cost in spent if at > hours - 24) <= 100


@pytest.mark.parametrize(
    "changed", [{"api": "http://youtube.example"}, {"token_address": "x"}, {"units_for_replies": 10_000}]
)
def test_habits_that_can_not_be_are_said_so(changed: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"\.$"):
        YouTubeOptions(**changed)


def test_keys_are_all_needed_and_never_shown() -> None:
    with pytest.raises(ValueError, match="refresh_token"):
        YouTubeCredentials(client_id="a", client_secret="b", refresh_token=" ")
    shown = repr(YouTubeCredentials(client_id="a", client_secret="hidden", refresh_token="hidden"))
    assert "hidden" not in shown
