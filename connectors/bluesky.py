"""One account on Bluesky: mentions, replies, quotes, own posts and direct messages by polling, and replies."""

import logging
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from types import TracebackType
from typing import ClassVar, Self

from bot.domain.approval import ApprovedReply
from bot.domain.clock import Clock, utc_now
from bot.domain.limits import Limits
from bot.domain.message import Inbound
from connectors import bluesky_send
from connectors.base import Batch, Connector, Cursor, Health, Receipt, SignedOut, Unavailable
from connectors.bluesky_api import Wire
from connectors.bluesky_chat import ChatLog
from connectors.bluesky_cursor import Marks
from connectors.bluesky_health import health
from connectors.bluesky_parse import parse_notifications, parse_own_records, parse_post
from connectors.bluesky_poll import Source, Timeline, Versions
from connectors.bluesky_reads import Reads
from connectors.bluesky_recheck import recheck
from connectors.bluesky_settings import BlueskyCredentials, BlueskyOptions

log = logging.getLogger(__name__)


class BlueskyConnector(Connector):
    """Listens and answers for one account through atproto.

    The first pass without a cursor takes the newest page of each list (up to 100 posts) and the direct conversations
    that wait for an answer, and goes on from there.
    """

    kind: ClassVar[str] = "bluesky"
    limits: ClassVar[Limits] = bluesky_send.LIMITS

    def __init__(
        self, credentials: BlueskyCredentials, options: BlueskyOptions | None = None, *, clock: Clock = utc_now
    ) -> None:
        self._options = options or BlueskyOptions()
        self._clock = clock
        self._wire = Wire(credentials, self._options, clock)
        self._reads = Reads(self._wire)
        self._versions = Versions()
        self._sources = self._wanted_sources()
        self.pause_s = min(source.every_s for source in self._sources)

    async def __aenter__(self) -> Self:
        await self._wire.__aenter__()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._wire.__aexit__(kind, error, trace)

    async def listen(self, cursor: Cursor | None) -> AsyncIterator[Batch]:
        """See `Connector.listen`. One source's trouble leaves the others alone; only when all fail is it raised."""
        marks = Marks.read(cursor)
        brand = await self._wire.identify()
        troubles: list[Unavailable | SignedOut] = []
        due = [source for source in self._sources if source.is_due(self._clock())]
        for source in due:
            try:
                steps = await source.read(marks.by_source.get(source.name), brand, self._clock())
            except (Unavailable, SignedOut) as error:
                log.warning("Reading %s from Bluesky has to wait: %s", source.name, error.reason)
                troubles.append(error)
                continue
            for step in steps:
                marks = marks.moved(source.name, step.mark)
                yield Batch(step.items, marks.write())
                source.handed_over(step.items)
        self._raise(troubles, everything=len(troubles) == len(due))

    def _raise(self, troubles: Sequence[Unavailable | SignedOut], *, everything: bool) -> None:
        for error in troubles:
            if isinstance(error, SignedOut):
                raise error
        if troubles and everything:
            raise Unavailable(troubles[0].reason, min(source.next_at or self._clock() for source in self._sources))

    async def send(self, reply: ApprovedReply, *, key: str) -> Receipt:
        """See `Connector.send`. A post's record key follows from `key`, so a second try can't make a second post."""
        try:
            return await bluesky_send.send(self._wire, self._reads, reply, key, self._clock)
        except bluesky_send.ChangedSince as changed:
            # The next look at open messages brings the new words, even if an earlier run heard the old ones.
            heard = parse_post(changed.view, await self._wire.identify())
            if heard and self._versions.get(heard.external_id) is None:
                self._versions.remember([replace(heard, version_id=reply.letter.target_id)])
            raise

    async def find_sent(self, reply: ApprovedReply, *, key: str) -> Receipt | None:
        """See `Connector.find_sent`."""
        return await bluesky_send.find_sent(self._reads, reply, key, await self._wire.identify())

    async def recheck(self, external_ids: Sequence[str]) -> Sequence[Inbound]:
        """Deletions and edits among these posts, 25 in a request; direct messages can't be taken back.

        Raises `Unavailable` or `SignedOut`.
        """
        return await recheck(self._reads, await self._wire.identify(), external_ids, self._versions, self._clock())

    async def check(self) -> Health:
        """See `Connector.check`."""
        try:
            session = await self._reads.session()
        except (Unavailable, SignedOut) as error:
            return Health(ok=False, problems=(error.reason,))
        return health(session, self._wire, self._sources)

    def _wanted_sources(self) -> list[Source]:
        reads, options, versions = self._reads, self._options, self._versions
        overlap_s = options.overlap_s
        sources: list[Source] = [
            Timeline(
                "mentions",
                reads.notifications,
                parse_notifications,
                versions,
                every_s=options.mentions_every_s,
                overlap_s=overlap_s,
            )
        ]
        if options.own_posts:
            every_s = options.own_posts_every_s
            sources.append(
                Timeline(
                    "own posts", reads.own_posts, parse_own_records, versions, every_s=every_s, overlap_s=overlap_s
                )
            )
        if options.direct_messages:
            sources.append(ChatLog(reads, every_s=options.direct_messages_every_s))
        return sources
