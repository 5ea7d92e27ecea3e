# pyright: basic
# Transformers' types are too loose for strict checking.
"""A team's own checkpoint: made on the spot, loaded offline, telling the heads that its labels name."""

import json
from pathlib import Path

import pytest
import torch
from tokenizers import Tokenizer, models, pre_tokenizers
from transformers import BertConfig, BertForSequenceClassification, PreTrainedTokenizerFast

from bot.domain.classification import Sentiment, Urgency
from classifiers.catalogue import make_classifier
from classifiers.huggingface import LABEL_MAP, HuggingFaceClassifier
from classifiers.model_files import UnreadableModel
from classifiers.rules import RuleClassifier

WORDS = ["[PAD]", "[UNK]", "great", "awful", "late", "parcel"]


@pytest.fixture
def checkpoint(tmp_path: Path) -> Path:
    """A tiny checkpoint with fixed weights: output 0 grows with "great", output 1 with "awful"."""
    return make_checkpoint(tmp_path / "care-checkpoint", ["negative", "positive"])


def make_checkpoint(folder: Path, labels: list[str], *, several: bool = False) -> Path:
    torch.manual_seed(3)
    config = BertConfig(
        vocab_size=len(WORDS),
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=32,
        max_position_embeddings=32,
        id2label=dict(enumerate(labels)),
        label2id={label: number for number, label in enumerate(labels)},
        pad_token_id=0,
        problem_type="multi_label_classification" if several else None,
    )
    model = BertForSequenceClassification(config).eval()
    model.save_pretrained(folder)
    words = Tokenizer(models.WordLevel({word: number for number, word in enumerate(WORDS)}, unk_token="[UNK]"))
    words.pre_tokenizer = pre_tokenizers.Whitespace()
    PreTrainedTokenizerFast(tokenizer_object=words, pad_token="[PAD]", unk_token="[UNK]").save_pretrained(folder)
    return folder


def test_tells_its_head_and_leaves_the_rest_to_the_other(checkpoint: Path) -> None:
    text = "the parcel is late, third time I ask"
    rules = RuleClassifier()
    (found,) = HuggingFaceClassifier(checkpoint, rules).classify([text])
    (behind,) = rules.classify([text])
    assert found.sentiment in (Sentiment.NEGATIVE, Sentiment.POSITIVE)
    assert 0.5 <= found.sentiment_score <= 1.0
    assert (found.complaint, found.urgency, found.topics) == (behind.complaint, behind.urgency, behind.topics)
    assert found.model == "care-checkpoint+rules@1"


def test_scores_are_those_of_the_checkpoint(checkpoint: Path) -> None:
    """Each text alone and in a batch gives the softmax of the checkpoint's own logits."""
    texts = ["great parcel", "awful", "late late late parcel great"]
    classifier = HuggingFaceClassifier(checkpoint, RuleClassifier())
    model = BertForSequenceClassification.from_pretrained(checkpoint).eval()
    tokenizer = PreTrainedTokenizerFast.from_pretrained(checkpoint)
    for text, found in zip(texts, classifier.classify(texts), strict=True):
        with torch.inference_mode():
            shares = model(**tokenizer(text, return_tensors="pt")).logits.softmax(-1)[0]
        wanted = (Sentiment.NEGATIVE, Sentiment.POSITIVE)[int(shares.argmax())]
        assert found.sentiment is wanted
        assert found.sentiment_score == pytest.approx(float(shares.max()), abs=1e-4)


def test_a_label_map_gives_meaning_to_bare_numbers(tmp_path: Path) -> None:
    folder = make_checkpoint(tmp_path / "bare", ["LABEL_0", "LABEL_1", "LABEL_2"])
    meanings = {"LABEL_0": "urgency.low", "LABEL_1": "urgency.normal", "LABEL_2": "urgency.critical"}
    (folder / LABEL_MAP).write_text(json.dumps(meanings), encoding="utf-8")
    (found,) = HuggingFaceClassifier(folder, RuleClassifier()).classify(["late parcel"])
    assert found.urgency in (Urgency.LOW, Urgency.NORMAL, Urgency.CRITICAL)
    assert sum(found.urgency_scores.values()) == pytest.approx(1.0)


def test_complaint_yes_and_no(tmp_path: Path) -> None:
    folder = make_checkpoint(tmp_path / "complaints", ["no_complaint", "is_complaint"])
    meanings = {"no_complaint": "complaint.no", "is_complaint": "complaint.yes"}
    (folder / LABEL_MAP).write_text(json.dumps(meanings), encoding="utf-8")
    for found in HuggingFaceClassifier(folder, RuleClassifier()).classify(["great", "awful late parcel"]):
        assert found.complaint == (found.complaint_score >= 0.5)


def test_several_flags_at_once(tmp_path: Path) -> None:
    folder = make_checkpoint(tmp_path / "risks", ["risk.threat", "risk.self_harm"], several=True)
    (found,) = HuggingFaceClassifier(folder, RuleClassifier()).classify(["awful"])
    assert all(0.5 <= item.score <= 1.0 for item in found.sensitive)


def test_the_setting_model_takes_the_folder(checkpoint: Path) -> None:
    classifier = make_classifier(str(checkpoint))
    (found,) = classifier.classify(["great"])
    assert found.model.startswith("care-checkpoint+")


def test_any_text_gets_an_answer(checkpoint: Path) -> None:
    texts = ["", "\x00", "\ud800", "late " * 5_000, "🙂"]
    assert len(HuggingFaceClassifier(checkpoint, RuleClassifier()).classify(texts)) == len(texts)


def test_unknown_labels_are_named_with_the_fix(tmp_path: Path) -> None:
    folder = make_checkpoint(tmp_path / "odd", ["LABEL_0", "LABEL_1"])
    with pytest.raises(UnreadableModel, match=r"LABEL_0, LABEL_1.*ascolto_labels\.json"):
        HuggingFaceClassifier(folder, RuleClassifier())
    (folder / LABEL_MAP).write_text('{"LABEL_0": "urgency.asap"}', encoding="utf-8")
    with pytest.raises(UnreadableModel, match=r"urgency\.asap"):
        HuggingFaceClassifier(folder, RuleClassifier())
    (folder / LABEL_MAP).write_text("{broken", encoding="utf-8")
    with pytest.raises(UnreadableModel, match="not valid JSON"):
        HuggingFaceClassifier(folder, RuleClassifier())


def test_a_damaged_checkpoint_is_named(checkpoint: Path) -> None:
    (checkpoint / "model.safetensors").write_bytes(b"not weights")
    with pytest.raises(UnreadableModel, match="care-checkpoint can't be loaded"):
        HuggingFaceClassifier(checkpoint, RuleClassifier())
