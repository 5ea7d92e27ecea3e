"""What the stages behind the scenes of several simulated platforms share: wrong requests, and faults over HTTP."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import asdict
from enum import StrEnum
from typing import Any, TypeVar, cast

from aiohttp import web

from connectors.sandbox.faults import Switches

_Fault = TypeVar("_Fault", bound=StrEnum)
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class NotThere(LookupError):
    """Something that a world doesn't have."""


async def told(request: web.Request) -> dict[str, Any]:
    """The JSON object of a request. Raises `ValueError` for anything else."""
    body = await request.json()
    if not isinstance(body, dict):
        raise ValueError("the body must be a JSON object")  # noqa: TRY004 - a mistake of the asker's, not of a type
    return cast(dict[str, Any], body)


@web.middleware
async def mistakes(request: web.Request, handler: Handler) -> web.StreamResponse:
    """A wrong request gets a sentence; the simulated API itself has its own words."""
    try:
        return await handler(request)
    except NotThere as missing:
        return web.json_response({"error": str(missing)}, status=404)
    except (KeyError, TypeError, ValueError) as wrong:
        return web.json_response({"error": f"The request is not right: {wrong}"}, status=400)


async def break_off(request: web.Request, seconds: float = 0) -> web.Response:
    """Say nothing for a while, then cut the connection."""
    await asyncio.sleep(seconds)
    if request.transport is not None:
        request.transport.abort()
    return web.Response(status=504)


def fault_routes(faults: Switches[_Fault], known: type[_Fault]) -> list[web.RouteDef]:
    """GET, POST and DELETE /sandbox/faults for one world's switches."""

    async def show(_: web.Request) -> web.Response:
        on = [asdict(switch) for switch in faults.switches]
        return web.json_response({"on": on, "known": list(known)})

    async def add(request: web.Request) -> web.Response:
        body = await told(request)
        faults.switch_on(
            known(body["fault"]),
            endpoint=body.get("endpoint"),
            probability=float(body.get("probability", 1)),
            count=int(body["count"]) if body.get("count") is not None else None,
            after=int(body.get("after", 0)),
            seconds=float(body.get("seconds", 30)),
        )
        return await show(request)

    async def clear(request: web.Request) -> web.Response:
        faults.clear()
        return await show(request)

    path = "/sandbox/faults"
    return [web.get(path, show), web.post(path, add), web.delete(path, clear)]


@asynccontextmanager
async def served(app: web.Application, host: str, port: int) -> AsyncGenerator[str]:
    """Run a simulation; gives its base address. Raises `OSError` when the port is taken."""
    runner = web.AppRunner(app, handler_cancellation=True, shutdown_timeout=0.1, access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
        yield f"http://{host}:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()
