"""The simulated X keeps X's rules, breaks on demand, and lets people be customers."""

import asyncio
import contextlib
import json
from collections.abc import AsyncGenerator
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from connectors.sandbox import customers
from connectors.sandbox.customer_texts import SCRIPTS, THANKS
from connectors.sandbox.customers import Crowd
from connectors.sandbox.x import Fault, XWorld, serve
from connectors.sandbox.x_rules import fits
from tests.connectors.x.x_support import HandClock


class Browser:
    """Somebody with (or without) a key at one address."""

    def __init__(self, session: aiohttp.ClientSession, base: str, key: str) -> None:
        self._session, self._base, self._headers = session, base, {"Authorization": f"Bearer {key}"}

    async def ask(self, method: str, path: str, **others: Any) -> tuple[int, Any]:
        """Status and body."""
        async with self._session.request(method, self._base + path, headers=self._headers, **others) as answer:
            text = await answer.text()
            return answer.status, json.loads(text) if text.startswith(("{", "[")) else text

    async def get(self, path: str) -> Any:
        """The body of a question."""
        return (await self.ask("GET", path))[1]


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def world(clock: HandClock, tmp_path: Path) -> XWorld:
    return XWorld(clock=clock, seed=5, journal=tmp_path / "journal.jsonl")


@pytest.fixture
async def browser(world: XWorld) -> AsyncGenerator[Browser]:
    async with serve(world) as base, aiohttp.ClientSession() as session:
        yield Browser(session, base, world.keys.bearer_token)


async def test_nobody_gets_in_without_the_key(world: XWorld) -> None:
    async with serve(world) as base, aiohttp.ClientSession() as session:
        status, body = await Browser(session, base, "wrong").ask("GET", "/2/users/me")
        assert (status, body["title"]) == (401, "Unauthorized")
        forged = {"Authorization": 'OAuth oauth_consumer_key="sandbox-consumer", oauth_token="sandbox-access"'}
        async with session.get(f"{base}/2/users/me", headers=forged) as answer:
            assert answer.status == 401


async def test_only_what_is_asked_for_is_told(world: XWorld, browser: Browser) -> None:
    post = world.post("mila", "@BrightwaveCare <hi> & bye")
    path = f"/2/users/{world.brand.id}/mentions"
    (bare,) = (await browser.get(path))["data"]
    assert set(bare) == {"id", "text", "edit_history_tweet_ids"}
    assert bare["text"] == "@BrightwaveCare &lt;hi&gt; &amp; bye"
    full = await browser.get(f"{path}?tweet.fields=author_id,created_at,entities&expansions=author_id")
    assert full["includes"]["users"][0]["username"] == "mila"
    assert full["data"][0]["entities"]["mentions"] == [
        {"start": 0, "end": 15, "username": "BrightwaveCare", "id": world.brand.id}
    ]
    assert full["meta"] == {"result_count": 1, "newest_id": post.id, "oldest_id": post.id}


async def test_pages_are_newest_first_and_bounds_are_exclusive(world: XWorld, browser: Browser) -> None:
    ids = [world.post("mila", f"@BrightwaveCare {number}").id for number in range(12)]
    path = f"/2/users/{world.brand.id}/mentions?max_results=5&since_id={ids[0]}"
    seen: list[str] = []
    page = await browser.get(path)
    while True:
        seen += [each["id"] for each in page["data"]]
        if "next_token" not in page["meta"]:
            break
        page = await browser.get(f"{path}&pagination_token={page['meta']['next_token']}")
    assert seen == ids[:0:-1]
    nothing = await browser.get(f"/2/users/{world.brand.id}/mentions?since_id={ids[-1]}")
    assert nothing == {"meta": {"result_count": 0}}
    for wrong in ("max_results=4", "max_results=101", "max_results=x", "pagination_token=!", "since_id=x"):
        assert (await browser.ask("GET", f"/2/users/{world.brand.id}/mentions?{wrong}"))[0] == 400


async def test_limits_are_told_and_kept(world: XWorld, browser: Browser, clock: HandClock) -> None:
    world.limits_factor = 0.2
    statuses = [(await browser.ask("GET", "/2/dm_events"))[0] for _ in range(4)]
    assert statuses == [200, 200, 200, 429]
    clock.forward(minutes=15)
    assert (await browser.ask("GET", "/2/dm_events"))[0] == 200


async def test_lookups_tell_what_is_missing(world: XWorld, browser: Browser) -> None:
    kept, gone = world.post("mila", "one"), world.post("mila", "two")
    world.delete(gone.id)
    body = await browser.get(f"/2/tweets?ids={kept.id},{gone.id}")
    assert [each["id"] for each in body["data"]] == [kept.id]
    assert body["errors"][0]["resource_id"] == gone.id
    assert (await browser.get(f"/2/tweets/{kept.id}"))["data"]["id"] == kept.id
    assert "data" not in await browser.get(f"/2/tweets/{gone.id}")
    assert (await browser.ask("GET", "/2/tweets"))[0] == 400


async def test_posting_keeps_the_rules_of_x(world: XWorld, browser: Browser) -> None:
    asked, other = world.post("mila", "@BrightwaveCare hello"), world.post("tariq", "hello all")

    async def post(text: object, target: str | None = None) -> int:
        body = {"text": text} | ({"reply": {"in_reply_to_tweet_id": target}} if target else {})
        return (await browser.ask("POST", "/2/tweets", json=body))[0]

    assert await post("Hello Mila", asked.id) == 201
    assert await post("Hello Mila", asked.id) == 403
    assert await post("Hello Tariq", other.id) == 403
    assert await post("Hello nobody", "12") == 404
    assert await post("x" * 281) == 400
    assert await post("") == 400
    assert await post(7) == 400
    world.limits_factor = 100
    status, _ = await browser.ask("POST", "/2/tweets", data="no json")
    assert status == 400


async def test_only_own_posts_can_be_deleted(world: XWorld, browser: Browser) -> None:
    own, others = world.post("BrightwaveCare", "Good morning"), world.post("mila", "Good morning")
    assert (await browser.ask("DELETE", f"/2/tweets/{others.id}"))[0] == 403
    assert (await browser.ask("DELETE", f"/2/tweets/{own.id}"))[1] == {"data": {"deleted": True}}
    assert (await browser.ask("DELETE", f"/2/tweets/{own.id}"))[0] == 404


async def test_both_ways_to_write_privately_lead_to_the_same_place(world: XWorld, browser: Browser) -> None:
    mila = world.person("mila")
    _, one = await browser.ask("POST", f"/2/dm_conversations/with/{mila.id}/messages", json={"text": "Hello"})
    where = one["data"]["dm_conversation_id"]
    status, other = await browser.ask("POST", f"/2/dm_conversations/{where}/messages", json={"text": "Hello?"})
    assert (status, other["data"]["dm_conversation_id"]) == (201, f"{world.brand.id}-{mila.id}")
    events = await browser.get(f"/2/dm_conversations/{where}/dm_events")
    assert [each["text"] for each in events["data"]] == ["Hello?", "Hello"]
    assert (await browser.ask("POST", "/2/dm_conversations/12/messages", json={"text": "x"}))[0] == 404
    assert (await browser.ask("POST", "/2/dm_conversations/with/12/messages", json={"text": "x"}))[0] == 404
    long = {"text": "x" * 10_001}
    assert (await browser.ask("POST", f"/2/dm_conversations/{where}/messages", json=long))[0] == 400


@pytest.mark.parametrize(
    ("rule", "found"),
    [
        ("@BrightwaveCare", True),
        ("(@BrightwaveCare OR to:BrightwaveCare) -is:retweet -from:BrightwaveCare", True),
        ("from:mila down", True),
        ('"line is down" -from:tariq', True),
        ("-(from:mila OR from:tariq)", False),
        ("is:reply", False),
        ("cats OR dogs", False),
        ("to:BrightwaveCare", False),
    ],
)
async def test_rules_and_search_speak_one_language(world: XWorld, browser: Browser, rule: str, found: bool) -> None:
    post = world.post("mila", "@BrightwaveCare my line is down")
    assert fits(world, rule, post) is found
    status, body = await browser.ask("GET", "/2/tweets/search/recent", params={"query": rule})
    assert (status, "data" in body) == (200, found)


async def test_a_stream_without_rules_is_a_conflict(browser: Browser) -> None:
    assert (await browser.ask("GET", "/2/tweets/search/stream"))[0] == 409
    assert (await browser.get("/2/tweets/search/stream/rules")) == {"meta": {"result_count": 0}}


async def test_everything_accepted_is_in_the_journal_at_once(world: XWorld, browser: Browser, tmp_path: Path) -> None:
    asked = world.post("mila", "@BrightwaveCare hello")
    world.write("mila", "psst")
    world.faults.switch_on(Fault.RESET_AFTER, endpoint="POST /2/tweets", count=1)
    body = {"text": "Hello", "reply": {"in_reply_to_tweet_id": asked.id}}
    with contextlib.suppress(aiohttp.ClientError):
        await browser.ask("POST", "/2/tweets", json=body)
    lines = [json.loads(line) for line in (tmp_path / "journal.jsonl").read_text().splitlines()]
    assert [(each["accepted"], each["text"]) for each in lines] == [
        ("post", "@BrightwaveCare hello"),
        ("message", "psst"),
        ("post", "@mila Hello"),
    ]
    assert lines[2]["parent_id"] == asked.id


async def test_people_act_over_http(world: XWorld, browser: Browser) -> None:
    _, post = await browser.ask("POST", "/sandbox/posts", json={"author": "mila", "text": "@BrightwaveCare hello"})
    reply = {"author": "tariq", "text": "me too", "in_reply_to": post["id"]}
    await browser.ask("POST", "/sandbox/posts", json=reply)
    await browser.ask("PUT", f"/sandbox/posts/{post['id']}", json={"text": "@BrightwaveCare hello!"})
    await browser.ask("POST", "/sandbox/dms", json={"author": "mila", "text": "psst"})
    thread = await browser.get(f"/sandbox/threads/{post['id']}")
    assert [each["text"] for each in thread["posts"]] == [
        "@BrightwaveCare hello!",
        "@mila @BrightwaveCare me too",
    ]
    assert [each.text for each in world.messages.values()] == ["psst"]
    await browser.ask("DELETE", f"/sandbox/posts/{thread['posts'][0]['id']}")
    for path in ("/sandbox/threads/12", f"/sandbox/posts/{post['id']}x"):
        assert (await browser.ask("GET" if "threads" in path else "DELETE", path))[0] == 404
    for wrong in ({"author": "no handle!", "text": "x"}, {"text": "x"}, [1]):
        assert (await browser.ask("POST", "/sandbox/posts", json=wrong))[0] == 400


async def test_faults_are_switched_over_http_and_used_up(browser: Browser) -> None:
    fault = {"fault": "server_html", "endpoint": "GET /2/users/me", "count": 1, "after": 1}
    _, told = await browser.ask("POST", "/sandbox/faults", json=fault)
    assert told["on"][0]["fault"] == "server_html"
    assert "timeout_after" in told["known"]
    assert [(await browser.ask("GET", "/2/users/me"))[0] for _ in range(3)] == [200, 503, 200]
    await browser.ask("POST", "/sandbox/faults", json={"fault": "rate_limit_bare"})
    assert (await browser.ask("DELETE", "/sandbox/faults"))[1]["on"] == []
    assert (await browser.ask("POST", "/sandbox/faults", json={"fault": "gremlins"}))[0] == 400


async def test_chance_can_be_repeated() -> None:
    def strikes(seed: int) -> list[bool]:
        faults = XWorld(seed=seed).faults
        faults.switch_on(Fault.RESET_AFTER, probability=0.5)
        return [faults.strike(frozenset({Fault.RESET_AFTER}), "x") is not None for _ in range(50)]

    assert strikes(1) == strikes(1) != strikes(2)
    assert 10 < sum(strikes(1)) < 40


async def test_the_page_shows_threads_and_never_runs_what_people_write(world: XWorld, browser: Browser) -> None:
    post = world.post("mila", '<script>alert("x")</script> @BrightwaveCare')
    world.write("mila", "<img src=x onerror=alert(1)>")
    page = await browser.get(f"/?reply_to={post.id}")
    assert "&lt;script&gt;" in page
    assert "<script" not in page
    assert "<img" not in page
    assert "Answer @mila" in page


async def test_the_form_writes_as_a_customer(world: XWorld, browser: Browser) -> None:
    form = {"author": "@dotty_p", "text": "@BrightwaveCare hello from a form"}
    assert (await browser.ask("POST", "/", data=form))[0] == 200
    (post,) = world.posts.values()
    await browser.ask("POST", "/", data={"author": "dotty_p", "text": "and again", "in_reply_to": post.id})
    await browser.ask("POST", "/", data={"author": "dotty_p", "text": "quietly", "private": "1"})
    assert [each.typed for each in world.posts.values()] == ["@BrightwaveCare hello from a form", "and again"]
    assert [each.text for each in world.messages.values()] == ["quietly"]


async def test_a_taken_port_is_an_error_of_the_system(world: XWorld) -> None:
    async with serve(world) as base:
        with pytest.raises(OSError, match="address already in use"):
            async with serve(world, port=int(base.rpartition(":")[2])):
                raise AssertionError


def test_customers_are_many_and_speak_four_languages() -> None:
    assert len(SCRIPTS) >= 40
    assert {script.language for script in SCRIPTS} == set(THANKS) == {"en", "it", "pl", "ro"}
    assert len({script.by for script in SCRIPTS}) == len({script.text for script in SCRIPTS}) == len(SCRIPTS)
    assert any(script.private for script in SCRIPTS)
    assert all(("@@" in script.text) != script.private for script in SCRIPTS)


async def test_the_first_customers_write_at_once_in_every_language(world: XWorld) -> None:
    async with asyncio.timeout(10):
        task = asyncio.create_task(customers.run(world, rate_per_minute=6000, seed=11))
        try:
            await asyncio.sleep(2.5)
        finally:
            task.cancel()
    by_text = {script.text.replace("@@", "@BrightwaveCare"): script.language for script in SCRIPTS}
    written = [by_text.get(each.text) for each in [*world.posts.values(), *world.messages.values()]]
    assert set(written) >= {"en", "it", "pl", "ro"}
    assert len(written) > customers.FIRST


async def test_customers_thank_for_an_answer_and_ask_again_without_one(world: XWorld, clock: HandClock) -> None:
    crowd = Crowd(world, chance=Thankful())
    for script in SCRIPTS:
        crowd.begin(script)
    answered = next(post for post in world.visible())
    world.post("BrightwaveCare", "We are on it.", in_reply_to=answered.id)
    crowd.react()
    assert any(answered.author_id == post.author_id and post.parent_id for post in world.posts.values())
    before = len(world.posts)
    clock.forward(minutes=11)
    crowd.react()
    crowd.react()
    assert len(world.posts) - before == sum(1 for script in SCRIPTS if script.follow_up)


class Thankful(customers.Random):
    """Somebody whose every chance comes true."""

    def random(self) -> float:
        return 0.0


async def test_a_rate_of_nothing_is_refused(world: XWorld) -> None:
    with pytest.raises(ValueError, match="above zero"):
        await customers.run(world, 0, 1)
