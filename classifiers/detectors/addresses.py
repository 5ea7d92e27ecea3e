"""Home addresses: a street with a number in the customs of eight languages, and what follows it."""

import re
from collections.abc import Iterator

from bot.domain.classification import SensitiveKind
from classifiers.detectors.finding import Finding, after, before
from classifiers.normalise import View

_W = r"[a-z][a-z'.\-]{0,24}"
_NAME = rf"(?:{_W} ){{0,4}}?{_W}"
_NUMBER = (
    r"(?:n(?:r|um|umero|o|º)?\.? ?|nr\.? ?|numer ?|numarul ?|n° ?|civico ?)?\d{1,5}(?: ?/ ?(?:\d{1,4}[a-z]?|[a-z]\b)|"
    r"-\d{1,4}|[a-z]\b(?!\w)| ?(?:bis|ter)\b)?"
)

_STREETS: tuple[re.Pattern[str], ...] = (
    re.compile(  # English: 46 Heron Court
        r"(?<![\w.,/#\-])\d{1,5}[a-z]?,? (?:[a-z][a-z'\-]{0,20} ){1,4}?(?:streets?|st|roads?|rd|avenue|ave|lane|"
        r"ln|drive|dr|court|ct|"
        r"close|way|place|pl|square|sq|terrace|crescent|cres|gardens?|gdns|grove|mews|hill|row|walk|rise|view|"
        r"boulevard|blvd|parkway|pkwy|"
        r"highway|hwy|circle|cir|trail|loop|quay|green|wharf|parade|avenida|plaza|lodge|house|heights|park)\b\.?"
    ),
    re.compile(  # Italian: via del Mulino 30
        rf"\b(?:via|viale|v\.le|corso|c\.so|piazza|p\.zza|piazzale|largo|vicolo|strada|contrada|lungomare|"
        rf"lungotevere|salita|traversa) "
        rf"{_NAME},? {_NUMBER}"
    ),
    re.compile(  # Polish: ul. Wierzbowa 130 m. 5
        rf"\b(?:(?:ul|al|os|pl)\. ?|(?:ul|ulic[aey]|aleja|aleje|alei|osiedle|osiedlu|plac|placu) ){_NAME} {_NUMBER}"
    ),
    re.compile(  # Romanian: str. Mesteacănului nr. 112
        rf"\b(?:(?:str|bd|sos)\. ?|(?:str|strada|stradela|bd|b-dul|bulevardul|calea|aleea|sos|soseaua|piata|"
        rf"intrarea|splaiul|fundatura) ){_NAME},? {_NUMBER}"
    ),
    re.compile(  # Spanish: calle del Romero 14
        rf"\b(?:c/ ?|(?:avda|av|pza|ctra|urb)\. ?|(?:calle|avenida|avda|plaza|pza|paseo|camino|carretera|ctra|"
        rf"ronda|travesia|glorieta|callejon) ){_NAME},? {_NUMBER}"
    ),
    re.compile(  # French: 117 rue des Tilleuls
        rf"(?<![\w.,/#\-])\d{{1,4}}(?: ?(?:bis|ter))?,? (?:rue|avenue|av\.?|boulevard|bd\.?|place|chemin|impasse|"
        rf"allee|quai|cours|route|square|"
        rf"passage|sentier|ruelle|residence|voie|villa|faubourg) (?:d[eu]s? |de la |de l'|du |d')?{_W}(?: "
        rf"[a-z][a-z'\-]{{2,24}}(?=,| \d))?(?: [a-z][a-z'\-]{{2,24}}(?=,| \d))?"
    ),
    re.compile(  # German: Ahornweg 146, Am Alten Markt 3
        rf"\b(?:[a-z][a-z'\-]{{1,30}}(?:stras?se|str\.?|weg|platz|allee|gasse|ring|damm|ufer|hof|steig|pfad|"
        rf"chaussee|berg|markt|graben|winkel)|"
        rf"[a-z][a-z'\-]{{2,20}}(?:er|e|en) (?:stras?se|str\.?|weg|platz|allee|gasse|ring|damm|ufer|chaussee)|"
        rf"(?:am|an der|im|in der|auf der|zum|zur) [a-z\-]{{3,20}}) {_NUMBER}"
    ),
    re.compile(  # Portuguese: Rua das Amendoeiras 90
        rf"\b(?:(?:r|av)\. ?|(?:rua|avenida|travessa|praca|largo|estrada|alameda|beco|rotunda|calcada) ){_NAME},? "
        rf"{_NUMBER}"
    ),
)
_LOOSE_GERMAN = re.compile(r"[a-z'\-]+(?:ring|berg|markt|hof|winkel|graben) ")
"""Ends of German street names that are also ends of words elsewhere ("spring 16")."""

_AM_FORM = re.compile(r"(?:am|an der|im|in der|auf der|zum|zur) ")

_UNIT = re.compile(
    r",? ?(?:(?:apt|apartment|flat|unit|suite|ste|floor|fl|room|rm|block|"
    r"int|interno|scala|sc|piano|palazzina|pal|civico|"
    r"m|mieszkanie|lok|lokal|kl|klatka|"
    r"bl|bloc|et|etaj|ap|apartament|sector|sect|jud|"
    r"piso|puerta|esc|escalera|portal|pta|bajo|"
    r"appt?|appartement|bat|batiment|etage|esc|"
    r"whg|wohnung|stock|og|hinterhaus|"
    r"andar|lote|fracao)\b\.? ?#?[a-z]?\d{0,4}[a-z]?\b|#\d{1,5}[a-z]?|\d{1,2}[ºªo°]\.? ?(?:esq|dto|dta|dir|izq|"
    r"dcha|fte|frente|[a-z]\b)?\.?|\d{1,2}\. ?(?:og|stock))"
)
_POSTCODE = re.compile(
    r",? ?(?:in |a |w |la |en |a |em )?(?:[a-z]{1,2}-)?(?:\d{2}-\d{3}|\d{4}-\d{3}|\d{5}(?:-\d{4})?|\d{6}|"
    r"[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}|\d{4}(?= [a-z]))\b(?!\d)"
)
_TOWN_WORD = r"[^\W\d_](?:[^\W\d_]|['’.\-]){1,30}(?!\w)"
_CAPITAL = re.compile(
    rf"(?:,? ?)(?P<town>(?=[A-ZÀ-ÖØ-ÞĂÂÎȘŞȚŢĄĆĘŁŃÓŚŹŻ]){_TOWN_WORD}(?:[ \-](?:(?:de|del|della|di|la|le|sul|sur|am|"
    rf"an der|upon|do|da|dos|nad) )?(?=[A-ZÀ-ÖØ-ÞĂÂÎȘŞȚŢĄĆĘŁŃÓŚŹŻ]){_TOWN_WORD}){{0,3}})"
)
_LOWER = re.compile(r",? ?(?P<town>[a-z][a-z'\-]{2,25}(?: [a-z][a-z'\-]{2,25})?)")
_CLOSING = frozenset(
    [
        "thanks",
        "thank",
        "thx",
        "ty",
        "please",
        "pls",
        "plz",
        "asap",
        "now",
        "instead",
        "today",
        "tomorrow",
        "cheers",
        "and",
        "but",
        "or",
        "is",
        "was",
        "not",
        "no",
        "because",
        "since",
        "for",
        "by",
        "with",
        "grazie",
        "per",
        "grz",
        "prego",
        "subito",
        "entro",
        "domani",
        "oggi",
        "invece",
        "non",
        "che",
        "e",
        "ed",
        "ma",
        "dove",
        "quando",
        "entro",
        "vi",
        "ci",
        "mi",
        "dzieki",
        "dziekuje",
        "prosze",
        "pls",
        "dzis",
        "jutro",
        "nie",
        "bo",
        "ale",
        "teraz",
        "pilnie",
        "zamiast",
        "i",
        "oraz",
        "gdzie",
        "pozdrawiam",
        "mersi",
        "multumesc",
        "multumim",
        "va",
        "rog",
        "te",
        "astazi",
        "maine",
        "acum",
        "nu",
        "dar",
        "si",
        "in",
        "loc",
        "repede",
        "urgent",
        "gracias",
        "por",
        "favor",
        "hoy",
        "manana",
        "ya",
        "no",
        "pero",
        "y",
        "gracias",
        "cuanto",
        "merci",
        "svp",
        "s'il",
        "demain",
        "aujourd'hui",
        "pas",
        "mais",
        "et",
        "vite",
        "danke",
        "bitte",
        "schicken",
        "senden",
        "liefern",
        "heute",
        "morgen",
        "nicht",
        "aber",
        "und",
        "schnell",
        "statt",
        "zustellen",
        "obrigado",
        "obrigada",
        "por",
        "favor",
        "hoje",
        "amanha",
        "nao",
        "mas",
        "e",
        "ja",
    ]
)
_ENGLISH = re.compile(r"\b(?:the|my|your|you|to|from|flight|is|was)\b")
_TIME_UNIT = re.compile(
    r" ?(?:hours?|hrs?|h\b|min\w*|times|days?|weeks?|months?|years?|am\b|pm\b|%|euro\w*|€|\$|£|ore\b|ora\b|"
    r"volt[ea]|giorn\w+|mes[ie]\w*|"
    r"anni|godzin\w*|dni\b|raz\w*|zl\b|lei\b|zile|minute|horas?|dias?|veces|fois|heures?|jours?|stunden|tage|"
    r"mal\b|uhr|vezes|o'clock|people|others)"
)
_NO_STREET = re.compile(
    r"\bvia (?:e-?mail|mail|sms|dm|chat|app|whatsapp|telefono|pec|web|internet|posta|fax|phone|text|twitter|"
    r"facebook|bonifico|email)\b|"
    r"\b(?:days?|hours?|weeks?|minutes?|mins|people|times|months?|years?|in a|of|the|my|your|is|are|was|this|no|"
    r"on)\b.* (?:way|row|place|close|drive|view|park|court|house|hill|rise|walk|green|st|dr|pl|loop|circle|square)\.?\Z"
)
_THEIR_PLACE = re.compile(
    r"\b(?:stores?|shops?|branch|outlet|restaurant|hotel|office|depot|station|warehouse|supermarket|pick-?up "
    r"point|locker|"
    r"negozio|punto vendita|filiale|ufficio|stazione|supermercato|sede|sklep\w*|salon\w*|oddzial\w*|placow\w*|"
    r"paczkomat\w*|punkt\w*|stacj\w*|"
    r"magazin\w*|sucursal\w*|filial\w*|statia|easybox\w*|tienda|oficina|sucursal|magasin|agence|boutique|gare|"
    r"filiale|laden|markt|geschaft|bahnhof|loja|balcao|agencia|estacao)\b[^.!?\n]{0,18}\Z"
)
_HOME = re.compile(
    r"\b(?:my|home|me|i live|live at|mio|mia|casa|abito|moj\w*|mieszkam|dom\w*|meu|mea|acasa|locuiesc|mi|vivo|"
    r"chez|habite|mon|"
    r"mein\w*|wohne|minha|moro|send|deliver|ship|spedi\w*|mandat\w*|wysl\w*|trimi\w*|livra\w*|envi\w*|schick\w*)\b"
)


def find_addresses(view: View) -> Iterator[Finding]:
    """Streets with a number, with flat, postcode and town when they follow; a shop's own address is left alone."""
    if not any(map(str.isdigit, view.folded)):
        return
    for pattern in _STREETS:
        for match in pattern.finditer(view.folded):
            if _is_home(view, match):
                end = _end(view, match.end())
                yield Finding(SensitiveKind.ADDRESS, match.start(), end, "•••")


def _is_home(view: View, match: re.Match[str]) -> bool:
    text, folded = match.group(), view.folded
    prefix, suffix = before(folded, match.start(), 40), after(folded, match.end(), 40)
    if _TIME_UNIT.match(suffix) or _NO_STREET.search(text):
        return False
    if text.startswith("via ") and _ENGLISH.search(prefix + suffix):
        return False
    if _AM_FORM.match(text) and not _POSTCODE.match(folded, match.end()):
        return False
    if _LOOSE_GERMAN.match(text) and not _has_tail(view, match.end()):
        return False
    if text[0].isdigit() and not _is_named_street(view, match):
        return False
    return not _THEIR_PLACE.search(prefix) or _HOME.search(prefix) is not None


def _is_named_street(view: View, match: re.Match[str]) -> bool:
    """ "39 each way" is no street: an English or French one has a capital, or a flat, town or postcode behind it."""
    visible = view.visible(*match.span())
    if any(map(str.isupper, visible)):
        return True
    return _has_tail(view, match.end()) or _HOME.search(before(view.folded, match.start(), 40)) is not None


def _has_tail(view: View, end: int) -> bool:
    return bool(_UNIT.match(view.folded, end) or _POSTCODE.match(view.folded, end))


def _end(view: View, end: int) -> int:
    folded = view.folded
    had_more = False
    for _ in range(4):
        unit = _UNIT.match(folded, end)
        if not unit or unit.end() == end or not any(map(str.isalnum, unit.group())):
            break
        end, had_more = unit.end(), True
    postcode = _POSTCODE.match(folded, end)
    end = postcode.end() if postcode else end
    comma = folded[end : end + 1] == ","
    return _town_end(view, end, expected=bool(postcode) or comma, sure=bool(postcode) or had_more)


def _town_end(view: View, end: int, *, expected: bool, sure: bool) -> int:
    """Past the name of the town: capitalised words, or one or two plain ones in a text without capitals."""
    if not expected:
        return end
    visible = view.visible(end, min(len(view.folded), end + 80))
    capital = _CAPITAL.match(visible) if len(visible) <= 80 else None
    if capital:
        town = _until_closing(view.folded[end + capital.start("town") : end + capital.end("town")])
        return _with_postcode(view.folded, end + capital.start("town") + town) if town else end
    lower = _LOWER.match(view.folded, end) if sure and not any(map(str.isupper, visible[:1])) else None
    if not lower:
        return end
    town = _until_closing(lower.group("town"))
    return lower.start("town") + town if town else end


def _until_closing(town: str) -> int:
    """How many characters of `town` come before a word that closes a sentence ("thanks")."""
    position = 0
    for word in re.finditer(r"[^\s]+", town):
        if word.group().strip(".,") in _CLOSING:
            break
        position = word.end()
    return len(town[:position].rstrip(" .,"))


def _with_postcode(folded: str, end: int) -> int:
    postcode = _POSTCODE.match(folded, end)
    return postcode.end() if postcode else end
