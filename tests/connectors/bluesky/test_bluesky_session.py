"""A session is kept and renewed; nobody signs in more often than a server allows, and no secret is shown."""

import logging
from datetime import timedelta
from pathlib import Path

import pytest

from bot.app.registry import connector_for
from config.errors import ConfigError
from config.settings import AccountSettings
from connectors.base import ConnectorError, SignedOut, Unavailable
from connectors.bluesky import BlueskyConnector
from connectors.bluesky_settings import BlueskyCredentials, BlueskyOptions
from connectors.sandbox.bluesky import BlueskyWorld, Fault, Sessions, Standing, serve
from tests.connectors.bluesky.bluesky_support import HandClock, credentials, desk, heard, messages, options, sealed


async def test_a_second_start_goes_on_with_the_kept_session(tmp_path: Path) -> None:
    world, sessions = BlueskyWorld(clock=HandClock()), Sessions()
    file = tmp_path / "brand.session"
    async with serve(world, sessions=sessions) as service:
        for _ in range(3):
            keys, habits = credentials(world), options(service, session_file=str(file))
            async with BlueskyConnector(keys, habits, clock=world.clock) as connector:
                assert (await connector.check()).ok
    assert sessions.opened == 1
    assert file.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("content", [b"", b"rubbish", b"\x00" * 200])
async def test_an_unreadable_session_costs_a_sign_in_and_nothing_else(tmp_path: Path, content: bytes) -> None:
    world, sessions = BlueskyWorld(clock=HandClock()), Sessions()
    file = tmp_path / "brand.session"
    file.write_bytes(content)
    async with desk(world, sessions=sessions, session_file=str(file)) as connector:
        assert (await connector.check()).ok
    assert sessions.opened == 1


async def test_a_place_that_takes_no_file_costs_nothing_else() -> None:
    async with desk(BlueskyWorld(clock=HandClock()), session_file="/nowhere/at/all") as connector:
        assert (await connector.check()).ok


async def test_the_kept_session_tells_nobody_anything(tmp_path: Path) -> None:
    file = tmp_path / "brand.session"
    async with desk(BlueskyWorld(clock=HandClock()), session_file=str(file)) as connector:
        await connector.check()
    raw = file.read_bytes()
    assert b"eyJ" not in raw
    assert b"did:plc" not in raw


async def test_a_session_about_to_end_is_renewed_without_a_sign_in() -> None:
    clock, sessions = HandClock(), Sessions()
    world = BlueskyWorld(clock=clock)
    async with desk(world, sessions=sessions) as connector:
        for _ in range(20):
            clock.forward(hours=1, minutes=50)
            assert (await connector.check()).ok
    assert sessions.opened == 1


@pytest.mark.parametrize("fault", [Fault.ENDED_SESSION, Fault.UNKNOWN_SESSION])
async def test_a_session_that_ended_early_is_renewed_and_the_reply_sent_once(fault: Fault) -> None:
    clock, sessions = HandClock(), Sessions()
    world = BlueskyWorld(clock=clock)
    post = world.post("mila", "@brightwave.example hello?")
    clock.forward(seconds=1)
    async with desk(world, sessions=sessions) as connector:
        world.faults.switch_on(fault, endpoint="com.atproto.repo.createRecord", count=1)
        await connector.send(sealed("Hello.", target_id=post.uri), key="1")
    assert [each.text for each in world.thread(post.uri)] == ["@brightwave.example hello?", "Hello."]
    assert sessions.opened == 1


async def test_a_session_that_cant_be_renewed_is_begun_anew() -> None:
    clock, sessions = HandClock(), Sessions()
    async with desk(BlueskyWorld(clock=clock), sessions=sessions) as connector:
        await connector.check()
        sessions.end_all()
        clock.forward(hours=3)
        assert (await connector.check()).ok
    assert sessions.opened == 2


async def test_a_revoked_app_password_is_for_a_person_and_asked_about_seldom() -> None:
    clock, sessions = HandClock(), Sessions()
    world = BlueskyWorld(clock=clock)
    keys = BlueskyCredentials(identifier=world.brand.handle, app_password="old one")
    async with (
        serve(world, sessions=sessions) as service,
        BlueskyConnector(keys, options(service), clock=clock) as connector,
    ):
        for _ in range(3):
            with pytest.raises(SignedOut, match="app password"):
                await heard(connector)
        world.app_password = "old one"
        with pytest.raises(SignedOut):
            await heard(connector)
        clock.forward(minutes=6)
        assert (await connector.check()).ok


async def test_a_limit_on_signing_in_is_waited_for() -> None:
    world = BlueskyWorld(clock=HandClock())
    world.faults.switch_on(Fault.RATE_LIMIT, endpoint="com.atproto.server.createSession", count=1)
    async with desk(world) as connector:
        with pytest.raises(Unavailable) as caught:
            await heard(connector)
    assert caught.value.retry_at == world.clock() + timedelta(hours=1)


async def test_without_chat_in_the_app_password_the_public_side_works_on() -> None:
    world = BlueskyWorld(clock=HandClock())
    world.chat_allowed = False
    world.post("mila", "@brightwave.example hello?")
    async with desk(world) as connector:
        items, _ = await heard(connector)
        health = await connector.check()
    assert messages(items) == ["@brightwave.example hello?"]
    assert any("direct messages" in problem for problem in health.problems)


@pytest.mark.parametrize(
    "fault", [None, Fault.ENDED_SESSION, Fault.SERVER_HTML, Fault.TIMEOUT_BEFORE, Fault.GARBLED, Fault.TAKEN_DOWN]
)
async def test_no_secret_is_ever_shown(fault: Fault | None, caplog: pytest.LogCaptureFixture, tmp_path: Path) -> None:
    caplog.set_level(logging.DEBUG)
    world = BlueskyWorld(clock=HandClock(), app_password="SECRET-password")
    shown = [repr(credentials(world)), str(credentials(world))]
    post = world.post("mila", "@brightwave.example hello")
    async with desk(world, request_timeout_s=0.5, session_file=str(tmp_path / "kept")) as connector:
        if fault:
            world.faults.switch_on(fault, seconds=1)
        for step in (
            connector.check(),
            heard(connector),
            connector.send(sealed("Hi", target_id=post.uri), key="1"),
            connector.find_sent(sealed("Hi", target_id=post.uri), key="1"),
        ):
            try:
                shown.append(repr(await step))
            except ConnectorError as error:
                shown += [repr(error), repr(error.__cause__), str(error)]
        shown += [repr(vars(connector))]
    told = " ".join([*shown, caplog.text])
    assert "SECRET" not in told
    assert "eyJ" not in told


def test_half_a_key_is_refused_in_words() -> None:
    with pytest.raises(ValueError, match="app_password"):
        BlueskyCredentials(identifier="brightwave.example", app_password=" ")
    with pytest.raises(ValueError, match="begins with https"):
        BlueskyOptions(service="bsky.social")


def test_a_configured_account_is_made_with_a_session_file_of_its_own() -> None:
    keys = {"platform": "bluesky", "identifier": "brightwave.example", "app_password": "x"}
    assert isinstance(connector_for("brand", AccountSettings.model_validate(keys), HandClock()), BlueskyConnector)
    wrong = AccountSettings.model_validate({**keys, "options": {"stream": True}})
    with pytest.raises(ConfigError, match=r"accounts\.brand\.options\.stream"):
        connector_for("brand", wrong, HandClock())


@pytest.mark.parametrize("standing", [Standing.DEACTIVATED, Standing.TAKEN_DOWN])
async def test_an_account_that_is_shut_while_listening_is_said_so(standing: Standing) -> None:
    world = BlueskyWorld(clock=HandClock())
    async with desk(world) as connector:
        _, cursor = await heard(connector)
        world.standing = standing
        with pytest.raises(SignedOut, match="deactivated"):
            await heard(connector, cursor)
        assert not (await connector.check()).ok
