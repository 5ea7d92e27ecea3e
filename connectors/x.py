"""One account on X: mentions, own posts and direct messages by polling, the stream when wanted, and replies."""

import logging
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import replace
from types import TracebackType
from typing import ClassVar, Self

from bot.domain.approval import ApprovedReply
from bot.domain.clock import Clock, utc_now
from bot.domain.limits import Limits
from bot.domain.message import Inbound
from connectors import x_send
from connectors.base import Batch, Connector, Cursor, Health, Receipt, SignedOut, Unavailable, Webhooks
from connectors.limits import X
from connectors.x_address import Brand
from connectors.x_api import Wire, endpoints
from connectors.x_costs import Item
from connectors.x_cursor import Marks
from connectors.x_health import health
from connectors.x_json import Body
from connectors.x_parse import parse_messages, parse_posts
from connectors.x_poll import News, PageOf, Source
from connectors.x_reads import PAGE, Reads
from connectors.x_recheck import recheck
from connectors.x_settings import XCredentials, XOptions
from connectors.x_stream import XStream
from connectors.x_webhooks import XWebhooks

log = logging.getLogger(__name__)

_STREAM_PAUSE_S = 1.0
"""Seconds that a post from the stream waits at most before it is handed over."""


class XConnector(Connector):
    """Listens and answers for one account through tweepy.

    The first pass without a cursor takes the newest page of each source (up to 100 items) and goes on from there.
    What the stream brings comes in batches of its own, which don't move the cursor: polling sees it again, so nothing
    is lost when a batch isn't stored.
    """

    kind: ClassVar[str] = "x"
    limits: ClassVar[Limits] = X

    def __init__(self, credentials: XCredentials, options: XOptions | None = None, *, clock: Clock = utc_now) -> None:
        self._options = options or XOptions()
        self._clock = clock
        self._wire = Wire(credentials, self._options, clock)
        self._client = endpoints(self._wire)
        self._reads = Reads(self._client, user_auth=credentials.user_auth)
        self._user_auth = credentials.user_auth
        self._stream = XStream(self._wire)
        self._brand = self._options.brand
        self.webhooks = self._wanted_webhooks(credentials)
        self._sources = self._wanted_sources()
        self._open = AsyncExitStack()
        paces = [source.every_s for source in self._sources] + ([_STREAM_PAUSE_S] if self._options.stream else [])
        self.pause_s = min(paces)

    async def __aenter__(self) -> Self:
        await self._open.enter_async_context(self._wire)
        self._open.push_async_callback(self._stream.close)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._open.aclose()

    async def listen(self, cursor: Cursor | None) -> AsyncIterator[Batch]:
        """See `Connector.listen`. One source's trouble leaves the others alone; only when all fail is it raised."""
        marks = Marks.read(cursor)
        brand = await self._identify()
        for heard in await self._streamed(brand):
            yield Batch(heard, marks.write())
        troubles: list[Unavailable | SignedOut] = []
        due = [source for source in self._sources if source.is_due(self._clock())]
        for source in due:
            try:
                news = await source.read(marks, brand, now=self._clock(), overlap_s=self._options.overlap_s)
            except (Unavailable, SignedOut) as error:
                log.warning("Reading %s from X has to wait: %s", source.name, error.reason)
                troubles.append(error)
                continue
            for items, position in _steps(news, marks):
                yield Batch(items, position.write())
                source.handed_over(items)
                marks = position
        self._raise(troubles, everything=len(troubles) == len(due))

    async def _streamed(self, brand: Brand) -> list[tuple[Inbound, ...]]:
        heard = tuple(self._stream.drain())
        await self._wire.meter.note(Item.POST_READ, [item.answer_to for item in heard])
        if self._options.stream:
            try:
                await self._wire.meter.allow_reading()
            except Unavailable:
                await self._stream.close()
            else:
                self._stream.start(brand)
        return [heard] if heard else []

    def _raise(self, troubles: Sequence[Unavailable | SignedOut], *, everything: bool) -> None:
        for error in troubles:
            if isinstance(error, SignedOut):
                raise error
        if troubles and everything:
            raise Unavailable(troubles[0].reason, min(source.next_at or self._clock() for source in self._sources))

    async def send(self, reply: ApprovedReply, *, key: str) -> Receipt:
        """See `Connector.send`. X honours no idempotency key; a cancelled call stays cancelled, its outcome unknown."""
        del key
        await self._wire.meter.allow_sending()
        return await x_send.send(self._client, reply.letter, user_auth=self._user_auth, clock=self._clock)

    async def find_sent(self, reply: ApprovedReply, *, key: str) -> Receipt | None:
        """See `Connector.find_sent`. X may show a post seconds after taking it, so one look is not enough."""
        del key
        return await x_send.find_sent(self._reads, reply, await self._identify())

    async def recheck(self, external_ids: Sequence[str]) -> Sequence[Inbound]:
        """Deletions and edits among these posts, 100 in a request; direct messages can't be looked up.

        Raises `Unavailable` or `SignedOut`.
        """
        await self._wire.meter.allow_reading()
        return await recheck(self._reads, await self._identify(), external_ids, self._clock())

    async def check(self) -> Health:
        """See `Connector.check`."""
        try:
            mine = await self._reads.me()
        except (Unavailable, SignedOut) as error:
            return Health(ok=False, problems=(error.reason,))
        self._brand = self._brand or self._known(mine)
        found = health(mine, self._options, self._wire, self._sources, self._stream.trouble)
        costs = await self.standing()
        problems = (*found.problems, *(text for name, text in costs.items() if name != "cost"))
        return replace(found, ok=not problems, problems=problems, quota={**(found.quota or {}), "cost": costs["cost"]})

    async def standing(self) -> Mapping[str, str]:
        """See `Connector.standing`: what the account has cost today, and what is to be said about that."""
        meter = self._wire.meter
        told = {"cost": await meter.words(), "budget": await meter.warning(), "meter": meter.trouble}
        return {name: text for name, text in told.items() if text}

    async def _identify(self) -> Brand:
        if self._brand is None:
            self._brand = self._known(await self._reads.me())
        return self._brand

    def _known(self, mine: Brand) -> Brand:
        return replace(mine, answers_anybody=not self._options.summoned_only)

    def _wanted_webhooks(self, credentials: XCredentials) -> Webhooks | None:
        # Who is meant has to be known without asking X.
        if self._brand is None or not credentials.consumer_secret:
            return None
        return XWebhooks(credentials.consumer_secret, self._brand, self._clock)

    def _within_budget(self, page: PageOf) -> PageOf:
        async def paid(brand: Brand, asked: dict[str, str]) -> Body:
            await self._wire.meter.allow_reading()
            return await page(brand, asked)

        return paid

    def _wanted_sources(self) -> list[Source]:
        reads, options, paid = self._reads, self._options, self._within_budget
        sources = [Source("mentions", paid(reads.mentions), parse_posts, every_s=options.mentions_every_s)]
        if options.own_posts:
            sources.append(Source("own posts", paid(reads.own_posts), parse_posts, every_s=options.own_posts_every_s))
        if options.direct_messages:
            every = options.direct_messages_every_s
            sources.append(
                Source("direct messages", paid(reads.all_messages), parse_messages, every_s=every, by_since_id=False)
            )
        return sources


def _steps(news: News, marks: Marks) -> Iterator[tuple[tuple[Inbound, ...], Marks]]:
    # Oldest first, so everything up to a step's newest id is stored once that step is; only the last may go further.
    name, items = news.source.name, news.items
    for start in range(0, len(items), PAGE):
        chunk = items[start : start + PAGE]
        seen = [item.answer_to for item in chunk if int(item.answer_to) <= int(news.newest or 0)]
        marks = marks.moved(name, *seen, *([news.newest] if start + PAGE >= len(items) else []))
        yield chunk, marks
    if not items and (moved := marks.moved(name, news.newest)) != marks:
        yield (), moved
