"""What people say about the labels of messages: corrected, confirmed, and given back as examples to learn from."""

from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import RowMapping, and_, exists, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.classification import SECRETS, Classification
from bot.domain.clock import Clock
from bot.domain.errors import Explained
from bot.domain.labels import (
    Label,
    LabelHead,
    Labels,
    as_corrected,
    judgements,
    merged,
    score_of,
    sentence,
    told,
    told_of,
)
from bot.domain.policy import DueAt
from bot.storage.database import Database
from bot.storage.decisions import TooLate, held_item
from bot.storage.events import Entry, append, entry
from bot.storage.queue import load_item
from bot.storage.standing import Danger, follow
from bot.storage.tables import Correction, Message, table

CORRECTIONS, MESSAGES = table(Correction), table(Message)

PAGE = 500


class NotUnderstoodYet(Explained):
    """The message has no labels to speak of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """A message's labels as they hold now; `version` is what a form compares.

    `by` names who spoke last of each label: by head, and of what is sensitive by kind.
    """

    version: str
    holds: Classification
    labels: Labels
    by: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledMessage:
    """An example to learn from: the text as it is stored, secrets covered, and what people said of it.

    `labels` has only the heads that a person corrected or confirmed: `complaint` True or False; `urgency`,
    `sentiment` and `topic` a value; `sensitive` True or False by kind, only the kinds that somebody spoke of.
    `language` is a code, `und` when it could not be told. `id` is the message's.
    """

    id: int
    text: str
    language: str
    labels: Labels


class Corrections:
    """People's words on labels. Every one is a row of its own and an event; rows never change."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def of(self, item_id: int) -> Labelled | None:
        """How the labels of an item's message stand; None while it isn't understood. Raises `NotThere`."""
        async with self._database.read() as connection:
            message = (await load_item(connection, item_id)).message
            if message["classification"] is None:
                return None
            spoken = await _spoken(connection, message)
        return Labelled(
            version=_version(message, spoken),
            holds=as_corrected(Classification.from_json(message["classification"]), message["labels"] or {}),
            labels=message["labels"] or {},
            by={name: row["person"] for row in spoken for name in _names(row)},
        )

    async def correct(
        self, item_id: int, by: str, head: LabelHead, should: Label, *, version: str, due_at: DueAt
    ) -> Danger:
        """Store what the label should be, and let message and queue follow; tells whether it is about danger now.

        `version` is that of the `Labelled` that the person looked at; `due_at` gives the deadline of an urgency.
        Raises `NotThere`, `NotUnderstoodYet`, and `TooLate` when somebody spoke or the text changed since.
        """
        now = self._clock()
        async with self._database.write() as connection:
            message, found = await _looked_at(connection, item_id, version)
            before = told_of(as_corrected(found, message["labels"] or {}), head, should)
            await connection.execute(insert(CORRECTIONS), [_row(message, found, head, should, by, now)])
            labels = merged(message["labels"] or {}, head, should)
            danger = await follow(connection, message, labels, by, due_at, now)
            detail = {"head": head.value, "said": before, "should": should, "danger": danger.value}
            await append(connection, [_entry(message, "corrected", by, now, detail)])
        return danger

    async def confirm(self, item_id: int, by: str, *, version: str, due_at: DueAt) -> bool:
        """Say that every label that nobody spoke of yet is right; False when there is none.

        What the model doubted is doubted no longer, so the queue follows here too.
        Raises `NotThere`, `NotUnderstoodYet` and `TooLate`.
        """
        now = self._clock()
        async with self._database.write() as connection:
            message, found = await _looked_at(connection, item_id, version)
            labels: Labels = message["labels"] or {}
            rest = {head: should for head in LabelHead if (should := _not_spoken_of(found, head, labels)) is not None}
            if not rest:
                return False
            for head, should in rest.items():
                await connection.execute(insert(CORRECTIONS), [_row(message, found, head, should, by, now)])
                labels = merged(labels, head, should)
            await follow(connection, message, labels, by, due_at, now)
            await append(connection, [_entry(message, "confirmed", by, now, {"heads": [head.value for head in rest]})])
        return True

    async def examples(self, *, page: int = PAGE) -> AsyncIterator[LabelledMessage]:
        """Every message whose present text a person spoke of, by id; `page` messages are read at a time.

        Left out: what its author deleted, and what a person found a secret in that was not covered.
        """
        after = 0
        while rows := await self._examples_after(after, page):
            for row in rows:
                example = LabelledMessage(
                    id=row["id"], text=row["text"], language=row["language"] or "und", labels=row["labels"]
                )
                if not row["holds_a_secret"]:
                    yield example
            after = rows[-1]["id"]

    async def _examples_after(self, after: int, limit: int) -> list[dict[str, Any]]:
        columns = (MESSAGES.c.id, MESSAGES.c.text, MESSAGES.c.language)
        chosen = (
            select(*columns)
            .where(MESSAGES.c.id > after, MESSAGES.c.deleted_at.is_(None), exists().where(_about_present_text()))
            .order_by(MESSAGES.c.id)
            .limit(limit)
        )
        async with self._database.read() as connection:
            messages = (await connection.execute(chosen)).mappings().all()
            words = await connection.execute(
                select(CORRECTIONS)
                .join(MESSAGES, _about_present_text())
                .where(MESSAGES.c.id.in_([message["id"] for message in messages]))
                .order_by(CORRECTIONS.c.id)
            )
            spoken: dict[int, list[RowMapping]] = {message["id"]: [] for message in messages}
            for row in words.mappings():
                spoken[row["message_id"]].append(row)
        return [{**message, **_learned(spoken[message["id"]])} for message in messages]


def _about_present_text() -> Any:
    return and_(
        CORRECTIONS.c.message_id == MESSAGES.c.id,
        CORRECTIONS.c.classified_at == MESSAGES.c.classified_at,
        MESSAGES.c.stage != "received",  # edited, and not read again yet
    )


def _learned(spoken: Sequence[RowMapping]) -> dict[str, Any]:
    labels: dict[str, Any] = {}
    said: dict[str, bool] = {}
    for row in spoken:
        labels = merged(labels, LabelHead(row["head"]), row["should"])
        said |= row["said"] if row["head"] == LabelHead.SENSITIVE else {}
    found = labels.get(LabelHead.SENSITIVE, {})
    missed = any(found.get(kind) and not said.get(kind) for kind in SECRETS)
    return {"labels": labels, "holds_a_secret": missed}


async def _looked_at(
    connection: AsyncConnection, item_id: int, version: str
) -> tuple[Mapping[str, Any], Classification]:
    """The message with its conversation held, and the model's word; refused when it isn't what the person saw."""
    message = (await held_item(connection, item_id)).message
    if message["classification"] is None or message["stage"] == "received":
        raise NotUnderstoodYet(
            "This message is being read at the moment; its labels can be corrected in a few seconds."
        )
    spoken = await _spoken(connection, message)
    if version != _version(message, spoken):
        raise TooLate(_who_was_first(spoken))
    return message, Classification.from_json(message["classification"])


async def _spoken(connection: AsyncConnection, message: Mapping[str, Any]) -> Sequence[RowMapping]:
    """What people said of the message's present classification, oldest first."""
    found = await connection.execute(
        select(CORRECTIONS)
        .where(
            CORRECTIONS.c.message_id == message["id"],
            CORRECTIONS.c.classified_at == message["classified_at"],
        )
        .order_by(CORRECTIONS.c.id)
    )
    return found.mappings().all()


def _names(row: RowMapping) -> Iterator[str]:
    words = judgements(row["message_id"], LabelHead(row["head"]), row["said"], row["should"])
    return (word.name for word in words)


def _version(message: Mapping[str, Any], spoken: Sequence[RowMapping]) -> str:
    return f"{message['classified_at'].isoformat()}~{spoken[-1]['id'] if spoken else 0}"


def _who_was_first(spoken: Sequence[RowMapping]) -> str:
    if not spoken:
        return "The customer changed the message and it was read again; look at its labels again."
    last = spoken[-1]
    said = (
        "the labels are right" if last["said"] == last["should"] else sentence(LabelHead(last["head"]), last["should"])
    )
    return f"{last['person']} was first and said: {said}. Look at the labels again."


def _not_spoken_of(found: Classification, head: LabelHead, labels: Labels) -> Label | None:
    """What the model said of a head, as far as nobody spoke of it yet; None when all of it is spoken of."""
    said = told(found, head)
    if isinstance(said, dict):
        spoken = labels.get(head, {})
        return {kind: is_there for kind, is_there in said.items() if kind not in spoken} or None
    return None if head in labels else said


def _row(
    message: Mapping[str, Any], found: Classification, head: LabelHead, should: Label, by: str, now: datetime
) -> dict[str, Any]:
    return {
        "message_id": message["id"],
        "classified_at": message["classified_at"],
        "at": now,
        "person": by,
        "head": head.value,
        "said": told_of(found, head, should),
        "score": score_of(found, head, should),
        "model": found.model,
        "should": should,
    }


def _entry(message: Mapping[str, Any], kind: str, by: str, now: datetime, detail: Mapping[str, Any]) -> Entry:
    return entry(
        now,
        by,
        kind,
        account=message["account"],
        conversation_id=message["conversation_id"],
        message_id=message["id"],
        detail=detail,
    )
