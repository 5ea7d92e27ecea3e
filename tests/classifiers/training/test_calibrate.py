"""Calibration: probabilities that come true, thresholds per language, and doubt for the least certain."""

from dataclasses import replace

import numpy as np
import pytest

from classifiers.evaluation.metrics import calibration_error
from classifiers.heads import COMPLAINT, RISK, outputs
from classifiers.model_files import WIDTH, empty_manifest
from classifiers.training.calibrate import calibrate, probabilities
from classifiers.training.examples import Example

MANIFEST = empty_manifest("x", "1", 96)
URGENCIES = ("low", "normal", "high", "critical")


def messages(count: int, language: str, shift: float, sharpness: float, seed: int) -> tuple[np.ndarray, list[Example]]:
    """Logits whose truth follows the plain sigmoid, made `sharpness` times too sure and shifted in a language."""
    turn = np.random.default_rng(seed)
    honest = turn.normal(0, 2, count)
    true = turn.random(count) < 1 / (1 + np.exp(-honest))
    logits = turn.normal(0, 1, (count, WIDTH)).astype(np.float32)
    logits[:, outputs()[COMPLAINT.name].start] = honest * sharpness + shift
    examples = [
        Example(f"{language}{number}", language, "x", {"complaint": {"complaint": bool(flag)}})
        for number, flag in enumerate(true)
    ]
    return logits, examples


@pytest.mark.parametrize("sharpness", [0.5, 1.0, 3.0])
def test_probabilities_come_true(sharpness: float) -> None:
    logits, examples = messages(3_000, "en", 0.0, sharpness, seed=1)
    manifest = calibrate(MANIFEST, logits, examples)
    likely = probabilities(manifest, logits, COMPLAINT)[:, 0]
    true = [example.labels["complaint"]["complaint"] for example in examples]
    error = calibration_error([float(chance) for chance in likely], true)
    assert error is not None and error < 0.04
    assert manifest.temperatures["complaint"] == pytest.approx(sharpness, rel=0.25)


def test_a_language_whose_scores_lie_lower_gets_a_lower_threshold() -> None:
    one, other = messages(1_000, "en", 0.0, 1.0, seed=2), messages(1_000, "pl", -2.0, 1.0, seed=3)
    manifest = calibrate(MANIFEST, np.concatenate((one[0], other[0])), [*one[1], *other[1]])
    assert manifest.threshold("complaint", "pl") < manifest.threshold("complaint", "en") - 0.1


def test_a_language_with_few_messages_keeps_near_the_common_threshold() -> None:
    many, few = messages(2_000, "en", 0.0, 1.0, seed=4), messages(10, "de", -2.0, 1.0, seed=5)
    manifest = calibrate(MANIFEST, np.concatenate((many[0], few[0])), [*many[1], *few[1]])
    assert abs(manifest.threshold("complaint", "de") - manifest.threshold("complaint", "xx")) < 0.06


def test_where_a_team_means_something_of_its_own_no_other_language_counts() -> None:
    corpus, own = messages(2_000, "pl", 0.0, 1.0, seed=7), messages(300, "en", -2.0, 1.0, seed=8)
    logits, examples = np.concatenate((corpus[0], own[0])), [*corpus[1], *own[1]]
    lent, alone = calibrate(MANIFEST, logits, examples), calibrate(MANIFEST, logits, examples, {("complaint", "en")})
    assert alone.threshold("complaint", "pl") == lent.threshold("complaint", "pl")
    assert alone.threshold("complaint", "en") < lent.threshold("complaint", "en") - 0.05


def test_about_one_in_twelve_is_left_to_a_person() -> None:
    logits, examples = messages(2_000, "en", 0.0, 1.0, seed=6)
    manifest = calibrate(MANIFEST, logits, examples)
    likely = probabilities(manifest, logits, COMPLAINT)[:, 0]
    unsure = np.maximum(likely, 1 - likely) < manifest.unsure["complaint"]
    assert 0.06 < unsure.mean() < 0.1


def test_a_grave_level_is_told_early() -> None:
    """Half of the doubtful are critical: the threshold leans to telling it."""
    turn = np.random.default_rng(7)
    logits = turn.normal(0, 0.1, (400, WIDTH)).astype(np.float32)
    place = outputs()["urgency"].start
    logits[:200, place + 1] += 2.0
    logits[:200, place + 3] += 1.2
    levels = ["critical" if number % 2 else "normal" for number in range(200)] + ["low"] * 200
    examples = [Example(str(number), "en", "x", {"urgency": level}) for number, level in enumerate(levels)]
    manifest = calibrate(replace(MANIFEST), logits, examples)
    assert manifest.threshold("critical", "en") < 0.3


def test_of_danger_as_much_is_told_as_precision_allows() -> None:
    turn = np.random.default_rng(8)
    logits = turn.normal(0, 0.1, (1_000, WIDTH)).astype(np.float32)
    place = outputs()["risk"].start
    true = np.arange(1_000) % 10 == 0
    logits[:, place] = np.where(true, turn.normal(1.0, 1.0, 1_000), turn.normal(-1.5, 1.0, 1_000))
    examples = [
        Example(str(number), "en", "x", {"risk": {"self_harm": bool(flag)}}) for number, flag in enumerate(true)
    ]
    manifest = calibrate(MANIFEST, logits, examples)
    told = probabilities(manifest, logits, RISK)[:, 0] >= manifest.threshold("self_harm", "en")
    assert 0.6 <= true[told].mean() < 0.66
    assert told[true].mean() > 0.6
