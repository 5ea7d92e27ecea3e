"""Every way Bluesky says no, as data, and what each one means for a reply or for listening."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from connectors.base import ConnectorError, OutcomeUnknown, Refused, SignedOut, Unavailable
from connectors.bodies import Body, string

_BLIND_WAIT = timedelta(seconds=60)
"""How long to wait when the server says "too many" without saying until when."""

_LONGEST_WAIT = timedelta(hours=24)
"""The platform has no longer window than a day; a later reset is a broken header."""

_WITHOUT_CHAT = timedelta(minutes=15)
"""How long to leave direct messages alone when the account may not read them."""


class Absent(Unavailable):
    """A read was answered: what was asked for does not exist. Where nobody expects it, it is a reason to wait."""


class Stale(SignedOut):
    """The session has ended; a new one may be had without a person."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A refusing answer: `body` is empty when there was no JSON object in it."""

    status: int
    headers: Mapping[str, str]
    body: Body

    @property
    def name(self) -> str:
        """The error's name, as the platform's lexicons list them."""
        return string(self.body.get("error"))[:100]

    @property
    def message(self) -> str:
        """What the server wrote about it in one line of at most 300 characters."""
        return " ".join(string(self.body.get("message")).split())[:300].rstrip(".")

    @property
    def words(self) -> str:
        """Name and message for a person."""
        told = ": ".join(dict.fromkeys(part for part in (self.name, self.message) if part))
        return f"Bluesky says: {told}." if told else ""


@dataclass(frozen=True, slots=True)
class _Meaning:
    error: type[ConnectorError]
    sentence: str
    names: frozenset[str]
    pattern: re.Pattern[str]
    gone: bool = False

    def fits(self, answer: Answer) -> bool:
        return answer.name in self.names or bool(self.pattern.search(answer.message))


def _meaning(
    error: type[ConnectorError], sentence: str, names: str, pattern: str = r"(?!)", *, gone: bool = False
) -> _Meaning:
    return _Meaning(error, sentence, frozenset(names.split()), re.compile(pattern, re.IGNORECASE), gone)


_MEANINGS: tuple[_Meaning, ...] = (
    _meaning(
        SignedOut,
        "The app password does not allow this.",
        "AuthScopeRequired InsufficientScope",
        r"bad token (scope|method)|insufficient access|missing required scope",
    ),
    _meaning(
        SignedOut,
        "Bluesky has suspended, taken down or deactivated the account.",
        "AccountTakedown AccountSuspended AccountDeactivated AccountInactive RepoTakendown RepoSuspended "
        "RepoDeactivated",
        r"account (is|has been) (\w+ )?(suspended|taken ?down|deactivated|disabled)",
    ),
    # A server goes on telling a shut account of no notifications; only asking for its own records shows the truth.
    _meaning(
        SignedOut,
        "Bluesky has suspended, taken down or deactivated the account, and shows nothing of it.",
        "",
        r"could not find (repo|user info for account)\b",
    ),
    _meaning(Stale, "The session has ended.", "ExpiredToken InvalidToken AuthMissing"),
    _meaning(
        SignedOut, "Bluesky wants a code by mail with this password; make an app password.", "AuthFactorTokenRequired"
    ),
    _meaning(
        SignedOut, "Bluesky does not accept this handle and app password.", "AuthenticationRequired InvalidCredentials"
    ),
    # After a time-out this is the proof that the first try went through, so somebody has to look.
    _meaning(
        OutcomeUnknown,
        "Bluesky already has a record under this key.",
        "RecordAlreadyExists RecordExists",
        r"already (exists|a value)",
    ),
    _meaning(
        Refused,
        "This person takes no direct messages from the account.",
        "MessagesDisabled NotFollowedBySender BlockedActor BlockedByActor ConvoLocked",
        r"(disabled|does not accept|not allow).{0,30}messages|\bblock(ed)?\b|must (be )?follow|not followed",
    ),
    _meaning(
        Refused,
        "What this answers is gone.",
        "RecordNotFound NotFound ConvoNotFound InvalidConvo RecipientNotFound",
        r"could not locate record|post not found|convo(rsation)? not found",
        gone=True,
    ),
    _meaning(
        Refused,
        "Bluesky finds the text too long.",
        "PayloadTooLarge",
        r"must not be (longer|larger)|too (long|large|big)",
    ),
)


def failure(answer: Answer, *, posting: bool, now: datetime, chat: bool = False) -> ConnectorError:
    """What this answer means. `posting`: the request would have published something; `now` is aware, UTC.

    A read only ever gives `Unavailable` (`Absent` among them) or `SignedOut` (`Stale` among them). What the chat
    service refuses never signs the account out: its public side works on.
    """
    if answer.status == 429 or answer.name == "RateLimitExceeded":
        return Unavailable("Bluesky asks to wait: too many requests.", reset_time(answer.headers, now))
    if answer.status >= 500 and answer.status != 501:
        reason = f"Bluesky is in trouble (HTTP {answer.status})."
        return OutcomeUnknown(reason) if posting else Unavailable(reason)
    found = _found(answer)
    if chat and isinstance(found, SignedOut) and not isinstance(found, Stale):
        return _no_chat(answer, posting=posting, now=now)
    if posting or isinstance(found, SignedOut):
        return found
    if isinstance(found, Refused) and found.gone:
        return Absent(found.reason)
    return Unavailable(f"Bluesky did not answer the question (HTTP {answer.status}). {answer.words}".strip())


def _no_chat(answer: Answer, *, posting: bool, now: datetime) -> ConnectorError:
    reason = (
        "The account may not use direct messages: make an app password that allows them, or set "
        f"direct_messages to false. {answer.words}"
    ).strip()
    return Refused(reason) if posting else Unavailable(reason, now + _WITHOUT_CHAT)


def _found(answer: Answer) -> ConnectorError:
    for meaning in _MEANINGS:
        if meaning.fits(answer):
            reason = f"{meaning.sentence} {answer.words}".strip()
            return Refused(reason, gone=meaning.gone) if meaning.error is Refused else meaning.error(reason)
    if answer.status in (401, 403):
        return SignedOut(f"Bluesky refuses the account (HTTP {answer.status}). {answer.words}".strip())
    if answer.status == 409:
        return OutcomeUnknown(f"Bluesky met something else in this place. {answer.words}".strip())
    return Refused(f"Bluesky refused the request (HTTP {answer.status}). {answer.words}".strip())


def reset_time(headers: Mapping[str, str], now: datetime) -> datetime:
    """When a 429 ends: `ratelimit-reset` (Unix seconds), else `retry-after` in seconds, else a minute."""
    told = unix(headers.get("ratelimit-reset"))
    if told is None and (wait := headers.get("retry-after", "").strip()).isdigit():
        told = now + timedelta(seconds=min(int(wait), _LONGEST_WAIT.total_seconds()))
    return min(told, now + _LONGEST_WAIT) if told and told > now else now + _BLIND_WAIT


def unix(value: str | None) -> datetime | None:
    """Unix seconds as aware UTC; None for anything else."""
    try:
        return datetime.fromtimestamp(int(value or ""), UTC)
    except (ValueError, OverflowError, OSError):
        return None
