"""Sweep: replies whose worker stopped are picked up again."""

from typing import ClassVar

from bot.domain.delivery import Pace
from bot.pipeline.engine import Engine
from bot.storage.outbox import Outbox


class Sweep:
    """The sweep stage."""

    name: ClassVar[str] = "sweep"
    poll_s: ClassVar[float] = 1.0

    def __init__(self, *, outbox: Outbox, pace: Pace, engine: Engine) -> None:
        self._outbox = outbox
        self._pace = pace
        self._engine = engine

    async def step(self) -> int:
        """One round; returns how many leases it ended."""
        ended = await self._outbox.expire_leases(self._pace.look_delays_s[0])
        if ended:
            self._engine.hint("reconcile")
        return ended
