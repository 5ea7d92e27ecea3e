"""The simulated X calls whoever passed its challenge: signed, again until it is taken, and what polling brings too."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import aiohttp
import pytest
from aiohttp import web

from bot.domain.message import CanReply, Inbound, Kind
from connectors.base import NotGenuine
from connectors.sandbox.x import Fault, XWorld, build_app
from connectors.sandbox.x_hooks import HOOKS
from connectors.x_address import Brand
from connectors.x_webhooks import XWebhooks
from tests.connectors.x.x_support import HandClock, desk, heard

EVENTS = ("post.mention.create", "post.reply.create", "post.quote.create", "dm.received", "dm.sent", "chat.received")


@dataclass
class Receiver:
    """Takes calls as a desk does; `refuse` counts the calls that it is too busy for."""

    hooks: XWebhooks
    api: str = ""
    refuse: int = 0
    calls: int = 0
    heard: list[Inbound] = field(default_factory=list[Inbound])

    async def challenge(self, request: web.Request) -> web.Response:
        answer = self.hooks.handshake(request.query)
        return web.Response(text=answer.body, content_type=answer.content_type)

    async def call(self, request: web.Request) -> web.Response:
        self.calls += 1
        if self.calls <= self.refuse:
            return web.Response(status=503)
        body = await request.read()
        try:
            self.hooks.verify({name.lower(): value for name, value in request.headers.items()}, body)
        except NotGenuine:
            return web.Response(status=403)
        self.heard += self.hooks.parse(body)
        return web.Response()

    async def until(self, calls: int) -> None:
        async with asyncio.timeout(20):
            while self.calls < calls:
                await asyncio.sleep(0.01)


@asynccontextmanager
async def served(app: web.Application) -> AsyncGenerator[str]:
    runner = web.AppRunner(app, shutdown_timeout=0.1, access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


@asynccontextmanager
async def calling(world: XWorld, *, secret: str | None = None) -> AsyncGenerator[tuple[Receiver, int]]:
    """A receiver that X was asked to call for everything, and the status of that wish."""
    brand = Brand(world.brand.id, world.brand.handle)
    receiver = Receiver(XWebhooks(secret or world.keys.consumer_secret, brand, world.clock))
    theirs, ours = build_app(world), web.Application()
    theirs[HOOKS].between_s = 0.01
    ours.add_routes([web.get("/hook", receiver.challenge), web.post("/hook", receiver.call)])
    keys = {"Authorization": f"Bearer {world.keys.bearer_token}"}
    async with served(theirs) as api, served(ours) as here, aiohttp.ClientSession(api, headers=keys) as session:
        async with session.post("/2/webhooks", json={"url": f"{here}/hook"}) as answer:
            status, webhook = answer.status, (await answer.json()).get("data", {}).get("id", "")
        for event in EVENTS:
            wish = {"event_type": event, "filter": {"user_id": brand.id}, "webhook_id": webhook}
            async with session.post("/2/activity/subscriptions", json=wish) as answer:
                assert answer.status == (201 if webhook else 400)
        receiver.api = api
        yield receiver, status


@pytest.fixture
def world() -> XWorld:
    return XWorld(clock=HandClock(), seed=2)


@pytest.mark.parametrize("vocabulary", ["tweet", "post"])
async def test_what_is_called_is_what_is_polled(world: XWorld, vocabulary: str) -> None:
    world.vocabulary = vocabulary
    async with calling(world) as (receiver, status):
        first = world.post("mila", "@BrightwaveCare <help> & hurry")
        ours = world.post("BrightwaveCare", "Sorry, Mila.", in_reply_to=first.id)
        world.post("mila", "and now?", in_reply_to=ours.id)
        world.post("tariq", "look at this", quoting=ours.id)
        world.write("mila", "psst & quick")
        await receiver.until(4)
    assert status == 200
    async with desk(world) as connector:
        polled, _ = await heard(connector)
    known = {item.external_id: item for item in polled}
    called = {item.external_id: item for item in receiver.heard}
    assert len(called) == 4
    for identity, item in called.items():
        if identity in known:
            assert (item.text, item.thread_id, item.author) == (
                known[identity].text,
                known[identity].thread_id,
                known[identity].author,
            )
        assert item.can_reply is CanReply.YES
    assert len(called.keys() - known.keys()) == 1, "a quote without the handle is no mention"


async def test_a_call_that_is_not_taken_comes_again(world: XWorld) -> None:
    async with calling(world) as (receiver, _):
        receiver.refuse = 2
        world.post("mila", "@BrightwaveCare hello")
        await receiver.until(3)
    assert [item.text for item in receiver.heard] == ["@BrightwaveCare hello"]


async def test_a_call_may_come_twice_under_the_same_ids(world: XWorld) -> None:
    async with calling(world) as (receiver, _):
        world.faults.switch_on(Fault.DUPLICATES, endpoint="webhook", count=1)
        world.write("mila", "hello")
        await receiver.until(2)
    first, second = receiver.heard
    assert first == second
    assert first.kind is Kind.DM


async def test_a_forged_call_is_turned_away_and_the_true_one_heard(world: XWorld) -> None:
    async with calling(world) as (receiver, _):
        world.faults.switch_on(Fault.FORGED, endpoint="webhook", count=1)
        world.post("mila", "@BrightwaveCare hello")
        await receiver.until(2)
    assert len(receiver.heard) == 1


async def test_an_address_that_does_not_know_the_secret_is_never_called(world: XWorld) -> None:
    async with calling(world, secret="another") as (receiver, status):
        world.post("mila", "@BrightwaveCare hello")
        await asyncio.sleep(0.05)
    assert (status, receiver.calls) == (400, 0)


async def test_an_encrypted_chat_reaches_a_person(world: XWorld) -> None:
    async with calling(world) as (receiver, _):
        async with aiohttp.ClientSession(receiver.api) as session:
            await session.post("/sandbox/chats", json={"author": "mila"})
        await receiver.until(1)
    (item,) = receiver.heard
    assert (item.can_reply, item.author.id) == (CanReply.HUMAN_ONLY, world.person("mila").id)
