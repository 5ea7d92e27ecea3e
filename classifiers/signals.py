"""The signs in a message that the weights are applied to."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.domain.classification import SECRETS, Sensitive, SensitiveKind
from classifiers.lexicon import Hit
from classifiers.normalise import View
from classifiers.rule_weights import CAPS

_IRONIC = re.compile("[🙃🙄😒😑🤡💩👏]")
_NEGATIVE = re.compile("[😡😠🤬😤😭😢😞😔👎😩😫🤢🤮😣😖💔🖕😱☹😕😟]|:\\(|:-\\(|:'\\(|:/(?!/)|>:\\(")
_POSITIVE = re.compile(
    "[😀😃😄😁😆😂🤣😊🙂😍🥰😘😎👍❤♥💕💖🎉🥳🙏😻💪🔥✨😋🤩☺😇💙💚💛🧡💜]|:\\)|:-\\)|:d\\b|;\\)|<3|\\bxd\\b"
)
_LINK = re.compile(r"https?://|www\.|\bbit\.ly|\blink in bio")
_SHOUT = re.compile(r"[A-Z]{4,}[^a-z]{1,4}[A-Z]{3,}|!{2,}|\?!|!\?|\?{2,}")

_RISK_LABELS = {kind.value for kind in SensitiveKind}
_RISK_SURE = 0.8


@dataclass(frozen=True, slots=True)
class Signals:
    """`features` by name (`complaint.strong`, `topic.billing`, `question`…); `topics` counts phrases per topic."""

    features: dict[str, float]
    topics: Counter[str]
    risks: tuple[Sensitive, ...]


def read_signals(message: View, hits: Sequence[Hit], disclosed: Iterable[Sensitive]) -> Signals:
    """Count what is there, each phrase once, each sign up to its cap."""
    counts = _counts(hits)
    topics = Counter({name.partition(".")[2]: count for name, count in counts.items() if name.startswith("topics.")})
    features = {name: float(min(count, CAPS.get(name, 2))) for name, count in counts.items() if "topics." not in name}
    for topic, count in topics.items():
        features[f"topic.{topic}"] = float(min(count, 2))
    features |= _looks(message, features, topics) | _told(disclosed)
    return Signals(features, topics, _risks(counts))


def _counts(hits: Iterable[Hit]) -> Counter[str]:
    """Distinct phrases per label; overlapping ones with the same label count once."""
    counts: Counter[str] = Counter()
    ends: dict[str, int] = {}
    for hit in hits:
        name = f"{'risk' if hit.section == 'risks' else hit.section}.{hit.label}"
        if hit.start >= ends.get(name, 0):
            counts[name] += 1
            ends[name] = hit.end
    return counts


def _looks(message: View, features: dict[str, float], topics: Counter[str]) -> dict[str, float]:
    """Signs that are not words: question marks, links, emoji, shouting, length."""
    text = message.original
    ironic = _IRONIC.search(text) is not None
    bad = sum(features.get(name, 0.0) for name in ("complaint.strong", "complaint.medium", "sentiment.negative"))
    kind_words = features.get("sentiment.positive", 0.0) + features.get("sentiment.ironic", 0.0)
    asks = "?" in text
    looks = {
        "irony": ironic and (bad or kind_words or topics),
        "emoji.negative": _NEGATIVE.search(message.folded),
        "emoji.positive": not ironic and _POSITIVE.search(message.folded),
        "addressed": "@" in text,
        "question": asks,
        "question.only": asks and not bad,
        "link": _LINK.search(message.folded),
        "shouting": _SHOUT.search(text[:2000]),
        "exclamation": "!" in text,
        "short": len(text) < 24,
        "topics": topics.keys() - {"praise", "question", "spam"},
    }
    return {name: 1.0 for name, present in looks.items() if present}


def _told(disclosed: Iterable[Sensitive]) -> dict[str, float]:
    kinds = {found.kind for found in disclosed}
    told: dict[str, float] = {"health": 1.0} if SensitiveKind.HEALTH in kinds else {}
    if kinds - {SensitiveKind.HEALTH}:
        told["told"] = 1.0
    if kinds & SECRETS:
        told["told.secret"] = 1.0
    return told


def _risks(counts: Counter[str]) -> tuple[Sensitive, ...]:
    """One finding per risk, surer with each further phrase; tuned for recall, so one phrase is enough."""
    found = ((name.partition(".")[2], count) for name, count in counts.items() if name.startswith("risk."))
    return tuple(
        Sensitive(kind=SensitiveKind(label), score=min(0.99, _RISK_SURE + 0.07 * (count - 1)))
        for label, count in sorted(found)
        if label in _RISK_LABELS
    )
