"""A simulated YouTube over real HTTP: the comments of one channel, switches for faults, and a page for people.

world = YouTubeWorld(seed=1)
async with serve(world) as address:
    ...  # YouTubeOptions(api=f"{address}/youtube/v3", token_address=f"{address}/token"), with the world's three keys
"""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from aiohttp import web

from connectors.sandbox import youtube_api, youtube_page
from connectors.sandbox.staging import fault_routes, mistakes, served
from connectors.sandbox.youtube_api import WORLD
from connectors.sandbox.youtube_world import Fault, YouTubeWorld

__all__ = ["Fault", "YouTubeWorld", "build_app", "serve"]


def build_app(world: YouTubeWorld) -> web.Application:
    """The whole simulation as one application."""
    app = web.Application(middlewares=[mistakes])
    app[WORLD] = world
    app.add_routes([*youtube_api.ROUTES, *youtube_page.ROUTES, *fault_routes(world.faults, Fault)])
    return app


@asynccontextmanager
async def serve(world: YouTubeWorld, host: str = "127.0.0.1", port: int = 0) -> AsyncGenerator[str]:
    """Run it; gives the base address. Port 0 takes a free one. Raises `OSError` when the port is taken."""
    async with served(build_app(world), host, port) as address:
        yield address
