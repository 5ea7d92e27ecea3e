"""What people and models said of messages, counted for the report. Reads only."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, RowMapping, and_, case, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.classification import Topic
from bot.domain.labels import Judgement, LabelHead, judgements
from bot.domain.review import Reading, Review
from bot.storage.database import Database
from bot.storage.standing import Danger
from bot.storage.tables import Correction, Event, Message, table

CORRECTIONS, EVENTS, MESSAGES = table(Correction), table(Event), table(Message)

_REVIEWING = ("approved", "corrected", "confirmed")
_DESK = "desk"
"""The actor of an approval that only came back from sending."""


class Reviews:
    """Figures on labels."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def between(self, before: datetime, start: datetime, end: datetime) -> Review:
        """The review of [start, end), with the readings of [before, start) beside it."""
        async with self._database.read() as connection:
            events = await _events(connection, start, end)
            return Review(
                reviewed=len({row["message_id"] for row in events}),
                judgements=await _judgements(connection, start, end),
                dangers_denied=len({row["message_id"] for row in events if _denies(row)}),
                readings=await _readings(connection, start, end),
                readings_before=await _readings(connection, before, start),
            )


def _denies(event: RowMapping) -> bool:
    return event["kind"] == "corrected" and event["detail"]["danger"] == Danger.ENDED


async def _events(connection: AsyncConnection, start: datetime, end: datetime) -> Sequence[RowMapping]:
    found = await connection.execute(
        select(EVENTS.c.message_id, EVENTS.c.kind, EVENTS.c.detail).where(
            _within(EVENTS.c.at, start, end), EVENTS.c.kind.in_(_REVIEWING), EVENTS.c.actor != _DESK
        )
    )
    return found.mappings().all()


async def _judgements(connection: AsyncConnection, start: datetime, end: datetime) -> tuple[Judgement, ...]:
    found = await connection.execute(
        select(CORRECTIONS).where(_within(CORRECTIONS.c.at, start, end)).order_by(CORRECTIONS.c.id)
    )
    newest: dict[tuple[int, str], Judgement] = {}
    for row in found.mappings():
        for word in judgements(row["message_id"], LabelHead(row["head"]), row["said"], row["should"]):
            newest[word.message_id, word.name] = word
    return tuple(newest.values())


async def _readings(connection: AsyncConnection, start: datetime, end: datetime) -> tuple[Reading, ...]:
    # The model's own words: the columns follow what people say, and a team that begins to say it is no drift.
    found_by_model = MESSAGES.c.classification
    score = found_by_model["complaint"]["score"].as_float()
    each = (
        select(
            found_by_model["complaint"]["value"].as_boolean().label("complaint"),
            found_by_model["urgency"]["value"].as_string().label("urgency"),
            func.coalesce(found_by_model["topics"][0]["value"].as_string(), Topic.OTHER.value).label("topic"),
            MESSAGES.c.language,
            found_by_model["model"].as_string().label("model"),
            case((score >= 0.5, score), else_=1 - score).label("sure"),
        )
        .where(_within(MESSAGES.c.created_at, start, end), MESSAGES.c.own.is_(False), MESSAGES.c.urgency.is_not(None))
        .subquery()
    )
    alike = [each.c[name] for name in ("complaint", "urgency", "topic", "language", "model")]
    found = await connection.execute(
        select(
            *alike,
            func.count().label("messages"),
            func.sum(each.c.sure).label("sureness"),
            func.sum(each.c.sure * each.c.sure).label("sureness_squared"),
        ).group_by(*alike)
    )
    return tuple(Reading(**row) for row in found.mappings())


def _within(column: ColumnElement[datetime], start: datetime, end: datetime) -> ColumnElement[bool]:
    return and_(column >= start, column < end)
