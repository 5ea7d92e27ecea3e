"""Drafts that events have overtaken: the customer wrote, edited or deleted, or the brand answered by hand."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, false, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.message import Inbound
from bot.domain.reply import IN_FLIGHT, OVERTAKABLE, ReplyState
from bot.domain.wording import same_words
from bot.storage.events import append, entry
from bot.storage.tables import Message, Reply, table

MESSAGES, REPLIES = table(Message), table(Reply)


async def make_stale(connection: AsyncConnection, now: datetime, conversations: Sequence[int], why: str) -> None:
    """Take back every reply of these conversations that has not begun to be sent."""
    await _stale(connection, now, REPLIES.c.conversation_id.in_(conversations) if conversations else false(), why)


async def answered_natively(connection: AsyncConnection, now: datetime, conversation: int, at: datetime) -> None:
    """The brand answered by hand at `at`: what was waiting until then needs no draft any more."""
    waiting = and_(MESSAGES.c.conversation_id == conversation, MESSAGES.c.own.is_(False), MESSAGES.c.created_at <= at)
    about_these = REPLIES.c.id.in_(select(MESSAGES.c.id).where(waiting))
    await _stale(connection, now, about_these, "Somebody answered on the platform itself.")
    await connection.execute(
        update(MESSAGES)
        .where(waiting, MESSAGES.c.stage.in_(["received", "routed", "drafted", "merged"]))
        .values(stage="closed", decision="Answered on the platform itself.")
    )


async def draft_again(connection: AsyncConnection, conversations: Sequence[int]) -> None:
    """Let the newest message that is still waiting in each of these conversations be drafted anew."""
    for conversation in conversations:
        newest = (
            select(MESSAGES.c.id)
            .where(
                MESSAGES.c.conversation_id == conversation,
                MESSAGES.c.own.is_(False),
                MESSAGES.c.deleted_at.is_(None),
                MESSAGES.c.stage.in_(["drafted", "merged"]),
                ~select(REPLIES.c.seq)
                .where(
                    REPLIES.c.conversation_id == conversation,
                    or_(
                        REPLIES.c.state.in_(list(OVERTAKABLE)),
                        and_(REPLIES.c.id >= MESSAGES.c.id, REPLIES.c.state.in_([ReplyState.SENT, *IN_FLIGHT])),
                    ),
                )
                .exists(),
            )
            .order_by(MESSAGES.c.created_at.desc(), MESSAGES.c.id.desc())
            .limit(1)
        )
        await connection.execute(
            update(MESSAGES)
            .where(MESSAGES.c.id.in_(newest))
            .values(stage="routed", decision=None, lease_until=None, lease_token=None)
        )


async def draft_again_where_stale(connection: AsyncConnection, conversations: Sequence[int]) -> None:
    """The message that made a draft stale needs no answer itself: what it overtook still does."""
    if conversations:
        stale = await connection.execute(
            select(REPLIES.c.conversation_id)
            .where(REPLIES.c.conversation_id.in_(conversations), REPLIES.c.state == ReplyState.STALE)
            .distinct()
        )
        await draft_again(connection, sorted(stale.scalars()))


async def is_echo(connection: AsyncConnection, account: str, item: Inbound) -> bool:
    """True when an own message is the platform's echo of a reply that Ascolto sent or is sending."""
    in_flight = and_(REPLIES.c.state.in_(list(IN_FLIGHT)), REPLIES.c.thread_id == item.thread_id)
    found = await connection.execute(
        select(REPLIES.c.platform_id, REPLIES.c.text).where(
            REPLIES.c.account == account, or_(REPLIES.c.platform_id == item.external_id, in_flight)
        )
    )
    return any(row.platform_id == item.external_id or same_words(row.text, item.text) for row in found)


async def _stale(connection: AsyncConnection, now: datetime, which: ColumnElement[bool], why: str) -> None:
    moved = await connection.execute(
        update(REPLIES)
        .where(which, REPLIES.c.state.in_(list(OVERTAKABLE)))
        .values(state=ReplyState.STALE.value, reason=why, locked_by=None, lease_until=None)
        .returning(REPLIES.c.id, REPLIES.c.revision, REPLIES.c.conversation_id, REPLIES.c.account)
    )
    await append(
        connection,
        [
            entry(
                now,
                "desk",
                "stale",
                account=row.account,
                conversation_id=row.conversation_id,
                message_id=row.id,
                revision=row.revision,
                detail={"why": why},
            )
            for row in moved
        ],
    )
