"""What Telegram's refusals mean: for a reply that was being sent, and for reading."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.base import ConnectorError, OutcomeUnknown, Refused, SignedOut, Unavailable
from connectors.http import Answer
from connectors.telegram import failure
from tests.connectors.telegram.telegram_support import NOON, fixture


def told(name: str) -> Answer:
    body = fixture(name)
    return Answer(body["status"], body["headers"], body["body"])


def answer(status: int, description: str | None = "Bad Request: something new") -> Answer:
    return Answer(status, {}, description and {"ok": False, "error_code": status, "description": description})


def test_the_limit_is_waited_for_as_long_as_telegram_says() -> None:
    for posting in (True, False):
        error = failure(told("telegram_error_429"), posting=posting, now=NOON)
        assert isinstance(error, Unavailable)
        assert error.retry_at == NOON + timedelta(seconds=35)


@pytest.mark.parametrize(
    ("parameters", "seconds"),
    [({}, 60), ({"retry_after": "35"}, 60), ({"retry_after": -1}, 60), ({"retry_after": 10**12}, 86_400), (None, 60)],
)
def test_a_limit_without_a_time_ends_after_a_minute(parameters: Any, seconds: int) -> None:
    error = failure(Answer(429, {}, {"ok": False, "parameters": parameters}), posting=True, now=NOON)
    assert isinstance(error, Unavailable)
    assert error.retry_at == NOON + timedelta(seconds=seconds)


SENDING: list[tuple[Answer, type[ConnectorError], type[ConnectorError]]] = [
    (told("telegram_error_blocked"), Refused, Unavailable),
    (told("telegram_error_reply_gone"), Refused, Unavailable),
    (told("telegram_error_token"), SignedOut, SignedOut),
    (told("telegram_error_webhook"), Refused, SignedOut),
    (answer(404, "Not Found"), SignedOut, SignedOut),
    (answer(409, "Conflict: terminated by other getUpdates request"), Refused, Unavailable),
    (answer(400, "Bad Request: chat not found"), Refused, Unavailable),
    (answer(403, None), Unavailable, Unavailable),
    (answer(302, None), Unavailable, Unavailable),
    (answer(500, "Internal Server Error"), OutcomeUnknown, Unavailable),
    (answer(502, None), OutcomeUnknown, Unavailable),
    (answer(200, None), OutcomeUnknown, Unavailable),
]


@pytest.mark.parametrize(("heard", "sending", "reading"), SENDING)
def test_each_refusal_means_one_thing(
    heard: Answer, sending: type[ConnectorError], reading: type[ConnectorError]
) -> None:
    assert type(failure(heard, posting=True, now=NOON)) is sending
    assert type(failure(heard, posting=False, now=NOON)) is reading


@pytest.mark.parametrize("words", ["message to be replied not found", "replied message not found"])
def test_a_question_that_is_gone_is_said_to_be_gone(words: str) -> None:
    error = failure(answer(400, f"Bad Request: {words}"), posting=True, now=NOON)
    assert isinstance(error, Refused)
    assert error.gone
    assert not getattr(failure(told("telegram_error_blocked"), posting=True, now=NOON), "gone", True)


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8), lambda inner: st.lists(inner, max_size=3)
)
_BODIES = _VALUES | st.dictionaries(st.sampled_from(["ok", "description", "parameters", "result"]), _VALUES)


@given(status=st.integers(200, 599), body=_BODIES)
def test_no_refusal_is_beyond_words(status: int, body: object) -> None:
    assert failure(Answer(status, {}, body), posting=True, now=NOON).reason
    assert isinstance(failure(Answer(status, {}, body), posting=False, now=NOON), Unavailable | SignedOut)
