"""Runs the contract suite over every platform that has a harness."""

from collections.abc import AsyncGenerator, Callable, Mapping

import pytest

from tests.contract.bluesky_harness import BlueskyHarness
from tests.contract.facebook_harness import FacebookHarness
from tests.contract.harness import Harness, Need
from tests.contract.instagram_harness import InstagramHarness
from tests.contract.mastodon_harness import MastodonHarness
from tests.contract.telegram_harness import TelegramHarness
from tests.contract.x_harness import XHarness
from tests.contract.youtube_harness import YouTubeHarness

HARNESSES: dict[str, Callable[[], Harness]] = {
    "bluesky": BlueskyHarness,
    "facebook": FacebookHarness,
    "instagram": InstagramHarness,
    "mastodon": MastodonHarness,
    "telegram": TelegramHarness,
    "x": XHarness,
    "youtube": YouTubeHarness,
}

LACKING: Mapping[str, frozenset[Need]] = {
    "telegram": frozenset({Need.LOOKING, Need.OWN, Need.DELETIONS}),
    "youtube": frozenset({Need.PRIVATE}),
}
"""What can't be had on a platform, whatever its connector does; its own tests say what the connector does instead."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep of the suite what each platform can be asked."""
    items[:] = [item for item in items if not _needs(item) & _lacking(item)]


def _needs(item: pytest.Item) -> frozenset[Need]:
    return frozenset(need for mark in item.iter_markers("needs") for need in mark.args)


def _lacking(item: pytest.Item) -> frozenset[Need]:
    call = getattr(item, "callspec", None)
    return LACKING.get(call.params.get("platform", ""), frozenset()) if call else frozenset()


@pytest.fixture(params=sorted(HARNESSES))
async def platform(request: pytest.FixtureRequest) -> AsyncGenerator[Harness]:
    """One simulated platform, running."""
    harness = HARNESSES[request.param]()
    async with harness.running():
        yield harness
