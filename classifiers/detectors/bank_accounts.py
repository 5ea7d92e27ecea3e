"""Bank accounts: IBANs of any country by ISO 13616 check digits, national forms where the words say so."""

import re
from collections.abc import Iterator
from functools import cache

from stdnum import iban, numdb
from stdnum.es import ccc

from bot.domain.classification import SensitiveKind
from classifiers.detectors.finding import BULLETS, Finding, before, is_reference
from classifiers.normalise import View

_MAYBE = re.compile(r"\d(?:[ .\-_/\n]{0,2}\d){4}")
"""Five digits in a row: every account has them."""

_IBAN = re.compile(r"(?<![a-z0-9])[a-z]{2}[ .\-]?\d[ ]?\d(?:[ .\-_/\r\n]{0,2}[a-z0-9]){11,30}")
_GLUED_IBAN = re.compile(r"(?<=iban)[a-z]{2}\d\d(?:[ .\-_/]{0,2}[a-z0-9]){11,30}")
_LOOKALIKES = str.maketrans("OIL", "011")

_THEIR_OWN = re.compile(
    r"\b(?:your|company'?s?|vostr[oaie]|wasz\w*|panstwa|firmow\w*|vostru|voastra|dvs|dumneavoastra|vuestr[oa]|su|"
    r"votre|vos|"
    r"ihre?n?m?|eure?[ms]?|euer|vosso|vossa|seu|sua)\s+(?:\w+\s+){0,2}"
    r"(?:iban|account|acct|conto|konto|konta|rachun\w*|numer\w*|cont|contul|cuenta|compte|bankkonto|"
    r"conta)\b[^.!?\n]{0,24}\Z"
    r"|\b(?:contul|iban-ul|ibanul|kontem|konto)\s+(?:vostru|dvs|dumneavoastra|wasze|firmy|voastre)\b[^.!?\n]{0,20}\Z"
    r"|\b(?:i|we|i've|ive|we've) (?:already )?(?:paid|sent|transferred|wired)\b[^.!?\n]{0,40}\bto (?:your "
    r")?[^.!?\n]{0,12}\Z"
    r"|\bho (?:gia )?(?:pagato|versato|bonificato|fatto il bonifico)\b[^.!?\n]{0,40}\Z"
    r"|\b(?:zaplacil\w*|przelal\w*|wplacil\w*|zrobil\w* przelew)\b[^.!?\n]{0,40}\Z"
    r"|\bam (?:platit|virat|transferat|facut plata)\b[^.!?\n]{0,40}\Z"
    r"|\b(?:he (?:pagado|transferido|ingresado)|pague|transferi|paguei|depositei|j'ai (?:paye|vire|"
    r"verse))\b[^.!?\n]{0,40}\Z"
    r"|\bhabe\b[^.!?\n]{0,30}\b(?:auf|an)\b[^.!?\n]{0,10}\Z"
)
"""The words in front of an account that is the company's: named as theirs, or one the customer has paid into."""

_MINE = re.compile(r"\b(?:my|mine|mio|mia|moj\w*|meu|mea|mi|mon|ma|mein\w*|minha)\b[^.!?\n]{0,24}\Z")

_SORT = r"\bsort(?:[ \-]?codes?)?\b[^\d\n]{0,12}(?P<sort>\d\d[ \-.]?\d\d[ \-.]?\d\d)(?!\d)"
_ACCOUNT = r"\b(?:account|acct?|a/c)\b[^\d\n]{0,16}"
_BLZ = r"\b(?:blz|bankleitzahl)\b[^\d\n]{0,8}(?P<blz>\d{3} ?\d{3} ?\d{2})(?!\d)"
_KONTO = r"\b(?:konto(?:nummer|nr)?|kto)\b[^\d\n]{0,12}(?P<account>\d[\d ]{2,11}\d)(?!\d)"
_NATIONAL: tuple[re.Pattern[str], ...] = (
    re.compile(rf"{_SORT}\D{{0,30}}(?P<account>\d{{7,8}})\b"),
    re.compile(rf"{_ACCOUNT}(?P<account>\d{{7,8}})\b\D{{0,30}}{_SORT}"),
    re.compile(r"\b(?:routing|aba)\b[^\d\n]{0,16}(?P<bank>\d{9})(?!\d)\D{0,30}(?P<account>\d{6,17})\b"),
    re.compile(rf"{_ACCOUNT}(?P<account>\d{{6,17}})\b\D{{0,20}}\b(?:routing|aba)\b[^\d\n]{{0,16}}(?P<bank>\d{{9}})\b"),
    re.compile(rf"{_BLZ}(?:\D{{0,12}}{_KONTO})?"),
    re.compile(rf"{_KONTO}\D{{0,12}}{_BLZ}"),
    re.compile(
        r"\bag(?:encia)?\b[^\d\n]{0,8}(?P<bank>\d{4}(?:-\d)?)(?!\d)\D{0,20}\b(?:conta|c/?c)\b[^\d\n]{0,20}"
        r"(?P<account>\d[\d.]{3,11}-?[\dx])\b"
    ),
    re.compile(
        r"\b(?:bank (?:account|acct|a/c)|(?:checking|savings|current) account|conto (?:corrente|bancario)|c/c|"
        r"kont\w+ bankow\w+|rachun\w+ bankow\w+|cont\w* bancar|cuenta (?:bancaria|corriente)|compte (?:bancaire|"
        r"courant)|"
        r"bankkonto|kontonummer|konto-?nr|conta (?:bancaria|corrente|a "
        r"ordem))\b[^\d\n]{0,24}(?P<account>\d[\d \-]{4,24}\d)(?![\d\-])"
    ),
)
"""National forms that have no check digits of their own, so the words around must name both parts or the bank."""

_LABEL = re.compile(
    r"sort|routing|aba\b|blz|bank|k(?:on)?to\b|kont|ag(?:encia)?\b|acc|a/c|acct|c/c|"
    r"rachun|cont|cuenta|compte"
)
"""A part of every pattern above: most messages with a number have none of these."""

_DIGIT_RUN = re.compile(r"(?<!\w)\d(?:[ .\-\r\n]{0,2}\d){19,25}(?!\w)")
_RIB = re.compile(r"(?<!\w)\d{5}[ .\-]?\d{5}[ .\-]?(?:[a-z0-9][ .\-]?){11}\d\d(?!\w)")


def find_bank_accounts(view: View) -> Iterator[Finding]:
    """Accounts of the customer; the company's own account is public knowledge and left alone."""
    folded = view.folded
    if not _MAYBE.search(folded):
        return
    for start, end in (*_ibans(folded), *_national(folded)):
        prefix = before(folded, start, 90)
        if _MINE.search(prefix) or not _THEIR_OWN.search(prefix):
            yield Finding(SensitiveKind.BANK_ACCOUNT, start, end, _mask(folded[start:end]))


def _mask(account: str) -> str:
    plain = re.sub(r"[^a-z0-9]", "", account)
    return f"{BULLETS} {plain[-4:].upper()}" if len(plain) > 10 else f"{BULLETS} {plain[-2:]}"


def _ibans(folded: str) -> Iterator[tuple[int, int]]:
    for pattern in (_IBAN, _GLUED_IBAN):
        position = 0
        while match := pattern.search(folded, position):
            end = _iban_end(folded, match.start(), match.end())
            if end:
                yield match.start(), end
            position = end or match.start() + 2


def _iban_end(folded: str, start: int, limit: int) -> int | None:
    """Where the valid IBAN that begins at `start` ends; the country's own length decides, not the spaces."""
    country = re.sub(r"[^a-z]", "", folded[start : start + 3])[:2]
    length = _length(country)
    compact = ""
    for index in range(start, limit if length else start):
        if not folded[index].isalnum():
            continue
        compact += folded[index]
        if len(compact) == length:
            whole = not folded[index + 1 : index + 2].isalnum()
            return index + 1 if whole and _is_iban(compact.upper()) else None
    return None


def _is_iban(number: str) -> bool:
    """By its check digits; letters that stand for digits are read as these where the country's form has none."""
    if iban.is_valid(number, check_country=False):
        return True
    return _structure(number[:2]).endswith("n") and iban.is_valid(
        number[:2] + number[2:].translate(_LOOKALIKES), check_country=False
    )


@cache
def _length(country: str) -> int:
    """How long an IBAN of this country is, by the registry; 0 when it has none."""
    structure = _structure(country.upper())
    return 4 + sum(map(int, re.findall(r"\d+", structure))) if structure else 0


@cache
def _structure(country: str) -> str:
    return str(numdb.get("iban").info(country)[0][1].get("bban", ""))


def _national(folded: str) -> Iterator[tuple[int, int]]:
    for pattern in _NATIONAL if _LABEL.search(folded) else ():
        for match in pattern.finditer(folded):
            yield from (match.span(name) for name in pattern.groupindex if match.group(name))
    for pattern, is_valid in ((_DIGIT_RUN, _is_national), (_RIB, _is_rib)):
        for match in pattern.finditer(folded):
            if is_valid(re.sub(r"[^a-z0-9]", "", match.group())) and not is_reference(folded, match.start()):
                yield match.span()


def _is_national(digits: str) -> bool:
    """A Polish NRB (26), Portuguese NIB (21) or Spanish CCC (20) whose own check digits are right."""
    if len(digits) == 26:
        return iban.is_valid("PL" + digits, check_country=False)
    if len(digits) == 21:
        return int(digits) % 97 == 1
    return len(digits) == 20 and ccc.is_valid(digits)


_RIB_DIGITS = str.maketrans("abcdefghijklmnopqrstuvwxyz", "12345678912345678923456789")


def _is_rib(number: str) -> bool:
    """A French RIB: bank, branch, account, where letters stand for digits, and the key that makes 97 divide it all."""
    return len(number) == 23 and int(number.translate(_RIB_DIGITS)) % 97 == 0
