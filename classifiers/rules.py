"""The transparent classifier: phrases, weights and reasons. It stays as the degraded mode when no model can load."""

from collections.abc import Sequence
from math import exp

from bot.domain.classification import Classification, Scored, Sentiment, Topic, Urgency
from classifiers.disclosures import find_disclosures_in
from classifiers.language import hear
from classifiers.normalise import READ, view
from classifiers.patterns import read_phrases
from classifiers.reasons import explain
from classifiers.rule_weights import SENTIMENT, URGENCY, Level, Table
from classifiers.signals import Signals

_TOPIC_FLOOR = 0.5
_SECOND_TOPIC = 0.9
"""A second topic is told when its evidence is nearly that of the first."""


class RuleClassifier:
    """Implements `classifiers.base.Classifier`; `degraded` says that it stands in for a model."""

    def __init__(self, *, degraded: bool = False) -> None:
        self._degraded = degraded

    @property
    def model(self) -> str:
        """`rules@` and the version of the phrase tables."""
        return "rules@1"

    @property
    def degraded(self) -> bool:
        """True when a better model could not be loaded."""
        return self._degraded

    def close(self) -> None:
        """Rules hold nothing."""

    def classify(self, texts: Sequence[str]) -> list[Classification]:
        """One result per text, in order; linear in the length of the texts, up to a limit. Never raises on any text."""
        return [self._classify(text[:READ]) for text in texts]

    def _classify(self, text: str) -> Classification:
        heard = hear(text)
        language = heard.language
        message = view(text)
        disclosed = find_disclosures_in(message)
        phrases = read_phrases(message, language, disclosed)
        signals = phrases.signals
        complaint_score = _sigmoid(phrases.complaint)
        urgency = _softmax(URGENCY, signals)
        sentiment = _softmax(SENTIMENT, signals)
        complaint = complaint_score >= 0.5
        return Classification(
            language=language,
            complaint=complaint,
            complaint_score=complaint_score,
            urgency=max(Urgency, key=lambda level: urgency[level]),
            urgency_scores={level: urgency[level] for level in Urgency},
            sentiment=max(Sentiment, key=lambda tone: sentiment[tone]),
            sentiment_score=max(sentiment.values()),
            topics=_topics(signals, complaint=complaint),
            sensitive=(*disclosed, *signals.risks),
            reasons=(
                *explain(message, phrases.hits, disclosed, complaint=complaint),
                *([heard.doubt] if heard.doubt else []),
            ),
            model=self.model,
            degraded=self._degraded,
        )


def _sigmoid(total: float) -> float:
    return 1.0 / (1.0 + exp(-max(-30.0, min(30.0, total))))


def _softmax(table: Table[Level], signals: Signals) -> dict[Level, float]:
    totals = {level: exp(max(-30.0, min(30.0, weights.total(signals.features)))) for level, weights in table.items()}
    whole = sum(totals.values())
    return {level: total / whole for level, total in totals.items()}


def _topics(signals: Signals, *, complaint: bool) -> tuple[Scored, ...]:
    """The topics with most evidence; praise, questions and spam only where nothing is complained about."""
    evidence = {topic: float(count) for topic, count in signals.topics.items()}
    for topic in (Topic.PRAISE, Topic.QUESTION, Topic.SPAM):
        if complaint:
            evidence.pop(topic, None)
    scores = {topic: 1.0 - 0.5 ** (1.3 * count) for topic, count in evidence.items()}
    ranked = sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(Scored(topic, score) for topic, score in ranked[:2] if score >= _SECOND_TOPIC * ranked[0][1]) or (
        Scored(Topic.OTHER.value, _TOPIC_FLOOR),
    )
