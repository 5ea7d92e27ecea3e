"""Labelled examples of the corpus and which of them a message is most like: the reason for what only the model sees."""

import base64
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from classifiers.encoder import Array
from classifiers.model_files import EXAMPLES, UnreadableModel

_SCALE = 127.0
_LONGEST = 90


@dataclass(frozen=True, slots=True)
class LabelledText:
    """A message of the corpus and the labels it is an example of."""

    text: str
    labels: frozenset[str]


class Examples:
    """A few hundred labelled texts with their vectors, by label."""

    def __init__(self, texts: Sequence[LabelledText], vectors: Array) -> None:
        labels = sorted({label for example in texts for label in example.labels})
        rows = {label: [row for row, example in enumerate(texts) if label in example.labels] for label in labels}
        self._texts = {label: [texts[row].text for row in of_label] for label, of_label in rows.items()}
        self._vectors = {label: vectors[of_label] for label, of_label in rows.items()}

    def nearest(self, vector: Array, label: str) -> str | None:
        """The text with this label that means most nearly the same, shortened; None when there is none."""
        if label not in self._texts:
            return None
        text = self._texts[label][int((self._vectors[label] @ vector).argmax())]
        return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"


def read_likened(folder: Path) -> Examples:
    """The examples of a model folder. Raises `UnreadableModel`."""
    try:
        whole = json.loads((folder / EXAMPLES).read_text(encoding="utf-8"))
        texts = [LabelledText(item["text"], frozenset(item["labels"])) for item in whole["examples"]]
        vectors = np.frombuffer(base64.b64decode(whole["vectors"]), dtype=np.int8).reshape(len(texts), -1)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UnreadableModel(f"The examples of the model at {folder} can't be read: {error}.") from error
    return Examples(texts, vectors.astype(np.float32) / _SCALE)


def write_likened(folder: Path, texts: Iterable[LabelledText], vectors: Array) -> None:
    """Store them; vectors of length 1 keep two digits."""
    small = np.round(vectors * _SCALE).astype(np.int8)
    listed = [{"text": example.text, "labels": sorted(example.labels)} for example in texts]
    whole = {"examples": listed, "vectors": base64.b64encode(small.tobytes()).decode()}
    (folder / EXAMPLES).write_text(json.dumps(whole, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
