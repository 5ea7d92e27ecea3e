"""The sentences around what may tell of danger: read alone, they are not drowned by the rest of a message."""

import re
from collections.abc import Iterable

from bot.domain.classification import DANGERS
from classifiers.lexicon import Hit
from classifiers.normalise import View

_END = re.compile(r"[.!?…\n]+")
_MOST = 32
"""Different sentences: harmless figures of speech in a row must not hide the one that is meant."""

_REACH = 300
"""Characters on either side, where a message has no full stops."""

_KINDS = frozenset(kind.value for kind in DANGERS)


def danger_sentences(message: View, hits: Iterable[Hit]) -> list[str]:
    """The sentences, in the original text, with a phrase for danger; none when one is all there is."""
    spans = dict.fromkeys(
        _around(message.folded, hit) for hit in hits if hit.section == "risks" and hit.label in _KINDS
    )
    sentences = dict.fromkeys(message.visible(start, end).strip() for start, end in spans)
    return [sentence for sentence in sentences if sentence != message.original.strip()][:_MOST]


def _around(text: str, hit: Hit) -> tuple[int, int]:
    before = [end.end() for end in _END.finditer(text, max(0, hit.start - _REACH), hit.start)]
    after = _END.search(text, hit.end, min(len(text), hit.end + _REACH))
    start = before[-1] if before else max(0, hit.start - _REACH)
    return start, after.end() if after else min(len(text), hit.end + _REACH)
