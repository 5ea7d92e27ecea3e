"""What platforms send by themselves: kept before they are told 200, read in order, forgotten in time."""

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import and_, delete, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.clock import Clock
from bot.storage.claims import insert_or_ignore
from bot.storage.database import Database
from bot.storage.tables import WebhookCall, table

CALLS = table(WebhookCall)

_UNREAD = CALLS.c.body.is_not(None)


@dataclass(frozen=True, slots=True)
class Call:
    """One call whose messages are not stored yet."""

    id: int
    body: bytes


@dataclass(frozen=True, slots=True)
class Forgotten:
    """Calls removed for their age, and how many of them nobody had read."""

    calls: int
    unread: int


class Calls:
    """The raw calls of every account."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def keep(self, calls: Sequence[tuple[str, bytes]]) -> None:
        """Store (account, body) pairs in one transaction; bytes that an account sent before are not stored again.

        Once this has returned they are on disk. Raises `DatabaseUnusable`; what was committed then is not known.
        """
        now = self._clock()
        rows = [
            {"account": account, "digest": hashlib.sha256(body).digest(), "body": body, "received_at": now}
            for account, body in calls
        ]
        async with self._database.write(urgent=True) as connection:
            await connection.execute(insert_or_ignore(connection, CALLS, "account", "digest"), rows)

    async def unread(self, account: str, limit: int, *, but: Collection[int] = ()) -> list[Call]:
        """The oldest calls of an account whose messages are not stored yet, in the order in which they came."""
        waiting = select(CALLS.c.id, CALLS.c.body).where(_UNREAD, CALLS.c.account == account)
        async with self._database.read() as connection:
            found = await connection.execute(
                waiting.where(CALLS.c.id.not_in(sorted(but))).order_by(CALLS.c.id).limit(limit)
            )
            return [Call(row.id, row.body) for row in found]

    async def backlog(self) -> tuple[int, float]:
        """How many calls are unread, and for how many seconds the oldest has waited."""
        async with self._database.read() as connection:
            count, first = (
                await connection.execute(select(func.count(), func.min(CALLS.c.received_at)).where(_UNREAD))
            ).one()
        return count, (self._clock() - first).total_seconds() if first is not None else 0.0

    async def forget(self, read: timedelta, unread: timedelta, limit: int) -> Forgotten:
        """Remove up to `limit` calls that are older than `read`, or than `unread` when nobody has read them."""
        now = self._clock()
        old = or_(and_(~_UNREAD, CALLS.c.received_at < now - read), CALLS.c.received_at < now - unread)
        async with self._database.write() as connection:
            chosen = (
                await connection.execute(
                    select(CALLS.c.id, _UNREAD.label("unread")).where(old).order_by(CALLS.c.received_at).limit(limit)
                )
            ).all()
            await connection.execute(delete(CALLS).where(CALLS.c.id.in_([row.id for row in chosen])))
        return Forgotten(len(chosen), sum(row.unread for row in chosen))


async def blank(connection: AsyncConnection, calls: Sequence[int]) -> None:
    """In the transaction that stores their messages: these calls are read, and their bytes hold secrets no longer."""
    if calls:
        await connection.execute(update(CALLS).where(CALLS.c.id.in_(calls)).values(body=None))
