"""Personal data and secrets in a text: found by check digits and context, and covered before anything is stored."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import replace

from bot.domain.classification import SECRETS, Sensitive, SensitiveKind
from classifiers.base import Masked
from classifiers.detectors.addresses import find_addresses
from classifiers.detectors.bank_accounts import find_bank_accounts
from classifiers.detectors.cards import find_cards
from classifiers.detectors.contacts import find_contacts
from classifiers.detectors.credentials import find_credentials
from classifiers.detectors.finding import Finding
from classifiers.detectors.government_ids import find_government_ids
from classifiers.detectors.health import find_health
from classifiers.normalise import View, view

_SPAN_DETECTORS = (find_bank_accounts, find_cards, find_government_ids, find_credentials, find_contacts, find_addresses)
"""In order of certainty: where two overlap, the earlier one keeps the characters."""

_COVERED = re.compile(r"•{3,6}(?: [0-9a-z]{2,4}\b)?")
"""What covering leaves: its last digits must not become part of another number."""


def find_disclosures(text: str) -> tuple[Sensitive, ...]:
    """Everything personal in `text`, sorted by span, not overlapping; spans count code points of `text`.

    A health condition is told without a span, last: the words around it are rarely the whole of it. A date of birth by
    itself has no kind in the contracts, so it is neither told nor covered; one inside a state's number goes with it.
    Numbers of the company's own (orders, parcels, cases, meters, policies, flights, hotlines, accounts to pay into) and
    the last four digits of a card are not personal.
    """
    return find_disclosures_in(view(text))


def find_disclosures_in(message: View) -> tuple[Sensitive, ...]:
    """The same for a text whose view is there already."""
    return _told(message, _findings(message))


def mask_secrets(text: str) -> Masked:
    """`text` with cards, accounts, credentials and state numbers covered, and all findings placed in the covered text.

    Covering again changes nothing. A card's verification code is covered with the card.
    """
    covered: list[Sensitive] = []
    folded = view(text)
    findings = _findings(folded)
    while secrets := [finding for finding in findings if finding.kind in SECRETS]:
        text, covered = _cover(folded, secrets, covered)
        folded = view(text)
        findings = _findings(folded)
    return Masked(text, tuple(sorted((*covered, *_told(folded, findings)), key=_place)))


def _told(folded: View, findings: Iterable[Finding]) -> tuple[Sensitive, ...]:
    spans = (_sensitive(folded, finding) for finding in findings if finding.told)
    return (*spans, *find_health(folded))


def _findings(message: View) -> list[Finding]:
    folded = replace(message, folded=_COVERED.sub(lambda cover: "•" * len(cover.group()), message.folded))
    kept: list[Finding] = []
    taken = bytearray(len(folded.folded))
    for detect in _SPAN_DETECTORS:
        for finding in sorted(detect(folded), key=lambda found: (found.start, -found.end)):
            if not any(taken[finding.start : finding.end]):
                taken[finding.start : finding.end] = b"\1" * (finding.end - finding.start)
                kept.append(finding)
    return sorted(kept, key=lambda found: found.start)


def _sensitive(folded: View, finding: Finding) -> Sensitive:
    start, end = folded.span(finding.start, finding.end)
    return Sensitive(kind=finding.kind, score=finding.score, start=start, end=end, masked=finding.masked)


def _cover(folded: View, secrets: Iterable[Finding], earlier: list[Sensitive]) -> tuple[str, list[Sensitive]]:
    """The text with `secrets` replaced by their masked forms; the spans of `earlier` ones move along."""
    pieces: list[str] = []
    covered: list[Sensitive] = []
    position = length = 0
    moves: list[tuple[int, int]] = []
    for finding in secrets:
        found = _sensitive(folded, finding)
        start, end, masked = found.start or 0, found.end or 0, finding.masked
        pieces += [folded.original[position:start], masked]
        length += start - position + len(masked)
        position = end
        moves.append((end, length - end))
        if finding.told:
            covered.append(replace(found, start=length - len(masked), end=length))
    pieces.append(folded.original[position:])
    return "".join(pieces), [_moved(found, moves) for found in earlier] + covered


def _moved(found: Sensitive, moves: list[tuple[int, int]]) -> Sensitive:
    index = bisect_right(moves, found.start or 0, key=lambda move: move[0])
    shift = moves[index - 1][1] if index else 0
    return replace(found, start=(found.start or 0) + shift, end=(found.end or 0) + shift)


def _place(found: Sensitive) -> tuple[int, SensitiveKind]:
    return (found.start if found.start is not None else 1 << 60), found.kind
