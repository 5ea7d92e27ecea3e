"""Instagram for the contract suite: the simulated Graph API over real HTTP."""

from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

from connectors.instagram import InstagramConnector
from connectors.instagram_settings import InstagramCredentials, InstagramOptions
from connectors.sandbox.instagram import Fault, InstagramWorld, serve
from tests.contract.harness import Accepted, Trouble

_FAULTS = {
    Trouble.GARBLED: Fault.GARBLED,
    Trouble.TIMEOUT_BEFORE: Fault.TIMEOUT_BEFORE,
    Trouble.TIMEOUT_AFTER: Fault.TIMEOUT_AFTER,
    Trouble.RESET_AFTER: Fault.RESET_AFTER,
    Trouble.RATE_LIMIT: Fault.ACCOUNT_LIMIT,
    Trouble.RATE_LIMIT_WITHOUT_TIME: Fault.CUSTOM_LIMIT,
    Trouble.SERVER_ERROR: Fault.TRANSIENT,
    Trouble.SERVER_HTML: Fault.SERVER_HTML,
    Trouble.SERVER_EMPTY: Fault.SERVER_EMPTY,
    Trouble.SIGNED_OUT: Fault.TOKEN_DEAD,
    # Nothing is paid for at Meta; the nearest is an owner who has to confirm something first.
    Trouble.OUT_OF_CREDIT: Fault.CHECKPOINT,
    Trouble.NOT_ALLOWED: Fault.PERMISSION,
    Trouble.REFUSED: Fault.BAD_PARAMETER,
    Trouble.DUPLICATE_ITEMS: Fault.DUPLICATES,
    Trouble.DISORDER: Fault.REORDER,
}
_SEND, _READ = "POST /{comment}/replies", "GET /{media}/comments"


class InstagramHarness:
    """See `Harness`. Time stands still unless moved. Public questions are comments under a post of the account."""

    page_size = 50
    longest_public = 2_200
    longest_private = 1_000
    one_limit = False

    def __init__(self) -> None:
        self._now = datetime(2026, 11, 20, 12, tzinfo=UTC)
        self._api = "http://127.0.0.1:9"
        self._native: set[str] = set()
        self._world = InstagramWorld(clock=self.now, seed=7)
        self._brand = self._world.brand.name
        self._post = self._world.post(self._brand, "How can we help?").id

    def connector(self) -> InstagramConnector:
        return self._connector(self._api)

    def unreachable(self) -> InstagramConnector:
        return self._connector("http://127.0.0.1:9")

    def _connector(self, api: str) -> InstagramConnector:
        keys = self._world.keys
        return InstagramConnector(
            InstagramCredentials(access_token=keys.access_token, app_secret=keys.app_secret),
            InstagramOptions(
                api=api,
                user_id=self._world.brand.id,
                posts_every_s=0,
                messages_every_s=0,
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
        return self._world.write(by, text).id if private else self._world.comment(by, text, self._post).id

    def answer_natively(self, external_id: str, text: str) -> str:
        self.forward(1)
        comment = self._world.comment(self._brand, text, external_id)
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
        brand = self._world.brand.id
        comments = [
            Accepted(each.id, each.text, each.answered_id or "", True)
            for each in self._world.comments.values()
            if each.author_id == brand and each.id not in self._native
        ]
        private = [
            Accepted(each.id, each.text, f"{brand}:{each.customer_id}", False)
            for each in self._world.messages.values()
            if each.by_brand
        ]
        return [*comments, *private]

    def use_up_sending(self) -> int:
        self._world.posting_limit = 3
        return 3
