"""What was understood of a message, in the shape that the contracts promise."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, cast


class Urgency(StrEnum):
    """How soon a person must look, from least to most."""

    LOW = "low"
    NORMAL = "normal"
    HIGH = "high"
    CRITICAL = "critical"

    @property
    def rank(self) -> int:
        """0 (low) to 3 (critical), for ordering."""
        return _RANKS[self]


_RANKS = {urgency: rank for rank, urgency in enumerate(Urgency)}


class Sentiment(StrEnum):
    """The tone of a message."""

    NEGATIVE = "negative"
    NEUTRAL = "neutral"
    POSITIVE = "positive"


class SensitiveKind(StrEnum):
    """What must be handled with care: data that must not spread, and situations that need a person."""

    PAYMENT_CARD = "payment_card"
    BANK_ACCOUNT = "bank_account"
    CREDENTIAL = "credential"
    CONTACT = "contact"
    ADDRESS = "address"
    GOVERNMENT_ID = "government_id"
    HEALTH = "health"
    SELF_HARM = "self_harm"
    THREAT = "threat"
    ABUSE = "abuse"
    LEGAL = "legal"
    MINOR = "minor"


SECRETS = frozenset(
    {SensitiveKind.PAYMENT_CARD, SensitiveKind.BANK_ACCOUNT, SensitiveKind.CREDENTIAL, SensitiveKind.GOVERNMENT_ID}
)
"""Kinds that are masked before the first write (law 7)."""

DANGERS = frozenset({SensitiveKind.SELF_HARM, SensitiveKind.THREAT, SensitiveKind.MINOR})
"""Kinds that reach a person at once and that no template closes (law 8); the topic `safety` joins them."""


class Topic(StrEnum):
    """The default topics; a brand may add its own, so a topic travels as a string."""

    BILLING = "billing"
    DELIVERY = "delivery"
    REFUND = "refund"
    CANCELLATION = "cancellation"
    PRICING = "pricing"
    PRODUCT_QUALITY = "product_quality"
    LOST_LUGGAGE = "lost_luggage"
    TRAVEL_DISRUPTION = "travel_disruption"
    OUTAGE = "outage"
    SERVICE_WAIT = "service_wait"
    STAFF = "staff"
    STORE = "store"
    ACCOUNT_ACCESS = "account_access"
    APP_WEBSITE = "app_website"
    ACCESSIBILITY = "accessibility"
    DATA_PRIVACY = "data_privacy"
    FRAUD = "fraud"
    SAFETY = "safety"
    PRAISE = "praise"
    QUESTION = "question"
    SPAM = "spam"
    OTHER = "other"


_LIKELY = 0.25


@dataclass(frozen=True, slots=True)
class Scored:
    """A value and how sure we are of it, 0 to 1."""

    value: str
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Sensitive:
    """One finding. `start` and `end` count code points of the text given, end exclusive; a risk may have none."""

    kind: SensitiveKind
    score: float = 1.0
    start: int | None = None
    end: int | None = None
    masked: str | None = None

    def to_json(self) -> dict[str, Any]:
        """The finding without its empty fields."""
        pairs = {"kind": self.kind.value, "start": self.start, "end": self.end, "masked": self.masked}
        return {key: value for key, value in pairs.items() if value is not None} | {"score": round(self.score, 4)}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Sensitive":
        """The reverse of `to_json`."""
        return cls(
            kind=SensitiveKind(data["kind"]),
            score=data["score"],
            start=data.get("start"),
            end=data.get("end"),
            masked=data.get("masked"),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Classification:
    """Everything understood of one message.

    `language` is `und` when it can't be told; `topics` come likeliest first. `unsure` names what a person should
    decide: `complaint`, `urgency`.
    """

    language: Scored
    complaint: bool
    complaint_score: float
    urgency: Urgency
    urgency_scores: Mapping[Urgency, float]
    sentiment: Sentiment
    sentiment_score: float
    topics: tuple[Scored, ...]
    sensitive: tuple[Sensitive, ...] = ()
    reasons: tuple[str, ...] = ()
    model: str = ""
    degraded: bool = False
    unsure: tuple[str, ...] = ()
    kinds: frozenset[SensitiveKind] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "kinds", frozenset(found.kind for found in self.sensitive))

    @classmethod
    def not_understood(cls, model: str) -> "Classification":
        """Of a message that `model` can't bear: nobody knows what it says, so a person reads it, and early."""
        return cls(
            language=Scored("und", 0.0),
            complaint=False,
            complaint_score=0.0,
            urgency=Urgency.HIGH,
            urgency_scores={Urgency.HIGH: 1.0},
            sentiment=Sentiment.NEUTRAL,
            sentiment_score=0.0,
            topics=(),
            reasons=("This message could not be understood; please read it.",),
            model=model,
            degraded=True,
        )

    @property
    def topic(self) -> str:
        """The most likely topic, `other` when none was found."""
        return max(self.topics, key=lambda topic: topic.score).value if self.topics else Topic.OTHER.value

    @property
    def is_danger(self) -> bool:
        """True when law 8 applies: a person at once. Critical means danger to life, health or body by definition."""
        told = bool(self.kinds & DANGERS) or any(topic.value == Topic.SAFETY for topic in self.topics)
        return told or self.urgency is Urgency.CRITICAL

    @property
    def served_as(self) -> Urgency:
        """The urgency that queue and deadline go by: in doubt the gravest likely one."""
        if "urgency" not in self.unsure:
            return self.urgency
        likely = (level for level, score in self.urgency_scores.items() if score >= _LIKELY)
        return max((self.urgency, *likely), key=lambda level: level.rank)

    def to_json(self) -> dict[str, Any]:
        """The shape of the contract, without the message's `id`."""
        return {
            "language": {"value": self.language.value, "score": round(self.language.score, 4)},
            "complaint": {"value": self.complaint, "score": round(self.complaint_score, 4)},
            "urgency": {
                "value": self.urgency.value,
                "scores": {level.value: round(self.urgency_scores.get(level, 0.0), 4) for level in Urgency},
            },
            "sentiment": {"value": self.sentiment.value, "score": round(self.sentiment_score, 4)},
            "topics": [{"value": topic.value, "score": round(topic.score, 4)} for topic in self.topics],
            "sensitive": [found.to_json() for found in self.sensitive],
            "reasons": list(self.reasons),
            "model": self.model,
            "degraded": self.degraded,
            "unsure": list(self.unsure),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Classification":
        """The reverse of `to_json`."""
        topics = cast("list[dict[str, Any]]", data["topics"])
        sensitive = cast("list[dict[str, Any]]", data["sensitive"])
        return cls(
            language=Scored(data["language"]["value"], data["language"]["score"]),
            complaint=data["complaint"]["value"],
            complaint_score=data["complaint"]["score"],
            urgency=Urgency(data["urgency"]["value"]),
            urgency_scores={Urgency(level): score for level, score in data["urgency"]["scores"].items()},
            sentiment=Sentiment(data["sentiment"]["value"]),
            sentiment_score=data["sentiment"]["score"],
            topics=tuple(Scored(topic["value"], topic["score"]) for topic in topics),
            sensitive=tuple(Sensitive.from_json(found) for found in sensitive),
            reasons=tuple(data["reasons"]),
            model=data["model"],
            degraded=data["degraded"],
            unsure=tuple(data.get("unsure", ())),  # what was stored before models could doubt has none
        )
