"""The laws of unusual silence, whatever an account's rhythm."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.silence import FEWEST_WEEKS, HOUR, PLENTY, WEEK, WEEKS, Span, is_unusual, same_hours

NOW = datetime(2026, 11, 18, 12, 0, tzinfo=UTC)

moments = st.timedeltas(timedelta(0), timedelta(days=365)).map(NOW.__sub__)
lengths = st.timedeltas(timedelta(0), timedelta(days=30))


def is_silent(heard: list[datetime], now: datetime) -> bool:
    """The whole judgement, over the times of an account's messages."""
    if not heard:
        return False
    spans = same_hours(min(heard), max(heard), now)
    return is_unusual([sum(begin <= at < end for at in heard) for begin, end in spans])


def every_hour(weeks: int, per_hour: int = 1, *, until: datetime = NOW) -> list[datetime]:
    """An account that hears the same each hour of day and night."""
    count = weeks * 168 * per_hour
    return [until - timedelta(minutes=1) - number * HOUR / per_hour for number in range(count)]


@given(moments, lengths, lengths)
def test_what_silence_is_compared_with_was_heard_before_it_in_the_same_hours(
    first: datetime, lived: timedelta, silent: timedelta
) -> None:
    last = first + lived
    spans = same_hours(first, last, last + silent)
    assert len(spans) in (0, *range(FEWEST_WEEKS, WEEKS + 1))
    for weeks, (begin, end) in enumerate(spans, start=1):
        assert first <= begin < end
        assert end - begin <= WEEK
        assert end <= last + HOUR - (weeks - 1) * WEEK
        assert last < begin + weeks * WEEK <= last + HOUR


@given(moments, lengths, lengths, lengths)
def test_silence_that_goes_on_is_compared_with_the_same_hours_and_more(
    first: datetime, lived: timedelta, silent: timedelta, longer: timedelta
) -> None:
    def inside(short: Span, long: Span) -> bool:
        return long[0] == short[0] and short[1] <= long[1]

    last = first + lived
    short, long = (same_hours(first, last, last + each) for each in (silent, silent + longer))
    assert not short or all(inside(*pair) for pair in zip(short, long, strict=True))


@given(moments, st.timedeltas(timedelta(0), FEWEST_WEEKS * WEEK - timedelta(seconds=1)), lengths)
def test_an_account_with_little_history_is_never_called_silent(
    first: datetime, lived: timedelta, silent: timedelta
) -> None:
    assert same_hours(first, first + lived, first + lived + silent) == ()


@given(st.lists(st.integers(0, 100), max_size=WEEKS), st.data())
def test_more_in_past_weeks_never_makes_silence_less_remarkable(heard: list[int], data: st.DataObject) -> None:
    more = [count + data.draw(st.integers(0, 100)) for count in heard]
    assert is_unusual(heard) <= is_unusual(more)
    assert is_unusual(heard) == is_unusual([min(count, PLENTY) for count in heard])
    assert is_unusual(heard) == is_unusual(list(reversed(heard)))


@given(st.permutations([0, 10_000] + [PLENTY] * 6), st.permutations([10_000, 10_000] + [0] * 6))
def test_one_outage_and_one_storm_change_nothing(busy: list[int], quiet: list[int]) -> None:
    assert is_unusual(busy)
    assert not is_unusual(quiet)


def test_a_busy_account_is_told_after_an_hour_and_a_calm_one_after_half_a_day() -> None:
    busy, calm = every_hour(6, per_hour=12), every_hour(6)
    assert [is_silent(busy, NOW + timedelta(minutes=minutes)) for minutes in (30, 59, 61)] == [False, False, True]
    assert [is_silent(calm, NOW + timedelta(hours=hours)) for hours in (5, 9, 11)] == [False, False, True]


def test_a_quiet_night_is_no_silence_and_a_quiet_morning_is() -> None:
    by_day = [at for at in every_hour(8, per_hour=6) if 7 <= at.hour < 20]
    evening = max(at for at in by_day if at < NOW - timedelta(hours=12))
    until_evening = [at for at in by_day if at <= evening]
    assert not is_silent(until_evening, NOW.replace(hour=6))
    assert not is_silent(until_evening, NOW.replace(hour=8))
    assert is_silent(until_evening, NOW.replace(hour=10))


def test_weeks_of_silence_stay_an_alarm() -> None:
    heard = every_hour(10)
    assert all(is_silent(heard, NOW + timedelta(days=days)) for days in (1, 6, 8, 20, 100))


def test_an_account_that_hears_little_is_left_alone() -> None:
    weekly = [NOW - weeks * WEEK for weeks in range(30)]
    assert not any(is_silent(weekly, NOW + timedelta(days=days)) for days in range(60))
