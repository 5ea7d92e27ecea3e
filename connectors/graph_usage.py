"""How much of Meta's limits is used, as its headers tell it: slower from 80 %, nothing from 95 % on."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from connectors.base import Unavailable
from connectors.bodies import Body, mapping, objects, string

SLOW_FROM = 80
STOP_FROM = 95
"""Percent."""

BLIND_WAIT = timedelta(minutes=5)
"""How long to wait when Meta says "too many" without saying until when; calling on makes the block longer."""

LONGEST_WAIT = timedelta(hours=24)
"""Meta counts over 24 hours at most; a longer wait is a broken header."""

_MEMBERS = ("call_count", "total_cputime", "total_time")


class Bucket(StrEnum):
    """What Meta counts separately, in the words of its headers; `APP` is shared by all that the app does."""

    PAGES = "pages"
    MESSENGER = "messenger"
    INSTAGRAM = "instagram"
    APP = "app"


_BY_CODE = {
    4: Bucket.APP,
    17: Bucket.APP,
    32: Bucket.PAGES,
    80001: Bucket.PAGES,
    80002: Bucket.INSTAGRAM,
    80006: Bucket.MESSENGER,
}
"""Which bucket an error speaks of; 341 and 613 are about one thread or one recipient."""

_BARRING = frozenset({10, 368})
"""Errors after which the account may not write for hours, whatever it is."""


@dataclass(frozen=True, slots=True)
class Usage:
    """One bucket: the most used of its members in percent, and until when nothing is to be asked (aware, UTC)."""

    percent: float
    closed_until: datetime | None = None


class Meter:
    """What the headers said of the buckets of one account. `ids`: its own; other accounts' figures are not its own."""

    def __init__(self, *ids: str) -> None:
        self.known: dict[str, Usage] = {}
        self.barred_until: datetime | None = None
        self._ids = frozenset(ids)

    def remember(self, headers: Mapping[str, str], now: datetime) -> None:
        """Take in the headers of an answer; broken ones change nothing."""
        for bucket, percent, regain in _told(headers, self._ids):
            closed = now + min(max(regain, BLIND_WAIT), LONGEST_WAIT) if percent >= STOP_FROM else None
            self.known[bucket] = Usage(percent, closed)

    def close(self, code: int | None, until: datetime) -> None:
        """Meta refused with this code; nothing of that bucket is asked before `until`, or nothing at all written."""
        if code in _BARRING:
            self.barred_until = until
        bucket = _BY_CODE.get(code or 0)
        if bucket is not None:
            self.known[bucket] = Usage(max(100.0, self._percent(bucket)), until)

    def check(self, bucket: Bucket, now: datetime) -> None:
        """Raise `Unavailable` with its end when this bucket, or the app's, is used up."""
        for name in (bucket, Bucket.APP):
            usage = self.known.get(name)
            if usage and usage.closed_until and usage.closed_until > now:
                raise Unavailable(f"Meta's limit for {name} is used up.", usage.closed_until)

    def check_writing(self, now: datetime) -> None:
        """Raise `Unavailable` with its end while Meta bars the account from writing; trying makes it longer."""
        if self.barred_until and self.barred_until > now:
            raise Unavailable("Meta bars this account from writing for a while.", self.barred_until)

    def is_slow(self, bucket: Bucket) -> bool:
        """Whether so much is used that reading should leave the rest to replies."""
        return max(self._percent(bucket), self._percent(Bucket.APP)) >= SLOW_FROM

    def _percent(self, bucket: Bucket) -> float:
        usage = self.known.get(bucket)
        return usage.percent if usage else 0.0

    def words(self) -> dict[str, str]:
        """For people."""
        return {name: f"{usage.percent:g} % used" for name, usage in sorted(self.known.items())}


def regain_time(headers: Mapping[str, str], now: datetime) -> datetime:
    """When the latest of the blocks in these headers ends; `now` when none is told."""
    return now + max((regain for _, _, regain in _told(headers, frozenset())), default=timedelta())


def _told(headers: Mapping[str, str], ids: frozenset[str]) -> Iterator[tuple[str, float, timedelta]]:
    lower = {name.lower(): value for name, value in headers.items()}
    for identity, uses in _decoded(lower.get("x-business-use-case-usage", "")).items():
        for use in objects(uses):
            if not ids or identity in ids:
                yield string(use.get("type")) or Bucket.PAGES, _most(use), _regain(use)
    for header, bucket in (("x-app-usage", Bucket.APP), ("x-page-usage", Bucket.PAGES)):
        if use := _decoded(lower.get(header, "")):
            yield bucket, _most(use), _regain(use)


def _decoded(header: str) -> Body:
    try:
        return mapping(json.loads(header))
    except (ValueError, RecursionError):
        return {}


def _most(use: Body) -> float:
    return max(_figure(use.get(member)) for member in _MEMBERS)


def _regain(use: Body) -> timedelta:
    """Minutes, in Meta's own words."""
    return timedelta(minutes=min(_figure(use.get("estimated_time_to_regain_access")), 100_000))


def _figure(value: object) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool):
        return 0.0
    return float(value) if 0 <= value < 1e9 else 0.0
