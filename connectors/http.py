"""One session to a platform over HTTP and JSON: time limits, safe words, and our errors in place of aiohttp's."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Self

import aiohttp
from yarl import URL

from connectors.base import ConnectorError, OutcomeUnknown, Unavailable


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer of a platform: `body` is what its JSON holds, None when there was no JSON in it."""

    status: int
    headers: Mapping[str, str]
    body: object


class Http:
    """Open while entered. `platform` is its name in sentences for people; addresses and keys never stand in one."""

    def __init__(self, platform: str, timeout_s: float) -> None:
        self._platform = platform
        self._timeout_s = timeout_s
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

    async def ask(
        self,
        method: str,
        url: URL,
        *,
        posting: bool,
        body: Mapping[str, object] | None = None,
        form: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
        wait_s: float = 0.0,
    ) -> Answer:
        """One request and its answer, whatever its status; redirects are not followed, for keys would go along.

        `posting`: the request would publish something. `wait_s`: seconds that the platform may take longer than usual.
        Raises `Unavailable` when it surely was not done, `OutcomeUnknown` when something may have been published.
        """
        if self._session is None:
            raise Unavailable(f"The connection to {self._platform} is closed.")
        limits = aiohttp.ClientTimeout(total=self._timeout_s + wait_s, connect=self._timeout_s / 2)
        try:
            async with self._session.request(
                method, url, json=body, data=form, headers=headers, timeout=limits, allow_redirects=False
            ) as response:
                return Answer(response.status, response.headers, decoded(await response.read()))
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise network_failure(error, self._platform, posting=posting) from None


def decoded(raw: bytes | str) -> object:
    """What the JSON in a body holds, None for anything else (and for `null`, which no platform means)."""
    try:
        return json.loads(raw)
    except (ValueError, RecursionError):
        return None


def network_failure(error: Exception, platform: str, *, posting: bool) -> ConnectorError:
    """What a broken connection means. Only a failure to connect proves that nothing was sent."""
    # The message of an error may hold an address, its name does not.
    name = type(error).__name__
    if isinstance(error, aiohttp.ClientConnectorError | aiohttp.ConnectionTimeoutError | aiohttp.InvalidURL):
        return Unavailable(f"The way to {platform} is closed: no connection ({name}).")
    sentence = f"The connection to {platform} broke before it answered ({name})."
    return OutcomeUnknown(sentence) if posting else Unavailable(sentence)
