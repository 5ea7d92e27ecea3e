"""One polled source of X: when it is due, all its pages, and what is new in them."""

import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.domain.message import Inbound
from connectors.base import SignedOut, Unavailable
from connectors.x_address import Brand
from connectors.x_cursor import Marks
from connectors.x_json import (
    Body,
    identifier,
    is_number,
    mapping,
    newest,
    objects,
    snowflake_before,
    snowflake_time,
    string,
)
from connectors.x_reads import PAGE, PAGES_AT_MOST

log = logging.getLogger(__name__)

MENTIONS_DEPTH = 800
"""Mentions that X keeps for a program (platform fact); a longer silence than that loses the oldest."""

DIRECT_MESSAGES_DEPTH = timedelta(days=30)

_REMEMBERED = 5_000
"""Ids handed over in this run, so that looking again behind the mark doesn't repeat them all the time."""

PageOf = Callable[[Brand, dict[str, str]], Awaitable[Body]]
Parse = Callable[[Body, Brand], list[Inbound]]


@dataclass(slots=True)
class Reading:
    """Pages of one source read so far, newest first; kept when X says "later" midway, so that a long way gets done."""

    pages: list[Body] = field(default_factory=list[Body])
    token: str = ""

    @property
    def count(self) -> int:
        """Items read, of any kind."""
        return sum(len(objects(page.get("data"))) for page in self.pages)

    def newest(self) -> str:
        """The newest id in these pages, whether it became a message or not."""
        told = [string(mapping(page.get("meta")).get("newest_id")) for page in self.pages]
        seen = [identifier(each.get("id")) for page in self.pages for each in objects(page.get("data"))]
        return newest([*told, *seen]) or ""


class Source:
    """Mentions, own posts or direct messages. Knows its own pace and pauses alone when X says so.

    `by_since_id`: whether X takes `since_id` here; direct messages have none, so paging stops at the known id.
    """

    def __init__(self, name: str, page: PageOf, parse: Parse, *, every_s: float, by_since_id: bool = True) -> None:
        self.name = name
        self.trouble: str | None = None
        self.gap: str | None = None
        self.next_at: datetime | None = None
        self._page = page
        self._parse = parse
        self.every_s = every_s
        self._by_since_id = by_since_id
        self._handed_over: OrderedDict[str, None] = OrderedDict()
        self._half_read = Reading()

    def is_due(self, now: datetime) -> bool:
        """Whether its interval, or the pause X asked for, is over."""
        return self.next_at is None or now >= self.next_at

    async def read(self, marks: Marks, brand: Brand, *, now: datetime, overlap_s: float) -> "News":
        """All pages since the mark. Raises `Unavailable` or `SignedOut`, after noting when to come back."""
        self.next_at = now + timedelta(seconds=self.every_s)
        mark = marks.by_source.get(self.name)
        try:
            reading = await self._all_pages(mark, brand, overlap_s)
        except Unavailable as error:
            self.trouble = error.reason
            self.next_at = max(self.next_at, error.retry_at or self.next_at)
            raise
        except SignedOut as error:
            self.trouble = error.reason
            raise
        self.trouble = None
        self._watch_for_gap(mark, reading, now)
        items = {item.answer_to: item for page in reading.pages for item in self._parse(page, brand)}
        fresh = [items[each] for each in sorted(items, key=int) if self._is_fresh(each, mark or "0", overlap_s)]
        return News(self, tuple(fresh), reading.newest())

    def _is_fresh(self, identity: str, mark: str, overlap_s: float) -> bool:
        # What was handed over beyond the mark was not stored after all, or the mark is from an older copy of the data.
        known = identity in self._handed_over and int(identity) <= int(mark)
        return not known and int(identity) > int(_behind(mark, overlap_s) or 0)

    def handed_over(self, items: Sequence[Inbound]) -> None:
        """The caller has stored these."""
        for item in items:
            self._handed_over[item.answer_to] = None
        while len(self._handed_over) > _REMEMBERED:
            self._handed_over.popitem(last=False)

    async def _all_pages(self, mark: str | None, brand: Brand, overlap_s: float) -> Reading:
        reading, self._half_read = self._half_read, Reading()
        since = _behind(mark, overlap_s)
        while True:
            try:
                page = await self._page(brand, self._question(since, reading.token))
            except Unavailable as error:
                # A pause keeps what was read; anything else makes the page token doubtful.
                self._half_read = reading if error.retry_at else Reading()
                raise
            reading.pages.append(page)
            reading.token = string(mapping(page.get("meta")).get("next_token"))
            if not reading.token or mark is None or self._is_met(page, since):
                return reading
            if len(reading.pages) >= PAGES_AT_MOST:
                raise Unavailable(f"X gives page after page of {self.name} without an end.")

    def _question(self, since: str, token: str) -> dict[str, str]:
        asked = {"since_id": since} if since and self._by_since_id else {}
        return {**asked, "pagination_token": token} if token else asked

    def _is_met(self, page: Body, since: str) -> bool:
        if self._by_since_id or not since:
            return False
        ids = [identifier(each.get("id")) for each in objects(page.get("data"))]
        return any(is_number(each) and int(each) <= int(since) for each in ids)

    def _watch_for_gap(self, mark: str | None, reading: Reading, now: datetime) -> None:
        if not mark:
            return
        last = snowflake_time(mark)
        if self._by_since_id:
            missed = reading.count > MENTIONS_DEPTH - PAGE and self.name == "mentions"
        else:
            missed = bool(last and now - last > DIRECT_MESSAGES_DEPTH and reading.count)
        if missed:
            self.gap = f"After {last:%Y-%m-%d %H:%M} UTC about as many {self.name} came as X keeps; some may be lost."
            log.warning("%s", self.gap)


@dataclass(frozen=True, slots=True)
class News:
    """What a source had to tell, oldest first, and the id that its mark moves to once everything is stored."""

    source: Source
    items: tuple[Inbound, ...]
    newest: str


def _behind(mark: str | None, overlap_s: float) -> str:
    return (snowflake_before(mark, overlap_s) or mark) if mark else ""
