"""The append-only log: every move writes one entry (who, when, what, why)."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.tables import Event, table

EVENTS = table(Event)

Entry = dict[str, Any]


def entry(
    at: datetime,
    actor: str,
    kind: str,
    *,
    account: str | None = None,
    conversation_id: int | None = None,
    message_id: int | None = None,
    revision: int | None = None,
    detail: Mapping[str, Any] | None = None,
) -> Entry:
    """One entry. `detail` never holds a customer's text or a secret: entries can't be erased."""
    return {
        "at": at,
        "actor": actor,
        "kind": kind,
        "account": account,
        "conversation_id": conversation_id,
        "message_id": message_id,
        "revision": revision,
        "detail": dict(detail) if detail else None,
    }


async def append(connection: AsyncConnection, entries: Sequence[Entry]) -> None:
    """Write the entries in the caller's transaction."""
    if entries:
        await connection.execute(insert(EVENTS), list(entries))
