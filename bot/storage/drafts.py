"""Proposals: one per conversation, for the newest message, covering everything that still waits there."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import RowMapping, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.classification import Classification
from bot.domain.clock import Clock
from bot.domain.message import Author, Kind
from bot.domain.reply import IN_FLIGHT, ReplyState
from bot.domain.visibility import Visibility
from bot.storage.database import Database
from bot.storage.events import append, entry
from bot.storage.holding import hold_all
from bot.storage.open_questions import on_its_way, unanswered
from bot.storage.overtaken import draft_again, make_stale
from bot.storage.standing import UNDERSTOOD, rank_of, understanding_of
from bot.storage.tables import Message, Reply, table
from bot.storage.understanding import claim_stage

MESSAGES, REPLIES = table(Message), table(Reply)


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What needs a draft: the newest message, what decides among all that wait, and who asked.

    `classification` is that of the most urgent waiting message, with what people said of it; `danger` is true when any
    of them was taken for one, and `rank` is the highest place in the queue among them.
    """

    message_id: int
    conversation_id: int
    account: str
    platform: str
    author: Author
    kind: Kind
    visibility: Visibility
    thread_id: str
    target_id: str
    text: str
    classification: Classification
    danger: bool
    rank: int
    due_at: datetime
    used_templates: frozenset[str]
    lease_token: str
    covers: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A draft to save for a task; `findings` are the guard's, in the shape of the contract."""

    task: Task
    text: str
    template: str | None
    language: str
    findings: tuple[dict[str, Any], ...]
    needs_private: bool


class Drafts:
    """The draft stage's side of the database."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def claim(self, limit: int) -> list[Task]:
        """Up to `limit` messages become tasks; those that a newer or an own message overtook are settled here."""
        rows = await claim_stage(self._database, self._clock(), "routed", limit)
        if not rows:
            return []
        conversations = sorted({row["conversation_id"] for row in rows})
        async with self._database.read() as connection:
            waiting = await _waiting(connection, conversations)
            used = await _used_templates(connection, rows)
        tasks = [_task(row, waiting[row["conversation_id"]], used) for row in rows if _is_newest(row, waiting)]
        await self._settle([row for row in rows if not _is_newest(row, waiting)], waiting)
        return tasks

    async def recent_texts(self, account: str, besides: int | None = None, since_h: float = 24.0) -> frozenset[str]:
        """What this account sent to anybody lately, item `besides` apart, for the guard's duplicate rule."""
        since = self._clock() - timedelta(hours=since_h)
        async with self._database.read() as connection:
            found = await connection.execute(
                select(REPLIES.c.text).where(
                    REPLIES.c.account == account,
                    REPLIES.c.state.in_([ReplyState.SENT, *IN_FLIGHT]),
                    REPLIES.c.sending_at >= since,
                    REPLIES.c.id != (besides or 0),
                )
            )
            return frozenset(found.scalars())

    async def save(self, proposals: Sequence[Proposal]) -> int:
        """Save a batch as PROPOSED; returns how many messages were still the caller's."""
        now = self._clock()
        async with self._database.write() as connection:
            await hold_all(connection, [proposal.task.conversation_id for proposal in proposals])
            held = await _still_held(connection, proposals)
            mine = [proposal for proposal in proposals if proposal.task.message_id in held]
            if mine:
                # Something may have been proposed while this was being drafted; only one proposal may live.
                conversations = sorted({proposal.task.conversation_id for proposal in mine})
                await make_stale(connection, now, conversations, "The customer wrote again.")
                revisions = await _last_revisions(connection, [proposal.task.message_id for proposal in mine])
                rows = [_row(proposal, revisions.get(proposal.task.message_id, 0) + 1, now) for proposal in mine]
                await connection.execute(insert(REPLIES), rows)
                await self._mark_drafted(connection, mine)
                await append(connection, [_entry(row, now) for row in rows])
        return len(mine)

    async def _mark_drafted(self, connection: AsyncConnection, mine: Sequence[Proposal]) -> None:
        free = {"lease_until": None, "lease_token": None, "attempts": 0}
        ids = [proposal.task.message_id for proposal in mine]
        await connection.execute(update(MESSAGES).where(MESSAGES.c.id.in_(ids)).values(stage="drafted", **free))
        for proposal in mine:
            others = [other for other in proposal.task.covers if other != proposal.task.message_id]
            if others:
                await connection.execute(
                    update(MESSAGES)
                    .where(MESSAGES.c.id.in_(others), MESSAGES.c.stage.in_(UNDERSTOOD))
                    .values(
                        stage="merged", decision=f"Answered together with message {proposal.task.message_id}.", **free
                    )
                )

    async def _settle(self, rows: Sequence[RowMapping], waiting: "_Waiting") -> None:
        """Record what became of messages that need no draft of their own."""
        if not rows:
            return
        ids: dict[str, list[int]] = defaultdict(list)
        for row in rows:
            ids[_stage_without_draft(row, waiting)].append(row["id"])
        async with self._database.write() as connection:
            await hold_all(connection, [row["conversation_id"] for row in rows])
            for stage, which in ids.items():
                values = {"stage": stage, "lease_until": None, "lease_token": None} | _DECISIONS[stage]
                settled = await connection.execute(
                    update(MESSAGES)
                    .where(MESSAGES.c.id.in_(which), MESSAGES.c.stage == "routed")
                    .values(**values)
                    .returning(MESSAGES.c.conversation_id)
                )
                conversations = sorted(set(settled.scalars()))
                if stage == "merged":
                    # The draft of the later message knows nothing of this one.
                    await make_stale(connection, self._clock(), conversations, "The customer wrote again.")
                await draft_again(connection, conversations)


_DECISIONS: dict[str, dict[str, str]] = {
    "merged": {"decision": "Answered together with a later message."},
    "closed": {"decision": "Answered already."},
    "drafted": {},
}

_Waiting = dict[int, list[RowMapping]]


async def _waiting(connection: AsyncConnection, conversations: Sequence[int]) -> _Waiting:
    """By conversation, oldest first: the customer's messages that nobody has answered."""
    found = await connection.execute(
        select(MESSAGES, on_its_way().label("on_its_way"))
        .where(
            MESSAGES.c.conversation_id.in_(conversations),
            MESSAGES.c.stage.in_(UNDERSTOOD),
            unanswered(),
        )
        .order_by(MESSAGES.c.created_at, MESSAGES.c.id)
    )
    waiting: _Waiting = defaultdict(list)
    for row in found.mappings():
        waiting[row["conversation_id"]].append(row)
    return waiting


async def _used_templates(connection: AsyncConnection, rows: Sequence[RowMapping]) -> dict[tuple[str, str], set[str]]:
    """By (account, customer): templates that this person was sent already."""
    found = await connection.execute(
        select(REPLIES.c.account, REPLIES.c.addressee, REPLIES.c.template)
        .where(
            REPLIES.c.account.in_({row["account"] for row in rows}),
            REPLIES.c.addressee.in_({row["author_id"] for row in rows}),
            REPLIES.c.state == ReplyState.SENT,
            REPLIES.c.template.is_not(None),
        )
        .distinct()
    )
    used: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in found:
        used[row.account, row.addressee].add(row.template)
    return used


async def _still_held(connection: AsyncConnection, proposals: Sequence[Proposal]) -> set[int]:
    found = await connection.execute(
        select(MESSAGES.c.id).where(
            MESSAGES.c.id.in_([proposal.task.message_id for proposal in proposals]),
            MESSAGES.c.lease_token.in_({proposal.task.lease_token for proposal in proposals}),
            MESSAGES.c.stage == "routed",
            unanswered(),
            ~on_its_way(),
        )
    )
    return set(found.scalars())


async def _last_revisions(connection: AsyncConnection, ids: Sequence[int]) -> dict[int, int]:
    found = await connection.execute(
        select(REPLIES.c.id, func.max(REPLIES.c.revision)).where(REPLIES.c.id.in_(ids)).group_by(REPLIES.c.id)
    )
    return {row[0]: row[1] for row in found}


def _open(row: RowMapping, waiting: _Waiting) -> list[int]:
    """What waits in this row's conversation and has no answer on its way, oldest first."""
    return [message["id"] for message in waiting.get(row["conversation_id"], ()) if not message["on_its_way"]]


def _is_newest(row: RowMapping, waiting: _Waiting) -> bool:
    return _open(row, waiting)[-1:] == [row["id"]]


def _stage_without_draft(row: RowMapping, waiting: _Waiting) -> str:
    if row["id"] in _open(row, waiting):
        return "merged"
    # Edited while its answer is on its way: when that comes back unsent, it is drafted again.
    still = any(message["id"] == row["id"] for message in waiting.get(row["conversation_id"], ()))
    return "drafted" if still else "closed"


def _task(row: RowMapping, waiting: Sequence[RowMapping], used: dict[tuple[str, str], set[str]]) -> Task:
    decisive = max(waiting, key=lambda message: (rank_of(message), bool(message["complaint"]), message["id"]))
    return Task(
        message_id=row["id"],
        conversation_id=row["conversation_id"],
        account=row["account"],
        platform=row["platform"],
        author=Author(
            id=row["author_id"], handle=row["author_handle"], name=row["author_name"], is_bot=row["author_is_bot"]
        ),
        kind=Kind(row["kind"]),
        # One answer to a private and a public message must not show the private one to everybody (law 2).
        visibility=min((Visibility(message["visibility"]) for message in waiting), key=lambda one: one.width),
        thread_id=row["thread_id"],
        target_id=row["version_id"] or row["external_id"],
        text=row["text"],
        classification=understanding_of(decisive),
        danger=any(message["lane"] == "danger" for message in waiting),
        rank=max(rank_of(message) for message in waiting),
        due_at=min(message["due_at"] or message["created_at"] for message in waiting),
        used_templates=frozenset(used.get((row["account"], row["author_id"]), ())),
        lease_token=row["lease_token"],
        covers=tuple(message["id"] for message in waiting if not message["on_its_way"]),
    )


def _row(proposal: Proposal, revision: int, now: datetime) -> dict[str, Any]:
    task = proposal.task
    return {
        "id": task.message_id,
        "revision": revision,
        "conversation_id": task.conversation_id,
        "account": task.account,
        "platform": task.platform,
        "state": ReplyState.PROPOSED.value,
        "addressee": task.author.id,
        "thread_id": task.thread_id,
        "target_id": task.target_id,
        "kind": task.kind.value,
        "question_visibility": task.visibility.value,
        "visibility": task.visibility.value,
        "text": proposal.text,
        "template": proposal.template,
        "language": proposal.language,
        "written_by": f"template {proposal.template}" if proposal.template else "nobody yet",
        "findings": list(proposal.findings) or None,
        "needs_private": proposal.needs_private,
        "urgency_rank": task.rank,
        "due_at": task.due_at,
        "proposed_at": now,
        "attempts": 0,
        "looks": 0,
        "blind_looks": 0,
        "resends": 0,
        "fence": 0,
    }


def _entry(row: dict[str, Any], now: datetime) -> dict[str, Any]:
    return entry(
        now,
        "desk",
        "proposed",
        account=row["account"],
        conversation_id=row["conversation_id"],
        message_id=row["id"],
        revision=row["revision"],
        detail={"template": row["template"]},
    )
