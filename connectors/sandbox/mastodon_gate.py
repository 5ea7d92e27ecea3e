"""What every request to an instance has to pass: whose token it is, how often it came, and what goes wrong today."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from aiohttp import web

from connectors.sandbox.mastodon_faults import Fault, Faults
from connectors.sandbox.mastodon_records import NotThere
from connectors.sandbox.mastodon_refusals import NOT_FOUND, REFUSALS, TOO_MANY, UNAUTHORIZED, Refuse, limit_headers
from connectors.sandbox.mastodon_world import MastodonWorld

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

WORLD = web.AppKey("world", MastodonWorld)


@dataclass(frozen=True, slots=True)
class Limit:
    """Requests of one account in a window."""

    count: int
    window: timedelta


REQUESTS = Limit(300, timedelta(minutes=5))
POSTING = Limit(300, timedelta(hours=3))
"""Mastodon's documented limits; the one of new statuses stands in the headers of their answers."""

POST = "POST /api/v1/statuses"
STREAM = "GET /api/v1/streaming/user"
_OPEN = frozenset({"/api/v1/instance", "/api/v2/instance"})
_BEFORE = frozenset({Fault.TIMEOUT_BEFORE, Fault.RESET_BEFORE, *REFUSALS})
_AFTER = frozenset({Fault.TIMEOUT_AFTER, Fault.RESET_AFTER, Fault.GARBLED, Fault.EMPTY})


class Buckets:
    """How much of each limit is used."""

    def __init__(self) -> None:
        self._used: dict[Limit, tuple[datetime, int]] = {}

    def take(self, limit: Limit, now: datetime, factor: float) -> tuple[dict[str, str], bool]:
        """The headers after this request, and whether it was one too many."""
        most = max(1, int(limit.count * factor))
        begun, used = self._used.get(limit, (now, 0))
        if now - begun >= limit.window:
            begun, used = now, 0
        over = used >= most
        self._used[limit] = (begun, used if over else used + 1)
        return limit_headers(most, max(0, most - used - 1), begun + limit.window), over


BUCKETS = web.AppKey("buckets", Buckets)


def endpoint_of(request: web.Request) -> str:
    """Method and path as documented, like `GET /api/v1/statuses/{id}`."""
    resource = request.match_info.route.resource
    return f"{request.method} {resource.canonical if resource else request.path}"


@web.middleware
async def gate(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Faults first, then the token, then the limits; only the API itself is behind it."""
    if not request.path.startswith("/api/"):
        return await handler(request)
    world, endpoint = request.app[WORLD], endpoint_of(request)
    if struck := await _struck_before(world, endpoint, request):
        return struck
    if request.path not in _OPEN and request.headers.get("Authorization") != f"Bearer {world.token}":
        return UNAUTHORIZED.answer(world.clock())
    headers, over = _limits(request, world, endpoint)
    answer = TOO_MANY.answer(world.clock()) if over else await _handled(request, handler)
    broken = None if over else await _struck_after(world.faults, endpoint, request)
    if not answer.prepared:
        answer = broken or answer
        answer.headers.update(headers)
    return answer


def _limits(request: web.Request, world: MastodonWorld, endpoint: str) -> tuple[dict[str, str], bool]:
    buckets, now = request.app[BUCKETS], world.clock()
    headers, over = buckets.take(REQUESTS, now, world.limits_factor)
    if endpoint == POST and not over:
        headers, over = buckets.take(POSTING, now, world.posting_factor)
    return headers, over


async def _handled(request: web.Request, handler: Handler) -> web.StreamResponse:
    try:
        return await handler(request)
    except Refuse as refused:
        return refused.refusal.answer(request.app[WORLD].clock())
    except NotThere:
        return NOT_FOUND.answer(request.app[WORLD].clock())


async def _struck_before(world: MastodonWorld, endpoint: str, request: web.Request) -> web.StreamResponse | None:
    struck = world.faults.strike(_BEFORE, endpoint)
    if struck is None:
        return None
    if struck.fault in REFUSALS:
        return REFUSALS[struck.fault].answer(world.clock())
    return await _break_off(request, struck.seconds if struck.fault is Fault.TIMEOUT_BEFORE else 0)


async def _struck_after(faults: Faults, endpoint: str, request: web.Request) -> web.StreamResponse | None:
    struck = faults.strike(_AFTER, endpoint) if endpoint != STREAM else None
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
