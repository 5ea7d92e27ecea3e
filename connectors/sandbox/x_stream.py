"""The filtered stream of a simulated X: a JSON line for each fitting post, keep-alives, and its ways to break."""

import asyncio
import json
from typing import Any

from aiohttp import web

from connectors.sandbox.x_faults import Fault, Faults
from connectors.sandbox.x_gate import WORLD
from connectors.sandbox.x_records import Post
from connectors.sandbox.x_refusals import bad_request, problem
from connectors.sandbox.x_rules import matching
from connectors.sandbox.x_shapes import Asked, Scribe
from connectors.sandbox.x_world import XWorld

KEEP_ALIVE_S = 10.0
"""Seconds between blank lines; X promises one in 20."""

_PATH = "/2/tweets/search/stream"
_BREAKS = frozenset(
    {Fault.STREAM_DROP, Fault.STREAM_STALL, Fault.STREAM_PARTIAL, Fault.STREAM_HUGE, Fault.STREAM_ERROR}
)
_ANNOUNCED = {
    "errors": [
        {
            "title": "operational-disconnect",
            "disconnect_type": "UpstreamOperationalDisconnect",
            "detail": "This stream has been disconnected upstream for operational reasons.",
            "type": "https://api.x.com/2/problems/operational-disconnect",
        }
    ]
}


async def list_rules(request: web.Request) -> web.Response:
    """GET rules; without any, `data` is absent."""
    rules = request.app[WORLD].rules
    body: dict[str, Any] = {"data": [_rule(each, *rules[each]) for each in rules]} if rules else {}
    return web.json_response(body | {"meta": {"result_count": len(rules)}})


async def change_rules(request: web.Request) -> web.Response:
    """POST rules: add or delete."""
    world = request.app[WORLD]
    rules = world.rules
    body = await request.json()
    for identity in body.get("delete", {}).get("ids", []):
        rules.pop(str(identity), None)
    added: list[dict[str, str]] = []
    for each in body.get("add", []):
        if not 0 < len(each["value"]) <= 1024:
            return bad_request("A rule has 1 to 1024 characters.").answer(world.clock())
        identity = world.next_id()
        rules[identity] = (each["value"], each.get("tag"))
        added.append(_rule(identity, *rules[identity]))
    return web.json_response({"data": added, "meta": {"summary": {"created": len(added)}}}, status=201)


def _rule(identity: str, value: str, tag: str | None) -> dict[str, str]:
    return {"id": identity, "value": value} | ({"tag": tag} if tag else {})


async def stream(request: web.Request) -> web.StreamResponse:
    """GET stream: open until one side leaves or a fault ends it."""
    world = request.app[WORLD]
    if not world.rules:
        return problem(409, "Conflict", "There are no rules for this stream.", "rule-configuration-issue").answer(
            world.clock()
        )
    response = web.StreamResponse(headers={"Content-Type": "application/json; charset=utf-8"})
    await response.prepare(request)
    line: asyncio.Queue[Post] = asyncio.Queue()
    world.on_post.append(line.put_nowait)
    try:
        await response.write(b"\r\n")
        await _Feed(request, response, line).run()
    except ConnectionError:
        return response
    finally:
        world.on_post.remove(line.put_nowait)
    return response


class _Feed:
    def __init__(self, request: web.Request, response: web.StreamResponse, line: asyncio.Queue[Post]) -> None:
        self._world: XWorld = request.app[WORLD]
        self._faults: Faults = self._world.faults
        self._asked = Asked.of(dict(request.query))
        self._request, self._response, self._line = request, response, line
        self._late: list[Post] = []

    async def run(self) -> None:
        while True:
            if struck := self._faults.strike(_BREAKS, f"GET {_PATH}"):
                ends = await self._break(struck.fault, struck.seconds)
                if ends:
                    return
            try:
                self._late.append(await asyncio.wait_for(self._line.get(), 0.2 if self._late else KEEP_ALIVE_S))
            except TimeoutError:
                await self._response.write(b"\r\n")
            self._late = [post for post in self._late if not await self._tell(post)]

    async def _tell(self, post: Post) -> bool:
        if post.visible_at > self._world.clock():
            return False
        fitting = matching(self._world, post)
        if not fitting:
            return True
        untagged = self._faults.strike(frozenset({Fault.STREAM_UNTAGGED}), f"GET {_PATH}")
        tags = [{"id": each} | ({"tag": tag} if tag and not untagged else {}) for each, tag in fitting]
        raw = _line(Scribe(self._world, self._asked).one(post) | {"matching_rules": tags})
        twice = self._faults.strike(frozenset({Fault.DUPLICATES}), f"GET {_PATH}")
        await self._response.write(raw * (2 if twice else 1))
        return True

    async def _break(self, fault: Fault, seconds: float) -> bool:
        """Do the damage; True when the connection is over."""
        if fault is Fault.STREAM_STALL:
            await asyncio.sleep(seconds)
            return False
        if fault is Fault.STREAM_HUGE:
            await self._response.write(_line({"filler": "x" * 200_000}))
            return False
        if fault is Fault.STREAM_ERROR:
            await self._response.write(_line(_ANNOUNCED))
        if fault is Fault.STREAM_PARTIAL:
            await self._response.write(b'{"data":{"id":"1","te')
            if self._request.transport is not None:
                self._request.transport.abort()
        return True


def _line(body: dict[str, Any]) -> bytes:
    return json.dumps(body).encode() + b"\r\n"
