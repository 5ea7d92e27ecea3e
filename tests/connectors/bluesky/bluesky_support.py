"""What the tests of the Bluesky connector share: recorded bodies, an open desk, sealed replies."""

import json
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bot.domain.approval import Approval, ApprovedReply, Letter
from bot.domain.message import Happening, Inbound, Kind
from bot.domain.visibility import Visibility
from connectors.base import Cursor
from connectors.bluesky import BlueskyConnector
from connectors.bluesky_api import Brand
from connectors.bluesky_settings import BlueskyCredentials, BlueskyOptions
from connectors.sandbox.bluesky import BlueskyWorld, Sessions, serve

FIXTURES = Path(__file__).parents[2] / "fixtures" / "bluesky"
BRAND = Brand("did:plc:syatbjlkyxh4kwi73o5g4l5p", "brightwave.example")
QUESTION = "at://did:plc:edrum3y5dfbpu6jedjb6y7i7/app.bsky.feed.post/3n2r65havs22l"
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


def options(service: str, **others: Any) -> BlueskyOptions:
    """Habits of a desk that never waits between two polls."""
    eager: dict[str, Any] = {
        "mentions_every_s": 0,
        "own_posts_every_s": 0,
        "direct_messages_every_s": 0,
        "request_timeout_s": 5,
    }
    return BlueskyOptions(service=service, **(eager | others))


def credentials(world: BlueskyWorld) -> BlueskyCredentials:
    """The brand's keys."""
    return BlueskyCredentials(identifier="@" + world.brand.handle, app_password=world.app_password)


@asynccontextmanager
async def desk(
    world: BlueskyWorld, *, sessions: Sessions | None = None, **others: Any
) -> AsyncGenerator[BlueskyConnector]:
    """An open connector at a served world, whose clock it shares."""
    async with (
        serve(world, sessions=sessions) as service,
        BlueskyConnector(credentials(world), options(service, **others), clock=world.clock) as connector,
    ):
        yield connector


async def heard(connector: BlueskyConnector, cursor: Cursor | None = None) -> tuple[list[Inbound], Cursor | None]:
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
    target_id: str = QUESTION,
    thread_id: str | None = None,
    addressee: str = "did:plc:edrum3y5dfbpu6jedjb6y7i7",
    kind: Kind = Kind.MENTION,
    asked: Visibility = Visibility.PUBLIC,
) -> ApprovedReply:
    """A reply that Ada approved."""
    letter = Letter(
        account="bluesky",
        addressee=addressee,
        thread_id=thread_id or target_id.partition("#")[0],
        target_id=target_id,
        kind=kind,
        question_visibility=asked,
        visibility=asked,
        text=text,
    )
    return ApprovedReply(letter, Approval.of(letter, "Ada", NOON))


def sealed_to(item: Inbound, text: str) -> ApprovedReply:
    """An approved reply to what was heard, as visible as it."""
    return sealed(
        text,
        target_id=item.answer_to,
        thread_id=item.thread_id,
        addressee=item.author.id,
        kind=item.kind,
        asked=item.visibility,
    )
