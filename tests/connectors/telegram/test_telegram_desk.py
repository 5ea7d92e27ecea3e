"""The connector at work on a simulated Telegram: what the contract can't say of every platform."""

import asyncio
import json
import logging
import traceback
from collections.abc import AsyncGenerator
from datetime import datetime

import aiohttp
import pytest
from aiohttp import web

from bot.domain.message import Happening, Inbound
from bot.domain.visibility import Visibility
from connectors.base import ConnectorError, OutcomeUnknown, Receipt, Refused, SignedOut, Unavailable
from connectors.sandbox.staging import served
from connectors.sandbox.telegram import Fault, TelegramWorld, serve
from connectors.sandbox.telegram_world import KEPT
from connectors.telegram import TelegramConnector
from connectors.telegram_settings import TelegramCredentials, TelegramOptions
from tests.connectors.telegram.telegram_support import NOON, HandClock, desk, fixture, heard, sealed_to


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def world(clock: HandClock) -> TelegramWorld:
    return TelegramWorld(clock=clock)


async def question(connector: TelegramConnector) -> Inbound:
    items, _ = await heard(connector)
    return items[-1]


async def test_a_question_stays_open_until_somebody_writes(world: TelegramWorld) -> None:
    async with desk(world, long_poll_s=5) as connector:
        pass_ = asyncio.ensure_future(heard(connector))
        await asyncio.sleep(0.2)
        assert not pass_.done()
        world.write("mila", "hello?")
        items, _ = await asyncio.wait_for(pass_, 4)
    assert [item.text for item in items] == ["hello?"]


async def test_what_is_stored_is_taken_away_and_nothing_before(world: TelegramWorld) -> None:
    for number in range(3):
        world.write("mila", f"question {number}")
    async with desk(world) as connector:
        items, cursor = await heard(connector)
        assert len(items) == len(world.updates) == 3, "nothing goes before the cursor is used"
        await heard(connector, cursor)
    assert world.updates == []


async def test_what_waited_for_a_day_is_lost_there_and_no_crash_here(clock: HandClock, world: TelegramWorld) -> None:
    world.write("mila", "hello?")
    clock.forward(KEPT.total_seconds() + 1)
    async with desk(world) as connector:
        assert await heard(connector) == ([], None)


async def test_in_privacy_mode_only_calls_are_heard_and_answered_in_their_group(world: TelegramWorld) -> None:
    group = world.closed_group.id
    world.write("tariq", "anybody here?", chat=group)
    asked = world.write("mila", "@brightwavebot where is my parcel?", chat=group)
    async with desk(world) as connector:
        (item,), _ = await heard(connector)
        receipt = await connector.send(sealed_to(item, "On its way."), key="1")
        again = world.write("mila", "thank you", chat=group, answering=int(receipt.external_id.split("/")[1]))
        items, _ = await heard(connector)
    assert item.visibility is Visibility.UNLISTED
    assert world.messages[group, again.id - 1].answered == asked
    assert items[-1].parent_id == receipt.external_id


async def test_the_bots_own_messages_are_never_questions(world: TelegramWorld) -> None:
    world.write("mila", "hello?")
    world.write(world.bot.username, "@brightwavebot talks to itself", chat=world.open_group.id)
    async with desk(world) as connector:
        items, _ = await heard(connector)
    assert [item.happening for item in items] == [Happening.MESSAGE, Happening.OWN]


ELSEWHERE = [
    {"thread_id": "7200000099"},
    {"target_id": "rubbish"},
    {"addressee": "7200000099"},
    {"text": "  "},
]


@pytest.mark.parametrize("changed", ELSEWHERE)
async def test_a_reply_that_would_go_elsewhere_is_not_sent(world: TelegramWorld, changed: dict[str, str]) -> None:
    world.write("mila", "hello?")
    async with desk(world) as connector:
        item = await question(connector)
        with pytest.raises(Refused):
            await connector.send(sealed_to(item, **{"text": "Hello.", **changed}), key="1")
    assert len(world.messages) == 1


async def test_many_who_wait_for_one_chat_each_get_a_moment_of_their_own(
    clock: HandClock, world: TelegramWorld
) -> None:
    world.write("mila", "@brightwavebot hello?", chat=world.open_group.id)
    moments: dict[str, datetime] = {}
    async with desk(world) as connector:
        item = await question(connector)
        await connector.send(sealed_to(item, "Hello."), key="first")
        for number in range(24):
            with pytest.raises(Unavailable) as caught:
                await connector.send(sealed_to(item, f"Hello {number}."), key=str(number))
            assert caught.value.retry_at
            moments[str(number)] = caught.value.retry_at
        for key, at in moments.items():
            clock.at = at
            await connector.send(sealed_to(item, f"Hello {key}."), key=key)
    waits = [(at - NOON).total_seconds() for at in moments.values()]
    assert waits == [*range(1, 20), *range(60, 65)], "one a second, and twenty a minute in a group"


async def test_another_chat_does_not_wait(world: TelegramWorld) -> None:
    for name in ("mila", "tariq"):
        world.write(name, "hello?")
    async with desk(world) as connector:
        (one, other), _ = await heard(connector)
        await connector.send(sealed_to(one, "Hello."), key="1")
        await connector.send(sealed_to(other, "Hello."), key="2")


UNCERTAIN = [
    *(Fault.TIMEOUT_BEFORE, Fault.TIMEOUT_AFTER, Fault.RESET_AFTER, Fault.GARBLED),
    *(Fault.SERVER_JSON, Fault.SERVER_HTML, Fault.SERVER_EMPTY),
]


@pytest.mark.parametrize("fault", UNCERTAIN)
async def test_an_uncertain_outcome_stays_uncertain_because_nobody_can_look(world: TelegramWorld, fault: Fault) -> None:
    world.write("mila", "hello?")
    async with desk(world, request_timeout_s=0.5) as connector:
        reply = sealed_to(await question(connector), "Hello.")
        world.faults.switch_on(fault, endpoint="sendMessage", count=1, seconds=2)
        with pytest.raises(OutcomeUnknown):
            await connector.send(reply, key="1")
        with pytest.raises(Unavailable):
            await connector.find_sent(reply, key="1")
        assert await connector.recheck(["7200000001/1"]) == ()


async def test_check_names_a_webhook_that_takes_everything_away(world: TelegramWorld) -> None:
    async with desk(world) as connector:
        assert (await connector.check()).identity == "@brightwavebot"
        world.webhook = "https://elsewhere.example/hook"
        health = await connector.check()
        with pytest.raises(SignedOut):
            await heard(connector)
    assert not health.ok
    assert "deleteWebhook" in health.problems[0]


async def test_the_token_stands_in_the_address_and_nowhere_else(
    world: TelegramWorld, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    secret = world.token.partition(":")[2]
    world.write("mila", "hello?")
    shown: list[str] = []
    async with desk(world, request_timeout_s=0.5) as connector:
        reply = sealed_to(await question(connector), "Hello.")
        for fault in Fault:
            world.faults.switch_on(fault, endpoint="sendMessage", count=1, seconds=2)
            try:
                await connector.send(reply, key="1")
            except ConnectorError as error:
                shown += traceback.format_exception(error)
            world.faults.clear()
        shown += [repr(connector), repr(await connector.check())]
    closed = TelegramOptions(api="http://127.0.0.1:9")
    async with TelegramConnector(TelegramCredentials(bot_token=world.token), closed) as unreachable:
        health = await unreachable.check()
    assert not health.ok
    shown += [repr(health), repr(TelegramCredentials(bot_token=world.token)), caplog.text]
    assert not [line for line in shown if secret in line]


@pytest.mark.parametrize("token", ["", "brightwavebot", "12:", "12:ab cd", "bot12:abc"])
def test_what_is_no_token_is_said_so_without_showing_it(token: str) -> None:
    with pytest.raises(ValueError, match="BotFather") as caught:
        TelegramCredentials(bot_token=token)
    assert not token or token not in str(caught.value)


@pytest.mark.parametrize("api", ["http://api.telegram.org", "ftp://127.0.0.1", "api.telegram.org", "https://u@h"])
def test_the_token_travels_only_where_nobody_can_read_it(api: str) -> None:
    with pytest.raises(ValueError, match="Bot API"):
        TelegramOptions(api=api)


async def test_a_recorded_answer_is_a_receipt_and_a_bare_one_is_not(clock: HandClock, world: TelegramWorld) -> None:
    world.write("ines", "hello?")
    async with desk(world) as connector:
        reply = sealed_to(await question(connector), "Good morning.")
    answers = [fixture("telegram_sent"), {"ok": True, "result": True}]

    async def answer(_: web.Request) -> web.Response:
        return web.Response(text=json.dumps(answers.pop(0)), content_type="application/json")

    app = web.Application()
    app.router.add_post("/{path:.*}", answer)
    async with served(app, "127.0.0.1", 0) as api:
        credentials, habits = TelegramCredentials(bot_token=world.token), TelegramOptions(api=api)
        async with TelegramConnector(credentials, habits, clock=clock) as connector:
            receipt = await connector.send(reply, key="1")
            clock.forward(1)
            with pytest.raises(OutcomeUnknown):
                await connector.send(reply, key="2")
    assert isinstance(receipt, Receipt)
    assert receipt.external_id == "7200000041/83"


@pytest.fixture
async def browser(world: TelegramWorld) -> AsyncGenerator[aiohttp.ClientSession]:
    async with serve(world) as address, aiohttp.ClientSession(address) as session:
        yield session


async def test_a_customer_writes_on_the_page_and_sees_the_answer(
    world: TelegramWorld, browser: aiohttp.ClientSession
) -> None:
    await browser.post("/", data={"author": "mila", "text": "<b>hello</b>", "chat": ""})
    (asked,) = world.messages.values()
    world.add(world.bot, asked.chat, "Good morning.", asked.id)
    async with browser.get("/") as answer:
        html = await answer.text()
    assert "&lt;b&gt;hello&lt;/b&gt;" in html
    assert "Good morning." in html
    async with browser.get("/", params={"chat": str(asked.chat.id), "answering": str(asked.id)}) as answer:
        assert "Answer as a customer" in await answer.text()


async def test_the_stage_lets_customers_act(world: TelegramWorld, browser: aiohttp.ClientSession) -> None:
    async with browser.post("/sandbox/messages", json={"author": "mila", "text": "hello"}) as answer:
        made = await answer.json()
    path = f"/sandbox/chats/{made['chat']}/messages/{made['id']}"
    await browser.put(path, json={"text": "changed"})
    assert [kind for _, _, kind, _ in world.updates] == ["message", "edited_message"]
    await browser.delete(path)
    assert not world.messages
    async with browser.delete(path) as answer:
        assert answer.status == 404
    async with browser.post("/sandbox/messages", json={"author": "with space", "text": "hi"}) as answer:
        assert answer.status == 400


async def test_the_simulation_keeps_telegrams_rules(world: TelegramWorld, browser: aiohttp.ClientSession) -> None:
    chat = world.write("mila", "hello?").chat.id

    async def sent(**body: object) -> tuple[int, str]:
        async with browser.post(f"/bot{world.token}/sendMessage", json={"chat_id": chat, **body}) as answer:
            return answer.status, (await answer.json()).get("description", "")

    assert await sent(text="a" * 4097) == (400, "Bad Request: message is too long")
    assert await sent(text="") == (400, "Bad Request: message text is empty")
    assert (await sent(text="a" * 4096))[0] == 200
    assert await sent(text="too soon") == (429, "Too Many Requests: retry after 1")
    assert (await sent(text="hi", chat_id=12))[0] == 400
    for path, status in (("/bot1:x/getMe", 404), ("/bot7100000001:old/getMe", 401), (f"/bot{world.token}/no", 404)):
        async with browser.get(path) as answer:
            assert answer.status == status
