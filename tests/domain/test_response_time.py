from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.domain.business_hours import DAYS, BusinessHours
from bot.domain.history import Event, EventType
from bot.domain.response_time import Band, Measured, WaitState, band_of, measure

NOON = datetime(2026, 11, 16, 12, tzinfo=UTC)
NOW = NOON + timedelta(hours=48)

Story = list[tuple[str, str, int] | tuple[str, str, int, dict[str, Any]]]
"""Type, id, minutes after noon, and more fields; `received` is minutes too."""


def events_of(story: Story) -> list[Event]:
    events: list[Event] = []
    for kind, name, minutes, *more in story:
        fields = dict(more[0]) if more else {}
        received = fields.pop("received", None)
        events.append(
            Event(
                type=EventType(kind),
                id=name,
                at=NOON + timedelta(minutes=minutes),
                received_at=None if received is None else NOON + timedelta(minutes=received),
                **fields,
            )
        )
    return events


def shown(measured: Measured) -> list[tuple[int, str, int | None]]:
    """Start, state and end of each wait, in minutes after noon."""
    return [
        (_minutes(wait.start), wait.state.value, None if wait.end is None else _minutes(wait.end))
        for wait in measured.waits
    ]


def _minutes(at: datetime) -> int:
    return round((at - NOON).total_seconds() / 60)


STORIES: dict[str, tuple[Story, list[tuple[int, str, int | None]]]] = {
    "nothing happened": ([], []),
    "the first unanswered message counts": (
        [("customer", "a", 0), ("customer", "b", 5), ("human", "r", 30), ("human", "s", 40)],
        [(0, "answered", 30)],
    ),
    "a colleague answers on the platform": ([("customer", "a", 0), ("native", "r", 30)], [(0, "answered", 30)]),
    "machines and notes answer nothing": (
        [("customer", "a", 0), ("ack", "k", 1), ("bot", "b", 2), ("note", "n", 3), ("reply_failed", "f", 4)],
        [(0, "unanswered", None)],
    ),
    "a reply before the question is none": ([("human", "r", -5), ("customer", "a", 0)], [(0, "unanswered", None)]),
    "a later question starts a new wait": (
        [("customer", "a", 0), ("human", "r", 30), ("customer", "b", 60)],
        [(0, "answered", 30), (60, "unanswered", None)],
    ),
    "input in any order": ([("human", "r", 30), ("customer", "a", 0)], [(0, "answered", 30)]),
    "one instant counts in the order given: question first": (
        [("customer", "a", 0), ("human", "r", 0)],
        [(0, "answered", 0)],
    ),
    "one instant counts in the order given: reply first": (
        [("human", "r", 0), ("customer", "a", 0)],
        [(0, "unanswered", None)],
    ),
    "what is later than now has not happened": (
        [("customer", "a", 0), ("human", "r", 9_999), ("customer", "b", 9_999)],
        [(0, "unanswered", None)],
    ),
    "a message delivered twice is one": (
        [("customer", "a", 0), ("human", "r", 30), ("customer", "a", 40)],
        [(0, "answered", 30)],
    ),
    # Rule 3
    "a deleted reply has never been": (
        [("customer", "a", 0), ("human", "r", 30), ("reply_deleted", "d", 60, {"ref": "r"})],
        [(0, "unanswered", None)],
    ),
    "a failed reply has never been, and the next one ends the first question's wait": (
        [
            ("customer", "a", 0),
            ("human", "r", 30),
            ("customer", "b", 40),
            ("reply_failed", "f", 50, {"ref": "r"}),
            ("human", "s", 90),
        ],
        [(0, "answered", 90)],
    ),
    "when the first of two replies goes the second was the answer": (
        [
            ("customer", "a", 0),
            ("human", "r", 30),
            ("native", "s", 45),
            ("reply_deleted", "d", 60, {"ref": "r"}),
        ],
        [(0, "answered", 45)],
    ),
    "an attempt that failed and then succeeded under the same id": (
        [
            ("customer", "a", 0),
            ("reply_failed", "f", 10, {"ref": "r"}),
            ("human", "r", 30),
        ],
        [(0, "answered", 30)],
    ),
    "a reply taken back and sent again under the same id": (
        [
            ("customer", "a", 0),
            ("human", "r", 10),
            ("reply_failed", "f", 20, {"ref": "r"}),
            ("human", "r", 30),
        ],
        [(0, "answered", 30)],
    ),
    "taking back a reply that nobody knows": (
        [("customer", "a", 0), ("human", "r", 30), ("reply_deleted", "d", 60, {"ref": "?"})],
        [(0, "answered", 30)],
    ),
    "a reply that is deleted only later than now": (
        [("customer", "a", 0), ("human", "r", 30), ("reply_deleted", "d", 9_999, {"ref": "r"})],
        [(0, "answered", 30)],
    ),
    # Rule 4
    "an edit starts nothing": (
        [
            ("customer", "a", 0),
            ("customer_edit", "e", 10, {"ref": "a"}),
            ("human", "r", 30),
            ("customer_edit", "g", 40, {"ref": "a"}),
        ],
        [(0, "answered", 30)],
    ),
    "the first question is deleted and another is left": (
        [("customer", "a", 0), ("customer", "b", 5), ("customer_delete", "d", 10, {"ref": "a"}), ("human", "r", 30)],
        [(5, "answered", 30)],
    ),
    "a later question is deleted": (
        [("customer", "a", 0), ("customer", "b", 5), ("customer_delete", "d", 10, {"ref": "b"}), ("human", "r", 30)],
        [(0, "answered", 30)],
    ),
    "the only question is deleted": (
        [("customer", "a", 0), ("customer_delete", "d", 10, {"ref": "a"}), ("human", "r", 30)],
        [(0, "withdrawn", None)],
    ),
    "all questions are deleted": (
        [
            ("customer", "a", 0),
            ("customer", "b", 5),
            ("customer_delete", "d", 10, {"ref": "a"}),
            ("customer_delete", "e", 11, {"ref": "b"}),
            ("customer", "c", 20),
        ],
        [(5, "withdrawn", None), (20, "unanswered", None)],
    ),
    "a question is deleted after its answer": (
        [("customer", "a", 0), ("human", "r", 30), ("customer_delete", "d", 40, {"ref": "a"})],
        [(0, "answered", 30)],
    ),
    "deleting what nobody knows": (
        [("customer_delete", "d", -5, {"ref": "a"}), ("customer", "a", 0), ("customer_delete", "e", 5, {"ref": "?"})],
        [(0, "unanswered", None)],
    ),
    "an answered question is deleted while another waits": (
        [
            ("customer", "a", 0),
            ("human", "r", 30),
            ("customer", "b", 35),
            ("customer_delete", "d", 40, {"ref": "a"}),
        ],
        [(0, "answered", 30), (35, "unanswered", None)],
    ),
    "a question deleted after an answer that had never been": (
        [
            ("customer", "a", 0),
            ("human", "r", 30),
            ("customer_delete", "d", 40, {"ref": "a"}),
            ("reply_deleted", "e", 50, {"ref": "r"}),
        ],
        [(0, "withdrawn", None)],
    ),
    # Rule 5
    "closing ends the wait and a reply to nobody does nothing": (
        [("customer", "a", 0), ("close", "c", 10), ("human", "r", 30)],
        [(0, "closed_without_reply", None)],
    ),
    "a message after closing starts anew": (
        [("customer", "a", 0), ("close", "c", 10), ("customer", "b", 20), ("human", "r", 30)],
        [(0, "closed_without_reply", None), (20, "answered", 30)],
    ),
    "reopening gives the old start back": (
        [("customer", "a", 0), ("close", "c", 10), ("reopen", "o", 20), ("human", "r", 30)],
        [(0, "answered", 30)],
    ),
    "reopening after a new message joins the two": (
        [
            ("customer", "a", 0),
            ("close", "c", 10),
            ("customer", "b", 15),
            ("reopen", "o", 20),
            ("human", "r", 30),
        ],
        [(0, "answered", 30)],
    ),
    "reopening an answered conversation starts nothing": (
        [("customer", "a", 0), ("human", "r", 5), ("close", "c", 10), ("reopen", "o", 20)],
        [(0, "answered", 5)],
    ),
    "reopening after the answer to a later message brings nothing back": (
        [
            ("customer", "a", 0),
            ("close", "c", 10),
            ("customer", "b", 15),
            ("human", "r", 20),
            ("reopen", "o", 30),
        ],
        [(0, "closed_without_reply", None), (15, "answered", 20)],
    ),
    "each reopening takes back the latest closing": (
        [
            ("customer", "a", 0),
            ("close", "c", 10),
            ("customer", "b", 15),
            ("close", "d", 20),
            ("reopen", "o", 30),
            ("human", "r", 40),
        ],
        [(0, "closed_without_reply", None), (15, "answered", 40)],
    ),
    "what was deleted meanwhile does not come back": (
        [
            ("customer", "a", 0),
            ("customer", "b", 5),
            ("close", "c", 10),
            ("customer_delete", "d", 15, {"ref": "a"}),
            ("reopen", "o", 20),
        ],
        [(5, "unanswered", None)],
    ),
    "nothing is left to reopen": (
        [
            ("customer", "a", 0),
            ("close", "c", 10),
            ("customer_delete", "d", 15, {"ref": "a"}),
            ("reopen", "o", 20),
        ],
        [(0, "withdrawn", None)],
    ),
    # Rule 6
    "a message that came late still waits from the platform's time": (
        [("customer", "a", 0, {"received": 15}), ("human", "r", 30)],
        [(0, "answered", 30)],
    ),
    "a reply sent before it came has not answered it": (
        [("customer", "a", 0, {"received": 60}), ("human", "r", 30), ("human", "s", 60)],
        [(0, "answered", 60)],
    ),
    "a small delay is none": (
        [("customer", "a", 0, {"received": 14}), ("human", "r", 5)],
        [(0, "answered", 5)],
    ),
    "the reply answers what had come, the rest waits on": (
        [
            ("customer", "a", 0),
            ("customer", "b", 5, {"received": 60}),
            ("human", "r", 30),
            ("human", "s", 90),
        ],
        [(0, "answered", 30), (5, "answered", 90)],
    ),
    "an older message that came late waits on its own": (
        [("customer", "a", 0, {"received": 60}), ("customer", "b", 5), ("human", "r", 30)],
        [(0, "unanswered", None), (5, "answered", 30)],
    ),
}


@pytest.mark.parametrize("name", STORIES)
def test_story(name: str) -> None:
    story, expected = STORIES[name]
    assert shown(measure(events_of(story), now=NOW)) == expected


def test_seconds_and_bands_of_each_state() -> None:
    hours = BusinessHours.from_json(
        {"timezone": "UTC", "weekly": {day: [["09:00", "13:00"], ["14:00", "18:00"]] for day in DAYS[:5]}}
    )
    story: Story = [
        ("customer", "a", 0),
        ("human", "r", 150),  # 12:00 to 14:30, an hour and a half of it open
        ("customer", "b", 200),
        ("close", "c", 210),
        ("customer", "d", 220),
        ("customer_delete", "e", 230, {"ref": "d"}),
        ("customer", "f", 300),  # 17:00, an hour before the evening
    ]
    measured = measure(events_of(story), now=NOW, hours=hours)
    assert [(wait.state, wait.calendar_s, wait.business_s, wait.band) for wait in measured.waits] == [
        (WaitState.ANSWERED, 9_000, 5_400, Band.WITHIN_5H),
        (WaitState.CLOSED_WITHOUT_REPLY, None, None, None),
        (WaitState.WITHDRAWN, None, None, None),
        (WaitState.UNANSWERED, 43 * 3_600, (1 + 8 + 3) * 3_600, Band.UNANSWERED),
    ]
    assert {state: measured.count(state) for state in WaitState} == dict.fromkeys(WaitState, 1)


def test_business_seconds_are_unknown_without_hours() -> None:
    (wait,) = measure(events_of([("customer", "a", 0)]), now=NOW).waits
    assert (wait.calendar_s, wait.business_s) == (48 * 3_600, None)


def test_only_late_questions_are_backfilled() -> None:
    story: Story = [
        ("customer", "a", 0, {"received": 14}),
        ("human", "r", 20),
        ("customer", "b", 30, {"received": 45}),
        ("human", "s", 50),
        ("customer", "c", 60),
        ("customer", "d", 61, {"received": 90}),
        ("human", "t", 95),
    ]
    waits = measure(events_of(story), now=NOW).waits
    assert [(shown.backfilled, len(shown.messages)) for shown in waits] == [(False, 1), (True, 1), (False, 2)]


@pytest.mark.parametrize(
    ("seconds", "band"),
    [
        (0, Band.WITHIN_1H),
        (3_600, Band.WITHIN_1H),
        (3_600.001, Band.WITHIN_5H),
        (18_000, Band.WITHIN_5H),
        (18_001, Band.WITHIN_24H),
        (86_400, Band.WITHIN_24H),
        (86_401, Band.OVER_24H),
    ],
)
def test_bands_end_where_the_contract_says(seconds: float, band: Band) -> None:
    assert band_of(seconds) is band


def test_a_time_without_offset_is_refused() -> None:
    with pytest.raises(ValueError, match="offset"):
        Event(type=EventType.CUSTOMER, at=datetime(2026, 11, 16))  # noqa: DTZ001


def test_the_calendar_runs_in_real_seconds_across_a_clock_change() -> None:
    from zoneinfo import ZoneInfo

    rome = ZoneInfo("Europe/Rome")
    asked = Event(type=EventType.CUSTOMER, at=datetime(2026, 10, 25, 1, tzinfo=rome))
    answered = Event(type=EventType.HUMAN, at=datetime(2026, 10, 25, 4, tzinfo=rome))
    (wait,) = measure([asked, answered], now=datetime(2026, 10, 26, tzinfo=rome)).waits
    assert wait.calendar_s == 4 * 3_600
