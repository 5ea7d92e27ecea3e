"""tweepy's asynchronous client with what it lacks: host, time limits, one session, safe logs, and our errors.

tweepy 4.17 crashes on errors that are not JSON, opens a session per call, writes tokens to its debug log, loops without
a pause on a 429 without headers, and has the old host in its code; `Transport.request` replaces the one method
that does all this, so its endpoints stay usable for the ordinary client and for the stream's rules alike.
"""

import base64
import json
import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol, Self, cast

import aiohttp
from oauthlib.oauth1 import Client as Signer
from tweepy.asynchronous import AsyncClient
from yarl import URL

from bot.domain.clock import Clock
from connectors.base import ConnectorError, OutcomeUnknown, SignedOut, Unavailable
from connectors.x_costs import Budget, Plan
from connectors.x_errors import Answer, failure
from connectors.x_json import Body, mapping
from connectors.x_meter import Meter
from connectors.x_settings import XCredentials, XOptions
from connectors.x_tokens import Tokens

log = logging.getLogger(__name__)

# At DEBUG it writes every token that it signs with.
logging.getLogger("oauthlib").setLevel(logging.INFO)

_IDS = re.compile(r"(?<=/)[0-9-]{2,}(?=/|$)")

_TOKENS = "/2/oauth2/token"

LARGEST_LINE = 8 * 1024 * 1024
"""Bytes; no true line of the stream comes near it, and a broken one must not fill the memory."""


@dataclass(frozen=True, slots=True)
class Quota:
    """One rate bucket as X last told it; `reset` is aware, UTC."""

    remaining: int
    limit: int
    reset: datetime


class JsonAnswer:
    """What tweepy's endpoints read from a response: its body, already decoded."""

    def __init__(self, body: Body) -> None:
        self._body = body

    async def json(self) -> Body:
        return self._body


class Wire:
    """The one session to X of one account, and what the headers of its answers said."""

    def __init__(self, credentials: XCredentials, options: XOptions, clock: Clock) -> None:
        self.credentials = credentials
        self.options = options
        self.clock = clock
        self.quotas: dict[str, Quota] = {}
        self.access_level: str | None = None
        self.post_names = False
        self.meter = _meter(options, clock)
        self._plan = Plan(owns_app=options.owns_app, summoned=options.summoned_only)
        self.tokens = Tokens(credentials, options, clock, self._renewal) if credentials.refresh_token else None
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        self._session = aiohttp.ClientSession()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.tokens is not None:
            await self.tokens.close()
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    @property
    def session(self) -> aiohttp.ClientSession:
        """The open session. Raises `Unavailable` outside `async with`."""
        if self._session is None:
            raise Unavailable("The connection to X is closed.")
        return self._session

    def url(self, route: str) -> str:
        """The full address of a route like `/2/tweets`."""
        return self.options.api.rstrip("/") + route

    async def call(
        self, method: str, route: str, params: Mapping[str, Any], body: Mapping[str, Any] | None, *, user_auth: bool
    ) -> Body:
        """One request and its decoded body. Raises any `ConnectorError`; those of a GET are never about a reply."""
        posting = method != "GET"
        answer = await self._asked(method, route, params, body, user_auth=user_auth)
        self._remember(method, route, answer.headers)
        if not 200 <= answer.status < 300:
            raise failure(answer, posting=posting, now=self.clock())
        if not answer.body:
            reason = f"X answered {answer.status} without anything readable."
            raise OutcomeUnknown(reason) if posting else Unavailable(reason)
        await self.meter.note(*self._plan.bill(method, route, body, answer.body))
        return answer.body

    async def _asked(
        self, method: str, route: str, params: Mapping[str, Any], body: Mapping[str, Any] | None, *, user_auth: bool
    ) -> Answer:
        url = URL(self.url(route)).with_query(sorted(params.items()))
        if not user_auth:
            return await self._exchange(method, url, self.bearer(), json=body)
        if self.tokens is None:
            url, headers = self._signed(method, url)
            return await self._exchange(method, url, headers, json=body)
        token = await self.tokens.access()
        answer = await self._exchange(method, url, _bearing(token), json=body)
        if answer.status == 401:
            # Surely not done, so it may be asked again with a new token; another no is for a person.
            token = await self.tokens.access(instead_of=token)
            answer = await self._exchange(method, url, _bearing(token), json=body)
        return answer

    async def _renewal(self, form: Mapping[str, str]) -> Answer:
        """The answer to a call for new tokens. Raises `Unavailable`: what happens here is never about a reply."""
        keys = self.credentials
        proof = base64.b64encode(f"{keys.client_id}:{keys.client_secret}".encode()).decode()
        try:
            return await self._exchange("POST", URL(self.url(_TOKENS)), {"Authorization": f"Basic {proof}"}, data=form)
        except OutcomeUnknown as error:
            raise Unavailable(error.reason) from None

    async def _exchange(self, method: str, url: URL, headers: Mapping[str, str], **content: Any) -> Answer:
        timeout = self.options.request_timeout_s
        limits = aiohttp.ClientTimeout(total=timeout, connect=timeout / 2)
        try:
            async with self.session.request(
                method, url, headers=headers, timeout=limits, allow_redirects=False, **content
            ) as response:
                return Answer(response.status, response.headers, decoded(await response.read()))
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise _network_failure(error, posting=method != "GET") from None

    def bearer(self) -> dict[str, str]:
        """The header of the token given as `bearer_token`. Raises `SignedOut` when there is none."""
        if not self.credentials.bearer_token:
            raise SignedOut("This needs a bearer_token, and the X account has none.")
        return _bearing(self.credentials.bearer_token)

    def _signed(self, method: str, url: URL) -> tuple[URL, dict[str, str]]:
        keys = self.credentials
        signer: Any = cast(Any, Signer)(
            keys.consumer_key, keys.consumer_secret, keys.access_token, keys.access_token_secret
        )
        signed, headers, _ = signer.sign(str(url), method)
        # oauthlib signs colons percent-encoded, and aiohttp would send them bare.
        base, mark, query = signed.partition("?")
        return URL(f"{base}{mark}{query.replace(':', '%3A')}", encoded=True), headers

    def _remember(self, method: str, route: str, headers: Mapping[str, str]) -> None:
        self.access_level = headers.get("x-access-level", self.access_level)
        try:
            quota = Quota(
                int(headers["x-rate-limit-remaining"]),
                int(headers["x-rate-limit-limit"]),
                datetime.fromtimestamp(int(headers["x-rate-limit-reset"]), UTC),
            )
        except (KeyError, ValueError, OverflowError, OSError):
            return
        self.quotas[f"{method} {_IDS.sub(':id', route)}"] = quota


def _meter(options: XOptions, clock: Clock) -> Meter:
    budget = Budget(round(options.daily_budget_usd * 1000)) if options.daily_budget_usd else None
    return Meter(Path(options.costs_path) if options.costs_path else None, budget, clock)


def _bearing(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def decoded(raw: bytes) -> Body:
    """The JSON object in a body, or an empty one."""
    try:
        return mapping(json.loads(raw))
    except (ValueError, RecursionError):
        return {}


def _network_failure(error: Exception, *, posting: bool) -> ConnectorError:
    # Only a failure to connect proves that nothing was sent; the message of an error may hold an address, its name not.
    name = type(error).__name__
    if isinstance(error, aiohttp.ClientConnectorError | aiohttp.ConnectionTimeoutError | aiohttp.InvalidURL):
        return Unavailable(f"X can't be reached ({name}).")
    if posting:
        return OutcomeUnknown(f"The connection to X broke before it answered ({name}).")
    return Unavailable(f"The connection to X broke ({name}).")


class Transport:
    """Stands before a tweepy client in its bases and makes its requests go through a `Wire`."""

    wire: Wire

    async def request(
        self,
        method: str,
        route: str,
        params: Mapping[str, Any] | None = None,
        json: Mapping[str, Any] | None = None,
        user_auth: bool = False,
    ) -> JsonAnswer:
        """In place of tweepy's own; raises `ConnectorError` where tweepy raised what it happened to meet."""
        wire = self.wire
        asked = dict(params or {})
        if wire.post_names:
            return JsonAnswer(await wire.call(method, route, in_post_names(asked), json, user_auth=user_auth))
        try:
            return JsonAnswer(await wire.call(method, route, asked, json, user_auth=user_auth))
        except Unavailable as error:
            if method != "GET" or "tweet.fields" not in error.reason:
                raise
            wire.post_names = True
            log.warning("X no longer knows tweet.fields; asking for post.fields from now on")
            return JsonAnswer(await wire.call(method, route, in_post_names(asked), json, user_auth=user_auth))


def in_post_names(params: Mapping[str, Any]) -> dict[str, Any]:
    """The same question in X's new words: post.fields, referenced_posts, edit_history_post_ids, note_post."""
    return {
        key.replace("tweet.", "post."): value.replace("_tweet", "_post") if isinstance(value, str) else value
        for key, value in params.items()
    }


class TweepyClient(Transport, AsyncClient):  # pyright: ignore[reportIncompatibleMethodOverride]
    """`tweepy.asynchronous.AsyncClient` on our wire; it never waits by itself."""

    def __init__(self, wire: Wire) -> None:
        # The wire signs; tweepy gets no key that it could log.
        super().__init__(return_type=cast(Any, dict), wait_on_rate_limit=False)  # pyright: ignore[reportUnknownMemberType]
        self.wire = wire


class Endpoints(Protocol):
    """The part of `tweepy.asynchronous.AsyncClient` that Ascolto uses, with the types that tweepy doesn't state."""

    async def get_me(self, *, user_fields: list[str], user_auth: bool) -> Body: ...

    async def get_users_mentions(self, id: str, *, user_auth: bool, **params: Any) -> Body: ...

    async def get_users_tweets(self, id: str, *, user_auth: bool, **params: Any) -> Body: ...

    async def get_tweets(self, ids: list[str], *, user_auth: bool, **params: Any) -> Body: ...

    async def get_direct_message_events(self, *, user_auth: bool, **params: Any) -> Body: ...

    async def create_tweet(self, *, text: str, in_reply_to_tweet_id: str, user_auth: bool) -> Body: ...

    async def create_direct_message(self, *, dm_conversation_id: str, text: str, user_auth: bool) -> Body: ...


def endpoints(wire: Wire) -> Endpoints:
    """The client of one account."""
    return cast(Endpoints, TweepyClient(wire))
