"""A real Chromium in front of a running console."""

import os
import shutil
from collections.abc import AsyncGenerator
from pathlib import Path

import pytest
from playwright.async_api import Browser, BrowserContext, ConsoleMessage, Error, Page, async_playwright, expect

from bot.domain.clock import utc_now
from bot.storage.database import Database
from tests.web.console import PASSWORD, Console

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
PATIENCE_MS = 30_000
"""How long a page may take before a test calls it wrong; a busy machine is slow, not wrong."""

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


def chromium() -> str | None:
    """The Chromium to drive: the one that is named, else one that is there, else playwright's own (None)."""
    installed = next((path for path in map(shutil.which, NAMES) if path), None)
    return os.environ.get("ASCOLTO_CHROMIUM") or installed or (str(MAC) if MAC.exists() else None)


@pytest.fixture
async def console(sqlite: Database) -> AsyncGenerator[Console]:
    """The console with its team, on the real clock."""
    async with Console(sqlite, utc_now).running() as running:
        yield running


@pytest.fixture
async def chrome() -> AsyncGenerator[Browser]:
    """A browser without a window."""
    expect.set_options(timeout=PATIENCE_MS)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        yield browser
        await browser.close()


class Desk:
    """One person's browser; `faults` collects script errors and everything that the content policy refused."""

    def __init__(self, context: BrowserContext, page: Page) -> None:
        self.context = context
        self.page = page
        self.faults: list[str] = []
        self.watch(page)

    def watch(self, page: Page) -> None:
        def error(fault: Error) -> None:
            self.faults.append(str(fault))

        def told(message: ConsoleMessage) -> None:
            if message.type in ("error", "warning") and "status of 4" not in message.text:
                self.faults.append(message.text)

        page.on("pageerror", error)
        page.on("console", told)

    async def sign_in(self, name: str) -> None:
        """With the keyboard alone."""
        await self.page.goto("/")
        await expect(self.page.locator("#name")).to_be_focused()
        await self.page.keyboard.type(name)
        await self.page.keyboard.press("Tab")
        await self.page.keyboard.type(PASSWORD)
        await self.page.keyboard.press("Enter")
        await self.page.wait_for_selector("#desk")


@pytest.fixture
async def desks(chrome: Browser, console: Console) -> AsyncGenerator[tuple[Desk, Desk]]:
    """Two browsers that know nothing of each other; whatever they did, nothing went wrong in them."""
    assert console.server is not None
    made: list[Desk] = []
    for _ in range(2):
        context = await chrome.new_context(base_url=str(console.server.make_url("/")))
        context.set_default_timeout(PATIENCE_MS)
        made.append(Desk(context, await context.new_page()))
    yield made[0], made[1]
    for desk in made:
        assert desk.faults == []
        await desk.context.close()
