"""The outbox: SENDING is committed before the platform is called, and every outcome is fenced (law 5)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, and_, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.approval import Approval, ApprovedReply, BrokenSeal, Letter, WiderThanAsked
from bot.domain.clock import Clock
from bot.domain.delivery import Move, legal
from bot.domain.message import Kind
from bot.domain.reply import IN_FLIGHT, ReplyState
from bot.domain.visibility import Visibility
from bot.storage.claims import claim
from bot.storage.database import Database
from bot.storage.events import append, entry
from bot.storage.holding import hold_all
from bot.storage.overtaken import draft_again, make_stale_if_overtaken
from bot.storage.tables import Reply, table

REPLIES = table(Reply)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """A claimed reply. `fence` grows with every claim; only its holder may write the outcome."""

    seq: int
    id: int
    revision: int
    conversation_id: int
    account: str
    platform: str
    row: Mapping[str, Any]
    language: str | None
    needs_private: bool
    attempts: int
    looks: int
    blind_looks: int
    resends: int
    fence: int
    lease_until: datetime

    @property
    def key(self) -> str:
        """Names this reply for platforms that honour an idempotency key; the same for every try."""
        return f"ascolto-{self.id}-{self.revision}-{self.row['digest'][:12]}"

    def opened(self) -> ApprovedReply:
        """The reply as approved. Raises `BrokenSeal` when the row is not what was approved."""
        row = self.row
        approval = Approval(digest=row["digest"] or "", approver=row["approved_by"] or "", at=row["approved_at"])
        try:
            return ApprovedReply(letter_of(row), approval, by_hand=not row["written_by"].startswith(_NOT_BY_HAND))
        except WiderThanAsked as error:
            raise BrokenSeal(str(error)) from error


_NOT_BY_HAND = ("template ", "nobody yet")


class Outbox:
    """The deliver and reconcile stages' side of the database."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def claim_approved(self, account: str, limit: int, lease_s: float) -> list[Parcel]:
        """Approved replies become SENDING, one per conversation at a time, committed before this returns."""
        now = self._clock()
        earlier = REPLIES.alias("earlier")
        others_first = (
            select(earlier.c.seq)
            .where(
                earlier.c.conversation_id == REPLIES.c.conversation_id,
                or_(
                    earlier.c.state.in_(list(IN_FLIGHT)),
                    and_(earlier.c.state == ReplyState.APPROVED, earlier.c.seq < REPLIES.c.seq),
                ),
            )
            .exists()
        )
        ready = and_(_due(ReplyState.APPROVED, account, now), ~others_first)
        values = {
            "state": ReplyState.SENDING.value,
            "attempts": REPLIES.c.attempts + 1,
            "fence": REPLIES.c.fence + 1,
            "sending_at": now,
            "lease_until": now + timedelta(seconds=lease_s),
        }
        return await self._claim(ready, limit, values, "sending", now)

    async def claim_unknown(self, account: str, limit: int, lease_s: float) -> list[Parcel]:
        """Replies of unknown outcome whose time to look has come become CHECKING."""
        now = self._clock()
        values = {
            "state": ReplyState.CHECKING.value,
            "fence": REPLIES.c.fence + 1,
            "lease_until": now + timedelta(seconds=lease_s),
        }
        return await self._claim(_due(ReplyState.UNKNOWN, account, now), limit, values, "checking", now)

    async def sent(self, parcel: Parcel, old: ReplyState, platform_id: str, at: datetime) -> bool:
        """The platform has it. False when the claim was lost meanwhile."""
        values = {"platform_id": platform_id, "sent_at": at, "retry_at": None, "reason": None, "locked_by": None}
        return await self._settle(parcel, old, Move(state=ReplyState.SENT), values)

    async def settle(
        self, parcel: Parcel, old: ReplyState, move: Move, *, looks: int = 0, blind_looks: int = 0, resends: int = 0
    ) -> bool:
        """Write any other outcome; the counters are added. False when the claim was lost meanwhile.

        A reply whose echo was heard is SENT, whatever the outcome says.
        """
        values = {
            "retry_at": move.retry_at,
            "reason": move.reason,
            "looks": parcel.looks + looks,
            "blind_looks": parcel.blind_looks + blind_looks,
            "resends": parcel.resends + resends,
        }
        return await self._settle(parcel, old, move, values)

    async def expire_leases(self, look_in_s: float) -> int:
        """A lease that ended while SENDING or CHECKING goes to UNKNOWN, never straight back to APPROVED."""
        now = self._clock()
        lost = and_(REPLIES.c.state.in_([ReplyState.SENDING, ReplyState.CHECKING]), REPLIES.c.lease_until < now)
        why = "The worker that was sending this stopped; looking on the platform."
        async with self._database.write() as connection:
            moved = await connection.execute(
                update(REPLIES)
                .where(lost)
                .values(
                    state=ReplyState.UNKNOWN.value,
                    fence=REPLIES.c.fence + 1,
                    lease_until=None,
                    retry_at=now + timedelta(seconds=look_in_s),
                    reason=why,
                )
                .returning(*_NAMES)
            )
            rows = moved.mappings().all()
            await append(connection, [_entry(row, "unknown", now, why) for row in rows])
        return len(rows)

    async def _claim(
        self, ready: ColumnElement[bool], limit: int, values: dict[str, Any], kind: str, now: datetime
    ) -> list[Parcel]:
        order = [REPLIES.c.urgency_rank.desc(), REPLIES.c.approved_at, REPLIES.c.seq]
        async with self._database.write() as connection:
            rows = await claim(connection, REPLIES, REPLIES.c.seq, ready=ready, order=order, limit=limit, values=values)
            await append(connection, [_entry(row, kind, now) for row in rows])
        return [_parcel(row) for row in rows]

    async def _settle(self, parcel: Parcel, old: ReplyState, move: Move, values: dict[str, Any]) -> bool:
        legal(old, move)
        now = self._clock()
        async with self._database.write() as connection:
            await hold_all(connection, [parcel.conversation_id])
            mine = and_(REPLIES.c.seq == parcel.seq, REPLIES.c.state == old.value, REPLIES.c.fence == parcel.fence)
            if move.state is not ReplyState.SENT and await _was_heard(connection, mine):
                move, values = legal(old, _HEARD), {"retry_at": None, "reason": None, "locked_by": None}
            moved = await connection.execute(
                update(REPLIES)
                .where(mine)
                .values(state=move.state.value, lease_until=None, **values)
                .returning(*_NAMES)
            )
            row = moved.mappings().first()
            if row is None:
                return False
            await append(connection, [_entry(row, move.state.value, now, move.reason)])
            await make_stale_if_overtaken(connection, now, parcel.seq)
            await draft_again(connection, [parcel.conversation_id])
        return True


_HEARD = Move(state=ReplyState.SENT, reason="The platform showed it.")


async def _was_heard(connection: AsyncConnection, which: ColumnElement[bool]) -> bool:
    """The platform's own echo of the reply has come in."""
    heard = select(REPLIES.c.seq).where(which, REPLIES.c.platform_id.is_not(None))
    return (await connection.execute(heard)).first() is not None


async def look_before_sending(database: Database, now: datetime, why: str) -> int:
    """Every reply that is approved or on its way becomes UNKNOWN, to be looked for; returns how many."""
    async with database.write() as connection:
        approved = await connection.execute(
            update(REPLIES)
            .where(REPLIES.c.state == ReplyState.APPROVED)
            .values(state=ReplyState.SENDING.value)
            .returning(*_NAMES)
        )
        await append(connection, [_entry(row, "sending", now, why) for row in approved.mappings().all()])
        unknown = await connection.execute(
            update(REPLIES)
            .where(REPLIES.c.state.in_([ReplyState.SENDING, ReplyState.CHECKING]))
            .values(
                state=ReplyState.UNKNOWN.value,
                fence=REPLIES.c.fence + 1,
                lease_until=None,
                retry_at=now,
                reason=why,
            )
            .returning(*_NAMES)
        )
        rows = unknown.mappings().all()
        await append(connection, [_entry(row, "unknown", now, why) for row in rows])
    return len(rows)


_NAMES = (REPLIES.c.seq, REPLIES.c.id, REPLIES.c.revision, REPLIES.c.conversation_id, REPLIES.c.account)


def _due(state: ReplyState, account: str, now: datetime) -> ColumnElement[bool]:
    return and_(
        REPLIES.c.state == state.value,
        REPLIES.c.account == account,
        or_(REPLIES.c.retry_at.is_(None), REPLIES.c.retry_at <= now),
    )


def _entry(row: RowMapping, kind: str, now: datetime, why: str | None = None) -> dict[str, Any]:
    return entry(
        now,
        "desk",
        kind,
        account=row["account"],
        conversation_id=row["conversation_id"],
        message_id=row["id"],
        revision=row["revision"],
        detail={"why": why} if why else None,
    )


def letter_of(row: Mapping[str, Any]) -> Letter:
    """The letter that a reply's row describes. Raises `WiderThanAsked` when it would widen the thread."""
    return Letter(
        account=row["account"],
        addressee=row["addressee"],
        thread_id=row["thread_id"],
        target_id=row["target_id"],
        kind=Kind(row["kind"]),
        question_visibility=Visibility(row["question_visibility"]),
        visibility=Visibility(row["visibility"]),
        text=row["text"],
    )


def _parcel(row: RowMapping) -> Parcel:
    return Parcel(
        seq=row["seq"],
        id=row["id"],
        revision=row["revision"],
        conversation_id=row["conversation_id"],
        account=row["account"],
        platform=row["platform"],
        row={str(name): value for name, value in row.items()},
        language=row["language"],
        needs_private=row["needs_private"],
        attempts=row["attempts"],
        looks=row["looks"],
        blind_looks=row["blind_looks"],
        resends=row["resends"],
        fence=row["fence"],
        lease_until=row["lease_until"],
    )
