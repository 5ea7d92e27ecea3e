"""What a person may say about the labels of a message, and what then holds of it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from bot.domain.classification import Classification, Scored, Sensitive, SensitiveKind, Sentiment, Topic, Urgency
from bot.domain.errors import Explained


class LabelHead(StrEnum):
    """The questions that the model answers about a message."""

    COMPLAINT = "complaint"
    URGENCY = "urgency"
    SENTIMENT = "sentiment"
    TOPIC = "topic"
    SENSITIVE = "sensitive"


class UnknownLabel(Explained):
    """Not a label of this head; the sentence names those there are."""


Label = bool | str | dict[str, bool]
"""A complaint is yes or no, `sensitive` says yes or no of some kinds, every other head has one value."""

Labels = Mapping[str, Any]
"""By head: what people said. Heads of which nobody said anything are missing, and so are kinds of `sensitive`."""

_H = LabelHead

CHOICES: dict[LabelHead, dict[str, Label]] = {
    _H.COMPLAINT: {"yes": True, "no": False},
    _H.URGENCY: {level.value: level.value for level in Urgency},
    _H.SENTIMENT: {tone.value: tone.value for tone in Sentiment},
    _H.TOPIC: {topic.value: topic.value for topic in Topic},
    _H.SENSITIVE: {
        f"{kind.value}:{word}": {kind.value: is_there}
        for kind in SensitiveKind
        for word, is_there in (("yes", True), ("no", False))
    },
}
"""By head: the label that each word stands for, as forms carry it."""


def parse(head: str, word: str) -> tuple[LabelHead, Label]:
    """A head and a label from their words. Raises `UnknownLabel`."""
    if head not in CHOICES:
        raise UnknownLabel(f"There is no label called '{head[:40]}'; use {', '.join(CHOICES)}.")
    found = LabelHead(head)
    if word not in CHOICES[found]:
        raise UnknownLabel(f"'{word[:40]}' is no label of {head}; use {', '.join(CHOICES[found])}.")
    return found, CHOICES[found][word]


_TOLD: dict[LabelHead, Callable[[Classification], Label]] = {
    _H.COMPLAINT: lambda found: found.complaint,
    _H.URGENCY: lambda found: found.urgency.value,
    _H.SENTIMENT: lambda found: found.sentiment.value,
    _H.TOPIC: lambda found: found.topic,
    _H.SENSITIVE: lambda found: {kind.value: kind in found.kinds for kind in SensitiveKind},
}

_SCORES: dict[LabelHead, Callable[[Classification], float | None]] = {
    _H.COMPLAINT: lambda found: found.complaint_score,
    _H.URGENCY: lambda found: found.urgency_scores.get(found.urgency),
    _H.SENTIMENT: lambda found: found.sentiment_score,
    _H.TOPIC: lambda found: max((topic.score for topic in found.topics), default=None),
}


def told(found: Classification, head: LabelHead) -> Label:
    """What a classification says; of `sensitive` every kind, there or not."""
    return _TOLD[head](found)


def told_of(found: Classification, head: LabelHead, should: Label) -> Label:
    """The same, of `sensitive` only the kinds that `should` speaks of."""
    said = told(found, head)
    return {kind: said[kind] for kind in should} if isinstance(said, dict) and isinstance(should, dict) else said


def score_of(found: Classification, head: LabelHead, should: Label) -> float | None:
    """How sure the model was of what it said, 0 to 1; None for what it did not find, and for several kinds at once."""
    if head is not _H.SENSITIVE:
        return _SCORES[head](found)
    if not isinstance(should, dict) or len(should) != 1:
        return None
    return max((each.score for each in found.sensitive if each.kind in should), default=None)


def merged(labels: Labels, head: LabelHead, should: Label) -> dict[str, Any]:
    """`labels` and one more word of a person's; the newer one counts."""
    if isinstance(should, dict):
        return {**labels, head.value: {**labels.get(head.value, {}), **should}}
    return {**labels, head.value: should}


def as_corrected(found: Classification, labels: Labels) -> Classification:
    """The classification with what people said in the place of what the model said."""
    return replace(
        found,
        complaint=labels.get(_H.COMPLAINT, found.complaint),
        urgency=Urgency(labels.get(_H.URGENCY, found.urgency)),
        sentiment=Sentiment(labels.get(_H.SENTIMENT, found.sentiment)),
        topics=_topics(found, labels.get(_H.TOPIC)),
        sensitive=_sensitive(found, labels.get(_H.SENSITIVE, {})),
        unsure=tuple(head for head in found.unsure if head not in labels),
    )


def _topics(found: Classification, topic: str | None) -> tuple[Scored, ...]:
    if topic is None or topic == found.topic:
        return found.topics
    return (Scored(topic, 1.0), *(other for other in found.topics if other.value not in (found.topic, topic)))


def _sensitive(found: Classification, kinds: Mapping[str, bool]) -> tuple[Sensitive, ...]:
    kept = [each for each in found.sensitive if kinds.get(each.kind, True)]
    missed = [SensitiveKind(kind) for kind, is_there in kinds.items() if is_there and kind not in found.kinds]
    return (*kept, *(Sensitive(kind=kind) for kind in missed))


@dataclass(frozen=True, slots=True)
class Judgement:
    """One word of a person's on one label: what the model said and what it should be. `kind` only of `sensitive`."""

    message_id: int
    head: LabelHead
    kind: str | None
    said: bool | str
    should: bool | str

    @property
    def name(self) -> str:
        """The label's name: `urgency`, or the kind of what is sensitive."""
        return self.kind or self.head.value


def judgements(message_id: int, head: LabelHead, said: Label, should: Label) -> Iterator[Judgement]:
    """A word on several kinds as one judgement each."""
    if isinstance(said, dict) and isinstance(should, dict):
        for kind, is_there in should.items():
            yield Judgement(message_id, head, kind, said[kind], is_there)
    elif not isinstance(said, dict) and not isinstance(should, dict):
        yield Judgement(message_id, head, None, said, should)


def in_words(label: Label) -> str:
    """`yes`, `lost luggage`, `self harm`, `no self harm`."""
    if isinstance(label, bool):
        return "yes" if label else "no"
    if isinstance(label, str):
        return label.replace("_", " ")
    return ", ".join(("" if is_there else "no ") + kind.replace("_", " ") for kind, is_there in label.items())


_SENTENCES = {
    _H.URGENCY: "the urgency is {}",
    _H.SENTIMENT: "the tone is {}",
    _H.TOPIC: "the topic is {}",
}


def sentence(head: LabelHead, label: Label) -> str:
    """What a person says with a label: `the urgency is high`, `self harm is not there`."""
    if isinstance(label, dict):
        return ", ".join(f"{in_words(kind)} is {'there' if there else 'not there'}" for kind, there in label.items())
    if head is _H.COMPLAINT:
        return "it is a complaint" if label else "it is no complaint"
    return _SENTENCES[head].format(in_words(label))
