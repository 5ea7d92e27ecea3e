"""How things are said: promises that nobody made, blame, tone, and automatic text that must say so."""

import re
from collections.abc import Iterator

from responders.base import Finding, Severity
from responders.guard.context import Case
from responders.guard.lexicon import Compiled
from responders.guard.lexicons import LEXICONS

_CLAUSE = re.compile(r"[;:()\"\n]| - ")
_NEAR = 30
"""How far after a time, in code points, its event may be named: "By Monday your line will be back"."""
_SHOUTED = re.compile(r"(?:\b[^\W\d_a-zà-ž]{3,}\b[^\w]+){3,}|[!?]{3,}|!\s*!\s*!")


def promise(case: Case) -> Iterator[Finding]:
    """A certainty, or a date for something that the brand would do, that nobody entered as a promise."""
    for lexicon in case.lexicons:
        for match in lexicon.certain.finditer(case.view.text):
            if not lexicon.disclaimed.search(case.view.clause_before(match.start())):
                yield case.found_folded("promise", "This promises a certainty.", match.start(), match.end())
        for match in lexicon.when.finditer(case.view.text):
            if _is_to_come(case, lexicon, match):
                message = "This promises a time that nobody entered as a promise."
                yield case.found_folded("promise", message, match.start(), match.end())


def _is_to_come(case: Case, lexicon: Compiled, when: re.Match[str]) -> bool:
    """True when something is said to happen at that time; asking for a time or telling of one is no promise."""
    start, end = case.view.sentence(when.start())
    if case.view.text[start:end].rstrip().endswith("?"):
        return False
    before = _CLAUSE.split(case.view.text[start : when.start()])[-1]
    found = list(lexicon.outcome.finditer(before))
    if found:
        return not lexicon.aside.search(before, found[-1].end())
    after = case.view.text[when.end() : end]
    return not re.search(r"\w", before) and bool(lexicon.outcome.match(after.lstrip(" ,")) or _soon(lexicon, after))


def _soon(lexicon: Compiled, after: str) -> bool:
    found = lexicon.outcome.search(after[:_NEAR])
    return found is not None and not lexicon.aside.search(after[: found.start()])


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
