"""A whole desk over a simulated Telegram: answered in the chat, and a person asked where nobody can look."""

import asyncio
from collections.abc import AsyncGenerator
from pathlib import Path

import pytest

from bot.app.house import House, open_house
from bot.app.service import Role, run_service
from bot.domain.delivery import Pace
from bot.storage.queue import Item
from config.settings import load_settings
from connectors.sandbox.telegram import Fault, TelegramWorld, serve
from connectors.telegram import TelegramConnector
from connectors.telegram_settings import TelegramCredentials, TelegramOptions
from tests.pipeline.scene import WORKERS, until

PACE = Pace(send_timeout_s=1.0, lease_s=2.0, look_delays_s=(0.05, 0.05), retry_base_s=0.05)


@pytest.fixture
def world() -> TelegramWorld:
    return TelegramWorld()


@pytest.fixture
async def house(world: TelegramWorld, tmp_path: Path) -> AsyncGenerator[House]:
    settings = load_settings(None, {"database_url": str(tmp_path / "desk.db"), "model": "rules"}, env={})
    async with serve(world) as api, open_house(settings, pace=PACE) as house:
        habits = TelegramOptions(api=api, long_poll_s=2, request_timeout_s=0.5)
        connector = TelegramConnector(TelegramCredentials(bot_token=world.token), habits)
        ready = asyncio.Event()
        service = asyncio.create_task(run_service(house, {"telegram": connector}, WORKERS | {Role.LISTEN}, ready=ready))
        await ready.wait()
        yield house
        service.cancel()
        await asyncio.gather(service, return_exceptions=True)


async def approved(house: House, world: TelegramWorld) -> Item:
    """Mila asks, the desk drafts, Anna says yes."""
    world.write("mila", "my parcel never came, where is it?")

    async def drafted() -> Item | None:
        return next(iter(await house.queue.waiting(10)), None)

    item = await until(drafted, 60)
    await house.desk.approve(item.reply["id"], None, "anna")
    return item


async def state(house: House, item: Item, wanted: str) -> None:
    async def there() -> bool:
        return (await house.queue.item(item.reply["id"])).reply["state"] == wanted

    await until(there, 60)


async def test_a_customer_is_answered_in_the_chat(house: House, world: TelegramWorld) -> None:
    item = await approved(house, world)
    await state(house, item, "sent")
    asked, answer = world.messages.values()
    assert (answer.author, answer.chat, answer.answered) == (world.bot, asked.chat, asked)


async def test_a_reply_of_unknown_outcome_goes_to_a_person_and_never_out_twice(
    house: House, world: TelegramWorld
) -> None:
    world.faults.switch_on(Fault.RESET_AFTER, endpoint="sendMessage", count=1)
    item = await approved(house, world)
    await state(house, item, "needs_human")
    assert len(world.messages) == 2
