"""Messages on their way to being understood: claimed in batches, saved with what follows from it."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import RowMapping, and_, bindparam, func, or_, select, update

from bot.domain.classification import Classification, Sensitive
from bot.domain.clock import Clock
from bot.domain.message import CanReply, Kind
from bot.domain.visibility import Visibility
from bot.storage.claims import claim
from bot.storage.database import Database
from bot.storage.events import append, entry
from bot.storage.holding import hold_all
from bot.storage.overtaken import draft_again
from bot.storage.tables import Message, table

MESSAGES = table(Message)

LEASE_S = 120.0
"""How long a claimed message belongs to its worker, in seconds; when it ends another one takes it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """A message to understand, with the disclosures found before its secrets were covered."""

    id: int
    conversation_id: int
    account: str
    text: str
    has_attachments: bool
    kind: Kind
    visibility: Visibility
    can_reply: CanReply
    addressed: bool
    created_at: datetime
    disclosures: tuple[Sensitive, ...]
    lease_token: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """What to save: `lane` is queue, danger or closed, `decision` one sentence why."""

    message: Unread
    classification: Classification
    lane: str
    decision: str
    due_at: datetime | None


class Understanding:
    """The classify stage's side of the database."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def claim(self, limit: int) -> list[Unread]:
        """Up to `limit` unread messages, oldest first, leased to the caller."""
        rows = await claim_stage(self._database, self._clock(), "received", limit)
        return [_unread(row) for row in rows]

    async def save(self, understood: Sequence[Understood]) -> int:
        """Save a batch; returns how many were still the caller's to save."""
        now = self._clock()
        async with self._database.write() as connection:
            await hold_all(connection, [item.message.conversation_id for item in understood])
            held = set(
                (
                    await connection.execute(
                        select(MESSAGES.c.id).where(
                            MESSAGES.c.id.in_([item.message.id for item in understood]),
                            MESSAGES.c.lease_token.in_({item.message.lease_token for item in understood}),
                            MESSAGES.c.stage == "received",
                        )
                    )
                ).scalars()
            )
            mine = [item for item in understood if item.message.id in held]
            if mine:
                await connection.execute(_SAVE, [_values(item, now) for item in mine])
                await append(connection, [_entry(item, now) for item in mine])
                # A message that needs no answer itself may have overtaken the draft of a question that does.
                closed = {item.message.conversation_id for item in mine if item.lane == "closed"}
                await draft_again(connection, sorted(closed))
        return len(mine)

    async def backlog(self) -> dict[str, int]:
        """How many messages wait in each stage that a worker empties."""
        async with self._database.read() as connection:
            counted = await connection.execute(
                select(MESSAGES.c.stage, func.count())
                .where(MESSAGES.c.stage.in_(["received", "routed"]))
                .group_by(MESSAGES.c.stage)
            )
            return {row[0]: row[1] for row in counted}

    async def newest(self) -> int:
        """The id of the newest message, 0 when there is none."""
        async with self._database.read() as connection:
            return (await connection.execute(select(func.max(MESSAGES.c.id)))).scalar() or 0

    async def finished(self, after: int) -> int:
        """How many messages after that id have left the machine stages."""
        async with self._database.read() as connection:
            done = select(func.count()).where(MESSAGES.c.id > after, MESSAGES.c.stage.in_(_DONE))
            return (await connection.execute(done)).scalar() or 0

    async def outcome(self, after: int) -> dict[str, Any]:
        """What became of the messages after that id; each counts once in drafted, closed or escalated."""
        count = func.count()
        where = and_(MESSAGES.c.id > after, MESSAGES.c.own.is_(False))
        async with self._database.read() as connection:

            async def by(column: Any) -> dict[Any, int]:
                found = await connection.execute(select(column, count).where(where).group_by(column))
                return {row[0]: row[1] for row in found if row[0] is not None}

            lanes, languages, urgencies = (
                await by(MESSAGES.c.lane),
                await by(MESSAGES.c.language),
                await by(MESSAGES.c.urgency),
            )
            complaints = (await by(MESSAGES.c.complaint)).get(True, 0)
        return {
            "complaints": complaints,
            "by_urgency": urgencies,
            "by_language": dict(sorted(languages.items(), key=lambda pair: -pair[1])),
            "drafted": lanes.get("queue", 0),
            "closed": lanes.get("closed", 0),
            "escalated": lanes.get("danger", 0),
        }


_DONE = ("drafted", "merged", "closed")


async def claim_stage(database: Database, now: datetime, stage: str, limit: int) -> list[RowMapping]:
    """Lease up to `limit` messages of a stage; a lease that ended is free again."""
    free = or_(MESSAGES.c.lease_until.is_(None), MESSAGES.c.lease_until < now)
    values = {
        "lease_until": now + timedelta(seconds=LEASE_S),
        "lease_token": secrets.token_hex(8),
        "attempts": MESSAGES.c.attempts + 1,
    }
    async with database.write() as connection:
        return await claim(
            connection,
            MESSAGES,
            MESSAGES.c.id,
            ready=and_(MESSAGES.c.stage == stage, free),
            order=[MESSAGES.c.id],
            limit=limit,
            values=values,
        )


_SAVED: dict[str, Any] = {
    name: bindparam(name)
    for name in (
        "stage",
        "lane",
        "decision",
        "classification",
        "classified_at",
        "language",
        "urgency",
        "complaint",
        "topic",
        "due_at",
        "labels",
    )
}
_FREE: dict[str, Any] = {"lease_until": None, "lease_token": None, "attempts": 0}
_SAVE = update(MESSAGES).where(MESSAGES.c.id == bindparam("b_id")).values(_SAVED | _FREE)


def _values(item: Understood, now: datetime) -> dict[str, Any]:
    found = item.classification
    return {
        "b_id": item.message.id,
        "stage": "closed" if item.lane == "closed" else "routed",
        "lane": item.lane,
        "decision": item.decision,
        "classification": found.to_json(),
        "classified_at": now,
        "language": found.language.value,
        "urgency": found.urgency.value,
        "complaint": found.complaint,
        "topic": found.topic,
        "due_at": item.due_at,
        "labels": None,  # people spoke of the reading before this one
    }


def _entry(item: Understood, now: datetime) -> dict[str, Any]:
    return entry(
        now,
        item.classification.model,
        "closed" if item.lane == "closed" else "routed",
        account=item.message.account,
        conversation_id=item.message.conversation_id,
        message_id=item.message.id,
        detail={"lane": item.lane, "why": item.decision, "urgency": item.classification.urgency.value},
    )


def _unread(row: RowMapping) -> Unread:
    return Unread(
        id=row["id"],
        conversation_id=row["conversation_id"],
        account=row["account"],
        text=row["text"],
        has_attachments=bool(row["attachments"]),
        kind=Kind(row["kind"]),
        visibility=Visibility(row["visibility"]),
        can_reply=CanReply(row["can_reply"]),
        addressed=row["addressed"],
        created_at=row["created_at"],
        disclosures=tuple(Sensitive.from_json(found) for found in row["disclosures"] or ()),
        lease_token=row["lease_token"],
    )
