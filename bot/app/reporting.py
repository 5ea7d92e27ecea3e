"""The weekly report over the desk's own database."""

from bot.app.house import House
from bot.reports.report import Report
from bot.reports.week import Week
from bot.reports.weekly import weekly_report

COMPARED_WEEKS = 4
"""The weeks before with which the week's messages are compared."""


async def weekly(house: House, name: str | None) -> Report:
    """The report of a week like `2026-W47`, or of the current one. Raises `BadWeek`."""
    now = house.clock()
    timezone = house.settings.business_hours.timezone
    week = Week.of(name, timezone) if name else Week.around(now, timezone)
    histories = await house.histories.between(week.previous.start, week.end)
    review = await house.reviews.between(week.weeks_before(COMPARED_WEEKS), week.start, week.end)
    return weekly_report(
        histories, week=week, hours=house.hours, service_levels=house.service_levels, now=now, review=review
    )
