"""atproto's asynchronous client with what it lacks: refusals as data, a time limit for the whole call, no redirects.

atproto 0.0.73 follows redirections, limits each phase of a call but not the call, raises what its models don't know
of a body, and looks at the session's end by its own clock. Its sessions, parameters and record models stay in use.
"""

import asyncio
import json
import logging
import ssl
from collections.abc import Awaitable, Callable
from datetime import datetime
from functools import cache
from typing import Any, cast

import httpx
from atproto_client import AsyncClient
from atproto_client.client.session import Session, SessionEvent
from atproto_client.request import AsyncRequest, Response
from atproto_core.exceptions import AtProtocolError

from bot.domain.clock import Clock
from connectors.bluesky_errors import Answer
from connectors.bodies import Body, mapping

# At DEBUG it writes the headers of every answer.
logging.getLogger("httpcore").setLevel(logging.INFO)

_NOT_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.UnsupportedProtocol, httpx.InvalidURL)


@cache
def _trusted() -> ssl.SSLContext:
    # Reading the certificates takes longer than anything else here, and all accounts may share them.
    return httpx.create_ssl_context(trust_env=False)


class Refusal(AtProtocolError):
    """The server answered, and not with yes."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(str(answer.status))
        self.answer = answer


class Broken(AtProtocolError):
    """No answer came. `sent`: the request may have reached the server; `why` is the name of the error."""

    def __init__(self, why: str, *, sent: bool) -> None:
        super().__init__(why)
        self.why = why
        self.sent = sent


class Exchange(AsyncRequest):
    """The HTTP below the client: one request, one decoded body. Raises `Refusal` or `Broken`."""

    def __init__(self, timeout_s: float) -> None:
        timeout = httpx.Timeout(timeout_s, connect=timeout_s / 2)
        super().__init__(timeout=timeout, trust_env=False, verify=_trusted())
        self._client.follow_redirects = False
        self._timeout_s = timeout_s

    async def get(self, *args: Any, **kwargs: Any) -> Response:
        """In place of atproto's own."""
        return await self._exchange("GET", *args, **kwargs)

    async def post(self, *args: Any, **kwargs: Any) -> Response:
        """In place of atproto's own."""
        return await self._exchange("POST", *args, **kwargs)

    async def _exchange(self, method: str, url: str, headers: dict[str, str] | None = None, **rest: Any) -> Response:
        try:
            async with asyncio.timeout(self._timeout_s):
                answer = await self._client.request(method, url, headers=self.get_headers(headers), **rest)
        except _NOT_SENT as error:
            raise Broken(type(error).__name__, sent=False) from None
        except (httpx.HTTPError, httpx.StreamError, TimeoutError, OSError) as error:
            raise Broken(type(error).__name__, sent=True) from None
        body = decoded(answer.content)
        if not answer.is_success:
            raise Refusal(Answer(answer.status_code, dict(answer.headers), body))
        return Response(True, answer.status_code, cast(dict[str, Any], body), dict(answer.headers))


class Client(AsyncClient):
    """`atproto_client.AsyncClient` that goes by our clock and shows whether a session is there."""

    def __init__(self, service: str, timeout_s: float, clock: Clock) -> None:
        self._exchange = Exchange(timeout_s)
        super().__init__(service, request=self._exchange)
        self._clock = clock
        self._entrance = service

    async def close(self) -> None:
        """Close every connection."""
        await self._exchange.close()

    def get_current_time(self) -> datetime:
        """The present as the desk has it; atproto compares the session's end with it."""
        return self._clock()

    @property
    def session(self) -> Session | None:
        """Whose session this is, if any."""
        return self._session

    def ends_soon(self) -> bool:
        """Whether the access token should be renewed now; False for one that doesn't tell."""
        try:
            return self._should_refresh_session()
        except (AtProtocolError, ValueError):
            return False

    async def sign_in(self, login: str, password: str) -> None:
        """A new session. Raises what the exchange raises, and `AtProtocolError` for an unreadable answer."""
        self.update_base_url(self._entrance)
        await self.login(login, password, fetch_bsky_profile=False)

    async def take_up(self, kept: str) -> bool:
        """Go on with a kept session, without a request; False when it is none."""
        try:
            await self.login(session_string=kept, fetch_bsky_profile=False)
        except (AtProtocolError, TypeError, ValueError):
            return False
        return True

    async def renew(self) -> None:
        """New tokens for the old ones. Raises as `sign_in`."""
        await self._refresh_and_set_session()

    def on_new_session(self, tell: Callable[[str], Awaitable[None]]) -> None:
        """Await `tell(session as text)` whenever the server gave new tokens, before they are used."""

        async def changed(event: SessionEvent, session: Session) -> None:
            if event is not SessionEvent.IMPORT:
                await tell(session.encode())

        self.on_session_change(changed)

    def _update_pds_endpoint(self, pds_endpoint: str) -> None:
        # Whoever signed in over TLS is not sent to a place without it.
        if pds_endpoint.startswith("https://") or self._entrance.startswith("http://"):
            super()._update_pds_endpoint(pds_endpoint)


def decoded(raw: bytes) -> Body:
    """The JSON object in a body, or an empty one."""
    try:
        return mapping(json.loads(raw))
    except (ValueError, RecursionError):
        return {}
