"""YouTube for the contract suite: a simulated API over real HTTP. Everything there is public."""

from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

from connectors.sandbox.youtube import Fault, YouTubeWorld, serve
from connectors.youtube import PAGE, YouTubeConnector
from connectors.youtube_settings import YouTubeCredentials, YouTubeOptions
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
    # A token that has ended is renewed without anybody noticing; only a consent taken back needs a person.
    Trouble.SIGNED_OUT: Fault.REVOKED,
    # Nobody pays for comments; there it is an account that may not comment.
    Trouble.OUT_OF_CREDIT: Fault.INELIGIBLE,
    Trouble.NOT_ALLOWED: Fault.SCOPE,
    Trouble.REFUSED: Fault.FORBIDDEN,
    Trouble.DUPLICATE_ITEMS: Fault.DUPLICATES,
    Trouble.DISORDER: Fault.REORDER,
}
_SEND, _READ = "POST comments", "GET commentThreads"


class YouTubeHarness:
    """See `Harness`. Time stands still unless moved."""

    page_size = PAGE
    longest_public = 10_000
    longest_private = 10_000
    one_limit = True

    def __init__(self) -> None:
        self._now = datetime(2026, 11, 20, 12, tzinfo=UTC)
        self._address = "http://127.0.0.1:9"
        self._native: set[str] = set()
        self._units = 10_000
        self._world = YouTubeWorld(clock=self.now, seed=7)

    def connector(self) -> YouTubeConnector:
        return self._connector(self._address)

    def unreachable(self) -> YouTubeConnector:
        return self._connector("http://127.0.0.1:9")

    def _connector(self, address: str) -> YouTubeConnector:
        world = self._world
        habits = YouTubeOptions(
            api=f"{address}/youtube/v3",
            token_address=f"{address}/token",
            poll_every_s=0,
            older_every_s=0,
            daily_units=self._units,
            units_for_replies=self._units - 50,
            request_timeout_s=0.5,
        )
        keys = YouTubeCredentials(
            client_id=world.client_id, client_secret=world.client_secret, refresh_token=world.refresh_token
        )
        return YouTubeConnector(keys, habits, clock=self.now)

    @asynccontextmanager
    async def running(self) -> AsyncGenerator[None]:
        async with serve(self._world) as self._address:
            yield

    def now(self) -> datetime:
        return self._now

    def forward(self, seconds: float) -> None:
        self._now += timedelta(seconds=seconds)

    def ask(self, text: str, *, private: bool = False, by: str = "mila") -> str:
        del private
        self.forward(1)
        return self._world.write(by, text).id

    def answer_natively(self, external_id: str, text: str) -> str:
        self.forward(1)
        comment = self._world.write(self._world.brand.handle, text, answering=external_id)
        self._native.add(comment.id)
        return comment.id

    def edit(self, external_id: str, text: str) -> None:
        self.forward(1)
        self._world.edit(external_id, text)

    def delete(self, external_id: str) -> None:
        self._world.delete(external_id)

    def trouble(self, kind: Trouble, *, sending: bool, after: int = 0) -> None:
        where = _SEND if sending else _READ
        self._world.faults.switch_on(_FAULTS[kind], endpoint=where, count=1, after=after, seconds=5)

    def show_late(self, seconds: float) -> None:
        self._world.faults.switch_on(Fault.LATE, endpoint="brand", count=1, seconds=seconds)

    def accepted(self) -> Sequence[Accepted]:
        return [
            Accepted(each.id, each.text, each.parent or "", True)
            for each in self._world.comments.values()
            if each.author == self._world.brand and each.id not in self._native
        ]

    def use_up_sending(self) -> int:
        """Each reply costs 50 units and one for reading the comment again."""
        self._units = 150
        return 2
