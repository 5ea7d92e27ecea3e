"""Recorded answers sent over real HTTP, so that they come through atproto as they would from Bluesky."""

import json
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiohttp import web

from connectors.base import ConnectorError, OutcomeUnknown, SignedOut, Unavailable
from connectors.bluesky import BlueskyConnector
from connectors.bluesky_settings import BlueskyCredentials
from connectors.sandbox.bluesky import BlueskyWorld, Sessions
from tests.connectors.bluesky.bluesky_support import (
    BRAND,
    FIXTURES,
    QUESTION,
    HandClock,
    fixture,
    heard,
    messages,
    options,
    sealed,
)

ERRORS = sorted(path.stem for path in FIXTURES.glob("bluesky_error_*.json"))
_SESSION = "com.atproto.server.createSession"


@asynccontextmanager
async def answering(
    status: int, headers: dict[str, str], body: Any, *, only: str = ""
) -> AsyncGenerator[BlueskyConnector]:
    """A connector to something that lets it sign in and gives every request, or `only` one, this answer.

    Other requests are answered with an empty object that has one member.
    """
    clock, sessions = HandClock(), Sessions()
    world = BlueskyWorld(clock=clock)
    text = body if isinstance(body, str) else json.dumps(body)

    async def answer(request: web.Request) -> web.Response:
        name = request.path.removeprefix("/xrpc/")
        if name in (_SESSION, "com.atproto.server.refreshSession"):
            told = sessions.open(world, world.brand.handle, world.app_password, str(request.url.origin()))
            return web.json_response({**told, "did": BRAND.did, "didDoc": None})
        if only and name != only:
            return web.json_response({"posts": [], "thread": _THREAD})
        return web.Response(status=status, text=text, headers={"content-type": "application/json", **headers})

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", answer)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        keys = BlueskyCredentials(identifier=BRAND.handle, app_password=world.app_password)
        habits = options(f"http://127.0.0.1:{runner.addresses[0][1]}")
        async with BlueskyConnector(keys, habits, clock=clock) as connector:
            yield connector
    finally:
        await runner.cleanup()


_MENTION = fixture("bluesky_notifications")["notifications"][2]
_THREAD = {"post": {key: _MENTION[key] for key in ("uri", "cid", "author", "record", "indexedAt")}}
_CREATE = "com.atproto.repo.createRecord"


@pytest.mark.parametrize("name", ERRORS)
async def test_each_recorded_error_comes_through_atproto_as_one_of_ours(name: str) -> None:
    told = fixture(name)
    async with answering(told["status"], told["headers"], told["body"]) as connector:
        for call in (
            connector.send(sealed("Hello."), key="1"),
            connector.find_sent(sealed("Hello."), key="1"),
            heard(connector),
        ):
            with pytest.raises(ConnectorError) as caught:
                await call
            assert isinstance(caught.value, Unavailable | SignedOut)


async def test_a_recorded_page_is_heard() -> None:
    page = {key: value for key, value in fixture("bluesky_notifications").items() if key != "cursor"}
    async with answering(200, {}, page, only="app.bsky.notification.listNotifications") as connector:
        items, _ = await heard(connector)
    assert messages(items) == [
        "⚠️ Hei @brightwave.example — nettet er nede i Bergen 😩",
        "fortsatt nede?",
        "so much for 99.9% uptime",
    ]


async def test_a_recorded_chat_log_is_heard() -> None:
    async with answering(200, {}, fixture("bluesky_chat_log"), only="chat.bsky.convo.getLog") as connector:
        items, _ = await heard(connector)
    assert messages(items) == ["hi, order BW-31?"]


@pytest.mark.parametrize("body", ["", "null", "[]", "{", "<html>", '"ok"', '{"uri": 1}', '{"uri": "at://x/y/z"}'])
async def test_a_reply_that_was_taken_without_its_address_is_unknown(body: str) -> None:
    async with answering(200, {}, body, only=_CREATE) as connector:
        with pytest.raises(OutcomeUnknown):
            await connector.send(sealed("Hello.", target_id=QUESTION), key="1")


@pytest.mark.parametrize("body", ["", "null", "[]", "{", "<html>"])
async def test_a_page_that_is_nothing_readable_is_waited_for(body: str) -> None:
    async with answering(200, {}, body) as connector:
        with pytest.raises(Unavailable):
            await heard(connector)
        with pytest.raises(Unavailable):
            await connector.find_sent(sealed("Hello."), key="1")


async def test_pages_without_an_end_are_given_up() -> None:
    page = fixture("bluesky_notifications")
    assert page["cursor"]
    async with answering(200, {}, page, only="app.bsky.notification.listNotifications") as connector:
        items, cursor = await heard(connector)
        assert items
        await heard(connector, cursor)
        health = await connector.check()
    assert any("without an end" in problem for problem in health.problems)


@pytest.mark.parametrize("status", [302, 307])
async def test_no_token_follows_a_redirection(status: int) -> None:
    async with answering(status, {"Location": "http://127.0.0.1:9/"}, {}) as connector:
        with pytest.raises(ConnectorError) as caught:
            await connector.send(sealed("Hello."), key="1")
    assert "127.0.0.1" not in caught.value.reason
