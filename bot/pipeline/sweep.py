"""Sweep: what fell between the stages is picked up again, and open messages are looked up for edits and deletions."""

from collections.abc import Sequence
from datetime import timedelta
from typing import ClassVar

import structlog

from bot.domain.clock import Clock
from bot.domain.delivery import Pace
from bot.pipeline.channel import Channel
from bot.pipeline.engine import Engine
from bot.pipeline.ingest import Ingest
from bot.storage.outbox import Outbox
from bot.storage.queue import Queue
from connectors.base import ConnectorError

_log = structlog.get_logger("ascolto.sweep")

RECHECK_AT_MOST = 500


class Sweep:
    """The sweep stage."""

    name: ClassVar[str] = "sweep"
    poll_s: ClassVar[float] = 1.0

    def __init__(
        self,
        *,
        outbox: Outbox,
        queue: Queue,
        channels: Sequence[Channel],
        ingest: Ingest,
        pace: Pace,
        clock: Clock,
        engine: Engine,
    ) -> None:
        self._outbox = outbox
        self._queue = queue
        self._channels = channels
        self._ingest = ingest
        self._pace = pace
        self._clock = clock
        self._engine = engine
        self._recheck_at = clock() + timedelta(seconds=pace.recheck_s)

    async def step(self) -> int:
        """One round; returns how many leases it ended."""
        ended = await self._outbox.expire_leases(self._pace.look_delays_s[0])
        if ended:
            self._engine.hint("reconcile")
        if self._clock() >= self._recheck_at:
            self._recheck_at = self._clock() + timedelta(seconds=self._pace.recheck_s)
            await self.recheck()
        return ended

    async def recheck(self) -> None:
        """Ask each platform what became of the messages that still wait for an answer."""
        for channel in self._channels:
            if await channel.may_work():
                await self._recheck(channel)

    async def _recheck(self, channel: Channel) -> None:
        ids = await self._queue.open_external_ids(channel.name, RECHECK_AT_MOST)
        try:
            changes = await channel.connector.recheck(ids)
        except ConnectorError as error:
            _log.warning("recheck_failed", account=channel.name, why=error.reason)
            return
        if changes:
            await self._ingest.changed(channel.name, channel.connector.kind, changes)
