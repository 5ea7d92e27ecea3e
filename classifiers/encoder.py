"""The model's arithmetic: texts in, logits and vectors out, on one thread."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import numpy as np
import onnxruntime as runtime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from classifiers.model_files import MODEL, TOKENIZER, UnreadableModel

Array = NDArray[np.float32]

_onnxruntime = cast("Any", runtime)
"""Its types name none of what is used here."""

_LONGEST = 16_000
"""Characters of a text that are read from its start; as many again from its end."""

_WINDOWS = 32
"""A long text is read in this many windows at most, enough for the longest message that any platform takes; of what is
longer still, most from its start and some from its end."""

_FROM_END = 8

_SLOWER = ["SkipLayerNormFusion"]
"""What onnxruntime would do by itself and what costs a fifth of the time: adding first and then norming is faster."""


@dataclass(frozen=True, slots=True)
class Reading:
    """`logits` (one row per window) and `vector` (their mean meaning, of length 1) of one text."""

    logits: Array
    vector: Array


def open_session(model: Path) -> Any:
    """An onnxruntime session on one thread. Raises what onnxruntime does."""
    options = _onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.log_severity_level = 3
    return _onnxruntime.InferenceSession(
        str(model), options, providers=["CPUExecutionProvider"], disabled_optimizers=_SLOWER
    )


class Encoder:
    """An onnxruntime session and its tokenizer; one thread, so that one process per core is best."""

    def __init__(self, folder: Path, max_tokens: int) -> None:
        """Raises `UnreadableModel`."""
        self._max_tokens = max_tokens
        try:
            self._tokenizer = Tokenizer.from_file(str(folder / TOKENIZER))
            self._session = open_session(folder / MODEL)
        except Exception as error:  # both libraries raise bare exceptions of their own
            raise UnreadableModel(f"The model at {folder} can't be loaded: {error}.") from error

    def read(self, texts: Sequence[str]) -> list[Reading]:
        """One reading per text, in order; time is bounded for any length."""
        encoded = self._tokenizer.encode_batch_fast([_bounded(text) for text in texts])
        return [self._read(encoding.ids) for encoding in encoded]

    def _read(self, ids: list[int]) -> Reading:
        windows = self._windows(ids)
        if len(windows) > _WINDOWS:
            windows = windows[: _WINDOWS - _FROM_END] + windows[-_FROM_END:]
        logits, vectors = zip(*map(self._run, windows), strict=True)
        mean: Array = vectors[0] if len(vectors) == 1 else np.mean(vectors, axis=0)
        return Reading(np.stack(logits), mean / (float(np.linalg.norm(mean)) or 1.0))

    def _windows(self, ids: list[int]) -> list[list[int]]:
        if len(ids) <= self._max_tokens:
            return [ids]
        first, *inner, last = ids
        step = self._max_tokens - 2
        return [[first, *inner[start : start + step], last] for start in range(0, len(inner), step)]

    def _run(self, window: list[int]) -> tuple[Array, Array]:
        """One window at a time: batches gain nothing on a processor, and in eight bits neighbours sway each other."""
        ids = np.array([window], dtype=np.int64)
        inputs = {"input_ids": ids, "attention_mask": np.ones_like(ids)}
        (logits,), (pooled,) = self._session.run(["logits", "pooled"], inputs)
        return logits, pooled


def _bounded(text: str) -> str:
    """Valid Unicode of bounded length."""
    text = text if len(text) <= 2 * _LONGEST else f"{text[:_LONGEST]} … {text[-_LONGEST:]}"
    return text.encode("utf-8", "replace").decode()
