"""The weekly report as a value; fields are named as in the contract's `report weekly --format json`."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.classification import Urgency
from bot.domain.policy import ClockKind
from bot.domain.response_time import WaitState
from bot.reports.week import Week

CONFIDENCE = "confidence"
LANGUAGE = "language"
"""Heads of a `Shift` beside those of `LabelHead`."""


@dataclass(frozen=True, slots=True)
class Distribution:
    """Seconds of some waits; all but `count` are None when there are none."""

    count: int
    median_s: float | None
    p90_s: float | None
    p95_s: float | None
    mean_s: float | None
    max_s: float | None


@dataclass(frozen=True, slots=True)
class ResponseTime:
    """The same answers on both clocks."""

    calendar: Distribution
    business: Distribution


@dataclass(frozen=True, slots=True)
class Bands:
    """Waits by how long they took on the calendar; disjoint, and together all that need a reply."""

    within_1h: int
    within_5h: int
    within_24h: int
    over_24h: int
    unanswered: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What is said of any set of waits: `needing_reply` is `answered` + `unanswered`."""

    needing_reply: int
    answered: int
    unanswered: int
    closed_without_reply: int
    response_time: ResponseTime
    bands: Bands


@dataclass(frozen=True, slots=True, kw_only=True)
class Row(Figures):
    """The figures of one part; `name` is None for what has none yet: not classified, or not answered by anybody."""

    name: str | None


@dataclass(frozen=True, slots=True)
class Target:
    """A promise and how it was kept: `share` is `met` of all that fell due, answered or not; None when nothing did."""

    urgency: Urgency
    target_s: float
    clock: ClockKind
    due: int
    met: int
    share: float | None


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """Automatic acknowledgements, which count as no response; `median_s` from the question they acknowledge."""

    sent: int
    median_s: float | None
    opt_outs: int


@dataclass(frozen=True, slots=True)
class StageWaits:
    """Where time goes inside the desk: received → classified, proposed → approved, approved → confirmed."""

    classification_s: Distribution
    approval_s: Distribution
    publishing_s: Distribution


@dataclass(frozen=True, slots=True, kw_only=True)
class Quality:
    """What became of drafts, and whether customers had to come again. `csat` and `ces` need a survey."""

    approved_unchanged: int
    edited: int
    rejected: int
    stale: int
    guard_blocks: int
    reopened: int
    repeat_contacts: int
    csat: float | None = None
    ces: float | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """One figure in the week before, and now; `change` is the difference, None where one of them is."""

    before: float | None
    now: float | None
    change: float | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """The week before at the same moment, figure by figure."""

    week: str
    as_of: datetime
    figures: dict[str, Change]


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadReview:
    """One question to the model: messages of which a person spoke of it, and those where they disagreed.

    `disagreement` is `corrected` of all messages that a person reviewed; None when there are none.
    """

    name: str
    judged: int
    corrected: int
    disagreement: float | None


@dataclass(frozen=True, slots=True)
class Confusion:
    """How often the model said one thing of a label, and people another."""

    label: str
    said: str
    should: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """A share (or the mean confidence) in this week and in the four weeks before; `z` is None where it isn't tested."""

    head: str
    value: str
    now: float | None
    before: float | None
    z: float | None
    is_beyond_chance: bool = False

    def beyond(self) -> "Shift":
        """The same, as a change that chance does not explain."""
        return replace(self, is_beyond_chance=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Drift:
    """Understood messages of this week and of the four weeks before; `models` with how many each of them read."""

    messages: int
    messages_before: int
    models: tuple[tuple[str, int], ...]
    models_before: tuple[tuple[str, int], ...]
    shifts: tuple[Shift, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Learning:
    """What people said of the labels in the week, and how the messages changed.

    `reviewed` messages were approved, corrected or confirmed by a person; in `disagreed` a person corrected a label.
    """

    reviewed: int
    disagreed: int
    disagreement: float | None
    dangers_denied: int
    by_head: tuple[HeadReview, ...]
    confusions: tuple[Confusion, ...]
    drift: Drift
    sentences: tuple[str, ...]

    @property
    def says_something(self) -> bool:
        """Whether there is anything to show."""
        return bool(self.reviewed or self.drift.messages)


@dataclass(frozen=True, slots=True, kw_only=True)
class LongWait:
    """One of the longest waits, with what leads a person to it."""

    conversation_id: str
    account: str
    platform: str
    language: str | None
    urgency: Urgency | None
    topic: str | None
    person: str | None
    state: WaitState
    start: datetime
    end: datetime | None
    calendar_s: float
    business_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Uncertain:
    """A reply that may or may not have reached the platform."""

    conversation_id: str
    account: str
    platform: str
    reply_id: str
    state: str
    since: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One week's responsiveness. `backfilled` shows apart the waits whose question reached the desk late."""

    period: Week
    as_of: datetime
    inbound: int
    figures: Figures
    targets: tuple[Target, ...]
    acknowledgement: Acknowledgement
    waits: StageWaits
    quality: Quality
    backfilled: Figures
    by_account: tuple[Row, ...]
    by_platform: tuple[Row, ...]
    by_urgency: tuple[Row, ...]
    by_language: tuple[Row, ...]
    by_topic: tuple[Row, ...]
    by_person: tuple[Row, ...]
    changes: Comparison
    uncertain: tuple[Uncertain, ...]
    worst: tuple[LongWait, ...]
    learning: Learning
    notes: tuple[str, ...]
