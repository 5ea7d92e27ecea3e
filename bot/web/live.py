"""Live updates: one look at the event log serves every open page; what changed goes out as server-sent events."""

import asyncio
import contextlib
import json
from collections import deque
from collections.abc import AsyncGenerator
from dataclasses import dataclass

import structlog
from aiohttp import web

from bot.pipeline.engine import Engine
from bot.storage.queue import Queue
from bot.web.visit import SERVICES, Visit

_log = structlog.get_logger("ascolto.web")

POLL_S = 0.5
"""Seconds between two looks without a hint; other processes give none."""

BREATH_S = 0.15
"""Seconds in which a burst of changes becomes one message."""

KEEP_ALIVE_S = 15.0
"""Seconds after which a quiet stream says that it is there, and asks whether its person may still listen."""

REMEMBERED = 2_000
"""Changes that a page which was away can catch up with; one that was away longer is told to load everything."""


@dataclass(frozen=True, slots=True)
class Change:
    """Everything up to event `newest`: the conversations that changed, or None when there are too many to name."""

    newest: int
    conversations: frozenset[int] | None


class Live:
    """Knows the newest events; pages wait here for what comes after the last one they saw."""

    def __init__(self, queue: Queue, engine: Engine) -> None:
        self._queue = queue
        self._engine = engine
        self._recent: deque[tuple[int, int | None]] = deque(maxlen=REMEMBERED)
        self._grown = asyncio.Condition()
        self._floor = 0
        self.newest = 0
        self.closing = False

    async def run(self) -> None:
        """Look until cancelled; a failure is logged and never ends it."""
        while True:
            try:
                if not await self._look():
                    await self._engine.wait("events", POLL_S)
            except Exception:
                _log.exception("live_updates_failed")
                await asyncio.sleep(POLL_S)
            await asyncio.sleep(BREATH_S)

    async def start(self) -> None:
        """Begin at the newest event of the database."""
        self.newest = self._floor = await self._queue.last_event()

    async def after(self, seen: int, timeout_s: float) -> Change | None:
        """What came after event `seen`, as soon as something did; None when nothing did in `timeout_s` seconds."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(timeout_s), self._grown:
                await self._grown.wait_for(lambda: self.newest > seen or self.closing)
        return self._change(seen) if self.newest > seen else None

    async def close(self) -> None:
        """Let every waiting page go."""
        async with self._grown:
            self.closing = True
            self._grown.notify_all()

    async def _look(self) -> bool:
        found = await self._queue.changed_after(self.newest, REMEMBERED)
        if not found:
            return False
        async with self._grown:
            overflow = len(self._recent) + len(found) - REMEMBERED
            if overflow > 0:
                self._floor = [*self._recent, *found][overflow - 1][0]
            self._recent.extend(found)
            self.newest = found[-1][0]
            self._grown.notify_all()
        return True

    def _change(self, seen: int) -> Change:
        if seen < self._floor:
            return Change(self.newest, None)
        touched = frozenset(conversation for event, conversation in self._recent if event > seen and conversation)
        return Change(self.newest, touched)


LIVE = web.AppKey("live", Live)


async def events(request: web.Request, visit: Visit) -> web.StreamResponse:
    """GET /events: `change` events with the conversations that changed; their ids let a browser catch up."""
    response = web.StreamResponse(headers={"Content-Type": "text/event-stream", "X-Accel-Buffering": "no"})
    await response.prepare(request)
    with contextlib.suppress(ConnectionResetError):
        async for message in _messages(request, visit):
            await response.write(message.encode())
    return response


async def _messages(request: web.Request, visit: Visit) -> AsyncGenerator[str]:
    live, people = request.app[LIVE], request.app[SERVICES].people
    seen = _seen(request, visit)
    asked_at = asyncio.get_running_loop().time()
    yield "retry: 1000\n\n"
    while not live.closing:
        change = await live.after(seen, KEEP_ALIVE_S)
        if asyncio.get_running_loop().time() - asked_at >= KEEP_ALIVE_S:
            asked_at = asyncio.get_running_loop().time()
            if await people.session(visit.token_hash) is None:
                yield "event: signed-out\ndata:\n\n"
                return
        if change is None:
            yield ": still here\n\n"
            continue
        seen = change.newest
        named = None if change.conversations is None else sorted(change.conversations)
        yield f"id: {seen}\nevent: change\ndata: {json.dumps({'conversations': named})}\n\n"


def _seen(request: web.Request, visit: Visit) -> int:
    told = request.headers.get("Last-Event-ID") or request.query.get("since", "")
    if not (told.isascii() and told.isdigit() and len(told) < 19):
        return visit.since
    return min(int(told), request.app[LIVE].newest)  # a restored backup has fewer events than the page saw
