"""What a desk does with a connector, in one line each."""

from datetime import UTC, datetime

from bot.domain.approval import Approval, ApprovedReply, Letter
from bot.domain.message import Happening, Inbound
from bot.domain.visibility import Visibility
from connectors.base import Batch, Connector, Cursor, Unavailable


async def batches(connector: Connector, cursor: Cursor | None = None) -> list[Batch]:
    """One whole pass."""
    return [batch async for batch in connector.listen(cursor)]


async def listen(connector: Connector, cursor: Cursor | None = None) -> tuple[list[Inbound], Cursor | None]:
    """One whole pass: what was heard, and where it stands."""
    told = await batches(connector, cursor)
    return [item for batch in told for item in batch.items], told[-1].cursor if told else cursor


async def listen_until_trouble(connector: Connector, cursor: Cursor | None) -> tuple[list[Inbound], Cursor | None]:
    """A pass that may end in the middle: what was heard until then is true, and so is its cursor."""
    items: list[Inbound] = []
    try:
        async for batch in connector.listen(cursor):
            items += batch.items
            cursor = batch.cursor
    except Unavailable:
        pass
    return items, cursor


def asked(items: list[Inbound]) -> list[str]:
    """Ids of what customers wrote."""
    return [item.external_id for item in items if item.happening is Happening.MESSAGE]


def approved(item: Inbound, text: str, visibility: Visibility | None = None) -> ApprovedReply:
    """Ada's yes to an answer as visible as the question."""
    letter = Letter(
        account="brand",
        addressee=item.author.id,
        thread_id=item.thread_id,
        target_id=item.answer_to,
        kind=item.kind,
        question_visibility=item.visibility,
        visibility=visibility or item.visibility,
        text=text,
    )
    return ApprovedReply(letter, Approval.of(letter, "Ada", datetime(2026, 11, 20, tzinfo=UTC)))


async def heard_question(connector: Connector, external_id: str) -> Inbound:
    """The message with this id, as the connector tells it."""
    items, _ = await listen(connector)
    return next(item for item in items if item.external_id == external_id)
