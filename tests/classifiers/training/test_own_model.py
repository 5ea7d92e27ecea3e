# pyright: basic
# Torch's types are too loose for strict checking.
"""A team's own model: the network comes back from the shipped files, learns, and is written again."""

from pathlib import Path

import numpy as np
import pytest
import torch

from classifiers.encoder import Encoder
from classifiers.model import ModelClassifier
from classifiers.model_files import SHIPPED, UnreadableModel, read_manifest
from classifiers.training.build import build_own
from classifiers.training.examples import Example
from classifiers.training.plan import Split, own_corpus, split_corpus, split_own_data
from classifiers.training.progress import Progress
from classifiers.training.restore import restore

TEXTS = [
    "my parcel was left in the rain again, thanks a lot",
    "grazie mille, tutto risolto",
    "gdzie jest moja paczka??",
    "nu mai am chef de nimic, nu mai vad niciun rost",
]


def silent() -> Progress:
    return Progress(step=lambda name: None, advance=lambda done, total, loss: None)


def test_the_network_comes_back_from_the_shipped_files() -> None:
    encoder = Encoder(SHIPPED, 96)
    model = restore(SHIPPED)
    wanted = np.stack([reading.logits[0] for reading in encoder.read(TEXTS)])
    with torch.no_grad():
        found = np.stack([model(ids := torch.tensor([row]), torch.ones_like(ids))[0][0].numpy() for row in rows(TEXTS)])
    # Eight bits round activations, so the two agree closely but not exactly.
    assert np.abs(found - wanted).mean() < 0.3
    assert np.corrcoef(found.ravel(), wanted.ravel())[0, 1] > 0.97


def rows(texts: list[str]) -> list[list[int]]:
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(SHIPPED / "tokenizer.json"))
    return [encoding.ids for encoding in tokenizer.encode_batch(texts)]


@pytest.mark.parametrize("heads_only", [True, False])
def test_a_team_teaches_its_own_meaning(tmp_path: Path, heads_only: bool) -> None:
    """Feature wishes, which the shipped model takes for no complaint, become complaints."""
    wishes = [
        f"please add a dark mode to the {thing}"
        for thing in ["app", "site", "desk", "shop", "game", "map", "feed", "tool"]
    ]
    thanks = [
        f"lovely {thing}, thank you so much" for thing in ["app", "site", "desk", "shop", "game", "map", "feed", "tool"]
    ]
    data = [
        Example(text, "en", "mine", {"complaint": {"complaint": is_one}})
        for texts, is_one in ((wishes, True), (thanks, False))
        for text in texts * 3
    ]
    whole = split_corpus(own_corpus())
    corpus = Split(whole.train[:20], whole.calibration[:60], whole.measure[:40])
    before = ModelClassifier().classify([wishes[0]])[0].complaint_score
    made = build_own(
        SHIPPED, split_own_data(data), corpus, tmp_path / "own", silent(), heads_only=heads_only, work=tmp_path / "work"
    )
    after = ModelClassifier(tmp_path / "own").classify([wishes[0]])[0].complaint_score
    assert after > before
    assert made.model.startswith("own@")
    assert read_manifest(tmp_path / "own").sha256
    assert "own@" in (tmp_path / "own" / "README.md").read_text(encoding="utf-8")


def test_a_folder_without_a_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableModel, match="can't be trained on"):
        restore(tmp_path)
