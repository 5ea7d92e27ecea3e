# pyright: basic
# Transformers' types are too loose for strict checking.
"""The shipped files: small, bound together, loaded by others' tools, and needing no torch."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tokenizers import Tokenizer
from transformers import AutoConfig, AutoTokenizer

from bot.domain.classification import SensitiveKind, Urgency
from classifiers.heads import HEADS
from classifiers.model import ModelClassifier
from classifiers.model_files import MODEL, SHIPPED, TOKENIZER, WIDTH, UnreadableModel

TEXTS = ["Where's my parcel??? 😡 #fail", "Państwa przesyłka nie dotarła...", "bună, nu merge netul", "x" * 5_000, ""]


@pytest.fixture(scope="module")
def model() -> ModelClassifier:
    return ModelClassifier()


def test_small_enough_to_travel_in_the_package() -> None:
    assert (SHIPPED / MODEL).stat().st_size <= 30_000_000
    assert (SHIPPED / TOKENIZER).stat().st_size <= 2_000_000


def test_transformers_loads_tokenizer_and_configuration() -> None:
    theirs, ours = AutoTokenizer.from_pretrained(SHIPPED), Tokenizer.from_file(str(SHIPPED / TOKENIZER))
    for text in TEXTS:
        assert theirs(text, truncation=False)["input_ids"] == ours.encode(text).ids
    names = AutoConfig.from_pretrained(SHIPPED).to_dict()["id2label"]
    labels = [f"{head.name}.{label}" for head in HEADS for label in head.labels]
    assert [names[number] for number in range(WIDTH)] == labels


def test_needs_no_torch_and_no_transformers() -> None:
    code = (
        "import sys; from classifiers.model import ModelClassifier; ModelClassifier().classify(['late again']);"
        "sys.exit(bool({'torch', 'transformers', 'onnx'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize("name", [MODEL, TOKENIZER])
def test_a_damaged_file_is_named(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "model"
    shutil.copytree(SHIPPED, folder)
    with (folder / name).open("r+b") as file:
        file.seek(1000)
        file.write(b"damaged")
    with pytest.raises(UnreadableModel, match=f"{name} was changed or damaged"):
        ModelClassifier(folder)


def test_a_message_is_read_the_same_alone_and_among_others(model: ModelClassifier) -> None:
    alone = [model.classify([text])[0].to_json() for text in TEXTS]
    assert [found.to_json() for found in model.classify(TEXTS)] == alone


def test_a_cry_for_help_at_the_end_of_a_long_message_is_heard(model: ModelClassifier) -> None:
    story = "The parcel was due on Monday and the tracking page said nothing new for days. " * 40
    (found,) = model.classify([story + "I don't want to live any more, I have written the letters to my kids."])
    assert SensitiveKind.SELF_HARM in found.kinds
    assert found.urgency is Urgency.CRITICAL


@pytest.mark.parametrize("stories", [60, 600])
def test_a_cry_for_help_in_the_middle_of_a_long_message_is_heard(model: ModelClassifier, stories: int) -> None:
    """Of 10,000 characters, which is the longest that a platform takes, and of ten times as many."""
    story = "The parcel was due on Monday and the tracking page said nothing new for days. " * stories
    (found,) = model.classify([f"{story}I am going to kill myself tonight, goodbye. {story}"])
    assert SensitiveKind.SELF_HARM in found.kinds
    assert found.is_danger


@pytest.mark.parametrize(
    "text",
    [
        "de când mi-ați blocat contul nu mai văd niciun rost, le-am scris copiilor o scrisoare",
        "nie widzę już sensu żyć, po tym wezwaniu chcę ze sobą skończyć",
        "non ce la faccio più a vivere così, stanotte la faccio finita",
        "I can't do this any more, tonight I will end my life",
    ],
)
def test_self_harm_is_told_with_its_reason(model: ModelClassifier, text: str) -> None:
    (found,) = model.classify([text])
    assert SensitiveKind.SELF_HARM in found.kinds
    assert found.urgency is Urgency.CRITICAL
    assert any("self-harm" in reason for reason in found.reasons)
