"""Full names in a text: a surname tells strangers who somebody is, a first name or a handle does not."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

from responders.guard.context import Case
from responders.guard.lexicon import Compiled
from responders.guard.names import FIRST_NAMES, NOT_SURNAMES

_NAME = re.compile(r"(?<![\w@#/.\-])[^\W\d_][\w'’\-]+(?![@/])")
_BETWEEN = re.compile(r" +(?:[^\W\d_]\. *)?")
_AFTER_GREETING = re.compile(r"[ ,]+")
_ENDS = re.compile(r" *(?:[,.!:;?\n)]|[–—-] |$)")
_SIGNED = re.compile(r"(?:[–—\-^~/]|\n|regards,?|saluti,?) *$")

Span = tuple[int, int]


def full_names(case: Case) -> Iterator[Span]:
    """Spans of the text given: first name and surname, or a title or greeting and what follows it."""
    names = [match for match in _NAME.finditer(case.text) if match[0][0].isupper()]
    for first, second in pairwise(names):
        if _BETWEEN.fullmatch(case.text, first.end(), second.start()) and _is_full(first[0], second[0]):
            span = first.start(), second.end()
            if not _is_signature(case.text, span):
                yield span
    starts = {name.start(): index for index, name in enumerate(names)}
    for lexicon in case.lexicons:
        yield from _titled(case, lexicon, names, starts)
        yield from _greeted(case, lexicon, names, starts)


def _titled(case: Case, lexicon: Compiled, names: list[re.Match[str]], starts: dict[int, int]) -> Iterator[Span]:
    for match in lexicon.titles.finditer(case.view.text):
        start, end = case.view.span(match.start(), match.end())
        gap = _AFTER_GREETING.match(case.text, end)
        index = starts.get(gap.end()) if gap and "," not in gap[0] else None
        if index is not None and _is_surname(names[index][0], lexicon):
            yield start, names[index].end()


def _greeted(case: Case, lexicon: Compiled, names: list[re.Match[str]], starts: dict[int, int]) -> Iterator[Span]:
    for match in lexicon.greetings.finditer(case.view.text):
        gap = _AFTER_GREETING.match(case.text, case.view.span(match.start(), match.end())[1])
        index = starts.get(gap.end()) if gap else None
        if index is None or index + 1 == len(names):
            continue
        first, second = names[index], names[index + 1]
        adjacent = _BETWEEN.fullmatch(case.text, first.end(), second.start())
        if adjacent and _ENDS.match(case.text, second.end()) and _may_be_full(first[0], second[0], lexicon):
            yield first.start(), second.end()


def _is_full(first: str, second: str) -> bool:
    return _fold(first) in FIRST_NAMES and _fold(second) not in FIRST_NAMES | NOT_SURNAMES


def _may_be_full(first: str, second: str, lexicon: Compiled) -> bool:
    folded = _fold(first)
    return folded not in NOT_SURNAMES and not lexicon.titles.fullmatch(folded) and _is_surname(second, lexicon)


def _is_surname(word: str, lexicon: Compiled) -> bool:
    folded = _fold(word)
    return folded not in FIRST_NAMES and folded not in NOT_SURNAMES and not lexicon.given.fullmatch(folded)


def _is_signature(text: str, span: Span) -> bool:
    return bool(_SIGNED.search(text[max(0, span[0] - 12) : span[0]])) and len(text) - span[1] < 40


def _fold(word: str) -> str:
    plain = unicodedata.normalize("NFKD", word.casefold()).replace("ł", "l")
    return "".join(char for char in plain if not unicodedata.combining(char)).removesuffix("'s").removesuffix("’s")
