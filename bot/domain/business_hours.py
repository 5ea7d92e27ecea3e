"""Opening hours, and time counted on them (CONTRACTS, "What a wait is", rule 7)."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from reprlib import repr as short
from typing import cast
from zoneinfo import ZoneInfo

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

Span = tuple[datetime, datetime]
"""From an instant up to, but without, a later one; both aware, UTC."""

Interval = tuple[int, int]
"""Minutes after local midnight; an end above 1,440 lies on the next day."""

_DAY_MINUTES = 24 * 60
_CLOCK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)", re.ASCII)
_DAY = timedelta(days=1)
_PROBE = timedelta(hours=12)  # no zone changes its clocks twice in half a day
_STRETCH = timedelta(days=14)
_HORIZON_STRETCHES = 53  # two years without an opening: it will not open again
_KNOWN_DAYS = 8_192


class BadBusinessHours(ValueError):
    """Business hours that can't be read; one sentence names the key and the fix."""


@dataclass(frozen=True, slots=True)
class BusinessHours:
    """When people are there to answer: wall-clock intervals of each weekday in one time zone.

    `timezone` is an IANA name; `weekly` holds seven tuples of intervals, Monday first; on `holidays`
    the intervals that begin that day fall away. An instant is open when the local clock shows a time
    inside an interval, so an hour that the clocks skip has no seconds and one that they repeat has 7,200.
    Raises `BadBusinessHours` when made of anything else.
    """

    timezone: str
    weekly: tuple[tuple[Interval, ...], ...]
    holidays: frozenset[date] = frozenset()
    _openings: Callable[[date], tuple[Span, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        zone = zone_of(self.timezone)
        if len(self.weekly) != len(DAYS):
            raise BadBusinessHours(f"'weekly' must have seven days, not {len(self.weekly)}.")

        @lru_cache(maxsize=_KNOWN_DAYS)
        def openings(day: date) -> tuple[Span, ...]:
            if day in self.holidays:
                return ()
            spans = (span for interval in self.weekly[day.weekday()] for span in _instants(zone, day, interval))
            return tuple(_merged(spans))

        object.__setattr__(self, "_openings", openings)

    @classmethod
    def from_json(cls, data: object) -> "BusinessHours":
        """Read the contract's `{"timezone", "weekly": {"mon": [["09:00", "13:00"], …]}, "holidays": ["2026-12-25"]}`.

        A day that is not named is closed; `holidays` may be missing; an interval whose end is not after its
        start ends on the next day, and `24:00` is allowed as an end. Raises `BadBusinessHours`.
        """
        if not isinstance(data, Mapping):
            raise BadBusinessHours("'business_hours' must be an object with 'timezone', 'weekly' and 'holidays'.")
        fields = cast("Mapping[str, object]", data)
        return cls(_timezone(fields), _weekly(fields), _holidays(fields))

    def seconds_between(self, start: datetime, end: datetime) -> float:
        """Real open seconds from `start` up to `end` (both aware); 0 when `end` is not after `start`."""
        return sum((to - since).total_seconds() for since, to in self.spans(start, end))

    def spans(self, start: datetime, end: datetime) -> list[Span]:
        """The open stretches between two aware instants, in order, apart from each other, cut to the two."""
        start, end = start.astimezone(UTC), end.astimezone(UTC)
        if end <= start:
            return []
        # Local dates lie at most a day from the UTC ones, and an interval reaches one day further.
        first, last = start.date() - 2 * _DAY, end.date() + _DAY
        days = (first + offset * _DAY for offset in range((last - first).days + 1))
        cut = ((max(since, start), min(to, end)) for day in days for since, to in self._openings(day))
        return list(_merged(span for span in cut if span[0] < span[1]))

    def open_at(self, instant: datetime) -> bool:
        """True when people are there at this aware instant."""
        return bool(self.spans(instant, instant + timedelta.resolution))

    def next_open(self, instant: datetime) -> datetime | None:
        """The first open instant (UTC) at or after this one; None when it stays closed for two years."""
        return next((since for since, _ in self._onward(instant)), None)

    def add(self, start: datetime, seconds: float) -> datetime | None:
        """The deadline (UTC) `seconds` of open time after `start`; None when it stays closed for two years."""
        left = timedelta(seconds=seconds)
        if left <= timedelta():
            return start.astimezone(UTC)
        for since, to in self._onward(start):
            if left <= to - since:
                return since + left
            left -= to - since
        return None

    def _onward(self, start: datetime) -> Iterator[Span]:
        start, closed_stretches = start.astimezone(UTC), 0
        while closed_stretches < _HORIZON_STRETCHES:
            spans = self.spans(start, start + _STRETCH)
            closed_stretches = 0 if spans else closed_stretches + 1
            yield from spans
            start += _STRETCH


def zone_of(name: str) -> ZoneInfo:
    """The time zone of this IANA name; raises `BadBusinessHours`."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # unknown, malformed, and a folder of the database such as "Europe"
        raise BadBusinessHours(
            f"'timezone' is {short(name)}, which is no known time zone; use a name like 'Europe/Rome'."
        ) from None


def _merged(spans: Iterable[Span]) -> Iterator[Span]:
    since: datetime | None = None
    to: datetime | None = None
    for start, end in sorted(spans):
        if since is None or to is None:
            since, to = start, end
        elif start <= to:
            to = max(to, end)
        else:
            yield since, to
            since, to = start, end
    if since is not None and to is not None:
        yield since, to


def _instants(zone: ZoneInfo, day: date, interval: Interval) -> Iterator[Span]:
    """The instants at which the local clock shows a time of this interval: several stretches if clocks change in it."""
    midnight = datetime.combine(day, time(), UTC)  # a wall clock, written as if it were UTC
    since, to = (midnight + timedelta(minutes=minutes) for minutes in interval)
    for begin, end, offset in _offsets(zone, since - _DAY, to + _DAY):
        span = max(since - offset, begin), min(to - offset, end)
        if span[0] < span[1]:
            yield span


def _offsets(zone: ZoneInfo, begin: datetime, end: datetime) -> Iterator[tuple[datetime, datetime, timedelta]]:
    """Cut a stretch of UTC where the zone's distance from UTC changes: begin, end, distance."""
    at, offset = begin, _offset(zone, begin)
    while at < end:
        probe = min(at + _PROBE, end)
        if _offset(zone, probe) != offset:
            change = _change(zone, at, probe)
            yield begin, change, offset
            begin, offset = change, _offset(zone, change)
        at = probe
    yield begin, end, offset


def _offset(zone: ZoneInfo, instant: datetime) -> timedelta:
    return cast("timedelta", instant.astimezone(zone).utcoffset())


def _change(zone: ZoneInfo, before: datetime, after: datetime) -> datetime:
    """The first second in (before, after] with another distance from UTC than `before`."""
    old = _offset(zone, before)
    seconds = range(1, int((after - before).total_seconds()) + 1)
    same = bisect_right(seconds, False, key=lambda second: _offset(zone, before + timedelta(seconds=second)) != old)
    return before + timedelta(seconds=same + 1)


def _timezone(fields: Mapping[str, object]) -> str:
    name = fields.get("timezone")
    if not isinstance(name, str) or not name:
        raise BadBusinessHours("'timezone' is missing in the business hours; give a name like 'Europe/Rome'.")
    return name


def _weekly(fields: Mapping[str, object]) -> tuple[tuple[Interval, ...], ...]:
    weekly = fields.get("weekly")
    if not isinstance(weekly, Mapping):
        raise BadBusinessHours("'weekly' must be an object from 'mon' … 'sun' to lists of [\"09:00\", \"18:00\"].")
    days = cast("Mapping[str, object]", weekly)
    unknown = next((day for day in days if day not in DAYS), None)
    if unknown is not None:
        raise BadBusinessHours(f"'weekly' names the day {unknown!r}; use mon, tue, wed, thu, fri, sat or sun.")
    return tuple(_intervals(day, days.get(day)) for day in DAYS)


def _intervals(day: str, value: object) -> tuple[Interval, ...]:
    if value is None:
        return ()
    if not isinstance(value, list | tuple):
        raise BadBusinessHours(f'\'weekly.{day}\' must be a list of pairs like ["09:00", "18:00"].')
    return tuple(_interval(day, pair) for pair in cast("Iterable[object]", value))


def _interval(day: str, value: object) -> Interval:
    written, pair = short(value), cast("list[object]", value) if isinstance(value, list | tuple) else []
    if len(pair) != 2:
        raise BadBusinessHours(f'\'weekly.{day}\' has {written} where a pair like ["09:00", "18:00"] belongs.')
    begin, end = pair
    start, stop = _minutes(day, begin), _DAY_MINUTES if end == "24:00" else _minutes(day, end)
    return start, stop if stop > start else stop + _DAY_MINUTES


def _minutes(day: str, clock: object) -> int:
    match = _CLOCK.fullmatch(clock) if isinstance(clock, str) else None
    if match is None:
        raise BadBusinessHours(f"'weekly.{day}' has the time {short(clock)}; write it as HH:MM, from 00:00 to 23:59.")
    return int(match[1]) * 60 + int(match[2])


def _holidays(fields: Mapping[str, object]) -> frozenset[date]:
    value = fields.get("holidays")
    if value is None:
        return frozenset()
    if not isinstance(value, list | tuple):
        raise BadBusinessHours("'holidays' must be a list of dates like \"2026-12-25\".")
    return frozenset(_holiday(day) for day in cast("Iterable[object]", value))


def _holiday(value: object) -> date:
    try:
        return date.fromisoformat(cast("str", value))
    except (ValueError, TypeError):
        raise BadBusinessHours(f"'holidays' has {short(value)}; write dates as YYYY-MM-DD.") from None
