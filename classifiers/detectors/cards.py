"""Payment cards: a known issuer's prefix and length, and the Luhn check digit."""

import re
from collections.abc import Iterator

from stdnum import luhn

from bot.domain.classification import SensitiveKind
from classifiers.detectors.finding import BULLETS, REFERENCE, Finding, after, before, words
from classifiers.normalise import View

_GROUPS = re.compile(r"(?<!\d)\d{2,19}(?:[ .\-_/·*]{1,3}\d{1,19}){0,400}")
_GROUP = re.compile(r"\d+")
_ONES = re.compile(r"(?<!\d)\d(?:[ .\-_/·]{1,2}\d){12,400}(?!\d)")
_MAYBE = re.compile(r"(?:\d[ .\-_/·*]{0,3}){12}")

ISSUERS: tuple[tuple[int, int, frozenset[int]], ...] = (
    (2200, 2204, frozenset({16, 17, 18, 19})),  # Mir
    (2221, 2720, frozenset({16})),  # Mastercard, the newer range
    (3000, 3059, frozenset({14, 16})),  # Diners Club
    (3095, 3095, frozenset({14, 16})),
    (3400, 3499, frozenset({15})),  # American Express
    (3528, 3589, frozenset({16, 17, 18, 19})),  # JCB
    (3600, 3699, frozenset({14, 16, 19})),
    (3700, 3799, frozenset({15})),
    (3800, 3999, frozenset({14, 16, 19})),
    (4000, 4999, frozenset({13, 16, 19})),  # Visa, Electron
    (5000, 5099, frozenset({13, 14, 15, 16, 17, 18, 19})),  # Maestro, Elo, Verve, Dankort
    (5100, 5599, frozenset({16})),  # Mastercard
    (5600, 5899, frozenset({13, 14, 15, 16, 17, 18, 19})),  # Maestro
    (6000, 6999, frozenset({13, 14, 15, 16, 17, 18, 19})),  # Discover, UnionPay, RuPay, Maestro
    (8100, 8199, frozenset({16, 17, 18, 19})),  # UnionPay
    (9792, 9792, frozenset({16})),  # Troy
)
"""First four digits from, to, and the lengths issued there (ISO/IEC 7812 as the schemes publish it)."""

_LENGTHS = {f"{prefix:04}": lengths for low, high, lengths in ISSUERS for prefix in range(low, high + 1)}

_COMMON_LENGTHS = frozenset({15, 16})
"""Other lengths also belong to barcodes and tracking numbers, so they need a word for a card nearby."""

CARD = words(
    "card cards cardnumber cc visa mastercard maestro amex american_express discover diners debit credit cvv cvc cv2 "
    "exp expir* expiry pan",
    "carta carte scad* scadenza postepay bancomat prepagata",
    "kart* wazna waznosci",
    "cardul* cardului expira",
    "tarjeta* caduc* vencim*",
    "cb expire bancaire",
    "karte* kreditkarte* ec-karte girokarte gueltig gultig",
    "cartao cartoes validade",
)
_VERIFICATION = re.compile(
    r"\b(?:cvv2?|cvc2?|cv2|cid|csc|security code|codice di sicurezza|kod zabezpieczajacy|cod de securitate|"
    r"codigo de seguridad|cryptogramme|prufziffer|pruefziffer|codigo de seguranca|code|kod|codice|cod|codigo|codi)"
    r"(?: (?:is|e|to|este|es|est|ist|number|no))?[ :=#\-]{0,3}(?P<value>\d{3,4})(?![\d•])"
)
_VERIFICATION_REACH = 48
"""Characters behind a card number within which a three- or four-digit code belongs to it."""


def find_cards(view: View) -> Iterator[Finding]:
    """Card numbers, plain, grouped or spelt digit by digit; the verification code beside one is covered with it."""
    folded = view.folded
    if not _MAYBE.search(folded):
        return
    for run in (*_GROUPS.finditer(folded), *_ONES.finditer(folded)):
        groups = [group.span() for group in _GROUP.finditer(folded, run.start(), run.end())]
        for start, end, digits in _cards(folded, groups):
            yield Finding(SensitiveKind.PAYMENT_CARD, start, end, f"{BULLETS} {digits[-4:]}")
            yield from _verification(folded, start, end)


def _cards(folded: str, groups: list[tuple[int, int]]) -> Iterator[tuple[int, int, str]]:
    index = 0
    while index < len(groups):
        last, digits = _longest_card(folded, groups, index)
        if digits:
            yield groups[index][0], groups[last][1], digits
        index = last + 1


def _longest_card(folded: str, groups: list[tuple[int, int]], first: int) -> tuple[int, str]:
    """The last group and the digits of the longest card that begins at `first`; no digits when there is none."""
    digits, best = "", (first, "")
    for last in range(first, len(groups)):
        digits += folded[slice(*groups[last])]
        if len(digits) > 19 or (len(digits) >= 4 and digits[:4] not in _LENGTHS):
            break
        if _is_card(digits) and _is_meant(folded, groups[first][0], groups[last][1], digits):
            best = (last, digits)
    return best


def _is_card(digits: str) -> bool:
    return len(digits) in _LENGTHS.get(digits[:4], ()) and len(set(digits)) > 1 and luhn.is_valid(digits)


def _is_meant(folded: str, start: int, end: int, digits: str) -> bool:
    """False for a company's own number that passes the check by chance: one in ten random numbers does."""
    if folded[start - 1 : start].isalnum() and not _glued_to_word(folded, start):
        return False
    near = before(folded, start, 40) + " " + after(folded, end, 30)
    if CARD.search(near):
        return not _names_reference(folded, start) or bool(CARD.search(before(folded, start, 24)))
    grouped = end - start > len(digits) + 1
    return len(digits) in _COMMON_LENGTHS and (grouped or not _names_reference(folded, start))


def _glued_to_word(folded: str, start: int) -> bool:
    """True in "card4111…", false in "1ZA4111…" or "ORD4111…"."""
    word = re.search(r"[a-z]{4,20}\Z", before(folded, start, 20))
    return word is not None and REFERENCE.search(word.group()) is None


def _names_reference(folded: str, start: int) -> bool:
    return REFERENCE.search(before(folded, start, 28)) is not None


def _verification(folded: str, start: int, end: int) -> Iterator[Finding]:
    for low, high in ((end, end + _VERIFICATION_REACH), (max(0, start - _VERIFICATION_REACH), start)):
        for match in _VERIFICATION.finditer(folded, low, min(high, len(folded))):
            yield Finding(SensitiveKind.CREDENTIAL, match.start("value"), match.end("value"), "•••", told=False)
