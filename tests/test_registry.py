"""The platforms by their names in the configuration: keys and habits go where they belong, mistakes are named."""

from typing import Any

import pytest

from bot.app.registry import PLATFORMS, connector_for
from bot.domain.clock import utc_now
from config.errors import ConfigError
from config.settings import AccountSettings
from connectors.limits import PLATFORM_LIMITS

ACCOUNTS: dict[str, dict[str, Any]] = {
    "telegram": {"bot_token": "7100000001:abc", "options": {"long_poll_s": 5, "colleagues": [7200000009]}},
    "youtube": {"client_id": "a", "client_secret": "b", "refresh_token": "c", "options": {"poll_every_s": 30}},
}

MISTAKES: list[tuple[str, dict[str, Any], str]] = [
    ("telegram", {"bot_token": "abc"}, "accounts.care"),
    ("telegram", {"bot_token": "7100000001:abc", "token": "x"}, "accounts.care.token"),
    ("telegram", {"bot_token": "7100000001:abc", "options": {"colleagues": "7200000009"}}, "accounts.care.options"),
    ("youtube", {"client_id": "a"}, "accounts.care"),
    ("youtube", {**ACCOUNTS["youtube"], "options": {"api": "http://a.example"}}, "accounts.care.options"),
]


@pytest.mark.parametrize("platform", sorted(ACCOUNTS))
def test_a_configured_account_has_its_connector(platform: str) -> None:
    settings = AccountSettings(platform=platform, **ACCOUNTS[platform])
    connector = connector_for("care", settings, utc_now)
    assert connector.kind == platform
    assert connector.limits == PLATFORM_LIMITS[platform]


@pytest.mark.parametrize(("platform", "given", "named"), MISTAKES)
def test_a_mistake_names_its_key(platform: str, given: dict[str, Any], named: str) -> None:
    with pytest.raises(ConfigError, match=named):
        connector_for("care", AccountSettings(platform=platform, **given), utc_now)


def test_every_platform_has_its_lengths() -> None:
    assert set(PLATFORMS) <= set(PLATFORM_LIMITS)
