"""What the table of capabilities says is what the code does."""

import inspect
import sys
from pathlib import Path

import pytest

from bot.app.registry import PLATFORMS
from connectors.capabilities import CAPABILITIES, Capability, as_markdown
from connectors.limits import PLATFORM_LIMITS
from tests.contract.conftest import HARNESSES, LACKING
from tests.contract.harness import Need

PAGE = Path(__file__).parents[2] / "docs" / "connectors.md"
BEGIN, END = "<!-- capabilities -->\n", "<!-- end of capabilities -->\n"

PROVEN_BY = {
    Capability.PRIVATE: Need.PRIVATE,
    Capability.OWN: Need.OWN,
    Capability.DELETIONS: Need.DELETIONS,
    Capability.LOOKING: Need.LOOKING,
}
"""The contract suite asks these of every platform that does not lack them, and everything else of all."""


def test_every_platform_and_capability_is_in_the_table_and_under_the_contract() -> None:
    assert set(CAPABILITIES) == set(PLATFORMS) == set(HARNESSES)
    assert all(set(standings) == set(Capability) for standings in CAPABILITIES.values())
    assert set(CAPABILITIES) <= set(PLATFORM_LIMITS)


@pytest.mark.parametrize("platform", CAPABILITIES)
@pytest.mark.parametrize(("capability", "need"), PROVEN_BY.items())
def test_what_is_done_is_asked_by_the_contract_suite(platform: str, capability: Capability, need: Need) -> None:
    assert CAPABILITIES[platform][capability].done == (need not in LACKING.get(platform, frozenset()))


@pytest.mark.parametrize("platform", CAPABILITIES)
@pytest.mark.parametrize("capability", [Capability.PUBLIC, Capability.EDITS, Capability.LIMITS])
def test_what_the_contract_suite_asks_of_all_is_done_by_all(platform: str, capability: Capability) -> None:
    assert CAPABILITIES[platform][capability].done


@pytest.mark.parametrize("platform", CAPABILITIES)
def test_webhooks_are_done_where_a_connector_has_them(platform: str) -> None:
    connector = HARNESSES[platform]().connector()
    assert CAPABILITIES[platform][Capability.WEBHOOKS].done == (connector.webhooks is not None)


@pytest.mark.parametrize("platform", CAPABILITIES)
def test_a_tokens_end_is_told_where_the_health_has_it(platform: str) -> None:
    kinds = type(HARNESSES[platform]().connector()).__mro__
    own = [kind for kind in kinds if kind.__module__.startswith("connectors.") and kind.__module__ != "connectors.base"]
    told = any("expires_at=" in inspect.getsource(sys.modules[kind.__module__]) for kind in own)
    assert CAPABILITIES[platform][Capability.EXPIRY].done == told


def test_whatever_is_not_done_has_a_reason() -> None:
    for standings in CAPABILITIES.values():
        assert all(standing.done != bool(standing.reason) for standing in standings.values())


def test_the_page_shows_this_table() -> None:
    _, rest = PAGE.read_text("utf-8").split(BEGIN)
    shown, _ = rest.split(END)
    assert shown.strip() == as_markdown().strip()
