from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.business_hours import BadBusinessHours
from bot.reports.week import BadWeek, Week

ZONES = ["Europe/Rome", "America/New_York", "Australia/Lord_Howe", "Asia/Beirut", "Pacific/Apia", "UTC"]


@pytest.mark.parametrize(
    ("week", "zone", "start", "hours"),
    [
        ("2026-W47", "Europe/Rome", "2026-11-16T00:00:00+01:00", 168),
        ("2026-W13", "Europe/Rome", "2026-03-23T00:00:00+01:00", 167),
        ("2026-W43", "Europe/Rome", "2026-10-19T00:00:00+02:00", 169),
        ("2026-W14", "Australia/Lord_Howe", "2026-03-30T00:00:00+11:00", 168.5),
        ("2026-W01", "America/New_York", "2025-12-29T00:00:00-05:00", 168),
        ("2026-W53", "UTC", "2026-12-28T00:00:00+00:00", 168),
    ],
)
def test_a_week_runs_from_local_midnight_to_local_midnight(week: str, zone: str, start: str, hours: float) -> None:
    made = Week.of(week, zone)
    assert made.start.isoformat() == start
    assert made.end.astimezone(UTC) - made.start.astimezone(UTC) == timedelta(hours=hours)
    assert made.start in made
    assert made.end not in made


@pytest.mark.parametrize(
    "week", ["2026-47", "W47", "2026-W54", "2025-W53", "2026-W00", "2026-w47", "", "0000-W01", "٢٠٢٦-W٤٧"]
)
def test_a_week_that_does_not_exist_is_refused_in_one_sentence(week: str) -> None:
    with pytest.raises(BadWeek, match=r"."):
        Week.of(week, "UTC")


def test_an_unknown_zone_is_refused() -> None:
    with pytest.raises(BadBusinessHours, match="Mars"):
        Week.of("2026-W47", "Mars/Olympus")


def test_the_last_week_of_the_year_before() -> None:
    assert Week.of("2027-W01", "UTC").previous.week == "2026-W53"
    assert Week.of("2026-W01", "UTC").previous.week == "2025-W52"


@given(st.integers(0, 4_000_000_000), st.sampled_from(ZONES))
def test_every_moment_lies_in_exactly_one_week(seconds: int, zone: str) -> None:
    moment = datetime.fromtimestamp(seconds, UTC)
    week = Week.around(moment, zone)
    assert moment in week
    assert moment not in week.previous
    assert week.previous.end == week.start
    assert Week.of(week.week, zone) == week
