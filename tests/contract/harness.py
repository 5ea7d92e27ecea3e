"""What a platform brings along to be tested: a simulation to be a customer on, and a connector to it.

A new platform writes one class with this shape, registers it in `conftest.py`, and has the whole suite.
"""

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from connectors.base import Connector


class Trouble(StrEnum):
    """What a simulation can do to the next request that sends or reads."""

    RATE_LIMIT = "rate limit"
    RATE_LIMIT_WITHOUT_TIME = "rate limit without a time"
    SERVER_ERROR = "server error"
    SERVER_HTML = "server error in HTML"
    SERVER_EMPTY = "server error without a body"
    GARBLED = "taken, and answered with rubbish"
    TIMEOUT_BEFORE = "silent, and not taken"
    TIMEOUT_AFTER = "silent, and taken"
    RESET_AFTER = "cut off, and taken"
    SIGNED_OUT = "token refused"
    OUT_OF_CREDIT = "nothing paid"
    NOT_ALLOWED = "permission missing"
    REFUSED = "this reply refused"
    DUPLICATE_ITEMS = "each item twice"
    DISORDER = "items in disorder"


class Need(StrEnum):
    """What a test asks of a platform, and not every platform has. A test that needs one runs only where it is."""

    PRIVATE = "a private side"
    LOOKING = "a way to ask what was sent"
    OWN = "telling an account what it wrote itself"
    DELETIONS = "a way to learn of deletions"


@dataclass(frozen=True, slots=True)
class Accepted:
    """A reply that the platform has: its words, what it answers or where, and whether the public sees it."""

    external_id: str
    text: str
    where: str
    public: bool


class Harness(Protocol):
    """One simulated platform for one test. Ids are those that the connector gives."""

    page_size: int
    """Items the platform puts into one answer at most."""

    longest_public: int
    """Plain letters a public reply may have."""

    longest_private: int

    one_limit: bool
    """All requests draw on one limit, so that reaching it holds up everything of this account."""

    def connector(self) -> Connector:
        """A new one, not entered yet, that polls whenever it is asked and gives up on an answer after a second."""
        ...

    def unreachable(self) -> Connector:
        """One whose platform refuses every connection."""
        ...

    def running(self) -> AbstractAsyncContextManager[object]:
        """The simulation, while entered."""
        ...

    def now(self) -> datetime:
        """The platform's clock, aware, UTC."""
        ...

    def forward(self, seconds: float) -> None:
        """Let time pass for the platform and the connector."""
        ...

    def ask(self, text: str, *, private: bool = False, by: str = "mila") -> str:
        """A customer writes to the brand; `private`: on the platform's private side, where it has one."""
        ...

    def answer_natively(self, external_id: str, text: str) -> str:
        """A colleague answers in the platform's own app."""
        ...

    def edit(self, external_id: str, text: str) -> None:
        """The customer changes a public message."""
        ...

    def delete(self, external_id: str) -> None:
        """The customer takes a public message back."""
        ...

    def trouble(self, kind: Trouble, *, sending: bool, after: int = 0) -> None:
        """Make it happen to the next request that sends, or reads; `after` that many went well."""
        ...

    def show_late(self, seconds: float) -> None:
        """The next reply is taken but can't be seen for a while."""
        ...

    def accepted(self) -> Sequence[Accepted]:
        """Every reply the platform took through its API, oldest first."""
        ...

    def use_up_sending(self) -> int:
        """How many replies the platform takes before its limit; what is published for it elsewhere stays as it is."""
        ...
