"""Recorded and broken answers sent over real HTTP, as they would come from an instance."""

import json
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiohttp import web

from connectors.base import ConnectorError, OutcomeUnknown, SignedOut, Unavailable
from connectors.mastodon import MastodonConnector
from connectors.mastodon_settings import MastodonCredentials
from tests.connectors.mastodon.mastodon_support import BRAND, HandClock, fixture, heard, messages, options, sealed

FACTS: dict[str, Any] = {
    "/api/v2/instance": {"domain": BRAND.domain},
    "/api/v1/accounts/verify_credentials": {"id": BRAND.id, "username": BRAND.username},
    "/api/v1/statuses/115586000000000001": fixture("mastodon_notification_mention")["status"],
}


@asynccontextmanager
async def answering(
    method: str, status: int, body: Any, headers: dict[str, str] | None = None
) -> AsyncGenerator[MastodonConnector]:
    """A connector to something that knows who it is, and gives every other request of this method one answer."""

    async def answer(request: web.Request) -> web.Response:
        if request.method == "GET" and request.path in FACTS:
            return web.json_response(FACTS[request.path])
        if request.method != method:
            return web.json_response([])
        text = body if isinstance(body, str) else json.dumps(body)
        return web.Response(status=status, text=text, headers={"content-type": "application/json", **(headers or {})})

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", answer)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        habits = options(f"http://127.0.0.1:{runner.addresses[0][1]}", own_posts=False)
        keys = MastodonCredentials(access_token="t0ken-that-nobody-may-see")
        async with MastodonConnector(keys, habits, clock=HandClock()) as connector:
            yield connector
    finally:
        await runner.cleanup()


async def test_recorded_notifications_are_heard_oldest_first() -> None:
    page = [fixture("mastodon_notification_direct"), fixture("mastodon_notification_mention")]
    async with answering("GET", 200, page) as connector:
        items, _ = await heard(connector)
    assert [text.split()[0] for text in messages(items)] == ["router", "billing"]


@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_the_recorded_limit_is_told_with_its_end(method: str) -> None:
    told = fixture("mastodon_error_429")
    async with answering(method, told["status"], told["body"], told["headers"]) as connector:
        with pytest.raises(Unavailable) as caught:
            await (heard(connector) if method == "GET" else connector.send(sealed("Hello."), key="1"))
    assert caught.value.retry_at is not None
    assert caught.value.retry_at.isoformat() == "2026-11-20T18:45:00+00:00"


@pytest.mark.parametrize(
    "body", ["", "null", "[]", "{", "<html>", '"ok"', '{"id": "7"}', '{"id": {}, "created_at": 1}']
)
async def test_a_reply_that_was_taken_without_an_id_and_a_time_is_unknown(body: str) -> None:
    async with answering("POST", 200, body) as connector:
        with pytest.raises(OutcomeUnknown):
            await connector.send(sealed("Hello."), key="1")


@pytest.mark.parametrize("body", ["", "null", "{", "<html>"])
async def test_a_page_that_is_nothing_readable_is_waited_for(body: str) -> None:
    async with answering("GET", 200, body) as connector:
        with pytest.raises(Unavailable):
            await heard(connector)
        with pytest.raises(Unavailable):
            await connector.find_sent(sealed("Hello."), key="1")


async def test_a_server_that_gives_the_same_page_for_ever_ends_the_pass() -> None:
    async with answering("GET", 200, [fixture("mastodon_notification_mention")]) as connector:
        items, cursor = await heard(connector)
        again, _ = await heard(connector, cursor)
    assert (len(messages(items)), again) == (1, [])


@pytest.mark.parametrize("status", [302, 307, 401, 403])
async def test_no_token_follows_a_redirection_and_no_answer_crashes(status: int) -> None:
    async with answering("POST", status, {}, {"Location": "http://127.0.0.1:9/"}) as connector:
        with pytest.raises(ConnectorError) as caught:
            await connector.send(sealed("Hello."), key="1")
    assert "127.0.0.1" not in caught.value.reason
    assert isinstance(caught.value, SignedOut) is (status == 401)
