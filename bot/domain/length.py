"""How long a text is in the unit that its platform counts in."""

import unicodedata
from collections.abc import Callable

import regex

from bot.domain.limits import Length, Measure

URL_WEIGHT = 23
"""What X counts for any address, whatever its length."""

_LINE_END = regex.compile(r"\r\n?")
_GRAPHEME = regex.compile(r"\X")
_EMOJI = regex.compile(r"\p{Emoji_Presentation}|\p{Regional_Indicator}{2}|\p{Emoji}\uFE0F|[0-9#*]\uFE0F?\u20E3")
# Code points that X counts once (its configuration, version 3); all others count twice.
_LIGHT = regex.compile(r"[\u0000-\u10ff\u2000-\u200d\u2010-\u201f\u2032-\u2037]")
_LONE_SURROGATE = regex.compile(r"[\ud800-\udfff]")
# A label gives nothing back, none begins after a dot, and nobody writes forty: so dotted rubbish costs linear time.
_ADDRESS = regex.compile(
    r"(?<![\w@$#./-])(?P<scheme>(?i:https?://))?(?:[\p{L}\p{N}_-]{1,63}+\.){1,40}(?P<top>\p{L}{2,24}+)(?![\w@-])"
    r"(?::\d{1,5})?(?:[/?#](?:[^\s<>\"]*[^\s<>\".,;:!?'()\[\]])?)?"
)
FEDERATED_MENTION = regex.compile(
    r"(?<![=/\w])@(?P<user>[A-Za-z0-9_]++(?:[.-]++[A-Za-z0-9_]++)*+)(?:@(?P<host>\w[\w.-]*\w))?"
)
"""Somebody named in a text on Mastodon and its kin: `@user`, who lives on the same instance, or `@user@host`."""

_FEDERATED_ADDRESS = regex.compile(r"(?<![\w@$#./-])(?i:https?)://[^\s<>\"]*[^\s<>\".,;:!?'()\[\]]")
_TOP_NAMES = """
aero agency app art asia bank bio biz blog care cat center church city click cloud club com company coop design dev
digital earth edu email energy events expert family finance fit fun fund fyi global gmbh gov green group guru health
help homes host hotel house info ink insure int jobs legal life link live llc ltd market media mil mobi museum name net
network news ngo one online org page partners parts photo plus post press pro pub red rent report restaurant rocks run
sale school science services shop site social software solar space sport store studio style supply support systems team
tech tel today tools top tours town trade training travel tv university vet video vip watch water website wiki wine work
works world wtf xxx xyz zone
"""
_TOPS = frozenset(_TOP_NAMES.split())


def measure(text: str, unit: Measure) -> int:
    """The length of `text` in `unit`; never raises, lone surrogates count as one replacement character."""
    return _MEASURES[unit](_LONE_SURROGATE.sub("\ufffd", text))


def fits(text: str, length: Length) -> bool:
    """True when the platform takes this text whole."""
    return measure(text, length.measure) <= length.maximum


def _x_weighted(text: str) -> int:
    """280 on X is a weight: NFC, Latin 1, other scripts 2, an emoji sequence 2 in all, an address 23.

    Mentions count: only those that X itself puts before a reply are free, and those are never in our text.
    """
    text = _LINE_END.sub("\n", unicodedata.normalize("NFC", text))
    weight, end = 0, 0
    for found in _ADDRESS.finditer(text):
        weight += _weight(text[end : found.start()]) + _address_weight(found)
        end = found.end()
    return weight + _weight(text[end:])


def _address_weight(found: regex.Match[str]) -> int:
    top = found["top"].lower()
    if found["scheme"] or top in _TOPS or (len(top) == 2 and top.isascii()):
        return URL_WEIGHT
    # X alone knows whether this is an address; a text that fits either way is never refused.
    return max(URL_WEIGHT, _weight(found[0]))


def _weight(text: str) -> int:
    if text.isascii():
        return len(text)
    return sum(_grapheme_weight(grapheme) for grapheme in _GRAPHEME.findall(text))


def _grapheme_weight(grapheme: str) -> int:
    if len(grapheme) == 1 and _LIGHT.match(grapheme):
        return 1
    if _EMOJI.search(grapheme):
        return 2
    return sum(1 if _LIGHT.match(character) else 2 for character in grapheme)


def mastodon_length(text: str, per_url: int = URL_WEIGHT) -> int:
    """Graphemes as Mastodon counts a status: each address as `per_url`, of a mention from elsewhere only `@user`.

    Only addresses with a scheme are addresses there.
    """
    text = _LINE_END.sub("\n", _LONE_SURROGATE.sub("\ufffd", text))
    shortened, addresses = _FEDERATED_ADDRESS.subn(" ", text)
    shortened = FEDERATED_MENTION.sub(r"@\g<user>", shortened)
    return len(_GRAPHEME.findall(shortened)) + addresses * (per_url - 1)


_MEASURES: dict[Measure, Callable[[str], int]] = {
    Measure.X_WEIGHTED: _x_weighted,
    Measure.CHARACTERS: len,
    Measure.UTF8_BYTES: lambda text: len(text.encode()),
    Measure.GRAPHEMES: lambda text: len(_GRAPHEME.findall(text)),
    Measure.MASTODON: mastodon_length,
}
