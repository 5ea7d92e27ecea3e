"""Recorded answers of X sent over real HTTP, so that they come through tweepy as they would from X."""

import json
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiohttp import web

from bot.domain.message import Kind
from bot.domain.visibility import Visibility
from connectors.base import ConnectorError, OutcomeUnknown, Refused, SignedOut, Unavailable
from connectors.x import XConnector
from connectors.x_json import snowflake_time
from connectors.x_settings import XCredentials
from tests.connectors.x.x_support import BRAND, FIXTURES, HandClock, fixture, heard, messages, options, sealed

ERRORS = sorted(path.stem for path in FIXTURES.glob("x_error_*.json"))
MEANT: dict[int, tuple[type[ConnectorError], ...]] = {
    401: (SignedOut,),
    402: (SignedOut,),
    403: (SignedOut, Refused, OutcomeUnknown),
    429: (Unavailable, SignedOut),
    503: (OutcomeUnknown,),
}


@asynccontextmanager
async def answering(status: int, headers: dict[str, str], body: Any) -> AsyncGenerator[XConnector]:
    """A connector to something that gives every request this one answer."""
    text = body if isinstance(body, str) else json.dumps(body)

    async def answer(_: web.Request) -> web.Response:
        return web.Response(status=status, text=text, headers={"content-type": "application/json", **headers})

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", answer)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        habits = options(f"http://127.0.0.1:{runner.addresses[0][1]}", user_id=BRAND.id, handle=BRAND.handle)
        keys = XCredentials(bearer_token="t0ken-that-nobody-may-see")
        async with XConnector(keys, habits, clock=HandClock()) as connector:
            yield connector
    finally:
        await runner.cleanup()


@pytest.mark.parametrize("name", ERRORS)
async def test_each_recorded_error_comes_through_tweepy_as_one_of_ours(name: str) -> None:
    told = fixture(name)
    async with answering(told["status"], told["headers"], told["body"]) as connector:
        with pytest.raises(ConnectorError) as sending:
            await connector.send(sealed("Hello."), key="1")
        with pytest.raises(ConnectorError) as looking:
            await connector.find_sent(sealed("Hello."), key="1")
        with pytest.raises(ConnectorError) as listening:
            await heard(connector)
    assert type(sending.value) in MEANT[told["status"]]
    assert {type(looking.value), type(listening.value)} <= {Unavailable, SignedOut}


async def test_a_created_reply_gives_its_id_and_the_time_in_it() -> None:
    async with answering(201, {}, fixture("x_reply_created_response")) as connector:
        receipt = await connector.send(sealed("Hello."), key="1")
    assert (receipt.external_id, receipt.at) == ("2123839456016629760", snowflake_time("2123839456016629760"))


async def test_a_sent_message_gives_its_id_and_the_time_in_it() -> None:
    where = "1700000000000000421-1800000000000001101"
    reply = sealed("Hello.", thread_id=where, kind=Kind.DM, asked=Visibility.DIRECT)
    async with answering(201, {}, fixture("x_dm_sent_response")) as connector:
        receipt = await connector.send(reply, key="1")
    assert (receipt.external_id, receipt.at) == ("dm:2123844577261985792", snowflake_time("2123844577261985792"))


@pytest.mark.parametrize("name", ["x_mention_page", "x_mention_page_post_vocabulary", "x_mention_page_partial_error"])
async def test_a_recorded_page_is_heard(name: str) -> None:
    async with answering(200, {}, fixture(name)) as connector:
        items, _ = await heard(connector)
    assert any("my fibre has been down" in text for text in messages(items))


async def test_an_empty_page_is_heard_as_nothing() -> None:
    async with answering(200, {}, fixture("x_mention_page_empty")) as connector:
        assert (await heard(connector))[0] == []


@pytest.mark.parametrize("body", ["", "null", "[]", "{", "<html>", '"ok"', '{"data": {}}', '{"data": {"id": "x"}}'])
async def test_a_reply_that_was_taken_without_an_id_is_unknown(body: str) -> None:
    async with answering(201, {}, body) as connector:
        with pytest.raises(OutcomeUnknown):
            await connector.send(sealed("Hello."), key="1")


@pytest.mark.parametrize("body", ["", "null", "[]", "{", "<html>"])
async def test_a_page_that_is_nothing_readable_is_waited_for(body: str) -> None:
    async with answering(200, {}, body) as connector:
        with pytest.raises(Unavailable):
            await heard(connector)
        with pytest.raises(Unavailable):
            await connector.find_sent(sealed("Hello."), key="1")


async def test_pages_without_an_end_are_given_up() -> None:
    page = fixture("x_mention_page")
    assert page["meta"]["next_token"]
    async with answering(200, {}, page) as connector:
        items, cursor = await heard(connector)
        assert items
        assert (await heard(connector, cursor))[0] == []
        with pytest.raises(Unavailable, match="without an end"):
            await connector.find_sent(sealed("Hello."), key="1")


@pytest.mark.parametrize("status", [302, 307])
async def test_no_key_follows_a_redirection(status: int) -> None:
    async with answering(status, {"Location": "http://127.0.0.1:9/"}, {}) as connector:
        with pytest.raises(ConnectorError) as caught:
            await connector.send(sealed("Hello."), key="1")
    assert "127.0.0.1" not in caught.value.reason
