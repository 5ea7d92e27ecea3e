"""Every way X says no, as data, and what each one means for a reply or for listening."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from connectors.base import ConnectorError, OutcomeUnknown, Refused, SignedOut, Unavailable
from connectors.x_json import Body, identifier, objects, string

_BLIND_WAIT = timedelta(seconds=60)
"""How long to wait when X says "too many" without saying until when: its own minimum for streams."""

_LONGEST_WAIT = timedelta(hours=24)
"""X has no longer window than a day; a later reset is a broken header."""

_BUCKETS = ("x-rate-limit", "x-user-limit-24hour", "x-app-limit-24hour")


@dataclass(frozen=True, slots=True)
class Answer:
    """A refusing answer of X: `body` is empty when there was no JSON object in it."""

    status: int
    headers: Mapping[str, str]
    body: Body

    @property
    def problem(self) -> str:
        """The last segment of the problem's address; the host in it is being renamed."""
        return string(self.body.get("type")).rstrip("/").rpartition("/")[2]

    @property
    def codes(self) -> frozenset[str]:
        """Numbers of the older error style, and the problem's name."""
        return frozenset({self.problem, *(identifier(error.get("code")) for error in objects(self.body.get("errors")))})

    @property
    def words(self) -> str:
        """Everything X wrote about it in one line of at most 300 characters."""
        parts = [string(self.body.get("title")), string(self.body.get("detail"))]
        for error in objects(self.body.get("errors")):
            parts += [string(error.get("message")), string(error.get("detail"))]
        words = ": ".join(dict.fromkeys(part.rstrip(".") for part in parts if part))[:300]
        return f"X says: {words}." if words else ""


def failure(answer: Answer, *, posting: bool, now: datetime) -> ConnectorError:
    """What this answer means. `posting`: the request would have published something; `now` is aware, UTC.

    Listening only ever gives `Unavailable` or `SignedOut`: a read that fails is never a fact about a reply.
    """
    if answer.status >= 500:
        reason = f"X is in trouble (HTTP {answer.status})."
        return OutcomeUnknown(reason) if posting else Unavailable(reason)
    if answer.status in (401, 402):
        return _signed_out(answer)
    if answer.status == 429:
        return _too_many(answer, now)
    found = _named(answer) or _unnamed(answer)
    if posting or isinstance(found, SignedOut):
        return found
    if answer.status == 403:
        return SignedOut(f"X does not let this account read (HTTP 403). {answer.words}".strip())
    return Unavailable(f"X did not answer the question (HTTP {answer.status}). {found.reason}")


def _signed_out(answer: Answer) -> ConnectorError:
    if answer.status == 402:
        return SignedOut(f"X wants payment: the prepaid credits of this account are used up. {answer.words}".strip())
    return SignedOut(f"X no longer accepts the token of this account. {answer.words}".strip())


@dataclass(frozen=True, slots=True)
class _Meaning:
    error: type[ConnectorError]
    sentence: str
    codes: frozenset[str]
    pattern: re.Pattern[str]
    gone: bool = False

    def fits(self, answer: Answer) -> bool:
        return bool(self.codes & answer.codes or self.pattern.search(answer.words))


def _meaning(
    error: type[ConnectorError], sentence: str, pattern: str, codes: tuple[str, ...] = (), *, gone: bool = False
) -> _Meaning:
    return _Meaning(error, sentence, frozenset(codes), re.compile(pattern, re.IGNORECASE), gone)


_MEANINGS: tuple[_Meaning, ...] = (
    # After a time-out this is the proof that the first try went through, so somebody has to look.
    _meaning(
        OutcomeUnknown, "X already has a post with this text.", r"duplicate content|status is a duplicate", ("187",)
    ),
    _meaning(
        Refused,
        "X lets a program answer only people who mentioned or quoted the account in that post; "
        "a person has to answer it in the X app.",
        r"reply to this conversation is not allowed|not been mentioned or otherwise engaged|"
        r"restricted who can reply|not permitted to reply",
        ("433",),
    ),
    _meaning(Refused, "The post is deleted or hidden.", r"deleted or not visible", ("385", "144"), gone=True),
    _meaning(
        Refused,
        "This person does not take direct messages from the account.",
        r"permission to (dm|message)|cannot send (direct )?messages? to|does ?n.t accept|not following you|"
        r"not allow.{0,20}direct message",
        ("349", "150"),
    ),
    _meaning(
        Refused, "X finds the text too long.", r"too long|text is longer|exceeds? .{0,30}(limit|length)", ("186", "354")
    ),
    _meaning(
        SignedOut,
        "X has suspended, locked or restricted the account.",
        r"your account.{0,40}(suspend|lock|restrict)|account is (temporarily )?(suspended|locked)|"
        r"might be automated|protect (our|your) .{0,20}(spam|users)",
        ("64", "226", "326"),
    ),
    _meaning(
        SignedOut,
        "The app behind this account lacks a permission at X.",
        r"not permitted to perform|client.?forbidden|not enrolled|unsupported authentication|"
        r"oauth1 app permissions|missing .{0,20}scope|insufficient",
        (
            "client-forbidden",
            "client-not-enrolled",
            "unsupported-authentication",
            "oauth1-permissions",
            "not-authorized-for-field",
            "insufficient-permissions",
            "220",
            "453",
        ),
    ),
)


def _named(answer: Answer) -> ConnectorError | None:
    for meaning in _MEANINGS:
        if meaning.fits(answer):
            reason = f"{meaning.sentence} {answer.words}".strip()
            return Refused(reason, gone=meaning.gone) if meaning.error is Refused else meaning.error(reason)
    return None


def _unnamed(answer: Answer) -> ConnectorError:
    if answer.status == 404:
        return Refused(f"X no longer has what this answers. {answer.words}".strip(), gone=True)
    return Refused(f"X refused the request (HTTP {answer.status}). {answer.words}".strip())


def _too_many(answer: Answer, now: datetime) -> ConnectorError:
    if answer.problem == "usage-capped" or "usage cap" in answer.words.lower():
        return SignedOut(f"The account has used up what its X plan allows this month. {answer.words}".strip())
    if string(answer.body.get("connection_issue")) or answer.problem == "streaming-connection":
        return Unavailable("X counts too many open streams for this app.", now + _BLIND_WAIT)
    return Unavailable("X asks to wait: too many requests.", reset_time(answer.headers, now))


def reset_time(headers: Mapping[str, str], now: datetime) -> datetime:
    """When a 429 ends: the latest reset among the buckets that are empty, else any later reset named, else a minute.

    X sends no Retry-After; the daily buckets come beside the one of 15 minutes and outlast it.
    """
    resets = {bucket: _unix(headers.get(f"{bucket}-reset")) for bucket in _BUCKETS}
    empty = [at for bucket, at in resets.items() if at and headers.get(f"{bucket}-remaining", "").strip() == "0"]
    future = [at for at in (empty or [at for at in resets.values() if at]) if at > now]
    return min(max(future), now + _LONGEST_WAIT) if future else now + _BLIND_WAIT


def _unix(value: str | None) -> datetime | None:
    try:
        return datetime.fromtimestamp(int(value or ""), UTC)
    except (ValueError, OverflowError, OSError):
        return None
