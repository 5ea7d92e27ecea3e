"""What a person does about an item. Every decision compares (id, state, revision) and counts only when one row changed;
who comes second is told who was first.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.approval import Approval
from bot.domain.clock import Clock
from bot.domain.errors import Explained
from bot.domain.reply import TRANSITIONS, WAITING, ReplyState
from bot.storage.database import Database
from bot.storage.events import Entry, append, entry
from bot.storage.holding import hold
from bot.storage.outbox import letter_of
from bot.storage.overtaken import draft_again
from bot.storage.queue import CONVERSATIONS, EVENTS, MESSAGES, REPLIES, Item, load_item


class TooLate(Explained):
    """Somebody or something else was faster; the sentence says who."""


class Decisions:
    """Writing; every method is one transaction. Each raises `NotThere`, and `TooLate` when it came second."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def approve(self, item_id: int, revision: int, by: str) -> None:
        """Seal this revision in `by`'s name. Also raises `WiderThanAsked`."""
        now = self._clock()
        async with self._database.write() as connection:
            item = await held_item(connection, item_id)
            approval = Approval.of(letter_of(item.reply), by, now)
            values = {"digest": approval.digest, "approved_by": by, "approved_at": now, "reason": None}
            await self._move(connection, item, revision, ReplyState.APPROVED, by, values)
            await _refuse_when_the_customer_wrote_again(connection, item)

    async def edit(self, item_id: int, revision: int, by: str, text: str, findings: Sequence[dict[str, Any]]) -> int:
        """A new revision with a new text, PROPOSED; returns its number."""
        now = self._clock()
        async with self._database.write() as connection:
            item = await held_item(connection, item_id)
            await self._move(connection, item, revision, ReplyState.SUPERSEDED, by)
            row = next_revision(item.reply, by, text, findings, now)
            await connection.execute(insert(REPLIES), [row])
            await append(connection, [_entry(item, "edited", by, now, revision=row["revision"])])
        return int(row["revision"])

    async def reject(self, item_id: int, revision: int, by: str, why: str) -> None:
        """Close without an answer, with a reason."""
        now = self._clock()
        async with self._database.write() as connection:
            item = await held_item(connection, item_id)
            await self._move(connection, item, revision, ReplyState.REJECTED, by, {"reason": why})
            await _refuse_when_the_customer_wrote_again(connection, item)
            await _close(connection, item, f"Closed without an answer by {by}: {why}")
            await append(connection, [_entry(item, "close", by, now, detail={"why": why})])
            await draft_again(connection, [item.reply["conversation_id"]])

    async def confirm_sent(self, item_id: int, revision: int, by: str) -> None:
        """A person looked on the platform and found the reply there."""
        async with self._database.write() as connection:
            item = await held_item(connection, item_id)
            await self._move(connection, item, revision, ReplyState.SENT, by, {"sent_at": self._clock()})
            await draft_again(connection, [item.reply["conversation_id"]])

    async def snooze(self, item_id: int, revision: int, by: str, until: datetime) -> None:
        """Hide from the queue until `until` (aware)."""
        detail = {"until": until.isoformat()}
        await self._note(item_id, revision, by, "snoozed", {"snoozed_until": until}, detail)

    async def lock(self, item_id: int, revision: int, by: str) -> None:
        """Say who is writing; the last to say so holds it."""
        await self._note(item_id, revision, by, "locked", {"locked_by": by})

    async def note_block(self, item_id: int, revision: int, by: str, rules: Sequence[str]) -> None:
        """Remember that the guard stopped an approval, and for which rules."""
        async with self._database.write() as connection:
            item = await load_item(connection, item_id)
            detail = {"rules": sorted(set(rules))}
            await append(connection, [_entry(item, "guard_block", by, self._clock(), revision=revision, detail=detail)])

    async def assign(self, item_id: int, by: str, to: str | None) -> None:
        """Hand the conversation to a person, or to nobody."""
        async with self._database.write() as connection:
            item = await load_item(connection, item_id)
            conversation = CONVERSATIONS.c.id == item.reply["conversation_id"]
            await connection.execute(update(CONVERSATIONS).where(conversation).values(assigned_to=to))
            await append(connection, [_entry(item, "assigned", by, self._clock(), detail={"to": to})])

    async def _move(
        self,
        connection: AsyncConnection,
        item: Item,
        revision: int,
        new: ReplyState,
        by: str,
        values: Mapping[str, Any] | None = None,
    ) -> None:
        changes = dict(values or {})
        moved = await connection.execute(
            update(REPLIES)
            .where(
                REPLIES.c.id == item.reply["id"],
                REPLIES.c.revision == revision,
                REPLIES.c.state.in_(_before(new)),
            )
            .values(state=new.value, locked_by=None, **changes)
        )
        if moved.rowcount != 1:
            raise TooLate(await _who_was_first(connection, item, revision))
        detail = {"why": changes["reason"]} if changes.get("reason") else None
        await append(connection, [_entry(item, new.value, by, self._clock(), revision=revision, detail=detail)])

    async def _note(
        self,
        item_id: int,
        revision: int,
        by: str,
        kind: str,
        values: Mapping[str, Any],
        detail: Mapping[str, Any] | None = None,
    ) -> None:
        async with self._database.write() as connection:
            item = await load_item(connection, item_id)
            noted = await connection.execute(
                update(REPLIES)
                .where(REPLIES.c.id == item_id, REPLIES.c.revision == revision, REPLIES.c.state.in_(list(WAITING)))
                .values(**values)
            )
            if noted.rowcount != 1:
                raise TooLate(await _who_was_first(connection, item, revision))
            await append(connection, [_entry(item, kind, by, self._clock(), revision=revision, detail=detail)])


def _before(new: ReplyState) -> list[ReplyState]:
    """The states from which a person, and not a worker, makes this move."""
    return [old for old in (*WAITING, ReplyState.APPROVED) if new in TRANSITIONS[old]]


async def held_item(connection: AsyncConnection, item_id: int) -> Item:
    """The item, with its conversation held until the transaction ends."""
    conversation = select(MESSAGES.c.conversation_id).where(MESSAGES.c.id == item_id)
    await hold(connection, CONVERSATIONS.c.id.in_(conversation))
    return await load_item(connection, item_id)


async def _refuse_when_the_customer_wrote_again(connection: AsyncConnection, item: Item) -> None:
    """A message that is not understood yet is not in the draft yet; it must not be missed, or closed unread."""
    newer = await connection.execute(
        select(MESSAGES.c.id)
        .where(
            MESSAGES.c.conversation_id == item.reply["conversation_id"],
            MESSAGES.c.own.is_(False),
            MESSAGES.c.stage.in_(["received", "routed"]),
        )
        .limit(1)
    )
    if newer.first() is not None:
        raise TooLate("The customer wrote again a moment ago; a new draft is on its way.")


async def _close(connection: AsyncConnection, item: Item, decision: str) -> None:
    conversation = item.reply["conversation_id"]
    closed = update(CONVERSATIONS).where(CONVERSATIONS.c.id == conversation).values(state="closed")
    await connection.execute(closed)
    await connection.execute(
        update(MESSAGES)
        .where(
            MESSAGES.c.conversation_id == conversation,
            MESSAGES.c.created_at <= item.message["created_at"],
            MESSAGES.c.stage.in_(["drafted", "merged"]),
        )
        .values(stage="closed", decision=decision)
    )


async def _who_was_first(connection: AsyncConnection, item: Item, revision: int) -> str:
    last = await connection.execute(
        select(EVENTS)
        .where(
            EVENTS.c.conversation_id == item.reply["conversation_id"],
            EVENTS.c.message_id == item.reply["id"],
            EVENTS.c.kind.in_(["edited", *(state.value for state in ReplyState)]),
        )
        .order_by(EVENTS.c.id.desc())
        .limit(1)
    )
    event = last.mappings().first()
    who = f"{event['actor']} was first: " if event is not None else ""
    if item.reply["revision"] != revision:
        return f"{who}this reply is now revision {item.reply['revision']} ({item.reply['state']}), not {revision}."
    return f"{who}this reply is already {item.reply['state']}."


def next_revision(
    old: Mapping[Any, Any], by: str, text: str, findings: Sequence[dict[str, Any]], now: datetime
) -> dict[str, Any]:
    """The row that follows `old`, PROPOSED and held by `by`, who wrote `text`."""
    kept = {name: old[name] for name in _KEPT}
    fresh = {
        "revision": old["revision"] + 1,
        "state": ReplyState.PROPOSED.value,
        "text": text,
        "written_by": by,
        "findings": list(findings) or None,
        "proposed_at": now,
        "locked_by": by,
    }
    return kept | fresh | dict.fromkeys(("attempts", "looks", "blind_looks", "resends", "fence"), 0)


_KEPT = (
    "id",
    "conversation_id",
    "account",
    "platform",
    "addressee",
    "thread_id",
    "target_id",
    "kind",
    "question_visibility",
    "visibility",
    "template",
    "language",
    "needs_private",
    "urgency_rank",
    "due_at",
)


def _entry(
    item: Item,
    kind: str,
    by: str,
    at: datetime,
    *,
    revision: int | None = None,
    detail: Mapping[str, Any] | None = None,
) -> Entry:
    return entry(
        at,
        by,
        kind,
        account=item.reply["account"],
        conversation_id=item.reply["conversation_id"],
        message_id=item.reply["id"],
        revision=item.reply["revision"] if revision is None else revision,
        detail=detail,
    )
