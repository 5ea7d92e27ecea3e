"""The whole desk over a simulated X, in one process and in quick time."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from bot.app.house import House, open_house
from bot.app.service import Role, run_service
from bot.domain.delivery import Pace
from bot.storage.queue import Item
from config.settings import load_settings
from connectors.sandbox.x import XWorld, serve
from connectors.sandbox.x_world import Post
from connectors.x import XConnector
from connectors.x_settings import XCredentials, XOptions
from tests.support import reply_states

T = TypeVar("T")

ACCOUNT = "brightwave"
PACE = Pace(send_timeout_s=1.0, lease_s=2.0, look_delays_s=(0.1, 0.4), retry_base_s=0.05, recheck_s=0.5)
WORKERS = {Role.LISTEN, Role.CLASSIFY, Role.DRAFT, Role.DELIVER}


@dataclass(frozen=True, slots=True)
class Scene:
    """A running desk and the platform it works on."""

    house: House
    world: XWorld

    async def asks(self, customer: str, text: str, **given: Any) -> tuple[Post, Item]:
        """A customer writes to the brand; returns the post and its item once it is drafted."""
        post = self.world.post(customer, f"@BrightwaveCare {text}", **given)
        return post, await self.item(lambda item: item.message["external_id"] == post.history[0])

    async def item(self, wanted: Callable[[Item], bool]) -> Item:
        """The first waiting item that is wanted, once it is there."""

        async def found() -> Item | None:
            return next((item for item in await self.house.queue.waiting(500) if wanted(item)), None)

        return await until(found)

    async def approves(self, item: Item, text: str | None = None) -> None:
        """Anna sends the draft, or her own words."""
        number = item.reply["id"]
        if text is not None:
            await self.house.desk.edit(number, None, "anna", text)
        await self.house.desk.approve(number, None, "anna")

    async def becomes(self, item: Item, state: str) -> Item:
        """The item once its newest revision is in that state."""

        async def there() -> Item | None:
            now = await self.house.queue.item(item.reply["id"])
            return now if now.reply["state"] == state else None

        return await until(there)

    async def states(self) -> list[str]:
        """The state of every reply, the oldest first."""
        return [state for *_, state in await reply_states(self.house.database)]

    def answers(self, post: Post) -> list[Post]:
        """What the brand said right under a post."""
        return [
            each
            for each in self.world.posts.values()
            if each.author_id == self.world.brand.id and each.parent_id in post.history
        ]


async def until(condition: Callable[[], Awaitable[T | None]], within_s: float = 15.0) -> T:
    """Ask until there is an answer."""
    async with asyncio.timeout(within_s):
        while not (answer := await condition()):
            await asyncio.sleep(0.02)
    return answer


def x_account(api: str) -> XConnector:
    """The real connector, polling without pause."""
    from connectors.sandbox.x_world import Keys

    keys = Keys()
    credentials = XCredentials(
        bearer_token=keys.bearer_token,
        consumer_key=keys.consumer_key,
        consumer_secret=keys.consumer_secret,
        access_token=keys.access_token,
        access_token_secret=keys.access_token_secret,
    )
    options = XOptions(
        api=api, mentions_every_s=0.05, own_posts_every_s=0.1, direct_messages_every_s=0.2, request_timeout_s=0.6
    )
    return XConnector(credentials, options)


@asynccontextmanager
async def desk_at_work(folder: Path) -> AsyncGenerator[Scene]:
    """Everything but the pages, running."""
    world = XWorld(seed=1)
    world.limits_factor = 1_000.0
    settings = load_settings(None, {"database_url": str(folder / "desk.db"), "model": "rules"}, env={})
    async with serve(world) as api, open_house(settings, pace=PACE) as house:
        ready = asyncio.Event()
        service = asyncio.create_task(run_service(house, {ACCOUNT: x_account(api)}, WORKERS, ready=ready))
        await ready.wait()
        try:
            yield Scene(house, world)
        finally:
            service.cancel()
            (end,) = await asyncio.gather(service, return_exceptions=True)
            assert isinstance(end, asyncio.CancelledError), end
