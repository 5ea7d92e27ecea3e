"""What a detector hands back."""

import re
from dataclasses import dataclass

from bot.domain.classification import SensitiveKind

BULLETS = "••••"
COVER = "••••••"


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding in a folded view. `told` False: covered as part of another finding, not reported by itself."""

    kind: SensitiveKind
    start: int
    end: int
    masked: str
    score: float = 1.0
    told: bool = True


def before(folded: str, start: int, width: int) -> str:
    """Up to `width` characters in front of `start`, for context words."""
    return folded[max(0, start - width) : start]


def after(folded: str, end: int, width: int) -> str:
    """Up to `width` characters from `end` on."""
    return folded[end : end + width]


def words(*groups: str) -> re.Pattern[str]:
    """A pattern for any of the space-separated words; `_` stands for a space, `*` at the end for any ending."""
    alternatives = [_alternative(word) for group in groups for word in group.split()]
    return re.compile(r"\b(?:" + "|".join(alternatives) + ")")


def _alternative(word: str) -> str:
    stem = re.escape(word.removesuffix("*")).replace("_", r"[ .\-]{1,2}")
    return stem if word.endswith("*") else stem + r"\b"


REFERENCE = words(
    "order orders ord tag tags bag_tag flight fl tracking track parcel package shipment ticket tickets booking "
    "reference ref case invoice "
    "serial contract customer client member membership policy imei model sku claim complaint receipt pnr eticket "
    "confirmation waybill awb article item product barcode",
    "contratto cliente polizza ordine ordini spedizione pacco collo biglietto biglietti prenotazione pratica "
    "fattura bolletta segnalazione "
    "riferimento codice_ordine codice_prenotazione reclamo scontrino seriale matricola lettera_di_vettura",
    "klient* umow* abonent* polis* zamowieni* paczk* przesylk* bilet* rezerwacj* reklamacj* faktur* zgloszeni* "
    "sprawa sprawy nr_sprawy paragon*",
    "client* contract* abonat* comanda comenzi colet* awb bilet* rezervare* sesizare* factura facturii reclamati* "
    "dosar* bon_fiscal tichet*",
    "contrato cliente pedido* seguimiento envio paquete billete* reserva factura expediente incidencia "
    "localizador albaran",
    "commande* suivi colis billet* reservation facture dossier reclamation",
    "kunden* vertrag* bestellung* bestellnummer sendung* sendungsnummer paket* buchung* rechnung* vorgang* "
    "vorgangsnummer fahrkarte* "
    "beschwerde auftrag* aktenzeichen ticketnummer",
    "encomenda* rastreio rastreamento bilhete* reserva fatura processo protocolo",
)
"""Nouns in front of numbers that belong to the company and are not sensitive: orders, parcels, tickets, cases."""

_REFERENCE_LEAD = 40
_BETWEEN = re.compile(
    r"(?:[a-z\-]*(?:(?: |\. ?)(?:no|nr|n|num|number|numero|numer|numar|numarul|nummer|numero de|code|"
    r"codice|kod|cod|id|is|"
    r"e|to|este|es|est|ist|den|with))*\.?[ :#=º°\-]*)?"
)


def is_reference(folded: str, start: int) -> bool:
    """True when a noun for a company's own number stands right in front: "order no. 4417…", "nr paczki: …"."""
    lead = before(folded, start, _REFERENCE_LEAD)
    nouns = list(REFERENCE.finditer(lead))
    return bool(nouns) and _BETWEEN.fullmatch(lead, nouns[-1].end()) is not None
