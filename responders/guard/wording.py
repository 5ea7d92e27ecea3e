"""How things are said: promises that nobody made, blame, tone, and automatic text that must say so."""

import re
from collections.abc import Iterator

from responders.base import Finding, Severity
from responders.guard.context import Case
from responders.guard.lexicons import LEXICONS

_SHOUTED = re.compile(r"(?:\b[^\W\d_a-zà-ž]{3,}\b[^\w]+){3,}|[!?]{3,}|!\s*!\s*!")


def promise(case: Case) -> Iterator[Finding]:
    """A certainty, or a date for something that the brand would do, that nobody entered as a promise."""
    for lexicon in case.lexicons:
        for match in lexicon.certain.finditer(case.view.text):
            yield case.found_folded("promise", "This promises a certainty.", match.start(), match.end())
        for match in lexicon.when.finditer(case.view.text):
            start, end = case.view.sentence(match.start())
            sentence = case.view.text[start:end]
            if lexicon.outcome.search(sentence):
                message = "This promises a time that nobody entered as a promise."
                yield case.found_folded("promise", message, match.start(), match.end())


def blame(case: Case) -> Iterator[Finding]:
    """Words that put the fault on the customer."""
    for lexicon in case.lexicons:
        for match in lexicon.blame.finditer(case.view.text):
            message = "This blames the customer; say what happens next instead."
            yield case.found_folded("blame", message, match.start(), match.end(), severity=Severity.WARN)


def tone(case: Case) -> Iterator[Finding]:
    """Shouting, sarcasm and insults."""
    if match := _SHOUTED.search(case.text):
        yield case.found("tone", "This reads like shouting.", match.span(), severity=Severity.WARN)
    for lexicon in case.lexicons:
        for match in lexicon.tone.finditer(case.view.text):
            message = "This sounds dismissive; put it kindly."
            yield case.found_folded("tone", message, match.start(), match.end(), severity=Severity.WARN)


def bot_disclosure(case: Case) -> Iterator[Finding]:
    """Automatic text says that it is automatic."""
    if not case.outgoing.automatic or any(lexicon.automatic.search(case.view.text) for lexicon in case.lexicons):
        return
    spoken = LEXICONS.get(case.outgoing.language or case.detected.value, LEXICONS["en"])
    fix = f"{spoken.automatic_notice} {case.text}"
    yield case.found("bot_disclosure", "This goes out automatically and has to say so.", fix=fix)
