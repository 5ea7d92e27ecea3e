"""The real Bluesky for the contract suite: a fresh brand for each test, customers for all, time that only adds up."""

from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import count
from typing import Any

from connectors.bluesky import BlueskyConnector
from connectors.bluesky_settings import BlueskyCredentials, BlueskyOptions
from tests.contract.bluesky_harness import FAULTS
from tests.contract.harness import Accepted, Trouble
from tests.live.bluesky.bluesky_front import Front
from tests.live.bluesky.bluesky_network import Network
from tests.live.bluesky.bluesky_people import Person

_SEND, _READ = "com.atproto.repo.createRecord", "app.bsky.notification.listNotifications"
_PATIENCE_S = 6.0


class Town:
    """Everybody on one running network; customers move in when they first speak."""

    def __init__(self, network: Network) -> None:
        self.network = network
        self._people: dict[str, Person] = {}
        self._brands = count(1)

    def customer(self, name: str) -> Person:
        """The one with this name."""
        if name not in self._people:
            self._people[name] = Person(self.network, f"{name}.test")
        return self._people[name]

    def leave(self) -> None:
        """Everybody closes the connections."""
        for person in self._people.values():
            person.hang_up()

    def brand(self) -> Person:
        """One whom nobody has written to yet."""
        return Person(self.network, f"brightwave{next(self._brands)}.test")


class LiveHarness:
    """See `Harness`. Moving time on moves the desk's clock only; no server can be asked to be late."""

    page_size = 100
    longest_public = 300
    longest_private = 1_000
    one_limit = False

    def __init__(self, town: Town) -> None:
        self._ahead = timedelta()
        self._town = town
        self._native: set[str] = set()
        self._authors: dict[str, Person] = {}
        self._reopen: list[Callable[[], None]] = []
        self.brand = town.brand()
        self.app_password = self.brand.make_app_password()
        self.front = Front(town.network, self.now)

    def connector(self, **others: Any) -> BlueskyConnector:
        return self._connector(self.front.address, **others)

    def unreachable(self) -> BlueskyConnector:
        return self._connector("http://127.0.0.1:9")

    def _connector(self, service: str, **others: Any) -> BlueskyConnector:
        # The network has no chat service.
        habits: dict[str, Any] = {
            "mentions_every_s": 0,
            "own_posts_every_s": 0,
            "direct_messages": False,
            "request_timeout_s": _PATIENCE_S,
        }
        return BlueskyConnector(
            BlueskyCredentials(identifier=self.brand.handle, app_password=self.app_password),
            BlueskyOptions(service=service, **(habits | others)),
            clock=self.now,
        )

    @asynccontextmanager
    async def running(self) -> AsyncGenerator[None]:
        async with self.front.serving():
            yield
        self.brand.hang_up()

    def now(self) -> datetime:
        return datetime.now(UTC) + self._ahead

    def forward(self, seconds: float) -> None:
        self._ahead += timedelta(seconds=seconds)

    def customer(self, name: str = "mila") -> Person:
        """The one with this name, who has an account."""
        return self._town.customer(name)

    def ask(self, text: str, *, private: bool = False, by: str = "mila") -> str:
        assert not private, "the network has no chat service"
        author = self.customer(by)
        uri = author.post(text, to=self.brand)
        self._authors[uri] = author
        return uri

    def answer_natively(self, external_id: str, text: str) -> str:
        uri = self.brand.post(text, under=external_id)
        self._native.add(uri)
        return uri

    def edit(self, external_id: str, text: str) -> None:
        self._authors[external_id].edit(external_id, text, to=self.brand)

    def delete(self, external_id: str) -> None:
        self._authors[external_id].delete(external_id)

    def trouble(self, kind: Trouble, *, sending: bool, after: int = 0) -> None:
        if kind is Trouble.SIGNED_OUT:
            self._reopen.append(partial(self.brand.shut, really=False))
            return self.brand.shut()
        if kind is Trouble.OUT_OF_CREDIT:
            self._reopen.append(self.brand.activate)
            return self.brand.deactivate()
        where = _SEND if sending else _READ
        return self.front.faults.switch_on(FAULTS[kind], endpoint=where, count=1, after=after, seconds=_PATIENCE_S + 2)

    def show_late(self, seconds: float) -> None:
        self.front.hidden_until = self.now() + timedelta(seconds=seconds)

    def accepted(self) -> Sequence[Accepted]:
        # Nobody may look into an account that is shut.
        while self._reopen:
            self._reopen.pop()()
        found = [each for each in self.brand.records() if each.uri not in self._native]
        return [Accepted(each.uri, each.value.text, _parent(each.value), True) for each in found]

    def use_up_sending(self) -> int:
        raise NotImplementedError


def _parent(record: Any) -> str:
    return str(record.reply.parent.uri) if record.reply else ""
