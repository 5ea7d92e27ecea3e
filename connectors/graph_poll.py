"""What is polled at Meta: where each source stands, what of it is new, and the pace of each."""

import json
import logging
from abc import ABC, abstractmethod
from collections import OrderedDict
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from bot.domain.message import Happening, Inbound
from connectors.base import Cursor, SignedOut, Unavailable
from connectors.bodies import mapping
from connectors.graph_usage import Bucket, Meter

log = logging.getLogger(__name__)

STEP = 100
"""Items handed over at once."""

_REMEMBERED = 20_000
_SLOWER = 4
"""How many times longer a source rests when much of its limit is used."""

_LATEST = 1 << 40

BEGUN = ""
"""The place whose mark says since when listening wants everything."""

Mark = Mapping[str, int]
"""Unix seconds by place: the newest stored moment under each post, or of the whole source."""


@dataclass(frozen=True, slots=True)
class Marks:
    """The mark of each source; a source that was never read has none."""

    by_source: Mapping[str, Mark] = field(default_factory=dict[str, Mark])

    @classmethod
    def read(cls, cursor: Cursor | None) -> "Marks":
        """An unreadable cursor starts anew: that reads messages twice, which storage recognises, and loses none."""
        if cursor is None:
            return cls()
        try:
            told = mapping(json.loads(cursor))
        except (ValueError, RecursionError):
            log.warning("The saved position at Meta is unreadable; listening starts anew")
            return cls()
        found = {source: _times(mapping(mark)) for source, mark in told.items()}
        return cls({source: mark for source, mark in found.items() if BEGUN in mark})

    def write(self) -> Cursor:
        """The cursor to store with what was read up to here."""
        return Cursor(json.dumps({source: dict(mark) for source, mark in self.by_source.items()}, sort_keys=True))

    def moved(self, source: str, mark: Mark) -> "Marks":
        """With another mark of one source."""
        return replace(self, by_source={**self.by_source, source: mark})


def _times(mark: Mapping[str, object]) -> dict[str, int]:
    return {place: at for place, at in mark.items() if type(at) is int and 0 <= at < _LATEST}


def seconds(at: datetime) -> int:
    """Meta's times have whole seconds."""
    return int(at.timestamp())


@dataclass(frozen=True, slots=True)
class Step:
    """Some of the news, oldest first, and the mark that is true once they are stored."""

    items: tuple[Inbound, ...]
    mark: Mark


class Seen:
    """What each message said when it was last handed over, in this run: that tells an edit from a repetition."""

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

    def news_of(self, item: Inbound, stored_until: int | None) -> Inbound | None:
        """`item` when the desk doesn't have it, as an edit when it has other words of it, else None."""
        before = self.get(item.external_id)
        # What was handed over beyond the mark was not stored after all.
        if before is None or stored_until is None or seconds(before.created_at) > stored_until:
            return item
        return self.as_change(item) if item.happening is not Happening.OWN else None

    def as_change(self, item: Inbound) -> Inbound | None:
        """What the desk has with the words of `item`, as an edit; None when it has these, or has it from elsewhere."""
        before = self.get(item.external_id)
        if before is None or before.version_id == item.version_id:
            return None
        words = {"text": item.text, "version_id": item.version_id, "attachments": item.attachments}
        return replace(before, happening=Happening.EDIT, **words)

    def note(self, item: Inbound, version_id: str) -> None:
        """The desk has this version of a message, heard by an earlier run or by a webhook."""
        if self.get(item.external_id) is None:
            self.remember([replace(item, version_id=version_id)])


class Source(ABC):
    """Something polled, with its own pace; it pauses alone when Meta says so."""

    def __init__(self, name: str, bucket: Bucket, meter: Meter, *, every_s: float) -> None:
        self.name = name
        self.every_s = every_s
        self.trouble: str | None = None
        self.next_at: datetime | None = None
        self._bucket = bucket
        self._meter = meter

    def is_due(self, now: datetime) -> bool:
        """Whether its interval, or the pause Meta asked for, is over."""
        return self.next_at is None or now >= self.next_at

    async def read(self, mark: Mark | None, now: datetime) -> AsyncIterator[Step]:
        """All that is new, step by step. Raises `Unavailable` or `SignedOut`, after noting when to come back."""
        self.next_at = now + timedelta(seconds=self.every_s * (_SLOWER if self._meter.is_slow(self._bucket) else 1))
        try:
            async for step in self.news(mark, now):
                yield step
        except (Unavailable, SignedOut) as error:
            self.trouble = error.reason
            if isinstance(error, Unavailable) and error.retry_at:
                self.next_at = max(self.next_at, error.retry_at)
            raise
        self.trouble = None

    @abstractmethod
    def news(self, mark: Mark | None, now: datetime) -> AsyncIterator[Step]:
        """All that is new since the mark; without one since as long ago as listening begins."""


def steps(items: Sequence[Inbound], mark: Mark, place: str, now: datetime) -> Iterator[Step]:
    """`items` of one place, oldest first, in steps whose marks never run ahead of them or of the clock."""
    for start in range(0, len(items), STEP):
        chunk = items[start : start + STEP]
        reached = min(max(seconds(item.created_at) for item in chunk), seconds(now))
        mark = {**mark, place: max(mark.get(place, mark[BEGUN]), reached)}
        yield Step(tuple(chunk), mark)


def oldest_first(items: Sequence[Inbound]) -> list[Inbound]:
    """Each message once, in the order of time and, within a second, of ids."""
    once = {item.external_id: item for item in items}
    return sorted(once.values(), key=lambda item: (item.created_at, len(item.external_id), item.external_id))


def moment_of(unix: object, per_second: int = 1) -> datetime | None:
    """A time that Meta tells as a number (aware, UTC); None for anything else."""
    if not isinstance(unix, int | float) or isinstance(unix, bool):
        return None
    try:
        return datetime.fromtimestamp(unix / per_second, UTC)
    except (ValueError, OverflowError, OSError):
        return None
