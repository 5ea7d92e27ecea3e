"""Holding a classifier against labelled messages."""

from collections.abc import Callable, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from bot.domain.classification import Classification, Urgency
from classifiers.base import Classifier
from classifiers.evaluation import metrics
from classifiers.evaluation.scores import ChoiceScore, FlagScore, Scores, Slice, TopicScore
from classifiers.heads import COMPLAINT, RISK, RISKS, SENTIMENT, TOPIC, URGENCY, Head
from classifiers.training.examples import Example

PRECISION = 0.6
"""What a flag must have at least, for `recall_at_precision`."""

_BATCH = 256
_UNKNOWN_LANGUAGE = "und"


class Judged(NamedTuple):
    """A labelled message and what the classifier made of it."""

    example: Example
    found: Classification


class _Answer(NamedTuple):
    """What was told, and the calibrated probability of an event with whether the event came true."""

    told: Any
    probability: float
    came_true: bool


def evaluate(
    classifier: Classifier, examples: Sequence[Example], tell: Callable[[int, int], None] | None = None
) -> Scores:
    """The scores of `classifier` on `examples`; `tell` hears twice how many messages were read so far."""
    return score(classifier.model, judge(classifier, examples, tell))


def judge(
    classifier: Classifier, examples: Sequence[Example], tell: Callable[[int, int], None] | None = None
) -> list[Judged]:
    """Each example with the classifier's answer, in order."""
    judged: list[Judged] = []
    for place in range(0, len(examples), _BATCH):
        part = examples[place : place + _BATCH]
        answers = classifier.classify([example.text for example in part])
        judged += [Judged(example, found) for example, found in zip(part, answers, strict=True)]
        if tell:
            tell(len(judged), len(judged))
    return judged


def score(model: str, judged: Sequence[Judged]) -> Scores:
    """The scores over all and by language."""
    by_language = groupby(sorted(judged, key=_language), key=_language)
    return Scores(
        model=model,
        overall=_slice(judged),
        languages={language: _slice(list(part)) for language, part in by_language},
    )


def _language(item: Judged) -> str:
    return item.example.language or _UNKNOWN_LANGUAGE


def _slice(judged: Sequence[Judged]) -> Slice:
    risks = {kind.value: _flag(judged, kind.value) for kind in RISKS}
    return Slice(
        n=len(judged),
        complaint=_choice(judged, COMPLAINT, _complaint),
        urgency=_choice(judged, URGENCY, _urgency),
        sentiment=_choice(judged, SENTIMENT, _sentiment),
        topic=_topics(judged),
        critical=_critical(judged),
        risks={kind: scores for kind, scores in risks.items() if scores},
    )


def _choice(
    judged: Sequence[Judged], head: Head, answer: Callable[[Classification, Any], _Answer]
) -> ChoiceScore | None:
    known = [item for item in judged if head.name in item.example.labels]
    if not known:
        return None
    wanted = [_truth(item.example, head) for item in known]
    answers = [answer(item.found, truth) for item, truth in zip(known, wanted, strict=True)]
    told = [given.told for given in answers]
    sure = [place for place, item in enumerate(known) if head.name not in item.found.unsure]
    return ChoiceScore(
        n=len(known),
        macro_f1=metrics.macro_f1(wanted, told),
        accuracy=metrics.accuracy(wanted, told),
        calibration_error=metrics.calibration_error(
            [given.probability for given in answers], [given.came_true for given in answers]
        ),
        unsure=metrics.share(len(known) - len(sure), len(known)),
        sure_accuracy=metrics.accuracy([wanted[place] for place in sure], [told[place] for place in sure]),
    )


def _truth(example: Example, head: Head) -> Any:
    label = example.labels[head.name]
    return label[COMPLAINT.name] if head is COMPLAINT else label


def _complaint(found: Classification, truth: bool) -> _Answer:
    return _Answer(found.complaint, found.complaint_score, truth)


def _urgency(found: Classification, truth: str) -> _Answer:
    # A grave level may be told although another one is likelier; the probabilities are judged by the likeliest.
    likeliest, probability = max(found.urgency_scores.items(), key=lambda pair: pair[1])
    return _Answer(found.urgency.value, probability, likeliest.value == truth)


def _sentiment(found: Classification, truth: str) -> _Answer:
    return _Answer(found.sentiment.value, found.sentiment_score, found.sentiment.value == truth)


def _topics(judged: Sequence[Judged]) -> TopicScore | None:
    known = [item for item in judged if TOPIC.name in item.example.labels]
    if not known:
        return None
    wanted = [{item.example.labels[TOPIC.name]} for item in known]
    told = [{topic.value for topic in item.found.topics} for item in known]
    return TopicScore(n=len(known), micro_f1=metrics.micro_f1(wanted, told))


def _critical(judged: Sequence[Judged]) -> FlagScore | None:
    known = [item for item in judged if URGENCY.name in item.example.labels]
    wanted = [item.example.labels[URGENCY.name] == Urgency.CRITICAL.value for item in known]
    told = [item.found.urgency is Urgency.CRITICAL for item in known]
    scores = [
        item.found.urgency_scores.get(Urgency.CRITICAL, 0.0) if told_so else None
        for item, told_so in zip(known, told, strict=True)
    ]
    return _flag_score(wanted, scores)


def _flag(judged: Sequence[Judged], kind: str) -> FlagScore | None:
    known = [item for item in judged if kind in item.example.labels.get(RISK.name, {})]
    wanted = [bool(item.example.labels[RISK.name][kind]) for item in known]
    told = [{each.kind.value: each.score for each in item.found.sensitive}.get(kind) for item in known]
    return _flag_score(wanted, told)


def _flag_score(wanted: Sequence[bool], scores: Sequence[float | None]) -> FlagScore | None:
    """From the scores of those told; None stands for one that was not told."""
    if not wanted:
        return None
    told = [value is not None for value in scores]
    found = sum(is_so and was_told for is_so, was_told in zip(wanted, told, strict=True))
    return FlagScore(
        n=len(wanted),
        present=sum(wanted),
        told=sum(told),
        found=found,
        precision=metrics.share(found, sum(told)),
        recall=metrics.share(found, sum(wanted)),
        recall_at_precision=metrics.recall_at_precision(wanted, scores, PRECISION),
    )
