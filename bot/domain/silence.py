"""When nothing heard means that something is broken, and not only a quiet night.

An account is measured by itself. The silence since the last customer's message, in whole hours, is laid over the same
hours of the same weekdays in the weeks before it. When most of those weeks had plenty to hear in these hours, this
week's silence is unusual. No average enters: one outage, one holiday or one storm among the weeks changes nothing. With
`PLENTY` messages in three weeks of four, an honest silence would have to happen where about a dozen messages are due.

Weeks are counted in 168 hours, so for a week after the clocks change the hours are off by one. A holiday on which
nobody writes is told as silence: the account can't know it.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

WEEK = timedelta(days=7)
HOUR = timedelta(hours=1)

WEEKS = 8
"""Weeks before the silence that it is compared with."""

FEWEST_WEEKS = 4
"""An account that is known for fewer weeks is never called silent."""

PLENTY = 10
"""Messages in the same hours of a past week that make silence remarkable."""

Span = tuple[datetime, datetime]
"""From (included) to (not included), aware."""


def same_hours(first: datetime, last: datetime, now: datetime) -> tuple[Span, ...]:
    """The hours of the silence after `last`, in each past week that the account has lived through since `first`.

    Empty while there is nothing to compare: less than one whole hour of silence, or too little history. A silence
    longer than a week is compared by its first week, so what it is compared with was always heard before it.
    """
    begin, end = _hour_after(last), min(_hour_of(now), _hour_after(last) + WEEK)
    if end <= begin:
        return ()
    spans = [(begin - weeks * WEEK, end - weeks * WEEK) for weeks in range(1, WEEKS + 1)]
    known = tuple(span for span in spans if span[0] >= first)
    return known if len(known) >= FEWEST_WEEKS else ()


def is_unusual(heard: Sequence[int]) -> bool:
    """Whether silence is remarkable, given how many messages each of `same_hours` had; counts may stop at `PLENTY`."""
    plenty = sum(count >= PLENTY for count in heard)
    return len(heard) >= FEWEST_WEEKS and 4 * plenty >= 3 * len(heard)


def _hour_of(at: datetime) -> datetime:
    return at.replace(minute=0, second=0, microsecond=0)


def _hour_after(at: datetime) -> datetime:
    return _hour_of(at) + HOUR
