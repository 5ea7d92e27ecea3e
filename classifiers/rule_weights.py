"""How much each sign weighs: the whole arithmetic of the rule classifier, as data."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from bot.domain.classification import Sentiment, Urgency


@dataclass(frozen=True, slots=True)
class Weights:
    """A linear sum: `bias` plus a weight for each feature that is there."""

    bias: float
    of: Mapping[str, float]

    def total(self, features: Mapping[str, float]) -> float:
        """The sum for these features; unknown ones weigh nothing."""
        return self.bias + sum(value * self.of.get(name, 0.0) for name, value in features.items())


Level = TypeVar("Level", bound=StrEnum)


class Table(dict[Level, Weights], Generic[Level]):
    """One linear sum for each level of a scale."""


CAPS: Mapping[str, int] = {"complaint.strong": 3, "sentiment.positive": 3, "sentiment.negative": 3}
"""How often a sign counts at most; two for all others, so that repeating a word proves little."""

COMPLAINT = Weights(
    bias=-1.05,
    of={
        "complaint.strong": 1.9,
        "complaint.medium": 1.0,
        "complaint.weak": 0.3,
        "complaint.none": -0.9,
        "sentiment.positive": -0.5,
        "sentiment.negative": 0.35,
        "sentiment.ironic": 1.6,
        "irony": 2.4,
        "emoji.negative": 0.8,
        "emoji.positive": -0.6,
        "risk.abuse": 2.2,
        "risk.legal": 2.0,
        "risk.threat": 2.4,
        "risk.self_harm": 1.2,
        "risk.minor": -0.8,
        "health": 0.9,
        "urgency.critical": -0.2,
        "urgency.high": 0.3,
        "topic.praise": -0.9,
        "topic.question": -0.6,
        "topic.spam": -2.0,
        "topic.fraud": -0.8,
        "question": -0.3,
        "question.only": -1.0,
        "link": -0.7,
        "shouting": 0.3,
        "told.secret": -0.8,
        "addressed": 0.35,
        "topics": 0.4,
    },
)

URGENCY: Table[Urgency] = Table(
    {
        Urgency.LOW: Weights(
            0.5,
            {
                "urgency.low": 0.9,
                "topic.praise": 0.9,
                "topic.spam": 1.8,
                "topic.question": 0.5,
                "question.only": 0.7,
                "sentiment.positive": 0.5,
                "emoji.positive": 0.4,
                "link": 0.4,
                "short": 0.5,
                "complaint.strong": -1.0,
                "complaint.medium": -0.6,
                "complaint.weak": -0.1,
                "irony": -1.5,
                "risk.abuse": -1.5,
                "risk.legal": -1.5,
                "told": -2.0,
                "health": -1.0,
                "topics": -0.35,
            },
        ),
        Urgency.NORMAL: Weights(
            0.9,
            {
                "complaint.strong": 0.4,
                "complaint.medium": 0.2,
                "irony": 0.5,
                "told": 1.0,
                "risk.abuse": 0.8,
                "risk.legal": 0.8,
                "health": 0.3,
            },
        ),
        Urgency.HIGH: Weights(
            -1.2,
            {
                "urgency.high": 1.5,
                "topic.outage": 1.2,
                "topic.fraud": 1.6,
                "topic.safety": 0.9,
                "risk.threat": 4.0,
                "health": 0.6,
                "complaint.none": -0.4,
                "question.only": -0.9,
                "topic.praise": -0.8,
                "topic.spam": -1.5,
                "irony": -0.8,
            },
        ),
        Urgency.CRITICAL: Weights(
            -2.6,
            {
                "urgency.critical": 4.2,
                "risk.self_harm": 7.5,
                "risk.minor": 3.8,
                "topic.safety": 0.8,
                "urgency.high": 0.3,
                "topic.praise": -1.0,
                "topic.spam": -2.0,
                "sentiment.positive": -0.6,
            },
        ),
    }
)

SENTIMENT: Table[Sentiment] = Table(
    {
        Sentiment.NEGATIVE: Weights(
            -0.6,
            {
                "sentiment.negative": 0.9,
                "complaint.strong": 0.9,
                "complaint.medium": 0.5,
                "complaint.weak": 0.15,
                "sentiment.ironic": 1.3,
                "irony": 2.2,
                "emoji.negative": 1.2,
                "risk.abuse": 1.8,
                "risk.threat": 2.5,
                "risk.self_harm": 2.5,
                "risk.legal": 0.9,
                "risk.minor": 0.4,
                "urgency.critical": 1.2,
                "urgency.high": 0.3,
                "topic.safety": 0.5,
                "topic.fraud": 0.6,
                "health": 0.4,
                "shouting": 0.2,
            },
        ),
        Sentiment.NEUTRAL: Weights(
            0.4,
            {"question.only": 0.8, "topic.question": 0.3, "link": 0.6, "told": 1.0, "topic.spam": 1.0},
        ),
        Sentiment.POSITIVE: Weights(
            -0.8,
            {
                "sentiment.positive": 1.3,
                "emoji.positive": 1.2,
                "topic.praise": 1.2,
                "irony": -2.0,
                "sentiment.ironic": -1.0,
                "complaint.strong": -0.6,
                "exclamation": 0.3,
                "sentiment.negative": -0.2,
            },
        ),
    }
)
