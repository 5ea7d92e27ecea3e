"""What the tests of the Mastodon connector share: recorded bodies, an open desk at a simulated instance, replies."""

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
from connectors.mastodon import MastodonConnector
from connectors.mastodon_parse import Brand
from connectors.mastodon_settings import MastodonCredentials, MastodonOptions
from connectors.sandbox.mastodon import MastodonWorld, serve

FIXTURES = Path(__file__).parents[2] / "fixtures" / "mastodon"
BRAND = Brand("109000000000000042", "brightwave", "social.example")
NOON = datetime(2026, 11, 20, 18, 42, tzinfo=UTC)
"""Shortly after the fixtures' statuses, before the reset of their limit."""


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


def options(instance: str, **others: Any) -> MastodonOptions:
    """Habits of a desk that never waits between two polls and opens no stream."""
    eager = MastodonOptions(
        instance=instance, notifications_every_s=0, own_posts_every_s=0, request_timeout_s=2, stream=False
    )
    return replace(eager, **others)


@asynccontextmanager
async def desk(world: MastodonWorld, others: Mapping[str, Any] | None = None) -> AsyncGenerator[MastodonConnector]:
    """An open connector at a served world, whose clock it shares."""
    credentials = MastodonCredentials(access_token=world.token)
    async with (
        serve(world) as api,
        MastodonConnector(credentials, options(api, **(others or {})), clock=world.clock) as connector,
    ):
        yield connector


async def heard(connector: MastodonConnector, cursor: Cursor | None = None) -> tuple[list[Inbound], Cursor | None]:
    """One whole pass."""
    items: list[Inbound] = []
    async for batch in connector.listen(cursor):
        items += batch.items
        cursor = batch.cursor
    return items, cursor


def messages(items: list[Inbound]) -> list[str]:
    """The texts that customers wrote."""
    return [item.text for item in items if item.happening is Happening.MESSAGE]


def sealed_to(item: Inbound, text: str, visibility: Visibility | None = None) -> ApprovedReply:
    """A reply that Ada approved, as visible as what it answers."""
    return sealed(
        text,
        addressee=item.author.id,
        thread_id=item.thread_id,
        target_id=item.answer_to,
        kind=item.kind,
        asked=item.visibility,
        answered=visibility,
    )


def sealed(
    text: str,
    *,
    addressee: str = "109000000000001001",
    thread_id: str = "115586000000000001",
    target_id: str = "115586000000000001",
    kind: Kind = Kind.MENTION,
    asked: Visibility = Visibility.PUBLIC,
    answered: Visibility | None = None,
) -> ApprovedReply:
    """A reply that Ada approved."""
    letter = Letter(
        account="brightwave",
        addressee=addressee,
        thread_id=thread_id,
        target_id=target_id,
        kind=kind,
        question_visibility=asked,
        visibility=answered or asked,
        text=text,
    )
    return ApprovedReply(letter, Approval.of(letter, "Ada", NOON))
