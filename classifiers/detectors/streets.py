"""What street names look like in eight languages, and the words around addresses: tables for the address detector."""

import re
from dataclasses import dataclass
from enum import Enum


class Kind(Enum):
    """Where a street's kind stands: in front of its name (Via Roma), behind it (Mill Lane), or in it (Ahornweg)."""

    IN_FRONT = "in front"
    BEHIND = "behind"
    WITHIN = "within"


@dataclass(frozen=True, slots=True)
class Street:
    """One custom of writing a street with its number; `whole`: the postcode is part of the form."""

    form: re.Pattern[str]
    kind: Kind
    whole: bool = False


_W = r"[a-z][a-z'.\-]{0,24}"
_NAME = rf"(?:{_W} ){{0,4}}?{_W}"
_NUMBER = (
    r"(?:n(?:r|um|umero|o|º)?\.? ?|nr\.? ?|numer ?|numarul ?|n° ?|civico ?)?\d{1,5}(?: ?/ ?(?:\d{1,4}[a-z]?|[a-z]\b)|"
    r"-\d{1,4}|[a-z]\b(?!\w)| ?(?:bis|ter)\b)?"
)

STREETS: tuple[Street, ...] = (
    Street(  # English: 46 Heron Court
        re.compile(
            r"(?<![\w.,/#\-])\d{1,5}[a-z]?,? (?!(?:in|from|at|of|on|and|for|to|von|"
            r"de) )(?:[a-z][a-z'\-]{0,20} ){1,4}?(?:streets?|st|roads?|rd|avenue|ave|lane|"
            r"ln|drive|dr|court|ct|"
            r"close|way|place|pl|square|sq|terrace|crescent|cres|gardens?|gdns|grove|mews|hill|row|walk|rise|view|"
            r"boulevard|blvd|parkway|pkwy|"
            r"highway|hwy|circle|cir|trail|loop|quay|green|wharf|parade|avenida|plaza|lodge|house|heights|park)\b\.?"
        ),
        Kind.BEHIND,
    ),
    Street(  # Italian: via del Mulino 30
        re.compile(
            rf"\b(?:via|viale|v\.le|corso|c\.so|piazza|p\.zza|piazzale|largo|vicolo|strada|contrada|lungomare|"
            rf"lungotevere|salita|traversa) "
            rf"{_NAME},? {_NUMBER}"
        ),
        Kind.IN_FRONT,
    ),
    Street(  # Polish: ul. Wierzbowa 130 m. 5
        re.compile(
            rf"\b(?:(?:ul|al|os|pl)\. ?|(?:ul|ulic[aey]|aleja|aleje|alei|osiedle|osiedlu|plac|placu) ){_NAME} {_NUMBER}"
        ),
        Kind.IN_FRONT,
    ),
    Street(  # Romanian: str. Mesteacănului nr. 112
        re.compile(
            rf"\b(?:(?:str|bd|sos)\. ?|(?:str|strada|stradela|bd|b-dul|bulevardul|calea|aleea|sos|soseaua|piata|"
            rf"intrarea|splaiul|fundatura) ){_NAME},? {_NUMBER}"
        ),
        Kind.IN_FRONT,
    ),
    Street(  # Spanish: calle del Romero 14
        re.compile(
            rf"\b(?:c/ ?|(?:avda|av|pza|ctra|urb)\. ?|(?:calle|avenida|avda|plaza|pza|paseo|camino|carretera|ctra|"
            rf"ronda|travesia|glorieta|callejon) ){_NAME},? {_NUMBER}"
        ),
        Kind.IN_FRONT,
    ),
    Street(  # French: 117 rue des Tilleuls
        re.compile(
            rf"(?<![\w.,/#\-])\d{{1,4}}(?: ?(?:bis|ter))?,? (?:rue|avenue|av\.?|boulevard|bd\.?|place|chemin|impasse|"
            rf"allee|quai|cours|route|square|"
            rf"passage|sentier|ruelle|residence|voie|villa|faubourg) (?:d[eu]s? |de la |de l'|du |d')?{_W}"
            rf"(?:(?: [a-z][a-z'\-]{{1,24}}){{1,4}}?(?=, | \d))?"
        ),
        Kind.IN_FRONT,
    ),
    Street(  # German: Ahornweg 146, Am Alten Markt 3
        re.compile(
            rf"\b(?:[a-z][a-z'\-]{{1,30}}(?:stras?se|str\.?|weg|platz|allee|gasse|ring|damm|ufer|hof|steig|pfad|"
            rf"chaussee|berg|markt|graben|winkel)|"
            rf"[a-z][a-z'\-]{{2,20}}(?:er|e|en) (?:stras?se|str\.?|weg|platz|allee|gasse|ring|damm|ufer|chaussee)|"
            rf"(?:am|an der|im|in der|auf der|zum|zur) (?![a-z\-]*(?:stras?se|str|weg|platz|allee|gasse|"
            rf"ring)\b)[a-z\-]{{3,20}}) {_NUMBER}"
        ),
        Kind.WITHIN,
    ),
    Street(  # Portuguese: Rua das Amendoeiras 90
        re.compile(
            rf"\b(?:(?:r|av)\. ?|(?:rua|avenida|travessa|praca|largo|estrada|alameda|beco|rotunda|calcada) ){_NAME},? "
            rf"{_NUMBER}"
        ),
        Kind.IN_FRONT,
    ),
    Street(  # British, by the postcode alone: 3 The Green, Little Marlow SL7 3RZ
        re.compile(
            r"(?<![\w.,/#\-])\d{1,4}[a-z]?,? (?!(?:min|hour|day|week|month|year|people|times|of)\w*\b)"
            r"(?:[a-z][a-z'\-]{1,20},? ){1,7}?[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}\b"
        ),
        Kind.WITHIN,
        whole=True,
    ),
)

LOOSE_GERMAN = re.compile(r"[a-z'\-]+(?:ring|berg|markt|hof|winkel|graben) ")
"""Ends of German street names that are also ends of words elsewhere ("spring 16")."""

AM_FORM = re.compile(r"(?:am|an der|im|in der|auf der|zum|zur) ")

SURE_KIND = re.compile(r"(?:ul\. ?|c/ ?|str\. )")
"""Abbreviations that mean a street and nothing else, so that a name in small letters is believed."""

_PARTICLES = (
    "the of st n nr no num numero numer numarul civico bis ter del della dei degli delle dell di da de dal d "
    "la le l los las el lo les du des do dos das e y i et und von van der den dem am an im in zum zur auf gen "
    "sw dr prof dott ks al alla los sur aux au"
)
PARTICLES = frozenset(_PARTICLES.split())
BARE_LEAD = re.compile(
    r"(?:adres\w*|adress\w*|indirizzo|direccion|morada|endereco|wohne|mieszkam|abito|vivo|moro|locuiesc|"
    r"bitte|ich|mein\w*|"
    r"moj|send|ship|ciao|hallo|hi|hello)(?: (?:in|is|ist|to|est|e|es|este))? "
)
_CLOSING = (
    "thanks thank thx ty please pls plz asap now instead today tomorrow cheers and but or is was not no "
    "because since for by with grazie per grz prego subito entro domani oggi invece non che e ed ma dove "
    "quando vi ci mi dzieki dziekuje prosze dzis jutro nie bo ale teraz pilnie zamiast i oraz gdzie "
    "pozdrawiam mersi multumesc multumim va rog te astazi maine acum nu dar si in loc repede urgent gracias "
    "por favor hoy manana ya pero y cuanto merci svp s'il demain aujourd'hui pas mais et vite danke bitte "
    "schicken senden liefern heute morgen nicht aber und schnell statt zustellen obrigado obrigada hoje "
    "amanha nao mas ja tel telefon telefono telefone telephone phone mobile mail email e-mail fax handy"
)
CLOSING = frozenset(_CLOSING.split())
"""Words behind an address that do not belong to its town."""

ENGLISH = re.compile(r"\b(?:the|my|your|you|to|from|flight|is|was)\b")
TIME_UNIT = re.compile(
    r":\d| ?(?:hours?|hrs?|h\b|min\w*|times|days?|weeks?|months?|years?|am\b|pm\b|%|km\b|m\b(?!\.)|cm\b|"
    r"metr\w*|meter\w*|kg\b|euro\w*|€|\$|£|ore\b|ora\b|"
    r"volt[ea]|giorn\w+|mes[ie]\w*|"
    r"anni|godzin\w*|dni\b|raz\w*|zl\b|lei\b|zile|minute|horas?|dias?|veces|fois|heures?|jours?|stunden|tage|"
    r"mal\b|uhr|vezes|o'clock|people|others)"
)
NO_STREET = re.compile(
    r"\b(?:kreis|bundes|landes|staats)stra|\bbahnsteig|"
    r"\bvia (?:e-?mail|mail|sms|dm|chat|app|whatsapp|telefono|pec|web|internet|posta|fax|phone|text|twitter|"
    r"facebook|bonifico|email)\b|"
    r"\b(?:days?|hours?|weeks?|minutes?|mins|people|times|months?|years?|in a|of|the|my|your|is|are|was|this|no|"
    r"on)\b.* (?:way|row|place|close|drive|view|park|court|house|hill|rise|walk|green|st|dr|pl|loop|circle|square)\.?\Z"
)
PLACES = (
    r"stores?|shops?|branch|outlet|restaurant|hotel|office|depot|station|warehouse|supermarket|pick-?up "
    r"point|locker|"
    r"negozio|punto vendita|filiale|ufficio|stazione|supermercato|sede|sklep\w*|salon\w*|oddzial\w*|placow\w*|"
    r"paczkomat\w*|punkt\w*|stacj\w*|"
    r"magazin\w*|sucursal\w*|filial\w*|statia|easybox\w*|tienda|oficina|sucursal|magasin|agence|boutique|gare|"
    r"filiale|laden|markt|geschaft|bahnhof|loja|balcao|agencia|estacao"
)
THEIR_PLACE = re.compile(r"\b(?:" + PLACES + r")\b[^.!?\n]{0,18}\Z")
PLACE_BEHIND = re.compile(r"[^.!?\n]{0,28}\b(?:" + PLACES + r")\b")
HOME = re.compile(
    r"\b(?:my|home|me|i live|live at|mio|mia|casa|abito|moj\w*|mieszkam|dom\w*|meu|mea|acasa|locuiesc|mi|vivo|"
    r"chez|habite|mon|"
    r"mein\w*|wohne|minha|moro|send|deliver|ship|spedi\w*|mandat\w*|wysl\w*|trimi\w*|livra\w*|envi\w*|schick\w*)\b"
)
