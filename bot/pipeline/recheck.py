"""Recheck: the messages of one account that still wait are looked up for edits and deletions (law 10: each alone)."""

from datetime import timedelta
from typing import ClassVar

import structlog

from bot.domain.clock import Clock
from bot.domain.delivery import Pace
from bot.pipeline.channel import Channel
from bot.pipeline.ingest import Ingest
from bot.storage.queue import Queue
from connectors.base import ConnectorError

_log = structlog.get_logger("ascolto.recheck")

AT_MOST = 500


class Recheck:
    """The recheck stage of one account: a platform that fails or hangs keeps nobody else's deletions waiting."""

    name: ClassVar[str] = "recheck"
    poll_s: ClassVar[float] = 1.0

    def __init__(self, *, queue: Queue, channel: Channel, ingest: Ingest, pace: Pace, clock: Clock) -> None:
        self._queue = queue
        self._channel = channel
        self._ingest = ingest
        self._every = timedelta(seconds=pace.recheck_s)
        self._clock = clock
        self._due_at = clock() + self._every

    async def step(self) -> int:
        """Look when it is time; 0, because nothing is left to do at once."""
        if self._clock() >= self._due_at and await self._channel.may_work():
            self._due_at = self._clock() + self._every
            await self._look()
        return 0

    async def _look(self) -> None:
        channel = self._channel
        ids = await self._queue.open_external_ids(channel.name, AT_MOST)
        try:
            changes = await channel.connector.recheck(ids)
        except ConnectorError as error:
            _log.warning("recheck_failed", account=channel.name, why=error.reason)
            return
        if changes:
            await self._ingest.changed(channel.name, channel.connector.kind, changes)
