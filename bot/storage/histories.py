"""Conversation histories for the reports: rows in, the domain's values out. Reads only."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import RowMapping, Table, select, union
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.classification import Urgency
from bot.domain.history import (
    Act,
    ActKind,
    ConversationHistory,
    Event,
    EventType,
    Handling,
    UncertainReply,
    Understanding,
)
from bot.domain.reply import ReplyState
from bot.storage.database import Database
from bot.storage.tables import Conversation, Message, Reply, table
from bot.storage.tables import Event as LoggedEvent

CONVERSATIONS, EVENTS, MESSAGES, REPLIES = table(Conversation), table(LoggedEvent), table(Message), table(Reply)

CHUNK = 500

_UNCERTAIN = (ReplyState.UNKNOWN, ReplyState.CHECKING, ReplyState.NEEDS_HUMAN)
_ACTS = {
    "rejected": ActKind.REJECTED,
    "stale": ActKind.STALE,
    "guard_block": ActKind.GUARD_BLOCK,
}


class Histories:
    """What happened, conversation by conversation."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def between(self, start: datetime, end: datetime) -> list[ConversationHistory]:
        """Every conversation in which anything happened in [start, end), each from its first message on."""
        said = select(MESSAGES.c.conversation_id).where(MESSAGES.c.created_at >= start, MESSAGES.c.created_at < end)
        done = select(EVENTS.c.conversation_id).where(
            EVENTS.c.at >= start, EVENTS.c.at < end, EVENTS.c.conversation_id.is_not(None)
        )
        async with self._database.read() as connection:
            ids = sorted((await connection.execute(union(said, done))).scalars())
            return [
                history
                for place in range(0, len(ids), CHUNK)
                for history in await _load(connection, ids[place : place + CHUNK])
            ]


async def _load(connection: AsyncConnection, ids: Sequence[int]) -> Iterator[ConversationHistory]:
    conversations = await connection.execute(select(CONVERSATIONS).where(CONVERSATIONS.c.id.in_(ids)))
    messages = await _by_conversation(connection, MESSAGES, ids)
    replies = await _by_conversation(connection, REPLIES, ids)
    events = await _by_conversation(connection, EVENTS, ids)
    return (
        _history(row, messages[row["id"]], replies[row["id"]], events[row["id"]])
        for row in conversations.mappings().all()
        if messages[row["id"]]
    )


async def _by_conversation(
    connection: AsyncConnection, rows: Table, ids: Sequence[int]
) -> defaultdict[int, list[RowMapping]]:
    found: defaultdict[int, list[RowMapping]] = defaultdict(list)
    for row in (await connection.execute(select(rows).where(rows.c.conversation_id.in_(ids)))).mappings():
        found[row["conversation_id"]].append(row)
    return found


def _history(
    conversation: RowMapping,
    messages: Sequence[RowMapping],
    replies: Sequence[RowMapping],
    logged: Sequence[RowMapping],
) -> ConversationHistory:
    return ConversationHistory(
        id=str(conversation["id"]),
        account=conversation["account"],
        platform=messages[0]["platform"],
        author=conversation["customer_id"],
        events=tuple(_events(messages, replies, logged)),
        acts=tuple(_acts(replies, logged)),
        uncertain=tuple(
            UncertainReply(reply_id=str(row["id"]), state=row["state"], since=row["sending_at"] or row["proposed_at"])
            for row in replies
            if row["state"] in _UNCERTAIN
        ),
    )


def _events(
    messages: Sequence[RowMapping], replies: Sequence[RowMapping], logged: Sequence[RowMapping]
) -> Iterator[Event]:
    answers = [_answer(row) for row in replies if row["state"] == ReplyState.SENT]
    answers += [
        Event(type=EventType.NATIVE, at=row["created_at"], id=f"m{row['id']}") for row in messages if row["own"]
    ]
    asked = [row for row in messages if not row["own"]]
    by_hand = [event.at for event in answers if event.type is EventType.NATIVE]
    closes = [Event(type=EventType.CLOSE, at=_closing(row["at"], asked)) for row in logged if row["kind"] == "close"]
    yield from answers
    yield from closes  # before the questions: one of the same instant is not closed
    yield from (_question(row, by_hand) for row in asked)
    for row in asked:
        if row["deleted_at"] is not None:
            yield Event(type=EventType.CUSTOMER_DELETE, at=row["deleted_at"], ref=f"m{row['id']}")
    yield from _closed_by_routing(asked, sorted(event.at for event in (*answers, *closes)))


def _closing(at: datetime, asked: Sequence[RowMapping]) -> datetime:
    """A person closes what the desk had heard: a question on its way at that moment waits on."""
    heard = max((row["created_at"] for row in asked if row["received_at"] <= at), default=at)
    unheard = (row["created_at"] for row in asked if row["received_at"] > at and row["created_at"] > heard)
    return min((*unheard, at))


def _question(row: RowMapping, by_hand: Sequence[datetime]) -> Event:
    known = row["urgency"] is not None
    # A colleague who answers on the platform itself has the message before them, however late the desk hears it.
    seen = min((moment for moment in by_hand if moment >= row["created_at"]), default=row["received_at"])
    return Event(
        type=EventType.CUSTOMER,
        at=row["created_at"],
        id=f"m{row['id']}",
        received_at=min(seen, row["received_at"]),
        understanding=Understanding(
            urgency=Urgency(row["urgency"]),
            language=row["language"],
            topic=row["topic"],
            classified_at=row["classified_at"],
        )
        if known
        else None,
    )


def _answer(row: RowMapping) -> Event:
    return Event(
        type=EventType.HUMAN,
        at=row["sent_at"],
        id=f"r{row['id']}-{row['revision']}",
        handling=Handling(person=row["approved_by"], proposed_at=row["proposed_at"], approved_at=row["approved_at"]),
    )


def _closed_by_routing(asked: Sequence[RowMapping], ends: Sequence[datetime]) -> Iterator[Event]:
    """Spam and the like is closed where it stands alone; beside a question that still waits it is no part of it."""
    questions = [row for row in asked if row["lane"] not in (None, "closed")]
    for row in asked:
        at = row["classified_at"]
        if row["lane"] != "closed" or at is None:
            continue
        latest = max((each["created_at"] for each in questions if _stood(each, at)), default=None)
        if latest is None or any(latest <= end <= at for end in ends):
            yield Event(type=EventType.CLOSE, at=at)
        else:
            yield Event(type=EventType.CUSTOMER_DELETE, at=at, ref=f"m{row['id']}")


def _stood(question: RowMapping, at: datetime) -> bool:
    return question["created_at"] <= at and (question["deleted_at"] is None or question["deleted_at"] > at)


def _acts(replies: Sequence[RowMapping], logged: Sequence[RowMapping]) -> Iterator[Act]:
    by_template = {(row["id"], row["revision"]): row["written_by"].startswith("template ") for row in replies}
    for row in logged:
        if row["kind"] in _ACTS:
            yield Act(_ACTS[row["kind"]], row["at"])
        elif row["kind"] == "approved":
            unchanged = by_template.get((row["message_id"], row["revision"]), False)
            yield Act(ActKind.APPROVED_UNCHANGED if unchanged else ActKind.EDITED, row["at"])
