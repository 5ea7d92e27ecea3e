"""Meta's simulated platforms as people and trainers use them: the page, the stage, and webhooks over real HTTP."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import aiohttp
import pytest
from aiohttp import web

from connectors.base import NotGenuine
from connectors.sandbox import facebook, instagram
from connectors.sandbox.facebook import FacebookWorld, Fault
from connectors.sandbox.graph_world import GraphWorld
from connectors.sandbox.instagram import InstagramWorld
from tests.connectors.graph.graph_support import HandClock, facebook_at

SANDBOX_SECRET = "sandbox-app-secret"


@asynccontextmanager
async def browsing(world: GraphWorld) -> AsyncGenerator[aiohttp.ClientSession]:
    serving = facebook.serve(world) if isinstance(world, FacebookWorld) else _instagram(world)
    async with serving as address, aiohttp.ClientSession(address) as session:
        yield session


def _instagram(world: GraphWorld) -> AbstractAsyncContextManager[str]:
    assert isinstance(world, InstagramWorld)
    return instagram.serve(world)


@pytest.mark.parametrize("kind", [FacebookWorld, InstagramWorld])
async def test_a_customer_writes_on_the_page_and_sees_the_thread(kind: type[GraphWorld]) -> None:
    world = kind(clock=HandClock())
    async with browsing(world) as browser:
        async with browser.post("/", data={"author": "mila", "text": "<b>hello</b>", "way": "comment"}) as answer:
            html = await answer.text()
        (asked,) = world.comments.values()
        assert "&lt;b&gt;hello&lt;/b&gt;" in html
        assert "<b>hello" not in html
        async with browser.get("/", params={"reply_to": asked.id}) as answer:
            assert "Answer mila" in await answer.text()
        await browser.post("/", data={"author": "tariq", "text": "me too", "on": asked.id})
        await browser.post("/", data={"author": "mila", "text": "secretly", "way": "message"})
        async with browser.get(f"/sandbox/threads/{asked.post_id}") as answer:
            assert [each["text"] for each in (await answer.json())["entries"]][1:] == ["<b>hello</b>", "me too"]
        async with browser.get("/sandbox/conversations/mila") as answer:
            assert [each["text"] for each in (await answer.json())["messages"]] == ["secretly"]


async def test_the_stage_lets_customers_act_and_faults_happen() -> None:
    world = FacebookWorld(clock=HandClock())
    async with browsing(world) as browser:
        async with browser.post("/sandbox/posts", json={"author": "Brightwave", "text": "Hi"}) as answer:
            post = await answer.json()
        told = {"author": "mila", "text": "hello", "on": post["id"]}
        async with browser.post("/sandbox/comments", json=told) as answer:
            comment = await answer.json()
        await browser.put(f"/sandbox/comments/{comment['id']}", json={"text": "changed", "hidden": True})
        assert (world.current(comment["id"]).text, world.current(comment["id"]).hidden) == ("changed", True)
        await browser.delete(f"/sandbox/comments/{comment['id']}")
        assert not world.comments
        await browser.post("/sandbox/faults", json={"fault": "page_limit", "count": 1})
        assert [each.fault for each in world.faults.switches] == [Fault.PAGE_LIMIT]
        await browser.delete("/sandbox/faults")
        assert not world.faults.switches


@pytest.mark.parametrize(
    ("route", "body", "status"),
    [
        ("/sandbox/posts", {"author": "mila"}, 400),
        ("/sandbox/posts", {"author": "", "text": "hi"}, 400),
        ("/sandbox/comments", {"author": "mila", "text": "hi", "on": "7"}, 404),
        ("/sandbox/faults", {"fault": "never heard of"}, 400),
        ("/sandbox/faults", [], 400),
        ("/sandbox/webhooks", {"url": "http://127.0.0.1:9/", "verify_token": "v"}, 400),
    ],
)
async def test_a_wrong_request_gets_a_sentence(route: str, body: object, status: int) -> None:
    async with browsing(FacebookWorld(clock=HandClock())) as browser, browser.post(route, json=body) as answer:
        assert answer.status == status
        assert (await answer.json())["error"]


async def test_nobody_gets_in_without_token_and_proof() -> None:
    async with browsing(FacebookWorld(clock=HandClock())) as browser:
        for headers, code in (({}, 190), ({"Authorization": "Bearer SANDBOX_PAGE_TOKEN"}, 100)):
            async with browser.get("/v26.0/me", headers=headers) as answer:
                assert (answer.status, (await answer.json())["error"]["code"]) == (400, code)


async def test_webhooks_shake_hands_sign_and_are_sent_again_until_they_are_taken() -> None:
    world = FacebookWorld(clock=HandClock())
    hooks = facebook_at(app_secret=SANDBOX_SECRET).webhooks
    assert hooks
    taken: list[str] = []
    refused: list[str] = []

    async def shake(request: web.Request) -> web.Response:
        return web.Response(text=hooks.handshake(request.query).body)

    async def take(request: web.Request) -> web.Response:
        body = await request.read()
        if not refused:
            refused.append("busy")
            return web.Response(status=503)
        try:
            hooks.verify({name.lower(): value for name, value in request.headers.items()}, body)
        except NotGenuine as error:
            refused.append(error.reason)
            return web.Response()
        taken.extend(item.text for item in hooks.parse(body))
        return web.Response()

    app = web.Application()
    app.add_routes([web.get("/hook", shake), web.post("/hook", take)])
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
        async with browsing(world) as browser:
            async with browser.post("/sandbox/webhooks", json={"url": url, "verify_token": "verify"}) as answer:
                assert answer.status == 201
            world.write("mila", "hello?")
            async with asyncio.timeout(20):
                while not taken:
                    await asyncio.sleep(0.02)
            for fault in (Fault.HOOK_SHA1, Fault.HOOK_UNSIGNED, Fault.HOOK_FORGED):
                world.faults.switch_on(fault, count=1)
                world.write("mila", "not heard")
            async with asyncio.timeout(20):
                while len(refused) < 4:
                    await asyncio.sleep(0.02)
    finally:
        await runner.cleanup()
    assert taken == ["hello?"]
