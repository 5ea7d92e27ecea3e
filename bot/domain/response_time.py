"""How long customers waited: the clocks of law 9, to the letter of CONTRACTS, "What a wait is"."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from enum import StrEnum

from bot.domain.business_hours import BusinessHours
from bot.domain.history import Event, EventType


class WaitState(StrEnum):
    """How a wait ended, or that it has not."""

    ANSWERED = "answered"
    UNANSWERED = "unanswered"
    CLOSED_WITHOUT_REPLY = "closed_without_reply"
    WITHDRAWN = "withdrawn"


class Band(StrEnum):
    """How long it was on the calendar (rule 8); the bands are disjoint."""

    WITHIN_1H = "within_1h"
    WITHIN_5H = "within_5h"
    WITHIN_24H = "within_24h"
    OVER_24H = "over_24h"
    UNANSWERED = "unanswered"


BAND_LIMITS = ((3_600, Band.WITHIN_1H), (5 * 3_600, Band.WITHIN_5H), (24 * 3_600, Band.WITHIN_24H))
"""The longest calendar seconds of each band; what is longer is `over_24h`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """One customer waiting once.

    `messages` are what stayed unanswered, oldest first: the first starts the wait. `ended_by` is the reply or the
    closing; None while it runs and when the customer withdrew it. The seconds run from the start to the
    answer, or to `now` while nobody has answered; they are None for the other two states, and `business_s` also
    when no business hours are known.
    """

    messages: tuple[Event, ...]
    state: WaitState
    ended_by: Event | None = None
    calendar_s: float | None = None
    business_s: float | None = None

    @property
    def question(self) -> Event:
        """The first unanswered message."""
        return self.messages[0]

    @property
    def start(self) -> datetime:
        """The platform's time of the question, UTC."""
        return self.question.at

    @property
    def end(self) -> datetime | None:
        """The platform's confirmation of the answer, UTC; None unless answered."""
        return self.ended_by.at if self.ended_by and self.state is WaitState.ANSWERED else None

    @property
    def backfilled(self) -> bool:
        """True when the question reached the desk late: such a wait is shown apart (rule 6)."""
        return self.question.backfilled

    @property
    def needs_reply(self) -> bool:
        """True for what counts in the bands: neither closed without a reply nor withdrawn."""
        return self.state in (WaitState.ANSWERED, WaitState.UNANSWERED)

    @property
    def band(self) -> Band | None:
        """The band, None for a wait that counts in none."""
        if self.state is WaitState.UNANSWERED:
            return Band.UNANSWERED
        return None if self.calendar_s is None else band_of(self.calendar_s)


@dataclass(frozen=True, slots=True)
class Measured:
    """The waits of one conversation, by their start."""

    waits: tuple[Wait, ...]

    def count(self, state: WaitState) -> int:
        """How many waits are in this state."""
        return sum(wait.state is state for wait in self.waits)


def band_of(calendar_s: float) -> Band:
    """The band of an answer that took this many calendar seconds."""
    return next((band for limit, band in BAND_LIMITS if calendar_s <= limit), Band.OVER_24H)


def measure(events: Iterable[Event], *, now: datetime, hours: BusinessHours | None = None) -> Measured:
    """The waits in these events, in any order, as they stand at `now` (aware).

    What is later than `now` has not happened yet; events of one instant count in the order given. References to
    what isn't there do nothing, and so does a customer message that comes a second time under its id.
    """
    happened = sorted((event for event in events if event.at <= now), key=lambda event: event.at)
    ledger = _Ledger()
    for event in _without_taken_back(happened):
        rule = _RULES.get(event.type)
        if rule is not None:
            rule(ledger, event)
    return Measured(tuple(_clocked(wait, now.astimezone(UTC), hours) for wait in ledger.close_books()))


_ANSWERS = frozenset({EventType.HUMAN, EventType.NATIVE})
_TAKES_BACK = frozenset({EventType.REPLY_FAILED, EventType.REPLY_DELETED})


def _without_taken_back(happened: Sequence[Event]) -> list[Event]:
    """Rule 3. A failure before the confirmation was only an attempt, so the order decides."""
    gone: set[str | None] = set()
    kept: list[Event] = []
    for event in reversed(happened):
        if event.type in _TAKES_BACK and event.ref is not None:
            gone.add(event.ref)
        elif event.type not in _ANSWERS or event.id not in gone:
            kept.append(event)
    return kept[::-1]


@dataclass(slots=True)
class _Ledger:
    """Who waits at the moment (`open`), what was closed and can be reopened (`closed`), and what is over."""

    open: list[Event] = field(default_factory=list[Event])
    closed: list[tuple[Event, list[Event]]] = field(default_factory=list[tuple[Event, list[Event]]])
    over: list[Wait] = field(default_factory=list[Wait])
    seen: set[str] = field(default_factory=set[str])
    deleted: set[str] = field(default_factory=set[str])

    def ask(self, event: Event) -> None:
        if event.id is None or event.id not in self.seen:
            self.open.append(event)
        if event.id is not None:
            self.seen.add(event.id)

    def answer(self, event: Event) -> None:
        answered = [message for message in self.open if message.known_at(event.at)]
        if not answered:
            return
        self.open = [message for message in self.open if not message.known_at(event.at)]
        self._end(answered, WaitState.ANSWERED, event)
        self._settle(event.at)

    def withdraw(self, event: Event) -> None:
        if event.ref in self.seen:
            self.deleted.add(event.ref)
            self._drop_deleted()

    def close(self, event: Event) -> None:
        if self.open:
            self.closed.append((event, self.open))
            self.open = []

    def reopen(self, event: Event) -> None:
        """The latest closing was wrong: its messages wait again, and before whatever was asked since."""
        del event
        if self.closed:
            _, messages = self.closed.pop()
            self.open = messages + self.open
            self._drop_deleted()

    def close_books(self) -> list[Wait]:
        for event, messages in self.closed:
            self._end(messages, WaitState.CLOSED_WITHOUT_REPLY, event)
        if self.open:
            self._end(self.open, WaitState.UNANSWERED, None)
        return sorted(self.over, key=lambda wait: wait.start)

    def _drop_deleted(self) -> None:
        gone = [message for message in self.open if message.id in self.deleted]
        self.open = [message for message in self.open if message.id not in self.deleted]
        if gone and not self.open:
            self._end(gone, WaitState.WITHDRAWN, None)

    def _settle(self, at: datetime) -> None:
        """The answer reached the customer, so what was closed before it can't wait again."""
        reopenable: list[tuple[Event, list[Event]]] = []
        for event, messages in self.closed:
            if all(message.known_at(at) for message in messages):
                self._end(messages, WaitState.CLOSED_WITHOUT_REPLY, event)
            else:
                reopenable.append((event, messages))
        self.closed = reopenable

    def _end(self, messages: Sequence[Event], state: WaitState, by: Event | None) -> None:
        self.over.append(Wait(messages=tuple(messages), state=state, ended_by=by))


_RULES: dict[EventType, Callable[[_Ledger, Event], None]] = {
    EventType.CUSTOMER: _Ledger.ask,
    EventType.HUMAN: _Ledger.answer,
    EventType.NATIVE: _Ledger.answer,
    EventType.CUSTOMER_DELETE: _Ledger.withdraw,
    EventType.CLOSE: _Ledger.close,
    EventType.REOPEN: _Ledger.reopen,
}
"""Every other type does nothing to a clock: acknowledgements, bots, notes, edits and failed attempts."""


def _clocked(wait: Wait, now: datetime, hours: BusinessHours | None) -> Wait:
    if not wait.needs_reply:
        return wait
    until = wait.end or now
    calendar_s = (until - wait.start).total_seconds()
    business_s = None if hours is None else hours.seconds_between(wait.start, until)
    return replace(wait, calendar_s=calendar_s, business_s=business_s)
