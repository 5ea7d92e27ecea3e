"""Copies of a SQLite database that are whole even while it is in use."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import make_url

from bot.domain.errors import Explained
from bot.storage.database import Database


async def backup(database: Database, target: Path) -> None:
    """Copy the open database to a new file. Raises `Explained`."""
    await asyncio.to_thread(_copy_to_new, _file(database), target)


async def restore(database: Database, source: Path) -> None:
    """Put a backup in the database's place; stop the service first. Raises `Explained`."""
    await asyncio.to_thread(_copy_existing, source, _file(database))


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
    _copy(source, target)


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
