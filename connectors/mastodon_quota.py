"""What is left of an instance's limits, as its headers last told."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from connectors.base import Unavailable
from connectors.mastodon_errors import LONGEST_WAIT, reset_time

POSTING = "posting"
REQUESTS = "requests"

_KEPT_FOR_SENDING = 0.1
"""The share of the request limit that reading leaves to replies: both draw on the same one."""


@dataclass(frozen=True, slots=True)
class Quota:
    """One limit as the instance last told it; `reset` is aware, UTC."""

    remaining: int
    limit: int
    reset: datetime

    def __str__(self) -> str:
        return f"{self.remaining} of {self.limit} until {self.reset:%H:%M} UTC"


class Quotas:
    """The limit of all requests, and the one of new statuses, which Mastodon tells in its place when one is posted."""

    def __init__(self) -> None:
        self.known: dict[str, Quota] = {}

    def remember(self, name: str, headers: Mapping[str, str], now: datetime) -> None:
        """Take in the headers of an answer; broken ones change nothing."""
        reset = reset_time(headers, now)
        try:
            remaining, limit = int(headers["X-RateLimit-Remaining"]), int(headers["X-RateLimit-Limit"])
        except (KeyError, ValueError):
            return
        if reset and now < reset <= now + LONGEST_WAIT:
            self.known[name] = Quota(remaining, limit, reset)

    def spend(self, name: str, now: datetime, *, for_reply: bool) -> None:
        """Raise `Unavailable` when the instance would surely turn the next request away, or reading took its share."""
        for each, least in ((name, 0), (REQUESTS, 0 if for_reply else self._kept())):
            quota = self.known.get(each)
            if quota and quota.remaining <= least and now < quota.reset:
                raise Unavailable("The limit of the instance is used up for now.", quota.reset)

    def _kept(self) -> int:
        requests = self.known.get(REQUESTS)
        return int(requests.limit * _KEPT_FOR_SENDING) if requests else 0
