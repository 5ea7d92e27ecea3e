"""Signing in: who may, how often one may try, and what is kept of it."""

import asyncio
from pathlib import Path

import pytest

from bot.storage.database import Database
from bot.web.passwords import hash_password, verify
from bot.web.sessions import hash_of
from bot.web.sign_in import PER_ADDRESS, PER_NAME, WINDOW_S
from tests.support import HandClock
from tests.web.console import PASSWORD, Console


async def test_a_person_signs_in_and_out(console: Console) -> None:
    browser = await console.browser()
    first = await browser.get("/")
    assert (first.status, first.headers["Location"]) == (303, "/sign-in?next=/")
    assert (await browser.sign_in("anna", PASSWORD)).status == 303
    assert "anna" in await browser.page("/")
    assert (await browser.post("/sign-out")).status == 303
    assert (await browser.get("/")).status == 303


async def test_the_page_asked_for_comes_after_signing_in(console: Console) -> None:
    browser = await console.browser()
    asked = await browser.get("/items/7?event=3")
    assert asked.headers["Location"] == "/sign-in?next=/items/7?event%3D3"
    answer = await browser.sign_in("anna", PASSWORD, next="/items/7?event=3")
    assert answer.headers["Location"] == "/items/7?event=3"


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:x", ""]
)
async def test_signing_in_never_leads_elsewhere(console: Console, elsewhere: str) -> None:
    answer = await (await console.browser()).sign_in("anna", PASSWORD, next=elsewhere)
    assert answer.headers["Location"] == "/"


@pytest.mark.parametrize("name", ["anna", "nobody", "gone", "", "n" * 5_000, "nul\0"])
async def test_every_wrong_sign_in_gets_the_same_answer(console: Console, name: str) -> None:
    await console.people.add("gone", hash_password("x"), "agent", "test")
    await console.people.change("gone", "test", disabled=True)
    answer = await (await console.browser()).sign_in(name, "x" if name == "gone" else "wrong")
    assert answer.status == 401
    assert "don&#39;t belong together" in await answer.text()
    assert "Set-Cookie" not in answer.headers


async def test_a_name_has_to_wait_after_five_failures(console: Console, clock: HandClock) -> None:
    browser = await console.browser()
    for _ in range(PER_NAME):
        assert (await browser.sign_in("anna", "wrong")).status == 401
    refused = await browser.sign_in("anna", PASSWORD)
    assert refused.status == 429
    assert "wait 15 minutes" in await refused.text()
    assert (await browser.sign_in("bruno", PASSWORD)).status == 303
    clock.pass_by(WINDOW_S + 1)
    assert (await browser.sign_in("anna", PASSWORD)).status == 303


async def test_attempts_side_by_side_do_not_slip_past_the_limit(console: Console) -> None:
    browser = await console.browser()
    answers = await asyncio.gather(*(browser.sign_in("anna", f"guess {number}") for number in range(12)))
    assert sorted(answer.status for answer in answers) == [401] * PER_NAME + [429] * (12 - PER_NAME)


async def test_an_address_has_to_wait_after_twenty_failures(console: Console) -> None:
    browser = await console.browser()
    for number in range(PER_ADDRESS - 1):
        await console.people.note_failure([f"name:{number}", "address:127.0.0.1"], WINDOW_S)
    assert (await browser.sign_in("somebody else", "wrong")).status == 401
    assert (await browser.sign_in("anna", PASSWORD)).status == 429


async def test_the_database_knows_only_hashes(console: Console, sqlite: Database) -> None:
    browser = await console.browser()
    await browser.sign_in("anna", PASSWORD)
    (cookie,) = [cookie.value for cookie in browser.client.session.cookie_jar]
    path = Path(sqlite.name)
    stored = b"".join(file.read_bytes() for file in path.parent.glob(f"{path.name}*"))
    assert b"$argon2id$" in stored
    assert hash_of(cookie).encode() in stored
    assert cookie.encode() not in stored
    assert PASSWORD.encode() not in stored


async def test_a_session_ends_after_twelve_hours(console: Console, clock: HandClock) -> None:
    browser = await console.browser()
    await browser.sign_in("anna", PASSWORD)
    clock.pass_by(12 * 3_600 - 1)
    assert (await browser.get("/")).status == 200
    clock.pass_by(2)
    assert (await browser.get("/")).status == 303


async def test_a_disabled_person_is_out_at_once(console: Console) -> None:
    browser = await console.signed_in("anna")
    await console.people.change("anna", "zoe", disabled=True)
    assert (await browser.get("/")).status == 303


async def test_signing_in_again_ends_the_older_session(console: Console) -> None:
    browser = await console.signed_in("anna")
    (old,) = [cookie.value for cookie in browser.client.session.cookie_jar]
    await browser.sign_in("anna", PASSWORD)
    other = await console.browser()
    other.client.session.cookie_jar.update_cookies({"ascolto": old})
    assert (await other.get("/")).status == 303


async def test_the_cookie_is_out_of_reach_of_scripts(console: Console) -> None:
    answer = await (await console.browser()).sign_in("anna", PASSWORD)
    cookie = answer.headers["Set-Cookie"]
    assert all(trait in cookie for trait in ("HttpOnly", "SameSite=Lax", "Path=/"))
    assert "Secure" not in cookie


async def test_behind_https_the_cookie_is_bound_to_this_host(sqlite: Database, clock: HandClock) -> None:
    async with Console(sqlite, clock).running(secure_cookies=True) as console:
        answer = await (await console.browser()).sign_in("anna", PASSWORD)
        assert answer.headers["Set-Cookie"].startswith("__Host-ascolto=")
        assert "Secure" in answer.headers["Set-Cookie"]
        assert "max-age" in answer.headers["Strict-Transport-Security"]


def test_a_password_fits_only_its_own_hash() -> None:
    stored = hash_password("one")
    assert verify(stored, "one")
    assert not any((verify(stored, "two"), verify(None, "one"), verify("rubbish", "one"), verify(stored, "x" * 9_999)))
