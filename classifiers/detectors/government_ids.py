"""Numbers a state gives to a person: by check digits where there are any, else by the words around."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from stdnum.br import cpf
from stdnum.de import idnr
from stdnum.es import dni, nie
from stdnum.fr import nir
from stdnum.gb import nhs
from stdnum.iso7064 import mod_11_10
from stdnum.it import codicefiscale
from stdnum.pl import pesel
from stdnum.pt import cc, nif
from stdnum.ro import cnp

from bot.domain.classification import SensitiveKind
from classifiers.detectors.finding import COVER, REFERENCE, Finding, before, is_reference, words
from classifiers.normalise import View


@dataclass(frozen=True, slots=True)
class _Number:
    """One kind of number. Without `name` in front it counts only if `alone` and proven; with it the form is enough."""

    form: re.Pattern[str]
    name: re.Pattern[str]
    check: Callable[[str], bool] | None = None
    alone: bool = False


def _form(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![a-z0-9]){pattern}(?![a-z0-9])")


def _tax_id(number: str) -> bool:
    return idnr.is_valid(number) or mod_11_10.is_valid(number)


_SPACED = r"[ .\-]?"
_NUMBERS: tuple[_Number, ...] = (
    _Number(  # Italian tax code; letters may stand for digits when two people would get the same one
        _form(
            r"[a-z]{3} ?[a-z]{3} ?[\dlmnpqrstuv]{2} ?[abcdehlmprst] ?[\dlmnpqrstuv]{2} ?[a-z] ?[\dlmnpqrstuv]{3} ?[a-z]"
        ),
        words("codice_fiscale cod_fisc cf c.f fiscale tessera_sanitaria"),
        codicefiscale.is_valid,
        alone=True,
    ),
    _Number(_form(r"\d{11}"), words("pesel*"), pesel.is_valid, alone=True),
    _Number(_form(r"[1-9]\d{12}"), words("cnp* cod_numeric"), cnp.is_valid, alone=True),
    _Number(_form(r"[12]\d{12}"), words("cnp* cod_numeric")),
    _Number(
        _form(rf"\d{{2}}\.?\d{{3}}\.?\d{{3}}{_SPACED}[a-z]"),
        words("dni* nif* documento carnet"),
        dni.is_valid,
        alone=True,
    ),
    _Number(_form(rf"[xyz]{_SPACED}\d{{7}}{_SPACED}[a-z]"), words("nie* documento"), nie.is_valid, alone=True),
    _Number(
        _form(r"[12] ?\d\d ?(?:0[1-9]|1[0-2]|[2-9]\d) ?(?:\d\d|2[ab]) ?\d{3} ?\d{3}(?: ?\d\d)?"),
        words("nir secu securite_sociale carte_vitale insee numero_de_secu"),
        nir.is_valid,
        alone=True,
    ),
    _Number(
        _form(rf"\d{{2}}{_SPACED}\d{{3}}{_SPACED}\d{{3}}{_SPACED}\d{{3}}"),
        words("steuer* idnr identifikationsnummer tax_id tin"),
        _tax_id,
    ),
    _Number(_form(rf"[123568]\d{{2}}{_SPACED}\d{{3}}{_SPACED}\d{{3}}"), words("nif contribuinte niss"), nif.is_valid),
    _Number(_form(r"\d{8}[ \-]?\d ?[a-z\d]{2}\d"), words("cartao_de_cidadao cc"), cc.is_valid),
    _Number(  # Romanian identity card: series and number
        _form(r"[a-z]{2} ?(?:nr\.? ?)?\d{6}"),
        words("ci c.i buletin* carte_de_identitate cartii_de_identitate carte_identitate"),
    ),
    _Number(_form(r"\d{2}[ /]?\d{8}[ /]?\d{2}"), words("seguridad_social nss afiliacion numero_de_afiliacion")),
    _Number(  # driving licences and older French identity cards: long, letters first, with or without dashes
        _form(r"(?=(?:[a-z/\-]*\d){4})[a-z\d](?!o\b)[a-z\d/\-]{6,17}(?: \d)?"),
        words(
            "driving_licen* driver's_licen* drivers_licen* driver_licen* licence_number license_number licence_no "
            "license_no dl_number patente permis_de_conduire carte_d'identite prawo_jazdy prawa_jazdy "
            "carnet_de_conducir "
            "permis_de_conducere fuhrerscheinnummer fuhrerschein carta_de_conducao cnh"
        ),
    ),
    _Number(_form(r"\d{2}\.?\d{3}\.?\d{3}-?[\dx]"), words("rg registro_geral")),
    _Number(_form(r"\d{3}[ \-]?\d{3}[ \-]?\d{4}"), words("nhs nhs_number nhs_no"), nhs.is_valid),
    _Number(_form(r"\d{3}[ \-]\d{2}[ \-]\d{4}"), words("ssn social_security social"), None, alone=True),
    _Number(_form(r"\d{3}\.\d{3}\.\d{3}-\d{2}"), words("cpf"), cpf.is_valid, alone=True),
    _Number(_form(r"\d{11}"), words("cpf"), cpf.is_valid),
    _Number(_form(r"\d{9}"), words("ssn social_security")),
    _Number(_form(r"[a-z]{2} ?\d\d ?\d\d ?\d\d ?[a-d]"), words("ni nino national_insurance"), None, alone=True),
    _Number(
        _form(
            r"(?!n[ro]?\b|o\b)(?=[a-z]{0,3} ?\d*[a-z]{0,2}\d)(?:[a-z]{1,3} ?)?(?:\d[a-z\d]{4,8}|"
            r"[a-z\d]{0,2}\d{5,7}[a-z]{0,2})"
        ),
        words(
            "passport* passaport* paszport* pasaport* pasaporte* passeport* reisepass* passaporte* "
            "pass_nummer pass_nr passnummer "
            "id_card identity_card "
            "carta_d'identita carta_identita patente dowod* dowodu prawo_jazdy prawa_jazdy buletin* seria permis* "
            "carte_d'identite permis_de_conduire personalausweis* ausweis* ausweisnummer fuhrerschein* "
            "cartao_de_cidadao bilhete_de_identidade carta_de_conducao carnet_de_conducir permiso_de_conducir "
            "social_security_number numero_de_la_seguridad_social medicare_number nhs_number"
        ),
    ),
)
_MAYBE = re.compile(r"\d(?:[ .\-/]?[a-z]?[ .\-/]?\d){4}|passp|passap|paszp|pasap|reisepass|pass nr|ausweis|fuhrersch")
"""Five digits near each other, or a document whose number may have fewer: without these there is no number."""

_AROUND = 24
"""Characters before and behind a group of digits that may belong to the same number."""

_NAME_REACH = 36
"""Characters in front of a number within which its name counts."""


def find_government_ids(view: View) -> Iterator[Finding]:
    """Tax, social-security, identity-card, licence and passport numbers of a person."""
    folded = view.folded
    for low, high in _windows(folded):
        for number in _NUMBERS:
            for match in number.form.finditer(folded, low, high):
                score = _score(folded, number, match)
                if score:
                    yield Finding(SensitiveKind.GOVERNMENT_ID, match.start(), match.end(), COVER, score)


def _windows(folded: str) -> Iterator[tuple[int, int]]:
    """The stretches around groups of digits, up to a space: the forms are many and most of a text has no digits."""
    high = 0
    for match in _MAYBE.finditer(folded):
        if match.end() > high:
            space = folded.find(" ", match.end() + _AROUND)
            high = space if space >= 0 else len(folded)
            yield max(0, match.start() - _AROUND), high


def _score(folded: str, number: _Number, match: re.Match[str]) -> float:
    """1.0 when check digits or a strict form prove it, 0.85 when only its name does, 0 when nothing does."""
    compact = re.sub(r"[^a-z0-9]", "", match.group())
    named = _is_named(folded, number, match.start())
    proven = number.check(compact.upper()) if number.check else False
    if named:
        return 1.0 if proven else 0.85
    refers = REFERENCE.search(before(folded, match.start(), 28)) is not None
    if number.alone and not refers and (proven or number.check is None):
        return 1.0 if proven else 0.9
    return 0.0


def _is_named(folded: str, number: _Number, start: int) -> bool:
    prefix = before(folded, start, _NAME_REACH)
    names = [name.span() for name in number.name.finditer(prefix)]
    if not names or is_reference(prefix, names[-1][0]):
        return False
    between = prefix[names[-1][1] :]
    return not REFERENCE.search(between) and not re.search(r"\d{4}", between)
