"""What every request to Meta has to pass: what goes wrong today, whose token it is, and what its limits say."""

import asyncio
import hashlib
import hmac
import json
from collections.abc import Awaitable, Callable, Mapping
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import web

from connectors.sandbox.graph_faults import Fault
from connectors.sandbox.graph_records import NotThere
from connectors.sandbox.graph_refusals import (
    GONE,
    NO_PROOF,
    REFUSALS,
    TOKEN_DEAD,
    Refuse,
    bad_parameter,
    usage_headers,
)
from connectors.sandbox.graph_shapes import Params
from connectors.sandbox.graph_world import GraphWorld

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
Act = Callable[[GraphWorld, str, Params, str], dict[str, Any]]
"""What an edge does: world, path, parameters and the id in the path."""

Table = Mapping[str, Act]
"""By endpoint, like `GET /{page}/feed`."""

KindOf = Callable[[GraphWorld, str], str]

WORLD = web.AppKey("graph_world", GraphWorld)
TABLE = web.AppKey[Table]("graph_table")
KIND_OF = web.AppKey[KindOf]("graph_kind_of")

VERSION = "v26.0"
_NEWER = "v27.0"
_PRIVATE = frozenset({"conversations", "messages"})
_BEFORE = frozenset({Fault.TIMEOUT_BEFORE, Fault.RESET_BEFORE, Fault.UNTYPED, *REFUSALS})
_AFTER = frozenset({Fault.TIMEOUT_AFTER, Fault.RESET_AFTER, Fault.GARBLED, Fault.EMPTY, Fault.DRIP})


def endpoint_of(app: web.Application, method: str, path: str) -> tuple[str, str]:
    """The endpoint as documented, like `GET /{post}/comments`, and the id in the path."""
    _, identity, *edge = [*path.strip("/").split("/"), "", ""][:3]
    name = "/".join([f"{method} /{{{app[KIND_OF](app[WORLD], identity)}}}", *filter(None, edge)])
    return (name if identity else f"{method} /"), identity


async def answer(request: web.Request) -> web.StreamResponse:
    """Everything under /: a read, something to publish, or a batch of reads."""
    app, params = request.app, await _params(request)
    if request.method == "POST" and "batch" in params:
        return await _gated(request, params, "POST /", lambda: _batch(app, params["batch"]))
    endpoint, identity = endpoint_of(app, request.method, request.path)
    path = request.path.strip("/")
    return await _gated(request, params, endpoint, lambda: _act(app, endpoint, path, params, identity))


def _act(app: web.Application, endpoint: str, path: str, params: Params, identity: str) -> dict[str, Any]:
    act = app[TABLE].get(endpoint)
    if act is None:
        raise Refuse(GONE)
    try:
        return act(app[WORLD], path, params, identity)
    except NotThere:
        raise Refuse(GONE) from None


def _batch(app: web.Application, told: str) -> list[dict[str, Any] | None]:
    try:
        parts = json.loads(told)
        return [_part(app, str(part["relative_url"])) for part in parts[:50]]
    except (ValueError, TypeError, KeyError):
        raise Refuse(bad_parameter("batch parameter must be a JSON array")) from None


def _part(app: web.Application, relative: str) -> dict[str, Any]:
    path, _, query = relative.partition("?")
    params = dict(parse_qsl(query))
    endpoint, identity = endpoint_of(app, "GET", path)
    try:
        status, body = 200, _act(app, endpoint, path, params, identity)
    except Refuse as refused:
        status, body = refused.refusal.status, refused.refusal.error()
    return {"code": status, "headers": [], "body": json.dumps(body)}


async def _params(request: web.Request) -> dict[str, str]:
    told = await request.post() if request.method == "POST" else request.query
    return {key: str(value) for key, value in told.items()}


async def _gated(request: web.Request, params: Params, endpoint: str, work: Callable[[], Any]) -> web.StreamResponse:
    world = request.app[WORLD]
    use_case = _use_case(world, endpoint)
    struck = world.faults.strike(_BEFORE, endpoint)
    if struck and struck.fault in REFUSALS:
        return REFUSALS[struck.fault].answer(world.brand.id)
    if struck and struck.fault is Fault.UNTYPED:
        return web.Response(status=500, body=b'{"success": true}')
    if struck:
        return await _break_off(request, struck.seconds if struck.fault is Fault.TIMEOUT_BEFORE else 0)
    try:
        _check_token(world, request, params)
        told: web.StreamResponse = web.json_response(work())
    except Refuse as refused:
        told = refused.refusal.answer(world.brand.id)
    told = await _struck_after(world, endpoint, request) or told
    if not told.prepared:
        told.headers.update(_headers(world, endpoint, use_case))
    return told


def _check_token(world: GraphWorld, request: web.Request, params: Params) -> None:
    keys, given = world.keys, request.headers.get("Authorization", "").removeprefix("Bearer ")
    if given not in (keys.access_token, f"{keys.app_id}|{keys.app_secret}"):
        raise Refuse(TOKEN_DEAD)
    proof = hmac.new(keys.app_secret.encode(), given.encode(), hashlib.sha256).hexdigest()
    if params.get("appsecret_proof") != proof:
        raise Refuse(NO_PROOF)


def _use_case(world: GraphWorld, endpoint: str) -> str:
    if endpoint.rpartition("/")[2] in _PRIVATE:
        return "messenger"
    return "instagram" if world.network == "instagram" else "pages"


def _headers(world: GraphWorld, endpoint: str, use_case: str) -> dict[str, str]:
    percent, minutes, version = 12, 0, VERSION
    if world.faults.strike(frozenset({Fault.USAGE_SLOW}), endpoint):
        percent = 83
    if world.faults.strike(frozenset({Fault.USAGE_FULL}), endpoint):
        percent, minutes = 96, 11
    if world.faults.strike(frozenset({Fault.OLD_VERSION}), endpoint):
        version = _NEWER
    return {**usage_headers(world.brand.id, use_case, percent, minutes), "facebook-api-version": version}


async def _struck_after(world: GraphWorld, endpoint: str, request: web.Request) -> web.StreamResponse | None:
    struck = world.faults.strike(_AFTER, endpoint)
    if struck is None:
        return None
    if struck.fault is Fault.GARBLED:
        return web.Response(text="<html>OK", content_type="text/html")
    if struck.fault is Fault.EMPTY:
        return web.Response()
    if struck.fault is Fault.DRIP:
        return await _drip(request, struck.seconds)
    return await _break_off(request, struck.seconds if struck.fault is Fault.TIMEOUT_AFTER else 0)


async def _drip(request: web.Request, seconds: float) -> web.StreamResponse:
    response = web.StreamResponse(headers={"Content-Type": "application/json"})
    await response.prepare(request)
    for _ in range(int(seconds * 10)):
        await response.write(b" " * 70_000)
        await asyncio.sleep(0.1)
    return response


async def _break_off(request: web.Request, seconds: float) -> web.StreamResponse:
    await asyncio.sleep(seconds)
    if request.transport is not None:
        request.transport.abort()
    return web.Response(status=504)
