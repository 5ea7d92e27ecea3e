# pyright: basic
# Torch's types are too loose for strict checking.
"""An interrupted training goes on where it stopped and ends with the very same weights."""

from pathlib import Path

import pytest
import torch
from tokenizers import Tokenizer, models, pre_tokenizers
from transformers import BertConfig

from classifiers.training import fit as training
from classifiers.training.examples import Example
from classifiers.training.fit import Schedule, fit
from classifiers.training.network import CareModel

WORDS = ["<s>", "<pad>", "</s>", "<unk>", "late", "parcel", "thanks", "great"]
EXAMPLES = [
    Example(text, "en", "x", {"complaint": {"complaint": "late" in text}, "sentiment": tone})
    for text, tone in (("late parcel", "negative"), ("thanks", "positive"), ("great parcel", "positive"))
    for _ in range(8)
]
SCHEDULE = Schedule(batch=4)


class Interrupted(Exception):
    pass


def tokenizer() -> Tokenizer:
    made = Tokenizer(models.WordLevel({word: number for number, word in enumerate(WORDS)}, unk_token="<unk>"))
    made.pre_tokenizer = pre_tokenizers.Whitespace()
    return made


def network() -> CareModel:
    torch.manual_seed(1)
    return CareModel(
        BertConfig(
            vocab_size=len(WORDS),
            hidden_size=8,
            num_hidden_layers=1,
            num_attention_heads=2,
            intermediate_size=16,
        )
    )


def test_the_same_weights_as_without_interruption(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(training, "_SAVE_EVERY", 2)
    whole = network()
    fit(whole, tokenizer(), [EXAMPLES, EXAMPLES], SCHEDULE)

    def stop(done: int, total: int, loss: float) -> None:
        if done == 7:
            raise Interrupted

    first, second = network(), network()
    with pytest.raises(Interrupted):
        fit(first, tokenizer(), [EXAMPLES, EXAMPLES], SCHEDULE, checkpoint=tmp_path / "c.pt", tell=stop)
    steps: list[int] = []
    fit(
        second,
        tokenizer(),
        [EXAMPLES, EXAMPLES],
        SCHEDULE,
        checkpoint=tmp_path / "c.pt",
        tell=lambda done, total, loss: steps.append(done),
    )
    assert steps[0] == 7, "the sixth step was the last one saved"
    for name, wanted in whole.state_dict().items():
        assert torch.equal(second.state_dict()[name], wanted), name


def test_other_data_never_goes_on_from_an_old_checkpoint(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(training, "_SAVE_EVERY", 1)
    fit(network(), tokenizer(), [EXAMPLES], SCHEDULE, checkpoint=tmp_path / "c.pt")
    steps: list[int] = []
    fit(
        network(),
        tokenizer(),
        [EXAMPLES[:12]],
        SCHEDULE,
        checkpoint=tmp_path / "c.pt",
        tell=lambda done, total, loss: steps.append(done),
    )
    assert steps[0] == 1


def test_labels_that_are_not_known_teach_nothing() -> None:
    """With sentiment labels alone, the weights of the other heads only decay."""
    model = network()
    before = model.heads.weight.detach().clone()
    only = [Example("late parcel", "en", "x", {"sentiment": "negative"})] * 8
    fit(model, tokenizer(), [only], Schedule(batch=4, rate=1e-2))
    moved = (model.heads.weight.detach() - before).abs().max(dim=1).values
    sentiment = slice(5, 8)
    assert moved[sentiment].min() > 10 * moved[8:].max()
