"""The waits of one week, each with the conversation it belongs to."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.business_hours import BusinessHours
from bot.domain.classification import Urgency
from bot.domain.history import ConversationHistory, Event, EventType, Understanding
from bot.domain.response_time import Wait, WaitState, measure
from bot.reports.week import Week

REPEAT_WITHIN = timedelta(days=7)
"""A customer who asks again this soon after an answer had to come twice."""

ON_PLATFORM = "on the platform"
"""In place of a person's name: a colleague who answered natively and whom the platform doesn't name."""


@dataclass(frozen=True, slots=True)
class Case:
    """One wait in one conversation."""

    conversation: ConversationHistory
    wait: Wait

    @property
    def urgency(self) -> Urgency | None:
        """The most urgent of the messages that waited; None while none is classified."""
        return max((known.urgency for known in self._understood()), key=lambda level: level.rank, default=None)

    @property
    def language(self) -> str | None:
        """The language of the first classified message."""
        return next((known.language for known in self._understood()), None)

    @property
    def topic(self) -> str | None:
        """The topic of the first classified message."""
        return next((known.topic for known in self._understood()), None)

    @property
    def person(self) -> str | None:
        """Who answered, `ON_PLATFORM` where the platform doesn't tell; None while nobody has."""
        reply = self.wait.ended_by if self.wait.state is WaitState.ANSWERED else None
        named = reply.handling.person if reply and reply.handling else None
        return named or (ON_PLATFORM if reply else None)

    def _understood(self) -> Iterable[Understanding]:
        return (message.understanding for message in self.wait.messages if message.understanding)


@dataclass(frozen=True, slots=True)
class Timeline:
    """A conversation's waits as they stand at one moment."""

    conversation: ConversationHistory
    waits: tuple[Wait, ...]

    def acknowledged_after_s(self, ack: Event) -> float | None:
        """Seconds from the question that an acknowledgement answers to; None when there was none."""
        starts = [wait.start for wait in self.waits if wait.start <= ack.at]
        return (ack.at - starts[-1]).total_seconds() if starts else None


class WeekOfCases:
    """What happened in one week, as it stood at `as_of`: nothing later is looked at.

    A wait belongs to the week in which it began, so a question nobody answered is in the figures from the start.
    """

    def __init__(
        self, histories: Iterable[ConversationHistory], week: Week, *, as_of: datetime, hours: BusinessHours
    ) -> None:
        self.week, self.as_of, self.hours = week, as_of, hours
        self.timelines = [
            Timeline(conversation, measure(conversation.events, now=as_of, hours=hours).waits)
            for conversation in histories
        ]
        self._all = [Case(line.conversation, wait) for line in self.timelines for wait in line.waits]
        self.cases = [case for case in self._all if case.wait.start in week]

    def happened(self, instant: datetime) -> bool:
        """True for an instant of this week that is not later than `as_of`."""
        return instant <= self.as_of and instant in self.week

    def events(self, kind: EventType) -> list[Event]:
        """Events of this kind in this week; a message or reply delivered twice counts once."""
        return [event for line in self.timelines for event in self.events_of(line, kind)]

    def events_of(self, line: Timeline, kind: EventType) -> list[Event]:
        """The same for one conversation."""
        found = [event for event in line.conversation.events if event.type is kind and self.happened(event.at)]
        return [*{event.id or place: event for place, event in enumerate(found)}.values()]

    def repeat_contacts(self) -> int:
        """Waits of this week by customers who had an answer from the account in the seven days before."""
        answers: dict[tuple[str, str], list[datetime]] = defaultdict(list)
        for case in self._all:
            if case.wait.end is not None:
                answers[_customer(case)].append(case.wait.end)
        return sum(
            any(timedelta() <= case.wait.start - end <= REPEAT_WITHIN for end in answers[_customer(case)])
            for case in self.cases
            if case.wait.state is not WaitState.WITHDRAWN
        )


def grouped(cases: Iterable[Case], key: Callable[[Case], str | None]) -> dict[str | None, Sequence[Case]]:
    """Cases by a name, the largest group first, what has no name last."""
    groups: dict[str | None, list[Case]] = defaultdict(list)
    for case in cases:
        groups[key(case)].append(case)
    return dict(sorted(groups.items(), key=lambda group: (group[0] is None, -len(group[1]), group[0] or "")))


def _customer(case: Case) -> tuple[str, str]:
    return case.conversation.account, case.conversation.author
