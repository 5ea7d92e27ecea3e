"""The way to the database: one pool, reads beside one writer, and schema upgrades."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, nullcontext
from importlib.resources import files
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util.exc import CommandError
from sqlalchemy import Connection, event, func, make_url, select
from sqlalchemy.exc import (
    ArgumentError,
    DBAPIError,
    InterfaceError,
    OperationalError,
)
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from bot.domain.errors import Explained
from bot.storage.turns import Turns

BUSY_TIMEOUT_MS = 30_000

_UPGRADING = 0x41534349
"""Names the lock of an upgrade among PostgreSQL's advisory locks."""


class DatabaseUnusable(Explained):
    """The database can't be used as it is; the message names it and the fix."""


class Database:
    """One database, SQLite or PostgreSQL. Close it when done.

    On SQLite `write()` sees no other writer: it takes its lock at the start (BEGIN IMMEDIATE), so a transaction never
    fails half-way because it read before it wrote. On PostgreSQL many write at once; `bot.storage.holding` makes those
    that decide about the same conversation take turns.
    """

    def __init__(self, url: str) -> None:
        self.url = _async_url(url)
        self.name = _shown(self.url)
        self.is_sqlite = self.url.startswith("sqlite")
        self._engine = _engine(self.url, is_sqlite=self.is_sqlite)
        self._writers = Turns()

    @asynccontextmanager
    async def read(self) -> AsyncGenerator[AsyncConnection]:
        """A consistent view that is thrown away at the end. Raises `DatabaseUnusable`."""
        with _InWords(self.name):
            async with self._engine.connect() as connection:
                if not self.is_sqlite:  # where every statement would see what was committed since the last one
                    await connection.execution_options(isolation_level="REPEATABLE READ")
                yield connection

    @asynccontextmanager
    async def write(self, *, urgent: bool = False) -> AsyncGenerator[AsyncConnection]:
        """A transaction: committed at the end, undone on any error. Raises `DatabaseUnusable`.

        `urgent` for what somebody outside waits for: on SQLite it goes before the writers that wait already.
        """
        with _InWords(self.name):
            # Waiting here costs nothing; waiting inside SQLite would hold a thread and poll.
            turn = self._writers.turn(urgent=urgent) if self.is_sqlite else nullcontext()
            async with turn, self._engine.connect() as connection:
                await connection.execution_options(ascolto_write=True)
                async with connection.begin():
                    yield connection

    @property
    def file(self) -> Path | None:
        """The file of a SQLite database; None for any other and for one in memory."""
        path = make_url(self.url).database
        return Path(path) if self.is_sqlite and path and path != ":memory:" else None

    async def close(self) -> None:
        """Give every connection back."""
        await self._engine.dispose()

    async def __aenter__(self) -> "Database":
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def upgrade(self) -> None:
        """Bring the schema to the newest version. Raises `DatabaseUnusable` with the reason in words."""
        self._check_place()
        async with self.write() as connection:
            await connection.run_sync(_upgrade)

    async def check(self) -> tuple[str | None, str]:
        """The schema version found and the newest one. Raises `DatabaseUnusable`."""
        self._check_place()
        async with self.read() as connection:
            return await connection.run_sync(_current), _newest()

    def _check_place(self) -> None:
        path = self.file
        if path is None:
            return
        folder = path.parent
        if path.is_dir():
            raise DatabaseUnusable(
                f"The database {path} is a folder; name a file inside it, for example {path}/ascolto.db."
            )
        if not folder.is_dir():
            raise DatabaseUnusable(
                f"The folder {folder} of the database does not exist; create it or name another file."
            )


def _async_url(url: str) -> str:
    drivers = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+asyncpg", "postgres": "postgresql+asyncpg"}
    if "://" not in url:  # a plain path is what people type
        return f"sqlite+aiosqlite:///{url}"
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise DatabaseUnusable(
            "The database URL can't be read; write sqlite:///file.db or postgresql://user@host/name."
        ) from error
    driver = drivers.get(parsed.drivername, parsed.drivername)
    if driver not in drivers.values():
        raise DatabaseUnusable(f"The database kind '{parsed.drivername}' is not supported; use sqlite or postgresql.")
    return parsed.set(drivername=driver).render_as_string(hide_password=False)


def _shown(url: str) -> str:
    parsed = make_url(url)
    return (
        parsed.database or url
        if parsed.drivername.startswith("sqlite")
        else parsed.render_as_string(hide_password=True)
    )


def _engine(url: str, *, is_sqlite: bool) -> AsyncEngine:
    if not is_sqlite:
        return create_async_engine(url, pool_pre_ping=True, pool_size=8, hide_parameters=True)
    engine = create_async_engine(url, pool_size=8, max_overflow=8, hide_parameters=True)
    event.listen(engine.sync_engine, "connect", _prepare_sqlite)
    event.listen(engine.sync_engine, "begin", _begin_sqlite)
    return engine


_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "secure_delete=ON",  # what a customer takes back, and a raw call that was read, is overwritten, not only unlinked
    f"busy_timeout={BUSY_TIMEOUT_MS}",
)


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # the driver would begin by itself, and too late
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("ascolto_write")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _alembic_config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(files("bot.storage") / "migrations"))
    config.set_main_option("path_separator", "os")
    return config


def _upgrade(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":  # several processes may start at once
        connection.execute(select(func.pg_advisory_xact_lock(_UPGRADING)))
    config = _alembic_config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _current(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _newest() -> str:
    return ScriptDirectory.from_config(_alembic_config()).get_current_head() or ""


_TROUBLES = (DBAPIError, OSError, CommandError)
_OUT_OF_REACH = (OperationalError, InterfaceError, OSError)
"""Always the database's trouble; any other error belongs to whoever wrote the statement, unless it is known below."""


class _InWords:
    """Turns what a driver says into one sentence with the fix."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __enter__(self) -> None:
        return None

    def __exit__(self, _type: object, error: BaseException | None, _trace: object) -> None:
        if isinstance(error, _TROUBLES) and (_told(error) or isinstance(error, _OUT_OF_REACH)):
            raise DatabaseUnusable(_sentence(self._name, error)) from error


_SENTENCES = {
    "unable to open": "can't be opened; check that the file and its folder may be read and written by this user.",
    "readonly": "is read-only; give this user the right to write the file and its folder, or name another file.",
    "read-only": "is read-only; give this user the right to write the file and its folder, or name another file.",
    "not a database": "is not a database; it holds something else, so name another file.",
    "malformed": "is damaged; restore the last backup with 'ascolto db restore'.",
    "locked": "is locked by another program; stop that program and try again.",
    "disk is full": "has no room left on its disk; free some space and try again.",
    "disk I/O": "can't be read or written on its disk; check the disk and the file's rights.",
    "password authentication": "refused the user or password; check database_url.",
    "does not exist": "does not exist on the server; create it or check database_url.",
    "Can't locate revision": "was made by a newer Ascolto; upgrade Ascolto.",
}


def _told(error: BaseException) -> str | None:
    said = str(error.orig if isinstance(error, DBAPIError) else error)
    return next((sentence for sign, sentence in _SENTENCES.items() if sign in said), None)


def _sentence(name: str, error: DBAPIError | OSError | CommandError) -> str:
    told = str(error.orig if isinstance(error, DBAPIError) else error)
    if known := _told(error):
        return f"The database {name} {known}"
    if isinstance(error, _OUT_OF_REACH):
        return f"The database {name} can't be reached ({told.splitlines()[0]}); check database_url and its server."
    return f"The database {name} does not work ({told.splitlines()[0]})."
