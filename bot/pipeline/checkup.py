"""Checkup: once a day each account is asked how it is, so that the end of a token is known days ahead (law 10)."""

from datetime import datetime, timedelta
from typing import ClassVar

import structlog

from bot.domain.alarms import expiry_alarm
from bot.domain.clock import Clock
from bot.pipeline.channel import Channel

_log = structlog.get_logger("ascolto.checkup")

EVERY = timedelta(days=1)


class Checkup:
    """The checkup stage of one account. It asks at the start and then each day, and logs what needs a person."""

    name: ClassVar[str] = "checkup"
    poll_s: ClassVar[float] = 60.0

    def __init__(self, *, channel: Channel, clock: Clock) -> None:
        self._channel = channel
        self._clock = clock
        self._due_at: datetime | None = None

    async def step(self) -> int:
        """Ask when it is time; 0, because nothing is left to do at once."""
        now = self._clock()
        if (self._due_at is None or now >= self._due_at) and await self._channel.may_work():
            self._due_at = now + EVERY
            await self._look(now)
        return 0

    async def _look(self, now: datetime) -> None:
        health = await self._channel.connector.check()
        if health.ok or health.expires_at:  # whoever could not be asked has told nothing about its token
            await self._channel.note_end(health.expires_at)
        for problem in health.problems:
            _log.warning("account_needs_a_person", account=self._channel.name, why=problem)
        if alarm := expiry_alarm(health.expires_at, now):
            _log.warning("account_token_ends", account=self._channel.name, why=alarm.message)
