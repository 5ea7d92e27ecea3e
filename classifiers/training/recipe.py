"""The public sets that the shipped model learns from, as data in `recipe.toml`."""

import random
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Any

from classifiers.heads import COMPLAINT, RISK, SENTIMENT
from classifiers.training.examples import BadData, Example, clean, rows_of

_WEIGHTS = {COMPLAINT.name: 0.3, SENTIMENT.name: 5.0}
"""How many times their labels count. A complaint only follows there from another label. But beside four other tasks the
tone of tweets and reviews is hardly learned from one look at each, and that of messages to a brand comes by itself."""


@dataclass(frozen=True, slots=True)
class PublicSet:
    """One set: where it lies, what may be taken from it, and how its labels read in ours.

    `no_complaint` names the values by column that hardly a complaint has; every so many of those rows say so.
    """

    name: str
    files: Sequence[str]
    licence: str
    source: str
    per_epoch: int
    sentiment: str | None = None
    no_complaint: Mapping[str, Sequence[str]] = field(default_factory=dict[str, Sequence[str]])
    no_complaint_every: int = 1
    flags: Mapping[str, Mapping[str, Sequence[str]]] = field(default_factory=dict[str, Mapping[str, Sequence[str]]])

    def read(self, folder: Path) -> list[Example]:
        """Its examples below `folder`. Raises `BadData` when it is not there."""
        missing = [name for name in self.files if not (folder / self.name / name).is_file()]
        if missing:
            raise BadData(f"The set {self.name} of the recipe is not at {folder / self.name}; put {missing[0]} there.")
        return [
            example
            for name in self.files
            for number, row in rows_of(folder / self.name / name)
            if (example := self._example(row, number)).labels
        ]

    def _example(self, row: Mapping[str, Any], number: int) -> Example:
        labels: dict[str, Any] = {}
        tone = row.get(self.sentiment) if self.sentiment else None
        if tone in SENTIMENT.labels:
            labels[SENTIMENT.name] = tone
        harmless = any(row[column] in values for column, values in self.no_complaint.items())
        if harmless and number % self.no_complaint_every == 0:
            labels[COMPLAINT.name] = {COMPLAINT.name: False}
        for column, meanings in self.flags.items():
            if row[column] != "":
                flags = {flag: row[column] in values for flag, values in meanings.items()}
                labels.setdefault(RISK.name, {}).update(flags)
        return Example(clean(row["text"]), row["lang"], self.name, labels, _WEIGHTS)

    def share(self, examples: Sequence[Example], epoch: int, seed: int) -> list[Example]:
        """The part of an epoch: positives of rare flags at most by half, and none again before all had their turn."""
        rare = [example for example in examples if any(example.labels.get(RISK.name, {}).values())]
        common = [example for example in examples if not any(example.labels.get(RISK.name, {}).values())]
        order = random.Random(f"{seed} {self.name}")  # noqa: S311 - shuffling, not secrets
        taken = _turn(order.sample(rare, len(rare)), epoch, self.per_epoch // 2)
        return taken + _turn(order.sample(common, len(common)), epoch, self.per_epoch - len(taken))


def _turn(examples: Sequence[Example], epoch: int, count: int) -> list[Example]:
    count = min(count, len(examples))
    return [examples[(epoch * count + place) % len(examples)] for place in range(count)]


def public_sets() -> Iterator[PublicSet]:
    """Those of `recipe.toml`, in its order."""
    text = (files("classifiers.training") / "recipe.toml").read_text(encoding="utf-8")
    for entry in tomllib.loads(text)["sets"]:
        yield PublicSet(**entry)
