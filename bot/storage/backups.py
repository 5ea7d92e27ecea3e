"""Copies of a SQLite database that are whole even while it is in use."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import make_url

from bot.domain.clock import utc_now
from bot.domain.errors import Explained
from bot.storage.database import Database
from bot.storage.outbox import look_before_sending


async def backup(database: Database, target: Path) -> None:
    """Copy the open database to a new file. Raises `Explained`."""
    await asyncio.to_thread(_copy_to_new, _file(database), target)


async def restore(database: Database, source: Path) -> int:
    """Put a backup in the database's place; returns how many replies are looked for before they may be sent.

    A reply that was approved in the backup may have gone out since: the platform is asked first (law 5).
    Raises `Explained`, also when another program has the database open.
    """
    await asyncio.to_thread(_copy_existing, source, _file(database))
    await database.upgrade()
    return await look_before_sending(database, utc_now(), "Restored from a backup; looking on the platform first.")


def _file(database: Database) -> Path:
    if not database.is_sqlite:
        raise Explained("This database is PostgreSQL; use pg_dump and pg_restore, which know it best.")
    return Path(make_url(database.url).database or "")


def _copy_to_new(source: Path, target: Path) -> None:
    if target.exists():
        raise Explained(f"{target} exists already; name a new file for the backup.")
    _copy(source, target)


def _copy_existing(source: Path, target: Path) -> None:
    if not source.is_file():
        raise Explained(f"The backup {source} does not exist; check the path.")
    _refuse_when_in_use(target)
    _copy(source, target)


def _refuse_when_in_use(target: Path) -> None:
    if not target.exists():
        return
    with closing(sqlite3.connect(target, timeout=0)) as connection:
        try:
            connection.execute("PRAGMA locking_mode=EXCLUSIVE")
            connection.execute("BEGIN EXCLUSIVE")
            connection.rollback()
        except sqlite3.OperationalError as error:
            raise Explained(f"{target} is in use; stop the service, then restore.") from error


def _copy(source: Path, target: Path) -> None:
    try:
        with closing(sqlite3.connect(f"{source.resolve().as_uri()}?mode=ro", uri=True)) as old:
            if old.execute("PRAGMA quick_check").fetchone() != ("ok",):
                raise Explained(f"{source} is damaged; use another backup.")
            with closing(sqlite3.connect(target)) as new:
                old.backup(new)
    except sqlite3.Error as error:
        raise Explained(
            f"{source} can't be copied to {target} ({error}); check both files and their rights."
        ) from error
