"""Says "look now" to a stage. A lost, repeated or reordered hint does no harm: the rows are the queue."""

import asyncio
from collections import defaultdict
from typing import Protocol


class Engine(Protocol):
    """A hint between stages, in one process or between many."""

    def hint(self, stage: str) -> None:
        """There may be work for `stage`. Never blocks, never fails."""
        ...

    async def wait(self, stage: str, timeout_s: float) -> None:
        """Return at the next hint for `stage`, or after `timeout_s` seconds."""
        ...


class LocalEngine:
    """Hints inside one process."""

    def __init__(self) -> None:
        self._hints: defaultdict[str, asyncio.Event] = defaultdict(asyncio.Event)

    def hint(self, stage: str) -> None:
        """Wake whoever waits for `stage`, or the next who does."""
        self._hints[stage].set()

    async def wait(self, stage: str, timeout_s: float) -> None:
        """Return at the next hint for `stage`, or after `timeout_s` seconds."""
        hint = self._hints[stage]
        try:
            async with asyncio.timeout(timeout_s):
                await hint.wait()
        except TimeoutError:
            return
        hint.clear()
