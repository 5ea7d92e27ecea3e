"""One polled source: when it is due, its pages from the mark forward, and what is new in them."""

import logging
from collections import OrderedDict, deque
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from connectors.base import SignedOut, Unavailable
from connectors.bodies import Body
from connectors.mastodon_ids import BEGINNING, order, plain_id
from connectors.mastodon_wire import Params

log = logging.getLogger(__name__)

_REMEMBERED = 5_000
"""Ids handed over in this run, so that looking again behind the mark doesn't repeat them all the time."""

_LOOK_BEHIND = 20
"""Entries before the mark that a new run looks at again: an instance may have shown one of them late."""

PageOf = Callable[[Params], Awaitable[list[Body]]]


@dataclass(frozen=True, slots=True)
class News:
    """A page: the entries not handed over yet, oldest first, and the newest id of the page."""

    entries: tuple[Body, ...]
    newest: str


class Source:
    """Notifications or own posts. Knows its own pace and pauses alone when the instance says so."""

    def __init__(self, name: str, page: PageOf, *, every_s: float, overlap_s: float) -> None:
        self.name = name
        self.every_s = every_s
        self.trouble: str | None = None
        self.next_at: datetime | None = None
        self._page = page
        self._overlap = timedelta(seconds=overlap_s)
        self._trail: deque[tuple[datetime, str]] = deque()
        self._handed_over: OrderedDict[str, None] = OrderedDict()

    def is_due(self, now: datetime) -> bool:
        """Whether its interval, or the pause the instance asked for, is over."""
        return self.next_at is None or now >= self.next_at

    async def read(self, mark: str | None, now: datetime) -> AsyncIterator[News]:
        """Page after page since the mark; without one only the newest page, where listening begins.

        Raises `Unavailable` or `SignedOut`, after noting when to come back; pages given before stay true.
        """
        self.next_at = now + timedelta(seconds=self.every_s)
        try:
            async for news in self._pages(mark, now):
                yield news
        except (Unavailable, SignedOut) as error:
            self.failed(error)
            raise
        self.trouble = None

    def failed(self, error: Unavailable | SignedOut) -> None:
        """Note what went wrong while reading, or while making messages of what was read."""
        self.trouble = error.reason
        if isinstance(error, Unavailable) and error.retry_at and self.next_at:
            self.next_at = max(self.next_at, error.retry_at)

    async def _pages(self, mark: str | None, now: datetime) -> AsyncIterator[News]:
        if mark is None:
            yield self._news(await self._page([]), None)
            return
        start = await self._floor(mark, now)
        while True:
            news = self._news(await self._page([("min_id", start or BEGINNING)]), mark)
            if order(news.newest) <= order(start):
                return
            yield news
            start = news.newest

    def _news(self, page: Iterable[Body], mark: str | None) -> News:
        entries = {plain_id(entry.get("id")): entry for entry in page}
        ids = sorted((each for each in entries if each), key=order)
        fresh = (entries[each] for each in ids if not self._is_known(each, mark))
        return News(tuple(fresh), ids[-1] if ids else "")

    def _is_known(self, identity: str, mark: str | None) -> bool:
        # What was handed over beyond the mark was not stored after all.
        return identity in self._handed_over and mark is not None and order(identity) <= order(mark)

    async def _floor(self, mark: str, now: datetime) -> str:
        """Where to look again from: the mark as it was a while ago, and a little before it when a run begins."""
        if not self._trail:
            behind = await self._page([("max_id", mark)]) if mark else []
            before = sorted((each for entry in behind if (each := plain_id(entry.get("id")))), key=order)
            self._trail.append((now - self._overlap, min([mark, *before[-_LOOK_BEHIND:]], key=order)))
        if self._trail[-1][1] != mark:
            self._trail.append((now, mark))
        while len(self._trail) > 1 and self._trail[1][0] <= now - self._overlap:
            self._trail.popleft()
        return min(self._trail[0][1], mark, key=order)

    def handed_over(self, news: News) -> None:
        """The caller has stored these."""
        for entry in news.entries:
            self._handed_over[plain_id(entry.get("id"))] = None
        while len(self._handed_over) > _REMEMBERED:
            self._handed_over.popitem(last=False)
