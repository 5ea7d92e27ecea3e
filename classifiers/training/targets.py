# pyright: basic
# Torch's types are too loose for strict checking.
"""Labels as tensors, and the loss over them: each example trains only the heads whose labels it has."""

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch.nn import functional

from classifiers.heads import COMPLAINT, HEADS, RISK, SENTIMENT, TOPIC, URGENCY, Head, Shape, outputs
from classifiers.training.examples import Example

_SMOOTHING = 0.05
_HEAD_WEIGHTS = {COMPLAINT.name: 1.0, URGENCY.name: 1.0, SENTIMENT.name: 0.8, TOPIC.name: 1.2, RISK.name: 1.5}
_RARE = 3.0
"""A missed risk costs more than a false one."""

_UNKNOWN = -1.0


@dataclass(frozen=True, slots=True)
class Targets:
    """One row per example: `truth` per output (−1 unknown), `weight` per head."""

    truth: torch.Tensor
    weight: torch.Tensor


def targets(examples: Sequence[Example]) -> Targets:
    """The labels of a batch."""
    places = outputs()
    truth = torch.full((len(examples), sum(len(head.labels) for head in HEADS)), _UNKNOWN)
    weight = torch.ones((len(examples), len(HEADS)))
    for row, example in enumerate(examples):
        for column, head in enumerate(HEADS):
            if head.name in example.labels:
                truth[row, places[head.name]] = torch.tensor(_values(head, example))
            weight[row, column] = example.weights.get(head.name, 1.0)
    return Targets(truth, weight)


def _values(head: Head, example: Example) -> list[float]:
    label = example.labels[head.name]
    if head.shape is Shape.CHOICE:
        return [float(name == label) for name in head.labels]
    return [float(label[name]) if name in label else _UNKNOWN for name in head.labels]


def loss(logits: torch.Tensor, wanted: Targets) -> torch.Tensor:
    """The weighted sum over the heads, each averaged over the labels that are known, whatever their weights."""
    total = 0.0 * logits.sum()  # a batch without labels teaches nothing, and still has a gradient
    for column, head in enumerate(HEADS):
        place = outputs()[head.name]
        found, truth, weight = logits[:, place].float(), wanted.truth[:, place], wanted.weight[:, column]
        known = truth >= 0
        if not known.any():
            continue
        if head.shape is Shape.CHOICE:
            rows = known.all(dim=1)
            each = functional.cross_entropy(found[rows], truth[rows], label_smoothing=_SMOOTHING, reduction="none")
            part = (each * weight[rows]).mean()
        else:
            soft = truth.clamp(_SMOOTHING / 2, 1 - _SMOOTHING / 2)
            each = functional.binary_cross_entropy_with_logits(found, soft, reduction="none")
            each = each * torch.where(truth == 1, _RARE if head is RISK else 1.0, 1.0) * known * weight[:, None]
            part = each.sum() / known.sum()
        total = total + _HEAD_WEIGHTS[head.name] * part
    return total
