"""OAuth 2.0 of a simulated X: access tokens that end after two hours, refresh tokens that can be used once."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from connectors.sandbox.x_records import Keys
from connectors.sandbox.x_refusals import Refusal

ROUTE = "/2/oauth2/token"
LIFE = timedelta(hours=2)
SCOPES = ("tweet.read", "tweet.write", "users.read", "dm.read", "dm.write", "offline.access")

_UNKNOWN_CLIENT = Refusal(401, {"error": "unauthorized_client", "error_description": "Missing valid authorization."})
_VOID = Refusal(400, {"error": "invalid_request", "error_description": "Value passed for the token was invalid."})


@dataclass(slots=True)
class TokenDesk:
    """Who holds which token. `renewals` counts the pairs given out; `scopes` is what the next pair may do."""

    scopes: tuple[str, ...] = SCOPES
    renewals: int = 0
    _access: dict[str, tuple[str, datetime]] = field(default_factory=dict[str, tuple[str, datetime]])
    _refresh: dict[str, str] = field(default_factory=dict[str, str])

    def settle(self, identity: str, keys: Keys) -> None:
        """The account `identity` has authorised the app; its refresh token is good for one renewal."""
        self._refresh[keys.refresh_token] = identity

    def owner(self, header: str, now: datetime) -> str | None:
        """Whose access token an `Authorization` header shows, if it is still good."""
        identity, ends_at = self._access.get(header.removeprefix("Bearer "), ("", now))
        return identity if now < ends_at else None

    def renew(
        self, accounts: Mapping[str, Keys], header: str, form: Mapping[str, str], now: datetime
    ) -> dict[str, Any] | Refusal:
        """A new pair for a refresh token, which is void from then on; or X's refusal."""
        if not any(header == _basic(keys) for keys in accounts.values()):
            return _UNKNOWN_CLIENT
        identity = self._refresh.pop(form.get("refresh_token", ""), None)
        if form.get("grant_type") != "refresh_token" or identity is None:
            return _VOID
        self.renewals += 1
        access, refresh = f"sandbox-access-{self.renewals}", f"sandbox-refresh-{self.renewals}"
        self._access[access], self._refresh[refresh] = (identity, now + LIFE), identity
        told = {"token_type": "bearer", "expires_in": int(LIFE.total_seconds()), "scope": " ".join(self.scopes)}
        return told | {"access_token": access, "refresh_token": refresh}

    def end_access(self) -> None:
        """Every access token is void before its time; refresh tokens stay good."""
        self._access.clear()

    def revoke(self) -> None:
        """The account has taken its authorisation back."""
        self._access.clear()
        self._refresh.clear()


def _basic(keys: Keys) -> str:
    return "Basic " + base64.b64encode(f"{keys.client_id}:{keys.client_secret}".encode()).decode()
