"""What the desk notices about its own listening, and about tokens that end."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from bot.domain.alarms import AlarmKind
from bot.pipeline.channel import Channel
from bot.pipeline.checkup import Checkup
from bot.pipeline.engine import LocalEngine
from bot.pipeline.ingest import UNFORESEEN, Ingest, Listener
from classifiers.disclosures import mask_secrets
from connectors.base import Batch, Cursor, Health, SignedOut, Unavailable
from tests.pipeline.test_own_troubles import TOKEN, Troubled
from tests.support import ACCOUNT, NOON, Rows


class Stumbling(Troubled):
    """Fails as told, and says of itself what it is told to say."""

    def __init__(self) -> None:
        super().__init__()
        self.error: Exception | None = None
        self.health = Health(ok=True)
        self.checks = 0

    async def listen(self, cursor: Cursor | None) -> AsyncIterator[Batch]:
        if self.error:
            raise self.error
        for batch in ():
            yield batch

    async def check(self) -> Health:
        self.checks += 1
        return self.health


def listener(rows: Rows, connector: Stumbling) -> Listener:
    ingest = Ingest(rows.inbox, mask_secrets, rows.clock, LocalEngine())
    return Listener(ACCOUNT, connector, ingest, rows.accounts, rows.clock)


async def kinds(rows: Rows) -> list[AlarmKind]:
    return [alarm.kind for alarms in (await rows.accounts.alarms()).values() for alarm in alarms]


async def test_listening_that_fails_is_told_after_a_while_and_ends_by_itself(rows: Rows) -> None:
    connector = Stumbling()
    await rows.accounts.register({ACCOUNT: "x"})
    listening = listener(rows, connector)
    connector.error = Unavailable("X can't be reached.")
    for _ in range(16):
        await listening.once()
        rows.clock.pass_by(60)
    assert await kinds(rows) == [AlarmKind.FAILING]
    assert "X can't be reached." in (await rows.accounts.alarms())[ACCOUNT][0].message
    connector.error = None
    await listening.once()
    assert await kinds(rows) == []


async def test_the_words_of_an_unforeseen_error_are_shown_to_nobody(rows: Rows) -> None:
    connector = Stumbling()
    await rows.accounts.register({ACCOUNT: "x"})
    connector.error = RuntimeError(TOKEN)
    await listener(rows, connector).once()
    assert (await rows.accounts.get(ACCOUNT))["trouble"] == UNFORESEEN


async def test_listening_is_noted_each_minute_and_not_on_every_pass(rows: Rows) -> None:
    await rows.accounts.register({ACCOUNT: "x"})
    listening = listener(rows, Stumbling())
    noted: list[float] = []
    for _ in range(9):
        await listening.once()
        noted.append(((await rows.accounts.get(ACCOUNT))["listened_at"] - NOON).total_seconds())
        rows.clock.pass_by(20)
    assert noted == [0, 0, 0, 60, 60, 60, 120, 120, 120]


@pytest.mark.parametrize("state", ["paused", "signed_out"])
async def test_an_account_that_is_stopped_is_not_noted_as_heard(rows: Rows, state: str) -> None:
    await rows.accounts.register({ACCOUNT: "x"})
    await rows.accounts.set_state(ACCOUNT, state, "anna")
    await listener(rows, Stumbling()).once()
    assert (await rows.accounts.get(ACCOUNT))["listened_at"] is None


async def test_a_dead_token_is_told_as_signed_out_and_not_as_failing(rows: Rows) -> None:
    connector = Stumbling()
    connector.error = SignedOut("The token is dead.")
    await rows.accounts.register({ACCOUNT: "x"})
    await listener(rows, connector).once()
    assert (await rows.accounts.get(ACCOUNT))["state"] == "signed_out"
    rows.clock.pass_by(86_400)
    assert await kinds(rows) == []


async def test_a_token_that_ends_is_known_and_logged_once_a_day(rows: Rows) -> None:
    connector = Stumbling()
    connector.health = Health(ok=True, expires_at=NOON + timedelta(days=10))
    await rows.accounts.register({ACCOUNT: "x"})
    checkup = Checkup(channel=Channel(ACCOUNT, connector, rows.accounts), clock=rows.clock)
    with capture_logs() as logged:
        for _ in range(6):
            assert await checkup.step() == 0
            rows.clock.pass_by(6 * 3_600)
            await rows.accounts.listened(ACCOUNT)
    told = [line["why"] for line in logged if line["event"] == "account_token_ends"]
    assert ["in 10 days" in told[0], "in 9 days" in told[1], len(told)] == [True, True, 2]
    assert connector.checks == 2
    assert await kinds(rows) == [AlarmKind.EXPIRING]
    connector.health = Health(ok=False, problems=("It can't be reached.",))
    rows.clock.pass_by(86_400)
    await checkup.step()
    assert (await rows.accounts.get(ACCOUNT))["expires_at"] == NOON + timedelta(days=10)
    connector.health = Health(ok=True)
    rows.clock.pass_by(86_400)
    await checkup.step()
    assert (await rows.accounts.get(ACCOUNT))["expires_at"] is None


async def test_a_paused_account_is_not_asked(rows: Rows) -> None:
    connector = Stumbling()
    await rows.accounts.register({ACCOUNT: "x"})
    await rows.accounts.set_state(ACCOUNT, "paused", "anna")
    await Checkup(channel=Channel(ACCOUNT, connector, rows.accounts), clock=rows.clock).step()
    assert connector.checks == 0
