"""What the tests of the YouTube connector share: bodies, an open desk at a simulated channel, replies."""

import json
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bot.domain.approval import Approval, ApprovedReply, Letter
from bot.domain.message import Inbound
from connectors.base import Cursor
from connectors.sandbox.youtube import YouTubeWorld, serve
from connectors.youtube import YouTubeConnector
from connectors.youtube_parse import Brand
from connectors.youtube_settings import YouTubeCredentials, YouTubeOptions

FIXTURES = Path(__file__).parents[2] / "fixtures" / "youtube"
BRAND = Brand("UCbrightwave000000000001", "@brightwave")
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def fixture(name: str) -> dict[str, Any]:
    """One body or error of the fixtures."""
    return json.loads((FIXTURES / f"{name}.json").read_text("utf-8"))


class HandClock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.at = NOON

    def __call__(self) -> datetime:
        return self.at

    def forward(self, **duration: float) -> None:
        """Let time pass."""
        self.at += timedelta(**duration)


def keys(world: YouTubeWorld) -> YouTubeCredentials:
    """What opens the world's channel."""
    return YouTubeCredentials(
        client_id=world.client_id, client_secret=world.client_secret, refresh_token=world.refresh_token
    )


@asynccontextmanager
async def desk(world: YouTubeWorld, **others: Any) -> AsyncGenerator[YouTubeConnector]:
    """An open connector at a served world, whose clock it shares."""
    async with serve(world) as address:
        eager = YouTubeOptions(
            api=f"{address}/youtube/v3", token_address=f"{address}/token", poll_every_s=0, request_timeout_s=2
        )
        async with YouTubeConnector(keys(world), replace(eager, **others), clock=world.clock) as connector:
            yield connector


async def heard(connector: YouTubeConnector, cursor: Cursor | None = None) -> tuple[list[Inbound], Cursor | None]:
    """One whole pass."""
    items: list[Inbound] = []
    async for batch in connector.listen(cursor):
        items += batch.items
        cursor = batch.cursor
    return items, cursor


def sealed_to(item: Inbound, text: str, **others: Any) -> ApprovedReply:
    """A reply that Ada approved at noon, as visible as what it answers, unless told otherwise."""
    facts: dict[str, Any] = {
        "account": "brand",
        "addressee": item.author.id,
        "thread_id": item.thread_id,
        "target_id": item.answer_to,
        "kind": item.kind,
        "question_visibility": item.visibility,
        "visibility": item.visibility,
        "text": text,
    }
    letter = Letter(**{**facts, **others})
    return ApprovedReply(letter, Approval.of(letter, "Ada", NOON))
