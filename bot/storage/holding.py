"""One writer per conversation, so that what a transaction decides on is still true when it ends."""

from collections.abc import Iterable

from sqlalchemy import ColumnElement, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.tables import Conversation, table

CONVERSATIONS = table(Conversation)


async def hold(connection: AsyncConnection, which: ColumnElement[bool]) -> None:
    """Keep other deciders away from these conversations until the transaction ends; before anything is read.

    SQLite has one writer at a time anyway. On PostgreSQL two transactions would each decide without seeing the other:
    one merges a question into a later message while the other deletes that message. New messages may still be
    inserted meanwhile (the lock is not the one that foreign keys wait for), and the fixed order avoids deadlocks.
    """
    if connection.dialect.name == "sqlite":
        return
    held = select(CONVERSATIONS.c.id).where(which).order_by(CONVERSATIONS.c.id)
    await connection.execute(held.with_for_update(key_share=True))


async def hold_all(connection: AsyncConnection, conversations: Iterable[int]) -> None:
    """`hold` for conversations by id."""
    await hold(connection, CONVERSATIONS.c.id.in_(sorted(set(conversations))))
