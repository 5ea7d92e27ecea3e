"""Law 10: what goes wrong with one account, or with one message, stays there."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import ClassVar

import pytest

from bot.app.house import House, open_house
from bot.app.service import Role, run_service
from bot.domain.approval import ApprovedReply
from bot.domain.delivery import Pace
from bot.domain.limits import Limits
from bot.domain.message import Author, Inbound
from bot.domain.reply import ReplyState
from bot.pipeline.ingest import Ingest
from bot.pipeline.stage import keep_running
from classifiers.disclosures import mask_secrets
from config.settings import load_settings
from connectors.base import Batch, Connector, Cursor, Health, Receipt
from connectors.limits import X
from tests.pipeline.scene import until
from tests.support import ACCOUNT, HandClock, Rows, message

TOKEN = "https://api.invalid/send?access_token=EAAG-very-secret"


class Troubled(Connector):
    """An account that hears nothing, and fails in ways that no port foresees."""

    kind: ClassVar[str] = "x"
    limits: ClassVar[Limits] = X
    pause_s = 0.05

    def __init__(self, trouble: str = "") -> None:
        self.trouble = trouble
        self.rechecked = asyncio.Event()

    async def __aenter__(self) -> "Troubled":
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        return None

    async def listen(self, cursor: Cursor | None) -> AsyncIterator[Batch]:
        for batch in ():
            yield batch

    async def send(self, reply: ApprovedReply, *, key: str) -> Receipt:
        raise RuntimeError(f"Cannot connect to {TOKEN}")

    async def find_sent(self, reply: ApprovedReply, *, key: str) -> Receipt | None:
        return None

    async def recheck(self, external_ids: Sequence[str]) -> Sequence[Inbound]:
        if self.trouble == "hangs":
            await asyncio.Event().wait()
        if self.trouble == "fails":
            raise RuntimeError("no port foresees this")
        self.rechecked.set()
        return ()

    async def check(self) -> Health:
        return Health(ok=True)


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    settings = load_settings(None, {"database_url": str(tmp_path / "desk.db"), "model": "rules"}, env={})
    pace = Pace(send_timeout_s=1.0, lease_s=2.0, look_delays_s=(60.0,), recheck_s=0.1)
    async with open_house(settings, pace=pace) as opened:
        yield opened


@pytest.mark.parametrize("trouble", ["fails", "hangs"])
async def test_one_account_that_can_not_be_looked_up_keeps_no_other_waiting(house: House, trouble: str) -> None:
    bad, good = Troubled(trouble), Troubled()
    await house.accounts.register({"a bad one": "x", ACCOUNT: "x"})
    await Rows(house.database, HandClock(house.clock())).ask(message("1"))
    await house.desk.approve(1, None, "anna")
    (lost,) = await house.outbox.claim_approved(ACCOUNT, 1, 0.1)
    service = asyncio.create_task(run_service(house, {"a bad one": bad, ACCOUNT: good}, {Role.DELIVER}))
    try:
        await asyncio.wait_for(good.rechecked.wait(), 5)

        async def picked_up() -> bool:
            return (await house.queue.item(lost.id)).reply["state"] == ReplyState.UNKNOWN

        assert await until(picked_up, 5)
    finally:
        service.cancel()
        await asyncio.gather(service, return_exceptions=True)


async def test_the_words_of_a_failing_connector_are_not_stored(house: House, tmp_path: Path) -> None:
    await Rows(house.database, HandClock(house.clock())).ask(message("1"))
    await house.desk.approve(1, None, "anna")
    service = asyncio.create_task(run_service(house, {ACCOUNT: Troubled()}, {Role.DELIVER}))
    try:

        async def unknown() -> bool:
            return (await house.queue.item(1)).reply["state"] == ReplyState.UNKNOWN

        assert await until(unknown, 5)
    finally:
        service.cancel()
        await asyncio.gather(service, return_exceptions=True)
    assert "RuntimeError" in (await house.queue.item(1)).reply["reason"]
    assert "EAAG-very-secret" not in everything_in(tmp_path)


async def test_what_no_database_can_hold_keeps_no_message_waiting(rows: Rows) -> None:
    odd = message("1\x00", author=Author(id="\ud800", handle="a\x00b", name="\udfff"), thread_id="t\x00\ud800")
    house_of_one = Ingest(rows.inbox, mask_secrets, rows.clock, _Silent())
    await rows.accounts.register({ACCOUNT: "x"})
    stored = await house_of_one.take(ACCOUNT, "x", Batch((odd, message("2")), Cursor("c")))
    assert stored.new == 2


async def test_a_secret_in_a_handle_is_covered_and_an_id_is_left_alone(rows: Rows) -> None:
    card = "4111111111111111"
    items = (message(card, author=Author(id=card, handle=f"my card {card}")),)
    await rows.accounts.register({ACCOUNT: "x"})
    await Ingest(rows.inbox, mask_secrets, rows.clock, _Silent()).take(ACCOUNT, "x", Batch(items, Cursor("c")))
    (row,) = await rows.messages()
    assert card not in row["author_handle"]
    assert (row["external_id"], row["author_id"]) == (card, card)


def everything_in(folder: Path) -> str:
    """What was written to the disk."""
    return "".join(file.read_bytes().decode("utf-8", "replace") for file in folder.iterdir())


class _Silent:
    def hint(self, stage: str) -> None:
        return None

    async def wait(self, stage: str, timeout_s: float) -> None:
        await asyncio.sleep(min(timeout_s, 0.01))


class _Slow:
    """A stage whose step takes longer than any stop is patient."""

    name: ClassVar[str] = "slow"
    poll_s: ClassVar[float] = 1.0

    def __init__(self) -> None:
        self.begun, self.over = asyncio.Event(), asyncio.Event()

    async def step(self) -> int:
        self.begun.set()
        try:
            await asyncio.sleep(3_600)
        finally:
            await asyncio.sleep(0)
            self.over.set()
        return 0


@pytest.mark.parametrize("stops", [1, 2])
async def test_a_stop_leaves_no_step_running(monkeypatch: pytest.MonkeyPatch, stops: int) -> None:
    monkeypatch.setattr("bot.pipeline.stage.FINISH_S", 0.1)
    stage = _Slow()
    running = asyncio.create_task(keep_running(stage, _Silent()))
    await stage.begun.wait()
    for _ in range(stops):
        running.cancel()
        await asyncio.sleep(0.01)
    with pytest.raises(asyncio.CancelledError):
        await running
    assert stage.over.is_set()
