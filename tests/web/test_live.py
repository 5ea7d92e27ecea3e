"""Live updates: what changed reaches every open page, and only signed-in ones."""

import asyncio
import json
from typing import Any

from aiohttp import ClientResponse

from bot.web.live import REMEMBERED, Live
from tests.support import HandClock, Rows, message
from tests.web.console import Browser, Console


async def stream(browser: Browser, since: str | None = None, **headers: str) -> ClientResponse:
    path = "/events" if since is None else f"/events?since={since}"
    answer = await browser.client.get(path, headers={"Accept": "text/event-stream"} | headers)
    assert answer.status == 200
    assert answer.headers["Content-Type"] == "text/event-stream"
    return answer


async def next_change(answer: ClientResponse) -> dict[str, Any]:
    async with asyncio.timeout(5):
        async for line in answer.content:
            if line.startswith(b"data: "):
                return json.loads(line[6:])
    raise AssertionError("the stream ended")


async def test_a_new_message_is_told_within_a_second(console: Console) -> None:
    answers = [await stream(await console.signed_in(name)) for name in ("anna", "aldo")]
    async with asyncio.timeout(1):
        await console.rows.ask(message())
        changes = [await next_change(answer) for answer in answers]
    assert changes == [{"conversations": [1]}] * 2


async def test_a_page_catches_up_with_what_it_missed(console: Console) -> None:
    browser = await console.signed_in("anna")
    page = await browser.page("/")
    since = page.split('data-since="')[1].split('"')[0]
    await console.rows.ask(message("1"), message("2"))
    await asyncio.sleep(0.8)
    assert await next_change(await stream(browser, since)) == {"conversations": [1, 2]}
    again = await stream(browser, "999999", **{"Last-Event-ID": since})
    assert await next_change(again) == {"conversations": [1, 2]}


async def test_strangers_hear_nothing(console: Console) -> None:
    answer = await (await console.browser()).client.get("/events", allow_redirects=False)
    assert answer.status == 401


async def test_streams_end_when_the_console_stops(console: Console) -> None:
    answer = await stream(await console.signed_in("anna"))
    assert console.server is not None
    async with asyncio.timeout(3):
        await asyncio.gather(console.server.close(), answer.read())


async def test_an_item_page_hears_only_of_what_is_new(console: Console) -> None:
    await console.rows.ask(message())
    browser = await console.signed_in("anna")
    page = await browser.page("/items/1")
    event = page.split('data-event="')[1].split('"')[0]
    assert (await browser.get(f"/items/1?event={event}", part=True)).status == 204
    await console.rows.decisions.approve(1, 1, "bruno")
    fresh = await browser.page(f"/items/1?event={event}", part=True)
    assert 'data-state="approved"' in fresh
    news = await browser.page("/items/1/news?revision=1&state=proposed", part=True)
    assert "bruno approved this meanwhile." in news
    assert "<textarea" not in news
    assert "meanwhile" not in await browser.page("/items/1/news?revision=1&state=approved", part=True)
    await console.deliver("4711")
    assert "4711" in await browser.page("/items/1", part=True)


async def test_a_page_that_was_away_too_long_loads_everything(rows: Rows, clock: HandClock) -> None:
    from bot.pipeline.engine import LocalEngine

    live = Live(rows.queue, LocalEngine())
    await live.start()
    began = live.newest
    looking = asyncio.create_task(live.run())
    await rows.hear(*(message(str(number)) for number in range(REMEMBERED + 1)))
    async with asyncio.timeout(10):
        while live.newest < began + REMEMBERED + 1:
            await live.after(live.newest, 1)
    looking.cancel()
    old = await live.after(began, 1)
    assert old is not None
    assert old.conversations is None
    recent = await live.after(live.newest - 1, 1)
    assert recent is not None
    assert recent.conversations is not None
    assert await live.after(live.newest, 0.01) is None
