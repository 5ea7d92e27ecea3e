from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.business_hours import DAYS, BadBusinessHours, BusinessHours
from tests.domain.oracles import is_open, open_seconds, utc

OFFICE = {day: [["09:00", "13:00"], ["14:00", "18:00"]] for day in DAYS[:5]}

# Days around both changes of each zone, as UTC dates.
CHANGES = {
    "Europe/Rome": ["2026-03-29", "2026-10-25"],
    "Europe/Bucharest": ["2026-03-29", "2026-10-25"],
    "America/New_York": ["2026-03-08", "2026-11-01"],
    "Australia/Lord_Howe": ["2026-04-04", "2026-10-03"],  # half an hour
    "America/St_Johns": ["2026-03-08", "2026-11-01"],
    "Pacific/Apia": ["2011-12-30", "2011-12-31"],  # a whole day was skipped
    "Africa/Casablanca": ["2026-02-15", "2026-03-22"],
    "UTC": ["2026-03-29", "2026-12-31"],
}


def made(hours: dict[str, Any]) -> BusinessHours:
    return BusinessHours.from_json(hours)


def all_week(start: str, end: str, timezone: str = "Europe/Rome", *holidays: str) -> BusinessHours:
    return made({"timezone": timezone, "weekly": {day: [[start, end]] for day in DAYS}, "holidays": list(holidays)})


def clock_times(*, end: bool) -> st.SearchStrategy[str]:
    texts = st.builds("{:02}:{:02}".format, st.integers(0, 23), st.sampled_from([0, 0, 15, 30, 45, 59]))
    return texts | st.just("24:00") if end else texts


@st.composite
def situations(draw: st.DrawFn) -> tuple[dict[str, Any], datetime, datetime]:
    zone = draw(st.sampled_from(sorted(CHANGES)))
    middle = utc(draw(st.sampled_from(CHANGES[zone])))
    pair = st.tuples(clock_times(end=False), clock_times(end=True))
    weekly = draw(st.dictionaries(st.sampled_from(DAYS), st.lists(pair, max_size=3), min_size=1))
    around = [(middle + timedelta(days=offset)).date().isoformat() for offset in range(-2, 3)]
    holidays = draw(st.lists(st.sampled_from(around), max_size=2))
    start = middle + timedelta(minutes=draw(st.integers(-1_500, 1_500)))
    end = start + timedelta(minutes=draw(st.integers(-10, 2_800)))
    return {"timezone": zone, "weekly": weekly, "holidays": holidays}, start, end


@settings(max_examples=250, deadline=None)
@given(situations())
def test_seconds_are_those_of_a_walk_minute_by_minute(situation: tuple[dict[str, Any], datetime, datetime]) -> None:
    hours, start, end = situation
    assert made(hours).seconds_between(start, end) == open_seconds(hours, start, end)


@settings(max_examples=150, deadline=None)
@given(situations(), st.integers(0, 2**40))
def test_a_moment_is_open_exactly_when_the_local_clock_says_so(
    situation: tuple[dict[str, Any], datetime, datetime], microseconds: int
) -> None:
    hours, start, _ = situation
    moment = start + timedelta(microseconds=microseconds % (2 * 86_400 * 10**6))
    assert made(hours).open_at(moment) is is_open(hours, moment)


@settings(max_examples=150, deadline=None)
@given(situations(), st.floats(0, 1))
def test_time_adds_up_wherever_it_is_cut(situation: tuple[dict[str, Any], datetime, datetime], share: float) -> None:
    hours, start, end = situation
    end = max(start, end)
    cut = start + (end - start) * share
    clock = made(hours)
    whole = clock.seconds_between(start, end)
    assert clock.seconds_between(start, cut) + clock.seconds_between(cut, end) == pytest.approx(whole, abs=1e-5)


@settings(max_examples=150, deadline=None)
@given(situations(), st.integers(1, 400_000))
def test_a_deadline_is_the_first_moment_with_so_many_seconds(
    situation: tuple[dict[str, Any], datetime, datetime], seconds: int
) -> None:
    hours, start, _ = situation
    clock = made(hours)
    deadline = clock.add(start, seconds)
    if deadline is None:
        assert not clock.spans(start, start + timedelta(days=700))
        return
    assert clock.seconds_between(start, deadline) == seconds
    assert clock.seconds_between(start, deadline - timedelta(seconds=1)) == seconds - 1


@settings(max_examples=100, deadline=None)
@given(situations())
def test_next_open_is_open_and_nothing_before_it_is(situation: tuple[dict[str, Any], datetime, datetime]) -> None:
    hours, start, _ = situation
    clock = made(hours)
    opening = clock.next_open(start)
    if opening is not None:
        assert clock.open_at(opening)
        assert clock.seconds_between(start, opening) == 0


@pytest.mark.parametrize(
    ("clock", "start", "end", "seconds"),
    [
        # The hour 02:00-03:00 is skipped on 29 March and repeated on 25 October in Rome.
        (all_week("02:00", "03:00"), "2026-03-28 12:00", "2026-03-29 12:00", 0),
        (all_week("02:00", "03:00"), "2026-10-24 12:00", "2026-10-25 12:00", 7_200),
        (all_week("02:30", "03:30"), "2026-03-28 12:00", "2026-03-29 12:00", 1_800),
        (all_week("01:00", "02:30"), "2026-10-24 12:00", "2026-10-25 12:00", 3_600 + 1_800 + 1_800),
        (all_week("00:00", "24:00"), "2026-03-28 23:00", "2026-03-29 22:00", 23 * 3_600),
        (all_week("00:00", "00:00"), "2026-10-24 22:00", "2026-10-25 23:00", 25 * 3_600),
        # Half an hour in Lord Howe: 02:00-02:30 is skipped on 4 October, 01:30-02:00 repeated on 5 April.
        (all_week("02:00", "03:00", "Australia/Lord_Howe"), "2026-10-03 10:00", "2026-10-04 10:00", 1_800),
        (all_week("01:30", "02:00", "Australia/Lord_Howe"), "2026-04-04 10:00", "2026-04-05 10:00", 3_600),
        # A holiday takes the intervals that begin on it; the night before still runs into it.
        (all_week("22:00", "06:00", "UTC", "2026-12-25"), "2026-12-24 12:00", "2026-12-26 12:00", 8 * 3_600),
        # From nine to nine is a whole day.
        (all_week("09:00", "09:00", "UTC"), "2026-06-01 00:00", "2026-06-03 00:00", 48 * 3_600),
        # Five years, with the office's eight hours on each weekday.
        (
            made({"timezone": "Europe/Rome", "weekly": OFFICE}),
            "2021-11-15 00:00",
            "2026-11-16 00:00",
            261 * 5 * 8 * 3_600,
        ),
    ],
)
def test_known_stretches(clock: BusinessHours, start: str, end: str, seconds: int) -> None:
    assert clock.seconds_between(utc(start), utc(end)) == seconds


def test_intervals_are_half_open() -> None:
    clock = all_week("09:00", "18:00", "UTC")
    assert clock.open_at(utc("2026-11-16 09:00"))
    assert not clock.open_at(utc("2026-11-16 18:00"))
    assert clock.next_open(utc("2026-11-16 18:00")) == utc("2026-11-17 09:00")


def test_a_deadline_skips_the_weekend() -> None:
    clock = made({"timezone": "Europe/Rome", "weekly": OFFICE})
    friday_evening = datetime(2026, 11, 20, 16, 30, tzinfo=UTC)  # 17:30 in Rome
    assert clock.add(friday_evening, 3_600) == datetime(2026, 11, 23, 8, 30, tzinfo=UTC)


def test_a_desk_that_never_opens_has_no_deadline() -> None:
    clock = made({"timezone": "Europe/Rome", "weekly": {}, "holidays": []})
    assert clock.add(utc("2026-11-16 09:00"), 1) is None
    assert clock.next_open(utc("2026-11-16 09:00")) is None
    assert clock.seconds_between(utc("2026-11-16 09:00"), utc("2027-11-16 09:00")) == 0


def test_the_offset_of_the_given_times_does_not_matter() -> None:
    clock = all_week("09:00", "18:00", "UTC")
    start = datetime.fromisoformat("2026-11-16T10:00:00+05:30")
    assert clock.seconds_between(start, datetime.fromisoformat("2026-11-16T04:00:00-08:00")) == 3 * 3_600


@pytest.mark.parametrize(
    ("data", "named"),
    [
        (None, "business_hours"),
        ({}, "timezone"),
        ({"timezone": "Europe/Roma", "weekly": {}}, "Europe/Roma"),
        ({"timezone": "Europe", "weekly": {}}, "timezone"),
        ({"timezone": "../etc/passwd", "weekly": {}}, "timezone"),
        ({"timezone": 1, "weekly": {}}, "timezone"),
        ({"timezone": "UTC"}, "weekly"),
        ({"timezone": "UTC", "weekly": {"lun": []}}, "lun"),
        ({"timezone": "UTC", "weekly": {"mon": "09:00"}}, "weekly.mon"),
        ({"timezone": "UTC", "weekly": {"mon": [["09:00"]]}}, "weekly.mon"),
        ({"timezone": "UTC", "weekly": {"mon": [["9am", "18:00"]]}}, "9am"),
        ({"timezone": "UTC", "weekly": {"mon": [["24:00", "18:00"]]}}, "24:00"),
        ({"timezone": "UTC", "weekly": {"mon": [["09:00", "25:00"]]}}, "25:00"),
        ({"timezone": "UTC", "weekly": {"mon": [["09:00", 18]]}}, "18"),
        ({"timezone": "UTC", "weekly": {}, "holidays": "2026-12-25"}, "holidays"),
        ({"timezone": "UTC", "weekly": {}, "holidays": ["25.12.2026"]}, "25.12.2026"),
        ({"timezone": "UTC", "weekly": {}, "holidays": [None]}, "holidays"),
    ],
)
def test_bad_hours_are_named_in_one_short_sentence(data: object, named: str) -> None:
    with pytest.raises(BadBusinessHours) as caught:
        BusinessHours.from_json(data)
    assert named in str(caught.value)
    assert len(str(caught.value)) < 200


def test_a_long_wrong_value_stays_short_in_the_sentence() -> None:
    with pytest.raises(BadBusinessHours) as caught:
        BusinessHours.from_json({"timezone": "x" * 1_000_000, "weekly": {}})
    assert len(str(caught.value)) < 200
