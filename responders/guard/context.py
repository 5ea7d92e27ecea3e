"""What every rule is given, and how it speaks."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.domain.classification import Scored, Sensitive
from bot.domain.limits import Length, Limits
from responders.base import Finding, Outgoing, Severity
from responders.guard.contacts import contacts
from responders.guard.lexicon import Compiled
from responders.guard.lexicons import LEXICONS
from responders.guard.view import View, view

_ENGLISH = re.compile(r"\b(?:us|our|we|you|your|please|pls|the|on)\b")
_SURE = 0.6
"""How sure the language of a text must be for its lexicon to be enough."""

Rule = Callable[["Case"], Iterable[Finding]]


@dataclass(frozen=True, kw_only=True)
class House:
    """What the guard knows of the brand and the world. `hosts` may be linked to, with their subdomains."""

    find_disclosures: Callable[[str], Sequence[Sensitive]]
    detect_language: Callable[[str], Scored]
    limits: Mapping[str, Limits]
    hosts: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Case:
    """One outgoing text under examination; `text` is the part that wording rules look at."""

    outgoing: Outgoing
    house: House
    text: str

    @cached_property
    def view(self) -> View:
        """The text as a reader sees it."""
        return view(self.text)

    @cached_property
    def disclosures(self) -> Sequence[Sensitive]:
        """Personal data and secrets in it."""
        return self.house.find_disclosures(self.text)

    @cached_property
    def detected(self) -> Scored:
        """The language it seems to be written in."""
        return self.house.detect_language(self.text)

    @cached_property
    def lexicons(self) -> tuple[Compiled, ...]:
        """Those of the conversation, of the text itself and of English, which is mixed into all; all when unknown."""
        sure = self.detected.score >= _SURE and self.detected.value in LEXICONS
        if not sure and self.outgoing.language not in LEXICONS:
            return tuple(lexicon.compiled for lexicon in LEXICONS.values())
        english = "en" if _ENGLISH.search(self.view.text) else None
        languages = dict.fromkeys((self.outgoing.language, self.detected.value if sure else None, english))
        return tuple(LEXICONS[language].compiled for language in languages if language in LEXICONS)

    @cached_property
    def contacts(self) -> tuple[tuple[int, int], ...]:
        """Telephone numbers and e-mail addresses in the folded text that were no part of what happened."""
        return tuple(span for span in contacts(self.view.text) if not self.is_event(span[0]))

    def is_event(self, position: int) -> bool:
        """True when the sentence around a place in the folded text tells what happened, so its numbers are no offer."""
        start, end = self.view.sentence(position)
        return any(lexicon.event.search(self.view.text, start, end) for lexicon in self.lexicons)

    def directives(
        self, lexicon: Compiled, pattern: re.Pattern[str], start: int = 0, end: int | None = None
    ) -> Iterator[re.Match[str]]:
        """Where a pattern of the lexicon is meant as a request, not told, refused or done by the brand itself."""
        end = len(self.view.text) if end is None else end
        while match := pattern.search(self.view.text, start, end):
            before = self.view.clause_before(match.start())
            if lexicon.reported.search(before) or lexicon.ours.match(self.view.text, match.start()):
                # What follows may be a request of its own: "no need to call us, write to our branch".
                start = match.start() + 1
            else:
                yield match
                start = match.end()

    @cached_property
    def length(self) -> Length | None:
        """The platform's measure for this side, None when nothing is known of the platform."""
        limits = self.house.limits.get(self.outgoing.platform)
        side = None if limits is None else limits.public if self.outgoing.visibility.is_open else limits.private
        return self.outgoing.length or side

    def found(
        self,
        rule: str,
        message: str,
        span: tuple[int, int] | None = None,
        *,
        severity: Severity = Severity.BLOCK,
        fix: str | None = None,
    ) -> Finding:
        """A finding at a span of the original text."""
        start, end = span or (None, None)
        return Finding(rule=rule, severity=severity, message=message, start=start, end=end, fix=fix)

    def found_folded(
        self, rule: str, message: str, start: int, end: int, *, severity: Severity = Severity.BLOCK
    ) -> Finding:
        """A finding at a span of the folded text; the fix leaves out the sentences it stands in."""
        span = self.view.span(start, end)
        return self.found(rule, message, span, severity=severity, fix=self.view.without(start, end))
