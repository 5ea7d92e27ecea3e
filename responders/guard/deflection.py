"""Law 2: an answer stays where the question was asked, in any wording."""

import re
from collections.abc import Iterator

from responders.base import Finding
from responders.guard.context import Case
from responders.guard.lexicon import PLATFORMS

_ELSEWHERE = "This sends the customer to another channel; answer here instead."
_PRIVATE = "This asks for the private side although no personal data is needed; answer here in public."

_NAMES_OF = {
    "x": re.compile(r"x|twitter\w*"),
    "facebook": re.compile(r"facebook\w*|fb|messenger\w*"),
    "instagram": re.compile(r"instagram\w*|insta|ig"),
    "mastodon": re.compile(r"mastodon\w*"),
    "bluesky": re.compile(r"bluesky"),
    "telegram": re.compile(r"telegram\w*"),
    "youtube": re.compile(r"youtube"),
}
_PLATFORM = re.compile(rf"(?<!\w){PLATFORMS}(?!\w)")


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
        for match in case.directives(lexicon, lexicon.elsewhere):
            if not _is_own(case, match[0]):
                yield match.start(), match.end(), _ELSEWHERE
        if not may_go_private:
            for match in case.directives(lexicon, lexicon.privately):
                yield match.start(), match.end(), _PRIVATE
    for start, end in case.contacts:
        yield start, end, _ELSEWHERE


def _is_own(case: Case, wording: str) -> bool:
    """True for the platform on which the conversation already is; its private side is another question."""
    named, own = _PLATFORM.findall(wording), _NAMES_OF.get(case.outgoing.platform)
    return bool(named and own and own.fullmatch(named[-1]))
