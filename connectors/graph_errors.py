"""Every way Meta says no, as data, and what each one means for a reply or for listening.

The HTTP status is usually 400 whatever the cause, so the code and its subcode decide; the status speaks only where
there is no code.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto

from connectors.base import ConnectorError, OutcomeUnknown, Refused, SignedOut, Unavailable
from connectors.bodies import Body, mapping, string
from connectors.graph_usage import BLIND_WAIT, LONGEST_WAIT, regain_time

BARRED_FOR = timedelta(hours=6)
"""How long nothing is sent after Meta barred the account for its manners; trying sooner makes it longer."""


class Absent(Unavailable):
    """What was asked for is gone, or no longer shown to the account."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer of Meta: `body` is what its JSON holds, None when there was no JSON in it."""

    status: int
    headers: Mapping[str, str]
    body: object

    @property
    def error(self) -> Body:
        """The error object, empty when there is none."""
        return mapping(mapping(self.body).get("error"))

    @property
    def code(self) -> int | None:
        """The error's number."""
        return _number(self.error.get("code"))

    @property
    def subcode(self) -> int | None:
        """The number within the number."""
        return _number(self.error.get("error_subcode"))

    @property
    def words(self) -> str:
        """What Meta wrote about it in one line of at most 300 characters."""
        parts = [string(self.error.get(key)) for key in ("message", "error_user_title", "error_user_msg")]
        words = ": ".join(dict.fromkeys(part.strip().rstrip(".") for part in parts if part.strip()))[:300]
        return f"Meta says: {words}." if words else ""


def _number(value: object) -> int | None:
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 12:
        return int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


class _Outcome(Enum):
    WAIT = auto()
    BARRED = auto()
    REFUSED = auto()
    GONE = auto()
    SIGNED_OUT = auto()
    UNCERTAIN = auto()


@dataclass(frozen=True, slots=True)
class _Meaning:
    outcome: _Outcome
    sentence: str
    codes: frozenset[int]
    subcodes: frozenset[int] = frozenset()

    def fits(self, code: int | None, subcode: int | None) -> bool:
        return code in self.codes and (not self.subcodes or subcode in self.subcodes)


def _meaning(outcome: _Outcome, sentence: str, *codes: int, within: tuple[int, ...] = ()) -> _Meaning:
    return _Meaning(outcome, sentence, frozenset(codes), frozenset(within))


_PERMISSION = "The token lacks a permission or a task on the page."

_MEANINGS: tuple[_Meaning, ...] = (
    _meaning(_Outcome.UNCERTAIN, "Meta is in trouble for a moment.", 1, 2),
    _meaning(_Outcome.WAIT, "Meta asks to wait: too many requests.", 4, 17, 32, 341, 613, 80001, 80002, 80006),
    _meaning(
        _Outcome.REFUSED,
        "More than 24 hours have passed since the customer's last message, so Meta takes no answer.",
        10,
        100,
        within=(2018278, 2534022),
    ),
    _meaning(_Outcome.BARRED, "Meta bars this page from sending for a while.", 10, within=(1893063,)),
    _meaning(
        _Outcome.REFUSED,
        "Meta has not approved the human agent feature for this app.",
        100,
        within=(2018276,),
    ),
    _meaning(_Outcome.REFUSED, "Meta knows no such recipient.", 100, within=(2018001,)),
    _meaning(_Outcome.REFUSED, "Meta takes this message only with a tag.", 10, 100, within=(2018065,)),
    _meaning(_Outcome.GONE, "It is deleted, or no longer shown to the account.", 100, within=(33,)),
    _meaning(_Outcome.REFUSED, "Meta takes this message only with a tag.", 2018065),
    _meaning(_Outcome.SIGNED_OUT, _PERMISSION, 3, 10, *range(200, 300)),
    _meaning(_Outcome.REFUSED, "Meta refused the request.", 100),
    _meaning(_Outcome.SIGNED_OUT, "The app was removed from the account.", 102, 190, within=(458,)),
    _meaning(
        _Outcome.SIGNED_OUT,
        "Meta wants the token's owner to sign in and confirm something first.",
        102,
        190,
        within=(459, 464),
    ),
    _meaning(_Outcome.SIGNED_OUT, "The token died with a change of password.", 102, 190, within=(460,)),
    _meaning(_Outcome.SIGNED_OUT, "The token has expired.", 102, 190, within=(463,)),
    _meaning(_Outcome.SIGNED_OUT, "The token's owner lost the role on the page.", 102, 190, within=(492,)),
    _meaning(_Outcome.SIGNED_OUT, "Meta no longer accepts the token of this account.", 102, 190),
    _meaning(_Outcome.BARRED, "Meta has blocked this account from writing for a while, for its manners.", 368),
    # After a time-out this is the proof that the first try went through, so somebody has to look.
    _meaning(_Outcome.UNCERTAIN, "Meta already has this text in the same place.", 506),
    _meaning(_Outcome.REFUSED, "This person can't be reached any more: blocked the page, or left.", 551),
)


def failure(answer: Answer, *, posting: bool, now: datetime) -> ConnectorError:
    """What this answer means. `posting`: the request would have published something; `now` is aware, UTC.

    Listening only ever gives `Unavailable` (`Absent` for what is gone) or `SignedOut`: a read that fails is never a
    fact about a reply.
    """
    found = next((each for each in _MEANINGS if each.fits(answer.code, answer.subcode)), None)
    if found is None:
        return _unnamed(answer, posting=posting, now=now)
    reason = f"{found.sentence} {answer.words}".strip()
    if found.outcome is _Outcome.SIGNED_OUT:
        return SignedOut(reason)
    if found.outcome is _Outcome.WAIT:
        return Unavailable(reason, wait_until(answer.headers, now))
    return _about_reply(found.outcome, reason, now) if posting else _about_reading(found.outcome, reason)


def _about_reply(outcome: _Outcome, reason: str, now: datetime) -> ConnectorError:
    match outcome:
        case _Outcome.BARRED:
            return Unavailable(reason, now + BARRED_FOR)
        case _Outcome.UNCERTAIN:
            return OutcomeUnknown(reason)
        case _:
            return Refused(reason, gone=outcome is _Outcome.GONE)


def _about_reading(outcome: _Outcome, reason: str) -> Unavailable:
    return Absent(reason) if outcome is _Outcome.GONE else Unavailable(reason)


def _unnamed(answer: Answer, *, posting: bool, now: datetime) -> ConnectorError:
    status, words = answer.status, answer.words
    if status == 429:
        return Unavailable("Meta asks to wait: too many requests.", wait_until(answer.headers, now))
    if status == 401:
        return SignedOut(f"Meta no longer accepts the token of this account. {words}".strip())
    if not posting:
        return Unavailable(f"Meta did not answer the question (HTTP {status}). {words}".strip())
    if status >= 500 or status < 400:
        return OutcomeUnknown(f"Meta is in trouble (HTTP {status}).")
    if answer.code is None:
        # No word of Meta's: something that stands before it, like a proxy.
        return Unavailable(f"Something before Meta turned the request away (HTTP {status}).", now + BLIND_WAIT)
    return Refused(f"Meta refused the request (HTTP {status}). {words}".strip())


def wait_until(headers: Mapping[str, str], now: datetime) -> datetime:
    """When a limit ends, as the usage headers tell it, else a while from now."""
    told = regain_time(headers, now)
    return min(told, now + LONGEST_WAIT) if told > now else now + BLIND_WAIT
