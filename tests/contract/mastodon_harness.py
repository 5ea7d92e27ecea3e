"""Mastodon for the contract suite: a simulated instance over real HTTP."""

from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

from connectors.mastodon import MastodonConnector
from connectors.mastodon_settings import MastodonCredentials, MastodonOptions
from connectors.sandbox.mastodon import Fault, MastodonWorld, serve
from connectors.sandbox.mastodon_gate import POST, POSTING
from tests.contract.harness import Accepted, Trouble

_FAULTS = {
    Trouble.GARBLED: Fault.GARBLED,
    Trouble.TIMEOUT_BEFORE: Fault.TIMEOUT_BEFORE,
    Trouble.TIMEOUT_AFTER: Fault.TIMEOUT_AFTER,
    Trouble.RESET_AFTER: Fault.RESET_AFTER,
    Trouble.RATE_LIMIT: Fault.RATE_LIMIT,
    Trouble.RATE_LIMIT_WITHOUT_TIME: Fault.RATE_LIMIT_BARE,
    Trouble.SERVER_ERROR: Fault.SERVER_JSON,
    Trouble.SERVER_HTML: Fault.SERVER_HTML,
    Trouble.SERVER_EMPTY: Fault.SERVER_EMPTY,
    Trouble.SIGNED_OUT: Fault.UNAUTHORIZED,
    # Nobody pays for Mastodon; there it is the moderators who stop an account.
    Trouble.OUT_OF_CREDIT: Fault.LOGIN_DISABLED,
    Trouble.NOT_ALLOWED: Fault.SCOPE,
    Trouble.REFUSED: Fault.INVALID,
    Trouble.DUPLICATE_ITEMS: Fault.DUPLICATES,
    Trouble.DISORDER: Fault.REORDER,
}
_READ = "GET /api/v1/notifications"


class MastodonHarness:
    """See `Harness`. Time stands still unless moved. A direct status is what Mastodon has for a private message."""

    page_size = 80
    longest_public = 500 - len("@mila ")
    longest_private = longest_public
    one_limit = True

    def __init__(self) -> None:
        self._now = datetime(2026, 11, 20, 12, tzinfo=UTC)
        self._api = "http://127.0.0.1:9"
        self._native: set[str] = set()
        self._world = MastodonWorld(clock=self.now, seed=7)
        self._brand = f"{self._world.brand.username}@{self._world.domain}"

    def connector(self) -> MastodonConnector:
        return self._connector(self._api)

    def unreachable(self) -> MastodonConnector:
        return self._connector("http://127.0.0.1:9")

    def _connector(self, api: str) -> MastodonConnector:
        habits = MastodonOptions(
            instance=api, notifications_every_s=0, own_posts_every_s=0, request_timeout_s=0.5, stream=False
        )
        return MastodonConnector(MastodonCredentials(access_token=self._world.token), habits, clock=self.now)

    @asynccontextmanager
    async def running(self) -> AsyncGenerator[None]:
        async with serve(self._world) as self._api:
            yield

    def now(self) -> datetime:
        return self._now

    def forward(self, seconds: float) -> None:
        self._now += timedelta(seconds=seconds)

    def ask(self, text: str, *, private: bool = False, by: str = "mila") -> str:
        self.forward(1)
        return self._world.write(by, f"@{self._brand} {text}", visibility="direct" if private else "public").id

    def answer_natively(self, external_id: str, text: str) -> str:
        self.forward(1)
        asker = self._world.people[self._world.current(external_id).author_id]
        status = self._world.write(self._brand, f"@{asker.acct} {text}", in_reply_to=external_id)
        self._native.add(status.id)
        return status.id

    def edit(self, external_id: str, text: str) -> None:
        self.forward(1)
        self._world.edit(external_id, f"@{self._brand} {text}")

    def delete(self, external_id: str) -> None:
        self._world.delete(external_id)

    def trouble(self, kind: Trouble, *, sending: bool, after: int = 0) -> None:
        where = POST if sending else _READ
        self._world.faults.switch_on(_FAULTS[kind], endpoint=where, count=1, after=after, seconds=5)

    def show_late(self, seconds: float) -> None:
        self._world.faults.switch_on(Fault.LATE, endpoint="brand", count=1, seconds=seconds)

    def accepted(self) -> Sequence[Accepted]:
        return [
            Accepted(each.id, self._world.typed(each), each.in_reply_to_id or "", each.visibility == "public")
            for each in self._world.statuses.values()
            if each.author_id == self._world.brand.id and each.id not in self._native
        ]

    def use_up_sending(self) -> int:
        self._world.posting_factor = 0.01
        return int(POSTING.count * self._world.posting_factor)
