"""Every way an instance says no, and what each one means for a reply or for listening."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from connectors.base import ConnectorError, OutcomeUnknown, Refused, SignedOut, Unavailable
from connectors.bodies import mapping, moment, string

BLIND_WAIT = timedelta(seconds=60)
"""How long to wait when an instance says "too many" without saying until when; its window is five minutes."""

LONGEST_WAIT = timedelta(hours=24)
"""No instance has a longer window than a day; a later reset is a broken header."""

_STOPPED = re.compile(
    r"scope|permission|login is currently disabled|pending|confirm your e-?mail|suspended|disabled|has moved|"
    r"not activated|awaiting approval",
    re.IGNORECASE,
)
"""Words of a 403 that is about the account or its token, and not about this one request."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer of an instance: `body` is what its JSON holds, None when there was no JSON in it."""

    status: int
    headers: Mapping[str, str]
    body: object

    @property
    def words(self) -> str:
        """What the instance wrote about it in one line of at most 300 characters."""
        told = mapping(self.body)
        parts = [string(told.get("error")), string(told.get("error_description"))]
        words = ": ".join(dict.fromkeys(part.strip().rstrip(".") for part in parts if part.strip()))[:300]
        return f"The instance says: {words}." if words else ""


def failure(answer: Answer, *, posting: bool, now: datetime) -> ConnectorError:
    """What this answer means. `posting`: the request would have published something; `now` is aware, UTC.

    Listening only ever gives `Unavailable` or `SignedOut`: a read that fails is never a fact about a reply.
    """
    if answer.status >= 500:
        reason = f"The instance is in trouble (HTTP {answer.status})."
        return OutcomeUnknown(reason) if posting else Unavailable(reason)
    if answer.status == 429:
        return Unavailable("The instance asks to wait: too many requests.", wait_until(answer.headers, now))
    if answer.status == 401:
        return SignedOut(_sentence("The instance no longer accepts the token of this account.", answer))
    if answer.status == 403:
        return _forbidden(answer, posting=posting)
    return _refused(answer) if posting else Unavailable(_sentence(_unanswered(answer), answer))


def _forbidden(answer: Answer, *, posting: bool) -> ConnectorError:
    if answer.body is None:
        # No word of the instance: something that stands before it, like a guard against robots.
        return Unavailable("Something before the instance turned the request away (HTTP 403).")
    if not posting or _STOPPED.search(answer.words):
        return SignedOut(_sentence("The instance does not let this account or its token do that.", answer))
    return _refused(answer)


def _refused(answer: Answer) -> Refused:
    if answer.status in (404, 410):
        return Refused(_sentence("The instance no longer has what this answers.", answer), gone=True)
    return Refused(_sentence(f"The instance refused the reply (HTTP {answer.status}).", answer))


def _unanswered(answer: Answer) -> str:
    return f"The instance did not answer the question (HTTP {answer.status})."


def _sentence(sentence: str, answer: Answer) -> str:
    return f"{sentence} {answer.words}".strip()


def wait_until(headers: Mapping[str, str], now: datetime) -> datetime:
    """When a 429 ends: the later of `X-RateLimit-Reset` and `Retry-After` that lie ahead, else a minute from now."""
    ahead = [at for at in (reset_time(headers, now), _retry_after(headers, now)) if at and at > now]
    return min(max(ahead), now + LONGEST_WAIT) if ahead else now + BLIND_WAIT


def reset_time(headers: Mapping[str, str], now: datetime) -> datetime | None:
    """`X-RateLimit-Reset`: a time on Mastodon, Unix seconds or seconds from now on other servers."""
    told = headers.get("X-RateLimit-Reset", headers.get("x-ratelimit-reset", "")).strip()
    return moment(told) or _numbered(told, now)


def _retry_after(headers: Mapping[str, str], now: datetime) -> datetime | None:
    told = headers.get("Retry-After", headers.get("retry-after", "")).strip()
    if found := _numbered(told, now):
        return found
    try:
        parsed = parsedate_to_datetime(told)
        return parsed.astimezone(UTC) if parsed.tzinfo else None
    except (ValueError, TypeError, OverflowError, IndexError):
        return None


def _numbered(told: str, now: datetime) -> datetime | None:
    try:
        number = float(told)
        # A number this great counts from 1970; a smaller one from now.
        return datetime.fromtimestamp(number, UTC) if number > 1e9 else now + timedelta(seconds=number)
    except (ValueError, OverflowError, OSError):
        return None
