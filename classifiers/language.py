"""Which language a message is written in, and when that can't be said."""

import re
import threading
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from bot.domain.classification import Scored

UNDETERMINED = Scored("und", 0.0)

_NAMES: Mapping[str, str] = {
    "en": "English",
    "it": "Italian",
    "pl": "Polish",
    "ro": "Romanian",
    "es": "Spanish",
    "fr": "French",
    "de": "German",
    "pt": "Portuguese",
}
SUPPORTED = tuple(_NAMES)
_ALONE = {
    "en": "hello hi hey thanks thx sorry scam scammers help please",
    "it": "ciao grazie schifo vergogna aiuto scusate",
    "pl": "cześć hej dzięki dzieki dziękuję dziekuje pomocy wstyd",
    "ro": "salut mersi mulțumesc multumesc ajutor rușine rusine",
    "es": "hola gracias vergüenza verguenza estafa ayuda",
    "fr": "bonjour merci arnaque honte svp",
    "de": "hallo danke hilfe betrug bitte",
    "pt": "olá obrigado obrigada vergonha socorro",
}
"""What people write when they write one word or two, too short for statistics."""

_LETTERS_OF = {"pl": "łąęśżźń", "ro": "ășțţ", "de": "ß", "es": "ñ", "pt": "ãõ"}
"""Letters that one supported language has and hardly another."""

_HEAD = 1_000
"""Characters looked at, and at most so many words of them: more adds cost and no certainty."""

_WORDS = 60
_NOISE = re.compile(
    r"\b(?:https?(?:://\S+)?|www\.\S+|rt)\b|(?<!\S)[^\s@]+@\S+\.\S+|[@#]\w+|(?<!\w)\w*?\d\w*|_+", re.IGNORECASE
)
_ADDRESSES = re.compile(r"https?://\S+|www\.\S+|@\w+|#", re.IGNORECASE)
_HUMP = re.compile(r"(?<=[a-zß-ÿ])(?=[A-Z])")
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060-\u2064\ufe00-\ufe0f\ufeff]")
_ENOUGH_LETTERS = re.compile(r"(?:[^\W\d_].*?){3}", re.DOTALL)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_LONG_DRAWN = re.compile(r"(.)\1{2,}")

_HOME_ADVANTAGE = 2.0
"""A message is likelier in a supported language: another one must beat it by this factor."""

_SHORT = 2
"""Up to so many words may belong to several languages."""

_CERTAIN_ENOUGH = 0.52
"""What a short message needs to be told at all."""

_MIXED = 0.5
"""How sure one can be of the main language of a mixed message: readers of few languages shall try more than one."""

_CLEARLY = {3: 3.0, 4: 1.85}
"""How much more than for the other one a stretch of so many words, and the rest, must speak for its language: fewer
words on end are no second language but a name or a title."""

_AUDIBLE = 0.2
"""A second language has at least this part of what speaks for the main one."""

_CANDIDATES = 2
"""The second language is hardly ever further down the list."""
_ALONE_SURE = 0.9
_ALONE_OF = {word: code for code, words in _ALONE.items() for word in words.split()}

_lock = threading.Lock()


@dataclass(frozen=True, slots=True)
class Heard:
    """The language of a message; `doubt` says in words why it can't be told, or that there are two."""

    language: Scored
    doubt: str | None = None


_TOO_SHORT = Heard(UNDETERMINED, "too short to tell the language")
_UNKNOWN = Heard(UNDETERMINED, "in a language that is not known here")

_Evidence = Sequence[float]
"""For each language of the tables, how much a word speaks for it."""


@dataclass(frozen=True, slots=True)
class _Tables:
    """eld's n-grams with the frequency in each language, the languages' codes, and the places of the supported."""

    ngrams: Mapping[bytes, Mapping[int, int]]
    codes: Sequence[str]
    home: Mapping[str, int]


@cache
def _tables() -> _Tables:
    # A tenth of a second to load, only when first needed.
    from eld import LanguageDetector  # noqa: PLC0415
    from eld.languageData import languageData  # noqa: PLC0415

    LanguageDetector()
    data: Any = languageData
    codes = [data.lang_codes.get(number, "") for number in range(len(data.lang_score))]
    return _Tables(data.ngrams, codes, {code: codes.index(code) for code in SUPPORTED})


def warm_up() -> None:
    """Load the language tables now rather than at the first message."""
    with _lock:
        _tables()


def clean(text: str) -> str:
    """The words of a message: no addresses, handles, hashtags or codes; only hashtags when nothing else is there."""
    head = _plain(text[:_HEAD])
    words = _NOISE.sub(" ", head)
    if _too_few_letters(words):
        words = _HUMP.sub(" ", _ADDRESSES.sub(" ", head))
    return words


def detect(text: str) -> Scored:
    """The ISO 639-1 code and how sure, 0 to 1; `und` with 0.0 when it can't be told."""
    return hear(text).language


def hear(text: str) -> Heard:
    """The language with its doubt; bounded time for any text."""
    cleaned = clean(text)
    if _too_few_letters(cleaned):
        return _TOO_SHORT
    warm_up()
    words = _WORD.findall(_LONG_DRAWN.sub(r"\1", cleaned))[:_WORDS]
    if len(words) <= _SHORT and (known := {_ALONE_OF[word.lower()] for word in words if word.lower() in _ALONE_OF}):
        return Heard(Scored(known.pop(), _ALONE_SURE)) if len(known) == 1 else _TOO_SHORT
    evidence = [_evidence(word.lower()) for word in words]
    totals = list(map(sum, zip(*evidence, strict=True)))
    if not any(totals):
        return _TOO_SHORT if len(words) <= _SHORT else _UNKNOWN
    best = _choose(totals)
    if len(words) <= _SHORT and best.score < _CERTAIN_ENOUGH:
        return _TOO_SHORT
    # "Game of Thrones" and "via Napoli" are no second language.
    common = [told for word, told in zip(words, evidence, strict=True) if not word.istitle()]
    if best.value in SUPPORTED and (other := _second_language(common, totals, best.value)):
        names = f"{_NAMES[best.value]} and {_NAMES[other]}"
        return Heard(Scored(best.value, min(best.score, _MIXED)), f"mixes {names}")
    return Heard(best)


def _plain(head: str) -> str:
    """Composed letters without style (𝐡𝐞𝐥𝐩 is "help"), and nothing that nobody sees."""
    if head.isascii():
        return head
    return unicodedata.normalize("NFKC", _UNSEEN.sub("", head))[:_HEAD]


def _too_few_letters(words: str) -> bool:
    return _ENOUGH_LETTERS.search(words) is None


@lru_cache(8_192)
def _evidence(word: str) -> _Evidence:
    """eld's measure of one word, as in a text of some thirty n-grams; most words of a day come again and again."""
    tables, found = _tables(), [0.0] * len(_tables().codes)
    for ngram in _ngrams(word.encode()[:70]):
        languages = tables.ngrams.get(ngram, {})
        weight = _weight(len(languages))
        for language, frequency in languages.items():
            likeness = frequency / _USUAL if frequency < _USUAL else _USUAL / frequency
            found[language] += likeness * weight + 2
    for code, letters in _LETTERS_OF.items():
        if not word.isascii() and any(letter in letters for letter in word):
            found[tables.home[code]] += _OWN_LETTER
    return found


_USUAL = 300
"""The scaled frequency that an n-gram has when it is one of a short message's."""

_OWN_LETTER = 15.0


def _weight(languages: int) -> float:
    """The fewer languages have an n-gram, the more it tells."""
    if languages == 1:
        return 27.0
    return (16 - languages) / 2 + 1 if languages < 16 else 1.0


def _ngrams(word: bytes) -> Iterator[bytes]:
    """eld's: four bytes, every third one, with the spaces around the word."""
    length = len(word)
    for place in range(0, length - 4, 3):
        yield (b" " if place == 0 else b"") + word[place : place + 4]
    yield (b" " if length <= 4 else b"") + word[length - 4 if length > 3 else 0 :] + b" "


def _choose(scores: Sequence[float]) -> Scored:
    tables = _tables()
    weighted = list(scores)
    for place in tables.home.values():
        weighted[place] *= _HOME_ADVANTAGE
    top = max(weighted)
    best = weighted.index(top)
    weighted[best] = 0.0
    return Scored(tables.codes[best], round(min(1.0, 0.5 + (top - max(weighted)) / top), 4))


def _second_language(evidence: Sequence[_Evidence], totals: _Evidence, main: str) -> str | None:
    """Another supported language that several words on end are in, while the rest is in the main one."""
    if len(evidence) < 2 * min(_CLEARLY):
        return None
    home = _tables().home
    floor = _AUDIBLE * totals[home[main]]
    heard = (code for code in SUPPORTED if code != main and totals[home[code]] > floor)
    likely = sorted(heard, key=lambda code: -totals[home[code]])[:_CANDIDATES]
    if not likely:
        return None
    runs = {code: _run(evidence, home[main], home[code]) for code in likely}
    code = max(likely, key=lambda code: runs[code].gain)
    return code if runs[code].holds(evidence, home[main], home[code]) else None


@dataclass(frozen=True, slots=True)
class _Run:
    """The words from `start` to `end` speak most for another language, by `gain` more than for the main one."""

    start: int
    end: int
    gain: float

    def holds(self, evidence: Sequence[_Evidence], first: int, second: int) -> bool:
        inside, outside = evidence[self.start : self.end], [*evidence[: self.start], *evidence[self.end :]]
        clearly = _CLEARLY.get(len(inside), _CLEARLY[max(_CLEARLY)])
        return (
            min(len(inside), len(outside)) >= min(_CLEARLY)
            and _total(inside, second) > clearly * _total(inside, first)
            and _total(outside, first) > clearly * _total(outside, second)
        )


def _total(evidence: Sequence[_Evidence], language: int) -> float:
    return sum(word[language] for word in evidence)


def _run(evidence: Sequence[_Evidence], first: int, second: int) -> _Run:
    """The stretch with the largest gain, in one pass."""
    best, start, gain = _Run(0, 0, 0.0), 0, 0.0
    for place, word in enumerate(evidence):
        if gain <= 0.0:
            start, gain = place, 0.0
        gain += word[second] - word[first]
        if gain > best.gain:
            best = _Run(start, place + 1, gain)
    return best
