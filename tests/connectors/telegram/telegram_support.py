"""What the tests of the Telegram connector share: bodies, an open desk at a simulated bot, replies."""

import json
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bot.domain.approval import Approval, ApprovedReply, Letter
from bot.domain.message import Inbound, Kind
from connectors.base import Cursor
from connectors.sandbox.telegram import TelegramWorld, serve
from connectors.telegram import TelegramConnector
from connectors.telegram_parse import Brand
from connectors.telegram_settings import TelegramCredentials, TelegramOptions

FIXTURES = Path(__file__).parents[2] / "fixtures" / "telegram"
BRAND = Brand("7100000001", "brightwavebot", frozenset({"7200000009"}))
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

    def forward(self, seconds: float) -> None:
        """Let time pass."""
        self.at += timedelta(seconds=seconds)


@asynccontextmanager
async def desk(world: TelegramWorld, **others: Any) -> AsyncGenerator[TelegramConnector]:
    """An open connector at a served world, whose clock it shares."""
    async with serve(world) as api:
        habits = replace(TelegramOptions(api=api, long_poll_s=0, request_timeout_s=2), **others)
        credentials = TelegramCredentials(bot_token=world.token)
        async with TelegramConnector(credentials, habits, clock=world.clock) as connector:
            yield connector


async def heard(connector: TelegramConnector, cursor: Cursor | None = None) -> tuple[list[Inbound], Cursor | None]:
    """One whole pass."""
    items: list[Inbound] = []
    async for batch in connector.listen(cursor):
        items += batch.items
        cursor = batch.cursor
    return items, cursor


def sealed_to(item: Inbound, text: str, **others: Any) -> ApprovedReply:
    """A reply that Ada approved, as visible as what it answers, unless told otherwise."""
    facts: dict[str, Any] = {
        "account": "brand",
        "addressee": item.author.id,
        "thread_id": item.thread_id,
        "target_id": item.answer_to,
        "kind": Kind.DM,
        "question_visibility": item.visibility,
        "visibility": item.visibility,
        "text": text,
    }
    letter = Letter(**{**facts, **others})
    return ApprovedReply(letter, Approval.of(letter, "Ada", NOON))
