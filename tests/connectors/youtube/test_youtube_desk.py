"""The connector at work on a simulated YouTube: what the contract can't say of every platform."""

import logging
import traceback
from collections.abc import AsyncGenerator

import aiohttp
import pytest

from bot.domain.message import CanReply, Happening, Inbound
from bot.domain.visibility import Visibility
from connectors.base import ConnectorError, OutcomeUnknown, Refused, SignedOut, Unavailable
from connectors.sandbox.youtube import Fault, YouTubeWorld, serve
from connectors.youtube import YouTubeConnector
from tests.connectors.youtube.youtube_support import HandClock, desk, heard, sealed_to


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def world(clock: HandClock) -> YouTubeWorld:
    return YouTubeWorld(clock=clock)


async def question(connector: YouTubeConnector) -> Inbound:
    items, _ = await heard(connector)
    return items[-1]


async def test_all_answers_in_a_thread_are_heard_and_asked_for_only_when_more_came(
    clock: HandClock, world: YouTubeWorld
) -> None:
    top = world.write("mila", "who else?")
    for number in range(130):
        clock.forward(seconds=1)
        world.write(f"viewer{number}", f"me {number}", answering=top.id)
    async with desk(world) as connector:
        items, cursor = await heard(connector)
        assert [item.text for item in items] == ["who else?", *(f"me {number}" for number in range(130))]
        spent = sum(world.used.values())
        assert await heard(connector, cursor) == ([], cursor)
        assert sum(world.used.values()) == spent + 1, "one unit for a poll without news"


async def test_an_answer_in_an_old_thread_is_heard_when_older_ones_are_due(
    clock: HandClock, world: YouTubeWorld
) -> None:
    old = world.write("mila", "old question")
    for number in range(150):
        clock.forward(seconds=1)
        world.write(f"viewer{number}", "newer")
    async with desk(world, older_every_s=600) as connector:
        _, cursor = await heard(connector)
        clock.forward(seconds=10)
        world.write("mila", "and still no answer", answering=old.id)
        assert (await heard(connector, cursor))[0] == []
        clock.forward(seconds=600)
        items, _ = await heard(connector, cursor)
    assert [item.text for item in items] == ["and still no answer"]


async def test_an_answer_to_an_answer_goes_to_the_thread_and_says_whom_it_is_for(
    clock: HandClock, world: YouTubeWorld
) -> None:
    top = world.write("mila", "who else?")
    clock.forward(seconds=1)
    for name in ("tariq", "ama"):
        world.write(name, "me", answering=top.id)
    async with desk(world) as connector:
        (_, one, other), _ = await heard(connector)
        receipt = await connector.send(sealed_to(one, "Good morning."), key="1")
        assert await connector.find_sent(sealed_to(one, "Good morning."), key="1") == receipt
        assert await connector.find_sent(sealed_to(other, "Good morning."), key="1") is None
    sent = world.comments[receipt.external_id]
    assert (sent.text, sent.parent) == ("@tariq Good morning.", top.id)


async def test_an_equal_answer_from_before_the_approval_is_another_one(clock: HandClock, world: YouTubeWorld) -> None:
    asked = world.write("mila", "hello?")
    clock.forward(minutes=-10)
    world.write(world.brand.handle, "Good morning.", answering=asked.id)
    clock.forward(minutes=10)
    async with desk(world) as connector:
        item = next(item for item in (await heard(connector))[0] if item.happening is Happening.MESSAGE)
        assert await connector.find_sent(sealed_to(item, "Good morning."), key="1") is None


async def test_an_edited_comment_is_not_answered_and_its_new_words_are_heard(
    clock: HandClock, world: YouTubeWorld
) -> None:
    asked = world.write("mila", "my parcel is broken")
    async with desk(world) as connector:
        item, (_, cursor) = await question(connector), await heard(connector)
        clock.forward(seconds=5)
        world.edit(asked.id, "my parcel is lost")
        with pytest.raises(Refused, match="edited"):
            await connector.send(sealed_to(item, "Sorry."), key="1")
        (changed,), _ = await heard(connector, cursor)
        assert (changed.happening, changed.text) == (Happening.EDIT, "my parcel is lost")
        await connector.send(sealed_to(changed, "Sorry."), key="1")


async def test_a_reply_that_would_go_elsewhere_is_not_sent(world: YouTubeWorld) -> None:
    world.write("mila", "hello?")
    async with desk(world) as connector:
        item = await question(connector)
        for changed in ({"addressee": "UCx"}, {"thread_id": "Ug9"}, {"visibility": Visibility.DIRECT}, {"text": " "}):
            with pytest.raises(Refused):
                await connector.send(sealed_to(item, **{"text": "Hello.", **changed}), key="1")
    assert len(world.comments) == 1


async def test_a_closed_thread_is_told_before_anybody_writes(world: YouTubeWorld) -> None:
    world.closed.add("spring-router")
    world.write("mila", "hello?")
    async with desk(world) as connector:
        item = await question(connector)
        assert item.can_reply is CanReply.NO
        with pytest.raises(Refused):
            await connector.send(sealed_to(item, "Hello."), key="1")


async def test_a_token_that_ends_is_renewed_unnoticed_and_nothing_is_sent_twice(world: YouTubeWorld) -> None:
    world.write("mila", "hello?")
    async with desk(world) as connector:
        item = await question(connector)
        world.access_tokens.clear()
        await connector.send(sealed_to(item, "Hello."), key="1")
        world.refresh_token = "taken back"
        world.access_tokens.clear()
        with pytest.raises(SignedOut, match="invalid_grant"):
            await connector.send(sealed_to(item, "Hello."), key="2")
        health = await connector.check()
    assert len(world.comments) == 2
    assert not health.ok
    assert health.problems


async def test_check_tells_what_the_day_still_has(world: YouTubeWorld) -> None:
    world.write("mila", "hello?")
    async with desk(world) as connector:
        await connector.send(sealed_to(await question(connector), "Hello."), key="1")
        health = await connector.check()
    assert (health.ok, health.identity) == (True, "@brightwave")
    assert health.quota
    assert health.quota["units in 24 hours"].startswith("54 of 10000")


async def test_a_day_used_up_elsewhere_is_waited_for(world: YouTubeWorld) -> None:
    world.write("mila", "hello?")
    async with desk(world) as connector:
        item = await question(connector)
        world.daily_units = 10
        with pytest.raises(Unavailable, match="quota"):
            await connector.send(sealed_to(item, "Hello."), key="1")
    assert len(world.comments) == 1


async def test_secrets_stand_nowhere(world: YouTubeWorld, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    world.write("mila", "hello?")
    shown: list[str] = []
    async with desk(world, request_timeout_s=0.5) as connector:
        reply = sealed_to(await question(connector), "Hello.")
        for fault in Fault:
            world.faults.switch_on(fault, endpoint="POST comments", count=1, seconds=2)
            try:
                await connector.send(reply, key="1")
            except ConnectorError as error:
                shown += traceback.format_exception(error)
            world.faults.clear()
    shown.append(caplog.text)
    secrets = (world.client_secret, "sandbox-consent", "sandbox-access")
    assert not [line for line in shown if any(secret in line for secret in secrets)]


async def test_what_youtube_could_not_process_is_looked_for(world: YouTubeWorld) -> None:
    world.write("mila", "hello?")
    async with desk(world) as connector:
        reply = sealed_to(await question(connector), "Hello.")
        world.faults.switch_on(Fault.PROCESSING, endpoint="POST comments", count=1)
        with pytest.raises(OutcomeUnknown):
            await connector.send(reply, key="1")
        assert await connector.find_sent(reply, key="1") is None


@pytest.fixture
async def browser(world: YouTubeWorld) -> AsyncGenerator[aiohttp.ClientSession]:
    async with serve(world) as address, aiohttp.ClientSession(address) as session:
        yield session


async def test_a_viewer_writes_on_the_page_and_sees_the_thread(
    world: YouTubeWorld, browser: aiohttp.ClientSession
) -> None:
    await browser.post("/", data={"author": "mila", "text": "<b>hello</b>", "video": "autumn-news"})
    (asked,) = world.comments.values()
    await browser.post("/", data={"author": "tariq", "text": "me too", "answering": asked.id})
    async with browser.get("/") as answer:
        html = await answer.text()
    assert "&lt;b&gt;hello&lt;/b&gt;" in html
    assert html.index("hello") < html.index("me too")
    async with browser.get("/", params={"answering": asked.id}) as answer:
        assert "Answer as a viewer" in await answer.text()


async def test_the_stage_lets_viewers_act_and_faults_happen(
    world: YouTubeWorld, browser: aiohttp.ClientSession
) -> None:
    async with browser.post("/sandbox/comments", json={"author": "mila", "text": "hello"}) as answer:
        made = await answer.json()
    path = f"/sandbox/comments/{made['id']}"
    await browser.put(path, json={"text": "changed"})
    assert world.comments[made["id"]].text == "changed"
    await browser.delete(path)
    assert not world.comments
    for body, status in (
        ({"author": "with space", "text": "a"}, 400),
        ({"author": "a", "text": "b", "video": "c"}, 404),
    ):
        async with browser.post("/sandbox/comments", json=body) as answer:
            assert answer.status == status
    await browser.post("/sandbox/faults", json={"fault": "quota", "count": 1})
    async with browser.get("/sandbox/faults") as answer:
        assert [each["fault"] for each in (await answer.json())["on"]] == [Fault.QUOTA]
    await browser.delete("/sandbox/faults")
    assert not world.faults.switches


async def test_the_simulation_keeps_youtubes_rules(world: YouTubeWorld, browser: aiohttp.ClientSession) -> None:
    top = world.write("mila", "hello?")
    below = world.write("tariq", "me too", answering=top.id)
    async with browser.get("/youtube/v3/channels") as answer:
        assert answer.status == 401
    world.access_tokens.add("open")

    async def insert(parent: str, text: str) -> tuple[int, str]:
        body = {"snippet": {"parentId": parent, "textOriginal": text}}
        headers = {"Authorization": "Bearer open"}
        async with browser.post("/youtube/v3/comments", json=body, headers=headers) as answer:
            told = await answer.json()
            return answer.status, told["error"]["errors"][0]["reason"] if "error" in told else ""

    assert await insert(top.id, "") == (400, "commentTextRequired")
    assert await insert(top.id, "a" * 10_001) == (400, "commentTextTooLong")
    assert await insert("Ug9", "hi") == (404, "parentCommentNotFound")
    assert await insert(below.id, "hi") == (400, "operationNotSupported")
    assert (await insert(top.id, "hi"))[0] == 200
    assert sum(world.used.values()) == 250
