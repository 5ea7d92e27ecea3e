"""One account on a Mastodon instance or its kin: notifications and own posts by polling, the stream, and replies."""

import logging
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack
from types import TracebackType
from typing import ClassVar, Self

from bot.domain.approval import ApprovedReply
from bot.domain.clock import Clock, utc_now
from bot.domain.limits import Limits
from bot.domain.message import Inbound
from connectors import mastodon_recheck, mastodon_send
from connectors.base import Batch, Connector, Cursor, Health, Receipt, Refused, SignedOut, Unavailable
from connectors.bodies import Body
from connectors.limits import MASTODON
from connectors.mastodon_health import health
from connectors.mastodon_ids import Marks
from connectors.mastodon_parse import called_by, parse_status, status_id
from connectors.mastodon_poll import News, Source
from connectors.mastodon_reads import Reads
from connectors.mastodon_settings import MastodonCredentials, MastodonOptions
from connectors.mastodon_stream import Heard, MastodonStream
from connectors.mastodon_threads import Threads
from connectors.mastodon_wire import Wire

log = logging.getLogger(__name__)

_CALLS, _OWN = "notifications", "own posts"

_STREAM_PAUSE_S = 1.0
"""Seconds that an event from the stream waits at most before it is handed over."""


class MastodonConnector(Connector):
    """Listens and answers for one account through the client API that Mastodon, Pleroma, Akkoma and GoToSocial share.

    The first pass without a cursor takes the newest page of each source and goes on from there. What is found between
    polls (on the stream, or an edit met while answering) comes in a batch of its own, which doesn't move the cursor:
    polling sees it again, so nothing is lost when a batch isn't stored.
    """

    kind: ClassVar[str] = "mastodon"
    limits: ClassVar[Limits] = MASTODON

    def __init__(self, credentials: MastodonCredentials, options: MastodonOptions, *, clock: Clock = utc_now) -> None:
        self._options = options
        self._clock = clock
        self._wire = Wire(credentials, options, clock)
        self._reads = Reads(self._wire)
        self._threads = Threads(self._reads)
        self._stream = MastodonStream(self._wire)
        self._met: list[Inbound] = []
        self._sources = self._wanted_sources()
        self._open = AsyncExitStack()
        paces = [source.every_s for source in self._sources] + ([_STREAM_PAUSE_S] if options.stream else [])
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
        if self._options.stream and (address := (await self._reads.instance()).streaming):
            self._stream.start(address)
        if met := [*self._take_met(), *await self._streamed()]:
            yield Batch(tuple(met), marks.write())
        troubles: list[Unavailable | SignedOut] = []
        due = [source for source in self._sources if source.is_due(self._clock())]
        for source in due:
            try:
                async for news in source.read(marks.by_source.get(source.name), self._clock()):
                    items = await self._parsed(source, news)
                    moved = marks.moved(source.name, news.newest)
                    if items or moved != marks:
                        yield Batch(items, moved.write())
                    source.handed_over(news)
                    marks = moved
            except (Unavailable, SignedOut) as error:
                log.warning("Reading %s from Mastodon has to wait: %s", source.name, error.reason)
                source.failed(error)
                troubles.append(error)
        self._raise(troubles, everything=len(troubles) == len(due))

    def _take_met(self) -> list[Inbound]:
        met, self._met = self._met, []
        return met

    async def _streamed(self) -> list[Inbound]:
        found = [await self._from_stream(heard) for heard in self._stream.drain()]
        return [item for item in found if item]

    async def _from_stream(self, heard: Heard) -> Inbound | None:
        if heard.deleted:
            return mastodon_recheck.deletion(heard.deleted, self._clock())
        try:
            return await self._inbound(called_by(heard.notification))
        except Unavailable:
            # The thread can't be looked up now; the poll brings the message again.
            return None

    async def _parsed(self, source: Source, news: News) -> tuple[Inbound, ...]:
        statuses = news.entries if source.name == _OWN else [called_by(entry) for entry in news.entries]
        return tuple([item for status in statuses if (item := await self._inbound(status))])

    async def _inbound(self, status: Body) -> Inbound | None:
        if not status:
            return None
        return parse_status(status, await self._reads.brand(), await self._threads.of(status))

    def _raise(self, troubles: Sequence[Unavailable | SignedOut], *, everything: bool) -> None:
        for error in troubles:
            if isinstance(error, SignedOut):
                raise error
        if troubles and everything:
            raise Unavailable(troubles[0].reason, min(source.next_at or self._clock() for source in self._sources))

    async def send(self, reply: ApprovedReply, *, key: str) -> Receipt:
        """See `Connector.send`. The message is read again first: gone or edited, it is not answered.

        `key` goes along as `Idempotency-Key`, which Mastodon keeps for an hour.
        """
        letter = reply.letter
        try:
            question = await mastodon_send.question_of(self._reads, letter)
        except mastodon_send.Edited as error:
            self._met += [item] if (item := await self._inbound(error.status)) else []
            raise
        except Refused:
            self._met.append(mastodon_recheck.deletion(status_id(letter.target_id), self._clock()))
            raise
        brand, instance = await self._reads.brand(), await self._reads.instance()
        body = mastodon_send.status_for(letter, question, brand, instance)
        return await mastodon_send.publish(self._wire, body, letter, key)

    async def find_sent(self, reply: ApprovedReply, *, key: str) -> Receipt | None:
        """See `Connector.find_sent`. A server that doesn't know the key is looked at like any other."""
        del key
        return await mastodon_send.find_sent(self._reads, reply)

    async def recheck(self, external_ids: Sequence[str]) -> Sequence[Inbound]:
        """Deletions and edits among these statuses, 20 in a request where the instance can.

        Raises `Unavailable` or `SignedOut`.
        """
        return await mastodon_recheck.recheck(self._reads, self._threads.of, external_ids, self._clock())

    async def check(self) -> Health:
        """See `Connector.check`."""
        try:
            account, scopes = await self._reads.account(), await self._reads.scopes()
            brand, instance = await self._reads.brand(), await self._reads.instance()
        except (Unavailable, SignedOut) as error:
            return Health(ok=False, problems=(error.reason,))
        return health(
            account=account,
            brand=brand,
            instance=instance,
            scopes=scopes,
            quotas=self._wire.quotas.known,
            sources=self._sources,
            stream=self._stream.trouble,
        )

    def _wanted_sources(self) -> list[Source]:
        options, reads = self._options, self._reads
        overlap = options.overlap_s
        sources = [Source(_CALLS, reads.notifications, every_s=options.notifications_every_s, overlap_s=overlap)]
        if options.own_posts:
            sources.append(Source(_OWN, reads.own_posts, every_s=options.own_posts_every_s, overlap_s=overlap))
        return sources
