"""The schema and the way to it: one model for both kinds, and every trouble in one sentence."""

import asyncio
import sqlite3
import uuid
import warnings
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, text
from sqlmodel import SQLModel

from bot.domain.errors import Explained
from bot.storage.accounts import Accounts
from bot.storage.backups import backup, restore
from bot.storage.database import Database, DatabaseUnusable
from tests.support import HandClock, Rows, message, reply_states


async def test_the_migrations_make_exactly_the_tables_of_the_models(database: Database) -> None:
    def differences(connection: Connection) -> list[object]:
        context = MigrationContext.configure(connection, opts={"compare_type": False})
        found = compare_metadata(context, SQLModel.metadata)
        # SQLite can't tell an index over an expression apart, and Alembic says so instead of comparing it.
        return [change for change in found if "ix_reply_queue" not in str(change)]

    async with database.read() as connection:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it tells that it does not compare that index
            assert await connection.run_sync(differences) == []


async def test_upgrading_twice_is_harmless(database: Database) -> None:
    await database.upgrade()
    found, newest = await database.check()
    assert found == newest


async def test_two_processes_may_start_at_once(postgres: str) -> None:
    name = f"start_{uuid.uuid4().hex[:8]}"
    asyncpg: Any = import_module("asyncpg")
    server = await asyncpg.connect(postgres)
    await server.execute(f'CREATE DATABASE "{name}"')
    await server.close()
    url = postgres.replace("/postgres?", f"/{name}?")
    async with Database(url) as one, Database(url) as another:
        await asyncio.gather(one.upgrade(), another.upgrade())
        starting = [Accounts(database, HandClock()) for database in (one, another) for _ in range(4)]
        await asyncio.gather(*(accounts.register({"brand": "x", "shop": "x"}) for accounts in starting))
        assert [row["name"] for row in await starting[0].all()] == ["brand", "shop"]


async def test_reading_is_one_view_whatever_is_written_meanwhile(database: Database) -> None:
    accounts = Accounts(database, HandClock())
    await accounts.register({"brand": "x"})
    count = text("SELECT count(*) FROM account")
    async with database.read() as connection:
        before = (await connection.execute(count)).scalar()
        await accounts.register({"shop": "x"})
        assert (await connection.execute(count)).scalar() == before


async def test_sqlite_survives_a_power_cut(sqlite: Database) -> None:
    async with sqlite.read() as connection:
        assert (await connection.execute(text("PRAGMA journal_mode"))).scalar() == "wal"
        assert (await connection.execute(text("PRAGMA synchronous"))).scalar() == 2  # FULL


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("/no/such/folder/desk.db", "folder /no/such/folder"),
        ("mysql://host/name", "use sqlite or postgresql"),
        ("://", "can't be read"),
        ("postgresql://somebody:secret@127.0.0.1:1/desk", "can't be reached"),
    ],
)
async def test_an_unusable_database_is_named_with_the_fix(url: str, sentence: str) -> None:
    with pytest.raises(DatabaseUnusable, match=sentence) as raised:
        async with Database(url) as database:
            await database.upgrade()
    assert "secret" not in str(raised.value)


async def test_a_file_that_is_no_database_is_left_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "letters.txt"
    file.write_text("Dear customer, " * 1_000)
    with pytest.raises(DatabaseUnusable, match="is not a database"):
        async with Database(str(file)) as database:
            await database.upgrade()
    assert file.read_text().startswith("Dear customer")


async def test_a_folder_is_no_database(tmp_path: Path) -> None:
    with pytest.raises(DatabaseUnusable, match="is a folder"):
        async with Database(str(tmp_path)) as database:
            await database.upgrade()


async def test_a_newer_schema_is_not_touched(sqlite: Database) -> None:
    async with sqlite.write() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(Explained, match="newer Ascolto"):
        await sqlite.upgrade()


async def test_a_backup_is_whole_and_comes_back(sqlite: Database, tmp_path: Path) -> None:
    async with sqlite.write() as connection:
        await connection.execute(
            text("INSERT INTO account (name, platform, state, changed_at) VALUES ('a', 'x', 'active', '2026-11-18')")
        )
    copy = tmp_path / "copy.db"
    await backup(sqlite, copy)
    with sqlite3.connect(copy) as opened:
        assert opened.execute("SELECT name FROM account").fetchall() == [("a",)]
    opened.close()
    async with Database(str(tmp_path / "new.db")) as fresh:
        await restore(fresh, copy)
        assert (await fresh.check())[0] == (await sqlite.check())[0]
    with pytest.raises(Explained, match="exists already"):
        await backup(sqlite, copy)


async def test_a_database_in_use_is_not_restored_over(sqlite: Database, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    await backup(sqlite, copy)
    async with sqlite.read() as connection:
        await connection.execute(text("SELECT 1"))
    with pytest.raises(Explained, match="in use"):
        await restore(sqlite, copy)


async def test_after_a_restore_replies_are_looked_for_before_they_are_sent(sqlite: Database, tmp_path: Path) -> None:
    rows = Rows(sqlite, HandClock())
    await rows.ask(message("1"), message("2"))
    await rows.decisions.approve(1, 1, "anna")
    copy = tmp_path / "copy.db"
    await backup(sqlite, copy)
    async with Database(str(tmp_path / "new.db")) as fresh:
        assert await restore(fresh, copy) == 1
        assert await reply_states(fresh) == [(1, 1, "unknown"), (2, 1, "proposed")]
