"""Telephone numbers and addresses that a text offers, as against numbers of things, dates, sums and past events."""

import re
from collections.abc import Iterator

from responders.guard.lexicon import ADDRESS, LONG_NUMBER

_LITERAL = re.compile(rf"(?<![\w.+\-]){ADDRESS}|(?<![\w#./\-]){LONG_NUMBER}(?![\w/%€$£])")
_DATE_OR_SUM = re.compile(
    r"(?:\d{1,2}[./\-]\d{1,2}(?:[./\-]\d{2,4})?|\d{4}[./\-]\d{1,2}[./\-]\d{1,2}|\d{1,2}[.:]\d\d)"
    r"(?:[ ,]*(?:- ?)?(?:\d{1,2}[.:/]\d\d(?:[.:/]\d{2,4})?))*|\d{1,3}(?:[ .,]\d{3})*[.,]\d{2}"
)
_NUMBER_OF_A_THING = re.compile(
    r"(?:order|parcel|case|ticket|tracking|claim|invoice|flight|booking|customer|client|account|contract|model|serial|article|item|version"
    r"|ordin\w*|pacco|pratica|segnalazione|fattura|prenotazione|spedizione|codice|cliente|contratto"
    r"|zamowieni\w*|paczk\w*|przesylk\w*|zgloszeni\w*|faktur\w*|rezerwacj\w*|reklamacj\w*|klient\w*|umow\w*"
    r"|comand\w*|colet\w*|sesizar\w*|factur\w*|rezervar\w*|reclamati\w*|contract\w*|pedido|caso|incidencia|reserva|cliente|contrato"
    r"|colis|commande|dossier|facture|reservation|client|contrat|bestell\w*|paket\w*|sendung\w*|rechnung\w*|vorgang\w*|kunden\w*|vertrag\w*"
    r"|encomenda|processo|fatura|ref\w*|art\w*|pin|cod\w*)"
    r"(?: (?:no|nr|n|num\w*|id|ref\w*|code|cod\w*|de|di|dvs|del|da|du|ihre\w*|your|the))*[ .:#\u00ba]*$"
)


def contacts(text: str) -> Iterator[tuple[int, int]]:
    """Spans in a folded text of what looks like a telephone number or an e-mail address."""
    for match in _LITERAL.finditer(text):
        if "@" in match[0] or _looks_like_a_telephone(text, match):
            yield match.span()


def _looks_like_a_telephone(text: str, match: re.Match[str]) -> bool:
    digits = sum(char.isdigit() for char in match[0])
    if not 7 <= digits <= 13 or _DATE_OR_SUM.fullmatch(match[0]):
        return False
    return not _NUMBER_OF_A_THING.search(text[max(0, match.start() - 40) : match.start()])
