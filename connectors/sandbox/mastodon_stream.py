"""The user's stream of a simulated instance: server-sent events, heartbeats, and its ways to break."""

import asyncio
import json

from aiohttp import web

from connectors.sandbox.mastodon_faults import Fault
from connectors.sandbox.mastodon_gate import STREAM, WORLD
from connectors.sandbox.mastodon_records import Notification
from connectors.sandbox.mastodon_refusals import NOT_FOUND, Refuse
from connectors.sandbox.mastodon_shapes import Scribe
from connectors.sandbox.mastodon_world import Event, MastodonWorld

HEARTBEAT_S = 15.0
"""Seconds between comment lines, as Mastodon sends them."""

_BREAKS = frozenset({Fault.STREAM_DROP, Fault.STREAM_STALL, Fault.STREAM_PARTIAL, Fault.STREAM_HUGE})


async def stream(request: web.Request) -> web.StreamResponse:
    """GET /api/v1/streaming/user: open until one side leaves or a fault ends it"""
    world = request.app[WORLD]
    if not world.streams:
        raise Refuse(NOT_FOUND)
    response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
    await response.prepare(request)
    line: asyncio.Queue[bytes] = asyncio.Queue()

    def put(event: Event) -> None:
        line.put_nowait(_written(world, event))

    world.on_event.append(put)
    try:
        await response.write(b":)\n")
        while not await _broken(request, world, response):
            await _tell(world, response, line)
    except ConnectionError:
        return response
    finally:
        world.on_event.remove(put)
    return response


async def _tell(world: MastodonWorld, response: web.StreamResponse, line: asyncio.Queue[bytes]) -> None:
    try:
        raw = await asyncio.wait_for(line.get(), HEARTBEAT_S)
    except TimeoutError:
        await response.write(b":thump\n")
        return
    twice = world.faults.strike(frozenset({Fault.DUPLICATES}), STREAM)
    await response.write(raw * (2 if twice else 1))


def _written(world: MastodonWorld, event: Event) -> bytes:
    # At once: the status may be gone when its turn comes.
    kind, what = event
    data = json.dumps(Scribe(world).notification(what)) if isinstance(what, Notification) else what
    return f"event: {kind}\ndata: {data}\n\n".encode()


async def _broken(request: web.Request, world: MastodonWorld, response: web.StreamResponse) -> bool:
    """Do the damage of a fault that is on; True when the connection is over."""
    struck = world.faults.strike(_BREAKS, STREAM)
    if struck is None:
        return False
    if struck.fault is Fault.STREAM_STALL:
        await asyncio.sleep(struck.seconds)
        return False
    if struck.fault is Fault.STREAM_HUGE:
        await response.write(b"event: update\ndata: " + b"x" * 200_000 + b"\n\n")
        return False
    if struck.fault is Fault.STREAM_PARTIAL:
        await response.write(b'event: notification\ndata: {"id":"1","ty')
        if request.transport is not None:
            request.transport.abort()
    return True
