"""The simulated instance as people and trainers use it: the page, the stage behind it, and its own rules."""

from collections.abc import AsyncGenerator

import aiohttp
import pytest

from connectors.sandbox.mastodon import Fault, MastodonWorld, serve
from tests.connectors.mastodon.mastodon_support import HandClock

US = "@brightwave@social.example"


@pytest.fixture
def world() -> MastodonWorld:
    return MastodonWorld(clock=HandClock())


@pytest.fixture
async def browser(world: MastodonWorld) -> AsyncGenerator[aiohttp.ClientSession]:
    async with serve(world) as address, aiohttp.ClientSession(address) as session:
        yield session


async def test_a_customer_writes_on_the_page_and_sees_the_thread(
    world: MastodonWorld, browser: aiohttp.ClientSession
) -> None:
    form = {"author": "mila@fedi.example", "text": f"{US} <b>hello</b>", "visibility": "public"}
    async with browser.post("/", data=form) as answer:
        html = await answer.text()
    (asked,) = world.statuses.values()
    assert "&lt;b&gt;hello&lt;/b&gt;" in html
    assert "<b>hello" not in html
    async with browser.get("/", params={"reply_to": asked.id}) as answer:
        assert "Answer @mila@fedi.example" in await answer.text()
    await browser.post("/", data={**form, "text": "quietly", "visibility": "direct", "in_reply_to": asked.id})
    async with browser.get(f"/sandbox/threads/{asked.id}") as answer:
        assert [each["text"] for each in (await answer.json())["statuses"]] == [asked.text]


async def test_the_stage_lets_customers_act_and_faults_happen(
    world: MastodonWorld, browser: aiohttp.ClientSession
) -> None:
    told = {"author": "mila", "text": f"{US} hello", "visibility": "unlisted", "spoiler_text": "billing"}
    async with browser.post("/sandbox/statuses", json=told) as answer:
        created = await answer.json()
    assert (created["author"], created["visibility"]) == ("mila@fedi.example", "unlisted")
    await browser.put(f"/sandbox/statuses/{created['id']}", json={"text": f"{US} changed"})
    assert world.statuses[created["id"]].edited_at
    await browser.delete(f"/sandbox/statuses/{created['id']}")
    assert not world.statuses
    await browser.post("/sandbox/faults", json={"fault": "rate_limit", "count": 1})
    async with browser.get("/sandbox/faults") as answer:
        assert [each["fault"] for each in (await answer.json())["on"]] == [Fault.RATE_LIMIT]
    await browser.delete("/sandbox/faults")
    assert not world.faults.switches


@pytest.mark.parametrize(
    ("route", "body", "status"),
    [
        ("/sandbox/statuses", {"author": "mila"}, 400),
        ("/sandbox/statuses", {"author": "with space", "text": "hi"}, 400),
        ("/sandbox/statuses", {"author": "mila", "text": "hi", "in_reply_to": "7"}, 404),
        ("/sandbox/faults", {"fault": "never heard of"}, 400),
        ("/sandbox/faults", [], 400),
    ],
)
async def test_a_wrong_request_gets_a_sentence(
    browser: aiohttp.ClientSession, route: str, body: object, status: int
) -> None:
    async with browser.post(route, json=body) as answer:
        assert answer.status == status
        assert (await answer.json())["error"]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"status": ""}, 422),
        ({"status": "hi", "visibility": "local"}, 422),
        ({"status": "a" * 500}, 200),
        ({"status": "a" * 501}, 422),
        ({"status": "a" * 490, "spoiler_text": "b" * 11}, 422),
        ({"status": "hi", "in_reply_to_id": "7"}, 404),
    ],
)
@pytest.mark.parametrize("as_form", [True, False])
async def test_the_instance_takes_and_refuses_what_mastodon_does(
    world: MastodonWorld, browser: aiohttp.ClientSession, body: dict[str, str], status: int, as_form: bool
) -> None:
    headers = {"Authorization": f"Bearer {world.token}"}
    form, told = (body, None) if as_form else (None, body)
    async with browser.post("/api/v1/statuses", headers=headers, data=form, json=told) as answer:
        assert answer.status == status
        assert answer.headers["X-RateLimit-Reset"].endswith("Z")


async def test_nobody_gets_in_without_the_token(browser: aiohttp.ClientSession) -> None:
    async with browser.get("/api/v1/notifications") as answer:
        assert (answer.status, await answer.json()) == (401, {"error": "The access token is invalid"})
    async with browser.get("/api/v2/instance") as answer:
        assert answer.status == 200


async def test_pages_go_forward_or_back_as_mastodon_says(world: MastodonWorld, browser: aiohttp.ClientSession) -> None:
    for number in range(6):
        world.write("mila", f"{US} {number}")
    ids = [each.id for each in world.notifications]
    headers = {"Authorization": f"Bearer {world.token}"}

    async def page(**asked: str) -> list[str]:
        async with browser.get("/api/v1/notifications", params={"limit": "2", **asked}, headers=headers) as answer:
            return [each["id"] for each in await answer.json()]

    assert await page() == ids[:-3:-1]
    assert await page(min_id=ids[0]) == [ids[2], ids[1]]
    assert await page(since_id=ids[0]) == [ids[5], ids[4]]
    assert await page(max_id=ids[3]) == [ids[2], ids[1]]
