"""X for the contract suite: the simulated API over real HTTP."""

from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

from connectors.sandbox.x import Fault, XWorld, serve
from connectors.sandbox.x_gate import LIMITS
from connectors.x import XConnector
from connectors.x_settings import XCredentials, XOptions
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
    Trouble.OUT_OF_CREDIT: Fault.CREDITS,
    Trouble.NOT_ALLOWED: Fault.SCOPE,
    Trouble.REFUSED: Fault.NOT_SUMMONED,
    Trouble.DUPLICATE_ITEMS: Fault.DUPLICATES,
    Trouble.DISORDER: Fault.REORDER,
}
_SEND, _READ = "POST /2/tweets", "GET /2/users/{id}/mentions"


class XHarness:
    """See `Harness`. Time stands still unless moved."""

    page_size = 100
    longest_public = 280
    longest_private = 10_000
    one_limit = False

    def __init__(self) -> None:
        self._now = datetime(2026, 11, 20, 12, tzinfo=UTC)
        self._api = "http://127.0.0.1:9"
        self._native: set[str] = set()
        self._world = XWorld(clock=self.now, seed=7)
        self._world.person("mila")

    def connector(self) -> XConnector:
        return self._connector(self._api)

    def unreachable(self) -> XConnector:
        return self._connector("http://127.0.0.1:9")

    def _connector(self, api: str) -> XConnector:
        keys = self._world.keys
        return XConnector(
            XCredentials(
                bearer_token=keys.bearer_token,
                consumer_key=keys.consumer_key,
                consumer_secret=keys.consumer_secret,
                access_token=keys.access_token,
                access_token_secret=keys.access_token_secret,
            ),
            XOptions(
                api=api,
                user_id=self._world.brand.id,
                handle=self._world.brand.handle,
                mentions_every_s=0,
                own_posts_every_s=0,
                direct_messages_every_s=0,
                request_timeout_s=0.5,
            ),
            clock=self.now,
        )

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
        if private:
            return "dm:" + self._world.write(by, text).id
        return self._world.post(by, f"@{self._world.brand.handle} {text}").id

    def answer_natively(self, external_id: str, text: str) -> str:
        self.forward(1)
        post = self._world.post(self._world.brand.handle, text, in_reply_to=external_id)
        self._native.add(post.id)
        return post.id

    def edit(self, external_id: str, text: str) -> None:
        self.forward(1)
        self._world.edit(external_id, f"@{self._world.brand.handle} {text}")

    def delete(self, external_id: str) -> None:
        self._world.delete(external_id)

    def trouble(self, kind: Trouble, *, sending: bool, after: int = 0) -> None:
        where = _SEND if sending else _READ
        self._world.faults.switch_on(_FAULTS[kind], endpoint=where, count=1, after=after, seconds=5)

    def show_late(self, seconds: float) -> None:
        self._world.faults.switch_on(Fault.LATE, endpoint="brand", count=1, seconds=seconds)

    def accepted(self) -> Sequence[Accepted]:
        brand = self._world.brand.id
        posts = [
            Accepted(post.id, post.typed, post.parent_id or "", True)
            for post in self._world.posts.values()
            if post.author_id == brand and post.id not in self._native
        ]
        private = [
            Accepted("dm:" + each.id, each.text, each.conversation_id, False)
            for each in self._world.messages.values()
            if each.sender_id == brand
        ]
        return [*posts, *private]

    def use_up_sending(self) -> int:
        self._world.limits_factor = 0.03
        return int(LIMITS[_SEND][0].count * self._world.limits_factor)
