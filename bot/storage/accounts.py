"""Channel accounts: how far each was heard, how its listening goes, and whether it may work (law 10)."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import RowMapping, func, select, update

from bot.domain.alarms import Alarm, Vitals, alarms_of
from bot.domain.clock import Clock
from bot.domain.errors import Explained
from bot.storage.claims import insert_or_ignore
from bot.storage.database import Database
from bot.storage.events import append, entry
from bot.storage.silence import silent_since
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
                .values(state=state, reason=reason, changed_at=now, failing_since=None, trouble=None)
            )
            if changed.rowcount:
                detail = {"why": reason} if reason else None
                await append(connection, [entry(now, by, f"account_{state}", account=name, detail=detail)])

    async def listened(self, name: str) -> None:
        """A pass of listening went through."""
        await self._note(name, listened_at=self._clock(), failing_since=None, trouble=None)

    async def failing(self, name: str, trouble: str) -> None:
        """A pass of listening failed; `trouble` is a sentence without secrets."""
        since = func.coalesce(ACCOUNTS.c.failing_since, self._clock(), type_=ACCOUNTS.c.failing_since.type)
        await self._note(name, failing_since=since, trouble=trouble)

    async def ends(self, name: str, expires_at: datetime | None) -> None:
        """What the platform says about the end of the token; None where it says nothing."""
        await self._note(name, expires_at=expires_at)

    async def alarms(self) -> dict[str, tuple[Alarm, ...]]:
        """What a person should look into, by account; accounts that are paused or signed out raise no alarm."""
        now = self._clock()
        async with self._database.read() as connection:
            working = select(ACCOUNTS).where(ACCOUNTS.c.state == "active").order_by(ACCOUNTS.c.name)
            rows = (await connection.execute(working)).mappings().all()
            silent = {row["name"]: await silent_since(connection, row["name"], now) for row in rows}
        found = {row["name"]: alarms_of(_vitals(row, silent[row["name"]]), now) for row in rows}
        return {name: alarms for name, alarms in found.items() if alarms}

    async def _note(self, name: str, **values: Any) -> None:
        async with self._database.write() as connection:
            await connection.execute(update(ACCOUNTS).where(ACCOUNTS.c.name == name).values(**values))


def _vitals(row: RowMapping, silent: datetime | None) -> Vitals:
    return Vitals(
        name=row["name"],
        since=row["changed_at"],
        listened_at=row["listened_at"],
        heard_at=row["heard_at"],
        failing_since=row["failing_since"],
        trouble=row["trouble"],
        silent_since=silent,
        expires_at=row["expires_at"],
    )
