"""One connected account with its own connector and its own troubles (law 10)."""

from datetime import datetime

from bot.storage.accounts import Accounts
from connectors.base import Connector


class Channel:
    """An account by name, and the connector that serves it in this process."""

    def __init__(self, name: str, connector: Connector, accounts: Accounts) -> None:
        self.name = name
        self.connector = connector
        self._accounts = accounts

    async def may_work(self) -> bool:
        """False while the account is paused or signed out."""
        return (await self._accounts.get(self.name))["state"] == "active"

    async def cursor(self) -> str | None:
        """How far the account was heard."""
        return (await self._accounts.get(self.name))["cursor"]

    async def sign_out(self, reason: str) -> None:
        """Stop the account until a person acts, visibly."""
        await self._accounts.set_state(self.name, "signed_out", "desk", reason)

    async def note_end(self, expires_at: datetime | None) -> None:
        """What the platform says about the end of the token; None where it says nothing."""
        await self._accounts.ends(self.name, expires_at)
