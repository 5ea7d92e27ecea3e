# pyright: basic
# Torch's and Transformers' types are too loose for strict checking.
"""The network: a small BERT encoder, mean pooling, and one linear layer whose outputs are the heads."""

from collections.abc import Mapping, Sequence

import numpy as np
import torch
from torch import nn
from transformers import BertConfig, BertModel

from classifiers.heads import HEADS
from classifiers.training.e5 import BaseWeights

POSITIONS = 128
"""Of the 512: more than any window that is read, and each takes room in the file."""

_WORDS, _POSITIONS, _TYPES = (f"embeddings.{part}_embeddings.weight" for part in ("word", "position", "token_type"))


class CareModel(nn.Module):
    """Token numbers in, one row of logits and one pooled vector per text out."""

    def __init__(self, config: BertConfig) -> None:
        super().__init__()
        self.config = config
        self.encoder = BertModel(config, add_pooling_layer=False)
        # The plain form is the fastest on a processor, and the only one that the optimiser of `export` knows to fuse.
        self.encoder.set_attn_implementation("eager")
        self.dropout = nn.Dropout(0.1)
        self.heads = nn.Linear(config.hidden_size, sum(len(head.labels) for head in HEADS))
        nn.init.zeros_(self.heads.bias)

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        hidden = self.encoder(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        mask = attention_mask.unsqueeze(-1).to(hidden.dtype)
        pooled = (hidden * mask).sum(1) / mask.sum(1)
        return self.heads(self.dropout(pooled)), pooled


def from_base(base: BaseWeights, kept: Sequence[int]) -> CareModel:
    """The encoder with the base weights of the kept word pieces; fresh heads."""
    config = make_config(len(kept), base)
    model = CareModel(config)
    tensors = {**base.tensors, _WORDS: base.words[np.asarray(kept)], _POSITIONS: base.tensors[_POSITIONS][:POSITIONS]}
    tensors[_TYPES] = tensors[_TYPES].reshape(-1, base.width)[: config.type_vocab_size]
    load(model.encoder, tensors)
    return model


def make_config(vocabulary: int, base: BaseWeights) -> BertConfig:
    """The configuration that is shipped beside the weights."""
    return BertConfig(
        vocab_size=vocabulary,
        hidden_size=base.width,
        num_hidden_layers=base.layers,
        num_attention_heads=base.heads,
        intermediate_size=base.feed_forward,
        max_position_embeddings=POSITIONS,
        layer_norm_eps=base.epsilon,
        type_vocab_size=1,
        # Dropout inside the encoder would halve the speed on a processor and gained nothing in so short a training.
        hidden_dropout_prob=0.0,
        attention_probs_dropout_prob=0.0,
        pad_token_id=1,
        bos_token_id=0,
        eos_token_id=2,
        id2label=dict(enumerate(f"{head.name}.{label}" for head in HEADS for label in head.labels)),
    )


def load(module: nn.Module, tensors: Mapping[str, np.ndarray]) -> None:
    """Every tensor must find its place, and every place its tensor."""
    module.load_state_dict({name: torch.from_numpy(np.array(tensor)) for name, tensor in tensors.items()}, strict=True)
