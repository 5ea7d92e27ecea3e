"""What a person sees: the queue, one item, its thread and its history."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, and_, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.clock import Clock
from bot.domain.errors import Explained
from bot.domain.message import CanReply
from bot.domain.reply import IN_FLIGHT, WAITING, ReplyState
from bot.storage.database import Database
from bot.storage.tables import Conversation, Event, Message, Reply, table

CONVERSATIONS, EVENTS, MESSAGES, REPLIES = table(Conversation), table(Event), table(Message), table(Reply)


class NotThere(Explained):
    """No such queue item; the sentence names it."""


@dataclass(frozen=True, slots=True)
class Position:
    """Where a page of the queue ended."""

    urgency_rank: int
    due_at: datetime
    id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One queue item: the message, the newest revision of its reply, and whose it is."""

    reply: Mapping[str, Any]
    message: Mapping[str, Any]
    assigned_to: str | None

    @property
    def position(self) -> Position:
        """Where this item stands in the queue."""
        return Position(self.reply["urgency_rank"], self.reply["due_at"], self.reply["id"])

    @property
    def can_be_answered(self) -> bool:
        """Whether the platform takes a reply to the message from the desk."""
        return CanReply(self.message["can_reply"]).from_here

    def to_json(self) -> dict[str, Any]:
        """The shape of the contract."""
        reply, message = self.reply, self.message
        return {
            "id": reply["id"],
            "state": reply["state"],
            "revision": reply["revision"],
            "account": reply["account"],
            "platform": reply["platform"],
            "visibility": reply["visibility"],
            "conversation_id": reply["conversation_id"],
            "author": message["author_handle"] or message["author_name"] or message["author_id"],
            "text": message["text"],
            "classification": message["classification"],
            "draft": reply["text"],
            "template": reply["template"],
            "language": reply["language"],
            "findings": reply["findings"] or [],
            "received_at": message["received_at"].isoformat(),
            "due_at": reply["due_at"].isoformat(),
            "assigned_to": self.assigned_to,
            "locked_by": reply["locked_by"],
            "labels": message["labels"] or {},
            "lane": message["lane"],
            "reason": reply["reason"],
        }


class Queue:
    """Reading only; every method is one consistent view."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def waiting(self, limit: int = 50, *, after: Position | None = None) -> list[Item]:
        """The next items that need a person: danger first, then by urgency, deadline and age (keyset paging)."""
        now = self._clock()
        awake = or_(REPLIES.c.snoozed_until.is_(None), REPLIES.c.snoozed_until <= now)
        where = and_(REPLIES.c.state.in_(list(WAITING)), awake)
        if after is not None:
            where = and_(where, _behind(after))
        order = [REPLIES.c.urgency_rank.desc(), REPLIES.c.due_at, REPLIES.c.id]
        async with self._database.read() as connection:
            return await _items(connection, where, order, limit)

    async def on_their_way(self, limit: int = 50) -> list[Item]:
        """Approved and in-flight items, the oldest approval first."""
        where = REPLIES.c.state.in_([ReplyState.APPROVED, *IN_FLIGHT])
        async with self._database.read() as connection:
            return await _items(connection, where, [REPLIES.c.approved_at, REPLIES.c.id], limit)

    async def recently_sent(self, limit: int = 20) -> list[Item]:
        """Sent items, the newest first."""
        where = REPLIES.c.state == ReplyState.SENT
        async with self._database.read() as connection:
            return await _items(connection, where, [REPLIES.c.sent_at.desc(), REPLIES.c.id.desc()], limit)

    async def count(self) -> dict[str, int]:
        """How many replies stand in each state that is not over."""
        open_states = [*WAITING, ReplyState.APPROVED, *IN_FLIGHT]
        async with self._database.read() as connection:
            counted = await connection.execute(
                select(REPLIES.c.state, func.count()).where(REPLIES.c.state.in_(open_states)).group_by(REPLIES.c.state)
            )
            return {row[0]: row[1] for row in counted}

    async def item(self, item_id: int) -> Item:
        """The newest revision of one item, whatever its state. Raises `NotThere`."""
        async with self._database.read() as connection:
            return await load_item(connection, item_id)

    async def thread(self, conversation_id: int) -> list[Mapping[str, Any]]:
        """Everything said in one conversation, oldest first, each with `at` and `own`; sent replies included."""
        said = select(MESSAGES).where(MESSAGES.c.conversation_id == conversation_id)
        answered = select(REPLIES).where(
            REPLIES.c.conversation_id == conversation_id, REPLIES.c.state == ReplyState.SENT
        )
        async with self._database.read() as connection:
            messages = (await connection.execute(said)).mappings().all()
            replies = (await connection.execute(answered)).mappings().all()
        lines: list[Mapping[str, Any]] = [{**row, "at": row["created_at"]} for row in messages]
        lines += [{**row, "at": row["sent_at"], "own": True, "deleted_at": None} for row in replies]
        return sorted(lines, key=lambda line: line["at"])

    async def history(self, conversation_id: int) -> Sequence[RowMapping]:
        """The conversation's events, oldest first."""
        async with self._database.read() as connection:
            found = await connection.execute(
                select(EVENTS).where(EVENTS.c.conversation_id == conversation_id).order_by(EVENTS.c.id)
            )
            return found.mappings().all()

    async def open_external_ids(self, account: str, limit: int) -> list[str]:
        """Platform ids of the newest messages of an account that wait for an answer."""
        waits = select(REPLIES.c.id).where(
            REPLIES.c.account == account, REPLIES.c.state.in_([*WAITING, ReplyState.APPROVED])
        )
        async with self._database.read() as connection:
            found = await connection.execute(
                select(MESSAGES.c.external_id)
                .where(MESSAGES.c.id.in_(waits), MESSAGES.c.deleted_at.is_(None))
                .order_by(MESSAGES.c.id.desc())
                .limit(limit)
            )
            return list(found.scalars())

    async def changed_after(self, event_id: int, limit: int) -> list[tuple[int, int | None]]:
        """Events newer than `event_id`, oldest first: each with the conversation that it is about."""
        async with self._database.read() as connection:
            found = await connection.execute(
                select(EVENTS.c.id, EVENTS.c.conversation_id)
                .where(EVENTS.c.id > event_id)
                .order_by(EVENTS.c.id)
                .limit(limit)
            )
            return [(row.id, row.conversation_id) for row in found]

    async def last_event(self) -> int:
        """The id of the newest event: when it grows, something changed."""
        async with self._database.read() as connection:
            return (await connection.execute(select(func.max(EVENTS.c.id)))).scalar() or 0


async def load_item(connection: AsyncConnection, item_id: int) -> Item:
    """The newest revision of one item, in the caller's transaction. Raises `NotThere`."""
    items = await _items(connection, REPLIES.c.id == item_id, [REPLIES.c.revision.desc()], 1)
    if not items:
        raise NotThere(f"There is no queue item {item_id}; 'ascolto queue list' shows the open ones.")
    return items[0]


_MESSAGE_COLUMNS = [column.label(f"m_{column.name}") for column in MESSAGES.c]


async def _items(
    connection: AsyncConnection, where: ColumnElement[bool], order: Sequence[ColumnElement[Any]], limit: int
) -> list[Item]:
    found = await connection.execute(
        select(REPLIES, CONVERSATIONS.c.assigned_to, *_MESSAGE_COLUMNS)
        .join(MESSAGES, MESSAGES.c.id == REPLIES.c.id)
        .join(CONVERSATIONS, CONVERSATIONS.c.id == REPLIES.c.conversation_id)
        .where(where)
        .order_by(*order)
        .limit(limit)
    )
    return [_item(row) for row in found.mappings()]


def _item(row: RowMapping) -> Item:
    return Item(
        reply={column.name: row[column.name] for column in REPLIES.c},
        message={column.name: row[f"m_{column.name}"] for column in MESSAGES.c},
        assigned_to=row["assigned_to"],
    )


def _behind(position: Position) -> ColumnElement[bool]:
    rank, due, item = REPLIES.c.urgency_rank, REPLIES.c.due_at, REPLIES.c.id
    return or_(
        rank < position.urgency_rank,
        and_(rank == position.urgency_rank, due > position.due_at),
        and_(rank == position.urgency_rank, due == position.due_at, item > position.id),
    )
