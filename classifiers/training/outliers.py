# pyright: basic
# Torch's types are too loose for strict checking.
"""Outliers between the two halves of a feed-forward layer, which would ruin eight-bit arithmetic.

Eight bits are shared out over the whole range of a layer's activations. In this encoder one of 1,536 may be fourteen
times as large as all others, which leaves them a handful of steps. Dividing it, and multiplying its row of weights,
changes nothing in exact arithmetic and halves the error in eight bits.
"""

import copy
from collections.abc import Sequence
from typing import Any

import torch
from tokenizers import Tokenizer
from torch import nn

from classifiers.training.fit import encode
from classifiers.training.network import CareModel

SCALE = "intermediate.intermediate_act_fn.scale"
_USUAL = 0.99
"""The share of a layer's activations whose largest values are the usual ones."""


class _Scaled(nn.Module):
    """An activation function, its results times a constant each."""

    def __init__(self, function: nn.Module, scale: torch.Tensor) -> None:
        super().__init__()
        self.function = function
        self.register_buffer("scale", scale)

    def forward(self, hidden: torch.Tensor) -> torch.Tensor:
        return self.function(hidden) * self.scale


def tamed(model: CareModel, tokenizer: Tokenizer, texts: Sequence[str]) -> CareModel:
    """A copy of the network that computes the same without outliers, as far as `texts` show them."""
    made = copy.deepcopy(model).eval()
    largest = _largest(made, tokenizer, texts)
    for layer, found in zip(_layers(made), largest, strict=True):
        usual = max(float(found.quantile(_USUAL)), 1e-6)
        factor = (found / usual).clamp(min=1.0)
        layer.output.dense.weight.data *= factor
        layer.intermediate.intermediate_act_fn = _Scaled(layer.intermediate.intermediate_act_fn, 1.0 / factor)
    return made


def _layers(model: CareModel) -> list[Any]:
    return list(model.encoder.encoder.layer)


def _largest(model: CareModel, tokenizer: Tokenizer, texts: Sequence[str]) -> list[torch.Tensor]:
    """The largest activation of each place in front of each second half."""
    seconds = [layer.output.dense for layer in _layers(model)]
    found = [torch.zeros(second.in_features) for second in seconds]

    def watcher(kept: torch.Tensor):
        def watch(_module: nn.Module, inputs: tuple[torch.Tensor, ...]) -> None:
            torch.maximum(kept, inputs[0].abs().flatten(0, 1).amax(0), out=kept)

        return watch

    watching = [second.register_forward_pre_hook(watcher(kept)) for second, kept in zip(seconds, found, strict=True)]
    with torch.no_grad():
        for text in texts:
            model(*encode(tokenizer, [text]))
    for watch in watching:
        watch.remove()
    return found
