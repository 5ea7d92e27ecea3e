"""Stands between the desk and the real server: passes everything on, and makes trouble when told."""

import asyncio
import json
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any

import aiohttp
from aiohttp import web

from connectors.sandbox.bluesky_faults import Fault, Faults
from connectors.sandbox.bluesky_refusals import REFUSALS, Refusal
from tests.live.bluesky.bluesky_network import Network

_NOT_PASSED_ON = frozenset({"host", "content-length", "transfer-encoding", "content-encoding", "connection", "date"})
_ANSWERED_HERE = frozenset(REFUSALS) - {Fault.INVALID_RECORD}
_BREAKS = {Fault.TIMEOUT_AFTER, Fault.RESET_AFTER, Fault.GARBLED}


class Front:
    """What the desk takes for the account's server. `asked` counts the requests by their names."""

    def __init__(self, network: Network, clock: Callable[[], datetime]) -> None:
        self.faults = Faults(0)
        self.asked: list[str] = []
        self.hidden_until: datetime | None = None
        self.address = ""
        self.real = network.accounts
        self._clock = clock

    @asynccontextmanager
    async def serving(self) -> AsyncGenerator[None]:
        """While entered, at `address`."""
        app = web.Application()
        app.router.add_route("*", "/{path:.*}", self._handle)
        runner = web.AppRunner(app, handler_cancellation=True, shutdown_timeout=0.1, access_log=None)
        async with aiohttp.ClientSession(auto_decompress=True) as self._session:
            await runner.setup()
            try:
                site = web.TCPSite(runner, "127.0.0.1", 0)
                await site.start()
                self.address = f"http://127.0.0.1:{runner.addresses[0][1]}"
                yield
            finally:
                await runner.cleanup()

    async def _handle(self, request: web.Request) -> web.StreamResponse:
        name = request.path.removeprefix("/xrpc/")
        self.asked.append(name)
        if struck := self.faults.strike(_ANSWERED_HERE, name):
            return REFUSALS[struck.fault].answer(self._clock())
        if struck := self.faults.strike(frozenset({Fault.TIMEOUT_BEFORE}), name):
            return await _break_off(request, struck.seconds)
        if name == "com.atproto.repo.getRecord" and self.hidden_until and self._clock() < self.hidden_until:
            return Refusal(400, "RecordNotFound", "Could not locate record").answer(self._clock())
        answer = await self._passed_on(request, name)
        if struck := self.faults.strike(frozenset(_BREAKS), name):
            if struck.fault is Fault.GARBLED:
                return web.Response(text="<html>OK", content_type="text/html")
            return await _break_off(request, struck.seconds if struck.fault is Fault.TIMEOUT_AFTER else 0)
        return answer

    async def _passed_on(self, request: web.Request, name: str) -> web.Response:
        body = self._spoilt(await request.read(), name)
        async with self._session.request(
            request.method,
            f"{self.real}{request.raw_path}",
            headers=_kept(request.headers),
            data=body or None,
            allow_redirects=False,
        ) as answer:
            told = self._disturbed(await answer.read(), name)
            return web.Response(status=answer.status, body=told, headers=_kept(answer.headers))

    def _spoilt(self, body: bytes, name: str) -> bytes:
        if not self.faults.strike(frozenset({Fault.INVALID_RECORD}), name):
            return body
        told = json.loads(body)
        told["record"]["text"] = "a" * 301
        return json.dumps(told).encode()

    def _disturbed(self, body: bytes, name: str) -> bytes:
        # The server names itself as the one that holds the account, and the desk shall stay here.
        body = body.replace(self.real.encode(), self.address.encode())
        if self.faults.strike(frozenset({Fault.DUPLICATES}), name):
            return _with_items(body, lambda items: [each for item in items for each in (item, item)])
        if self.faults.strike(frozenset({Fault.REORDER}), name):
            return _with_items(body, self.faults.shuffled)
        return body


def _with_items(body: bytes, change: Callable[[list[Any]], list[Any]]) -> bytes:
    told = json.loads(body)
    return json.dumps({**told, "notifications": change(told["notifications"])}).encode()


def _kept(headers: Any) -> dict[str, str]:
    return {key: value for key, value in headers.items() if key.lower() not in _NOT_PASSED_ON}


async def _break_off(request: web.Request, seconds: float) -> web.StreamResponse:
    await asyncio.sleep(seconds)
    if request.transport is not None:
        request.transport.abort()
    return web.Response(status=504)
