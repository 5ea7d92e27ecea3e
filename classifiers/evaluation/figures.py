"""The figures that go with a model: stored in its manifest, shown in its card and by `ascolto evaluate`."""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence

from classifiers.base import Classifier
from classifiers.evaluation.evaluate import PRECISION, evaluate
from classifiers.evaluation.scores import Scores, Slice
from classifiers.heads import RISKS
from classifiers.language import SUPPORTED
from classifiers.training.examples import Example

ALL = "all"
SAMPLE = 300
"""Messages of the sample that a test scores anew."""

Figures = Mapping[str, float | None]
"""One number per measure; shares are 0 to 1."""

_DIGITS = 4


_Get = Callable[[Slice], float | None]


def _of(head: str, part: str) -> _Get:
    return lambda scores: getattr(getattr(scores, head), part, None)


def _of_risk(kind: str, part: str) -> _Get:
    return lambda scores: getattr(scores.risks.get(kind), part, None)


_MEASURES: Mapping[str, tuple[str, _Get]] = {
    "complaint_f1": ("complaint, macro F1", _of("complaint", "macro_f1")),
    "urgency_f1": ("urgency, macro F1", _of("urgency", "macro_f1")),
    "critical_recall": ("critical, recall", _of("critical", "recall")),
    "sentiment_f1": ("sentiment, macro F1", _of("sentiment", "macro_f1")),
    "topic_f1": ("topics, micro F1", _of("topic", "micro_f1")),
    **{
        f"{kind.value}_{part}": (f"{kind.value.replace('_', '-')}, {words}", _of_risk(kind.value, part))
        for kind in RISKS
        for part, words in (
            ("recall", "recall"),
            ("precision", "precision"),
            ("recall_at_precision", f"recall at precision ≥ {PRECISION}"),
        )
    },
    "complaint_calibration_error": ("complaint, calibration error", _of("complaint", "calibration_error")),
    "urgency_calibration_error": ("urgency, calibration error", _of("urgency", "calibration_error")),
    "complaint_unsure": ("complaint, left to a person", _of("complaint", "unsure")),
    "complaint_sure_accuracy": ("complaint, accuracy of the rest", _of("complaint", "sure_accuracy")),
    "urgency_unsure": ("urgency, left to a person", _of("urgency", "unsure")),
    "urgency_sure_accuracy": ("urgency, accuracy of the rest", _of("urgency", "sure_accuracy")),
}


def figures(classifier: Classifier, examples: Sequence[Example]) -> dict[str, dict[str, Figures]]:
    """What a manifest stores as `scores`: figures over all and by language, on `examples` and on a sample of them."""
    return {
        "held_out": summary(evaluate(classifier, examples)),
        "sample": {ALL: summary(evaluate(classifier, fixed_sample(examples)))[ALL]},
    }


def fixed_sample(examples: Iterable[Example]) -> list[Example]:
    """The same messages however the examples are ordered."""
    return sorted(examples, key=lambda example: hashlib.sha256(example.text.encode()).digest())[:SAMPLE]


def summary(scores: Scores) -> dict[str, Figures]:
    """The measures that could be taken, over all and by language, `n` beside them."""
    slices = {ALL: scores.overall, **scores.languages}
    return {name: {"n": slices[name].n} | _measured(slices[name]) for name in _ordered(slices)}


def _ordered(names: Iterable[str]) -> list[str]:
    """All first, then the supported languages in their order, then the others."""
    order = (ALL, *SUPPORTED)
    return sorted(names, key=lambda name: (order.index(name) if name in order else len(order), name))


def _measured(part: Slice) -> dict[str, float]:
    found = {name: get(part) for name, (_, get) in _MEASURES.items()}
    return {name: round(value, _DIGITS) for name, value in found.items() if value is not None}


def as_rows(found: Mapping[str, Figures]) -> list[list[str]]:
    """A table with a column for all and for each language; shares in points of a hundred, `–` for what is not known."""
    columns = _ordered(found)
    rows = [["measure", *columns], ["messages", *(str(found[column]["n"]) for column in columns)]]
    for name, (words, _) in _MEASURES.items():
        values = [found[column].get(name) for column in columns]
        if any(value is not None for value in values):
            rows.append([words, *("–" if value is None else f"{100 * value:.1f}" for value in values)])
    return rows


def as_markdown(found: Mapping[str, Figures]) -> str:
    """The table for a model card."""
    head, *rows = as_rows(found)
    line = ["---", *("---:" for _ in head[1:])]
    return "".join(f"| {' | '.join(row)} |\n" for row in (head, line, *rows))


def as_text(found: Mapping[str, Figures]) -> str:
    """The table for a terminal."""
    rows = as_rows(found)
    wide = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return "".join(
        "  ".join([row[0].ljust(wide[0]), *(cell.rjust(width) for cell, width in zip(row[1:], wide[1:], strict=True))])
        + "\n"
        for row in rows
    )
