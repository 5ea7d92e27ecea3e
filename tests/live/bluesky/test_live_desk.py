"""The main job on the real Bluesky: a mention, the queue, a person's yes, one reply, the customer sees it."""

import asyncio
from pathlib import Path

from bot.app.house import open_house
from bot.app.registry import connector_for
from bot.app.service import run_service
from bot.domain.clock import utc_now
from bot.storage.queue import Item
from config.settings import AccountSettings, load_settings
from tests.live.bluesky.bluesky_live_harness import LiveHarness
from tests.pipeline.scene import ACCOUNT, WORKERS, until


async def test_from_the_customers_mention_to_the_reply_in_the_customers_own_client(
    platform: LiveHarness, tmp_path: Path
) -> None:
    settings = load_settings(None, {"database_url": str(tmp_path / "desk.db"), "model": "rules"}, env={})
    habits = {"service": platform.front.address, "session_file": str(tmp_path / "kept"), "direct_messages": False}
    account = AccountSettings.model_validate(
        {
            "platform": "bluesky",
            "identifier": platform.brand.handle,
            "app_password": platform.app_password,
            "options": {**habits, "mentions_every_s": 0.2, "own_posts_every_s": 0.2},
        }
    )
    async with open_house(settings) as house:
        ready = asyncio.Event()
        connector = connector_for(ACCOUNT, account, utc_now)
        service = asyncio.create_task(run_service(house, {ACCOUNT: connector}, WORKERS, ready=ready))
        await ready.wait()

        async def drafted() -> Item | None:
            return next(iter(await house.queue.waiting(10)), None)

        question = platform.ask("my parcel BW-204417 never arrived and nobody answers, I am fed up")
        item = await until(drafted, within_s=30)
        assert item.message["external_id"] == question
        assert platform.accepted() == []
        await house.desk.approve(item.reply["id"], None, "anna")

        async def sent() -> Item | None:
            now = await house.queue.item(item.reply["id"])
            return now if now.reply["state"] == "sent" else None

        answered = await until(sent, within_s=30)
        await asyncio.sleep(1)
        service.cancel()
        await asyncio.gather(service, return_exceptions=True)
    (seen,) = platform.customer().thread(question)
    assert seen == (platform.brand.handle, answered.reply["platform_id"], item.reply["text"])
