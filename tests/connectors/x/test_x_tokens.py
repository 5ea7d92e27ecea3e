"""OAuth 2.0 tokens: renewed once by whoever comes first, on the disk before use, and never lost by a stop midway."""

import asyncio
import logging
import sys
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from bot.app.registry import connector_for
from config.settings import AccountSettings
from connectors.base import ConnectorError, SignedOut, Unavailable
from connectors.sandbox.x import Fault, XWorld, serve
from connectors.sandbox.x_tokens import TokenDesk
from connectors.x import XConnector
from connectors.x_settings import XCredentials, XOptions
from connectors.x_tokens import Pair
from tests.connectors.x.x_support import HandClock, heard, messages, options, sealed

TOKENS = "POST /2/oauth2/token"


def keys_of(world: XWorld, **others: Any) -> XCredentials:
    keys = world.keys
    given = XCredentials(client_id=keys.client_id, client_secret=keys.client_secret, refresh_token=keys.refresh_token)
    return replace(given, **others)


@asynccontextmanager
async def desk(world: XWorld, place: Path, **others: Any) -> AsyncGenerator[XConnector]:
    async with serve(world) as api, at(world, api, place, **others) as connector:
        yield connector


def at(world: XWorld, api: str, place: Path, keys: XCredentials | None = None, **others: Any) -> XConnector:
    habits = options(api, tokens_path=str(place), **others)
    return XConnector(keys or keys_of(world), habits, clock=world.clock)


@pytest.fixture
def world() -> XWorld:
    return XWorld(clock=HandClock(), seed=3)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "x.tokens"


def _is_private(place: Path) -> bool:
    return place.stat().st_mode & 0o077 == 0


def _content(place: Path) -> bytes:
    return place.read_bytes()


async def test_listening_and_answering_work_with_renewed_tokens(world: XWorld, place: Path) -> None:
    post = world.post("mila", "@BrightwaveCare hello?")
    world.write("mila", "and in private")
    async with desk(world, place) as connector:
        items, _ = await heard(connector)
        await connector.send(sealed("Hello.", target_id=post.id), key="1")
        assert (await connector.check()).ok
    assert sorted(messages(items)) == ["@BrightwaveCare hello?", "and in private"]
    assert [each.typed for each in world.thread(post.id)] == ["@BrightwaveCare hello?", "Hello."]
    assert world.tokens.renewals == 1


async def test_a_restart_goes_on_with_the_kept_pair_and_later_ones_with_its_successors(
    world: XWorld, place: Path
) -> None:
    clock = world.clock
    assert isinstance(clock, HandClock)
    async with serve(world) as api:
        for start in range(6):
            async with at(world, api, place) as connector:
                assert (await connector.check()).ok
            assert world.tokens.renewals == start // 2 + 1
            clock.forward(minutes=61)
    assert _is_private(place)


async def test_the_new_pair_is_on_the_disk_before_the_first_call_with_it(
    world: XWorld, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[str, bool]] = []

    def watched(desk: TokenDesk, header: str, now: datetime) -> str | None:
        seen.append((header, place.exists()))
        return owner(desk, header, now)

    owner = TokenDesk.owner
    monkeypatch.setattr(TokenDesk, "owner", watched)
    async with desk(world, place) as connector:
        await connector.check()
    assert seen == [("Bearer sandbox-access-1", True)]


async def test_what_is_kept_tells_nobody_anything(world: XWorld, place: Path) -> None:
    async with desk(world, place) as connector:
        await connector.check()
    assert b"sandbox" not in _content(place)


async def test_many_connectors_of_one_account_renew_once(world: XWorld, place: Path) -> None:
    async with serve(world) as api:
        connectors = [at(world, api, place) for _ in range(8)]
        for connector in connectors:
            await connector.__aenter__()
        found = await asyncio.gather(*(connector.check() for connector in connectors for _ in range(2)))
        for connector in connectors:
            await connector.__aexit__(None, None, None)
    assert all(health.ok for health in found)
    assert world.tokens.renewals == 1


async def test_several_processes_renew_once(world: XWorld, place: Path) -> None:
    script = Path(__file__).with_name("x_token_process.py")
    async with serve(world) as api:
        started = [await _process(script, api, place) for _ in range(3)]
        told = [await process.communicate() for process in started]
    assert [out.strip() for out, _ in told] == [b"ok"] * 3
    assert world.tokens.renewals == 1


async def _process(script: Path, api: str, place: Path) -> asyncio.subprocess.Process:
    pipe = asyncio.subprocess.PIPE
    root = str(Path(__file__).parents[3])
    return await asyncio.create_subprocess_exec(
        sys.executable, str(script), api, str(place), stdout=pipe, cwd=root, env={"PYTHONPATH": root}
    )


@pytest.mark.parametrize("sending", [False, True])
async def test_a_token_that_died_early_is_renewed_and_the_call_made_once(
    world: XWorld, place: Path, sending: bool
) -> None:
    post = world.post("mila", "@BrightwaveCare hello?")
    async with desk(world, place) as connector:
        await connector.check()
        world.tokens.end_access()
        if sending:
            await connector.send(sealed("Hello.", target_id=post.id), key="1")
        else:
            await heard(connector)
    assert len(world.thread(post.id)) == (2 if sending else 1)
    assert world.tokens.renewals == 2


async def test_a_token_refused_again_is_for_a_person(world: XWorld, place: Path) -> None:
    async with desk(world, place) as connector:
        world.faults.switch_on(Fault.UNAUTHORIZED, endpoint="GET /2/users/me", count=2)
        health = await connector.check()
    assert "no longer accepts the token" in health.problems[0]


async def test_a_taken_back_authorisation_is_for_a_person_until_there_is_a_new_one(world: XWorld, place: Path) -> None:
    async with serve(world) as api:
        async with at(world, api, place) as connector:
            await connector.check()
            world.tokens.revoke()
            with pytest.raises(SignedOut, match="authorise the app again"):
                await heard(connector)
        world.tokens.settle(world.brand.id, replace(world.keys, refresh_token="by-hand"))
        async with at(world, api, place, keys_of(world, refresh_token="by-hand")) as connector:
            assert (await connector.check()).ok


async def test_a_wrong_client_secret_is_said_to_be_one(world: XWorld, place: Path) -> None:
    async with serve(world) as api, at(world, api, place, keys_of(world, client_secret="wrong")) as connector:
        with pytest.raises(SignedOut, match="client_secret"):
            await heard(connector)


@pytest.mark.parametrize("fault", [Fault.SERVER_HTML, Fault.RATE_LIMIT, Fault.RESET_BEFORE, Fault.SERVER_EMPTY])
async def test_a_renewal_that_fails_for_now_is_surely_nothing_sent(world: XWorld, place: Path, fault: Fault) -> None:
    post = world.post("mila", "@BrightwaveCare hello?")
    async with desk(world, place) as connector:
        world.faults.switch_on(fault, endpoint=TOKENS, count=1)
        with pytest.raises(Unavailable):
            await connector.send(sealed("Hello.", target_id=post.id), key="1")
        await connector.send(sealed("Hello.", target_id=post.id), key="1")
    assert len(world.thread(post.id)) == 2


async def test_a_stop_in_the_middle_of_a_renewal_loses_no_token(world: XWorld, place: Path) -> None:
    async with serve(world) as api:
        async with at(world, api, place) as connector:
            asked = asyncio.create_task(connector.check())
            while not world.tokens.renewals:
                await asyncio.sleep(0)
            asked.cancel()
            with pytest.raises(asyncio.CancelledError):
                await asked
        async with at(world, api, place) as connector:
            assert (await connector.check()).ok
    assert world.tokens.renewals == 1


async def test_without_a_place_to_keep_them_no_token_is_used_up(world: XWorld, tmp_path: Path) -> None:
    async with desk(world, tmp_path / "nowhere" / "x.tokens") as connector:
        with pytest.raises(Unavailable, match="can't be kept"):
            await heard(connector)
    assert world.tokens.renewals == 0


async def test_a_pair_that_could_not_be_kept_is_kept_before_anything_else(
    world: XWorld, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = OSError(28, "No space left on device")

    def fail(*_: object) -> None:
        raise full

    async with serve(world) as api:
        async with at(world, api, place) as connector:
            with monkeypatch.context() as patched:
                patched.setattr("os.fsync", fail)
                for _ in range(2):
                    with pytest.raises(Unavailable, match="No space left"):
                        await heard(connector)
            assert (await connector.check()).ok
        async with at(world, api, place) as connector:
            assert (await connector.check()).ok
    assert world.tokens.renewals == 1


async def test_a_missing_scope_is_named(world: XWorld, place: Path) -> None:
    world.tokens.scopes = ("tweet.read", "tweet.write", "users.read", "offline.access")
    async with serve(world) as api:
        async with at(world, api, place) as connector:
            assert "dm.read, dm.write" in " ".join((await connector.check()).problems)
        async with at(world, api, place, direct_messages=False) as connector:
            assert (await connector.check()).ok


async def test_no_token_is_shown(world: XWorld, place: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    shown: list[str] = []
    async with desk(world, place) as connector:
        for step in (connector.check(), heard(connector)):
            shown.append(repr(await step))
        world.tokens.revoke()
        try:
            await heard(connector)
        except ConnectorError as error:
            shown += [repr(error), repr(error.__cause__)]
        shown.append(repr(vars(connector)))
    text = " ".join([*shown, caplog.text])
    assert not [word for word in ("sandbox-access-", "sandbox-refresh", "sandbox-client") if word in text]


def test_what_is_no_pair_is_none() -> None:
    for kept in (None, "", "x", "[]", "{}", '{"refresh": "r", "ends_at": "soon"}', "[" * 100_000):
        assert Pair.read(kept) is None


def test_keys_that_do_not_belong_together_are_refused_in_words() -> None:
    with pytest.raises(ValueError, match="all three"):
        XCredentials(client_id="a", refresh_token="b")
    with pytest.raises(ValueError, match="not both"):
        XCredentials(
            client_id="a",
            client_secret="b",
            refresh_token="c",
            consumer_key="d",
            consumer_secret="e",
            access_token="f",
            access_token_secret="g",
        )
    with pytest.raises(ValueError, match="tokens_path"):
        XConnector(XCredentials(client_id="a", client_secret="b", refresh_token="c"), XOptions())


def test_the_registry_gives_the_tokens_a_place() -> None:
    settings = AccountSettings.model_validate(
        {"platform": "x", "client_id": "a", "client_secret": "b", "refresh_token": "c"}
    )
    assert isinstance(connector_for("care", settings, HandClock()), XConnector)
