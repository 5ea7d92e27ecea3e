"""What the tests of Meta's connectors share: recorded bodies, open desks at simulated platforms, and replies."""

import hashlib
import hmac
import json
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bot.domain.approval import Approval, ApprovedReply, Letter
from bot.domain.message import Happening, Inbound
from bot.domain.visibility import Visibility
from connectors.base import Connector, Cursor
from connectors.facebook import FacebookConnector
from connectors.facebook_settings import FacebookCredentials, FacebookOptions
from connectors.instagram import InstagramConnector
from connectors.instagram_settings import InstagramCredentials, InstagramOptions
from connectors.sandbox import facebook, instagram
from connectors.sandbox.facebook import FacebookWorld
from connectors.sandbox.instagram import InstagramWorld

FIXTURES = Path(__file__).parents[2] / "fixtures"
PAGE, ACCOUNT = "104500000000777", "17841400000000777"
SECRET = "test-app-secret"
NOON = datetime(2026, 11, 20, 19, tzinfo=UTC)


def fixture(name: str) -> dict[str, Any]:
    """One body or error of the fixtures."""
    place = "facebook" if name.startswith("fb_") else "instagram"
    return json.loads((FIXTURES / place / f"{name}.json").read_text("utf-8"))


def raw(name: str) -> bytes:
    """The bytes of a fixture."""
    return json.dumps(fixture(name)).encode()


class HandClock:
    """A clock that stands until it is moved."""

    def __init__(self, at: datetime = NOON) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at

    def forward(self, **duration: float) -> None:
        """Let time pass."""
        self.at += timedelta(**duration)


def facebook_at(api: str = "http://127.0.0.1:9", clock: Any = None, **others: Any) -> FacebookConnector:
    """A page's connector that polls whenever it is asked; `verify` is what Meta has to know."""
    eager: dict[str, Any] = {"posts_every_s": 0, "tagged_every_s": 0, "messages_every_s": 0, "request_timeout_s": 2}
    keys = {"access_token": "SANDBOX_PAGE_TOKEN", "app_secret": "sandbox-app-secret", "verify_token": "verify"}
    keys |= {key: others.pop(key) for key in list(others) if key in keys}
    options = FacebookOptions(api=api, page_id=PAGE, **{**eager, **others})
    return FacebookConnector(FacebookCredentials(**keys), options, clock=clock or HandClock())


def instagram_at(api: str = "http://127.0.0.1:9", clock: Any = None, **others: Any) -> InstagramConnector:
    """An account's connector that polls whenever it is asked."""
    eager: dict[str, Any] = {"posts_every_s": 0, "messages_every_s": 0, "request_timeout_s": 2}
    keys = {"access_token": "SANDBOX_PAGE_TOKEN", "app_secret": "sandbox-app-secret", "instagram_app_secret": ""}
    keys |= {key: others.pop(key) for key in list(others) if key in keys}
    options = InstagramOptions(api=api, user_id=ACCOUNT, **{**eager, **others})
    return InstagramConnector(InstagramCredentials(**keys), options, clock=clock or HandClock())


@asynccontextmanager
async def facebook_desk(world: FacebookWorld, **others: Any) -> AsyncGenerator[FacebookConnector]:
    """An open connector at a served world, whose clock it shares."""
    async with facebook.serve(world) as api, facebook_at(api, world.clock, **others) as connector:
        yield connector


@asynccontextmanager
async def instagram_desk(world: InstagramWorld, **others: Any) -> AsyncGenerator[InstagramConnector]:
    """An open connector at a served world, whose clock it shares."""
    async with instagram.serve(world) as api, instagram_at(api, world.clock, **others) as connector:
        yield connector


async def heard(connector: Connector, cursor: Cursor | None = None) -> tuple[list[Inbound], Cursor | None]:
    """One whole pass."""
    items: list[Inbound] = []
    async for batch in connector.listen(cursor):
        items += batch.items
        cursor = batch.cursor
    return items, cursor


def texts(items: list[Inbound]) -> list[str]:
    """What customers wrote."""
    return [item.text for item in items if item.happening is Happening.MESSAGE]


def sealed(
    item: Inbound, text: str, visibility: Visibility | None = None, *, by_hand: bool = False, at: datetime = NOON
) -> ApprovedReply:
    """A reply that Ada approved, as visible as what it answers."""
    letter = Letter(
        account="brightwave",
        addressee=item.author.id,
        thread_id=item.thread_id,
        target_id=item.answer_to,
        kind=item.kind,
        question_visibility=item.visibility,
        visibility=visibility or item.visibility,
        text=text,
    )
    return ApprovedReply(letter, Approval.of(letter, "Ada", at), by_hand=by_hand)


def signed(body: bytes, secret: str = SECRET) -> dict[str, str]:
    """The header with which Meta proves that it sent these bytes."""
    return {"x-hub-signature-256": "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()}
