"""Payment cards: a known issuer's prefix and length, and the Luhn check digit."""

import re
from collections.abc import Iterator
from itertools import accumulate

from stdnum import luhn

from bot.domain.classification import SensitiveKind
from classifiers.detectors.finding import BULLETS, REFERENCE, Finding, after, before, is_reference, words
from classifiers.detectors.spoken import Piece, spoken_runs
from classifiers.normalise import View

_GROUPS = re.compile(r"(?<!\d)\d{2,19}(?:[ .\-_/·*,|\t\n\r]{1,3}\d{1,19}){0,400}")
_DIGIT = re.compile(r"\d")
_GROUP = re.compile(r"\d+")
_ONES = re.compile(r"(?<!\d)\d(?:[ .\-_/·,\n]{1,2}\d){12,400}(?!\d)")
_MAYBE = re.compile(r"(?:[\doli|szb][ .\-_/·*,|\t\n\r]{0,3}){12}")
"""Twelve characters that are digits or look like them: without these there is no card, however it is typed."""

_DISGUISED = re.compile(r"(?<![a-z0-9])[\doli|szb](?:[ .\-]?[\doli|szb]){12,18}(?![a-z0-9])")
_LOOKALIKES = str.maketrans("oli|szb", "0111528")
_TRUE_DIGITS = 8
"""At least so many characters of a disguised number must be digits."""

_TOLD_WORDS = 3
"""At least so many digits of a number told in words must be words; fewer are words of the sentence."""

ISSUERS: tuple[tuple[int, int, frozenset[int]], ...] = (
    (1800, 1800, frozenset({15})),  # JCB, the older ranges
    (2131, 2131, frozenset({15})),
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
    (5000, 5099, frozenset({12, 13, 14, 15, 16, 17, 18, 19})),  # Maestro, Elo, Verve, Dankort
    (5100, 5599, frozenset({16})),  # Mastercard
    (5600, 5899, frozenset({12, 13, 14, 15, 16, 17, 18, 19})),  # Maestro
    (6000, 6999, frozenset({12, 13, 14, 15, 16, 17, 18, 19})),  # Discover, UnionPay, RuPay, Maestro
    (8100, 8199, frozenset({16, 17, 18, 19})),  # UnionPay
    (9792, 9792, frozenset({16})),  # Troy
)
"""First four digits from, to, and the lengths issued there (ISO/IEC 7812 as the schemes publish it)."""

_LENGTHS = {f"{prefix:04}": sorted(lengths) for low, high, lengths in ISSUERS for prefix in range(low, high + 1)}

_COMMON_LENGTHS = frozenset({15, 16})
"""Other lengths also belong to barcodes and tracking numbers, so they need a word for a card nearby."""

_USUAL_GROUPS = frozenset({(4, 4, 4, 4), (4, 6, 5), (4, 6, 4), (8, 8)})
_LIST = re.compile(r"[\t\n\r,|]")

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
    """Card numbers: plain, grouped, digit by digit, over a line's end, in words of eight languages, or with letters
    in place of digits. The verification code beside one is covered with it, and not told by itself.
    """
    folded = view.folded
    for pieces in _runs(folded):
        for start, end, digits in _cards(folded, pieces):
            yield Finding(SensitiveKind.PAYMENT_CARD, start, end, f"{BULLETS} {digits[-4:]}")
            yield from _verification(folded, start, end)


def _runs(folded: str) -> Iterator[list[Piece]]:
    if len(_DIGIT.findall(folded)) >= _TRUE_DIGITS and _MAYBE.search(folded):
        for run in (*_GROUPS.finditer(folded), *_ONES.finditer(folded)):
            yield _pieces(run.group(), run.start())
        for run in _DISGUISED.finditer(folded):
            if sum(map(str.isdigit, run.group())) >= _TRUE_DIGITS and not run.group().isdigit():
                yield _pieces(run.group().translate(_LOOKALIKES), run.start())
    yield from spoken_runs(folded, words=_TOLD_WORDS)


def _pieces(run: str, start: int) -> list[Piece]:
    return [Piece(start + group.start(), start + group.end(), group.group()) for group in _GROUP.finditer(run)]


def _cards(folded: str, pieces: list[Piece]) -> Iterator[tuple[int, int, str]]:
    digits = "".join(piece.digits for piece in pieces)
    starts = [0, *accumulate(len(piece.digits) for piece in pieces)]
    pieces_before = {start: index for index, start in enumerate(starts)}
    index = 0
    while index < len(pieces):
        best: tuple[int, str] = index + 1, ""
        for length in _LENGTHS.get(digits[starts[index] : starts[index] + 4], ()):
            number = digits[starts[index] : starts[index] + length]
            after_last = pieces_before.get(starts[index] + length)
            if after_last and _is_card(number) and _is_meant(folded, pieces[index:after_last], number):
                best = (after_last, number)
                if length in _COMMON_LENGTHS:
                    break
        if best[1]:
            yield pieces[index].start, pieces[best[0] - 1].end, best[1]
        index = best[0]


def _is_card(digits: str) -> bool:
    return len(set(digits)) > 1 and luhn.is_valid(digits)


def _is_meant(folded: str, pieces: list[Piece], digits: str) -> bool:
    """False for a company's own number that passes the check by chance: one in ten random numbers does."""
    start, end = pieces[0].start, pieces[-1].end
    if folded[start - 1 : start].isalnum() and not _glued_to_word(folded, start):
        return False
    named = CARD.search(before(folded, start, 40) + " " + after(folded, end, 30)) is not None
    whole = folded[start:end]
    if _LIST.search(whole) and not _is_usual(pieces):
        return named
    if is_reference(folded, start) and not CARD.search(before(folded, start, 40)):
        return False
    if named:
        return not _names_reference(folded, start) or bool(CARD.search(before(folded, start, 24)))
    grouped = end - start > len(digits) + 1
    return len(digits) in _COMMON_LENGTHS and (grouped or not _names_reference(folded, start))


def _is_usual(pieces: list[Piece]) -> bool:
    return tuple(len(piece.digits) for piece in pieces) in _USUAL_GROUPS


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
