"""The user's stream of an instance as server-sent events, kept open through everything that ends a connection.

It only makes things quicker: nothing is replayed after a gap, so polling goes on beside it. An instance without a
stream is polled alone.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

import aiohttp

from connectors.base import ConnectorError, SignedOut, Unavailable
from connectors.bodies import Body, mapping
from connectors.http import decoded, network_failure
from connectors.mastodon_errors import Answer, failure
from connectors.mastodon_ids import plain_id
from connectors.mastodon_wire import INSTANCE, Wire

log = logging.getLogger(__name__)

ROUTE = "/api/v1/streaming/user"
LARGEST_LINE = 8 * 1024 * 1024
"""Bytes; no true event comes near it, and a broken one must not fill the memory."""

PAUSES_S = (0.0, 1.0, 2.0, 5.0, 10.0, 30.0, 60.0, 120.0)
"""Seconds before each attempt after one that ended, the last one for all that follow."""

_STEADY_S = 60.0
"""Seconds after which a connection counts as good, and the pauses begin anew."""

_WAITING_ROOM = 2_000
"""Events kept until the next pass; beyond it the oldest go, and polling brings them anyway."""


@dataclass(frozen=True, slots=True)
class Heard:
    """One event that matters: a notification, or the id of a status that was taken back."""

    notification: Body
    deleted: str = ""


class NoStream(Exception):
    """The instance has no such stream."""


class MastodonStream:
    """A background task that keeps one connection open and collects events for the next pass of `listen`."""

    def __init__(self, wire: Wire) -> None:
        self.trouble: str | None = None
        self._wire = wire
        self._heard: deque[Heard] = deque(maxlen=_WAITING_ROOM)
        self._task: asyncio.Task[None] | None = None

    def start(self, address: str) -> None:
        """Begin once; a stream that ended because of the token, or that isn't there, stays ended."""
        if self._task is None:
            self._task = asyncio.create_task(self._keep_open(address))

    def drain(self) -> list[Heard]:
        """What came since the last time, in the order of arrival."""
        heard = list(self._heard)
        self._heard.clear()
        return heard

    async def close(self) -> None:
        """End the task and wait for it."""
        task, self._task = self._task, None
        if task is not None:
            task.cancel()
            await asyncio.wait([task])

    async def _keep_open(self, address: str) -> None:
        loop = asyncio.get_running_loop()
        failures = 0
        while True:
            begun = loop.time()
            try:
                await self._hear(address)
                reason = "The instance closed it."
            except NoStream:
                log.info("The instance has no stream; polling goes on alone")
                return
            except SignedOut as error:
                self.trouble = error.reason
                log.error("The stream of Mastodon ended for good: %s", error.reason)  # noqa: TRY400
                return
            except ConnectorError as error:
                reason = error.reason
            failures = 0 if loop.time() - begun > _STEADY_S else failures + 1
            self.trouble = reason if failures > 1 else None
            log.warning("The stream of Mastodon ended: %s", reason)
            await asyncio.sleep(PAUSES_S[min(max(failures - 1, 0), len(PAUSES_S) - 1)])

    async def _hear(self, address: str) -> None:
        """One connection, from its beginning to its end."""
        wire = self._wire
        options = wire.options
        silence = aiohttp.ClientTimeout(
            total=None, connect=options.request_timeout_s, sock_read=options.stream_silence_s
        )
        headers = {**wire.authorization, "Accept": "text/event-stream"}
        try:
            async with wire.session.get(
                address + ROUTE, headers=headers, timeout=silence, allow_redirects=False
            ) as response:
                if response.status != 200:
                    raise await self._turned_away(response)
                events = Events()
                async for chunk in response.content.iter_any():
                    self.trouble = None
                    for kind, data in events.complete(chunk):
                        self._take(kind, data)
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise network_failure(error, INSTANCE, posting=False) from None

    async def _turned_away(self, response: aiohttp.ClientResponse) -> Exception:
        if response.status in (404, 405, 501):
            return NoStream()
        answer = Answer(response.status, response.headers, decoded(await response.read()))
        return failure(answer, posting=False, now=self._wire.clock())

    def _take(self, kind: str, data: str) -> None:
        if kind == "notification":
            self._heard.append(Heard(mapping(decoded(data))))
        elif kind == "delete" and (identity := plain_id(data.strip())):
            self._heard.append(Heard({}, identity))


class Events:
    """Puts chunks of bytes together into events; heartbeats and an event that was cut off never show."""

    def __init__(self) -> None:
        self._rest = b""
        self._kind = ""
        self._data: list[str] = []

    def complete(self, chunk: bytes) -> Iterator[tuple[str, str]]:
        """Kind and data of the events that this chunk ends. Raises `Unavailable` for one that grows without an end."""
        *lines, self._rest = (self._rest + chunk).split(b"\n")
        if len(self._rest) + sum(map(len, self._data)) > LARGEST_LINE:
            raise Unavailable("The instance sent an event without an end.")
        for line in lines:
            yield from self._line(line.removesuffix(b"\r").decode("utf-8", "replace"))

    def _line(self, line: str) -> Iterator[tuple[str, str]]:
        if not line:
            if self._kind and self._data:
                yield self._kind, "\n".join(self._data)
            self._kind, self._data = "", []
            return
        name, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if name == "event":
            self._kind = value
        elif name == "data":
            self._data.append(value)
