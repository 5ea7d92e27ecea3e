"""What phrases tell of a message: all that the rules have, and a second witness beside the model."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.domain.classification import Scored, Sensitive, SensitiveKind
from classifiers.lexicon import Hit, lexicon, literal
from classifiers.normalise import View
from classifiers.rule_weights import COMPLAINT
from classifiers.signals import Signals, read_signals

_CERTAIN_LANGUAGE = 0.6
"""Below this certainty the phrases of every language are tried."""

_GRAVE = frozenset({"risks", "urgency"})
"""What a figure of speech takes away: "this queue is killing me" is neither danger nor urgent."""


@dataclass(frozen=True, slots=True)
class Phrases:
    """The phrases found and what they come to. `risks` are the kinds they tell, health among them."""

    hits: Sequence[Hit]
    signals: Signals
    risks: frozenset[SensitiveKind]

    @property
    def complaint(self) -> float:
        """The rules' logit of a complaint."""
        return COMPLAINT.total(self.signals.features)


def read_phrases(message: View, language: Scored, disclosed: Iterable[Sensitive]) -> Phrases:
    """Every phrase of the language, and whole phrases of the others for risks, without figures of speech."""
    found = tuple(disclosed)
    sure = language.score >= _CERTAIN_LANGUAGE
    hits = literal(lexicon(language.value if sure else "und").hits(message), _GRAVE)
    signals = read_signals(message, hits, found)
    told = (item.kind for item in (*signals.risks, *found) if item.start is None)
    return Phrases(hits, signals, frozenset(told))
