"""A day of traffic, with faults and restarts every few minutes: each customer message is stored once (laws 1, 6)."""

import os
import random
import secrets
from collections import Counter
from contextlib import suppress

import pytest

from bot.pipeline.engine import LocalEngine
from bot.pipeline.ingest import Ingest, Listener
from bot.storage.database import Database
from bot.storage.inbox import Stored
from classifiers.base import Masked
from connectors.base import Batch
from tests.contract.conftest import HARNESSES
from tests.contract.harness import Harness, Trouble
from tests.support import ACCOUNT, HandClock, Rows

STEP_S = 300
STEPS = 24 * 3600 // STEP_S
PEOPLE = ("mila", "rosa", "jan", "ola", "dan")
TROUBLES = (
    *(Trouble.RATE_LIMIT, Trouble.RATE_LIMIT_WITHOUT_TIME, Trouble.SERVER_ERROR, Trouble.SERVER_HTML),
    *(Trouble.SERVER_EMPTY, Trouble.GARBLED, Trouble.SIGNED_OUT, Trouble.DUPLICATE_ITEMS, Trouble.DISORDER),
    *(Trouble.RESET_AFTER, Trouble.TIMEOUT_BEFORE),
)


class Killed(BaseException):
    """The process is no more."""


class Mortal(Ingest):
    """Dies at a batch, before or after it is stored; never with None."""

    def __init__(self, rows: Rows, dies_at: float | None) -> None:
        super().__init__(rows.inbox, Masked, rows.clock, LocalEngine())
        self._left = dies_at

    async def take(self, account: str, platform: str, batch: Batch) -> Stored:
        """One half of a life for each side of a batch."""
        self._age()
        stored = await super().take(account, platform, batch)
        self._age()
        return stored

    def _age(self) -> None:
        if self._left is not None:
            self._left -= 0.5
            if self._left <= 0:
                raise Killed


class Day:
    """One desk that listens to one platform, and is stopped in the middle of its work again and again."""

    def __init__(self, platform: Harness, database: Database, turn: random.Random) -> None:
        self.platform = platform
        self.turn = turn
        self.clock = HandClock()
        self.rows = Rows(database, self.clock)
        self.asked: list[str] = []

    async def begin(self) -> None:
        """The account is there, and what was said before today is not its business."""
        await self.rows.accounts.register({ACCOUNT: self.platform.connector().kind})
        await self.listen(passes=1)

    async def step(self) -> None:
        """Five minutes: some people write, something may break, and the desk runs until it is stopped."""
        for _ in range(self.turn.choice((0, 0, 1, 2, 3, 8))):
            number = len(self.asked)
            private = self.turn.random() < 0.3
            text = f"question {number}"
            self.asked.append(self.platform.ask(text, private=private, by=self.turn.choice(PEOPLE)))
        if self.turn.random() < 0.4:
            self.platform.trouble(self.turn.choice(TROUBLES), sending=False, after=self.turn.randrange(4))
        await self.listen(passes=self.turn.randrange(3), killed=self.turn.random() < 0.3)
        self.platform.forward(STEP_S)

    async def listen(self, *, passes: int, killed: bool = False) -> None:
        """A start of the desk, some passes, and its end, in order or not."""
        self.clock.now = self.platform.now()
        await self.rows.accounts.set_state(ACCOUNT, "active", "somebody who signed in again")
        ingest = Mortal(self.rows, self.turn.choice((0.5, 1.0, 1.5, 2.0)) if killed else None)
        with suppress(Killed):
            async with self.platform.connector() as connector:
                listener = Listener(ACCOUNT, connector, ingest, self.rows.accounts, self.clock)
                for _ in range(passes):
                    await listener.once()


@pytest.mark.parametrize("kind", ["facebook", "x"])
async def test_every_message_of_a_day_is_stored_once(kind: str, sqlite: Database) -> None:
    seed = int(os.environ.get("ASCOLTO_DAY_SEED") or secrets.randbelow(2**32))
    print(f"ASCOLTO_DAY_SEED={seed}")
    platform = HARNESSES[kind]()
    async with platform.running():
        day = Day(platform, sqlite, random.Random(seed))
        await day.begin()
        for _ in range(STEPS):
            await day.step()
        for _ in range(12):  # an hour without new faults
            platform.forward(STEP_S)
            await day.listen(passes=2)
        stored = Counter(str(row["external_id"]) for row in await day.rows.messages())
    assert stored == Counter(day.asked), f"seed {seed}"
