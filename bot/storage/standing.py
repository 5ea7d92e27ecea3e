"""Where messages and their replies stand in the queue, and how that follows what people say of the labels."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import RowMapping, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.classification import Classification, Urgency
from bot.domain.labels import Labels, as_corrected
from bot.domain.policy import DueAt
from bot.domain.reply import FINAL, TRANSITIONS, ReplyState
from bot.storage.decisions import next_revision
from bot.storage.events import append, entry
from bot.storage.open_questions import unanswered
from bot.storage.tables import Message, Reply, table

MESSAGES, REPLIES = table(Message), table(Reply)

UNDERSTOOD = ("routed", "drafted", "merged")
"""The stages of a message that is understood and may wait for an answer."""

_TAKEN_BACK = (ReplyState.PROPOSED, ReplyState.FAILED, ReplyState.APPROVED)
"""Where a template's text lies that no platform has yet."""


class Danger(StrEnum):
    """Whether law 8 applies after a person's word: never did, does now, does no longer, still does."""

    NONE = "none"
    FOUND = "found"
    ENDED = "ended"
    STAYS = "stays"


def understanding_of(message: Mapping[Any, Any]) -> Classification:
    """A message's classification with what people said of it."""
    return as_corrected(Classification.from_json(message["classification"]), message["labels"] or {})


def rank_of(message: Mapping[Any, Any]) -> int:
    """The place in the queue: danger stands above every urgency, unless a person looked and says that there is none."""
    if message["lane"] == "danger" and not (message["labels"] and not understanding_of(message).is_danger):
        return len(Urgency)
    return understanding_of(message).served_as.rank if message["classification"] else 0


async def follow(
    connection: AsyncConnection, message: Mapping[str, Any], labels: Labels, by: str, due_at: DueAt, now: datetime
) -> Danger:
    """Let the message's own columns, and its replies' place in the queue, follow what people say of it now.

    Danger that a person finds stands first, due as what is critical, and loses its template's text. Danger that a
    person denies goes to the place of its urgency, but stays in its lane: no template ever answers it (law 8).
    """
    before, after = understanding_of(message), understanding_of({**message, "labels": labels})
    danger = _danger(before, after)
    values: dict[str, Any] = {
        "labels": dict(labels),
        "complaint": after.complaint,
        "urgency": after.urgency.value,
        "topic": after.topic,
    }
    moves = (before.served_as, before.is_danger) != (after.served_as, after.is_danger)
    if moves:
        values["due_at"] = due_at(Urgency.CRITICAL if after.is_danger else after.served_as, message["created_at"])
    if danger is Danger.FOUND and message["lane"] == "queue":
        values["lane"] = "danger"
    if danger in _SENTENCES and message["stage"] in ("routed", "drafted"):
        values["decision"] = _SENTENCES[danger].format(by=by)
    await connection.execute(update(MESSAGES).where(MESSAGES.c.id == message["id"]).values(**values))
    if danger is Danger.FOUND:
        await _take_back_templates(connection, message["conversation_id"], now)
    if moves:
        await _stand_anew(connection, message["conversation_id"])
    return danger


_SENTENCES = {
    Danger.FOUND: "{by} found a danger: a person answers now.",
    Danger.ENDED: "{by} says that there is no danger; it stays with a person all the same.",
}


def _danger(before: Classification, after: Classification) -> Danger:
    if after.is_danger:
        return Danger.STAYS if before.is_danger else Danger.FOUND
    return Danger.ENDED if before.is_danger else Danger.NONE


async def _stand_anew(connection: AsyncConnection, conversation: int) -> None:
    """As when it was drafted: a reply stands where the most urgent of all the messages that wait for it does."""
    found = await connection.execute(
        select(MESSAGES).where(
            MESSAGES.c.conversation_id == conversation, MESSAGES.c.stage.in_(UNDERSTOOD), unanswered()
        )
    )
    waiting = found.mappings().all()
    if not waiting:
        return
    values = {
        "urgency_rank": max(rank_of(message) for message in waiting),
        "due_at": min(message["due_at"] or message["created_at"] for message in waiting),
    }
    still = REPLIES.c.state.not_in(list(FINAL))
    await connection.execute(update(REPLIES).where(REPLIES.c.conversation_id == conversation, still).values(**values))


async def _take_back_templates(connection: AsyncConnection, conversation: int, now: datetime) -> None:
    """Where a template's text lies ready, an empty revision takes its place; what a person wrote stays."""
    # Who drafts at this moment does not know of the danger: without the lease it can't save, and drafts anew.
    await connection.execute(
        update(MESSAGES)
        .where(MESSAGES.c.conversation_id == conversation, MESSAGES.c.stage == "routed")
        .values(lease_until=None, lease_token=None)
    )
    found = await connection.execute(
        select(REPLIES).where(
            REPLIES.c.conversation_id == conversation,
            REPLIES.c.state.in_(list(_TAKEN_BACK)),
            REPLIES.c.written_by.startswith("template "),
        )
    )
    for old in found.mappings().all():
        await _take_back(connection, old, now)


async def _take_back(connection: AsyncConnection, old: RowMapping, now: datetime) -> None:
    before = ReplyState(old["state"])
    after = ReplyState.SUPERSEDED if ReplyState.SUPERSEDED in TRANSITIONS[before] else ReplyState.STALE
    why = "This may be about danger, so no template answers it."
    moved = await connection.execute(
        update(REPLIES)
        .where(REPLIES.c.seq == old["seq"], REPLIES.c.state == before)
        .values(state=after.value, reason=why, locked_by=None, lease_until=None)
    )
    if moved.rowcount != 1:  # it is being sent already
        return
    row = next_revision(old, "nobody yet", "", (), now) | {"template": None, "locked_by": None}
    await connection.execute(insert(REPLIES), [row])
    about = {"account": old["account"], "conversation_id": old["conversation_id"], "message_id": old["id"]}
    gone = entry(now, "desk", after.value, **about, revision=old["revision"], detail={"why": why})
    fresh = entry(now, "desk", "proposed", **about, revision=row["revision"], detail={"template": None})
    await append(connection, [gone, fresh])
