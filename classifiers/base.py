"""The port of a classifier."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.domain.classification import Classification, Sensitive


class Classifier(Protocol):
    """Understands texts in batches; pure, so it may run in any thread or process."""

    @property
    def model(self) -> str:
        """Who speaks, as `name@version`; stored beside every result."""
        ...

    @property
    def degraded(self) -> bool:
        """True when this stands in for a better model that could not be loaded."""
        ...

    def classify(self, texts: Sequence[str]) -> list[Classification]:
        """One result per text, in order. Never raises on any text."""
        ...

    def close(self) -> None:
        """Give back what it holds; it may be used again."""
        ...


@dataclass(frozen=True, slots=True)
class Masked:
    """A text whose secrets are covered; `sensitive` spans count code points of the covered text."""

    text: str
    sensitive: tuple[Sensitive, ...] = ()
