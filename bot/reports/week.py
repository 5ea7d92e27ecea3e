"""A calendar week of ISO 8601 in one time zone."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from bot.domain.business_hours import zone_of
from bot.domain.errors import Explained

_WEEK = re.compile(r"(\d{4})-W(\d{2})", re.ASCII)
_YEARS = range(1970, 2200)


class BadWeek(Explained, ValueError):
    """A week that does not exist; one sentence with the fix."""


@dataclass(frozen=True, slots=True)
class Week:
    """From Monday's local midnight up to the next Monday's; `start` and `end` carry the zone's offset."""

    week: str
    start: datetime
    end: datetime
    timezone: str

    @classmethod
    def of(cls, week: str, timezone: str) -> "Week":
        """`2026-W47`; raises `BadWeek`, and `BadBusinessHours` for an unknown time zone."""
        match = _WEEK.fullmatch(week)
        if match is None or int(match[1]) not in _YEARS:
            raise BadWeek(f"There is no week {week[:20]!r}; write it as year and week, like 2026-W47.")
        try:
            monday = date.fromisocalendar(int(match[1]), int(match[2]), 1)
        except ValueError:
            last = date(int(match[1]), 12, 28).isocalendar().week
            raise BadWeek(f"{match[1]} has no week {match[2]}; its weeks go from 01 to {last}.") from None
        return cls._from(monday, timezone)

    @classmethod
    def around(cls, instant: datetime, timezone: str) -> "Week":
        """The week in which this aware instant lies."""
        local = instant.astimezone(zone_of(timezone)).date()
        return cls._from(local - timedelta(days=local.weekday()), timezone)

    @classmethod
    def _from(cls, monday: date, timezone: str) -> "Week":
        year, week, _ = monday.isocalendar()
        return cls(
            f"{year}-W{week:02}", _midnight(monday, timezone), _midnight(monday + timedelta(days=7), timezone), timezone
        )

    @property
    def previous(self) -> "Week":
        """The week before."""
        return Week._from(self.start.date() - timedelta(days=7), self.timezone)

    def weeks_before(self, count: int) -> datetime:
        """The start of the week that lies `count` weeks back."""
        return _midnight(self.start.date() - timedelta(days=7 * count), self.timezone)

    def __contains__(self, instant: datetime) -> bool:
        return self.start.astimezone(UTC) <= instant < self.end.astimezone(UTC)


def _midnight(day: date, timezone: str) -> datetime:
    # By way of UTC, so that a midnight which the clocks skip becomes the first moment of its day.
    zone = zone_of(timezone)
    return datetime.combine(day, time(), zone).astimezone(UTC).astimezone(zone)
