"""Why: short sentences that name the words which decided."""

import re
from collections.abc import Iterable, Sequence

from bot.domain.classification import Sensitive
from classifiers.lexicon import Hit
from classifiers.normalise import View

_SENTENCES = {
    ("risks", "self_harm"): "“{}” may speak of self-harm",
    ("risks", "threat"): "“{}” may be a threat",
    ("risks", "minor"): "“{}” suggests that a child is concerned",
    ("risks", "legal"): "“{}” suggests a legal step",
    ("risks", "abuse"): "“{}” is abusive or tells of abuse",
    ("urgency", "critical"): "“{}” suggests danger now",
    ("urgency", "high"): "“{}” suggests that it can't wait",
    ("sentiment", "ironic"): "“{}” sounds ironic",
    ("complaint", "strong"): "“{}” suggests a complaint",
    ("complaint", "medium"): "“{}” may be a complaint",
    ("complaint", "none"): "“{}” speaks against a complaint",
    ("urgency", "low"): "“{}” suggests no hurry",
}
"""In order of weight: the first ones are told."""

_AT_MOST = 4
_NUMBER = re.compile(r"\d[\d .\-]{2,}\d")


def explain(message: View, hits: Sequence[Hit], disclosed: Iterable[Sensitive], *, complaint: bool) -> tuple[str, ...]:
    """Up to four sentences. Words that belong to personal data are never quoted."""
    private = [(found.start, found.end) for found in disclosed if found.start is not None and found.end is not None]
    skipped = ("complaint", "none") if complaint else ("complaint", "medium")
    sentences: dict[str, None] = {}
    for kind, sentence in _SENTENCES.items():
        for hit in hits if kind != skipped else ():
            if len(sentences) == _AT_MOST:
                return tuple(sentences)
            if (hit.section, hit.label) == kind and not _touches(message, hit, private):
                sentences[sentence.format(_quote(message, hit))] = None
    return tuple(sentences)


def _touches(message: View, hit: Hit, private: Iterable[tuple[int, int]]) -> bool:
    start, end = message.span(hit.start, hit.end)
    return any(start < other_end and other_start < end for other_start, other_end in private)


def _quote(message: View, hit: Hit) -> str:
    return _NUMBER.sub("…", " ".join(message.visible(hit.start, hit.end).split()))
