"""A simulated Bluesky over real HTTP: the account's server, the app's service and the chat in one place.

world = BlueskyWorld(seed=1)
async with serve(world) as address:
    ...  # BlueskyOptions(service=address), BlueskyCredentials(identifier=world.brand.handle, ...)
"""

from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager

from aiohttp import web

from connectors.sandbox import bluesky_chat_routes, bluesky_page, bluesky_routes, bluesky_stage
from connectors.sandbox.bluesky_faults import Fault, Faults
from connectors.sandbox.bluesky_gate import BUCKETS, SESSIONS, WORLD, Buckets, gate
from connectors.sandbox.bluesky_records import NotThere, Person, Post, Standing
from connectors.sandbox.bluesky_refusals import REFUSALS, Refuse
from connectors.sandbox.bluesky_tokens import Sessions
from connectors.sandbox.bluesky_world import BlueskyWorld

__all__ = [
    "BlueskyWorld",
    "Fault",
    "Faults",
    "NotThere",
    "Person",
    "Post",
    "Sessions",
    "Standing",
    "build_app",
    "serve",
]


def build_app(world: BlueskyWorld, sessions: Sessions | None = None) -> web.Application:
    """The whole simulation as one application."""
    app = web.Application(middlewares=[_refusals, gate])
    app[WORLD], app[BUCKETS], app[SESSIONS] = world, Buckets(), sessions or Sessions()
    app.add_routes([*bluesky_routes.ROUTES, *bluesky_chat_routes.ROUTES])
    app.add_routes([*bluesky_stage.ROUTES, *bluesky_page.ROUTES])
    app.router.add_route("*", "/xrpc/{name}", _unknown)
    return app


async def _unknown(request: web.Request) -> web.StreamResponse:
    return REFUSALS[Fault.NOT_IMPLEMENTED].answer(request.app[WORLD].clock())


@asynccontextmanager
async def serve(
    world: BlueskyWorld, host: str = "127.0.0.1", port: int = 0, *, sessions: Sessions | None = None
) -> AsyncGenerator[str]:
    """Run it; gives the base address. Port 0 takes a free one. Raises `OSError` when the port is taken."""
    app = build_app(world, sessions)
    runner = web.AppRunner(app, handler_cancellation=True, shutdown_timeout=0.1, access_log=None)
    await runner.setup()
    try:
        site = web.TCPSite(runner, host, port)
        await site.start()
        yield f"http://{host}:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


@web.middleware
async def _refusals(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    try:
        return await handler(request)
    except Refuse as refused:
        return refused.refusal.answer(request.app[WORLD].clock())
    except NotThere as missing:
        return web.json_response({"error": str(missing)}, status=404)
    except (KeyError, TypeError, ValueError) as wrong:
        return web.json_response({"error": f"The request is not right: {wrong}"}, status=400)
