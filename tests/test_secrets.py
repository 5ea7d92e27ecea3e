"""Law 7: card numbers, passwords and tokens go through everything and are found nowhere afterwards."""

import asyncio
import io
import logging
import re
import socket
from collections.abc import Generator
from datetime import timedelta
from pathlib import Path

import pytest
import structlog
from aiohttp import ClientSession

from bot.app.accounts import account_of, change_master_key, make_room, store, stored_accounts
from bot.app.house import House, open_house
from bot.app.logs import set_up_logging
from bot.app.service import Role, run_service
from bot.web.sessions import hash_of
from config.settings import load_settings
from connectors.base import Health
from connectors.sandbox.x import Fault, XWorld, serve
from tests.pipeline.scene import ACCOUNT, PACE, x_account

CARD = "4111 1111 1111 1111"
PASSWORD = "Tr0ub4dor&3-horse"
IBAN = "DE89 3704 0044 0532 0130 00"
PIN = "my pin is 4417"
TOKENS = ("sandbox-bearer", "sandbox-consumer-secret", "sandbox-access-secret", "sandbox-access")

LONG = (CARD, CARD.replace(" ", ""), PASSWORD, IBAN, IBAN.replace(" ", ""), *TOKENS)

SECRETS = (*map(re.escape, LONG), r"\b4417\b")
"""As patterns; four digits count only by themselves, because they also stand in times and ids."""

MESSAGES = (
    f"charge my card {CARD} again and I cancel, still no refund",
    f"I can't log in, my password is {PASSWORD} and it says wrong",
    f"pay the refund to {IBAN} please",
    f"the machine ate my card, {PIN}",
    "my card is ４１１１ １１１１ １１１１ １１１１ and it was charged twice",
)


@pytest.fixture
def log() -> Generator[io.StringIO]:
    """Everything that is logged, at the most talkative level."""
    stream = io.StringIO()
    set_up_logging("debug", TOKENS, stream)
    yield stream
    logging.getLogger().handlers.clear()
    structlog.reset_defaults()


def free_port() -> int:
    """A port that nobody has right now."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


async def test_no_secret_is_left_in_logs_database_or_pages(tmp_path: Path, log: io.StringIO) -> None:
    world = XWorld(seed=3)
    world.limits_factor = 1_000.0
    settings = load_settings(
        None, {"database_url": str(tmp_path / "desk.db"), "model": "rules", "port": free_port()}, env={}
    )
    async with serve(world) as api, open_house(settings, pace=PACE) as house:
        ready = asyncio.Event()
        service = asyncio.create_task(run_service(house, {ACCOUNT: x_account(api)}, set(Role), ready=ready))
        await asyncio.wait_for(ready.wait(), 10)
        for number, text in enumerate(MESSAGES):
            world.post(f"customer{number}", f"@BrightwaveCare {text}")
        world.write("customer0", f"here again: {CARD}")
        await _drafted(house, len(MESSAGES) + 1)
        await _try_to_leak(house)
        await _keep_keys(house, api)
        world.faults.switch_on(Fault.SERVER_HTML)
        world.faults.switch_on(Fault.UNAUTHORIZED, after=3)
        await asyncio.sleep(0.5)
        for name in ("leak", f"leak {CARD}"):
            structlog.get_logger(name).error("failed", text=CARD, token=TOKENS[0], why=f"password: {PASSWORD}")
            logging.getLogger("somebody.elses").error("my password is %s, card %s, %s", PASSWORD, CARD, TOKENS[1])
        pages = await _pages(house)
        service.cancel()
        await asyncio.gather(service, return_exceptions=True)

    assert len(log.getvalue()) > 500
    _assert_clean("the log", log.getvalue())
    for name, content in await asyncio.to_thread(_files, tmp_path):
        _assert_clean(name, content)
    _assert_clean("the pages", pages)
    assert "•••• 1111" in pages


def _files(folder: Path) -> list[tuple[str, str]]:
    return [(file.name, file.read_bytes().decode("utf-8", "replace")) for file in folder.iterdir()]


def _assert_clean(where: str, text: str) -> None:
    for secret in SECRETS:
        found = re.search(secret, text)
        assert found is None, f"{secret!r} is in {where}: …{text[max(0, found.start() - 80) :][:160]}…"


async def _drafted(house: House, count: int) -> None:
    async with asyncio.timeout(20):
        while len(await house.queue.waiting(100)) < count:
            await asyncio.sleep(0.05)


async def _try_to_leak(house: House) -> None:
    """A person who pastes a secret into an answer is told, and it is covered before it is stored."""
    (item,) = await house.queue.waiting(1)
    _, verdict = await house.desk.edit(
        item.reply["id"], None, "anna", f"We have your card {CARD} and your password is {PASSWORD}."
    )
    assert "secret" in {finding.rule for finding in verdict.findings}


async def _keep_keys(house: House, api: str) -> None:
    """An account's keys go into the database and come back under a new master key."""
    account = account_of("x", dict(zip(("bearer_token", "consumer_secret"), TOKENS, strict=False)), {"api": api})
    await make_room(house, "kept", "x", replace=False)
    await store(house, "kept", account, Health(ok=True), replace=False)
    assert await change_master_key(house) == 1
    kept = (await stored_accounts(house))["kept"]
    assert kept.credentials == account.credentials
    structlog.get_logger("keys").error("failed", account=repr(kept.credentials), keys=TOKENS[0])


async def _pages(house: House) -> str:
    """Every page that shows a customer's words, as a signed-in person sees it."""
    token = "a-browser's-token"
    await house.people.add("anna", "no password opens this", "supervisor", "test")
    await house.people.open_session(hash_of(token), "anna", "csrf", house.clock() + timedelta(hours=1))
    base = f"http://127.0.0.1:{house.settings.port}"
    paths = ["/", "/report", "/metrics", "/readyz"]
    paths += [f"/items/{item.reply['id']}" for item in await house.queue.waiting(100)]
    found: list[str] = []
    async with ClientSession(cookies={"ascolto": token}) as browser:
        for path in paths:
            async with browser.get(base + path) as answer:
                assert answer.status in (200, 503), path
                found.append(await answer.text())
    return "\n".join(found)
