"""What every request to X has to pass: whose key it is, how often it came, and what goes wrong today."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast
from urllib.parse import unquote

from aiohttp import web
from oauthlib.common import Request as SignedRequest
from oauthlib.oauth1.rfc5849 import signature
from oauthlib.oauth1.rfc5849.utils import parse_authorization_header

from connectors.sandbox.x_faults import Fault, Faults
from connectors.sandbox.x_records import Keys
from connectors.sandbox.x_refusals import RATE_LIMITED, REFUSALS, UNAUTHORIZED, Refusal
from connectors.sandbox.x_tokens import ROUTE as TOKENS
from connectors.sandbox.x_world import XWorld

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

WORLD = web.AppKey("world", XWorld)
CALLER = web.RequestKey("caller", str)

_QUARTER = timedelta(minutes=15)
_DAY = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Limit:
    """Requests of one user in a window."""

    count: int
    window: timedelta = _QUARTER


LIMITS: dict[str, tuple[Limit, ...]] = {
    "GET /2/users/me": (Limit(75),),
    "GET /2/users/{id}/mentions": (Limit(300),),
    "GET /2/users/{id}/tweets": (Limit(900),),
    "GET /2/tweets": (Limit(900),),
    "GET /2/tweets/{id}": (Limit(900),),
    "GET /2/tweets/search/recent": (Limit(300),),
    "POST /2/tweets": (Limit(100),),
    "DELETE /2/tweets/{id}": (Limit(50),),
    "GET /2/dm_events": (Limit(15),),
    "POST /2/dm": (Limit(15), Limit(1440, _DAY)),
    "GET /2/tweets/search/stream": (Limit(50),),
    "GET /2/tweets/search/stream/rules": (Limit(450),),
    "POST /2/tweets/search/stream/rules": (Limit(100),),
}
"""X's documented limits per user, August 2026. Forms of one read, like those of private events, share a bucket."""

_SHARED = {
    "GET /2/dm_conversations/{id}/dm_events": "GET /2/dm_events",
    "POST /2/dm_conversations/{id}/messages": "POST /2/dm",
    "POST /2/dm_conversations/with/{id}/messages": "POST /2/dm",
}
_STREAM = "GET /2/tweets/search/stream"
_BEFORE = frozenset({Fault.TIMEOUT_BEFORE, Fault.RESET_BEFORE, *REFUSALS})
_AFTER = frozenset({Fault.TIMEOUT_AFTER, Fault.RESET_AFTER, Fault.GARBLED, Fault.EMPTY})


class Buckets:
    """How much of each limit is used, by caller."""

    def __init__(self) -> None:
        self._used: dict[tuple[str, str, timedelta], tuple[datetime, int]] = {}

    def take(self, endpoint: str, caller: str, now: datetime, factor: float) -> tuple[dict[str, str], bool]:
        """The rate headers after this request, and whether it was one too many."""
        headers: dict[str, str] = {}
        over = False
        for limit in LIMITS.get(_SHARED.get(endpoint, endpoint), ()):
            most = max(1, int(limit.count * factor))
            key = (_SHARED.get(endpoint, endpoint), caller, limit.window)
            begun, used = self._used.get(key, (now, 0))
            if now - begun >= limit.window:
                begun, used = now, 0
            over |= used >= most
            self._used[key] = (begun, used + 1)
            name = "x-rate-limit" if limit.window == _QUARTER else "x-user-limit-24hour"
            headers |= {
                f"{name}-limit": str(most),
                f"{name}-remaining": str(max(0, most - used - 1)),
                f"{name}-reset": str(int((begun + limit.window).timestamp()) + 1),
            }
        return headers, over


BUCKETS = web.AppKey("buckets", Buckets)


def endpoint_of(request: web.Request) -> str:
    """Method and path as X documents them, like `GET /2/users/{id}/mentions`."""
    resource = request.match_info.route.resource
    return f"{request.method} {resource.canonical if resource else request.path}"


@web.middleware
async def gate(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Faults first, then the key, then the limit; only the API itself is behind it. New tokens need another key."""
    if not request.path.startswith("/2/"):
        return await handler(request)
    world, endpoint = request.app[WORLD], endpoint_of(request)
    if refused := await _struck_before(world, endpoint, request):
        return refused
    if request.path == TOKENS:
        answer = await handler(request)
        return await _struck_after(world.faults, endpoint, request) or answer
    caller = _caller(world, request)
    if caller is None:
        return UNAUTHORIZED.answer(world.clock())
    request[CALLER] = caller
    headers, over = request.app[BUCKETS].take(endpoint, caller, world.clock(), world.limits_factor)
    if over:
        return _with_headers(Refusal(429, RATE_LIMITED.body).answer(world.clock()), headers, world)
    answer = await handler(request)
    struck = await _struck_after(world.faults, endpoint, request)
    return answer if answer.prepared else _with_headers(struck or answer, headers, world)


def _with_headers(answer: web.StreamResponse, headers: dict[str, str], world: XWorld) -> web.StreamResponse:
    answer.headers.update(headers)
    answer.headers["x-access-level"] = world.access_level
    return answer


async def _struck_before(world: XWorld, endpoint: str, request: web.Request) -> web.StreamResponse | None:
    faults = _BEFORE - ({Fault.TWEET_FIELDS} if "tweet.fields" not in request.query else set())
    faults -= {Fault.OLD_SINCE_ID} if "since_id" not in request.query else set()
    struck = world.faults.strike(faults, endpoint)
    if struck is None:
        return None
    if struck.fault in REFUSALS:
        return REFUSALS[struck.fault].answer(world.clock())
    return await _break_off(request, struck.seconds if struck.fault is Fault.TIMEOUT_BEFORE else 0)


async def _struck_after(faults: Faults, endpoint: str, request: web.Request) -> web.StreamResponse | None:
    struck = faults.strike(_AFTER, endpoint) if endpoint != _STREAM else None
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


def _caller(world: XWorld, request: web.Request) -> str | None:
    shown = request.headers.get("Authorization", "")
    if owner := world.tokens.owner(shown, world.clock()):
        return owner
    for identity, keys in world.accounts.items():
        if shown == f"Bearer {keys.bearer_token}" or (shown.startswith("OAuth ") and _signed_by(keys, request, shown)):
            return identity
    return None


def _signed_by(keys: Keys, request: web.Request, shown: str) -> bool:
    told = dict(parse_authorization_header(shown))
    if (told.get("oauth_consumer_key"), told.get("oauth_token")) != (keys.consumer_key, keys.access_token):
        return False
    signed: Any = cast(Any, SignedRequest)(str(request.url), request.method)
    headers = {"Authorization": shown}
    signed.params = signature.collect_parameters(uri_query=request.url.raw_query_string, headers=headers)
    signed.signature = unquote(told.get("oauth_signature", ""))
    return cast(Any, signature).verify_hmac_sha1(signed, keys.consumer_secret, keys.access_token_secret)
