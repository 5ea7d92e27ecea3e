"""What happened in a conversation, as the clocks and the reports read it.

The storage fills these values; nothing here is computed.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from bot.domain.classification import Urgency

BACKFILL = timedelta(minutes=15)
"""A message that reached the desk this much after the platform's time, or more, is backfilled (rule 6)."""


class EventType(StrEnum):
    """What can happen, in the contract's words. Only `human` and `native` answer; only `customer` starts a wait."""

    CUSTOMER = "customer"
    ACK = "ack"
    HUMAN = "human"
    NATIVE = "native"
    BOT = "bot"
    NOTE = "note"
    CUSTOMER_EDIT = "customer_edit"
    CUSTOMER_DELETE = "customer_delete"
    REPLY_FAILED = "reply_failed"
    REPLY_DELETED = "reply_deleted"
    CLOSE = "close"
    REOPEN = "reopen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Understanding:
    """What was understood of one customer message, and when (aware); `classified_at` is None while it is not."""

    urgency: Urgency
    language: str
    topic: str
    classified_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Handling:
    """How a reply came to be.

    `person` is the approver of a `human` reply, or the colleague who wrote a `native` one where the platform tells.
    `proposed_at` is when the draft lay before a person, `approved_at` the seal's time; both aware.
    """

    person: str | None = None
    proposed_at: datetime | None = None
    approved_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One thing that happened. All times aware; they are kept as UTC.

    `at` is the platform's time: of the message, or of its confirmation of a reply. `ref` is the id of the message
    that was edited or deleted, or of the reply that failed or was deleted. `received_at` is when a customer message
    reached the desk. `written` is how an input file wrote `at`, given back as it came.
    Raises `ValueError` for a time without an offset.
    """

    type: EventType
    at: datetime
    id: str | None = None
    ref: str | None = None
    received_at: datetime | None = None
    understanding: Understanding | None = None
    handling: Handling | None = None
    written: str | None = field(default=None, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "at", _utc(self.at))
        if self.received_at is not None:
            object.__setattr__(self, "received_at", _utc(self.received_at))

    @property
    def backfilled(self) -> bool:
        """True when the desk got it 15 minutes or more after the platform's time."""
        return self.received_at is not None and self.received_at - self.at >= BACKFILL

    def known_at(self, instant: datetime) -> bool:
        """True when a reply of this instant can have answered it: only a backfilled message came too late for that."""
        return not self.backfilled or self.received_at is None or self.received_at <= instant


class ActKind(StrEnum):
    """What a person or the desk did with a draft, counted in the report's `quality` and `acknowledgement`.

    `approved_unchanged` and `edited` are counted at the approval, by whether its text is the proposed one;
    `stale` is a draft that events overtook; `guard_block` a save or approval that the guard stopped;
    `opt_out` a customer who wants no automatic messages.
    """

    APPROVED_UNCHANGED = "approved_unchanged"
    EDITED = "edited"
    REJECTED = "rejected"
    STALE = "stale"
    GUARD_BLOCK = "guard_block"
    OPT_OUT = "opt_out"


@dataclass(frozen=True, slots=True)
class Act:
    """One such deed and its time (aware)."""

    kind: ActKind
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class UncertainReply:
    """A reply of which nobody knows whether the platform has it: `state` is `unknown`, `checking` or `needs_human`."""

    reply_id: str
    state: str
    since: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ConversationHistory:
    """One conversation from its first message on, so that a wait is never cut.

    `author` names the customer across conversations of the account: the platform's author id. `events` may come
    in any order. `uncertain` holds the replies whose outcome is open now.
    """

    id: str
    account: str
    platform: str
    author: str
    events: tuple[Event, ...]
    acts: tuple[Act, ...] = ()
    uncertain: tuple[UncertainReply, ...] = ()


def _utc(instant: datetime) -> datetime:
    if instant.tzinfo is None:
        raise ValueError(f"The time {instant.isoformat()} has no offset; times must be aware.")
    return instant.astimezone(UTC)
