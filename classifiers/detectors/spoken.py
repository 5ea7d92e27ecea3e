"""Digits told in words of eight languages: "four five three nine …", "double seven", words and digits mixed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_WORDS = (
    "zero cero null nought oh",
    "one uno una jeden jedynka unu un une eins ein um uma",
    "two due dwa dwojka doi doua dos deux zwei zwo dois duas",
    "three tre trzy trei tres trois drei",
    "four quattro cztery patru cuatro quatre vier quatro",
    "five cinque piec cinci cinco cinq funf fuenf",
    "six sei szesc sase seis sechs meia",
    "seven sette siedem sapte siete sept sieben sete",
    "eight otto osiem opt ocho huit acht oito",
    "nine nove dziewiec noua nueve neuf neun",
)
"""The words for 0 to 9, without accents, in English, Italian, Polish, Romanian, Spanish, French, German, Portuguese."""

DIGITS = {word: str(digit) for digit, words in enumerate(_WORDS) for word in words.split()}
_TIMES = {"double": 2, "triple": 3, "doppio": 2, "doppia": 2, "doble": 2, "duplo": 2, "dublu": 2}

_WORD = "|".join(sorted(DIGITS, key=len, reverse=True))
_TIME = "|".join(_TIMES)
_CODE = 4
"""The shortest PIN or one-time code."""

_PIECE = re.compile(rf"(?P<digits>\d+)|(?:(?P<times>{_TIME}) )?\b(?P<word>{_WORD})\b")
_RUN = re.compile(
    rf"(?:(?<!\w)\d{{1,6}}(?!\w)|\b(?:(?:{_TIME}) )?(?:{_WORD})\b)"
    rf"(?:[ ,.\-/\n]{{1,3}}(?:\d{{1,6}}(?!\w)|(?:(?:{_TIME}) )?(?:{_WORD})\b)){{2,400}}"
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A group of digits, or a word for one, at a span of the folded text."""

    start: int
    end: int
    digits: str
    told: bool = False
    """True for a word."""


def spoken_runs(folded: str, *, words: int) -> Iterator[list[Piece]]:
    """Runs of three pieces or more of which at least `words` are words; the time is linear in the text."""
    tokens = folded.replace(",", " ").replace("-", " ").split()
    if DIGITS.keys().isdisjoint(tokens) or sum(map(DIGITS.__contains__, tokens)) < words:
        return
    for run in _RUN.finditer(folded):
        pieces = [_piece(match) for match in _PIECE.finditer(folded, run.start(), run.end())]
        if sum(piece.told for piece in pieces) >= words:
            yield pieces


def spoken_end(folded: str, start: int) -> int | None:
    """Where a code of four digits or more that is told in words from `start` on ends; None when none is."""
    run = _RUN.match(folded, start)
    if not run or run.group()[0].isdigit():
        return None
    pieces = [_piece(match) for match in _PIECE.finditer(folded, start, run.end())]
    return pieces[-1].end if sum(len(piece.digits) for piece in pieces) >= _CODE else None


def _piece(match: re.Match[str]) -> Piece:
    word = match.group("word")
    digits = DIGITS[word] * _TIMES.get(match.group("times") or "", 1) if word else match.group("digits")
    return Piece(match.start(), match.end(), digits, told=word is not None)
