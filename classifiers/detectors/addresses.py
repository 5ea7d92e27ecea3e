"""Home addresses: a street with a number in the customs of eight languages, and what follows it."""

import re
from collections.abc import Iterator

from bot.domain.classification import SensitiveKind
from classifiers.detectors.finding import REFERENCE, Finding, after, before
from classifiers.detectors.streets import (
    AM_FORM,
    BARE_LEAD,
    CLOSING,
    ENGLISH,
    HOME,
    LOOSE_GERMAN,
    NO_STREET,
    PARTICLES,
    PLACE_BEHIND,
    STREETS,
    SURE_KIND,
    THEIR_PLACE,
    TIME_UNIT,
    Kind,
    Street,
)
from classifiers.normalise import View
from classifiers.normalise import view as folded_view

_DIGIT = re.compile(r"\d")
_NAME_WORD = re.compile(r"[^\W\d_][^\s,]*")
_MOST_PLAIN_WORDS = 3

_UNIT_IN_FRONT = re.compile(
    r"\b(?:flat|apt\.?|apartment|unit|suite|ste\.?|room|studio|appt\.?|appartement|ap\.?|wohnung)(?: ?#| no\.?)? ?"
    r"[a-z]?\d{0,4}[a-z]?, ?\Z"
)
_STATE = re.compile(r"(?:, ?| ?[\-/] ?| )(?P<state>[A-Z]{2})(?![\w])")
_BARE = re.compile(
    r"(?<![\w.,/])\d{1,4}[a-z]?(?: ?/ ?\d{1,4}[a-z]?)?(?: ?(?:m|lok)\.? ?\d{1,4})?"
    r"(?:,? (?:[a-z]-)?\d{2}-\d{3}|, ?(?:[a-z]{1,2}-)?(?:\d{5}|\d{4}-\d{3}))(?= [a-z])"
)
_CAPITALS = "A-ZÀ-ÖØ-ÞĂÂÎȘŞȚŢĄĆĘŁŃÓŚŹŻ"
_BARE_NAME = re.compile(
    rf"(?:[{_CAPITALS}][\w'’.\-]*)"
    rf"(?: (?:[{_CAPITALS}][\w'’.\-]*|den|der|dem|de|del|della|dei|di|la|le|les|von|do|da|dos|das)){{0,4}},? \Z"
)

_MORE_NAME = re.compile(rf"(?: (?:(?:de|du|des|de la|la|le) )?[{_CAPITALS}][\w'’\-]*){{1,4}}")
"""The rest of a name that ends an address without a number behind it: 12 rue Victor Hugo."""

_UNIT = re.compile(
    r",? ?(?:(?:apt|apartment|flat|unit|suite|ste|floor|fl|room|rm|block|"
    r"int|interno|scala|sc|piano|palazzina|pal|civico|"
    r"m|mieszkanie|lok|lokal|kl|klatka|"
    r"bl|bloc|et|etaj|ap|apartament|sector|sect|jud|"
    r"apto|apartamento|casa|cj|bloco|sala|piso|puerta|esc|escalera|portal|pta|bajo|"
    r"appt?|appartement|bat|batiment|etage|esc|"
    r"whg|wohnung|stock|og|hinterhaus|"
    r"andar|lote|fracao)\b\.? ?#?[a-z]?\d{0,4}[a-z]?\b|#\d{1,5}[a-z]?|\d{1,2}[ºªo°]\.? ?(?:esq|dto|dta|dir|izq|"
    r"dcha|fte|frente|[a-z]\b)?\.?|\d{1,2}\. ?(?:og|stock))"
)
_POSTCODE = re.compile(
    r",? ?(?:in |a |w |la |en |a |em )?(?:[a-z]{1,2}-)?(?:\d{2}-\d{3}|\d{4}-\d{3}|\d{5}(?:-\d{3,4})?|\d{6}|"
    r"[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}|\d{4}(?= [a-z]))\b(?!\d)"
)
_TOWN_WORD = r"[^\W\d_](?:[^\W\d_]|['’.\-]){1,30}(?!\w)"
_CAPITAL = re.compile(
    rf"(?:,? ?)(?P<town>(?=[A-ZÀ-ÖØ-ÞĂÂÎȘŞȚŢĄĆĘŁŃÓŚŹŻ]){_TOWN_WORD}(?:[ \-](?:(?:de|del|della|di|la|le|sul|sur|am|"
    rf"an der|upon|do|da|dos|nad) )?(?=[A-ZÀ-ÖØ-ÞĂÂÎȘŞȚŢĄĆĘŁŃÓŚŹŻ]){_TOWN_WORD}){{0,3}})"
)
_LOWER = re.compile(r",? ?(?P<town>[a-z][a-z'\-]{2,25}(?: [a-z][a-z'\-]{2,25})?)")


def find_addresses(view: View) -> Iterator[Finding]:
    """Streets with a number, with flat, postcode and town around them; a shop's own address is left alone.

    A name and a number without a word for a street count when a postcode and a town follow:
    Grunwaldzka 102, 80-244 Gdańsk.
    """
    if not _DIGIT.search(view.folded):
        return
    for street in STREETS:
        for match in street.form.finditer(view.folded):
            if _is_home(view, street, match):
                unit = _UNIT_IN_FRONT.search(before(view.folded, match.start(), 24))
                start = match.start() - len(unit.group()) if unit else match.start()
                yield Finding(SensitiveKind.ADDRESS, start, match.end() if street.whole else _end(view, match), "•••")
    for match in _BARE.finditer(view.folded):
        yield from _bare(view, match)


def _bare(view: View, match: re.Match[str]) -> Iterator[Finding]:
    low = max(0, match.start() - 60)
    name = _BARE_NAME.search(view.visible(low, match.start())) if low < match.start() else None
    if not name:
        return
    start = match.start() - len(name.group())
    lead = BARE_LEAD.match(view.folded, start)
    start = lead.end() if lead else start
    end = _town_end(view, match.end(), expected=True, sure=False)
    place = THEIR_PLACE.search(before(view.folded, start, 40))
    if (
        end > match.end()
        and start < match.start()
        and not place
        and not REFERENCE.search(view.folded, start, match.start())
    ):
        yield Finding(SensitiveKind.ADDRESS, start, end, "•••", 0.9)


def _is_home(view: View, street: Street, match: re.Match[str]) -> bool:
    if not _is_street(view, match):
        return False
    prefix, suffix = before(view.folded, match.start(), 40), after(view.folded, match.end(), 40)
    home = HOME.search(prefix) is not None
    if not _is_named(view, street, match, home=home):
        return False
    if PLACE_BEHIND.match(suffix) and not _has_tail(view, match.end()):
        return home
    return home or not THEIR_PLACE.search(prefix)


def _is_street(view: View, match: re.Match[str]) -> bool:
    """False for words that only look like a street: a count of minutes, "via app", "am Gleis 3", "Spring 16"."""
    text, folded = match.group(), view.folded
    prefix, suffix = before(folded, match.start(), 40), after(folded, match.end(), 40)
    if TIME_UNIT.match(suffix) or NO_STREET.search(text):
        return False
    if text.startswith("via ") and ENGLISH.search(prefix + suffix):
        return False
    if AM_FORM.match(text) and not _POSTCODE.match(folded, match.end()):
        return False
    return not LOOSE_GERMAN.match(text) or _has_tail(view, match.end())


def _is_named(view: View, street: Street, match: re.Match[str], *, home: bool) -> bool:
    """ "39 each way" is no street: a name has capitals, or there are words that say it is an address."""
    names = _names(view, street, match)
    plain = [name for name in names if not name[0].isupper()]
    if not plain:
        return bool(names) or home or _has_tail(view, match.end())
    sure = home or SURE_KIND.match(match.group()) is not None or _has_tail(view, match.end())
    return sure and len(names) <= _MOST_PLAIN_WORDS


def _names(view: View, street: Street, match: re.Match[str]) -> list[str]:
    """The words of the street's name as they were typed, without the kind of street and small words."""
    words = _NAME_WORD.findall(view.visible(*match.span()))
    if street.kind is Kind.IN_FRONT:
        words = words[1:]
    elif street.kind is Kind.BEHIND:
        words = words[:-1]
    return [word for word in words if folded_view(word).folded.strip("'.-,") not in PARTICLES]


def _has_tail(view: View, end: int) -> bool:
    return bool(_UNIT.match(view.folded, end) or _POSTCODE.match(view.folded, end))


def _end(view: View, match: re.Match[str]) -> int:
    folded, end = view.folded, match.end()
    more = _MORE_NAME.match(view.visible(end, min(len(folded), end + 60))) if folded[end - 1].isalpha() else None
    end += more.end() if more else 0
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
        return _with_state(view, end + capital.start("town") + town) if town else end
    lower = _LOWER.match(view.folded, end) if sure and not any(map(str.isupper, visible[:1])) else None
    if not lower:
        return end
    town = _until_closing(lower.group("town"))
    return lower.start("town") + town if town else end


def _until_closing(town: str) -> int:
    """How many characters of `town` come before a word that closes a sentence ("thanks")."""
    position = 0
    for word in re.finditer(r"[^\s]+", town):
        if word.group().strip(".,") in CLOSING:
            break
        position = word.end()
    return len(town[:position].rstrip(" .,"))


def _with_state(view: View, end: int) -> int:
    """Past a state and a postcode behind the town: Springfield, IL 62704; São Paulo - SP, 01304-001."""
    state = _STATE.match(view.visible(end, min(len(view.folded), end + 8)))
    postcode = _POSTCODE.match(view.folded, end + state.end() if state else end)
    if postcode:
        return postcode.end()
    return end + state.end() if state and state.group()[0] != " " else end
