"""The simulated Bluesky answers as the real one is documented to, for people and for programs."""

from typing import Any

import aiohttp
import pytest

from connectors.sandbox.bluesky import BlueskyWorld, Fault, Standing, serve
from tests.connectors.bluesky.bluesky_support import HandClock, fixture


async def asked(service: str, method: str, path: str, **rest: Any) -> tuple[int, Any]:
    """Status and JSON of one request."""
    async with aiohttp.ClientSession() as session, session.request(method, service + path, **rest) as answer:
        return answer.status, await answer.json()


@pytest.mark.parametrize(
    ("fault", "recorded"),
    [(Fault.RATE_LIMIT, "bluesky_error_429"), (Fault.ENDED_SESSION, "bluesky_error_expired_token")],
)
async def test_refusals_have_the_recorded_form(fault: Fault, recorded: str) -> None:
    world, told = BlueskyWorld(clock=HandClock()), fixture(recorded)
    world.faults.switch_on(fault)
    async with (
        serve(world) as service,
        aiohttp.ClientSession() as session,
        session.get(f"{service}/xrpc/com.atproto.server.getSession") as answer,
    ):
        assert (answer.status, await answer.json()) == (told["status"], told["body"])
        headers = {key.lower() for key in answer.headers}
    assert {key for key in told["headers"] if key.startswith("ratelimit")} <= headers


async def test_a_notification_has_the_recorded_members() -> None:
    world = BlueskyWorld(clock=HandClock())
    world.post("mila", "⚠️ Hei @brightwave.example")
    async with serve(world) as service:
        _, session = await asked(
            service,
            "POST",
            "/xrpc/com.atproto.server.createSession",
            json={"identifier": world.brand.handle, "password": world.app_password},
        )
        _, page = await asked(
            service,
            "GET",
            "/xrpc/app.bsky.notification.listNotifications",
            headers={"Authorization": f"Bearer {session['accessJwt']}"},
        )
    (told,), recorded = page["notifications"], fixture("bluesky_notifications")["notifications"][2]
    assert set(told) == set(recorded)
    assert set(told["record"]) == set(recorded["record"])
    assert told["record"]["facets"][0]["index"]["byteStart"] == 11


@pytest.mark.parametrize(
    ("path", "name"),
    [("com.atproto.server.getSession", "AuthMissing"), ("app.bsky.unknown.method", "AuthMissing")],
)
async def test_nobody_gets_in_without_a_session(path: str, name: str) -> None:
    async with serve(BlueskyWorld(clock=HandClock())) as service:
        assert await asked(service, "GET", f"/xrpc/{path}") == (
            401,
            {"error": name, "message": "Authentication Required"},
        )


async def test_a_forged_token_opens_nothing() -> None:
    async with serve(BlueskyWorld(clock=HandClock())) as service:
        headers = {"Authorization": "Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJtZSJ9.x"}
        status, body = await asked(service, "GET", "/xrpc/com.atproto.server.getSession", headers=headers)
    assert (status, body["error"]) == (400, "InvalidToken")


async def test_sign_ins_are_limited() -> None:
    world = BlueskyWorld(clock=HandClock())
    keys = {"identifier": world.brand.handle, "password": "wrong"}
    async with serve(world) as service:
        told = [await asked(service, "POST", "/xrpc/com.atproto.server.createSession", json=keys) for _ in range(31)]
    assert [status for status, _ in told] == [401] * 30 + [429]


async def test_the_stage_lets_customers_act() -> None:
    world = BlueskyWorld(clock=HandClock())
    async with serve(world) as service:
        _, first = await asked(service, "POST", "/sandbox/posts", json={"author": "mila", "text": "hello"})
        answer = {"author": "tariq", "text": "me too", "in_reply_to": first["id"]}
        assert (await asked(service, "POST", "/sandbox/posts", json=answer))[0] == 201
        await asked(service, "PUT", "/sandbox/posts", json={"id": first["id"], "text": "hello there"})
        _, thread = await asked(service, "GET", "/sandbox/threads", params={"id": first["id"]})
        assert {post["text"] for post in thread["posts"]} == {"hello there", "me too"}
        await asked(service, "DELETE", "/sandbox/posts", params={"id": first["id"]})
        assert (await asked(service, "POST", "/sandbox/posts", json=answer))[0] == 404
        await asked(service, "POST", "/sandbox/blocks", json={"author": "mila"})
        assert world.person("mila").blocks == {world.brand.did}
        assert (await asked(service, "POST", "/sandbox/dms", json={"author": "mila", "text": "psst"}))[0] == 201


async def test_faults_are_switched_over_http() -> None:
    async with serve(BlueskyWorld(clock=HandClock())) as service:
        _, told = await asked(service, "POST", "/sandbox/faults", json={"fault": "server_html", "count": 1})
        assert [each["fault"] for each in told["on"]] == ["server_html"]
        assert set(told["known"]) == set(Fault)
        _, told = await asked(service, "DELETE", "/sandbox/faults")
        assert told["on"] == []
        assert (await asked(service, "POST", "/sandbox/faults", json={"fault": "rain"}))[0] == 400
        assert (await asked(service, "POST", "/sandbox/faults", data=b"["))[0] == 400


async def test_people_write_and_see_the_thread_on_the_page() -> None:
    world = BlueskyWorld(clock=HandClock())
    async with serve(world) as service, aiohttp.ClientSession() as session:
        form = {"author": "mila", "text": "@brightwave.example <b>hello</b>"}
        async with session.post(service + "/", data=form) as answer:
            page = await answer.text()
        assert "&lt;b&gt;hello&lt;/b&gt;" in page
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        (post,) = world.posts.values()
        await session.post(service + "/", data={"author": "tariq", "text": "same", "in_reply_to": post.uri})
        await session.post(service + "/", data={"author": "tariq", "text": "psst", "private": "1"})
        async with session.get(service + "/", params={"reply_to": post.uri}) as answer:
            page = await answer.text()
    assert "Answer @mila.example" in page
    assert page.count("<article>") == 2


def test_people_are_told_of_a_post_once_and_of_a_mention_before_all_else() -> None:
    world = BlueskyWorld(clock=HandClock())
    top = world.post(world.brand.handle, "news")
    both = world.post("mila", "@brightwave.example is it new?", in_reply_to=top.uri, quoting=top.uri)
    quote = world.post("mila", "look", in_reply_to=top.uri, quoting=top.uri)
    assert [world.reason(post, world.brand.did) for post in (top, both, quote)] == ["", "mention", "quote"]


def test_people_are_told_of_answers_up_to_four_steps_below() -> None:
    world = BlueskyWorld(clock=HandClock())
    under = world.post(world.brand.handle, "news")
    told: list[str] = []
    for step in range(6):
        under = world.post("mila", f"answer {step}", in_reply_to=under.uri)
        told.append(world.reason(under, world.brand.did))
    assert told == ["reply"] * 4 + [""] * 2


def test_nobody_is_told_of_an_answer_that_the_thread_does_not_let_in() -> None:
    world = BlueskyWorld(clock=HandClock())
    root = world.post("mila", "only for whom I name", gate="mentioned")
    answer = world.post("tariq", "me too", in_reply_to=root.uri)
    assert world.reason(answer, world.person("mila").did) == ""


@pytest.mark.parametrize(
    ("standing", "session"), [(Standing.DEACTIVATED, (200, False)), (Standing.TAKEN_DOWN, (400, None))]
)
async def test_a_shut_account_is_told_of_nothing_and_only_its_own_records_say_why(
    standing: Standing, session: tuple[int, bool | None]
) -> None:
    world = BlueskyWorld(clock=HandClock())
    world.post("mila", "@brightwave.example hello?")
    async with serve(world) as service:
        keys = {"identifier": world.brand.handle, "password": world.app_password}
        _, opened = await asked(service, "POST", "/xrpc/com.atproto.server.createSession", json=keys)
        world.standing = standing
        told: dict[str, Any] = {"headers": {"Authorization": f"Bearer {opened['accessJwt']}"}}
        _, page = await asked(service, "GET", "/xrpc/app.bsky.notification.listNotifications", **told)
        own = f"/xrpc/com.atproto.repo.listRecords?repo={world.brand.did}&collection=app.bsky.feed.post"
        status, _ = await asked(service, "GET", own, **told)
        found = await asked(service, "GET", "/xrpc/com.atproto.server.getSession", **told)
    assert page["notifications"] == []
    assert status == 400
    assert (found[0], found[1].get("active")) == session
