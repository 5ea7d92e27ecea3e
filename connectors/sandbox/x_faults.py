"""What can go wrong at X, each to be switched on by a test or a trainer."""

from dataclasses import dataclass
from enum import StrEnum
from random import Random
from typing import TypeVar

_Item = TypeVar("_Item")


class Fault(StrEnum):
    """Names as used over HTTP. The second group are answers, see `x_refusals`; the others are behaviour."""

    TIMEOUT_BEFORE = "timeout_before"
    TIMEOUT_AFTER = "timeout_after"
    RESET_BEFORE = "reset_before"
    RESET_AFTER = "reset_after"
    GARBLED = "garbled"
    EMPTY = "empty"
    DUPLICATES = "duplicates"
    REORDER = "reorder"
    LATE = "late"
    ECHO = "echo"
    STREAM_DROP = "stream_drop"
    STREAM_STALL = "stream_stall"
    STREAM_PARTIAL = "stream_partial"
    STREAM_HUGE = "stream_huge"
    STREAM_ERROR = "stream_error"
    STREAM_UNTAGGED = "stream_untagged"

    RATE_LIMIT = "rate_limit"
    RATE_LIMIT_BARE = "rate_limit_bare"
    RATE_LIMIT_TEXT = "rate_limit_text"
    RATE_LIMIT_DAILY = "rate_limit_daily"
    USAGE_CAP = "usage_cap"
    TOO_MANY_CONNECTIONS = "too_many_connections"
    CREDITS = "credits"
    CREDITS_NEWER = "credits_newer"
    UNAUTHORIZED = "unauthorized"
    UNAUTHORIZED_V1 = "unauthorized_v1"
    DUPLICATE_CONTENT = "duplicate_content"
    NOT_SUMMONED = "not_summoned"
    SCOPE = "scope"
    CLIENT_FORBIDDEN = "client_forbidden"
    SUSPENDED = "suspended"
    DM_CLOSED = "dm_closed"
    BAD_REQUEST = "bad_request"
    OLD_SINCE_ID = "old_since_id"
    TWEET_FIELDS = "tweet_fields"
    NOT_FOUND = "not_found"
    SERVER_JSON = "server_json"
    SERVER_HTML = "server_html"
    SERVER_EMPTY = "server_empty"


@dataclass(slots=True, kw_only=True)
class Switch:
    """One fault that is on. `endpoint` limits it, like `POST /2/tweets`; `count` is how often it may happen,
    once the first `after` chances have passed.

    `LATE` knows the endpoints `brand` and `customers`: whose posts show up `seconds` late.
    """

    fault: Fault
    endpoint: str | None = None
    probability: float = 1.0
    count: int | None = None
    after: int = 0
    seconds: float = 30.0


class Faults:
    """The switches of one world; chance comes from its seed, so a run can be repeated."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)  # noqa: S311 - a repeatable simulation
        self._switches: list[Switch] = []

    @property
    def switches(self) -> tuple[Switch, ...]:
        """What is on."""
        return tuple(self._switches)

    def switch_on(
        self,
        fault: Fault,
        *,
        endpoint: str | None = None,
        probability: float = 1.0,
        count: int | None = None,
        after: int = 0,
        seconds: float = 30.0,
    ) -> None:
        """Make `fault` happen with `probability`, at most `count` times, at one endpoint or wherever it can."""
        switch = Switch(
            fault=fault, endpoint=endpoint, probability=probability, count=count, after=after, seconds=seconds
        )
        self._switches.append(switch)

    def clear(self) -> None:
        """All is well again."""
        self._switches.clear()

    def strike(self, faults: frozenset[Fault], endpoint: str) -> Switch | None:
        """The first of `faults` that happens now at `endpoint`, used up by one."""
        for switch in list(self._switches):
            if switch.fault not in faults or switch.endpoint not in (None, endpoint):
                continue
            switch.after -= 1
            if switch.after < 0 and self._random.random() < switch.probability:
                self._use(switch)
                return switch
        return None

    def _use(self, switch: Switch) -> None:
        if switch.count is not None:
            switch.count -= 1
            if switch.count <= 0:
                self._switches.remove(switch)

    def shuffled(self, items: list[_Item]) -> list[_Item]:
        """The same in a repeatable disorder."""
        return self._random.sample(items, len(items))
