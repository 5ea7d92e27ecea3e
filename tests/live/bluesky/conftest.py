"""The real network, started once for all tests in this folder."""

from collections.abc import AsyncGenerator, Generator
from pathlib import Path

import pytest

pytest.register_assert_rewrite("tests.contract.test_contract_listening", "tests.contract.test_contract_sending")

from tests.live.bluesky.bluesky_live_harness import LiveHarness, Town  # noqa: E402 - after what it must come after
from tests.live.bluesky.bluesky_network import running  # noqa: E402

_CHAT = "the network of the package has no chat service"
NOT_THERE = {
    "test_listening_goes_on_after_any_batch": _CHAT,
    "test_what_is_stored_does_not_come_again_in_the_same_run": _CHAT,
    "test_a_deletion_is_found_and_what_stays_is_left_alone": _CHAT,
    "test_one_sources_limit_leaves_the_others_alone": _CHAT,
    "test_a_private_question_is_answered_in_the_same_private_place": _CHAT,
    "test_the_longest_reply_is_taken_and_one_more_letter_is_not_sent[True]": _CHAT,
    "test_only_this_reply_to_this_message_is_found[True]": _CHAT,
    "test_the_platforms_limit_is_told_with_its_end": "an hour would have to pass on a real server",
}
"""Tests of the contract and why they are left out; `test_live_bluesky.py` has what remains of each."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what can't be had, and say how many."""
    here = Path(__file__).parent
    left_out = [item for item in items if item.path.is_relative_to(here) and item.name in NOT_THERE]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]


@pytest.fixture(scope="session")
def town() -> Generator[Town]:
    """Everybody on the network."""
    with running() as network:
        everybody = Town(network)
        yield everybody
        everybody.leave()


@pytest.fixture
async def platform(town: Town) -> AsyncGenerator[LiveHarness]:
    """The network for one test, with a brand of its own."""
    harness = LiveHarness(town)
    async with harness.running():
        yield harness
