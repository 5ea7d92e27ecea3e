"""Makes the pictures in docs/images from the running demonstration: make screenshots."""

import asyncio
import os
import socket
from pathlib import Path

from playwright.async_api import Page, ViewportSize, async_playwright

from bot.app.demo import PASSWORD, PERSON, run_demo
from bot.app.logs import set_up_logging
from config.settings import load_settings

IMAGES = Path(__file__).parent.parent / "docs" / "images"
DANGER_AND_A_FEW = 9
SIZE: ViewportSize = {"width": 1280, "height": 800}


async def main() -> None:
    """Queue, one conversation, and the report, in the light."""
    set_up_logging("error")
    settings = load_settings(None, {"port": _free_port()}, env={})
    async with run_demo(settings, rate_per_minute=60) as (demo, _), async_playwright() as playwright:
        chromium = await playwright.chromium.launch(
            executable_path=os.environ.get("ASCOLTO_CHROMIUM"), args=["--no-sandbox", "--disable-gpu"]
        )
        page = await chromium.new_page(viewport=SIZE, color_scheme="light")
        await page.goto(demo.console)
        await page.fill("input[name=name]", PERSON)
        await page.fill("input[name=password]", PASSWORD)
        await page.keyboard.press("Enter")
        await asyncio.sleep(12)
        await _shoot(page, demo.console, "queue")
        await _answer_some(page, demo.console)
        # Danger stands on top without a draft; the picture shows the everyday case below it.
        href = await page.locator("a[href^='/items/']").nth(DANGER_AND_A_FEW).get_attribute("href")
        await _shoot(page, f"{demo.console}{href}", "conversation")
        await _shoot(page, f"{demo.console}/report", "report")
        await chromium.close()


async def _answer_some(page: Page, console: str) -> None:
    """Approve a few drafts, so that the report has something to tell."""
    links = await page.locator("a[href^='/items/']").evaluate_all("links => links.map(link => link.href)")
    for link in list(dict.fromkeys(links))[-4:]:
        await page.goto(link)
        await page.keyboard.press("a")
        await asyncio.sleep(1.5)
    await page.goto(console)


async def _shoot(page: Page, address: str, name: str) -> None:
    await page.goto(address)
    await asyncio.sleep(0.7)
    await page.screenshot(path=IMAGES / f"{name}.png")


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    asyncio.run(main())
