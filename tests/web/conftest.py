"""A running console over a SQLite file."""

from collections.abc import AsyncGenerator

import pytest

from bot.storage.database import Database
from tests.support import HandClock
from tests.web.console import Console


@pytest.fixture
async def console(sqlite: Database, clock: HandClock) -> AsyncGenerator[Console]:
    """The console, with its team."""
    async with Console(sqlite, clock).running() as running:
        yield running
