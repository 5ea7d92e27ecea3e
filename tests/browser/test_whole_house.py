"""The main job with every real part: a customer writes on the platform, a person decides in the browser, one reply."""

import asyncio
import socket
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from bot.app.house import open_house
from bot.app.service import Role, run_service
from config.settings import load_settings
from connectors.sandbox.x import XWorld, serve
from tests.browser.conftest import PATIENCE_MS, Desk
from tests.pipeline.scene import ACCOUNT, PACE, x_account
from tests.web.console import HASH

pytestmark = pytest.mark.browser


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


@asynccontextmanager
async def whole_house(folder: Path, world: XWorld) -> AsyncGenerator[str]:
    """Everything in one process, as `ascolto run` starts it; gives the console's address."""
    world.limits_factor = 1_000.0
    settings = load_settings(
        None, {"database_url": str(folder / "desk.db"), "model": "rules", "port": free_port()}, env={}
    )
    async with serve(world) as api, open_house(settings, pace=PACE) as house:
        await house.people.add("anna", HASH, "approver", "test")
        ready = asyncio.Event()
        service = asyncio.create_task(run_service(house, {ACCOUNT: x_account(api)}, set(Role), ready=ready))
        await asyncio.wait_for(ready.wait(), 10)
        try:
            yield f"http://127.0.0.1:{settings.port}"
        finally:
            service.cancel()
            await asyncio.gather(service, return_exceptions=True)


async def test_from_the_customers_post_to_one_reply_in_its_thread(tmp_path: Path, chrome: Browser) -> None:
    world = XWorld(seed=2)
    async with whole_house(tmp_path, world) as address:
        context = await chrome.new_context(base_url=address)
        context.set_default_timeout(PATIENCE_MS)
        desk = Desk(context, await context.new_page())
        page, keys = desk.page, desk.page.keyboard
        await desk.sign_in("anna")
        await page.evaluate("window.loadedOnce = true")
        question = world.post("maria", "@BrightwaveCare my parcel is two weeks late and nobody answers me")
        await expect(page.locator("#rows .row")).to_contain_text("two weeks late")
        assert await page.evaluate("window.loadedOnce")

        await keys.press("j")
        await keys.press("Enter")
        await expect(page.locator("#thread")).to_contain_text("two weeks late")
        await page.wait_for_load_state()
        await keys.press("e")
        await keys.press("Control+a")
        await keys.type("Hi Maria, two weeks is far too long and we are sorry. We are looking for your parcel now.")
        await keys.press("Control+Enter")
        await expect(page.locator("#standing .state-sent")).to_be_visible()

        (reply,) = [post for post in world.posts.values() if post.author_id == world.brand.id]
        assert reply.parent_id == question.id
        assert "two weeks is far too long" in reply.text
        await expect(page.locator("#composer")).to_contain_text(reply.id)
        await page.goto("/report")
        await expect(page.frame_locator("iframe").locator("body")).to_contain_text("Answered")
        await context.close()
        assert desk.faults == []
