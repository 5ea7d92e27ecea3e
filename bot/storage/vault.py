"""The keys of accounts that were added here: covered text by name, opened by nobody in this file."""

from collections.abc import Callable, Mapping

from sqlalchemy import delete, insert, select, update

from bot.domain.clock import Clock
from bot.domain.errors import Explained
from bot.storage.accounts import ACCOUNTS
from bot.storage.claims import insert_or_ignore
from bot.storage.database import Database
from bot.storage.events import append, entry
from bot.storage.tables import AccountKeys, table

KEYS = table(AccountKeys)

Cover = Callable[[], str]
"""Called inside the transaction: on SQLite a change of the master key can't slip in between."""


class NameTaken(Explained):
    """Another account has that name."""


class NotStored(Explained):
    """No keys are stored under that name."""


class Vault:
    """One row per account that was added here."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def all(self) -> dict[str, str]:
        """Covered keys by account, in the order of names."""
        async with self._database.read() as connection:
            found = await connection.execute(select(KEYS.c.name, KEYS.c.covered).order_by(KEYS.c.name))
            return {row.name: row.covered for row in found}

    async def refuse_taken(self, name: str, platform: str) -> None:
        """Raises `NameTaken` when the name belongs to an account of another platform, whose messages bear it."""
        async with self._database.read() as connection:
            other = (await connection.execute(select(ACCOUNTS.c.platform).where(ACCOUNTS.c.name == name))).scalar()
        if other not in (None, platform):
            raise NameTaken(f"The name '{name}' belongs to an account on {other}; choose another with --name.")

    async def put(self, name: str, platform: str, cover: Cover, by: str, *, replace: bool) -> None:
        """Store an account and make it active, all at once; with `replace` its keys are new and the rest stays.

        Raises `NameTaken`, and what `cover` raises; then nothing is stored.
        """
        await self.refuse_taken(name, platform)
        now = self._clock()
        account = {"name": name, "platform": platform, "state": "active", "changed_at": now}
        async with self._database.write() as connection:
            await connection.execute(insert_or_ignore(connection, ACCOUNTS, "name"), [account])
            values = {"covered": cover(), "stored_at": now}
            known = (await connection.execute(select(KEYS.c.name).where(KEYS.c.name == name))).scalar()
            if known and not replace:
                raise NameTaken(f"There is an account '{name}' already; choose another name, or use --replace.")
            statement = update(KEYS).where(KEYS.c.name == name) if known else insert(KEYS).values(name=name)
            await connection.execute(statement.values(**values))
            await connection.execute(
                update(ACCOUNTS)
                .where(ACCOUNTS.c.name == name)
                .values(state="active", reason=None, changed_at=now, failing_since=None, trouble=None)
            )
            await append(connection, [entry(now, by, "account_keys_stored", account=name)])

    async def remove(self, name: str, by: str) -> None:
        """Forget an account's keys; its messages stay, and it is paused. Raises `NotStored`."""
        now = self._clock()
        async with self._database.write() as connection:
            if not (await connection.execute(delete(KEYS).where(KEYS.c.name == name))).rowcount:
                raise NotStored(
                    f"No keys are stored for an account '{name}'; 'ascolto accounts list' shows what there is."
                )
            await connection.execute(
                update(ACCOUNTS)
                .where(ACCOUNTS.c.name == name)
                .values(state="paused", reason="Its keys were removed.", changed_at=now, expires_at=None)
            )
            await append(connection, [entry(now, by, "account_keys_removed", account=name)])

    async def cover_anew(self, change: Callable[[str, str], str], by: str) -> int:
        """Replace all covered keys by `change(name, covered)`, or none; returns how many. Raises what `change` does."""
        now = self._clock()
        async with self._database.write() as connection:
            found = (await connection.execute(select(KEYS.c.name, KEYS.c.covered))).all()
            changed: Mapping[str, str] = {row.name: change(row.name, row.covered) for row in found}
            for name, covered in changed.items():
                await connection.execute(update(KEYS).where(KEYS.c.name == name).values(covered=covered, stored_at=now))
            await append(connection, [entry(now, by, "account_keys_covered_anew", detail={"count": len(changed)})])
        return len(changed)
