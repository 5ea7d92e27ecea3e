"""What a reader must know to read the figures right, in sentences."""

from datetime import datetime

from bot.domain.business_hours import zone_of
from bot.reports.cases import WeekOfCases
from bot.reports.report import Comparison, Figures

FEW = 20
"""Below this many answers a percentile says little."""


def notes(
    current: WeekOfCases, total: Figures, backfilled: Figures, changes: Comparison, uncertain: int
) -> tuple[str, ...]:
    """The sentences that apply, in the order of the report."""
    moment = _moment(current.as_of, current.week.timezone)
    said = [
        f"A wait belongs to the week in which the customer began to wait, and is shown as it stood on {moment}.",
        "Unanswered waits are part of every share; acknowledgements and automatic messages count as no response.",
    ]
    unclassified = sum(case.wait.needs_reply and case.urgency is None for case in current.cases)
    conditional = (
        (current.as_of < current.week.end, "The week is not over yet."),
        (total.needing_reply == 0, "No customer began to wait for a reply in this week."),
        (
            0 < total.answered < FEW,
            f"Few answers ({total.answered}): medians and percentiles of so few can change much from week to week.",
        ),
        (
            total.closed_without_reply > 0,
            f"Closed without a reply: {total.closed_without_reply}. They are in no band; those that were closed "
            "after their target had passed count as missed there.",
        ),
        (
            backfilled.needing_reply > 0,
            f"Reached the desk 15 minutes or more late: {backfilled.needing_reply}. They count from the platform's "
            "time like all others, and are also shown apart as backfilled.",
        ),
        (unclassified > 0, f"Not classified yet: {unclassified}. They are in no target."),
        (
            uncertain > 0,
            f"Uncertain replies: {uncertain}. Nobody knows whether the platform has them, so their customers "
            "count as waiting until somebody has looked.",
        ),
        (
            True,
            f"{changes.week} is compared as it stood at the same age, on "
            f"{_moment(changes.as_of, current.week.timezone)}.",
        ),
    )
    return (*said, *(sentence for applies, sentence in conditional if applies))


def _moment(instant: datetime, timezone: str) -> str:
    return f"{instant.astimezone(zone_of(timezone)):%Y-%m-%d %H:%M} ({timezone})"
