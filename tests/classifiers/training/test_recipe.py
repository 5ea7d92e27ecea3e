"""What a training takes of the public sets, and how much it counts."""

from collections import Counter
from pathlib import Path

import pytest

from classifiers.training.examples import BadData, Example
from classifiers.training.recipe import PublicSet, public_sets

SET = PublicSet("tweets", ["train.csv"], "CC0-1.0", "somewhere", per_epoch=30, sentiment="tone")


def example(number: int, **labels: object) -> Example:
    return Example(f"text {number}", "en", "tweets", labels)


def test_none_comes_again_before_all_had_their_turn() -> None:
    examples = [example(number) for number in range(100)]
    epochs = [SET.share(examples, epoch, seed=7) for epoch in range(10)]
    assert [len(epoch) for epoch in epochs] == [30] * 10
    assert set(Counter(each.text for epoch in epochs for each in epoch).values()) == {3}
    assert len({each.text for epoch in epochs[:3] for each in epoch}) == 90


def test_another_seed_takes_others() -> None:
    examples = [example(number) for number in range(100)]
    one, again, other = (SET.share(examples, 0, seed=seed) for seed in (7, 7, 8))
    assert one == again
    assert {each.text for each in one} != {each.text for each in other}


def test_a_rare_flag_gets_half_at_most() -> None:
    rare = [example(number, risk={"threat": True}) for number in range(20)]
    common = [example(number, risk={"threat": False}) for number in range(20, 200)]
    taken = SET.share([*common, *rare], 0, seed=7)
    assert len(taken) == 30
    assert sum(each.labels["risk"]["threat"] for each in taken) == 15


def test_a_small_set_is_taken_whole() -> None:
    assert len(SET.share([example(number) for number in range(4)], 2, seed=7)) == 4


def test_a_tone_counts_more_than_a_complaint_that_only_follows_from_it(tmp_path: Path) -> None:
    folder = tmp_path / "tweets"
    folder.mkdir()
    (folder / "train.csv").write_text("text,lang,tone\nlovely day,en,positive\nso so,en,ambivalent\n", "utf-8")
    chosen = PublicSet(
        "tweets", ["train.csv"], "CC0-1.0", "x", 9, sentiment="tone", no_complaint={"tone": ["positive"]}
    )
    (only,) = chosen.read(tmp_path)
    assert only.labels == {"sentiment": "positive", "complaint": {"complaint": False}}
    assert only.weights["sentiment"] > 1 > only.weights["complaint"]


def test_a_missing_set_is_named(tmp_path: Path) -> None:
    first = next(public_sets())
    with pytest.raises(BadData, match=f"The set {first.name} of the recipe is not at"):
        first.read(tmp_path)
