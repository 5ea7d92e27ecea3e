"""Webhooks as Meta sends them: a handshake first, then signed calls, tried again with growing gaps until a 200."""

import asyncio
import hashlib
import hmac
import json
from collections.abc import AsyncIterator, Callable
from typing import Any

import aiohttp
from aiohttp import web

from connectors.sandbox.graph_faults import Fault
from connectors.sandbox.graph_world import Event, GraphWorld

EntriesOf = Callable[[GraphWorld, Event], list[dict[str, Any]]]

_TRIES = 10
_FIRST_GAP_S = 0.05
"""Meta goes on for 36 hours; people who practise would not wait for that."""

_CHALLENGE = "1158201444"


class NotWelcome(Exception):
    """The address did not answer the handshake as it should."""


class Courier:
    """Carries what happens in a world to the addresses that took the handshake."""

    def __init__(self, world: GraphWorld, subject: str, entries_of: EntriesOf) -> None:
        self._world = world
        self._subject = subject
        self._entries_of = entries_of
        self._addresses: list[str] = []
        self._tasks: set[asyncio.Task[None]] = set()
        self._session: aiohttp.ClientSession | None = None

    async def run(self, app: web.Application) -> AsyncIterator[None]:
        """For the application's own life."""
        del app
        async with aiohttp.ClientSession() as self._session:
            self._world.on_event.append(self._carry)
            yield
            self._world.on_event.remove(self._carry)
            for task in self._tasks:
                task.cancel()
            await asyncio.gather(*self._tasks, return_exceptions=True)

    async def subscribe(self, address: str, verify_token: str) -> None:
        """Try the address with the handshake, and call it from now on. Raises `NotWelcome`."""
        assert self._session is not None
        asked = {"hub.mode": "subscribe", "hub.verify_token": verify_token, "hub.challenge": _CHALLENGE}
        try:
            async with self._session.get(address, params=asked) as answer:
                told = await answer.text()
        except aiohttp.ClientError as error:
            raise NotWelcome(f"{address} can't be reached ({type(error).__name__}).") from None
        if answer.status != 200 or told != _CHALLENGE:
            raise NotWelcome(f"{address} did not answer the challenge.")
        self._addresses.append(address)

    def _carry(self, event: Event) -> None:
        faults = self._world.faults
        if not self._addresses or faults.strike(frozenset({Fault.HOOK_LOST}), "webhook"):
            return
        entries = self._entries_of(self._world, event)
        if not entries:
            return
        body = json.dumps({"object": self._subject, "entry": entries}).encode()
        times = 2 if faults.strike(frozenset({Fault.HOOK_TWICE}), "webhook") else 1
        for address in self._addresses * times:
            task = asyncio.get_running_loop().create_task(self._deliver(address, body, self._signed(body)))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    def _signed(self, body: bytes) -> dict[str, str]:
        secret, faults = self._world.keys.app_secret.encode(), self._world.faults
        old = "sha1=" + hmac.new(secret, body, hashlib.sha1).hexdigest()
        new = "sha256=" + hmac.new(secret, body, hashlib.sha256).hexdigest()
        if faults.strike(frozenset({Fault.HOOK_UNSIGNED}), "webhook"):
            return {}
        if faults.strike(frozenset({Fault.HOOK_SHA1}), "webhook"):
            return {"X-Hub-Signature": old}
        if faults.strike(frozenset({Fault.HOOK_FORGED}), "webhook"):
            new = "sha256=" + "0" * 64
        return {"X-Hub-Signature": old, "X-Hub-Signature-256": new}

    async def _deliver(self, address: str, body: bytes, headers: dict[str, str]) -> None:
        assert self._session is not None
        gap = _FIRST_GAP_S
        for _ in range(_TRIES):
            try:
                kind = {"Content-Type": "application/json"}
                async with self._session.post(address, data=body, headers={**headers, **kind}) as answer:
                    if answer.status == 200:
                        return
            except aiohttp.ClientError:
                pass
            await asyncio.sleep(gap)
            gap *= 2


COURIER = web.AppKey("graph_courier", Courier)
