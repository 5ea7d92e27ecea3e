"""A simulated Mastodon instance over real HTTP, with customers' doings, switches for faults and a page for people.

world = MastodonWorld(seed=1)
async with serve(world) as address:
    ...  # MastodonOptions(instance=address), MastodonCredentials(access_token=world.token)
"""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from aiohttp import web

from connectors.sandbox import mastodon_page, mastodon_routes, mastodon_stage, mastodon_stream
from connectors.sandbox.mastodon_faults import Fault, Faults
from connectors.sandbox.mastodon_gate import BUCKETS, WORLD, Buckets, gate
from connectors.sandbox.mastodon_records import NotThere, Person, Shape, Status
from connectors.sandbox.mastodon_world import MastodonWorld

__all__ = ["Fault", "Faults", "MastodonWorld", "NotThere", "Person", "Shape", "Status", "build_app", "serve"]


def build_app(world: MastodonWorld) -> web.Application:
    """The whole simulation as one application."""
    app = web.Application(middlewares=[mastodon_stage.mistakes, gate])
    app[WORLD], app[BUCKETS] = world, Buckets()
    app.add_routes([*mastodon_routes.ROUTES, web.get("/api/v1/streaming/user", mastodon_stream.stream)])
    app.add_routes([*mastodon_stage.ROUTES, *mastodon_page.ROUTES])
    return app


@asynccontextmanager
async def serve(world: MastodonWorld, host: str = "127.0.0.1", port: int = 0) -> AsyncGenerator[str]:
    """Run it; gives the base address. Port 0 takes a free one. Raises `OSError` when the port is taken."""
    runner = web.AppRunner(build_app(world), handler_cancellation=True, shutdown_timeout=0.1, access_log=None)
    await runner.setup()
    try:
        site = web.TCPSite(runner, host, port)
        await site.start()
        yield f"http://{host}:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()
