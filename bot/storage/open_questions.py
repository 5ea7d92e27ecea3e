"""Who still waits for an answer, in one place: what is drafted, drafted again and called answered follows from it."""

from sqlalchemy import ColumnElement, FromClause, and_, exists, or_, select

from bot.domain.reply import IN_FLIGHT, ReplyState
from bot.storage.tables import Message, Reply, table

MESSAGES, REPLIES = table(Message), table(Reply)


_UNDER_WAY = (*IN_FLIGHT, ReplyState.NEEDS_HUMAN)


def unanswered(messages: FromClause = MESSAGES) -> ColumnElement[bool]:
    """True for a customer's message that neither the desk nor a colleague by hand has answered."""
    by_hand = MESSAGES.alias("by_hand")
    answered_by_hand = exists().where(
        by_hand.c.conversation_id == messages.c.conversation_id,
        by_hand.c.own.is_(True),
        by_hand.c.created_at >= messages.c.created_at,
    )
    return and_(
        messages.c.own.is_(False),
        messages.c.deleted_at.is_(None),
        ~_covered(messages, (ReplyState.SENT,)),
        ~answered_by_hand,
    )


def on_its_way(messages: FromClause = MESSAGES) -> ColumnElement[bool]:
    """True for a message whose answer the platform may have already: it must not get a second one meanwhile."""
    return _covered(messages, _UNDER_WAY)


def _covered(messages: FromClause, states: tuple[ReplyState, ...]) -> ColumnElement[bool]:
    """A reply answers its own message, and the earlier ones that had reached the desk when a person approved it."""
    replies, target = REPLIES.alias("covering"), MESSAGES.alias("covered")
    return (
        select(replies.c.seq)
        .join(target, target.c.id == replies.c.id)
        .where(
            replies.c.conversation_id == messages.c.conversation_id,
            replies.c.state.in_(list(states)),
            or_(
                replies.c.id == messages.c.id,
                and_(_not_before(target, messages), replies.c.approved_at >= messages.c.received_at),
            ),
        )
        .correlate(messages)
        .exists()
    )


def _not_before(one: FromClause, other: FromClause) -> ColumnElement[bool]:
    """In the order of a thread: by the platform's time, and by arrival within one instant."""
    return or_(
        one.c.created_at > other.c.created_at,
        and_(one.c.created_at == other.c.created_at, one.c.id >= other.c.id),
    )
