# pyright: basic
# ONNX's types are too loose for strict checking.
"""The network back from a model folder, so that a team can train on what is in use without the base weights.

Packed word vectors and eight-bit matrices become single precision again; what rounding took is regained in training.
"""

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import onnx
from onnx import numpy_helper
from transformers import BertConfig

from classifiers.model_files import CONFIG, MODEL, UnreadableModel
from classifiers.training.network import CareModel, load
from classifiers.training.nibbles import packed_in
from classifiers.training.outliers import SCALE

_LAYER = "encoder.encoder.layer.{}."
_NORMS = ("attention.output.LayerNorm", "output.LayerNorm")


def restore(folder: Path) -> CareModel:
    """The network of a model that was written by `export`. Raises `UnreadableModel`."""
    try:
        graph = onnx.load(str(folder / MODEL)).graph
        config = BertConfig.from_dict(json.loads((folder / CONFIG).read_text(encoding="utf-8")))
        model = CareModel(config)
        load(model, dict(_Graph(graph).tensors(config.num_hidden_layers, config.hidden_size)))
    except (OSError, ValueError, KeyError, IndexError, RuntimeError) as error:
        raise UnreadableModel(f"The model at {folder} can't be trained on: {error}.") from error
    return model


class _Graph:
    """The tensors of a fused, quantised graph: by name where the graph keeps names, matrices by their order."""

    def __init__(self, graph: onnx.GraphProto) -> None:
        self._values = {item.name: numpy_helper.to_array(item) for item in graph.initializer}
        self._nodes = graph.node

    def tensors(self, layers: int, width: int) -> Iterator[tuple[str, np.ndarray]]:
        yield from (
            (name, value) for name, value in self._values.items() if name.startswith("encoder.embeddings.LayerNorm")
        )
        yield "heads.bias", self._values["heads.bias"]
        for name in ("word", "position", "token_type"):
            yield f"encoder.embeddings.{name}_embeddings.weight", self._embedding(name)
        attention = [node for node in self._nodes if node.op_type == "QAttention"]
        matrices = [self._matrix(node.input[1]) for node in self._nodes if node.op_type == "MatMulInteger"]
        *dense, heads = matrices
        yield "heads.weight", heads.T
        for layer in range(layers):
            yield from self._layer(layer, attention[layer], dense[3 * layer : 3 * layer + 3], width)

    def _layer(
        self, layer: int, attention: onnx.NodeProto, dense: list, width: int
    ) -> Iterator[tuple[str, np.ndarray]]:
        prefix = _LAYER.format(layer)
        weight, bias = self._matrix(attention.input[1]), self._values[attention.input[2]]
        for place, part in enumerate(("query", "key", "value")):
            cut = slice(place * width, (place + 1) * width)
            yield f"{prefix}attention.self.{part}.weight", weight[:, cut].T
            yield f"{prefix}attention.self.{part}.bias", bias[cut]
        for name, matrix in zip(("attention.output.dense", "intermediate.dense", "output.dense"), dense, strict=True):
            yield f"{prefix}{name}.weight", self._untamed(layer, matrix).T if name == "output.dense" else matrix.T
            yield f"{prefix}{name}.bias", self._values[f"{prefix}{name}.bias"]
        for name in _NORMS:
            for part in ("weight", "bias"):
                yield f"{prefix}{name}.{part}", self._values[f"{prefix}{name}.{part}"]

    def _untamed(self, layer: int, matrix: np.ndarray) -> np.ndarray:
        scale = self._values.get(_LAYER.format(layer) + SCALE)
        return matrix if scale is None else matrix * scale[:, None]

    def _embedding(self, name: str) -> np.ndarray:
        whole = f"encoder.embeddings.{name}_embeddings.weight"
        packed = packed_in(self._values, whole)
        return self._values[whole] if packed is None else packed

    def _matrix(self, name: str) -> np.ndarray:
        stem = name.removesuffix("_quantized")
        scale, zero = self._values[f"{stem}_scale"], self._values[f"{stem}_zero_point"]
        return (self._values[name].astype(np.float32) - zero.astype(np.float32)) * scale
