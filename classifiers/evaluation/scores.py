"""What an evaluation finds, as values; every share is 0 to 1, None where there was nothing to measure."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

_DIGITS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceScore:
    """A head with one answer per message, over the `n` messages whose answer is known.

    `calibration_error` is that of the probability of a complaint, or of the likeliest answer of the other heads.
    `unsure` is the share that the classifier leaves to a person; `sure_accuracy` is that of the rest.
    """

    n: int
    macro_f1: float | None
    accuracy: float | None
    calibration_error: float | None
    unsure: float | None
    sure_accuracy: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicScore:
    """Topics as sets: a second topic that was not wanted costs precision."""

    n: int
    micro_f1: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FlagScore:
    """One flag: of `n` messages it is right for `present`, was told for `told` and rightly so for `found`.

    `recall_at_precision` is the best recall with a precision of at least 0.6 that a threshold on the scores of the told
    ones can have.
    """

    n: int
    present: int
    told: int
    found: int
    precision: float | None
    recall: float | None
    recall_at_precision: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Slice:
    """The scores over some messages; a head without labels is None, a risk without labels is missing."""

    n: int
    complaint: ChoiceScore | None = None
    urgency: ChoiceScore | None = None
    sentiment: ChoiceScore | None = None
    topic: TopicScore | None = None
    critical: FlagScore | None = None
    risks: Mapping[str, FlagScore] = field(default_factory=dict[str, FlagScore])

    def to_json(self) -> dict[str, Any]:
        """As a JSON object, shares with four digits."""
        return _rounded(asdict(self))


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """The scores of one classifier on one set of messages: over all, and by the language that the data names."""

    model: str
    overall: Slice
    languages: Mapping[str, Slice]

    def to_json(self) -> dict[str, Any]:
        """As a JSON object, shares with four digits."""
        languages = {language: scores.to_json() for language, scores in self.languages.items()}
        return {"model": self.model, "overall": self.overall.to_json(), "languages": languages}


def _rounded(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _rounded(inner) for name, inner in value.items()}  # pyright: ignore[reportUnknownVariableType]
    return round(value, _DIGITS) if isinstance(value, float) else value
