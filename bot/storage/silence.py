"""Which accounts are silent where their past weeks were not: a few looks into one index, cheap enough for a page."""

from datetime import datetime

from sqlalchemy import ColumnElement, and_, false, func, literal, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.silence import PLENTY, Span, is_unusual, same_hours
from bot.storage.tables import Message, table

MESSAGES = table(Message)


async def silent_since(connection: AsyncConnection, account: str, now: datetime) -> datetime | None:
    """The last customer's message of an account whose silence since then is unusual; None for every other one."""
    ends = select(_end(account, MESSAGES.c.created_at.asc()), _end(account, MESSAGES.c.created_at.desc()))
    first, last = (await connection.execute(ends)).one()
    if first is None or last is None or not (spans := same_hours(first, last, now)):
        return None
    counts = select(*(_count(account, span) for span in spans))
    heard = (await connection.execute(counts)).one()
    return last if is_unusual([int(count) for count in heard]) else None


def _end(account: str, order: ColumnElement[datetime]) -> ColumnElement[datetime | None]:
    return select(MESSAGES.c.created_at).where(_customers_of(account)).order_by(order).limit(1).scalar_subquery()


def _count(account: str, span: Span) -> ColumnElement[int]:
    # Whoever has plenty is not counted to the end.
    within = and_(MESSAGES.c.created_at >= span[0], MESSAGES.c.created_at < span[1])
    some = select(literal(1)).where(_customers_of(account), within).limit(PLENTY).subquery()
    return select(func.count()).select_from(some).scalar_subquery()


def _customers_of(account: str) -> ColumnElement[bool]:
    return and_(MESSAGES.c.account == account, MESSAGES.c.own == false())
