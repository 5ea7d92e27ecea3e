"""The one way to Bluesky of one account: its session, its requests, and what the headers of the answers said."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from types import TracebackType
from typing import Any, Self

from atproto_client.request import Response
from atproto_core.exceptions import AtProtocolError

from bot.domain.clock import Clock
from connectors.base import ConnectorError, OutcomeUnknown, SignedOut, Unavailable
from connectors.bluesky_client import Broken, Client, Refusal
from connectors.bluesky_errors import Stale, failure, unix
from connectors.bluesky_session import SessionFile
from connectors.bluesky_settings import BlueskyCredentials, BlueskyOptions
from connectors.bodies import Body, mapping

log = logging.getLogger(__name__)

_CHAT = "did:web:api.bsky.chat#bsky_chat"
"""Where an account's server passes requests for direct messages on to (platform fact)."""

_BETWEEN_SIGN_INS = timedelta(minutes=5)
"""After a refused sign-in: a server takes 300 a day, which is one in 288 seconds."""


@dataclass(frozen=True, slots=True)
class Brand:
    """The account that listens: its DID and its handle of today."""

    did: str
    handle: str


@dataclass(frozen=True, slots=True)
class Quota:
    """One limit as the server last told it; `reset` is aware, UTC."""

    remaining: int
    limit: int
    reset: datetime


class Wire:
    """Requests to the server that holds the account. Chat goes the same way and is passed on from there."""

    def __init__(self, credentials: BlueskyCredentials, options: BlueskyOptions, clock: Clock) -> None:
        self.clock = clock
        self.quotas: dict[str, Quota] = {}
        self._credentials = credentials
        self._options = options
        self._kept = SessionFile(credentials, options)
        self._client: Client | None = None
        self._signing_in = asyncio.Lock()
        self._refused: tuple[datetime, ConnectorError] | None = None

    async def __aenter__(self) -> Self:
        client = Client(self._options.service, self._options.request_timeout_s, self.clock)
        client.on_new_session(partial(asyncio.to_thread, self._kept.save))
        self._client = client
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        client, self._client = self._client, None
        if client is not None:
            await client.close()

    async def identify(self) -> Brand:
        """Whose account this is; signs in when there is no session yet. Raises `Unavailable` or `SignedOut`."""
        await self._ready()
        session = self._open.session
        if session is None:
            raise Unavailable("Bluesky gave no session.")
        return Brand(session.did, session.handle)

    async def read(self, name: str, asked: Any = None) -> Body:
        """One query, by its name in the lexicons. Raises `Unavailable` (`Absent` among them) or `SignedOut`."""
        return await self._call(name, self._query(name, asked), posting=False)

    async def write(self, name: str, what: Any) -> Body:
        """One procedure. Raises any `ConnectorError`."""
        return await self._call(name, self._procedure(name, what), posting=True)

    def _query(self, name: str, asked: Any) -> Callable[[], Awaitable[Response]]:
        headers = _headers(name)
        return lambda: self._open.invoke_query(name, params=asked, headers=headers, ignore_session_check=True)

    def _procedure(self, name: str, what: Any) -> Callable[[], Awaitable[Response]]:
        headers = _headers(name)
        return lambda: self._open.invoke_procedure(
            name, data=what, headers=headers, input_encoding="application/json", ignore_session_check=True
        )

    async def _call(self, name: str, ask: Callable[[], Awaitable[Response]], *, posting: bool) -> Body:
        self._wait_for_reset(name)
        await self._ready()
        used = self._open.session.access_jwt if self._open.session else ""
        try:
            return await self._once(name, ask, posting=posting)
        except Stale:
            # Surely not done, so it may be asked again with a new session.
            await self._ready(instead_of=used)
        try:
            return await self._once(name, ask, posting=posting)
        except Stale as error:
            raise SignedOut(error.reason) from None

    async def _once(self, name: str, ask: Callable[[], Awaitable[Response]], *, posting: bool) -> Body:
        try:
            response = await ask()
        except Refusal as refused:
            self._remember(name, refused.answer.headers)
            chat = name.startswith("chat.")
            raise failure(refused.answer, posting=posting, now=self.clock(), chat=chat) from None
        except Broken as broken:
            raise _network_failure(broken, posting=posting) from None
        self._remember(name, response.headers)
        body = mapping(response.content)
        if not body:
            reason = f"Bluesky answered {response.status_code} without anything readable."
            raise OutcomeUnknown(reason) if posting else Unavailable(reason)
        return body

    @property
    def _open(self) -> Client:
        if self._client is None:
            raise Unavailable("The connection to Bluesky is closed.")
        return self._client

    async def _ready(self, *, instead_of: str | None = None) -> None:
        """See to a session that is not about to end, and is another one than that of the token `instead_of`."""
        async with self._signing_in:
            client = self._open
            if client.session is None and not await self._take_up_kept():
                await self._sign_in()
            elif client.session is not None and (client.session.access_jwt == instead_of or client.ends_soon()):
                await self._renew(client.session.access_jwt)

    async def _take_up_kept(self) -> bool:
        kept = await asyncio.to_thread(self._kept.load)
        return kept is not None and await self._open.take_up(kept)

    async def _renew(self, old: str) -> None:
        # Another process of the same desk may have renewed it already.
        client = self._open
        if await self._take_up_kept() and client.session and client.session.access_jwt != old:
            return
        try:
            await self._asked(client.renew())
        except Refusal as refused:
            error = failure(refused.answer, posting=False, now=self.clock())
            if not isinstance(error, SignedOut):
                raise error from None
            log.info("The session on Bluesky can't be renewed, signing in anew: %s", error.reason)
            await self._sign_in()

    async def _sign_in(self) -> None:
        if self._refused and self.clock() < self._refused[0]:
            raise self._refused[1]
        keys = self._credentials
        try:
            await self._asked(self._open.sign_in(keys.login, keys.app_password))
        except Refusal as refused:
            error = failure(refused.answer, posting=False, now=self.clock())
            error = SignedOut(error.reason) if isinstance(error, Stale) else error
            self._refused = (self.clock() + _BETWEEN_SIGN_INS, error)
            raise error from None
        self._refused = None

    async def _asked(self, asking: Awaitable[None]) -> None:
        """Signing in and renewing. Raises `Refusal`, or `Unavailable`: what happens here is never about a reply."""
        try:
            await asking
        except Refusal:
            raise
        except Broken as broken:
            raise _network_failure(broken, posting=False) from None
        except (AtProtocolError, TypeError, ValueError) as error:
            # Its words may hold the tokens.
            raise Unavailable(f"Bluesky answered the sign-in with nothing readable ({type(error).__name__}).") from None

    def _wait_for_reset(self, name: str) -> None:
        quota = self.quotas.get(name)
        if quota and quota.remaining <= 0 and quota.reset > self.clock():
            raise Unavailable("Bluesky's limit for this is used up.", quota.reset)

    def _remember(self, name: str, headers: Any) -> None:
        reset = unix(headers.get("ratelimit-reset"))
        remaining, limit = headers.get("ratelimit-remaining", ""), headers.get("ratelimit-limit", "")
        if reset and remaining.isdigit() and limit.isdigit():
            self.quotas[name] = Quota(int(remaining), int(limit), reset)


def _headers(name: str) -> dict[str, str]:
    return {"atproto-proxy": _CHAT} if name.startswith("chat.") else {}


def _network_failure(broken: Broken, *, posting: bool) -> ConnectorError:
    # Only a failure to connect proves that nothing was sent; the message of an error may hold an address, its name not.
    if not broken.sent:
        return Unavailable(f"Bluesky can't be reached ({broken.why}).")
    if posting:
        return OutcomeUnknown(f"The connection to Bluesky broke before it answered ({broken.why}).")
    return Unavailable(f"The connection to Bluesky broke ({broken.why}).")
