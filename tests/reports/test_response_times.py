import json
from typing import Any

import pytest

from bot.reports.response_times import BrokenLine, response_times

HOURS = {
    "timezone": "Europe/Rome",
    "weekly": {"mon": [["09:00", "13:00"], ["14:00", "18:00"]], "tue": [["09:00", "18:00"]]},
    "holidays": ["2026-12-25"],
}
ASKED = {"id": "m1", "type": "customer", "at": "2026-11-16T10:00:00+01:00"}


def history(*events: dict[str, Any], **fields: Any) -> dict[str, Any]:
    return {
        "id": "c1",
        "now": "2026-11-16T20:00:00Z",
        "business_hours": HOURS,
        "events": list(events),
        **fields,
    }


def one(data: object) -> dict[str, Any] | BrokenLine:
    (result,) = response_times([data if isinstance(data, str | bytes) else json.dumps(data)])
    return result


def test_an_answered_wait_to_the_letter() -> None:
    answer = {"id": "r1", "type": "human", "at": "2026-11-16T13:30:00.500Z", "approved_at": "2026-11-16T09:01:00Z"}
    assert one(history(ASKED, answer)) == {
        "id": "c1",
        "waits": [
            {
                "start": "2026-11-16T10:00:00+01:00",
                "end": "2026-11-16T13:30:00.500Z",
                "state": "answered",
                "calendar_s": 16_200.5,
                "business_s": 12_600.5,
                "band": "within_5h",
            }
        ],
        "answered": 1,
        "unanswered": 0,
        "closed_without_reply": 0,
        "withdrawn": 0,
    }


def test_the_other_three_states_to_the_letter() -> None:
    result = one(
        history(
            ASKED,
            {"id": "x", "type": "close", "at": "2026-11-16T09:30:00Z"},
            {"id": "m2", "type": "customer", "at": "2026-11-16T10:00:00Z"},
            {"id": "d", "type": "customer_delete", "at": "2026-11-16T10:10:00Z", "ref": "m2"},
            {
                "id": "m3",
                "type": "customer",
                "at": "2026-11-16T11:00:00Z",
                "received_at": "2026-11-16T11:15:00Z",
            },
        )
    )
    assert isinstance(result, dict)
    nothing = {"end": None, "calendar_s": None, "business_s": None, "band": None}
    assert result["waits"] == [
        {"start": "2026-11-16T10:00:00+01:00", "state": "closed_without_reply", **nothing},
        {"start": "2026-11-16T10:00:00Z", "state": "withdrawn", **nothing},
        {
            "start": "2026-11-16T11:00:00Z",
            "end": None,
            "state": "unanswered",
            "calendar_s": 32_400,
            "business_s": 18_000,
            "band": "unanswered",
            "backfilled": True,
        },
    ]
    assert [result[state] for state in ("answered", "unanswered", "closed_without_reply", "withdrawn")] == [0, 1, 1, 1]
    assert '"calendar_s": 32400,' in json.dumps(result)


def test_without_business_hours_their_seconds_are_null() -> None:
    result = one(history(ASKED, business_hours=None))
    assert isinstance(result, dict)
    assert result["waits"][0]["business_s"] is None


def test_ids_may_be_numbers() -> None:
    result = one(
        history(
            {"id": 7, "type": "customer", "at": "2026-11-16T09:00:00Z"},
            {"id": 8, "type": "customer_delete", "at": "2026-11-16T09:01:00Z", "ref": 7},
            id=12,
        )
    )
    assert isinstance(result, dict)
    assert (result["id"], result["withdrawn"]) == (12, 1)


def test_a_broken_line_costs_the_others_nothing() -> None:
    good = json.dumps(history(ASKED))
    results = list(response_times([good, "{broken\n", "\n", b"\xff{}", good.encode(), "[]"]))
    assert [result.number if isinstance(result, BrokenLine) else result["id"] for result in results] == [
        "c1",
        2,
        4,
        "c1",
        6,
    ]
    assert str(results[1]).startswith("Line 2: ")


def test_a_byte_order_mark_is_no_part_of_the_first_line() -> None:
    text = json.dumps(history(ASKED))
    assert isinstance(one("\ufeff" + text), dict)
    assert isinstance(one(b"\xef\xbb\xbf" + text.encode()), dict)


def test_each_history_has_its_own_hours() -> None:
    closed = history(ASKED, business_hours={"timezone": "UTC", "weekly": {}})
    results = list(response_times(json.dumps(data) for data in (history(ASKED), closed, history(ASKED))))
    seconds = [result["waits"][0]["business_s"] for result in results if isinstance(result, dict)]
    assert seconds == [7 * 3_600, 0, 7 * 3_600]


@pytest.mark.parametrize(
    ("data", "named"),
    [
        ("[" * 100_000, "nested"),
        ('{"id": ' + "9" * 5_000 + "}", "JSON"),
        (history(ASKED, now=None), "'now'"),
        (history(ASKED, now="2026-11-16T20:00:00"), "offset"),
        (history(ASKED, now="tomorrow"), "tomorrow"),
        (history(ASKED, now=1_763_300_000), "'now'"),
        (history(ASKED, now="0001-01-01T00:00:00Z"), "1970"),
        (history(ASKED, id=None), "'id'"),
        (history(ASKED, id=[]), "'id'"),
        (history(ASKED, events=None), "'events'"),
        (history(ASKED, events={}), "'events'"),
        (history(ASKED, events=["x"]), "event 1"),
        (history(ASKED, {"id": "x", "type": "shout", "at": "2026-11-16T09:00:00Z"}), "event 2"),
        (history(ASKED, {"id": "x", "type": ["human"], "at": "2026-11-16T09:00:00Z"}), "event 2"),
        (history({"id": "x", "type": "human"}), "'at'"),
        (history({**ASKED, "received_at": "late"}), "received_at"),
        (history({**ASKED, "id": {}}), "'id'"),
        (history({**ASKED, "ref": 1.5}), "'ref'"),
        (history({**ASKED, "at": "x" * 1_000_000}), "'at'"),
        (history(ASKED, business_hours=[]), "business_hours"),
        (history(ASKED, business_hours={"timezone": "Mars/Olympus", "weekly": {}}), "Mars/Olympus"),
    ],
)
def test_what_is_wrong_is_named_in_one_short_sentence(data: object, named: str) -> None:
    result = one(data)
    assert isinstance(result, BrokenLine)
    assert named in str(result)
    assert len(str(result)) < 300
