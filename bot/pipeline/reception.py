"""Reception: what a platform sends by itself is on disk before it is told so; many calls share one commit."""

import asyncio
from itertools import islice

import structlog

from bot.pipeline.engine import Engine
from bot.storage.calls import Calls
from bot.storage.database import DatabaseUnusable

_log = structlog.get_logger("ascolto.reception")

WAIT_S = 2.0
"""Seconds after which a caller is sent away to come again: platforms wait five to ten."""

COMMIT_S = 40.0
"""Seconds after which a commit is given up, so that a connection that hangs is replaced; SQLite gives up before."""

BATCH = 500
"""Calls per transaction."""


class NotKept(Exception):
    """The bytes are not on disk, or it is not known in time whether they are: the caller shall come again."""


class Reception:
    """Keeps raw calls through one writer. `run` must be running; whoever calls `keep` bounds how many do at once."""

    def __init__(self, calls: Calls, engine: Engine) -> None:
        self._calls = calls
        self._engine = engine
        self._waiting: dict[asyncio.Future[None], tuple[str, bytes]] = {}
        self._arrived = asyncio.Event()

    async def keep(self, account: str, body: bytes) -> None:
        """Return once the bytes are committed. Raises `NotKept`."""
        kept = asyncio.get_running_loop().create_future()
        self._waiting[kept] = (account, body)
        self._arrived.set()
        try:
            async with asyncio.timeout(WAIT_S):
                await kept
        except TimeoutError as error:
            raise NotKept("The database takes too long.") from error
        finally:
            self._waiting.pop(kept, None)

    async def run(self) -> None:
        """Write until cancelled; whatever fails, the next calls are tried again."""
        while True:
            await self._arrived.wait()
            self._arrived.clear()
            while self._waiting:
                await self._write_some()

    async def _write_some(self) -> None:
        some = {kept: self._waiting.pop(kept) for kept in list(islice(self._waiting, BATCH))}
        problem = await self._commit(list(some.values()))
        for kept in some:
            if kept.done():  # its caller has gone
                continue
            if problem is None:
                kept.set_result(None)
            else:
                kept.set_exception(NotKept(problem))

    async def _commit(self, calls: list[tuple[str, bytes]]) -> str | None:
        """None when they are on disk, else why not."""
        try:
            async with asyncio.timeout(COMMIT_S):
                await self._calls.keep(calls)
        except (DatabaseUnusable, TimeoutError) as error:
            _log.warning("calls_not_kept", calls=len(calls), why=str(error) or "The database did not answer.")
            return str(error) or "The database did not answer."
        except Exception:
            _log.exception("calls_not_kept", calls=len(calls))
            return "The calls could not be written."
        self._engine.hint("unpack")
        return None
