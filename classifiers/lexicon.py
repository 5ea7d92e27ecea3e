"""Phrases that mean something in customers' messages: tables per language in `lexicons/`, and a matcher for them.

A phrase is words without accents or case: `*` ends a stem, `a|b` are alternatives, `(a b|c)` too when
they have several words, `_` is any one word, `..` up to three.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from classifiers.normalise import View, view

LANGUAGES = ("en", "it", "pl", "ro", "es", "fr", "de", "pt")

SHARED_SECTIONS = frozenset({"risks", "health"})
"""Sections in which every language counts: a wrong guess of the language must not hide danger."""

_PIECE = re.compile(r"\([^)]*\)|\S+")
_WORD = re.compile(r"[^\W_]+")
_SPACE = r"[^\w.!?]{1,3}"
_GAP = rf"(?:{_SPACE}[\w']+){{0,3}}?"
_STEM_KEY = 3


@dataclass(frozen=True, slots=True)
class Phrase:
    """One line of a table. `rest` is what follows its first word, as the table writes it; None when that is all."""

    section: str
    label: str
    head: str
    rest: str | None


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase found at a span of the folded text."""

    section: str
    label: str
    start: int
    end: int


@dataclass(slots=True)
class Lexicon:
    """Phrases by their first word, so that a message costs a look-up per word and not a pass per phrase."""

    exact: dict[str, list[Phrase]] = field(default_factory=dict[str, list[Phrase]])
    stems: dict[str, list[tuple[str, Phrase]]] = field(default_factory=dict[str, list[tuple[str, Phrase]]])

    def add(self, phrase: Phrase) -> None:
        """File a phrase under its first word, or under the first letters of its stem."""
        stem = phrase.head.removesuffix("*")
        if stem != phrase.head and len(stem) >= _STEM_KEY:
            self.stems.setdefault(stem[:_STEM_KEY], []).append((stem, phrase))
        else:
            self.exact.setdefault(stem, []).append(phrase)

    def phrases(self) -> Iterator[Phrase]:
        """All that were added."""
        yield from (phrase for phrases in self.exact.values() for phrase in phrases)
        yield from (phrase for stems in self.stems.values() for _, phrase in stems)

    def hits(self, message: View) -> list[Hit]:
        """Every phrase in the message, in the order of its words; the time is linear in the text."""
        found: list[Hit] = []
        folded, exact, stems = message.folded, self.exact.get, self.stems.get
        for word in _WORD.finditer(folded):
            text = word.group()
            for phrase in exact(text, ()):
                _look(phrase, folded, word, found)
            for stem, phrase in stems(text[:_STEM_KEY], ()):
                if text.startswith(stem):
                    _look(phrase, folded, word, found)
        return found


def _look(phrase: Phrase, folded: str, word: re.Match[str], found: list[Hit]) -> None:
    """Add the phrase to what was found when the text goes on from its first word as it does."""
    if phrase.rest is None:
        found.append(Hit(phrase.section, phrase.label, word.start(), word.end()))
    elif match := _compiled(phrase.rest).match(folded, word.end()):
        found.append(Hit(phrase.section, phrase.label, word.start(), match.end()))


def _phrases(section: str, label: str, line: str) -> Iterator[Phrase]:
    first, space, others = view(line).folded.partition(" ")
    rest = space + others
    for head in first.split("|"):
        word, apostrophe, suffix = head.partition("'")
        yield Phrase(section, label, word + suffix, rest or None)
        if apostrophe:
            yield Phrase(section, label, word, f"'{suffix}{rest}")


@cache
def _compiled(rest: str) -> re.Pattern[str]:
    """At first use: of thousands of phrases a message meets the first words of a few."""
    suffix, _, others = rest.partition(" ")
    glued = re.escape(suffix) + r"\b" if suffix else ""
    return re.compile(glued + "".join(_pattern(piece) for piece in _PIECE.findall(others)))


def _pattern(piece: str) -> str:
    if piece == "..":
        return _GAP
    alternatives = (_SPACE.join(map(_word, words.split())) for words in piece.strip("()").split("|"))
    return f"{_SPACE}(?:{'|'.join(alternatives)})"


def _word(word: str) -> str:
    if word == "_":
        return r"[\w']+"
    escaped = re.escape(word.removesuffix("*")).replace("'", "'?")
    return escaped + (r"\w*" if word.endswith("*") else r"(?![\w])")


@cache
def _table(language: str) -> tuple[Phrase, ...]:
    source = files("classifiers") / "lexicons" / f"{language}.toml"
    sections: Mapping[str, Mapping[str, list[str]]] = tomllib.loads(source.read_text(encoding="utf-8"))
    return tuple(
        phrase
        for section, labels in sections.items()
        for label, lines in labels.items()
        for line in lines
        for phrase in _phrases(section, label, line)
    )


@cache
def lexicon(language: str) -> Lexicon:
    """The phrases for a message in `language`."""
    made = Lexicon()
    for phrase in phrases(language):
        made.add(phrase)
    return made


def phrases(language: str) -> Iterator[Phrase]:
    """A language's own phrases, and whole phrases of the others for risks and health.

    For a language without a table (`und`), the phrases of all languages.
    """
    for other in LANGUAGES:
        for phrase in _table(other):
            foreign = phrase.rest is not None and phrase.section in SHARED_SECTIONS
            if other == language or language not in LANGUAGES or foreign:
                yield phrase


@cache
def health_lexicon() -> Lexicon:
    """The health phrases of all languages, and the figures of speech that take their meaning away."""
    made = Lexicon()
    for language in LANGUAGES:
        for phrase in _table(language):
            if phrase.section == "health" or phrase.label == "figurative":
                made.add(phrase)
    return made


def literal(hits: Sequence[Hit], sections: frozenset[str]) -> list[Hit]:
    """Without figures of speech, and without the hits in `sections` that they take the meaning of."""
    figures = [hit for hit in hits if hit.label == "figurative"]
    if not figures:
        return list(hits)
    covered = {index for figure in figures for index in range(figure.start, figure.end)}
    return [
        hit
        for hit in hits
        if hit.label != "figurative"
        and not (hit.section in sections and any(index in covered for index in range(hit.start, hit.end)))
    ]
