"""What a training sees: which examples train, which calibrate, which only measure, and the epochs."""

import random
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from importlib.resources import as_file, files
from pathlib import Path

from bot.domain.classification import DANGERS, Urgency
from classifiers.heads import HEADS, RISK, URGENCY
from classifiers.training.augment import varied
from classifiers.training.examples import Example, read_examples
from classifiers.training.recipe import PublicSet

_CALIBRATION_SHARE = 0.12
_MEASURE_SHARE = 0.1
"""Of a team's own data: this much is kept from training, to compare the new model with the old one."""

_GRAVE = frozenset(kind.value for kind in DANGERS)
_MOST_REPEATED = 3
_ENOUGH = 300
"""With this many labels of a head in a language, a team's data replaces the corpus there."""


@dataclass(frozen=True, slots=True)
class Split:
    """Disjoint by message and by contrast pair."""

    train: list[Example]
    calibration: list[Example]
    measure: list[Example]


def own_corpus() -> list[Example]:
    """The messages written for Ascolto."""
    with as_file(files("classifiers.training") / "corpus") as folder:
        return read_examples(Path(folder))


def split_corpus(corpus: Iterable[Example]) -> Split:
    """The hard quarter only measures; of the rest, a part calibrates."""
    measure = [example for example in corpus if example.held_out]
    rest = [example for example in corpus if not example.held_out]
    calibration, train = _parted(rest, _CALIBRATION_SHARE)
    return Split(train, calibration, measure)


def split_own_data(data: Iterable[Example]) -> Split:
    """A tenth of a team's data measures, a part calibrates, the rest trains."""
    measure, rest = _parted(data, _MEASURE_SHARE)
    calibration, train = _parted(rest, _CALIBRATION_SHARE, salt="calibration")
    return Split(train, calibration, measure)


def build_epochs(
    split: Split, sets: Sequence[tuple[PublicSet, Sequence[Example]]], *, epochs: int, seed: int, repeat: int
) -> list[list[Example]]:
    """Epochs of the shipped model: the corpus `repeat` times, and of each public set its share."""
    made: list[list[Example]] = []
    for number in range(epochs):
        turn = random.Random(f"{seed} {number}")  # noqa: S311 - variety, not secrets
        epoch = [varied(example, turn) for example in split.train * repeat]
        for public, examples in sets:
            epoch = epoch + public.share(examples, number, seed)
        made.append(epoch)
    return made


def own_epochs(data: Sequence[Example], corpus: Sequence[Example], *, epochs: int, seed: int) -> list[list[Example]]:
    """Epochs of a team's model: its data, and a part of the corpus in each, so that nothing else is forgotten.

    What speaks of danger comes in every epoch, because a team's data hardly has any. What is only a few hundred
    messages is seen up to three times in an epoch, or the corpus would drown it.
    """
    grave = [example for example in corpus if _is_grave(example)]
    other = [example for example in corpus if not _is_grave(example)]
    repeat = max(1, min(_MOST_REPEATED, len(corpus) // (4 * len(data)))) if data else 0
    made: list[list[Example]] = []
    for number in range(epochs):
        turn = random.Random(f"{seed} {number}")  # noqa: S311 - variety, not secrets
        replayed = [*grave, *other[number::epochs]]
        made.append([*list(data) * repeat, *(varied(example, turn) for example in replayed)])
    return made


def _is_grave(example: Example) -> bool:
    risks = example.labels.get(RISK.name, {})
    return example.labels.get(URGENCY.name) == Urgency.CRITICAL.value or any(risks.get(kind) for kind in _GRAVE)


def meant_otherwise(data: Sequence[Example]) -> set[tuple[str, str]]:
    """Heads and languages with so many labels in a team's data that the team's meaning of them counts alone."""
    counts = Counter((head, example.language) for example in data for head in example.labels)
    return {pair for pair, count in counts.items() if count >= _ENOUGH}


def beside(data: Sequence[Example], corpus: Split) -> Split:
    """The corpus as it may stand beside a team's data.

    Where the data has enough labels of a head in a language, they alone count: the team's meaning wins.
    """
    replaced = meant_otherwise(data)

    def kept(examples: Sequence[Example]) -> list[Example]:
        left = (_without(example, replaced) for example in examples)
        return [example for example in left if example.labels]

    return Split(kept(corpus.train), kept(corpus.calibration), kept(corpus.measure))


def _without(example: Example, replaced: set[tuple[str, str]]) -> Example:
    labels: Mapping[str, object] = {
        head.name: example.labels[head.name]
        for head in HEADS
        if head.name in example.labels and (head.name, example.language) not in replaced
    }
    return replace(example, labels=labels)


def _parted(examples: Iterable[Example], share: float, salt: str = "") -> tuple[list[Example], list[Example]]:
    """The chosen share and the rest; the members of a contrast pair stay together."""
    chosen: list[Example] = []
    rest: list[Example] = []
    for example in examples:
        key = f"{example.language} {example.pair}" if example.pair else example.text
        place = int.from_bytes(sha256(f"{salt}{key}".encode()).digest()[:4], "big") / 2**32
        (chosen if place < share else rest).append(example)
    return chosen, rest
