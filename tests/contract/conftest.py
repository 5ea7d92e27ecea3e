"""Runs the contract suite over every platform that has a harness."""

from collections.abc import AsyncGenerator, Callable

import pytest

from tests.contract.bluesky_harness import BlueskyHarness
from tests.contract.facebook_harness import FacebookHarness
from tests.contract.harness import Harness
from tests.contract.instagram_harness import InstagramHarness
from tests.contract.mastodon_harness import MastodonHarness
from tests.contract.x_harness import XHarness

HARNESSES: dict[str, Callable[[], Harness]] = {
    "bluesky": BlueskyHarness,
    "facebook": FacebookHarness,
    "instagram": InstagramHarness,
    "mastodon": MastodonHarness,
    "x": XHarness,
}


@pytest.fixture(params=sorted(HARNESSES))
async def platform(request: pytest.FixtureRequest) -> AsyncGenerator[Harness]:
    """One simulated platform, running."""
    harness = HARNESSES[request.param]()
    async with harness.running():
        yield harness
