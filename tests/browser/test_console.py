"""The main job in a real Chromium: hear, edit, approve, see it sent; and what two people see of each other."""

import asyncio
import contextlib
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest
from playwright.async_api import Route, expect

from bot.domain.clock import utc_now
from bot.domain.message import Author, Inbound
from bot.storage.corrections import Corrections
from tests.browser.conftest import Desk
from tests.support import danger, message
from tests.web.console import Console

pytestmark = pytest.mark.browser

WORDS = "We are sorry and look into it."
HOSTILE = "<img src=x onerror=\"document.title='pwned'\"> \u202eabc " + "long" * 500


def now(external_id: str = "1", text: str = "Where is my parcel?", **given: object) -> Inbound:
    return message(external_id, text, **({"created_at": utc_now()} | given))


@asynccontextmanager
async def delivering(console: Console) -> AsyncGenerator[None]:
    """The platform takes whatever was approved."""

    async def deliver() -> None:
        while True:
            await console.deliver("4711")
            await asyncio.sleep(0.1)

    task = asyncio.create_task(deliver())
    yield
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task


async def test_the_main_job_with_the_keyboard_alone(console: Console, desks: tuple[Desk, Desk]) -> None:
    desk, _ = desks
    page, keys = desk.page, desk.page.keyboard
    await desk.sign_in("anna")
    await expect(page.get_by_text("Nobody is waiting.")).to_be_visible()
    await page.evaluate("window.loadedOnce = true")
    await console.rows.ask(now())
    await expect(page.locator("#row-1")).to_be_visible()
    await expect(page).to_have_title("(1) Queue · Ascolto")
    assert await page.evaluate("window.loadedOnce")

    await keys.press("j")
    await expect(page.locator("#row-1")).to_be_focused()
    await keys.press("Enter")
    await expect(page.locator("#text")).to_have_value(WORDS)
    await page.wait_for_load_state()
    await page.evaluate("window.loadedOnce = true")
    await keys.press("e")
    await keys.type(" DM us")
    await expect(page.locator(".finding-block")).to_contain_text("Better not say DM us.")
    await keys.press("Control+Enter")
    await expect(page.locator("#news")).to_contain_text("can't be sent as it stands")
    await expect(page.locator("#text")).to_have_value(f"{WORDS} DM us")
    await page.get_by_role("button", name="Use “").press("Enter")
    await expect(page.locator("#text")).to_have_value(f"{WORDS} tell us here")
    await expect(page.locator(".finding-block")).to_have_count(0)
    async with delivering(console):
        await keys.press("Control+Enter")
        await expect(page.locator("#standing .state-sent")).to_be_visible()
    await expect(page.locator("#composer")).to_contain_text("4711")
    assert await page.evaluate("window.loadedOnce")
    assert (await console.rows.queue.item(1)).reply["text"] == f"{WORDS} tell us here"
    await keys.press("u")
    await expect(page.locator("#sent-title")).to_be_visible()
    await expect(page.locator(".lines .state-sent")).to_be_visible()


@pytest.mark.parametrize(
    ("page", "asked", "shown"), [("/", "**/queue?*", "#rows"), ("/items/1", "**/items/1?*", "#thread")]
)
async def test_a_change_during_a_refresh_is_shown_after_it(
    console: Console, desks: tuple[Desk, Desk], page: str, asked: str, shown: str
) -> None:
    desk, _ = desks
    person = Author(id="7", handle="rosa")
    texts = ("Where is my parcel?", "And where is my refund?", "And where is the invoice?")
    held, go_on, through = asyncio.Event(), asyncio.Event(), asyncio.Event()

    async def hold(route: Route) -> None:
        answer = await route.fetch()
        held.set()
        await go_on.wait()
        await route.fulfill(response=answer)
        through.set()

    await console.rows.ask(now("1", texts[0], thread_id="t", author=person))
    await desk.sign_in("anna")
    await desk.page.route(asked, hold, times=1)
    await desk.page.goto(page)
    await expect(desk.page.locator(shown)).to_contain_text(texts[0])
    await expect(desk.page.locator("[data-live-state]")).to_be_hidden()
    await console.rows.ask(now("2", texts[1], thread_id="t", author=person))
    await asyncio.wait_for(held.wait(), 30)
    async with desk.page.expect_response("**/pulse"):
        await console.rows.ask(now("3", texts[2], thread_id="t", author=person))
    go_on.set()
    await asyncio.wait_for(through.wait(), 30)
    await expect(desk.page.locator(shown)).to_contain_text(texts[2], timeout=20_000)  # before the page asks by itself


async def test_what_one_types_survives_what_the_other_does(console: Console, desks: tuple[Desk, Desk]) -> None:
    anna, bruno = desks
    await console.rows.ask(now())
    await anna.sign_in("anna")
    await bruno.sign_in("bruno")
    await anna.page.goto("/items/1")
    await bruno.page.goto("/items/1")
    await anna.page.locator("#text").fill("Anna's careful words.")
    await expect(bruno.page.locator("#standing")).to_contain_text("anna is writing")
    await bruno.page.keyboard.press("a")
    await expect(anna.page.locator("#news")).to_contain_text("bruno approved this meanwhile.")
    await expect(anna.page.locator("#text")).to_have_value("Anna's careful words.")
    await anna.page.locator("#approve").click()
    await expect(anna.page.locator("#news")).to_contain_text("bruno was first")
    await expect(anna.page.locator("#text")).to_have_value("Anna's careful words.")


async def test_the_customer_writes_again_while_somebody_types(console: Console, desks: tuple[Desk, Desk]) -> None:
    desk, _ = desks
    person = Author(id="7", handle="rosa")
    await console.rows.ask(now("1", thread_id="t", author=person))
    await desk.sign_in("anna")
    await desk.page.goto("/items/1")
    await desk.page.locator("#text").fill("My answer to both.")
    later = utc_now() + timedelta(seconds=1)
    await console.rows.ask(now("2", "And where is my refund?", thread_id="t", author=person, created_at=later))
    await expect(desk.page.locator("#news")).to_contain_text("The customer wrote again.")
    await expect(desk.page.locator("#thread")).to_contain_text("And where is my refund?")
    await desk.page.get_by_role("button", name="Take it to the new draft").click()
    await expect(desk.page.locator("[data-item='2'] #text")).to_have_value("My answer to both.")


async def test_danger_is_told_to_somebody_who_is_busy_with_another_item(
    console: Console, desks: tuple[Desk, Desk]
) -> None:
    desk, _ = desks
    await console.rows.ask(now())
    await desk.sign_in("anna")
    await desk.page.goto("/items/1")
    await expect(desk.page.locator("#pulse")).to_contain_text("1")
    await console.rows.hear(now("2", "I can't go on."))
    await console.rows.understand(danger(), lane="danger")
    await console.rows.propose()
    await expect(desk.page.get_by_role("alert")).to_contain_text("may be about danger")
    await expect(desk.page.locator("#pulse")).to_contain_text("1 danger")
    await desk.page.locator("#text").fill("Typing goes on.")
    await expect(desk.page.locator("#check")).to_contain_text("15 of 280")
    await expect(desk.page.get_by_role("alert")).to_be_visible()
    await desk.page.keyboard.press("Escape")
    await expect(desk.page.get_by_role("alert")).to_be_hidden()


async def test_hostile_text_does_nothing_and_fits_a_narrow_screen(console: Console, desks: tuple[Desk, Desk]) -> None:
    desk, _ = desks
    page = desk.page
    await page.set_viewport_size({"width": 400, "height": 800})
    await console.rows.ask(now(text=HOSTILE, author=Author(id="1", handle="x" * 300, name=HOSTILE)))
    await desk.sign_in("anna")
    for path in ("/", "/items/1", "/report"):
        await page.goto(path)
        assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
        assert "pwned" not in await page.title()


async def test_all_tabs_of_a_browser_share_one_stream(console: Console, desks: tuple[Desk, Desk]) -> None:
    desk, _ = desks
    await desk.sign_in("anna")
    tabs = [await desk.context.new_page() for _ in range(7)]  # one more than the connections a browser opens to a host
    for tab in tabs:
        desk.watch(tab)
        await tab.goto("/")
    await console.rows.ask(now())
    for tab in tabs:
        await expect(tab.locator("#row-1")).to_be_visible()
    await desk.page.close()  # it held the stream
    await console.rows.ask(now("2"))
    for tab in tabs:
        await expect(tab.locator("#row-2")).to_be_visible()


async def test_keys_do_nothing_while_typing_and_can_be_turned_off(console: Console, desks: tuple[Desk, Desk]) -> None:
    desk, _ = desks
    page, keys = desk.page, desk.page.keyboard
    await console.rows.ask(now())
    await desk.sign_in("anna")
    await keys.press("?")
    await expect(page.locator("#help")).to_be_visible()
    await keys.press("Escape")
    await page.goto("/items/1")
    await keys.press("e")
    await keys.type("a r u j")
    await expect(page.locator("#text")).to_have_value(f"{WORDS}a r u j")
    await keys.press("Escape")
    await keys.press("r")
    await expect(page.locator("#why")).to_be_focused()
    await keys.press("Escape")
    await keys.press("?")
    await page.locator("[data-shortcuts]").uncheck()
    await keys.press("Escape")
    await keys.press("a")
    await asyncio.sleep(0.3)
    assert (await console.rows.queue.item(1)).reply["state"] == "proposed"


async def test_a_wrong_label_is_put_right_in_two_clicks_while_somebody_types(
    console: Console, desks: tuple[Desk, Desk]
) -> None:
    anna, bruno = desks
    page, panel = anna.page, anna.page.locator("#why-it-is-here")
    await console.rows.ask(now())
    await anna.sign_in("anna")
    await bruno.sign_in("bruno")
    await page.goto("/items/1")
    await bruno.page.goto("/items/1")
    await page.evaluate("window.loadedOnce = true")
    await page.locator("#text").fill("My careful words.")
    await panel.get_by_text("normal").click()
    await panel.get_by_role("button", name="high").click()
    await expect(panel).to_contain_text("the model said normal · anna")
    await expect(page.locator("#standing .urgency-high")).to_be_visible()
    await expect(page.locator("#text")).to_have_value("My careful words.")
    await expect(panel.locator("summary:focus")).to_contain_text("high")
    await expect(bruno.page.locator("#why-it-is-here")).to_contain_text("the model said normal · anna")
    assert await page.evaluate("window.loadedOnce")

    await page.locator("#text").fill(WORDS)
    await page.keyboard.press("Escape")
    await page.keyboard.press("c")
    await expect(panel.locator("summary:focus")).to_contain_text("yes")
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    await expect(page.locator("#news")).to_contain_text("Noted: it is no complaint.")
    await page.keyboard.press("l")
    await expect(panel).to_contain_text("Somebody looked at every label.")
    (example,) = [each async for each in Corrections(console.database, utc_now).examples()]
    labels = example.labels
    assert (labels["complaint"], labels["urgency"], labels["topic"]) == (False, "high", "delivery")


async def test_a_danger_that_a_person_finds_takes_the_template_away(console: Console, desks: tuple[Desk, Desk]) -> None:
    desk, _ = desks
    await console.rows.ask(now())
    await desk.sign_in("anna")
    await desk.page.set_viewport_size({"width": 390, "height": 844})
    await desk.page.goto("/items/1")
    await desk.page.get_by_text("something sensitive").click()
    assert await desk.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    await desk.page.get_by_role("button", name="self harm").click()
    await expect(desk.page.locator("#standing .danger")).to_be_visible()
    await expect(desk.page.locator("#text")).to_have_value("")
    await expect(desk.page.locator("#composer")).to_contain_text("no template answers it")
