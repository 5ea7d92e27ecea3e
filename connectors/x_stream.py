"""The filtered stream, on tweepy's streaming client, made to live through everything X does to a stream.

tweepy 4.17 reconnects in a storm after a clean close, ends for good on a rule without a tag or a bad line, ignores
errors inside the stream, and closes the session that its rule calls need. `_connect` and `on_data` replace those parts.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Iterator
from typing import Any, cast

import aiohttp
from tweepy import StreamRule
from tweepy.asynchronous import AsyncStreamingClient

from bot.domain.message import Inbound
from connectors.base import ConnectorError, SignedOut, Unavailable
from connectors.x_address import Brand
from connectors.x_api import LARGEST_LINE, Transport, Wire, decoded, in_post_names
from connectors.x_backoff import PRESCRIBED, Trouble
from connectors.x_errors import Answer, failure
from connectors.x_json import Body, identifier, mapping, objects, string
from connectors.x_parse import parse_posts
from connectors.x_reads import POST_QUESTION

log = logging.getLogger(__name__)

ROUTE = "/2/tweets/search/stream"
_WAITING_ROOM = 2_000
"""Posts kept until the next pass; beyond it the oldest go, and the mentions poll brings them anyway."""


_STEADY_S = 60.0
"""Seconds after which a connection counts as good; one that always ends sooner is given ever longer pauses."""


class StreamEnded(Exception):
    """The stream has ended; `trouble` says how long to stay away."""

    def __init__(self, trouble: Trouble, reason: str) -> None:
        super().__init__(reason)
        self.trouble = trouble
        self.reason = reason


def rule_for(brand: Brand) -> StreamRule:
    """What concerns the brand, without its own posts and without retweets."""
    handle = brand.handle
    return StreamRule(value=f"(@{handle} OR to:{handle}) -is:retweet -from:{handle}", tag=f"ascolto-{handle}")


class XStream(Transport, AsyncStreamingClient):  # pyright: ignore[reportIncompatibleMethodOverride]
    """A background task that keeps one connection open and collects posts for the next pass of `listen`."""

    def __init__(self, wire: Wire) -> None:
        super().__init__(None, return_type=cast(Any, dict))  # pyright: ignore[reportUnknownMemberType]
        self.wire = wire
        self.trouble: str | None = None
        self._brand: Brand | None = None
        self._signed_out = False
        self._our_rules: frozenset[str] = frozenset()
        self._heard: deque[Inbound] = deque(maxlen=_WAITING_ROOM)

    def start(self, brand: Brand) -> None:
        """Begin, or begin again after a fault of our own; a stream that ended because of the token stays ended."""
        self._brand = brand
        if not self._signed_out and (self._running is None or self._has_failed(self._running)):
            self._untyped.filter(**POST_QUESTION)

    def _has_failed(self, task: asyncio.Task[None]) -> bool:
        if not task.done() or task.cancelled():
            return False
        log.error("The stream of X met a fault and begins again", exc_info=task.exception())
        return True

    @property
    def _running(self) -> asyncio.Task[None] | None:
        return cast("asyncio.Task[None] | None", self.task)

    @property
    def _untyped(self) -> Any:
        # tweepy states no types for what it gets and gives here.
        return self

    def drain(self) -> list[Inbound]:
        """What came since the last time, in the order of arrival."""
        heard = list(self._heard)
        self._heard.clear()
        return heard

    async def close(self) -> None:
        """End the task and wait for it."""
        task = self._running
        if task is not None:
            task.cancel()
            await asyncio.wait([task])
            self.task = None

    async def _connect(self, method: str, endpoint: str, **kwargs: Any) -> None:
        del endpoint
        loop = asyncio.get_running_loop()
        failures = dict.fromkeys(Trouble, 0)
        while True:
            begun = loop.time()
            try:
                await self._ensure_rule()
                await self._hear(method, kwargs["params"])
            except SignedOut as error:
                self.trouble, self._signed_out = error.reason, True
                log.error("The stream of X ended for good: %s", error.reason)  # noqa: TRY400
                return
            except (StreamEnded, ConnectorError) as error:
                if loop.time() - begun > _STEADY_S:
                    failures = dict.fromkeys(Trouble, 0)
                trouble = _kind(error)
                failures[trouble] += 1
                self.trouble = error.reason if failures[trouble] > 1 else None
                log.warning("The stream of X ended: %s", error.reason)
                await asyncio.sleep(PRESCRIBED[trouble].wait(failures[trouble]))

    async def _ensure_rule(self) -> None:
        assert self._brand is not None
        wanted = rule_for(self._brand)
        rules = objects(mapping(await self._untyped.get_rules()).get("data"))
        ours = [rule for rule in rules if rule.get("value") == wanted.value]
        stale = [rule for rule in rules if rule.get("tag") == wanted.tag and rule.get("value") != wanted.value]
        if stale:
            await self._untyped.delete_rules([identifier(rule.get("id")) for rule in stale])
        if not ours:
            ours = objects(mapping(await self._untyped.add_rules(wanted)).get("data"))
        self._our_rules = frozenset(identifier(rule.get("id")) for rule in ours)

    async def _hear(self, method: str, params: dict[str, Any]) -> None:
        """One connection, from its beginning to its end, which is always `StreamEnded` or `SignedOut`."""
        wire = self.wire
        silence = aiohttp.ClientTimeout(
            total=None, connect=wire.options.request_timeout_s, sock_read=wire.options.stream_silence_s
        )
        asked = in_post_names(params) if wire.post_names else params
        try:
            async with wire.session.request(
                method, wire.url(ROUTE), params=asked, headers=wire.bearer(), timeout=silence, allow_redirects=False
            ) as response:
                if response.status != 200:
                    raise await self._turned_away(response)
                lines = Lines()
                async for chunk in response.content.iter_any():
                    self.trouble = None
                    for line in lines.complete(chunk):
                        await self.on_data(line)
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise StreamEnded(Trouble.NETWORK, f"The connection broke ({type(error).__name__}).") from None
        raise StreamEnded(Trouble.NETWORK, "X closed it.")

    async def _turned_away(self, response: aiohttp.ClientResponse) -> Exception:
        answer = Answer(response.status, response.headers, decoded(await response.read()))
        error = failure(answer, posting=False, now=self.wire.clock())
        if isinstance(error, SignedOut):
            return error
        trouble = Trouble.TOO_MANY if response.status == 429 else Trouble.SERVER
        # 409 means that the rules were taken away meanwhile; they are made again before the next attempt.
        return StreamEnded(Trouble.NETWORK if response.status == 409 else trouble, error.reason)

    async def on_data(self, raw_data: bytes) -> None:
        """One line: a post, an error or a kind that is new. Raises `StreamEnded` when X announces the end."""
        body = decoded(raw_data)
        if not body:
            log.warning("The stream of X brought a line that is no JSON object (%d bytes)", len(raw_data))
        assert self._brand is not None
        if "data" in body and self._is_ours(body):
            self._heard.extend(parse_posts(body, self._brand))
        if "data" not in body and (errors := objects(body.get("errors"))):
            raise StreamEnded(Trouble.NETWORK, string(errors[0].get("detail")) or "X announced an error in it.")

    def _is_ours(self, body: Body) -> bool:
        # Rules belong to the app, so another program's rule may match; a rule may lack its tag, never its id.
        matched = {identifier(rule.get("id")) for rule in objects(body.get("matching_rules"))}
        return not matched or not self._our_rules or bool(matched & self._our_rules)


class Lines:
    """Puts chunks of bytes together into lines; blank keep-alive lines and a last line that was cut off never show."""

    def __init__(self) -> None:
        self._rest = b""

    def complete(self, chunk: bytes) -> Iterator[bytes]:
        """The lines that this chunk ends. Raises `StreamEnded` for a line that grows without an end."""
        *lines, self._rest = (self._rest + chunk).split(b"\n")
        if len(self._rest) > LARGEST_LINE:
            raise StreamEnded(Trouble.NETWORK, "X sent a line without an end.")
        yield from (stripped for line in lines if (stripped := line.strip()))


def _kind(error: StreamEnded | ConnectorError) -> Trouble:
    if isinstance(error, StreamEnded):
        return error.trouble
    return Trouble.TOO_MANY if isinstance(error, Unavailable) and error.retry_at else Trouble.SERVER
