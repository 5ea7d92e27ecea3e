"""The shipped weights, their manifest, their card, the figures in the documentation and a new evaluation agree."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from classifiers.evaluation.evaluate import evaluate
from classifiers.evaluation.figures import ALL, SAMPLE, as_markdown, fixed_sample, summary
from classifiers.evaluation.scores import Scores
from classifiers.model import ModelClassifier
from classifiers.model_files import CARD, MANIFEST, MODEL, SHIPPED, Manifest, digest, read_manifest
from classifiers.training.plan import own_corpus, split_corpus
from scripts.evaluate import with_figures

DOCS = Path(__file__).parents[2] / "docs"
POINTS = 0.015
"""Processors round differently."""

MAY_WEIGH = {"model.onnx": 30_000_000, "tokenizer.json": 2_000_000}


@pytest.fixture(scope="module")
def manifest() -> Manifest:
    return read_manifest(SHIPPED)


@pytest.fixture(scope="module")
def stored() -> Mapping[str, Any]:
    return json.loads((DOCS / "figures-classifier.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def anew() -> Scores:
    return evaluate(ModelClassifier(), fixed_sample(split_corpus(own_corpus()).measure))


def test_the_manifest_binds_every_file_that_a_desk_loads(manifest: Manifest) -> None:
    loaded = {path.name for path in SHIPPED.iterdir() if path.suffix in (".onnx", ".json")} - {MANIFEST}
    assert set(manifest.sha256) == loaded
    for name, wanted in manifest.sha256.items():
        assert digest(SHIPPED / name) == wanted, name


@pytest.mark.parametrize(("name", "most"), MAY_WEIGH.items())
def test_the_files_stay_small(name: str, most: int) -> None:
    assert (SHIPPED / name).stat().st_size <= most


def test_the_card_shows_the_figures_of_the_manifest(manifest: Manifest) -> None:
    card = (SHIPPED / CARD).read_text("utf-8")
    assert as_markdown(manifest.scores["held_out"]) in card
    assert manifest.model in card


def test_the_documentation_shows_the_stored_figures(stored: Mapping[str, Any]) -> None:
    page = (DOCS / "classifier.md").read_text("utf-8")
    assert with_figures(page, stored) == page, "run make eval"


def test_the_stored_figures_are_those_of_the_shipped_weights(manifest: Manifest, stored: Mapping[str, Any]) -> None:
    assert (stored["model"], stored["sha256"]) == (manifest.model, digest(SHIPPED / MODEL)), "run make eval"
    assert set(stored["held_out"]) == set(manifest.scores["held_out"])
    for language, wanted in manifest.scores["held_out"].items():
        found = stored["held_out"][language]
        assert found["n"] == wanted["n"]
        for name in (name for name in wanted if name.endswith("_f1")):
            assert found[name] == pytest.approx(wanted[name], abs=POINTS), (language, name)


def test_an_evaluation_gives_the_figures_of_the_manifest(manifest: Manifest, anew: Scores) -> None:
    wanted, found = manifest.scores["sample"][ALL], summary(anew)[ALL]
    assert found["n"] == wanted["n"] == SAMPLE
    for name in ("complaint_f1", "urgency_f1", "sentiment_f1", "topic_f1"):
        assert found[name] == pytest.approx(wanted[name], abs=POINTS), name


def test_an_evaluation_finds_the_dangers_that_the_manifest_promises(manifest: Manifest, anew: Scores) -> None:
    wanted, found = manifest.scores["sample"][ALL], summary(anew)[ALL]
    flags = {"critical": anew.overall.critical} | dict(anew.overall.risks)
    for name, flag in flags.items():
        assert flag is not None
        one_message = 1 / flag.present + 1e-4  # of a few messages, one is more than a point; stored with four digits
        assert found[f"{name}_recall"] == pytest.approx(wanted[f"{name}_recall"], abs=max(POINTS, one_message)), name
