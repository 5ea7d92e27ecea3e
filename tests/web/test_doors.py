"""What stands before every page: sign-in, role, the token, and the page's own origin."""

import pytest

from bot.web.roles import RIGHTS, Right
from tests.support import message
from tests.web.console import TEAM, Console

WRITES = ("check", "carry", "edit", "snooze", "hold", "take", "let-go")
DECISIONS = ("approve", "reject", "confirm-sent")


async def test_nothing_is_shown_to_strangers(console: Console) -> None:
    await console.rows.ask(message(text="My name is Rosa."))
    browser = await console.browser()
    for path in ("/", "/queue", "/pulse", "/events", "/report", "/report/document", "/items/1", "/items/1/news"):
        answer = await browser.get(path)
        assert answer.status == 303, path
        assert "Rosa" not in await answer.text()


async def test_nothing_is_done_for_strangers(console: Console) -> None:
    await console.rows.ask(message())
    browser = await console.browser()
    for action in (*WRITES, *DECISIONS):
        assert (await browser.post(f"/items/1/{action}", text="x", why="x")).status == 401, action
    assert await console.rows.states() == [(1, 1, "proposed")]


@pytest.mark.parametrize("token", ["", "guessed", "é"])
async def test_a_post_without_the_token_does_nothing(console: Console, token: str) -> None:
    await console.rows.ask(message())
    browser = await console.signed_in("anna")
    for action in (*WRITES, *DECISIONS):
        answer = await browser.post(f"/items/1/{action}", csrf=token, text="other", why="x", until="2 hours")
        assert answer.status == 403, action
        assert "earlier sign-in" in await answer.text()
    assert await console.rows.states() == [(1, 1, "proposed")]


async def test_another_persons_token_does_not_fit(console: Console) -> None:
    await console.rows.ask(message())
    anna, bruno = await console.signed_in("anna"), await console.signed_in("bruno")
    assert (await anna.post("/items/1/approve", csrf=bruno.csrf, text="x")).status == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "", "Sec-Fetch-Site": "cross-site"},
    ],
)
async def test_a_post_from_another_site_does_nothing(console: Console, headers: dict[str, str]) -> None:
    await console.rows.ask(message())
    browser = await console.signed_in("anna")
    answer = await browser.post("/items/1/approve", headers=headers, text="x")
    assert answer.status == 403
    assert await console.rows.states() == [(1, 1, "proposed")]


async def test_the_token_may_come_in_the_header(console: Console) -> None:
    await console.rows.ask(message())
    browser = await console.signed_in("anna")
    answer = await browser.post("/items/1/take", csrf="", headers={"X-CSRF-Token": browser.csrf})
    assert answer.status == 200


@pytest.mark.parametrize("name", sorted(TEAM))
@pytest.mark.parametrize("action", ["edit", "approve"])
async def test_roles_decide_what_a_person_may_do(console: Console, name: str, action: str) -> None:
    await console.rows.ask(message())
    browser = await console.signed_in(name)
    answer = await browser.post(f"/items/1/{action}", text="Other words.")
    right = Right.DECIDE if action == "approve" else Right.WRITE
    may = right in RIGHTS[TEAM[name]]
    assert answer.status == (200 if may else 403)
    if not may:
        assert f"Your role, {TEAM[name]}, may not" in await answer.text()
        assert await console.rows.states() == [(1, 1, "proposed")]


async def test_buttons_that_would_be_refused_are_not_offered(console: Console) -> None:
    await console.rows.ask(message())
    assert 'id="approve"' in await (await console.signed_in("anna")).page("/items/1")
    agents = await (await console.signed_in("ada")).page("/items/1")
    assert 'id="approve"' not in agents
    assert 'id="text"' in agents
    assert 'id="text"' not in await (await console.signed_in("aldo")).page("/items/1")


async def test_every_answer_tells_the_browser_to_be_careful(console: Console) -> None:
    browser = await console.signed_in("anna")
    for path in ("/", "/sign-in", "/nowhere", "/healthz", "/items/1"):
        headers = (await browser.get(path)).headers
        policy = headers["Content-Security-Policy"]
        assert "default-src 'self'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"
        assert headers["Cache-Control"] == "no-store"
        assert "aiohttp" not in headers["Server"]


async def test_pages_carry_nothing_that_the_policy_forbids(console: Console) -> None:
    await console.rows.ask(message())
    browser = await console.signed_in("anna")
    for path in ("/", "/items/1", "/report"):
        html = await browser.page(path)
        assert " style=" not in html
        assert " onclick" not in html
        assert "<style" not in html
        assert html.count("<script") == html.count('<script src="/static/')


async def test_files_are_kept_by_the_browser_until_they_change(console: Console) -> None:
    browser = await console.browser()
    page = await browser.page("/sign-in")
    address = page.split('rel="stylesheet" href="')[1].split('"')[0]
    assert "immutable" in (await browser.get(address)).headers["Cache-Control"]
    assert (await browser.get("/static/../app.py")).status == 404


ERRORS = {
    "/nowhere": "There is no such page",
    "/items/999999": "There is no such item",
    "/items/999999999999999999": "There is no such item",
    "/items/one": "There is no such page",
    "/report?week=2026-W54": "There is no such week",
    "/report?week=tomorrow": "There is no such week",
}


async def test_errors_are_one_sentence_in_the_same_look(console: Console) -> None:
    browser = await console.signed_in("anna")
    for path, words in ERRORS.items():
        answer = await browser.get(path)
        html = await answer.text()
        assert answer.status == 404, path
        assert words in html
        assert "console.css" in html


async def test_a_fault_is_told_without_its_insides(console: Console) -> None:
    browser = await console.signed_in("anna")
    await console.rows.database.close()
    async with console.rows.database.write() as connection:
        await connection.exec_driver_sql("ALTER TABLE reply RENAME TO hidden")
    answer = await browser.get("/")
    html = await answer.text()
    assert answer.status == 500
    assert "Something failed on our side" in html
    assert "reply" not in html
