"""From logits to decisions."""

from dataclasses import replace

import numpy as np
import pytest

from bot.domain.classification import SensitiveKind, Sentiment, Urgency
from classifiers.heads import outputs
from classifiers.judgement import judge
from classifiers.model_files import WIDTH, empty_manifest

MANIFEST = empty_manifest("x", "1", 96)
PLACES = outputs()


def window(**logits: list[float]) -> np.ndarray:
    row = np.zeros(WIDTH, dtype=np.float32)
    for head, values in logits.items():
        row[PLACES[head].start : PLACES[head].start + len(values)] = values
    return row


def judged(*windows: np.ndarray, language: str = "en", manifest: object = MANIFEST):
    return judge(np.stack(windows), language, manifest)  # type: ignore[arg-type]


def test_the_likeliest_labels_are_told() -> None:
    found = judged(
        window(complaint=[2.0], urgency=[0, 4, 0, 0], sentiment=[3, 0, 0], topic=[0, 5], risk=[-9, -9, 9, -9, -9, -9])
    )
    assert found.complaint and found.complaint_score == pytest.approx(0.881, abs=0.001)
    assert (found.urgency, found.sentiment) == (Urgency.NORMAL, Sentiment.NEGATIVE)
    assert [topic.value for topic in found.topics] == ["delivery"]
    assert found.told == {SensitiveKind.ABUSE}
    assert sum(found.urgency_scores.values()) == pytest.approx(1.0)


def test_a_language_has_its_own_threshold() -> None:
    manifest = replace(MANIFEST, thresholds={**MANIFEST.thresholds, "complaint": {"*": 0.5, "ro": 0.3}})
    row = window(complaint=[-0.5])
    assert not judged(row, language="en", manifest=manifest).complaint
    assert judged(row, language="ro", manifest=manifest).complaint


def test_the_gravest_window_of_a_long_text_decides() -> None:
    harmless = window(urgency=[5, 0, 0, 0], risk=[-5] * 6)
    grave = window(urgency=[0, 0, 0, 5], risk=[5, -5, -5, -5, -5, -5])
    found = judged(harmless, harmless, grave, harmless)
    assert found.urgency is Urgency.CRITICAL
    assert found.told == {SensitiveKind.SELF_HARM}


def test_what_lies_at_or_above_a_level_speaks_for_it() -> None:
    """Critical and high together outweigh normal, though neither does alone."""
    found = judged(window(urgency=[-9, 1.0, 0.8, 0.7]))
    assert found.urgency is Urgency.HIGH


def test_two_topics_when_both_are_about_as_likely() -> None:
    found = judged(window(topic=[6.0, 6.1]))
    assert {topic.value for topic in found.topics} == {"billing", "delivery"}


def test_what_it_would_not_vouch_for_is_named() -> None:
    manifest = replace(MANIFEST, unsure={**MANIFEST.unsure, "complaint": 0.6, "urgency": 0.4})
    assert judged(window(complaint=[0.1], urgency=[0, 9]), manifest=manifest).unsure == ("complaint",)
    assert judged(window(complaint=[5], urgency=[0, 0.1, 0, 0]), manifest=manifest).unsure == ("urgency",)
    assert judged(window(complaint=[-5], urgency=[0, 9]), manifest=manifest).unsure == ()
