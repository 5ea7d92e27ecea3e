"""Where a message goes once it is understood: closed with a reason, to a person now, or into the queue."""

import re
from dataclasses import dataclass
from typing import Literal

from bot.domain.classification import SECRETS, Classification, SensitiveKind, Topic
from bot.domain.message import CanReply, Kind

Lane = Literal["closed", "danger", "queue"]

_PRIVATE_TOPICS = frozenset(
    {
        Topic.ACCOUNT_ACCESS,
        Topic.BILLING,
        Topic.CANCELLATION,
        Topic.DATA_PRIVACY,
        Topic.DELIVERY,
        Topic.FRAUD,
        Topic.LOST_LUGGAGE,
        Topic.REFUND,
    }
)
"""Topics that can't be solved without asking who the customer is."""

_DISCLOSURES = SECRETS | {SensitiveKind.CONTACT, SensitiveKind.ADDRESS}

_DANGER_SENTENCES = {
    SensitiveKind.SELF_HARM: "The message speaks of self-harm: a person answers now.",
    SensitiveKind.THREAT: "The message threatens somebody: a person answers now.",
    SensitiveKind.MINOR: "A child may be at risk or writing: a person answers now.",
}

_REPLY_SENTENCES: dict[CanReply, tuple[str, ...]] = {
    CanReply.YES: (),
    CanReply.NO: ("The platform takes no reply to it: a person decides what to do.",),
    CanReply.PRIVATE_ONLY: ("The platform takes only a private reply to it.",),
    CanReply.HUMAN_ONLY: ("The platform wants a person to answer it by hand.",),
}

_REPOST = re.compile(r"\s*RT\s+@\w+\s*:")
_MENTIONS_AND_SPACE = re.compile(r"@[\w.@\-]+|[\s\u200b-\u200f\u2060-\u2064\ufeff]")

_SURE = 0.6
"""Closing needs at least this score; below it a person looks."""


@dataclass(frozen=True, slots=True)
class Route:
    """A lane and why, one sentence per reason; never without one (law 1)."""

    lane: Lane
    reasons: tuple[str, ...]


def route(
    classification: Classification,
    *,
    text: str,
    kind: Kind,
    addressed: bool,
    can_reply: CanReply,
    has_attachments: bool = False,
) -> Route:
    """The lane of one message.

    Danger goes first: no rule about spam, addressees or platforms keeps it from a person (law 8). Whatever is not
    surely spam or empty is queued, praise too: a person decides (law 1).
    """
    if classification.is_danger:
        return Route("danger", _danger_reasons(classification))
    if _REPOST.match(text):
        return Route("closed", ("The message only repeats another post.",))
    if not has_attachments and kind is not Kind.REVIEW and not _MENTIONS_AND_SPACE.sub("", text):
        return Route("closed", ("The message has no words of its own to answer.",))
    if spam := _spam_score(classification):
        return Route("closed", (f"The message is spam ({spam:.0%} sure).",))
    return Route("queue", _queue_reasons(classification, addressed=addressed, can_reply=can_reply))


def needs_private(classification: Classification) -> bool:
    """True when answering means asking for personal data, or when the customer already showed some."""
    return classification.topic in _PRIVATE_TOPICS or disclosed(classification)


def disclosed(classification: Classification) -> bool:
    """True when the message carries personal data of the customer."""
    return bool(classification.kinds & _DISCLOSURES)


def _danger_reasons(classification: Classification) -> tuple[str, ...]:
    reasons = [sentence for kind, sentence in _DANGER_SENTENCES.items() if kind in classification.kinds]
    return tuple(reasons) or ("The message tells of a danger to people: a person answers now.",)


def _spam_score(classification: Classification) -> float | None:
    if classification.topic != Topic.SPAM or classification.complaint or classification.unsure:
        return None
    score = max(topic.score for topic in classification.topics)
    return score if score >= _SURE else None


def _queue_reasons(classification: Classification, *, addressed: bool, can_reply: CanReply) -> tuple[str, ...]:
    first = "The message is a complaint." if classification.complaint else "The message may want an answer."
    told = () if addressed else ("It does not address the brand directly.",)
    spam = ("It may be spam, but that is not sure.",) if classification.topic == Topic.SPAM else ()
    unsure = ("The classifier is unsure of it: a person decides first.",) if classification.unsure else ()
    return (first, *told, *spam, *unsure, *_REPLY_SENTENCES[can_reply])
