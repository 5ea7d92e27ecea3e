"""Risk phrases as a second pair of eyes beside the model: what it finds, and the words that told it."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from bot.domain.classification import Sensitive, SensitiveKind
from classifiers.heads import RISKS
from classifiers.lexicon import Hit, Lexicon, literal, phrases
from classifiers.normalise import View

_SECTION = "risks"
_KINDS: Mapping[str, SensitiveKind] = {kind.value: kind for kind in RISKS}
_FIGURES = frozenset({_SECTION})


@cache
def _risk_lexicon(language: str) -> Lexicon:
    made = Lexicon()
    for phrase in phrases(language):
        if phrase.section == _SECTION:
            made.add(phrase)
    return made


def risk_hits(message: View, language: str) -> list[Hit]:
    """Every risk phrase of the language, and whole phrases of the others, without figures of speech."""
    return literal(list(_risk_lexicon(language).hits(message)), _FIGURES)


def kinds_of(hits: Iterable[Hit]) -> dict[SensitiveKind, Sequence[Hit]]:
    """The hits by the kind of risk they tell."""
    found: dict[SensitiveKind, list[Hit]] = {}
    for hit in hits:
        if kind := _KINDS.get(hit.label):
            found.setdefault(kind, []).append(hit)
    return dict(found)


def phrased(hits: Iterable[Hit], disclosed: Iterable[Sensitive]) -> frozenset[SensitiveKind]:
    """The risks that words alone tell: those of the phrases, and health among the disclosures."""
    told = (item.kind for item in disclosed if item.kind is SensitiveKind.HEALTH)
    return frozenset((*kinds_of(hits), *told))
