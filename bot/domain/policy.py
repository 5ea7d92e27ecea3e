"""What the brand promises: how long a customer of each urgency waits at most."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.business_hours import BusinessHours
from bot.domain.classification import Urgency

DueAt = Callable[[Urgency, datetime], datetime]
"""The deadline of a wait of this urgency that starts then; both aware. A desk that never opens still has one."""


class ClockKind(StrEnum):
    """The clock a promise goes by: every second, or only those inside business hours."""

    CALENDAR = "calendar"
    BUSINESS = "business"


@dataclass(frozen=True, slots=True)
class ServiceLevel:
    """A reply within `target_s` seconds of `clock`."""

    urgency: Urgency
    target_s: float
    clock: ClockKind

    def due_at(self, start: datetime, hours: BusinessHours) -> datetime | None:
        """When the reply to a question of `start` (aware) falls due; None when the desk doesn't open again."""
        if self.clock is ClockKind.BUSINESS:
            return hours.add(start, self.target_s)
        return start + timedelta(seconds=self.target_s)
