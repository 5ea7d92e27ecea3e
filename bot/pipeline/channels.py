"""The connected accounts, each with its own connector and its own troubles (law 10)."""

from collections.abc import Mapping

from bot.storage.accounts import Accounts
from connectors.base import Connector


class Channels:
    """Accounts by name, with the connectors that serve them in this process."""

    def __init__(self, accounts: Accounts, connectors: Mapping[str, Connector]) -> None:
        self._accounts = accounts
        self._connectors = connectors

    def __getitem__(self, account: str) -> Connector:
        return self._connectors[account]

    async def active(self) -> list[str]:
        """The accounts that are connected here and may work now."""
        return [row["name"] for row in await self._accounts.all() if self._may_work(row["name"], row["state"])]

    async def sign_out(self, account: str, reason: str) -> None:
        """Stop an account until a person acts, visibly."""
        await self._accounts.set_state(account, "signed_out", "desk", reason)

    async def cursor(self, account: str) -> str | None:
        """How far the account was heard."""
        return (await self._accounts.get(account))["cursor"]

    def _may_work(self, account: str, state: str) -> bool:
        return state == "active" and account in self._connectors
