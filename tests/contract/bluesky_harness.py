"""Bluesky for the contract suite: the simulated network over real HTTP."""

from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

from connectors.bluesky import BlueskyConnector
from connectors.bluesky_settings import BlueskyCredentials, BlueskyOptions
from connectors.sandbox.bluesky import BlueskyWorld, Fault, Standing, serve
from connectors.sandbox.bluesky_gate import COSTS, LIMITS
from tests.contract.harness import Accepted, Trouble

FAULTS = {
    Trouble.GARBLED: Fault.GARBLED,
    Trouble.TIMEOUT_BEFORE: Fault.TIMEOUT_BEFORE,
    Trouble.TIMEOUT_AFTER: Fault.TIMEOUT_AFTER,
    Trouble.RESET_AFTER: Fault.RESET_AFTER,
    Trouble.RATE_LIMIT: Fault.RATE_LIMIT,
    Trouble.RATE_LIMIT_WITHOUT_TIME: Fault.RATE_LIMIT_BARE,
    Trouble.SERVER_ERROR: Fault.SERVER_JSON,
    Trouble.SERVER_HTML: Fault.SERVER_HTML,
    Trouble.SERVER_EMPTY: Fault.SERVER_EMPTY,
    Trouble.NOT_ALLOWED: Fault.NARROW_SESSION,
    Trouble.REFUSED: Fault.INVALID_RECORD,
    Trouble.DUPLICATE_ITEMS: Fault.DUPLICATES,
    Trouble.DISORDER: Fault.REORDER,
}
_STANDINGS = {
    # An ended session is renewed without anybody noticing; only an account that is shut needs a person.
    Trouble.SIGNED_OUT: Standing.TAKEN_DOWN,
    # Nothing is paid for on Bluesky; the nearest is an account that may do nothing until its owner acts.
    Trouble.OUT_OF_CREDIT: Standing.DEACTIVATED,
}
_SEND, _READ = "com.atproto.repo.createRecord", "app.bsky.notification.listNotifications"


class BlueskyHarness:
    """See `Harness`. Time stands still unless moved."""

    page_size = 100
    longest_public = 300
    longest_private = 1_000
    one_limit = False

    def __init__(self) -> None:
        self._now = datetime(2026, 11, 20, 12, tzinfo=UTC)
        self._service = "http://127.0.0.1:9"
        self._native: set[str] = set()
        self._world = BlueskyWorld(clock=self.now, seed=7)
        self._world.person("mila")

    def connector(self) -> BlueskyConnector:
        return self._connector(self._service)

    def unreachable(self) -> BlueskyConnector:
        return self._connector("http://127.0.0.1:9")

    def _connector(self, service: str) -> BlueskyConnector:
        return BlueskyConnector(
            BlueskyCredentials(identifier=self._world.brand.handle, app_password=self._world.app_password),
            BlueskyOptions(
                service=service,
                mentions_every_s=0,
                own_posts_every_s=0,
                direct_messages_every_s=0,
                request_timeout_s=1,
            ),
            clock=self.now,
        )

    @asynccontextmanager
    async def running(self) -> AsyncGenerator[None]:
        async with serve(self._world) as self._service:
            yield

    def now(self) -> datetime:
        return self._now

    def forward(self, seconds: float) -> None:
        self._now += timedelta(seconds=seconds)

    def ask(self, text: str, *, private: bool = False, by: str = "mila") -> str:
        self.forward(1)
        if private:
            message = self._world.write(by, text)
            return f"chat:{message.conversation}/{message.id}"
        return self._world.post(by, f"@{self._world.brand.handle} {text}").uri

    def answer_natively(self, external_id: str, text: str) -> str:
        self.forward(1)
        post = self._world.post(self._world.brand.handle, text, in_reply_to=external_id)
        self._native.add(post.uri)
        return post.uri

    def edit(self, external_id: str, text: str) -> None:
        self.forward(1)
        self._world.edit(external_id, f"@{self._world.brand.handle} {text}")

    def delete(self, external_id: str) -> None:
        self._world.delete(external_id)

    def trouble(self, kind: Trouble, *, sending: bool, after: int = 0) -> None:
        if kind in _STANDINGS:
            self._world.standing = _STANDINGS[kind]
            return
        where = _SEND if sending else _READ
        self._world.faults.switch_on(FAULTS[kind], endpoint=where, count=1, after=after, seconds=5)

    def show_late(self, seconds: float) -> None:
        self._world.faults.switch_on(Fault.LATE, endpoint="brand", count=1, seconds=seconds)

    def accepted(self) -> Sequence[Accepted]:
        brand = self._world.brand.did
        posts = [
            Accepted(post.uri, post.text, post.parent, True)
            for post in self._world.posts.values()
            if post.did == brand and post.uri not in self._native
        ]
        private = [
            Accepted(f"chat:{each.conversation}/{each.id}", each.text, each.conversation, False)
            for each in self._world.messages
            if each.did == brand
        ]
        return [*posts, *private]

    def use_up_sending(self) -> int:
        self._world.limits_factor = 0.002
        return int(LIMITS[_SEND][0].count * self._world.limits_factor) // COSTS[_SEND]
