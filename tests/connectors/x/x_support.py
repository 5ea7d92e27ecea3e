"""What the tests of the X connector share: recorded bodies, an open desk at a simulated X, and sealed replies."""

import json
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bot.domain.approval import Approval, ApprovedReply, Letter
from bot.domain.message import Happening, Inbound, Kind
from bot.domain.visibility import Visibility
from connectors.base import Cursor
from connectors.sandbox.x import XWorld, serve
from connectors.x import XConnector
from connectors.x_address import Brand
from connectors.x_settings import XCredentials, XOptions

FIXTURES = Path(__file__).parents[2] / "fixtures" / "x"
BRAND = Brand("1700000000000000421", "BrightwaveCare")
NOON = datetime(2026, 11, 20, 18, 25, tzinfo=UTC)
"""Shortly after the fixtures' posts, before the resets of their limits."""


def fixture(name: str) -> dict[str, Any]:
    """One body or error of the fixtures."""
    return json.loads((FIXTURES / f"{name}.json").read_text("utf-8"))


class HandClock:
    """A clock that stands until it is moved."""

    def __init__(self, at: datetime = NOON) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at

    def forward(self, **duration: float) -> None:
        """Let time pass."""
        self.at += timedelta(**duration)


def options(api: str, **others: Any) -> XOptions:
    """Habits of a desk that never waits between two polls."""
    eager = XOptions(api=api, mentions_every_s=0, own_posts_every_s=0, direct_messages_every_s=0, request_timeout_s=2)
    return replace(eager, **others)


def credentials(world: XWorld, *, signed: bool = False) -> XCredentials:
    """The brand's keys: a bearer token, or the four values of OAuth 1.0a beside it."""
    keys = world.keys
    if not signed:
        return XCredentials(bearer_token=keys.bearer_token)
    return XCredentials(
        bearer_token=keys.bearer_token,
        consumer_key=keys.consumer_key,
        consumer_secret=keys.consumer_secret,
        access_token=keys.access_token,
        access_token_secret=keys.access_token_secret,
    )


@asynccontextmanager
async def desk(
    world: XWorld, *, signed: bool = False, others: Mapping[str, Any] | None = None
) -> AsyncGenerator[XConnector]:
    """An open connector at a served world, whose clock it shares."""
    async with (
        serve(world) as api,
        XConnector(credentials(world, signed=signed), options(api, **(others or {})), clock=world.clock) as connector,
    ):
        yield connector


async def heard(connector: XConnector, cursor: Cursor | None = None) -> tuple[list[Inbound], Cursor | None]:
    """One whole pass."""
    items: list[Inbound] = []
    async for batch in connector.listen(cursor):
        items += batch.items
        cursor = batch.cursor
    return items, cursor


def messages(items: list[Inbound]) -> list[str]:
    """The texts that customers wrote."""
    return [item.text for item in items if item.happening is Happening.MESSAGE]


def sealed(
    text: str,
    *,
    target_id: str = "2123839334383390720",
    thread_id: str | None = None,
    kind: Kind = Kind.MENTION,
    asked: Visibility = Visibility.PUBLIC,
    answered: Visibility | None = None,
) -> ApprovedReply:
    """A reply that Ada approved."""
    letter = Letter(
        account="x",
        addressee="1800000000000001101",
        thread_id=thread_id or target_id,
        target_id=target_id,
        kind=kind,
        question_visibility=asked,
        visibility=answered or asked,
        text=text,
    )
    return ApprovedReply(letter, Approval.of(letter, "Ada", NOON))


def sealed_to(item: Inbound, text: str) -> ApprovedReply:
    """An approved reply to what was heard, as visible as it."""
    return sealed(text, target_id=item.answer_to, thread_id=item.thread_id, kind=item.kind, asked=item.visibility)
