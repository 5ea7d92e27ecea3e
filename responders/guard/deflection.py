"""Law 2: an answer stays where the question was asked, in any wording."""

import re
from collections.abc import Iterator

from responders.base import Finding
from responders.guard.context import Case
from responders.guard.lexicon import ADDRESS, NUMBER, PLATFORMS, Compiled

_ELSEWHERE = "This sends the customer to another channel; answer here instead."
_PRIVATE = "This asks for the private side although no personal data is needed; answer here in public."

_NAMES_OF = {
    "x": re.compile(r"x|twitter\w*"),
    "facebook": re.compile(r"facebook\w*|fb|messenger\w*"),
    "instagram": re.compile(r"instagram\w*|insta|ig"),
    "mastodon": re.compile(r"mastodon\w*"),
    "bluesky": re.compile(r"bluesky"),
}
_PLATFORM = re.compile(rf"(?<!\w){PLATFORMS}(?!\w)")
_LITERAL = re.compile(rf"{ADDRESS}|(?<![\w#./\-]){NUMBER}(?![\w/%€$£])")
_DATE_OR_SUM = re.compile(
    r"\d{1,2}[./\-]\d{1,2}(?:[./\-]\d{2,4})?|\d{4}[./\-]\d{1,2}[./\-]\d{1,2}|\d+[.,]\d{2}|\d{1,2}[.:]\d\d ?- ?\d{1,2}[.:]\d\d"
)
_NUMBER_OF_A_THING = re.compile(
    r"(?:order|parcel|case|ticket|tracking|ordine|pacco|zamowieni\w*|paczk\w*|comand\w*|colet\w*|pedido|colis|commande|bestell\w*|encomenda|art\w*|ref\w*|nr|no|#)[ .:#]*(?:\w+ )?$"
)
_WAYS_OUT = re.compile(r"hesit|esita|wahaj|ezit|dud[ea]|zoger|scheu")
"""Words like "don't hesitate to" turn a refusal into an invitation."""


def deflection(case: Case) -> Iterator[Finding]:
    """Other channels are never offered; the private side of the same platform only when personal data is needed."""
    taken: list[tuple[int, int]] = []
    for start, end, message in _hits(case):
        if not any(start < other_end and other_start < end for other_start, other_end in taken):
            taken.append((start, end))
            yield case.found_folded("deflection", message, start, end)


def _hits(case: Case) -> Iterator[tuple[int, int, str]]:
    may_go_private = case.outgoing.needs_private or not case.outgoing.visibility.is_open
    for lexicon in case.lexicons:
        for match in _directives(case, lexicon, lexicon.elsewhere):
            if not _is_own(case, _platform(match)):
                yield match.start(), match.end(), _ELSEWHERE
            elif not may_go_private:
                yield match.start(), match.end(), _PRIVATE
        if not may_go_private:
            for match in _directives(case, lexicon, lexicon.privately):
                yield match.start(), match.end(), _PRIVATE
    for match in _LITERAL.finditer(case.view.text):
        if _offers_contact(case, match):
            yield match.start(), match.end(), _ELSEWHERE


def _directives(case: Case, lexicon: Compiled, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    position = 0
    while match := pattern.search(case.view.text, position):
        before = case.view.clause_before(match.start())
        if not lexicon.reported.search(before) or _WAYS_OUT.search(before):
            yield match
            position = match.end()
        else:
            # What follows may be an invitation of its own: "no need to call us, write to our branch".
            position = match.start() + 1


def _platform(match: re.Match[str]) -> str | None:
    named = _PLATFORM.search(match[0])
    return named[0] if named else None


def _is_own(case: Case, platform: str | None) -> bool:
    own = _NAMES_OF.get(case.outgoing.platform)
    return bool(platform and own and own.fullmatch(platform))


def _offers_contact(case: Case, match: re.Match[str]) -> bool:
    text = match[0]
    if "@" not in text:
        digits = sum(char.isdigit() for char in text)
        if not 7 <= digits <= 13 or _DATE_OR_SUM.fullmatch(text):
            return False
        if _NUMBER_OF_A_THING.search(case.view.text[max(0, match.start() - 30) : match.start()]):
            return False
    start, end = case.view.sentence(match.start())
    sentence = case.view.text[start:end]
    return not any(lexicon.event.search(sentence) for lexicon in case.lexicons)
