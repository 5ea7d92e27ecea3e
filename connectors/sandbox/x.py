"""A simulated X API v2 over real HTTP, with customers' doings, switches for faults and a page for people.

world = XWorld(seed=1)
async with serve(world) as address:
    ...  # XOptions(api=address), XCredentials from world.keys
"""

from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager

from aiohttp import web

from connectors.sandbox import x_hooks, x_page, x_routes, x_stage, x_stream
from connectors.sandbox.x_faults import Fault, Faults
from connectors.sandbox.x_gate import BUCKETS, WORLD, Buckets, gate
from connectors.sandbox.x_records import Keys, NotThere, Person, Post
from connectors.sandbox.x_refusals import Refuse
from connectors.sandbox.x_world import XWorld

__all__ = ["Fault", "Faults", "Keys", "NotThere", "Person", "Post", "XWorld", "build_app", "serve"]

_STREAM = "/2/tweets/search/stream"


def build_app(world: XWorld) -> web.Application:
    """The whole simulation as one application."""
    app = web.Application(middlewares=[gate, _refusals])
    app[WORLD], app[BUCKETS] = world, Buckets()
    app[x_hooks.HOOKS] = x_hooks.Hooks(world)
    app.cleanup_ctx.append(app[x_hooks.HOOKS].lifetime)
    app.add_routes(x_routes.ROUTES)
    app.add_routes(
        [
            web.get(_STREAM, x_stream.stream),
            web.get(f"{_STREAM}/rules", x_stream.list_rules),
            web.post(f"{_STREAM}/rules", x_stream.change_rules),
        ]
    )
    app.add_routes([*x_routes.POST_ROUTES, *x_hooks.ROUTES, *x_stage.ROUTES, *x_page.ROUTES])
    return app


@asynccontextmanager
async def serve(world: XWorld, host: str = "127.0.0.1", port: int = 0) -> AsyncGenerator[str]:
    """Run it; gives the base address. Port 0 takes a free one. Raises `OSError` when the port is taken."""
    runner = web.AppRunner(build_app(world), handler_cancellation=True, shutdown_timeout=0.1, access_log=None)
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
