# pyright: basic
# Torch's and ONNX's types are too loose for strict checking.
"""What making a model small takes from it: nothing from base word vectors, little from the rest."""

import json
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from onnx import helper, numpy_helper
from tokenizers import Tokenizer

from classifiers.encoder import Encoder
from classifiers.model_files import SHIPPED, TOKENIZER
from classifiers.training.export import export
from classifiers.training.fit import encode
from classifiers.training.nibbles import BLOCK, pack, pack_in, packed_in, unpack
from classifiers.training.outliers import tamed
from classifiers.training.restore import restore

TEXTS = [
    "my parcel was left in the rain again, thanks a lot",
    "grazie mille, tutto risolto",
    "gdzie jest moja paczka??",
]
steps = arrays(np.int64, (3, 2 * BLOCK), elements=st.integers(-8, 7))


@given(steps, st.floats(1e-3, 10.0))
def test_values_in_four_bits_are_packed_without_loss(values: np.ndarray, scale: float) -> None:
    values[:, ::BLOCK] = -8  # the largest of a block stands for −8 steps, as in the base weights
    words = (values * np.float16(scale).astype(np.float32)).astype(np.float32)
    packed, scales = pack(words)
    assert packed.nbytes == words.size // 2
    assert np.array_equal(unpack(packed, scales), words)


@given(arrays(np.float32, (2, 2 * BLOCK), elements=st.floats(-4, 4, width=16)))
def test_other_values_are_off_by_a_step_at_most(words: np.ndarray) -> None:
    largest = np.repeat(np.abs(words.reshape(2, 2, BLOCK)).max(axis=2), BLOCK, axis=1).reshape(words.shape)
    assert (np.abs(unpack(*pack(words)) - words) <= largest / 8 * 1.01 + 1e-6).all()


def test_a_packed_table_is_looked_up_as_the_table_was() -> None:
    table = unpack(*pack(np.random.default_rng(7).normal(size=(9, 2 * BLOCK)).astype(np.float32)))
    graph = helper.make_graph(
        [helper.make_node("Gather", ["words", "ids"], ["found"])],
        "look-up",
        [helper.make_tensor_value_info("ids", onnx.TensorProto.INT64, ["text", "token"])],
        [helper.make_tensor_value_info("found", onnx.TensorProto.FLOAT, None)],
        [numpy_helper.from_array(table, "words")],
    )
    pack_in(graph, "words")
    assert not any(item.name == "words" for item in graph.initializer)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    ids = np.array([[0, 8, 3], [3, 3, 1]])
    assert np.array_equal(np.asarray(session.run(None, {"ids": ids})[0]), table[ids])
    values = {item.name: numpy_helper.to_array(item) for item in graph.initializer}
    found = packed_in(values, "words")
    assert found is not None and np.array_equal(found, table)
    assert packed_in({}, "words") is None


def test_a_network_without_outliers_says_the_same() -> None:
    model, tokenizer = restore(SHIPPED).eval(), Tokenizer.from_file(str(SHIPPED / TOKENIZER))
    tame = tamed(model, tokenizer, TEXTS)
    with torch.no_grad():
        for text in TEXTS:
            ids, mask = encode(tokenizer, [text])
            assert torch.allclose(model(ids, mask)[0], tame(ids, mask)[0], atol=2e-3)


def test_eight_bits_say_nearly_the_same_as_single_precision(tmp_path: Path) -> None:
    model, tokenizer = restore(SHIPPED).eval(), json.loads((SHIPPED / TOKENIZER).read_text(encoding="utf-8"))
    export(model, tokenizer, tmp_path, TEXTS)
    encoder, reader = Encoder(tmp_path, 96), Tokenizer.from_str(json.dumps(tokenizer))
    with torch.no_grad():
        wanted = np.concatenate([model(*encode(reader, [text]))[0].numpy() for text in TEXTS])
    found = np.concatenate([reading.logits for reading in encoder.read(TEXTS)])
    assert np.corrcoef(found.ravel(), wanted.ravel())[0, 1] > 0.99
