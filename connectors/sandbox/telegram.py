"""A simulated Telegram over real HTTP: the Bot API for one bot, switches for faults, and a page for people.

world = TelegramWorld(seed=1)
async with serve(world) as address:
    ...  # TelegramOptions(api=address), TelegramCredentials(bot_token=world.token)
"""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from aiohttp import web

from connectors.sandbox import telegram_api, telegram_page
from connectors.sandbox.staging import fault_routes, mistakes, served
from connectors.sandbox.telegram_api import BUCKETS, WORLD, Buckets
from connectors.sandbox.telegram_world import Fault, TelegramWorld

__all__ = ["Fault", "TelegramWorld", "build_app", "serve"]


def build_app(world: TelegramWorld) -> web.Application:
    """The whole simulation as one application."""
    app = web.Application(middlewares=[mistakes])
    app[WORLD], app[BUCKETS] = world, Buckets()
    app.add_routes([*telegram_api.ROUTES, *telegram_page.ROUTES, *fault_routes(world.faults, Fault)])
    return app


@asynccontextmanager
async def serve(world: TelegramWorld, host: str = "127.0.0.1", port: int = 0) -> AsyncGenerator[str]:
    """Run it; gives the base address. Port 0 takes a free one. Raises `OSError` when the port is taken."""
    async with served(build_app(world), host, port) as address:
        yield address
