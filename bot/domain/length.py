"""How long a text is in the unit that its platform counts in."""

import re
import unicodedata
from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import Any

import regex

from bot.domain.limits import Length, Measure

URL_WEIGHT = 23
"""What X counts for any address, whatever its length."""

_LONGEST_URL = 4_096
_MOST_DOTS = 40
_PLAIN_ASCII = re.compile(r"[\x20-\x7e\n]*")
_LINE_END = re.compile(r"\r\n?")
_GRAPHEME = regex.compile(r"\X")
# Code points that X counts once (its configuration, version 3); all others count twice.
_LIGHT = re.compile(r"[\u0000-\u10ff\u2000-\u200d\u2010-\u201f\u2032-\u2037]")
# A word with the space before it, which decides whether an address begins there.
_TOKEN = re.compile(r"\s?\S+|\s")
_LONE_SURROGATE = re.compile(r"[\ud800-\udfff]")

_Finder = Callable[[str], list[dict[str, Any]]]


def measure(text: str, unit: Measure) -> int:
    """The length of `text` in `unit`; never raises, lone surrogates count as one replacement character."""
    return _MEASURES[unit](_LONE_SURROGATE.sub("\ufffd", text))


def fits(text: str, length: Length) -> bool:
    """True when the platform takes this text whole."""
    return measure(text, length.measure) <= length.maximum


def _x_weighted(text: str) -> int:
    """280 on X is a weight: NFC, Latin 1, other scripts 2, an emoji sequence 2 in all, an address 23.

    Mentions count: only those that X itself puts before a reply are free, and those are never in our text.
    """
    if "." not in text and _PLAIN_ASCII.fullmatch(text):
        return len(text)
    text = _LINE_END.sub("\n", unicodedata.normalize("NFC", text))
    if "." not in text or len(text) > _LONGEST_URL:
        return _weight(text)
    return sum(_token_weight(token) for token in _TOKEN.findall(text))


def _token_weight(token: str) -> int:
    # Nobody writes an address of forty labels, and looking for one in dotted rubbish takes quadratic time.
    if not 0 < token.count(".") <= _MOST_DOTS:
        return _weight(token)
    weight, end = 0, 0
    for found in _finders()[0](token):
        start, stop = found["indices"]
        weight += _weight(token[end:start]) + URL_WEIGHT
        end = stop
    return weight + _weight(token[end:])


def _weight(text: str) -> int:
    if text.isascii():
        return len(text)
    emoji = [found["emoji"] for found in _finders()[1](text)]
    # An emoji sequence may contain light code points (joiners, digits of keycaps) that the sum must not see.
    light = len(_LIGHT.findall(text)) - sum(len(_LIGHT.findall(sequence)) for sequence in emoji)
    heavy = len(text) - sum(map(len, emoji)) - light
    return light + 2 * heavy + 2 * len(emoji)


@cache
def _finders() -> tuple[_Finder, _Finder]:
    # The tables behind it take a third of a second to load, which a plain text never needs.
    parser: Any = import_module("twitter_text")
    return parser.extract_urls_with_indices, parser.extract_emojis_with_indices


_MEASURES: dict[Measure, Callable[[str], int]] = {
    Measure.X_WEIGHTED: _x_weighted,
    Measure.CHARACTERS: len,
    Measure.UTF8_BYTES: lambda text: len(text.encode()),
    Measure.GRAPHEMES: lambda text: len(_GRAPHEME.findall(text)),
}
