"""The files of a model folder and the manifest that binds them together."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from bot.domain.errors import Explained
from classifiers.heads import HEADS, outputs

MODEL = "model.onnx"
TOKENIZER = "tokenizer.json"
TOKENIZER_CONFIG = "tokenizer_config.json"
CONFIG = "config.json"
EXAMPLES = "examples.json"
MANIFEST = "manifest.json"
CARD = "README.md"

SHIPPED = Path(__file__).with_name("weights")
"""The model that comes with Ascolto."""

ANY_LANGUAGE = "*"


class UnreadableModel(Explained):
    """A model folder that can't be used; the sentence names the file and the fix."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What must be known about a model beside its weights.

    `temperatures` divide the logits of a head. `thresholds` give, for a head or a flag and a language (`*` for any
    other), the probability from which it is told. Below `unsure` (head, certainty of its best answer) a person looks.
    """

    name: str
    version: str
    labels: Mapping[str, list[str]]
    max_tokens: int
    temperatures: Mapping[str, float]
    thresholds: Mapping[str, Mapping[str, float]]
    unsure: Mapping[str, float]
    sha256: Mapping[str, str] = field(default_factory=dict[str, str])
    scores: Mapping[str, Any] = field(default_factory=dict[str, Any])

    @property
    def model(self) -> str:
        """`name@version`, stored beside every result."""
        return f"{self.name}@{self.version}"

    def threshold(self, flag: str, language: str) -> float:
        """From which probability `flag` is told in `language`."""
        of_flag = self.thresholds[flag]
        return of_flag.get(language, of_flag[ANY_LANGUAGE])

    def write(self, folder: Path) -> None:
        """Store it in `folder`, with the digests of the files there."""
        whole = asdict(self) | {"sha256": {name: digest(folder / name) for name in _BOUND if (folder / name).exists()}}
        text = json.dumps(whole, indent=1, ensure_ascii=False, sort_keys=True)
        (folder / MANIFEST).write_text(text + "\n", encoding="utf-8")


_BOUND = (MODEL, TOKENIZER, TOKENIZER_CONFIG, CONFIG, EXAMPLES)


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a model folder, its files checked. Raises `UnreadableModel`."""
    path = folder / MANIFEST
    try:
        manifest = Manifest(**json.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError as error:
        raise UnreadableModel(f"There is no model at {folder}: {MANIFEST} is missing; check the path.") from error
    except (OSError, ValueError, TypeError) as error:
        raise UnreadableModel(f"The manifest {path} can't be read: {error}.") from error
    if {head.name: list(head.labels) for head in HEADS} != dict(manifest.labels):
        raise UnreadableModel(f"The model at {folder} has other labels than this Ascolto; train it again.")
    for name, wanted in manifest.sha256.items():
        _check(folder / name, wanted)
    return manifest


def _check(path: Path, wanted: str) -> None:
    try:
        found = digest(path)
    except OSError as error:
        raise UnreadableModel(f"The model's file {path} can't be read ({error.strerror}); put it back.") from error
    if found != wanted:
        raise UnreadableModel(f"The model's file {path} was changed or damaged; restore it, or train the model again.")


def digest(path: Path) -> str:
    """The file's sha256."""
    with path.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()


def empty_manifest(name: str, version: str, max_tokens: int) -> Manifest:
    """A manifest before calibration: every flag from one half, never unsure."""
    flags = [label for head in HEADS for label in head.labels]
    return Manifest(
        name=name,
        version=version,
        labels={head.name: list(head.labels) for head in HEADS},
        max_tokens=max_tokens,
        temperatures={head.name: 1.0 for head in HEADS},
        thresholds={flag: {ANY_LANGUAGE: 0.5} for flag in flags},
        unsure={head.name: 0.0 for head in HEADS},
    )


WIDTH = max(place.stop for place in outputs().values())
"""How many outputs the model has."""
