"""Unpack: the raw calls of one account become messages, in the order in which they came."""

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

import structlog

from bot.domain.message import Inbound
from bot.pipeline.ingest import Ingest
from bot.storage.calls import Call, Calls
from bot.storage.database import DatabaseUnusable
from connectors.base import Webhooks

_log = structlog.get_logger("ascolto.unpack")

CALLS = 50
MESSAGES = 200
"""Calls that are taken at once, and messages after which a transaction ends: receiving waits behind each of them."""


@dataclass(frozen=True, slots=True)
class _Read:
    """A call, and every message in it."""

    call: int
    items: tuple[Inbound, ...]


class Unpack:
    """The unpack stage of one account, paused or not: what a platform sent can't be asked for a second time."""

    name: ClassVar[str] = "unpack"
    poll_s: ClassVar[float] = 1.0

    def __init__(self, *, calls: Calls, ingest: Ingest, account: str, platform: str, webhooks: Webhooks) -> None:
        self._calls = calls
        self._ingest = ingest
        self._account = account
        self._platform = platform
        self._webhooks = webhooks
        self._unreadable: set[int] = set()  # kept until a start of a mended Ascolto, and in nobody's way

    async def step(self) -> int:
        """One round; returns how many calls it took."""
        calls = await self._calls.unread(self._account, CALLS, but=self._unreadable)
        for parts in _together(await asyncio.to_thread(self._read, calls)):
            await self._store(parts)
        return len(calls)

    def _read(self, calls: Sequence[Call]) -> list[_Read]:
        found: list[_Read] = []
        for call in calls:
            try:
                found.append(_Read(call.id, tuple(self._webhooks.parse(call.body))))
            except Exception:
                self._set_aside(call.id)
        return found

    async def _store(self, parts: Sequence[_Read]) -> None:
        items = [item for part in parts for item in part.items]
        try:
            await self._ingest.unpacked(self._account, self._platform, items, [part.call for part in parts])
        except DatabaseUnusable:
            raise
        except Exception:
            if len(parts) == 1:
                self._set_aside(parts[0].call)
                return
            for part in parts:  # one that can't be stored keeps no other waiting
                await self._store([part])

    def _set_aside(self, call: int) -> None:
        _log.exception("call_unreadable", account=self._account, call=call)
        self._unreadable.add(call)


def _together(parts: Sequence[_Read]) -> Iterator[list[_Read]]:
    """Neighbours until they hold `MESSAGES` messages, to share a commit."""
    group: list[_Read] = []
    held = 0
    for part in parts:
        group.append(part)
        held += len(part.items)
        if held >= MESSAGES:
            yield group
            group, held = [], 0
    if group:
        yield group
