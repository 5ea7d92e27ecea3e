"""Laws of the waiting times, over random histories: the rules, a slow loop that follows them to the letter."""

from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.history import Event, EventType
from bot.domain.response_time import WaitState, measure
from tests.domain import oracles

NOON = datetime(2026, 11, 16, 12, tzinfo=UTC)
NOW = NOON + timedelta(hours=48)


@st.composite
def histories(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Short histories on few instants with few ids, so that rules meet each other."""
    # Those that only stand by come rarely; the moves that interact come often.
    kinds = [*EventType, *["customer"] * 6, *["human"] * 3, "native", "close", "close", "reopen", "customer_delete"]
    events: list[dict[str, Any]] = []
    for number in range(draw(st.integers(0, 14))):
        kind = str(draw(st.sampled_from(kinds)))
        at = NOON + timedelta(minutes=5 * draw(st.integers(0, 20)))
        event: dict[str, Any] = {"id": f"{kind}{number % 9}", "type": kind, "at": at}
        if kind == "customer" and draw(st.integers(0, 2)) == 0:
            event["received_at"] = at + timedelta(minutes=5 * draw(st.integers(0, 8)))
        if kind in ("customer_delete", "customer_edit", "reply_failed", "reply_deleted"):
            target = "customer" if kind.startswith("customer") else draw(st.sampled_from(["human", "native"]))
            known = [other["id"] for other in events if other["type"] == target]
            event["ref"] = draw(st.sampled_from([*known, "unknown"]))
        events.append(event)
    return events


def as_events(history: list[dict[str, Any]]) -> list[Event]:
    return [
        Event(
            type=EventType(event["type"]),
            at=event["at"],
            id=event["id"],
            ref=event.get("ref"),
            received_at=event.get("received_at"),
        )
        for event in history
    ]


@settings(max_examples=1_000, deadline=None)
@given(histories(), st.integers(0, 110))
def test_waits_are_those_of_the_slow_loop(history: list[dict[str, Any]], minutes: int) -> None:
    now = NOON + timedelta(minutes=minutes)
    measured = measure(as_events(history), now=now)
    found = [(wait.start, wait.state.value, wait.end) for wait in measured.waits]
    assert sorted(found, key=str) == sorted(oracles.waits(history, now), key=str)
    assert [start for start, _, _ in found] == sorted(start for start, _, _ in found)


@settings(max_examples=200, deadline=None)
@given(histories())
def test_what_does_nothing_changes_nothing(history: list[dict[str, Any]]) -> None:
    idle = {EventType.ACK, EventType.BOT, EventType.NOTE, EventType.CUSTOMER_EDIT}
    events = as_events(history)
    assert measure(events, now=NOW) == measure([event for event in events if event.type not in idle], now=NOW)


@settings(max_examples=200, deadline=None)
@given(histories())
def test_a_reply_taken_back_leaves_no_trace(history: list[dict[str, Any]]) -> None:
    events = as_events(history)
    reply = Event(type=EventType.HUMAN, id="gone", at=NOON + timedelta(minutes=51))
    deletion = Event(type=EventType.REPLY_DELETED, id="x", ref="gone", at=NOON + timedelta(minutes=99))
    assert measure([*events, reply, deletion], now=NOW) == measure(events, now=NOW)


@settings(max_examples=200, deadline=None)
@given(histories())
def test_every_unanswered_message_is_in_a_wait(history: list[dict[str, Any]]) -> None:
    events = as_events(history)
    measured = measure(events, now=NOW)
    answers = [event for event in events if event.type in (EventType.HUMAN, EventType.NATIVE)]
    asked = {event.id for event in events if event.type is EventType.CUSTOMER}
    if not answers and not any(event.type is EventType.CUSTOMER_DELETE for event in events):
        assert {message.id for wait in measured.waits for message in wait.messages} == asked
    for wait in measured.waits:
        assert (wait.end is None) == (wait.state is not WaitState.ANSWERED)
        assert (wait.calendar_s is None) == (not wait.needs_reply)
        assert wait.calendar_s is None or wait.calendar_s >= 0
