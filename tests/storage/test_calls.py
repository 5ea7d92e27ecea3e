"""Raw calls of platforms: each once, in order, blank as soon as their messages are stored, gone in time."""

from datetime import timedelta
from pathlib import Path

from sqlalchemy import make_url, select

from bot.storage.calls import CALLS, Calls, Forgotten
from bot.storage.database import Database
from tests.support import ACCOUNT, HandClock, Rows, message

WEEK, MONTH = timedelta(days=7), timedelta(days=30)


async def test_calls_come_back_in_order_each_once_and_by_account(rows: Rows) -> None:
    calls = Calls(rows.database, rows.clock)
    await calls.keep([(ACCOUNT, b"1"), (ACCOUNT, b"2"), (ACCOUNT, b"1"), ("shop", b"1")])
    await calls.keep([(ACCOUNT, b"2"), (ACCOUNT, b"0")])
    found = await calls.unread(ACCOUNT, 10)
    assert [call.body for call in found] == [b"1", b"2", b"0"]
    assert [call.body for call in await calls.unread("shop", 10)] == [b"1"]
    assert await calls.unread(ACCOUNT, 1, but=[found[0].id]) == [found[1]]


async def test_storing_the_messages_of_a_call_blanks_it_and_a_repeat_stays_known(rows: Rows) -> None:
    calls = Calls(rows.database, rows.clock)
    await rows.accounts.register({ACCOUNT: "x"})
    await calls.keep([(ACCOUNT, b"1"), (ACCOUNT, b"2")])
    first, second = await calls.unread(ACCOUNT, 10)
    await rows.inbox.store(ACCOUNT, "x", [message("1")], None, calls=[first.id])
    await calls.keep([(ACCOUNT, b"1")])
    assert await calls.unread(ACCOUNT, 10) == [second]
    async with rows.database.read() as connection:
        kept = (await connection.execute(select(CALLS.c.body).order_by(CALLS.c.id))).scalars().all()
    assert kept == [None, b"2"]


async def test_the_backlog_tells_how_many_wait_and_how_long(rows: Rows) -> None:
    calls = Calls(rows.database, rows.clock)
    assert await calls.backlog() == (0, 0.0)
    await calls.keep([(ACCOUNT, b"1")])
    rows.clock.pass_by(40)
    await calls.keep([(ACCOUNT, b"2")])
    rows.clock.pass_by(2)
    assert await calls.backlog() == (2, 42.0)


async def test_what_was_read_is_forgotten_after_a_week_and_anything_after_a_month(rows: Rows) -> None:
    calls = Calls(rows.database, rows.clock)
    await calls.keep([(ACCOUNT, b"read"), (ACCOUNT, b"unread")])
    read, _ = await calls.unread(ACCOUNT, 10)
    await rows.inbox.store(ACCOUNT, "x", [], None, calls=[read.id])
    assert await calls.forget(WEEK, MONTH, 10) == Forgotten(0, 0)
    rows.clock.pass_by(WEEK.total_seconds() + 1)
    await calls.keep([(ACCOUNT, b"new")])
    assert await calls.forget(WEEK, MONTH, 10) == Forgotten(1, 0)
    rows.clock.pass_by((MONTH - WEEK).total_seconds())
    assert await calls.forget(WEEK, MONTH, 10) == Forgotten(1, 1)
    assert [call.body for call in await calls.unread(ACCOUNT, 10)] == [b"new"]


async def test_a_blank_call_is_overwritten_in_the_file(sqlite: Database, clock: HandClock) -> None:
    calls = Calls(sqlite, clock)
    secrets = [f"4111 1111 1111 {number:04}".encode() for number in range(1_000, 1_050)]
    await calls.keep([(ACCOUNT, secret * 200) for secret in secrets])
    waiting = await calls.unread(ACCOUNT, 100)
    await Rows(sqlite, clock).inbox.store(ACCOUNT, "x", [], None, calls=[call.id for call in waiting])
    await sqlite.close()  # which empties the write-ahead log into the file
    assert b"4111 1111 1111" not in _file(sqlite)


def _file(database: Database) -> bytes:
    return Path(make_url(database.url).database or "").read_bytes()
