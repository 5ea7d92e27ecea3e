"""The port of a connector, its errors, and what crosses it.

ConnectorError
├ Unavailable(retry_at)   surely not sent; later (429, 503, refused connection)
├ Refused(reason)         surely not sent; never will be (too long, deleted, blocked, outside the window)
├ SignedOut               pause this account, tell a person
└ OutcomeUnknown          may have been sent: never resend by itself

Connectors never sleep and never retry: the pipeline does, in one place, and only for what surely was not sent.
"""

from abc import abstractmethod
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, NewType, Protocol

from bot.domain.approval import ApprovedReply
from bot.domain.limits import Limits
from bot.domain.message import Inbound

Cursor = NewType("Cursor", str)
"""Where listening stands; only the connector that made it reads it."""


class ConnectorError(Exception):
    """Anything that a platform or the way to it can do to us. `reason` is one sentence for a person."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Unavailable(ConnectorError):
    """Surely not done; may be tried again at `retry_at` (aware, UTC), or by the pipeline's own pace when None."""

    def __init__(self, reason: str, retry_at: datetime | None = None) -> None:
        super().__init__(reason)
        self.retry_at = retry_at


class Refused(ConnectorError):
    """Surely not done, and never will be. `gone` when the message answered to no longer exists."""

    def __init__(self, reason: str, *, gone: bool = False) -> None:
        super().__init__(reason)
        self.gone = gone


class SignedOut(ConnectorError):
    """The account can't work until a person acts: dead token, missing scope, empty balance, suspension."""


class OutcomeUnknown(ConnectorError):
    """The platform may have taken it. Look with `find_sent`, never resend blindly."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """The platform's word that it has the reply: its id there and the time it gives (aware, UTC)."""

    external_id: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Batch:
    """What was heard, oldest first, and the cursor that is true once it is stored."""

    items: tuple[Inbound, ...]
    cursor: Cursor


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """What `check` found; `problems` are sentences for a person, empty when all is well.

    `expires_at` (aware, UTC): when the token ends by itself, where the platform tells; None for one that doesn't end.
    """

    ok: bool
    identity: str | None = None
    problems: tuple[str, ...] = ()
    quota: dict[str, str] | None = None
    expires_at: datetime | None = None


class NotGenuine(Exception):
    """A call that the platform did not sign, or not just now; `reason` is one sentence for the log, without secrets."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Handshake:
    """What a platform wants to hear before it calls: the body of our answer and its content type."""

    body: str
    content_type: str = "text/plain"


class Webhooks(Protocol):
    """What a platform that calls us adds to its connector: pure functions of one account, without any I/O."""

    def handshake(self, query: Mapping[str, str]) -> Handshake:
        """The answer to the GET with which a platform tries the address. Raises `NotGenuine`."""
        ...

    def verify(self, headers: Mapping[str, str], body: bytes) -> None:
        """Whether the platform signed these very bytes. Header names in lower case. Raises `NotGenuine`."""
        ...

    def parse(self, body: bytes) -> Sequence[Inbound]:
        """Every message in a verified body, oldest first; what is unknown or for other accounts is left out.

        Never raises: a body that means nothing to us gives nothing.
        """
        ...


class Connector(AbstractAsyncContextManager["Connector"]):
    """One account on one platform. Entering opens its session, leaving closes everything it opened."""

    kind: ClassVar[str]
    limits: ClassVar[Limits]
    pause_s: float = 5.0
    """Seconds the pipeline waits between two passes of `listen`."""

    webhooks: Webhooks | None = None
    """Set by connectors whose platform calls us; usable without entering the connector."""

    @abstractmethod
    def listen(self, cursor: Cursor | None) -> AsyncIterator[Batch]:
        """One pass: everything new since `cursor`, oldest first; ends when nothing more is there now.

        The caller stores each batch before asking for the next one, so a cursor never runs ahead of the data.
        Raises `Unavailable` or `SignedOut`.
        """

    @abstractmethod
    async def send(self, reply: ApprovedReply, *, key: str) -> Receipt:
        """Send once. `key` names this reply for platforms that honour an idempotency key.

        Raises any `ConnectorError`; a cancelled or timed-out call after the request left is `OutcomeUnknown`.
        """

    @abstractmethod
    async def find_sent(self, reply: ApprovedReply, *, key: str) -> Receipt | None:
        """Look on the platform for a reply whose outcome is unknown; None when it is not there.

        Raises `Unavailable` or `SignedOut` when it can't look: that is not a "no".
        """

    async def recheck(self, external_ids: Sequence[str]) -> Sequence[Inbound]:
        """Deletions and edits among these open messages. Platforms that tell by themselves need not override."""
        del external_ids
        return ()

    async def standing(self) -> Mapping[str, str]:
        """What this desk itself knows of the account, by name; asks the platform nothing, works without entering."""
        return {}

    @abstractmethod
    async def check(self) -> Health:
        """Token, scopes, reachability and quota, in words. Never raises for what it can put in words."""
