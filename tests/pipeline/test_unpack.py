"""From raw calls to messages: each message exactly once, whatever is repeated, killed or unreadable."""

import asyncio
import shutil
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from aiohttp import ClientSession
from aiohttp.test_utils import unused_port
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.app.house import open_house
from bot.app.service import Role, run_service
from bot.domain.message import Inbound
from bot.pipeline.engine import LocalEngine
from bot.pipeline.forget import Forget
from bot.pipeline.ingest import Ingest, Listener
from bot.pipeline.unpack import CALLS, Unpack
from bot.storage.calls import Calls
from bot.storage.database import Database, DatabaseUnusable
from bot.storage.inbox import Inbox
from classifiers.disclosures import mask_secrets
from config.settings import load_settings
from tests.pipeline.scene import until
from tests.signed import SignedConnector, SignedWebhooks, body_of, signed
from tests.support import ACCOUNT, HandClock, Rows, message


class Desk:
    """The unpacking of one account over a database; `restart` is what a crash leaves."""

    def __init__(self, database: Database, clock: HandClock) -> None:
        self.rows = Rows(database, clock)
        self.calls = Calls(database, clock)
        self.ingest = Ingest(self.rows.inbox, mask_secrets, clock, LocalEngine())
        self.webhooks = SignedWebhooks(clock)
        self.restart()

    def restart(self) -> None:
        self.unpack = Unpack(
            calls=self.calls, ingest=self.ingest, account=ACCOUNT, platform="x", webhooks=self.webhooks
        )

    async def arrive(self, *bodies: bytes) -> None:
        await self.rows.accounts.register({ACCOUNT: "x"})
        await self.calls.keep([(ACCOUNT, body) for body in bodies])

    async def finish(self) -> None:
        while await self.unpack.step():
            pass

    async def texts(self) -> list[tuple[str, str]]:
        return [(row["external_id"], row["text"]) for row in await self.rows.messages()]


@pytest.fixture
def desk(database: Database, clock: HandClock) -> Desk:
    return Desk(database, clock)


async def test_secrets_are_covered_and_the_raw_call_is_blank(desk: Desk) -> None:
    await desk.arrive(body_of("1", text="my card is 4111 1111 1111 1111"), b"not JSON", b"[1]")
    await desk.finish()
    assert await desk.texts() == [("1", "my card is •••• 1111")]
    assert await desk.calls.backlog() == (0, 0.0)


async def test_more_calls_than_fit_at_once_are_taken_in_order(desk: Desk) -> None:
    numbers = [str(number) for number in range(CALLS * 2 + 1)]
    await desk.arrive(*(body_of(number, text=f"version {number}") for number in numbers))
    edits = (body_of("7", text=f"edit {number}", kind="edit") for number in numbers)
    await desk.arrive(*edits)
    await desk.finish()
    found = dict(await desk.texts())
    assert list(found) == numbers
    assert found["7"] == f"edit {numbers[-1]}"


@pytest.mark.parametrize("first", ["polled", "called"])
async def test_polled_and_called_is_one_message(desk: Desk, first: str) -> None:
    await desk.arrive(body_of("1"))
    listener = Listener(ACCOUNT, SignedConnector([message("1")]), desk.ingest, desk.rows.accounts, desk.rows.clock)
    if first == "called":
        await desk.finish()
    await listener.once()
    await desk.finish()
    assert [row["external_id"] for row in await desk.rows.messages()] == ["1"]
    account = await desk.rows.accounts.get(ACCOUNT)
    assert account["cursor"] == "polled"  # a call leaves it where it was


async def test_a_paused_account_is_heard_all_the_same(desk: Desk) -> None:
    await desk.arrive(body_of("1"))
    await desk.rows.accounts.set_state(ACCOUNT, "paused", "anna")
    await desk.finish()
    assert [external_id for external_id, _ in await desk.texts()] == ["1"]


class Stumbling(SignedWebhooks):
    """Breaks the port's promise for one body."""

    def parse(self, body: bytes) -> Sequence[Inbound]:
        if b"stumble" in body:
            raise RuntimeError("a fault of ours")
        return super().parse(body)


async def test_a_call_that_can_not_be_read_waits_aside_until_the_next_start(desk: Desk) -> None:
    desk.webhooks = Stumbling()
    desk.restart()
    await desk.arrive(body_of("1"), body_of("2", text="stumble"), body_of("3"))
    await desk.finish()
    assert [external_id for external_id, _ in await desk.texts()] == ["1", "3"]
    assert (await desk.calls.backlog())[0] == 1
    desk.webhooks = SignedWebhooks()
    desk.restart()
    await desk.finish()
    assert [external_id for external_id, _ in await desk.texts()] == ["1", "3", "2"]


async def test_a_message_that_can_not_be_stored_keeps_no_other_waiting(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Inbox.store

    async def fussy(self: Inbox, account: str, platform: str, items: Sequence[Inbound], *rest: Any, **more: Any) -> Any:
        if any(item.text == "unheard of" for item in items):
            raise ValueError("no column fits")
        return await store(self, account, platform, items, *rest, **more)

    monkeypatch.setattr(Inbox, "store", fussy)
    await desk.arrive(body_of("1"), body_of("2", text="unheard of"), body_of("3"))
    await desk.finish()
    assert [external_id for external_id, _ in await desk.texts()] == ["1", "3"]
    assert (await desk.calls.backlog())[0] == 1


async def test_forget_goes_on_until_nothing_old_is_left(desk: Desk) -> None:
    await desk.arrive(*(body_of(str(number)) for number in range(1_001)))
    desk.rows.clock.pass_by(31 * 86_400)
    forget = Forget(desk.calls)
    assert [await forget.step() for _ in range(3)] == [1_000, 1, 0]


class _Killed(BaseException):
    """Stands for a kill at the last moment before a commit, or at the first one after it."""


IDS = st.lists(st.integers(0, 5).map(str), min_size=1, max_size=3, unique=True)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("call"), IDS),
        st.tuples(st.just("poll"), IDS),
        st.tuples(st.just("unpack"), st.sampled_from(["whole", "killed before", "killed after", "database away"])),
    ),
    min_size=3,
    max_size=14,
)


@settings(max_examples=30)
@given(steps=STEPS)
async def test_any_order_of_repeats_and_crashes_stores_each_message_once(sqlite_file: Path, steps: Any) -> None:
    with TemporaryDirectory() as folder:
        async with Database(str(shutil.copy(sqlite_file, folder))) as database:
            desk = Desk(database, HandClock())
            said: set[str] = set()
            for what, given_ in steps:
                if what == "unpack":
                    await _unpack(desk, given_)
                    continue
                said |= set(given_)
                await (desk.arrive(body_of(*given_)) if what == "call" else _poll(desk, given_))
            await desk.finish()
            assert sorted(external_id for external_id, _ in await desk.texts()) == sorted(said)
            received = await desk.rows.queue.changed_after(0, 1_000)
            assert len(received) == len(said)  # one event each: nothing was taken in twice
            assert await desk.calls.backlog() == (0, 0.0)


async def _poll(desk: Desk, ids: list[str]) -> None:
    await desk.rows.hear(*(desk.webhooks.parse(body_of(*ids))))


async def _unpack(desk: Desk, ending: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        if ending != "whole":
            patch.setattr(Inbox, "store", _ending(ending))
        try:
            await desk.unpack.step()
        except (_Killed, DatabaseUnusable):
            desk.restart()


def _ending(ending: str) -> Any:
    store = Inbox.store

    async def ended(self: Inbox, *given: Any, **more: Any) -> Any:
        if ending == "database away":
            raise DatabaseUnusable("The database is away.")
        if ending == "killed after":
            await store(self, *given, **more)
        raise _Killed

    return ended


@pytest.mark.parametrize("roles", [{Role.WEB, Role.LISTEN}, {Role.WEB}], ids=["one process", "only the console"])
async def test_the_service_receives_and_only_listening_opens_the_connector(tmp_path: Path, roles: set[Role]) -> None:
    given_ = {"database_url": str(tmp_path / "desk.db"), "model": "rules", "port": unused_port()}
    connector, ready, body = SignedConnector(), asyncio.Event(), body_of("1")
    async with open_house(load_settings(None, given_, env={})) as house, ClientSession() as http:
        service = asyncio.create_task(run_service(house, {ACCOUNT: connector}, roles, ready=ready))
        await asyncio.wait_for(ready.wait(), 30)
        try:
            url = f"http://127.0.0.1:{house.settings.port}/webhooks/x/{ACCOUNT}"
            async with http.post(url, data=body, headers=signed(body)) as answer:
                assert answer.status == 200
            assert connector.opened is (Role.LISTEN in roles)
            left = 0 if Role.LISTEN in roles else 1

            async def settled() -> bool:
                return (await house.calls.backlog())[0] == left

            await until(settled, 30)
            assert len(await Rows(house.database, HandClock()).messages()) == 1 - left
        finally:
            service.cancel()
            await asyncio.gather(service, return_exceptions=True)
