# pyright: basic
# ONNX's types are too loose for strict checking.
"""Word vectors in four bits: half the file of a small model is its vocabulary, and half of that can go.

The base weights come in blocks of 32 values with a common scale and four bits each, and training leaves word vectors as
they are. So packing them in the same way takes nothing from them, and twice as many layers fit beside them.
"""

from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import helper, numpy_helper

BLOCK = 32
_MIDDLE = 8
_LOOK_UP = "Gather"


def pack(words: NDArray[np.float32]) -> tuple[NDArray[np.uint8], NDArray[np.float16]]:
    """Rows of values as half as many bytes (the low half of the bits holds the first half of a row), and their scales.

    The largest value of a block stands for −8 steps, as it does in the base weights.
    """
    rows, width = words.shape
    blocks = words.reshape(rows, width // BLOCK, BLOCK)
    largest = np.take_along_axis(blocks, np.abs(blocks).argmax(axis=2)[..., None], axis=2)[..., 0]
    scales: NDArray[np.float16] = (largest / -_MIDDLE).astype(np.float16)
    divisor = np.where(scales == 0, 1, scales).astype(np.float32)[..., None]
    steps = np.clip(np.rint(blocks / divisor) + _MIDDLE, 0, 15).astype(np.uint8).reshape(rows, width)
    packed = np.bitwise_or(steps[:, : width // 2], np.left_shift(steps[:, width // 2 :], 4), dtype=np.uint8)
    return packed, scales


def unpack(packed: NDArray[np.uint8], scales: NDArray[np.float16]) -> NDArray[np.float32]:
    """The values of what `pack` gave."""
    steps = np.concatenate((packed & 15, packed >> 4), axis=1).astype(np.float32) - _MIDDLE
    blocks = steps.reshape(len(steps), -1, BLOCK) * scales.astype(np.float32)[..., None]
    return blocks.reshape(len(steps), -1)


def pack_in(graph: onnx.GraphProto, name: str) -> None:
    """Replace the table `name` of an ONNX graph by its packed form, and the look-up in it by one that unpacks."""
    (table,) = (item for item in graph.initializer if item.name == name)
    (node,) = (item for item in graph.node if item.op_type == _LOOK_UP and item.input[0] == name)
    packed, scales = pack(numpy_helper.to_array(table))
    graph.initializer.remove(table)
    graph.initializer.extend(numpy_helper.from_array(*item) for item in _tables(name, packed, scales))
    place = list(graph.node).index(node)
    nodes = [*graph.node[:place], *_looked_up(name, node.input[1], node.output[0]), *graph.node[place + 1 :]]
    del graph.node[:]
    graph.node.extend(nodes)


def packed_in(values: dict[str, np.ndarray], name: str) -> NDArray[np.float32] | None:
    """The table `name` out of the tensors of a graph that `pack_in` has changed; None when it has not."""
    packed, scales = values.get(f"{name}.packed"), values.get(f"{name}.scales")
    return None if packed is None or scales is None else unpack(packed, scales)


def _tables(name: str, packed: NDArray[np.uint8], scales: NDArray[np.float16]) -> list[tuple[np.ndarray, str]]:
    blocks = scales.shape[1]
    return [
        (packed, f"{name}.packed"),
        (scales, f"{name}.scales"),
        (np.array(4, dtype=np.uint8), f"{name}.half"),
        (np.array(_MIDDLE, dtype=np.float32), f"{name}.middle"),
        (np.array([0, 0, blocks, BLOCK]), f"{name}.blocks"),
        (np.array([0, 0, blocks * BLOCK]), f"{name}.row"),
        (np.array([3]), f"{name}.last"),
    ]


def _looked_up(name: str, ids: str, output: str) -> list[onnx.NodeProto]:
    def node(kind: str, inputs: list[str], result: str, **given: Any) -> onnx.NodeProto:
        return helper.make_node(kind, inputs, [result], name=result, **given)

    def at(part: str) -> str:
        return f"{name}.{part}"

    return [
        node(_LOOK_UP, [at("packed"), ids], at("bytes")),
        node("BitShift", [at("bytes"), at("half")], at("second"), direction="RIGHT"),
        node("BitShift", [at("bytes"), at("half")], at("raised"), direction="LEFT"),
        node("BitShift", [at("raised"), at("half")], at("first"), direction="RIGHT"),
        node("Concat", [at("first"), at("second")], at("steps"), axis=-1),
        node("Cast", [at("steps")], at("floats"), to=onnx.TensorProto.FLOAT),
        node("Sub", [at("floats"), at("middle")], at("centred")),
        node("Reshape", [at("centred"), at("blocks")], at("blocked")),
        node(_LOOK_UP, [at("scales"), ids], at("halves")),
        node("Cast", [at("halves")], at("scale"), to=onnx.TensorProto.FLOAT),
        node("Unsqueeze", [at("scale"), at("last")], at("spread")),
        node("Mul", [at("blocked"), at("spread")], at("scaled")),
        node("Reshape", [at("scaled"), at("row")], output),
    ]
