"""Drafts that events have overtaken: the customer wrote, edited or deleted, or the brand answered by hand."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, exists, false, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.message import Inbound
from bot.domain.reply import IN_FLIGHT, OVERTAKABLE, ReplyState
from bot.domain.wording import same_words
from bot.storage.events import append, entry
from bot.storage.open_questions import on_its_way, unanswered
from bot.storage.tables import Message, Reply, table

MESSAGES, REPLIES = table(Message), table(Reply)


async def make_stale(connection: AsyncConnection, now: datetime, conversations: Sequence[int], why: str) -> None:
    """Take back every reply of these conversations that has not begun to be sent."""
    await _stale(connection, now, REPLIES.c.conversation_id.in_(conversations) if conversations else false(), why)


async def answered_natively(connection: AsyncConnection, now: datetime, conversation: int, at: datetime) -> None:
    """The brand answered by hand at `at`: what was waiting until then needs no draft any more.

    A draft that goes may have stood for a newer message too, where an older one was heard late: that one still waits.
    """
    waiting = and_(MESSAGES.c.conversation_id == conversation, MESSAGES.c.own.is_(False), MESSAGES.c.created_at <= at)
    about_these = REPLIES.c.id.in_(select(MESSAGES.c.id).where(waiting))
    await _stale(connection, now, about_these, "Somebody answered on the platform itself.")
    await connection.execute(
        update(MESSAGES)
        .where(waiting, MESSAGES.c.stage.in_(["received", "routed", "drafted", "merged"]))
        .values(stage="closed", decision="Answered on the platform itself.")
    )
    await draft_again(connection, [conversation])


async def draft_again(connection: AsyncConnection, conversations: Sequence[int]) -> None:
    """Where somebody waits and nothing lies before a person, let the newest waiting message be drafted."""
    if not conversations:
        return
    place = func.row_number().over(
        partition_by=MESSAGES.c.conversation_id, order_by=(MESSAGES.c.created_at.desc(), MESSAGES.c.id.desc())
    )
    waiting = (
        select(MESSAGES.c.id, place.label("place"))
        .where(
            MESSAGES.c.conversation_id.in_(conversations),
            MESSAGES.c.stage.in_(["drafted", "merged"]),
            unanswered(),
            ~on_its_way(),
            ~_comes_through_the_stages(),
            ~_has_a_reply(OVERTAKABLE),
        )
        .subquery()
    )
    await connection.execute(
        update(MESSAGES)
        .where(MESSAGES.c.id.in_(select(waiting.c.id).where(waiting.c.place == 1)))
        .values(stage="routed", decision=None, lease_until=None, lease_token=None)
    )


async def make_stale_if_overtaken(connection: AsyncConnection, now: datetime, seq: int) -> None:
    """A reply comes back unsent: what happened while it was away counts as if it had been here."""
    news = MESSAGES.alias("news")
    heard_since = exists().where(
        news.c.conversation_id == REPLIES.c.conversation_id,
        news.c.own.is_(False),
        news.c.stage != "closed",
        or_(news.c.received_at > REPLIES.c.approved_at, news.c.edited_at > REPLIES.c.approved_at),
    )
    settled = exists().where(news.c.id == REPLIES.c.id, news.c.stage == "closed")
    overtaken = and_(REPLIES.c.seq == seq, or_(heard_since, settled))
    await _stale(connection, now, overtaken, "It was overtaken while it was on its way.")


async def is_echo(connection: AsyncConnection, account: str, item: Inbound) -> bool:
    """True when an own message is the platform's echo of a reply that Ascolto sent or is sending."""
    in_flight = and_(REPLIES.c.state.in_(list(IN_FLIGHT)), REPLIES.c.thread_id == item.thread_id)
    found = await connection.execute(
        select(REPLIES.c.seq, REPLIES.c.platform_id, REPLIES.c.target_id, REPLIES.c.text).where(
            REPLIES.c.account == account, or_(REPLIES.c.platform_id == item.external_id, in_flight)
        )
    )
    echoed = [row for row in found if row.platform_id == item.external_id or same_words(row.text, item.text)]
    heard = [row.seq for row in echoed if row.platform_id is None and row.target_id == item.parent_id]
    if len(heard) == 1:
        # The platform shows it, so it was sent, whatever the call and the looks come to.
        values = {"platform_id": item.external_id, "sent_at": item.created_at}
        await connection.execute(update(REPLIES).where(REPLIES.c.seq == heard[0]).values(**values))
    return bool(echoed)


def _comes_through_the_stages() -> ColumnElement[bool]:
    """A message of the same conversation is being understood or drafted, and decides for the others at its end."""
    other = MESSAGES.alias("other")
    return exists().where(
        other.c.conversation_id == MESSAGES.c.conversation_id, other.c.stage.in_(["received", "routed"])
    )


def _has_a_reply(states: Collection[ReplyState]) -> ColumnElement[bool]:
    return exists().where(REPLIES.c.conversation_id == MESSAGES.c.conversation_id, REPLIES.c.state.in_(list(states)))


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
