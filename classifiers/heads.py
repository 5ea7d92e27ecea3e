"""What the model tells: its heads, in the order of its outputs."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.classification import SensitiveKind, Sentiment, Topic, Urgency


class Shape(StrEnum):
    """Whether one label of a head is true, or each on its own."""

    CHOICE = "choice"
    FLAGS = "flags"


@dataclass(frozen=True, slots=True)
class Head:
    """One question to the model and its possible answers."""

    name: str
    shape: Shape
    labels: tuple[str, ...]


RISKS = (
    SensitiveKind.SELF_HARM,
    SensitiveKind.THREAT,
    SensitiveKind.ABUSE,
    SensitiveKind.LEGAL,
    SensitiveKind.MINOR,
    SensitiveKind.HEALTH,
)
"""The sensitive kinds that words tell; numbers and addresses are found by their form."""

COMPLAINT = Head("complaint", Shape.FLAGS, ("complaint",))
URGENCY = Head("urgency", Shape.CHOICE, tuple(level.value for level in Urgency))
SENTIMENT = Head("sentiment", Shape.CHOICE, tuple(tone.value for tone in Sentiment))
TOPIC = Head("topic", Shape.CHOICE, tuple(topic.value for topic in Topic))
RISK = Head("risk", Shape.FLAGS, tuple(kind.value for kind in RISKS))

HEADS = (COMPLAINT, URGENCY, SENTIMENT, TOPIC, RISK)


def outputs(heads: tuple[Head, ...] = HEADS) -> Mapping[str, slice]:
    """Which outputs belong to which head."""
    found: dict[str, slice] = {}
    place = 0
    for head in heads:
        found[head.name] = slice(place, place + len(head.labels))
        place += len(head.labels)
    return found
