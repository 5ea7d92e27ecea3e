"""`ascolto train`: what it refuses before it begins, and how a new model takes the place of an old one."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from bot.cli.main import app
from bot.domain.errors import Explained
from classifiers.model_files import MANIFEST, SHIPPED, Manifest, read_manifest
from classifiers.training import build, plan
from classifiers.training.examples import Example

RUN = CliRunner()
ROWS = [
    {"text": f"{thing} arrived broken, what a shame", "lang": "en", "complaint": 1, "urgency": "normal"}
    for thing in ("kettle", "lamp", "chair", "phone", "mug", "bike", "desk", "coat", "toy", "plate", "mirror", "fan")
]

Build = Callable[..., Manifest]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    path = tmp_path / "mine.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in ROWS), encoding="utf-8")
    return path


@pytest.fixture(autouse=True)
def small_corpus(monkeypatch: pytest.MonkeyPatch) -> None:
    """A corpus of a few messages; the whole one would be read twice in every test."""
    few = plan.own_corpus()[::400]
    monkeypatch.setattr(plan, "own_corpus", lambda: few)


def make(change: Callable[[Path], None] = lambda folder: None) -> Build:
    """Instead of a training: the shipped model, changed."""

    def built(source: Path, data: plan.Split, corpus: plan.Split, output: Path, *rest: Any, **how: Any) -> Manifest:
        shutil.copytree(SHIPPED, output, dirs_exist_ok=True)
        change(output)
        return read_manifest(output)

    return built


def deaf(folder: Path) -> None:
    """A model that calls nothing critical and no self-harm."""
    path = folder / MANIFEST
    manifest = json.loads(path.read_text(encoding="utf-8"))
    for label in ("critical", "high", "self_harm", "threat"):
        manifest["thresholds"][label] = {"*": 1.1}
    path.write_text(json.dumps(manifest), encoding="utf-8")


def train(*arguments: object) -> Any:
    return RUN.invoke(app, ["train", *map(str, arguments)])


def test_the_new_model_is_put_in_its_place(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build, "build_own", make())
    result = train("--data", data, "--output", tmp_path / "models" / "ours")
    assert result.exit_code == 0, result.output
    assert (tmp_path / "models" / "ours" / MANIFEST).is_file()
    assert sorted(path.name for path in (tmp_path / "models").iterdir()) == ["ours"]
    assert str(tmp_path / "models" / "ours") in result.stdout


def test_an_older_model_is_replaced_as_a_whole(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build, "build_own", make())
    shutil.copytree(SHIPPED, tmp_path / "ours")
    (tmp_path / "ours" / "left-over").touch()
    assert train("--data", data, "--output", tmp_path / "ours").exit_code == 0
    assert not (tmp_path / "ours" / "left-over").exists()


def test_a_worse_model_is_refused_and_the_old_one_stays(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    danger = Example(
        "I have taken the pills, tell my wife I am sorry",
        "en",
        "x",
        {"urgency": "critical", "risk": {"self_harm": True, "threat": False}},
        held_out=True,
    )
    monkeypatch.setattr(plan, "own_corpus", lambda: [danger] * 5)
    monkeypatch.setattr(build, "build_own", make(deaf))
    shutil.copytree(SHIPPED, tmp_path / "ours")
    before = (tmp_path / "ours" / MANIFEST).read_bytes()
    result = train("--data", data, "--output", tmp_path / "ours")
    assert isinstance(result.exception, Explained)
    assert "worse" in str(result.exception)
    assert (tmp_path / "ours" / MANIFEST).read_bytes() == before


@pytest.mark.parametrize("name", ["full", "file.txt"])
def test_nothing_but_a_model_is_ever_replaced(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(build, "build_own", make())
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "thesis.odt").write_text("years of work", encoding="utf-8")
    (tmp_path / "file.txt").write_text("also", encoding="utf-8")
    result = train("--data", data, "--output", tmp_path / name)
    assert isinstance(result.exception, Explained)
    assert "exists and is not a model" in str(result.exception)
    assert (tmp_path / "full" / "thesis.odt").exists() and (tmp_path / "file.txt").exists()


def test_the_root_is_no_folder_for_a_model(data: Path) -> None:
    assert "is no folder for a model" in str(train("--data", data, "--output", "/").exception)


def test_something_to_learn_from_must_be_named(tmp_path: Path) -> None:
    assert "Say what to learn from" in str(train("--output", tmp_path / "ours").exception)


def test_without_a_word_from_anybody_there_is_nothing_to_learn(tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path / 'desk.db'}"
    result = train("--data", "corrections", "--output", tmp_path / "ours", "--database", database)
    assert "Nobody has corrected or confirmed a label yet" in str(result.exception)
