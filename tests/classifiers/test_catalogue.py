"""Which classifier a setting means, and what stands in when the shipped model can't be used."""

import sys
from pathlib import Path

import pytest

from classifiers import catalogue
from classifiers.catalogue import make_classifier
from classifiers.degraded import StandIn
from classifiers.model_files import MANIFEST, UnreadableModel


def test_rules_are_a_choice_and_not_degraded() -> None:
    classifier = make_classifier("rules")
    assert not classifier.degraded
    assert not classifier.classify(["my parcel is lost"])[0].degraded


@pytest.mark.parametrize("manifest", [None, "", "[]", "{}", '{"name": 1}'])
def test_without_a_whole_shipped_model_rules_stand_in_and_say_why(
    manifest: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if manifest is not None:
        (tmp_path / MANIFEST).write_text(manifest)
    monkeypatch.setattr(catalogue, "SHIPPED", tmp_path)
    classifier = make_classifier(None)
    assert isinstance(classifier, StandIn)
    assert str(tmp_path) in classifier.fault
    assert classifier.fault.endswith(".")
    found = classifier.classify(["my parcel is lost and nobody answers"])[0]
    assert found.complaint
    assert found.degraded
    assert found.to_json()["degraded"] is True


def test_a_package_that_is_missing_degrades_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("classifiers.model", "classifiers.encoder"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    classifier = make_classifier(None)
    assert isinstance(classifier, StandIn)
    assert "onnxruntime" in classifier.fault


@pytest.mark.parametrize("marker", [None, MANIFEST])
def test_a_folder_that_was_named_never_degrades(marker: str | None, tmp_path: Path) -> None:
    if marker is not None:
        (tmp_path / marker).write_text("{}")
    with pytest.raises(UnreadableModel, match=tmp_path.name):
        make_classifier(str(tmp_path))


def test_nothing_stands_in_for_the_rules_so_a_person_reads_what_they_cannot_bear(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def burst(_text: str) -> None:
        raise RuntimeError

    monkeypatch.setattr("classifiers.rules.view", burst)
    found = StandIn("The model is gone.").classify(["hello", "there"])
    assert [(each.urgency.value, each.degraded) for each in found] == [("high", True)] * 2
    assert "please read it" in found[0].reasons[0]
