"""One run of a file through ingest, classify, route and draft, with a summary at the end."""

import asyncio
import resource
import sys
import time
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any

from bot.app.house import House
from bot.pipeline.stage import keep_running
from connectors.base import Batch
from connectors.replay import ReplayConnector

REPLAY_BATCH = 500
"""Messages per transaction: nobody waits for a single one, and every transaction waits for the disk."""

LOOK_EVERY_S = 0.5

Progress = Callable[[int, int], None]
"""Called with rows read and messages finished."""


async def replay(
    house: House, connector: ReplayConnector, account: str, *, speed: float | None, tell: Progress | None
) -> dict[str, Any]:
    """Take every row; returns the contract's summary when each message is drafted, closed or with a person.

    With `speed` the gaps between the rows' times are kept, `speed` times as fast.
    """
    began = time.perf_counter()
    await asyncio.to_thread(house.classifier.start)  # a model that the user named and that can't be read stops here
    await house.accounts.register({account: connector.kind})
    before = await house.understanding.newest()
    progress = _Shown(house, tell)
    new = duplicates = 0
    async with _working(house):
        async for part in _parts(connector, speed):
            stored = await house.ingest.take(account, connector.kind, part)
            new, duplicates = new + stored.new, duplicates + stored.duplicates
            await progress.show(connector.read, before)
        while any((await house.understanding.backlog()).values()):
            await asyncio.sleep(0.1)
            await progress.show(connector.read, before)
    seconds = time.perf_counter() - began
    await asyncio.to_thread(house.classifier.close)  # a worker's memory is known when it has ended
    return {
        "read": connector.read,
        "new": new,
        "duplicates": duplicates,
        "invalid": connector.invalid,
        **await house.understanding.outcome(before),
        "seconds": round(seconds, 3),
        "per_second": round(connector.read / seconds, 1),
        "peak_rss_mb": round(_peak_rss_mb(), 1),
    }


class _Shown:
    """Counts what is finished only as often as a person looks: each count reads the table."""

    def __init__(self, house: House, tell: Progress | None) -> None:
        self._house = house
        self._tell = tell
        self._next = 0.0

    async def show(self, read: int, before: int) -> None:
        now = time.perf_counter()
        if self._tell is not None and now >= self._next:
            self._next = now + LOOK_EVERY_S
            self._tell(read, await self._house.understanding.finished(before))


@asynccontextmanager
async def _working(house: House) -> AsyncGenerator[None]:
    stages = (house.classify_stage(REPLAY_BATCH), house.draft_stage(REPLAY_BATCH))
    workers = [asyncio.create_task(keep_running(stage, house.engine)) for stage in stages]
    try:
        yield
    finally:
        for worker in workers:
            worker.cancel()
        await asyncio.gather(*workers, return_exceptions=True)


async def _parts(connector: ReplayConnector, speed: float | None) -> AsyncGenerator[Batch]:
    """The file's batches, or with a speed its messages one by one, each in its time."""
    last: datetime | None = None
    async for batch in connector.listen(None):
        if speed is None:
            yield batch
            continue
        for message in batch.items:
            if last is not None:
                await asyncio.sleep(max(0.0, (message.created_at - last).total_seconds() / speed))
            last = message.created_at
            yield Batch((message,), batch.cursor)


def _peak_rss_mb() -> float:
    """This process's peak and its largest worker's, which the caller has ended."""
    peak = sum(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)
