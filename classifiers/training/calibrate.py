"""Fitting what stands between logits and decisions on messages that training has not seen."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from functools import partial

import numpy as np
from numpy.typing import NDArray

from classifiers.encoder import Array
from classifiers.heads import COMPLAINT, HEADS, RISK, URGENCY, Head, Shape, outputs
from classifiers.judgement import judge, spread
from classifiers.model_files import ANY_LANGUAGE, Manifest
from classifiers.training.examples import Example

Flags = NDArray[np.bool_]
Chooser = Callable[[Array, Flags], float]
"""From scores and what is true, the threshold."""

_TEMPERATURES = np.geomspace(0.4, 4.0, 60)
_STEPS = np.linspace(0.05, 0.95, 91)
_ABOUT = 0.015
_TRUST = 400
"""A language's own threshold weighs half when it rests on this many messages; with fewer the common one prevails."""

UNSURE_SHARE = 0.08
"""The least certain part of what is seen in calibration is left to a person."""

_RECALL = {"minor": 1.6, "abuse": 1.2, "legal": 1.5, "health": 1.2, "critical": 2.3}
"""How many times recall counts as much as precision: an overlooked danger is worse than a second look."""

_LEAST_PRECISION = {"self_harm": 0.6, "threat": 0.6}
"""As much of these is told as can be, while so many of the told ones are right."""

_PLACES = outputs()


def calibrate(
    manifest: Manifest, logits: Array, examples: Sequence[Example], alone: Collection[tuple[str, str]] = ()
) -> Manifest:
    """The manifest with temperatures, thresholds and the level of doubt fitted to `examples` (a row of logits each).

    `alone` names heads and languages whose examples mean something of their own: no other language's threshold counts.
    """
    temperatures = {head.name: _temperature(logits, examples, head) for head in HEADS}
    manifest = replace(manifest, temperatures=temperatures)
    manifest = replace(manifest, thresholds=_thresholds(manifest, logits, examples, alone))
    return replace(manifest, unsure=_unsure(manifest, logits, examples))


def probabilities(manifest: Manifest, logits: Array, head: Head) -> Array:
    """The calibrated probabilities of a head, one row per message."""
    return spread(logits[:, _PLACES[head.name]] / manifest.temperatures[head.name], head)


def truth(examples: Sequence[Example], head: Head) -> tuple[Flags, Flags]:
    """Which label is true and which is known, one row per message and one column per label."""
    true = np.zeros((len(examples), len(head.labels)), dtype=np.bool_)
    known = np.zeros_like(true)
    for row, example in enumerate(examples):
        label = example.labels.get(head.name)
        if label is None:
            continue
        for column, name in enumerate(head.labels):
            known[row, column] = head.shape is Shape.CHOICE or name in label
            true[row, column] = label == name if head.shape is Shape.CHOICE else bool(label.get(name, False))
    return true, known


def _temperature(logits: Array, examples: Sequence[Example], head: Head) -> float:
    true, known = truth(examples, head)
    rows = logits[:, _PLACES[head.name]]

    def surprise(temperature: float) -> float:
        likely = spread(rows / temperature, head)
        likely = np.where(true, likely, 1.0 - likely) if head.shape is Shape.FLAGS else np.where(true, likely, 1.0)
        return float(-np.log(np.clip(likely[known], 1e-9, 1.0)).sum())

    return float(min(_TEMPERATURES, key=surprise)) if known.any() else 1.0


def _thresholds(
    manifest: Manifest, logits: Array, examples: Sequence[Example], alone: Collection[tuple[str, str]]
) -> dict[str, dict[str, float]]:
    found = {label: {ANY_LANGUAGE: 0.5} for head in HEADS for label in head.labels}
    languages = np.array([example.language for example in examples])
    for head, labels in ((COMPLAINT, COMPLAINT.labels), (RISK, RISK.labels), (URGENCY, ("critical", "high"))):
        likely, (true, known) = probabilities(manifest, logits, head), truth(examples, head)
        own = {language for name, language in alone if name == head.name}
        for label in labels:
            column = head.labels.index(label)
            if head is URGENCY:  # a level is reached by everything at or above it
                scores, wanted = likely[:, column:].sum(axis=1), np.logical_or.reduce(true[:, column:], axis=1)
            else:
                scores, wanted = likely[:, column], true[:, column]
            rows = known[:, column]
            found[label] = _per_language(scores[rows], wanted[rows], languages[rows], own, _chooser(label))
    return found


def _chooser(label: str) -> Chooser:
    if label in _LEAST_PRECISION:
        return partial(_lowest, precision=_LEAST_PRECISION[label])
    return partial(_best, recall=_RECALL.get(label, 1.0))


def _per_language(
    scores: Array, wanted: Flags, languages: NDArray[np.str_], alone: Collection[str], choose: Chooser
) -> dict[str, float]:
    common = choose(scores, wanted)
    found = {ANY_LANGUAGE: common}
    for language in sorted(set(languages)):
        rows = languages == language
        if wanted[rows].any():
            trust = 1.0 if language in alone else rows.sum() / (rows.sum() + _TRUST)
            own = choose(scores[rows], wanted[rows])
            found[str(language)] = round(float(trust * own + (1 - trust) * common), 4)
    return found


def _best(scores: Array, wanted: Flags, recall: float) -> float:
    """The middle of the thresholds whose F-score is about the best: with few messages, the very best one is chance.

    Where yes and no count the same, the macro F1 over both.
    """
    if not wanted.any():
        return 0.5
    values = np.array([_score(scores >= step, wanted, recall) for step in _STEPS])
    return round(float(np.median(_STEPS[values >= values.max() - _ABOUT])), 4)


def _lowest(scores: Array, wanted: Flags, precision: float) -> float:
    """The lowest threshold above which at least this share is right; one half when there is none."""
    for step in _STEPS:
        told = scores >= step
        if wanted.any() and told.any() and wanted[told].mean() >= precision:
            return round(float(step), 4)
    return 0.5


def _score(told: Flags, wanted: Flags, recall: float) -> float:
    if recall == 1.0:
        return (_f_score(told, wanted, 1.0) + _f_score(~told, ~wanted, 1.0)) / 2
    return _f_score(told, wanted, recall)


def _f_score(told: Flags, wanted: Flags, recall: float) -> float:
    right = float((told & wanted).sum())
    weight = recall * recall
    whole = (1 + weight) * right + weight * float((~told & wanted).sum()) + float((told & ~wanted).sum())
    return (1 + weight) * right / whole if whole else 1.0


def _unsure(manifest: Manifest, logits: Array, examples: Sequence[Example]) -> Mapping[str, float]:
    judged = [judge(logits[row : row + 1], example.language, manifest) for row, example in enumerate(examples)]
    levels = {head.name: 0.0 for head in HEADS}
    for head in (COMPLAINT, URGENCY):
        certain = [found.certainty[head.name] for found in judged]
        levels[head.name] = round(float(np.quantile(certain, UNSURE_SHARE)), 4)
    return levels
