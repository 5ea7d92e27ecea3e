"""What one account on X has cost today, counted by all processes of the desk together and across restarts."""

import asyncio
import fcntl
import logging
import os
import threading
from collections.abc import Iterable, Sequence
from datetime import UTC
from pathlib import Path
from typing import BinaryIO

from bot.domain.clock import Clock
from connectors.base import Unavailable
from connectors.x_costs import PRICES, Budget, Item, dollars, next_day

log = logging.getLogger(__name__)

_Entry = tuple[str, str]


class Meter:
    """Counts each item once a UTC day, as X bills it. One line of the file is `DAY ITEM ID`.

    A place that takes no file costs the memory of what was spent before a restart, never a message.
    """

    def __init__(self, path: Path | None, budget: Budget | None, clock: Clock) -> None:
        self.trouble: str | None = None
        self._path = path
        self._budget = budget
        self._clock = clock
        self._lock = threading.Lock()
        self._day: str = ""
        self._seen: set[_Entry] = set()
        self._read_to: int = 0
        self._spent = 0

    async def note(self, item: Item, ids: Sequence[str]) -> None:
        """These were billed."""
        if ids:
            await asyncio.to_thread(self._note, [(item.value, identity) for identity in ids])

    async def allow_reading(self) -> None:
        """Raises `Unavailable` until midnight UTC once the part of the budget for reading is used up."""
        if self._budget is not None and await self.spent() >= self._budget.reading:
            self._stop()

    async def allow_sending(self) -> None:
        """Raises `Unavailable` until midnight UTC once the whole budget is used up."""
        if self._budget is not None and await self.spent() >= self._budget.whole:
            self._stop()

    async def spent(self) -> int:
        """Thousandths of a dollar since midnight UTC."""
        await asyncio.to_thread(self._note, [])
        return self._spent

    async def words(self) -> str:
        """What was spent, for a person."""
        of = f" of {dollars(self._budget.whole)}" if self._budget else ""
        return f"{dollars(await self.spent())}{of} today (UTC)"

    async def warning(self) -> str | None:
        """What a person should know of the budget, if anything."""
        return self._budget.words(await self.spent()) if self._budget else None

    def _stop(self) -> None:
        assert self._budget is not None
        raise Unavailable(self._budget.words(self._spent) or "", next_day(self._clock()))

    def _note(self, entries: Sequence[_Entry]) -> None:
        with self._lock:
            self._begin_day()
            before = self._budget.words(self._spent) if self._budget else None
            self._count(self._fresh(entries) if self._path is None else self._shared(self._path, entries))
            after = self._budget.words(self._spent) if self._budget else None
            if after and (before is None or before.partition(":")[2] != after.partition(":")[2]):
                log.warning("%s", after)

    def _begin_day(self) -> None:
        today = f"{self._clock().astimezone(UTC):%Y-%m-%d}"
        if today != self._day:
            self._day, self._read_to, self._spent = today, 0, 0
            self._seen.clear()

    def _shared(self, path: Path, entries: Sequence[_Entry]) -> list[_Entry]:
        try:
            with path.open("a+b") as file:
                fcntl.flock(file, fcntl.LOCK_EX)
                self._count(self._fresh(self._news(file)))
                fresh = self._fresh(entries)
                file.write(b"".join(f"{self._day} {item} {identity}\n".encode() for item, identity in fresh))
                file.flush()
                self._read_to = file.tell() if fresh else self._read_to
        except OSError as error:
            self.trouble = f"Costs can't be kept in {path} ({error.strerror}); a restart forgets them."
            return self._fresh(entries)
        self.trouble = None
        return fresh

    def _news(self, file: BinaryIO) -> Iterable[_Entry]:
        """What others wrote since the last look; a file of an earlier day begins anew."""
        file.seek(0)
        if file.readline()[:10] < self._day.encode():
            file.truncate(0)
        self._read_to = min(self._read_to, file.seek(0, os.SEEK_END))
        file.seek(self._read_to)
        raw = file.read()
        whole = raw[: raw.rfind(b"\n") + 1]
        # The end of a line that its writer didn't finish is not worth a wrong id.
        file.truncate(self._read_to + len(whole))
        self._read_to += len(whole)
        for line in whole.decode("utf-8", "replace").splitlines():
            day, _, rest = line.partition(" ")
            item, _, identity = rest.partition(" ")
            if day == self._day and item in PRICES:
                yield item, identity

    def _fresh(self, entries: Iterable[_Entry]) -> list[_Entry]:
        return [entry for entry in dict.fromkeys(entries) if entry not in self._seen]

    def _count(self, entries: Iterable[_Entry]) -> None:
        for entry in entries:
            self._seen.add(entry)
            self._spent += PRICES[Item(entry[0])]
