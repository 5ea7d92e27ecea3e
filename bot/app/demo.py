"""The demonstration: the whole desk in one process, with a simulated platform and customers who write to it."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.app.house import House, open_house
from bot.app.service import Role, run_service
from bot.web.passwords import hash_password
from config.settings import Settings
from connectors.sandbox import customers
from connectors.sandbox.x import XWorld, serve
from connectors.x import XConnector
from connectors.x_settings import XCredentials, XOptions

ACCOUNT = "brightwave"
PERSON = "anna"
PASSWORD = "listening-well"  # noqa: S105 - the demonstration's own, on loopback, gone at the end
SEED = 7


@dataclass(frozen=True, slots=True)
class Demo:
    """A demonstration that runs: where its pages are, and the platform behind it."""

    console: str
    platform: str
    world: XWorld


@asynccontextmanager
async def run_demo(settings: Settings, *, rate_per_minute: float) -> AsyncGenerator[tuple[Demo, asyncio.Task[None]]]:
    """Start everything over a database that is gone at the end; the task ends only when something failed.

    Raises `PortTaken` and `DatabaseUnusable`.
    """
    world = XWorld(seed=SEED)
    world.limits_factor = 20.0  # a demonstration shall not wait for a quarter of an hour
    with TemporaryDirectory(prefix="ascolto-demo-") as folder:
        private = settings.model_copy(update={"database_url": str(Path(folder) / "demo.db")})
        async with serve(world) as platform, open_house(private) as house:
            await _sign_up(house)
            ready = asyncio.Event()
            service = asyncio.create_task(_serve(house, world, platform, rate_per_minute, ready))
            try:
                await _started(service, ready)
                yield Demo(f"http://{settings.host}:{settings.port}", platform, world), service
            finally:
                service.cancel()
                await asyncio.gather(service, return_exceptions=True)


async def _sign_up(house: House) -> None:
    await house.people.add(PERSON, await asyncio.to_thread(hash_password, PASSWORD), "supervisor", "demo")


async def _started(service: asyncio.Task[None], ready: asyncio.Event) -> None:
    waiting = asyncio.create_task(ready.wait())
    await asyncio.wait((service, waiting), return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()
    if service.done():
        service.result()


async def _serve(house: House, world: XWorld, platform: str, rate_per_minute: float, ready: asyncio.Event) -> None:
    keys = world.keys
    credentials = XCredentials(
        bearer_token=keys.bearer_token,
        consumer_key=keys.consumer_key,
        consumer_secret=keys.consumer_secret,
        access_token=keys.access_token,
        access_token_secret=keys.access_token_secret,
    )
    options = XOptions(
        api=platform,
        stream=True,
        mentions_every_s=3.0,
        own_posts_every_s=5.0,
        direct_messages_every_s=5.0,
    )
    async with asyncio.TaskGroup() as group:
        group.create_task(run_service(house, {ACCOUNT: XConnector(credentials, options)}, set(Role), ready=ready))
        group.create_task(customers.run(world, rate_per_minute, SEED))
