"""From logits to decisions: calibrated probabilities, thresholds per language, and where the model is unsure."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from bot.domain.classification import Scored, SensitiveKind, Sentiment, Urgency
from classifiers.encoder import Array
from classifiers.heads import COMPLAINT, HEADS, RISK, RISKS, SENTIMENT, TOPIC, URGENCY, Head, Shape, outputs
from classifiers.model_files import Manifest
from classifiers.patterns import Phrases

_SECOND_TOPIC = 0.4
"""A second topic is told when it is about as likely as the first."""

_PHRASE = 2.5
_DIRECT = 4.0
"""How much a phrase adds to the logit of its risk, and of self-harm or a threat; a figure of speech, which the model
finds unlikely, stays below. Chosen on messages that were neither trained on nor held out."""

_SHARE, _MOST = 0.5, 5.0
"""How much the rules' logit of a complaint counts beside the model's, and how far it may go."""

_EXTREME = 30.0
"""A logit beyond this changes no probability that anybody could tell apart, and would overflow."""

_HARM = frozenset({SensitiveKind.SELF_HARM, SensitiveKind.THREAT})
_PLACES = outputs()
_CRITICAL = URGENCY.labels.index(Urgency.CRITICAL.value)
_HIGH = URGENCY.labels.index(Urgency.HIGH.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What the model says of one text, in calibrated probabilities.

    `certainty` is the probability of what is told, by head; `unsure` names the heads whose certainty is too low.
    """

    complaint: bool
    complaint_score: float
    urgency: Urgency
    urgency_scores: Mapping[Urgency, float]
    sentiment: Sentiment
    sentiment_score: float
    topics: tuple[Scored, ...]
    risks: Mapping[SensitiveKind, float]
    told: frozenset[SensitiveKind]
    certainty: Mapping[str, float]
    unsure: tuple[str, ...]


def with_phrases(logits: Array, phrases: Phrases) -> Array:
    """The logits with what phrases tell: two witnesses that err differently see more than one."""
    raised = logits.copy()
    raised[:, _PLACES[COMPLAINT.name].start] += _SHARE * max(-_MOST, min(_MOST, phrases.complaint))
    for column, kind in enumerate(RISKS):
        if kind in phrases.risks:
            raised[:, _PLACES[RISK.name].start + column] += _DIRECT if kind in _HARM else _PHRASE
    return raised


def with_sentences(windows: Array, sentences: Array) -> Array:
    """The logits of a text and of some of its sentences: these speak only of danger, the text of everything else."""
    rows = np.repeat(windows.mean(axis=0, keepdims=True), len(sentences), axis=0)
    for head in (RISK, URGENCY):
        rows[:, _PLACES[head.name]] = sentences[:, _PLACES[head.name]]
    return np.concatenate((windows, rows))


def judge(windows: Array, language: str, manifest: Manifest) -> Judgement:
    """The judgement over the windows of one text: the gravest window decides urgency, complaint and risks."""
    found = {head.name: _probabilities(windows[:, _PLACES[head.name]], head, manifest) for head in HEADS}
    complaint = float(found[COMPLAINT.name].max())
    urgency = _gravest(found[URGENCY.name])
    sentiment, topic = _mean(found[SENTIMENT.name]), _mean(found[TOPIC.name])
    risks = {kind: float(score) for kind, score in zip(RISKS, found[RISK.name].max(axis=0), strict=True)}
    is_complaint = complaint >= manifest.threshold(COMPLAINT.labels[0], language)
    level = _level(urgency, language, manifest)
    certainty = {
        COMPLAINT.name: complaint if is_complaint else 1.0 - complaint,
        URGENCY.name: float(urgency[URGENCY.labels.index(level.value)]),
    }
    return Judgement(
        complaint=is_complaint,
        complaint_score=complaint,
        urgency=level,
        urgency_scores={Urgency(label): float(score) for label, score in zip(URGENCY.labels, urgency, strict=True)},
        sentiment=Sentiment(SENTIMENT.labels[int(sentiment.argmax())]),
        sentiment_score=float(sentiment.max()),
        topics=_topics(topic),
        risks=risks,
        told=frozenset(kind for kind, score in risks.items() if score >= manifest.threshold(kind.value, language)),
        certainty=certainty,
        unsure=tuple(name for name, score in certainty.items() if score < manifest.unsure[name]),
    )


def _probabilities(logits: Array, head: Head, manifest: Manifest) -> Array:
    return spread(logits / manifest.temperatures[head.name], head)


def spread(logits: Array, head: Head) -> Array:
    """Logits of a head (rows of its labels) as probabilities: each flag on its own, or shares of one."""
    odds = np.exp(np.minimum(np.maximum(logits, -_EXTREME), _EXTREME))
    whole: Array = odds + np.float32(1.0) if head.shape is Shape.FLAGS else odds.sum(axis=1, keepdims=True)
    return np.divide(odds, whole, dtype=np.float32)


def _mean(shares: Array) -> Array:
    return shares[0] if len(shares) == 1 else shares.mean(axis=0)


def _gravest(urgency: Array) -> Array:
    return urgency[0] if len(urgency) == 1 else urgency[int(urgency[:, _HIGH:].sum(axis=1).argmax())]


def _level(urgency: Array, language: str, manifest: Manifest) -> Urgency:
    """The likeliest level; a grave one is told earlier, because missing it costs more."""
    for index in (_CRITICAL, _HIGH):
        name = URGENCY.labels[index]
        if urgency[index:].sum() >= manifest.threshold(name, language):
            return Urgency(name)
    return Urgency(URGENCY.labels[int(urgency[:_HIGH].argmax())])


def _topics(scores: Array) -> tuple[Scored, ...]:
    ranked = np.argsort(-scores)[:2]
    first, second = (Scored(TOPIC.labels[int(index)], float(scores[index])) for index in ranked)
    return (first, second) if second.score >= _SECOND_TOPIC else (first,)
