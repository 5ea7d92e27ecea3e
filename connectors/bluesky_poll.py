"""The polled lists of posts: when each is due, all its pages, and what in them is new or changed."""

import logging
from abc import ABC, abstractmethod
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.domain.message import Happening, Inbound
from connectors.base import SignedOut, Unavailable
from connectors.bluesky_api import Brand
from connectors.bluesky_reads import PAGE
from connectors.bodies import Body, moment, string

log = logging.getLogger(__name__)

_PAGES_AT_MOST = 500
_REMEMBERED = 20_000

PageOf = Callable[[Brand, str], Awaitable[Body]]
Parse = Callable[[Body, Brand], list[Inbound]]


class Versions:
    """What each post said when it was last handed over, in this run: that tells an edit from a repetition."""

    def __init__(self) -> None:
        self._seen: OrderedDict[str, Inbound] = OrderedDict()

    def get(self, external_id: str) -> Inbound | None:
        """The version last handed over."""
        return self._seen.get(external_id)

    def remember(self, items: Sequence[Inbound]) -> None:
        """The desk has these; their texts are not kept here."""
        for item in items:
            self._seen[item.external_id] = replace(item, text="", attachments=())
            self._seen.move_to_end(item.external_id)
        while len(self._seen) > _REMEMBERED:
            self._seen.popitem(last=False)

    def as_change(self, item: Inbound) -> Inbound | None:
        """`item` as an edit when the desk has other words of it, with the time of the first; None when it has these."""
        before = self.get(item.external_id)
        if before is None or before.version_id == item.version_id:
            return None
        return replace(item, happening=Happening.EDIT, created_at=before.created_at)


@dataclass(frozen=True, slots=True)
class Step:
    """Some of the news, oldest first, and the mark that is true once they are stored."""

    items: tuple[Inbound, ...]
    mark: str


class Source(ABC):
    """Something polled, with its own pace; it pauses alone when the platform says so."""

    def __init__(self, name: str, *, every_s: float) -> None:
        self.name = name
        self.every_s = every_s
        self.trouble: str | None = None
        self.next_at: datetime | None = None

    def is_due(self, now: datetime) -> bool:
        """Whether its interval, or the pause the platform asked for, is over."""
        return self.next_at is None or now >= self.next_at

    async def read(self, mark: str | None, brand: Brand, now: datetime) -> list[Step]:
        """All that is new. Raises `Unavailable` or `SignedOut`, after noting when to come back."""
        self.next_at = now + timedelta(seconds=self.every_s)
        try:
            steps = await self._news(mark, brand, now)
        except Unavailable as error:
            self.trouble = error.reason
            self.next_at = max(self.next_at, error.retry_at or self.next_at)
            raise
        except SignedOut as error:
            self.trouble = error.reason
            raise
        self.trouble = None
        return steps

    @abstractmethod
    async def _news(self, mark: str | None, brand: Brand, now: datetime) -> list[Step]: ...

    def handed_over(self, items: Sequence[Inbound]) -> None:
        """The caller has stored these."""
        del items


class Timeline(Source):
    """A list of posts, newest first by the times their authors' devices gave, so a late one may come further down.

    Its mark is the newest time stored. Every poll takes the whole first page and goes on until it is `overlap_s`
    behind the mark; what is known by then is left out.
    """

    def __init__(
        self, name: str, page: PageOf, parse: Parse, versions: Versions, *, every_s: float, overlap_s: float
    ) -> None:
        super().__init__(name, every_s=every_s)
        self._page = page
        self._parse = parse
        self._versions = versions
        self._overlap = timedelta(seconds=overlap_s)
        self._begun = False

    async def _news(self, mark: str | None, brand: Brand, now: datetime) -> list[Step]:
        since = moment(mark)
        found = await self._all_pages(since - self._overlap if since else None, brand)
        items = sorted(found.values(), key=lambda item: (item.created_at, item.external_id))
        fresh = [news for item in self._still_new(items, since) if (news := self._news_of(item, since))]
        return _steps(fresh, since, now) if fresh or since else [Step((), now.isoformat())]

    async def _all_pages(self, back_to: datetime | None, brand: Brand) -> dict[str, Inbound]:
        found: dict[str, Inbound] = {}
        cursor, seen = "", set[str]()
        while True:
            page = await self._page(brand, cursor)
            items = self._parse(page, brand)
            for item in items:
                known = found.get(item.external_id)
                found[item.external_id] = item if item.addressed or known is None else known
            cursor = string(page.get("cursor"))
            if not cursor or back_to is None or (items and all(item.created_at < back_to for item in items)):
                return found
            if cursor in seen or len(seen) >= _PAGES_AT_MOST:
                raise Unavailable(f"Bluesky gives page after page of {self.name} without an end.")
            seen.add(cursor)

    def _still_new(self, items: list[Inbound], since: datetime | None) -> list[Inbound]:
        # After a start the first page may reach back for months; those were heard by an earlier run.
        if self._begun or since is None:
            self._begun = True
            return items
        self._begun = True
        old = [item for item in items if item.created_at < since - self._overlap]
        self._versions.remember(old)
        return items[len(old) :]

    def _news_of(self, item: Inbound, since: datetime | None) -> Inbound | None:
        known = self._versions.get(item.external_id)
        # What was handed over beyond the mark was not stored after all.
        if known is None or since is None or known.created_at > since:
            return item
        return self._versions.as_change(item) if item.happening is not Happening.OWN else None

    def handed_over(self, items: Sequence[Inbound]) -> None:
        """See `Source.handed_over`."""
        self._versions.remember(items)


def _steps(items: list[Inbound], since: datetime | None, now: datetime) -> list[Step]:
    # Oldest first, so everything up to a step's newest time is stored once that step is.
    steps: list[Step] = []
    for start in range(0, len(items), PAGE):
        chunk = items[start : start + PAGE]
        # A device's clock may run ahead; the mark may not.
        reached = min(max(item.created_at for item in chunk), now)
        since = max(since or reached, reached)
        steps.append(Step(tuple(chunk), since.isoformat()))
    return steps
