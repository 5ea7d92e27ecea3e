"""Whether two texts say the same, whatever a platform did to them on the way."""

import html
import re
import unicodedata

_LINK = re.compile(r"\S*(?:https?://|t\.co/)\S*")


def same_words(sent: str, seen: str) -> bool:
    """True when `seen` is `sent` as a platform shows it: escaped, composed, links shortened, spaces changed."""
    return _bare(sent) == _bare(seen)


def _bare(text: str) -> str:
    composed = unicodedata.normalize("NFC", html.unescape(text))
    return " ".join(_LINK.sub(" ", composed).split())
