"""Channel accounts: how far each was heard, and whether it may work (law 10)."""

from collections.abc import Mapping, Sequence

from sqlalchemy import RowMapping, select, update

from bot.domain.clock import Clock
from bot.domain.errors import Explained
from bot.storage.claims import insert_or_ignore
from bot.storage.database import Database
from bot.storage.events import append, entry
from bot.storage.tables import Account, table

ACCOUNTS = table(Account)


class UnknownAccount(Explained):
    """No account of that name; the sentence names those there are."""


class Accounts:
    """One row per channel account."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def register(self, platforms: Mapping[str, str]) -> None:
        """Make sure that every account of the configuration (name → platform) has its row."""
        now = self._clock()
        rows = [
            {"name": name, "platform": platform, "state": "active", "changed_at": now}
            for name, platform in platforms.items()
        ]
        async with self._database.write() as connection:
            if rows:
                # Several processes may start at once.
                await connection.execute(insert_or_ignore(connection, ACCOUNTS, "name"), rows)

    async def all(self) -> Sequence[RowMapping]:
        """Every account, by name."""
        async with self._database.read() as connection:
            return (await connection.execute(select(ACCOUNTS).order_by(ACCOUNTS.c.name))).mappings().all()

    async def get(self, name: str) -> RowMapping:
        """One account. Raises `UnknownAccount`."""
        for row in (accounts := await self.all()):
            if row["name"] == name:
                return row
        names = ", ".join(row["name"] for row in accounts) or "none yet"
        raise UnknownAccount(f"There is no account '{name}'; known: {names}.")

    async def set_state(self, name: str, state: str, by: str, reason: str | None = None) -> None:
        """Make an account active, paused or signed_out. Raises `UnknownAccount`."""
        await self.get(name)
        now = self._clock()
        async with self._database.write() as connection:
            changed = await connection.execute(
                update(ACCOUNTS)
                .where(ACCOUNTS.c.name == name, ACCOUNTS.c.state != state)
                .values(state=state, reason=reason, changed_at=now)
            )
            if changed.rowcount:
                detail = {"why": reason} if reason else None
                await append(connection, [entry(now, by, f"account_{state}", account=name, detail=detail)])
