# pyright: basic
# Torch's and ONNX's types are too loose for strict checking.
"""From the trained network to the files that a desk loads: ONNX in eight bits, tokenizer, configuration."""

import json
import logging
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers.fusion_options import FusionOptions
from onnxruntime.transformers.optimizer import optimize_model
from tokenizers import Tokenizer

from classifiers.model_files import CONFIG, MODEL, TOKENIZER, TOKENIZER_CONFIG
from classifiers.training.fit import MAX_TOKENS
from classifiers.training.network import CareModel
from classifiers.training.nibbles import pack_in
from classifiers.training.outliers import tamed

WORDS = "encoder.embeddings.word_embeddings.weight"
_OPSET = 17


def export(model: CareModel, tokenizer: dict[str, Any], folder: Path, texts: Sequence[str]) -> None:
    """Write model, tokenizer and configuration into `folder`; `texts` show how large the activations grow."""
    folder.mkdir(parents=True, exist_ok=True)
    with _quiet():
        _write_model(tamed(model, Tokenizer.from_str(json.dumps(tokenizer)), texts), folder)
    (folder / TOKENIZER).write_text(json.dumps(tokenizer, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
    _write_configuration(model, folder)


@contextmanager
def _quiet() -> Iterator[None]:
    """The optimiser and the quantiser tell of every node."""
    before = logging.root.manager.disable
    logging.disable(logging.WARNING)
    try:
        yield
    finally:
        logging.disable(before)


def _write_model(model: CareModel, folder: Path) -> None:
    plain, fused = folder / "plain.onnx.part", folder / "fused.onnx.part"
    try:
        _to_onnx(model, plain)
        _fuse(plain, fused, model)
        _pack(fused)
        quantize_dynamic(
            fused,
            folder / MODEL,
            per_channel=True,
            # Seven bits: processors without VNNI would overflow with eight and score differently.
            reduce_range=True,
            weight_type=QuantType.QInt8,
            op_types_to_quantize=["MatMul", "Attention"],
            extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
        )
    finally:
        for part in (plain, fused):
            part.unlink(missing_ok=True)


def _to_onnx(model: CareModel, path: Path) -> None:
    model.eval()
    ids = torch.tensor([[0, 5, 6, 7, 2], [0, 5, 2, 1, 1]])
    mask = (ids != 1).long()
    axes = {0: "text", 1: "token"}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the exporter warns of its own successor and of traced shapes
        torch.onnx.export(
            model,
            (ids, mask),
            str(path),
            dynamo=False,
            opset_version=_OPSET,
            input_names=["input_ids", "attention_mask"],
            output_names=["logits", "pooled"],
            dynamic_axes={"input_ids": axes, "attention_mask": axes, "logits": {0: "text"}, "pooled": {0: "text"}},
        )


def _fuse(source: Path, target: Path, model: CareModel) -> None:
    options = FusionOptions("bert")
    options.enable_embed_layer_norm = False  # it would hide the word vectors, which are to be packed
    options.enable_skip_layer_norm = options.enable_bias_skip_layer_norm = False  # slower than adding, then norming
    config = model.config
    fused = optimize_model(
        str(source),
        model_type="bert",
        num_heads=config.num_attention_heads,
        hidden_size=config.hidden_size,
        optimization_options=options,
        opt_level=0,
    )
    fused.save_model_to_file(str(target))


def _pack(path: Path) -> None:
    whole = onnx.load(str(path))
    pack_in(whole.graph, WORDS)
    onnx.save(whole, str(path))


def _write_configuration(model: CareModel, folder: Path) -> None:
    model.config.architectures = ["BertForSequenceClassification"]
    config = model.config.to_dict() | {"problem_type": "multi_label_classification"}
    (folder / CONFIG).write_text(json.dumps(config, indent=1, sort_keys=True, default=str) + "\n", encoding="utf-8")
    words = {
        "tokenizer_class": "PreTrainedTokenizerFast",
        "model_max_length": MAX_TOKENS,
        "bos_token": "<s>",
        "cls_token": "<s>",
        "eos_token": "</s>",
        "sep_token": "</s>",
        "pad_token": "<pad>",
        "unk_token": "<unk>",
    }
    (folder / TOKENIZER_CONFIG).write_text(json.dumps(words, indent=1) + "\n", encoding="utf-8")
