"""The one session to an instance of one account: time limits, safe words, and our errors in place of aiohttp's."""

from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import Self

import aiohttp
from yarl import URL

from bot.domain.clock import Clock
from connectors.base import OutcomeUnknown, Unavailable
from connectors.http import decoded, network_failure
from connectors.mastodon_errors import Answer, failure
from connectors.mastodon_quota import POSTING, REQUESTS, Quotas
from connectors.mastodon_settings import MastodonCredentials, MastodonOptions

Params = Sequence[tuple[str, str]]

INSTANCE = "the instance"
"""What an instance is called in sentences for people."""


class Wire:
    """Open while entered; knows what the instance's headers said of its limits."""

    def __init__(self, credentials: MastodonCredentials, options: MastodonOptions, clock: Clock) -> None:
        self._credentials = credentials
        self.options = options
        self.clock = clock
        self.quotas = Quotas()
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        self._session = aiohttp.ClientSession(headers={"User-Agent": "Ascolto"})
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    @property
    def session(self) -> aiohttp.ClientSession:
        """The open session. Raises `Unavailable` outside `async with`."""
        if self._session is None:
            raise Unavailable("The connection to the instance is closed.")
        return self._session

    @property
    def authorization(self) -> dict[str, str]:
        """The header that proves the account; the token never stands in an address."""
        return {"Authorization": f"Bearer {self._credentials.access_token}"}

    async def get(self, route: str, params: Params = (), *, for_reply: bool = False) -> Answer:
        """One read, whatever its status. Raises `Unavailable` when no answer came or the limit is used up.

        `for_reply`: it may take of what is kept for replies.
        """
        self.quotas.spend(REQUESTS, self.clock(), for_reply=for_reply)
        return await self._exchange("GET", route, REQUESTS, params=params)

    async def read(self, route: str, params: Params = ()) -> object:
        """The JSON of one read. Raises `Unavailable` or `SignedOut`."""
        return self.readable(await self.get(route, params))

    def readable(self, answer: Answer) -> object:
        """The JSON of an answer to a read. Raises `Unavailable` or `SignedOut`."""
        if not 200 <= answer.status < 300:
            raise failure(answer, posting=False, now=self.clock())
        if answer.body is None:
            raise Unavailable(f"The instance answered {answer.status} without anything readable.")
        return answer.body

    async def post(self, route: str, body: Mapping[str, str], headers: Mapping[str, str]) -> object:
        """Publish something. Raises any `ConnectorError`."""
        self.quotas.spend(POSTING, self.clock(), for_reply=True)
        answer = await self._exchange("POST", route, POSTING, body=body, headers=headers)
        if not 200 <= answer.status < 300:
            raise failure(answer, posting=True, now=self.clock())
        if answer.body is None:
            raise OutcomeUnknown(f"The instance answered {answer.status} without anything readable.")
        return answer.body

    async def _exchange(
        self,
        method: str,
        route: str,
        quota: str,
        *,
        params: Params = (),
        body: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        url = URL(self.options.instance.rstrip("/") + route).with_query(list(params))
        timeout = self.options.request_timeout_s
        limits = aiohttp.ClientTimeout(total=timeout, connect=timeout / 2)
        shown = {**self.authorization, **(headers or {})}
        try:
            async with self.session.request(
                method, url, json=body, headers=shown, timeout=limits, allow_redirects=False
            ) as response:
                self.quotas.remember(quota, response.headers, self.clock())
                return Answer(response.status, response.headers, decoded(await response.read()))
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise network_failure(error, INSTANCE, posting=method != "GET") from None
