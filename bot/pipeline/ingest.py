"""Ingest: what a connector hears is cleaned, its secrets are covered, and it is stored with its cursor at once."""

import asyncio
import contextlib
from collections.abc import Callable, Sequence
from dataclasses import fields, is_dataclass, replace
from datetime import datetime, timedelta
from functools import cache
from typing import Any, TypeVar, cast

import structlog

from bot.domain.clock import Clock
from bot.domain.errors import Explained
from bot.domain.message import Inbound
from bot.pipeline.engine import Engine
from bot.storage.accounts import Accounts
from bot.storage.inbox import Inbox, Stored
from classifiers.base import Masked
from connectors.base import Batch, Connector, Cursor, SignedOut, Unavailable

_log = structlog.get_logger("ascolto.ingest")

Mask = Callable[[str], Masked]

FUTURE_TOLERANCE = timedelta(minutes=5)
"""A platform's clock may run ahead of ours by this much; a time beyond it is taken as now."""

LONGEST_PAUSE_S = 300.0

NOTED_EVERY = timedelta(minutes=1)
"""A pass of listening that goes through is noted this often; one after a failure always is."""

UNFORESEEN = "something that no connector foresees went wrong; the log says more."
"""Stands for the words of an error that nobody wrote for people: they may hold anything."""


class Ingest:
    """Stores batches of one account."""

    def __init__(self, inbox: Inbox, mask: Mask, clock: Clock, engine: Engine) -> None:
        self._inbox = inbox
        self._mask = mask
        self._clock = clock
        self._engine = engine

    async def take(self, account: str, platform: str, batch: Batch) -> Stored:
        """Store one batch; returns what it came to."""
        return await self._store(account, platform, batch.items, batch.cursor)

    async def changed(self, account: str, platform: str, items: Sequence[Inbound]) -> Stored:
        """Store edits and deletions that were looked up; the cursor stays where it is."""
        return await self._store(account, platform, items, None)

    async def unpacked(self, account: str, platform: str, items: Sequence[Inbound], calls: Sequence[int]) -> Stored:
        """Store what these raw calls brought and blank them in the same transaction; the cursor stays where it is."""
        return await self._store(account, platform, items, None, calls)

    async def _store(
        self, account: str, platform: str, heard: Sequence[Inbound], cursor: str | None, calls: Sequence[int] = ()
    ) -> Stored:
        items = await asyncio.to_thread(self._clean, heard)
        stored = await self._inbox.store(account, platform, items, cursor, calls=calls)
        if stored.new or stored.edits or stored.deletions:
            self._engine.hint("classify")
            self._engine.hint("draft")
        return stored

    def _clean(self, items: Sequence[Inbound]) -> list[Inbound]:
        latest = self._clock() + FUTURE_TOLERANCE
        return [self._clean_one(item, latest) for item in items]

    def _clean_one(self, item: Inbound, latest: datetime) -> Inbound:
        item = _storable(item)
        masked = self._mask(item.text)
        author = replace(item.author, handle=self._shown(item.author.handle), name=self._shown(item.author.name))
        created_at = item.created_at
        if created_at > latest:
            _log.warning("time_in_the_future", message=item.external_id, told=created_at.isoformat())
            created_at = self._clock()
        return replace(item, text=masked.text, disclosures=masked.sensitive, author=author, created_at=created_at)

    def _shown(self, name: str | None) -> str | None:
        """A name that people see, its secrets covered; ids are only compared, and some look like card numbers."""
        return self._mask(name).text if name else name


def storable(text: str) -> str:
    """`text` without what no database can hold: NUL characters and halves of characters."""
    if text.isascii() and "\x00" not in text:
        return text
    return text.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")


_Value = TypeVar("_Value")


def _storable(value: _Value) -> _Value:
    """A value with every text in it storable: one bad handle must not keep a whole batch, and its account, waiting."""
    if isinstance(value, str):
        return cast("_Value", storable(value)) if type(value) is str else value
    if isinstance(value, tuple):
        return cast("_Value", tuple(_storable(each) for each in cast("tuple[object, ...]", value)))
    if is_dataclass(value) and not isinstance(value, type):
        olds = ((name, getattr(value, name)) for name in _names(type(value)))
        changed = {name: new for name, old in olds if (new := _storable(old)) is not old}
        return replace(value, **changed) if changed else value
    return value


@cache
def _names(kind: type[Any]) -> tuple[str, ...]:
    return tuple(each.name for each in fields(kind))


class Listener:
    """Listens to one account for as long as it is active. Its troubles are its own (law 10)."""

    def __init__(self, name: str, connector: Connector, ingest: Ingest, accounts: Accounts, clock: Clock) -> None:
        self._name = name
        self._connector = connector
        self._ingest = ingest
        self._accounts = accounts
        self._clock = clock
        self._failures = 0
        self._noted_at: datetime | None = None

    async def run(self) -> None:
        """Pass after pass, until cancelled."""
        while True:
            pause_s = await self.once()
            await asyncio.sleep(pause_s)

    async def once(self) -> float:
        """One pass; returns the seconds to wait before the next one. Whatever fails, the next pass comes."""
        try:
            await self._listen()
        except SignedOut as error:
            _log.error("account_signed_out", account=self._name, why=error.reason)
            return await self._sign_out(error.reason)
        except Unavailable as error:
            await self._note_failure(error.reason)
            return self._back_off(error.reason, error)
        except Exception as error:
            _log.exception("listening_failed", account=self._name)
            await self._note_failure(str(error) if isinstance(error, Explained) else UNFORESEEN)
            return self._back_off(repr(error), None)
        self._failures = 0
        return self._connector.pause_s

    async def _listen(self) -> None:
        account = await self._accounts.get(self._name)
        if account["state"] != "active":
            return
        cursor = account["cursor"]
        async for batch in self._connector.listen(Cursor(cursor) if cursor is not None else None):
            await self._ingest.take(self._name, self._connector.kind, batch)
        now = self._clock()
        if self._noted_at is None or now - self._noted_at >= NOTED_EVERY:
            await self._accounts.listened(self._name)
            self._noted_at = now

    async def _note_failure(self, trouble: str) -> None:
        self._noted_at = None
        # A database that can't be written is loud by itself.
        with contextlib.suppress(Explained):
            await self._accounts.failing(self._name, trouble)

    async def _sign_out(self, reason: str) -> float:
        try:
            await self._accounts.set_state(self._name, "signed_out", "desk", reason)
        except Explained as error:  # it could not be written down; the next pass finds it signed out again
            return self._back_off(str(error), None)
        return self._connector.pause_s

    def _back_off(self, reason: str, error: Unavailable | None) -> float:
        self._failures += 1
        pause = min(LONGEST_PAUSE_S, self._connector.pause_s * 2 ** min(self._failures, 10))
        if error is not None and error.retry_at is not None:
            pause = max(0.1, (error.retry_at - self._clock()).total_seconds())
        _log.warning("account_unavailable", account=self._name, why=reason, pause_s=round(pause, 1))
        return pause
