"""facebook-sdk on our wire: where the token is, how long calls take, which pages are read, what is never shown."""

import json
import logging
import time
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiohttp import web

from connectors.base import ConnectorError, OutcomeUnknown, SignedOut, Unavailable
from connectors.graph_messages import Mailbox, parse_conversation
from connectors.graph_settings import GraphCredentials, GraphOptions
from connectors.graph_talk import Talk
from connectors.graph_usage import Bucket, Meter
from connectors.graph_wire import GraphWire, next_question
from connectors.instagram_settings import InstagramOptions
from connectors.sandbox.facebook import FacebookWorld, Fault, Keys
from tests.connectors.graph.graph_support import (
    PAGE,
    SECRET,
    HandClock,
    facebook_at,
    facebook_desk,
    fixture,
    heard,
    sealed,
    texts,
)

KEYS = Keys(access_token="SECRET-token", app_secret="SECRET-app-secret")


@asynccontextmanager
async def answering(told: Any, **others: Any) -> AsyncGenerator[tuple[GraphWire, list[web.Request]]]:
    """A wire to something that answers everything alike, and what it was asked."""
    asked: list[web.Request] = []

    async def answer(request: web.Request) -> web.Response:
        await request.read()
        asked.append(request)
        return web.Response(text=told if isinstance(told, str) else json.dumps(told), **others)

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", answer)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        options = GraphOptions(api=f"http://127.0.0.1:{runner.addresses[0][1]}", request_timeout_s=1)
        credentials = GraphCredentials(access_token="TEST_PAGE_TOKEN", app_secret=SECRET)
        async with GraphWire(credentials, options, Meter(), HandClock()) as wire:
            yield wire, asked
    finally:
        await runner.cleanup()


async def test_the_token_goes_in_a_header_with_its_proof_and_nested_values_as_json() -> None:
    async with answering({"id": "7"}) as (wire, asked):
        await wire.one(Bucket.PAGES, "me", fields="id")
        await wire.post(Bucket.MESSENGER, "7", "messages", recipient={"id": "8"}, hidden=True)
    read, sent = asked
    proof = "00c58ce66bd95ea904438be7aa2572a7e58349cf9188bcc3c2f476a3fd841010"
    assert (read.path, read.query["appsecret_proof"]) == ("/v26.0/me", proof)
    form = await sent.post()
    assert (json.loads(str(form["recipient"])), form["hidden"], form["appsecret_proof"]) == ({"id": "8"}, "true", proof)
    for request in asked:
        assert request.headers["Authorization"] == "Bearer TEST_PAGE_TOKEN"
        assert "TEST_PAGE_TOKEN" not in str(request.url)


@pytest.mark.parametrize("body", ["", "null", "7", "{", "<html>"])
async def test_what_is_nothing_readable_is_no_result(body: str) -> None:
    async with answering(body, content_type="application/json") as (wire, _):
        with pytest.raises(Unavailable):
            await wire.one(Bucket.PAGES, "7")
        with pytest.raises(OutcomeUnknown):
            await wire.post(Bucket.PAGES, "7", "comments", message="Hello.")


async def test_no_token_follows_a_redirection() -> None:
    async with answering("", status=302, headers={"Location": "http://127.0.0.1:9/"}) as (wire, asked):
        with pytest.raises(ConnectorError):
            await wire.one(Bucket.PAGES, "7")
    assert len(asked) == 1


async def test_the_recorded_answer_to_a_message_names_it() -> None:
    async with answering(fixture("fb_send_message_response")) as (wire, _):
        mailbox = Mailbox(PAGE, frozenset({PAGE}))
        item = parse_conversation(
            {
                "participants": {"data": [{"id": "7"}, {"id": PAGE}]},
                "messages": {"data": [{"id": "m_1", "created_time": "2026-11-20T18:59:00+0000", "from": {"id": "7"}}]},
            },
            mailbox,
        )[0]
        receipt = await Talk(wire, mailbox, PAGE, "messenger").send(sealed(item, "Hello."))
    assert receipt.external_id == "m_Zx1ExampleMidAlpha000000000000000000000000004"


async def test_an_error_within_a_good_answer_is_an_error() -> None:
    async with answering(fixture("fb_error_190")["body"]) as (wire, _):
        with pytest.raises(SignedOut):
            await wire.one(Bucket.PAGES, "7")


async def test_pages_that_do_not_end_are_left() -> None:
    page: dict[str, Any] = {
        "data": [],
        "paging": {"next": "https://graph.facebook.com/v26.0/7/feed?after=A&access_token=T"},
    }
    async with answering(page) as (wire, asked):
        with pytest.raises(Unavailable):
            _ = [each async for each in wire.pages(Bucket.PAGES, "7", "feed", {"limit": "9"})]
    assert asked[1].query["after"] == "A"
    assert "access_token" not in asked[1].query


def test_the_end_is_the_missing_next_and_secrets_are_not_repeated() -> None:
    assert next_question(fixture("fb_feed_page")) == {}
    asked = next_question(fixture("fb_feed_comments_page"))
    assert asked == {"filter": "stream", "limit": "25", "after": "QVFIUmFmdGVyZAQZDZD"}
    assert next_question({"paging": {"next": "http://[x"}}) == {}


async def test_a_slow_drip_ends_in_time_and_other_calls_go_on() -> None:
    world = FacebookWorld(clock=HandClock())
    world.faults.switch_on(Fault.DRIP, endpoint="GET /{page}/feed", count=1, seconds=5)
    world.write("Mila", "hello?")
    async with facebook_desk(world, request_timeout_s=0.5) as desk:
        begun = time.monotonic()
        items, _ = await heard(desk)
    assert texts(items) == ["hello?"]
    assert time.monotonic() - begun < 4


@pytest.mark.parametrize(
    "fault", [None, Fault.TOKEN_DEAD, Fault.SERVER_HTML, Fault.TIMEOUT_BEFORE, Fault.GARBLED, Fault.UNTYPED]
)
async def test_no_key_is_ever_shown(fault: Fault | None, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    world = FacebookWorld(clock=HandClock(), keys=KEYS)
    post = world.post("Brightwave", "How can we help?")
    for number in range(120):
        world.comment("Mila", f"hello {number}", post.id)
    shown: list[str] = []
    keys = {"access_token": KEYS.access_token, "app_secret": KEYS.app_secret}
    async with facebook_desk(world, request_timeout_s=0.3, **keys) as desk:
        items, _ = await heard(desk)
        if fault:
            world.faults.switch_on(fault, seconds=1)
        reply = sealed(items[0], "Hi")
        for step in (desk.check(), heard(desk), desk.send(reply, key="1"), desk.find_sent(reply, key="1")):
            try:
                shown.append(repr(await step))
            except ConnectorError as error:
                shown += [repr(error), repr(error.__cause__), str(error)]
        shown.append(repr(vars(desk)))
    assert len(items) == 120
    assert "SECRET" not in " ".join([*shown, caplog.text])


async def test_a_token_that_meta_repeats_is_covered() -> None:
    told = {"error": {"message": "Malformed access token TEST_PAGE_TOKEN", "code": 190}}
    async with answering(told, status=400) as (wire, _):
        with pytest.raises(SignedOut) as caught:
            await wire.one(Bucket.PAGES, "7")
    assert "TEST_PAGE_TOKEN" not in caught.value.reason


async def test_check_tells_of_the_tokens_end_its_permissions_and_missing_webhooks() -> None:
    clock = HandClock()
    world = FacebookWorld(clock=clock)
    world.scopes, world.expires_at = ("pages_messaging",), clock.at.replace(day=25)
    async with facebook_desk(world, app_id=world.keys.app_id) as desk:
        health = await desk.check()
        problems = " ".join(health.problems)
        world.faults.switch_on(Fault.OLD_VERSION)
        assert "v27.0" in " ".join((await desk.check()).problems)
    assert health.expires_at == world.expires_at
    assert "pages_manage_engagement" in problems
    assert "does not call us for feed" in problems


def test_settings_that_can_not_be_right_are_refused_in_words() -> None:
    with pytest.raises(ValueError, match="app_secret"):
        GraphCredentials(access_token="t", app_secret=" ")
    for wrong in ({"api": "http://graph.facebook.com"}, {"version": "26"}):
        with pytest.raises(ValueError, match="write it like"):
            facebook_at(**{"api": "https://graph.facebook.com", **wrong})
    with pytest.raises(ValueError, match="user_id"):
        InstagramOptions(user_id="brightwave")
