"""Accounts that seem to work and don't, as the database knows them."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from bot.domain.alarms import AlarmKind
from bot.storage.database import Database
from tests.support import ACCOUNT, NOON, HandClock, Rows, message


async def told(rows: Rows) -> list[tuple[str, AlarmKind]]:
    return [(name, alarm.kind) for name, alarms in (await rows.accounts.alarms()).items() for alarm in alarms]


async def hear_weeks(rows: Rows) -> None:
    """Five weeks in which customers wrote three times an hour at this time of the day, and a last one at noon."""
    ago = [timedelta(weeks=weeks, minutes=-20 * part) for weeks in range(1, 6) for part in range(36)]
    times = [NOON, *(NOON - each for each in ago)]
    await rows.hear(*(message(str(number), created_at=at) for number, at in enumerate(times)))


async def test_an_account_that_falls_silent_is_told_until_somebody_writes(rows: Rows) -> None:
    await hear_weeks(rows)
    for minutes, expected in ((30, []), (210, []), (60, [(ACCOUNT, AlarmKind.SILENT)])):
        rows.clock.pass_by(minutes * 60)
        await rows.accounts.listened(ACCOUNT)
        assert await told(rows) == expected
    ((alarm,),) = (await rows.accounts.alarms()).values()
    assert "2026-11-18 12:00 UTC" in alarm.message
    await rows.hear(message("new", created_at=rows.clock()))
    assert await told(rows) == []


async def test_what_the_brand_writes_breaks_no_silence(rows: Rows) -> None:
    await hear_weeks(rows)
    rows.clock.pass_by(6 * 3_600)
    await rows.hear(message("brand's", created_at=rows.clock()))
    async with rows.database.write() as connection:
        await connection.execute(text("UPDATE message SET own = true WHERE external_id = 'brand''s'"))
    await rows.accounts.listened(ACCOUNT)
    assert await told(rows) == [(ACCOUNT, AlarmKind.SILENT)]


@pytest.mark.parametrize("state", ["paused", "signed_out"])
async def test_an_account_that_is_stopped_raises_no_alarm(rows: Rows, state: str) -> None:
    await hear_weeks(rows)
    rows.clock.pass_by(86_400)
    await rows.accounts.failing(ACCOUNT, "The platform is down.")
    rows.clock.pass_by(86_400)
    assert await told(rows) == [(ACCOUNT, AlarmKind.FAILING)]
    await rows.accounts.set_state(ACCOUNT, state, "anna")
    assert await told(rows) == []
    await rows.accounts.set_state(ACCOUNT, "active", "anna")
    await rows.accounts.listened(ACCOUNT)
    assert await told(rows) == [(ACCOUNT, AlarmKind.SILENT)]


async def test_failing_is_counted_from_the_first_failure_and_ends_with_a_pass_that_went_through(rows: Rows) -> None:
    await rows.accounts.register({ACCOUNT: "x", "shop": "x"})
    for minutes, expected in ((0, []), (14, []), (1, [(ACCOUNT, AlarmKind.FAILING)])):
        rows.clock.pass_by(minutes * 60)
        await rows.accounts.listened("shop")
        await rows.accounts.failing(ACCOUNT, f"X is down for {minutes}.")
        assert await told(rows) == expected
    (alarm,) = (await rows.accounts.alarms())[ACCOUNT]
    assert "since 2026-11-18 12:00 UTC: X is down for 1." in alarm.message
    await rows.accounts.listened(ACCOUNT)
    assert await told(rows) == []


async def test_a_file_that_was_read_once_raises_no_alarm(rows: Rows) -> None:
    await hear_weeks(rows)
    rows.clock.pass_by(86_400)
    assert await told(rows) == []


async def test_an_account_that_nobody_listens_to_is_told(rows: Rows) -> None:
    await rows.accounts.register({ACCOUNT: "x"})
    assert await told(rows) == []
    rows.clock.pass_by(15 * 60)
    (alarm,) = (await rows.accounts.alarms())[ACCOUNT]
    assert "Nothing has listened to it yet" in alarm.message
    await rows.accounts.listened(ACCOUNT)
    rows.clock.pass_by(14 * 60)
    assert await told(rows) == []
    rows.clock.pass_by(60)
    (alarm,) = (await rows.accounts.alarms())[ACCOUNT]
    assert "since 2026-11-18 12:15 UTC" in alarm.message


@pytest.mark.parametrize(
    ("left", "words"),
    [
        (timedelta(days=14, seconds=1), None),
        (timedelta(days=13, hours=1), "ends on 2026-12-01, in 13 days"),
        (timedelta(days=1), "ends on 2026-11-19, in 1 day;"),
        (timedelta(hours=3), "within a day"),
        (timedelta(hours=-1), "ended on 2026-11-18"),
    ],
)
async def test_the_end_of_a_token_is_told_days_ahead(rows: Rows, left: timedelta, words: str | None) -> None:
    await rows.accounts.register({ACCOUNT: "x"})
    await rows.accounts.ends(ACCOUNT, NOON + left)
    alarms = (await rows.accounts.alarms()).get(ACCOUNT, ())
    assert [alarm.kind for alarm in alarms] == ([AlarmKind.EXPIRING] if words else [])
    assert all(words is not None and words in alarm.message for alarm in alarms)
    await rows.accounts.ends(ACCOUNT, None)
    assert await told(rows) == []


async def test_the_looks_go_into_the_index_alone(sqlite: Database) -> None:
    rows = Rows(sqlite, HandClock())
    await hear_weeks(rows)
    rows.clock.pass_by(86_400)
    await rows.accounts.listened(ACCOUNT)
    assert await told(rows) == [(ACCOUNT, AlarmKind.SILENT)]
    plan = text(
        "EXPLAIN QUERY PLAN SELECT created_at FROM message WHERE account = 'brand' AND own = 0 "
        "AND created_at >= '2026-11-01' ORDER BY created_at LIMIT 10"
    )
    async with sqlite.read() as connection:
        steps = [row[3] for row in await connection.execute(plan)]
    assert len(steps) == 1
    assert "COVERING INDEX ix_message_heard" in steps[0]
