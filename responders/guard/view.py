"""A text as a reader sees it: folded for matching, with the way back to the characters that were written.

Zero-width characters, look-alike letters, accents, letter-spacing and odd blanks can hide a wording from a pattern but
not from the customer, so patterns only ever see the folded text.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

_LOOKALIKES = str.maketrans(
    "авеёікмнорстухјѕԁԛԝһαβεικνορτυχłđøıæœ" + "’‘‛`´ʼ′" + "“”„«»" + "–—‐‑‒−" + "·•",
    "abeeikmhopctyxjsdqwhabeikvoptuxldoiao" + "'" * 7 + '"' * 5 + "-" * 6 + "..",
)
_PLAIN = re.compile(r"(?:[\x21-\x5f\x61-\x7e]| (?! ))*")
_SENTENCE_END = re.compile(
    r"(?<!\bdvs)(?<!\bnr)(?<!\btel)(?<!\bul)(?<!\bdr)(?<!\bmr)(?<!\bmrs)(?<!\bsig)(?<!\bsr)(?<!\bsra)"
    r"[.!?]+(?= |\n|$)|\n"
)
_CLAUSE_START = re.compile(r"[,;:()\"\n]| - ")
# "D M", "d.m.", "c a l l": single letters strung together are a word in disguise.
_SPACED = re.compile(r"(?<![^\W\d_])[^\W\d_](?:[ .\-_*]{1,2}[^\W\d_]){2,}(?![^\W\d_])|(?<!\w)d[ .\-_*/]{1,2}m(?!\w)\.?")


@dataclass(frozen=True)
class View:
    """`text` is folded; `places[i]` is where its i-th character comes from in `original`."""

    original: str
    text: str
    places: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the original for a span of the folded text, both end exclusive."""
        return self.places[start], self.places[end - 1] + 1

    def folded_place(self, position: int) -> int:
        """Where in the folded text the character at `position` of the original stands."""
        return min(bisect_left(self.places, position), max(0, len(self.places) - 1))

    def sentence(self, position: int) -> tuple[int, int]:
        """Start and end in the folded text of the sentence around `position`."""
        index = bisect_right(self._starts, position) - 1
        end = self._starts[index + 1] if index + 1 < len(self._starts) else len(self.text)
        return self._starts[index], end

    def clause_before(self, position: int) -> str:
        """The words of the same clause that stand before `position`."""
        before = self.text[max(self.sentence(position)[0], position - 120) : position]
        return _CLAUSE_START.split(before)[-1]

    def without(self, start: int, end: int) -> str | None:
        """The original without the sentences around a folded span; None when nothing is left to say."""
        first, _ = self.sentence(start)
        _, last = self.sentence(max(start, end - 1))
        cut_from = self.places[first]
        cut_to = self.places[last] if last < len(self.text) else len(self.original)
        rest = f"{self.original[:cut_from].rstrip()} {self.original[cut_to:].lstrip()}".strip()
        return rest or None

    @cached_property
    def _starts(self) -> list[int]:
        ends = [match.end() for match in _SENTENCE_END.finditer(self.text)]
        return [0, *(end for end in ends if end < len(self.text))]


def view(text: str) -> View:
    """Fold `text`: compatibility forms, case, accents, look-alikes, invisible characters and runs of blanks."""
    if _PLAIN.fullmatch(text):
        return _joined(text, text.lower(), range(len(text)))
    letters: list[str] = []
    places: list[int] = []
    for index, char in enumerate(text):
        for folded in _fold(char):
            if folded in " \n" and letters and letters[-1] in " \n":
                letters[-1] = min(folded, letters[-1])
                continue
            letters.append(folded)
            places.append(index)
    return _joined(text, "".join(letters), places)


def _joined(original: str, folded: str, places: Sequence[int]) -> View:
    keep = [True] * len(folded)
    for match in _SPACED.finditer(folded):
        for index in range(match.start(), match.end()):
            keep[index] = folded[index].isalpha()
    if all(keep):
        return View(original, folded, places)
    kept = [index for index, kept in enumerate(keep) if kept]
    return View(original, "".join(folded[index] for index in kept), [places[index] for index in kept])


@lru_cache(maxsize=4_096)
def _fold(char: str) -> str:
    if char.isspace():
        return "\n" if char in "\n\r\u2028\u2029\x85" else " "
    plain = unicodedata.normalize("NFKD", char).casefold()
    kept = (part for part in plain if unicodedata.category(part) not in ("Mn", "Cf", "Cc", "Me"))
    return "".join(kept).translate(_LOOKALIKES)
