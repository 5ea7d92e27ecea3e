"""What every request to Bluesky has to pass: what goes wrong today, whose session it is, and how often it came."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from aiohttp import web

from connectors.sandbox.bluesky_faults import Fault, Faults
from connectors.sandbox.bluesky_records import Standing
from connectors.sandbox.bluesky_refusals import NO_CHAT, NO_REPO, NO_USER, RATE_LIMITED, REFUSALS, Refusal, Refuse
from connectors.sandbox.bluesky_tokens import Sessions
from connectors.sandbox.bluesky_world import BlueskyWorld

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

WORLD = web.AppKey("bluesky_world", BlueskyWorld)
SESSIONS = web.AppKey("bluesky_sessions", Sessions)
CALLER = web.RequestKey("bluesky_caller", str)

CHAT = "did:web:api.bsky.chat#bsky_chat"

_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)
_OPEN = frozenset({"com.atproto.server.createSession", "com.atproto.server.refreshSession"})
_SHUT = {Standing.DEACTIVATED: Fault.DEACTIVATED, Standing.TAKEN_DOWN: Fault.TAKEN_DOWN}
_BEFORE = frozenset({Fault.TIMEOUT_BEFORE, Fault.RESET_BEFORE, *REFUSALS})
_AFTER = frozenset({Fault.TIMEOUT_AFTER, Fault.RESET_AFTER, Fault.GARBLED, Fault.EMPTY})


@dataclass(frozen=True, slots=True)
class Limit:
    """Points of one account in a window."""

    count: int
    window: timedelta


_WRITES = (Limit(5_000, _HOUR), Limit(35_000, _DAY))
_ANY = (Limit(3_000, timedelta(minutes=5)),)
LIMITS: dict[str, tuple[Limit, ...]] = {
    "com.atproto.repo.createRecord": _WRITES,
    "com.atproto.repo.putRecord": _WRITES,
    "com.atproto.repo.deleteRecord": _WRITES,
    "com.atproto.server.createSession": (Limit(30, timedelta(minutes=5)), Limit(300, _DAY)),
}
"""The platform's documented limits, April 2026; everything else shares one bucket per address."""

COSTS = {"com.atproto.repo.createRecord": 3, "com.atproto.repo.putRecord": 2}
"""Points of a write; all others cost one."""


class Buckets:
    """How much of each limit is used."""

    def __init__(self) -> None:
        self._used: dict[tuple[str, timedelta], tuple[datetime, int]] = {}

    def take(self, name: str, now: datetime, factor: float) -> tuple[dict[str, str], bool]:
        """The headers of the tightest limit after this request, and whether it was one too many."""
        told: list[tuple[int, dict[str, str]]] = []
        over = False
        for limit in LIMITS.get(name, _ANY):
            most, cost = max(1, int(limit.count * factor)) if name in LIMITS else limit.count, COSTS.get(name, 1)
            key = ("write" if LIMITS.get(name) is _WRITES else name if name in LIMITS else "any", limit.window)
            begun, used = self._used.get(key, (now, 0))
            if now - begun >= limit.window:
                begun, used = now, 0
            over |= used + cost > most
            self._used[key] = (begun, used + (0 if used + cost > most else cost))
            left = max(0, most - used - cost) if used + cost <= most else 0
            reset = int((begun + limit.window).timestamp()) + 1
            told.append((left, _headers(most, left, reset, limit.window)))
        return min(told, key=lambda each: each[0])[1], over


def _headers(most: int, left: int, reset: int, window: timedelta) -> dict[str, str]:
    return {
        "ratelimit-limit": str(most),
        "ratelimit-remaining": str(left),
        "ratelimit-reset": str(reset),
        "ratelimit-policy": f"{most};w={int(window.total_seconds())}",
    }


BUCKETS = web.AppKey("bluesky_buckets", Buckets)


def name_of(request: web.Request) -> str:
    """The method's name in the lexicons."""
    return request.path.removeprefix("/xrpc/")


@web.middleware
async def gate(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Faults first, then the session, then the limit; only the API itself is behind it."""
    if not request.path.startswith("/xrpc/"):
        return await handler(request)
    world, name = request.app[WORLD], name_of(request)
    if struck := world.faults.strike(_BEFORE, name):
        return await _before(world, request, struck.fault, struck.seconds)
    if name not in _OPEN:
        request[CALLER] = _caller(request, name)
        _check_standing(world.standing, request)
    headers, over = request.app[BUCKETS].take(name, world.clock(), world.limits_factor)
    if over:
        answer: web.StreamResponse = Refusal(429, RATE_LIMITED.name, RATE_LIMITED.message).answer(world.clock())
    else:
        answer = await handler(request)
        answer = await _struck_after(world.faults, name, request) or answer
    answer.headers.update(headers)
    return answer


def _caller(request: web.Request, name: str) -> str:
    world = request.app[WORLD]
    did, chat = request.app[SESSIONS].who(world, request.headers.get("Authorization", ""))
    if name.startswith("chat."):
        if not chat:
            raise Refuse(NO_CHAT)
        if request.headers.get("atproto-proxy") != CHAT:
            raise Refuse(REFUSALS[Fault.NOT_IMPLEMENTED])
    return did


def _check_standing(standing: Standing, request: web.Request) -> None:
    if standing is Standing.ACTIVE:
        return
    if request.method == "POST":
        raise Refuse(REFUSALS[_SHUT[standing]])
    if name_of(request).startswith("com.atproto.repo."):
        raise Refuse(NO_REPO)
    if standing is Standing.TAKEN_DOWN and name_of(request) == "com.atproto.server.getSession":
        raise Refuse(NO_USER)


async def _before(world: BlueskyWorld, request: web.Request, fault: Fault, seconds: float) -> web.StreamResponse:
    if fault in REFUSALS:
        return REFUSALS[fault].answer(world.clock())
    return await _break_off(request, seconds if fault is Fault.TIMEOUT_BEFORE else 0)


async def _struck_after(faults: Faults, name: str, request: web.Request) -> web.StreamResponse | None:
    struck = faults.strike(_AFTER, name)
    if struck is None:
        return None
    if struck.fault is Fault.GARBLED:
        return web.Response(text="<html>OK", content_type="text/html")
    if struck.fault is Fault.EMPTY:
        return web.Response()
    return await _break_off(request, struck.seconds if struck.fault is Fault.TIMEOUT_AFTER else 0)


async def _break_off(request: web.Request, seconds: float) -> web.StreamResponse:
    await asyncio.sleep(seconds)
    if request.transport is not None:
        request.transport.abort()
    return web.Response(status=504)
