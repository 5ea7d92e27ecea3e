"""Texts as they are compared: Meta may compose letters and trim spaces."""

import hashlib
import re
import unicodedata

from bot.domain.length import fits, measure
from bot.domain.limits import Length
from bot.domain.limits import Measure as Unit
from connectors.base import Refused

_VERSION = " "
"""Stands between an id and the digest of its words; no id of Meta's has one."""

_UNITS = {Unit.UTF8_BYTES: "bytes"}


def normal(text: str) -> str:
    """A text without what Meta may change in it."""
    return unicodedata.normalize("NFC", re.sub(r"\s+", " ", text)).strip()


def same_words(one: str, other: str) -> bool:
    """Whether two texts say the same."""
    return normal(one) == normal(other)


def version_of(identity: str, text: str) -> str:
    """The id with a digest of the words: Meta keeps the id of an edited comment and tells no time of the edit."""
    digest = hashlib.sha256(normal(text).encode(errors="replace")).hexdigest()[:12]
    return f"{identity}{_VERSION}{digest}"


def id_of(version: str) -> str:
    """The id that a version belongs to."""
    return version.partition(_VERSION)[0]


def check_length(text: str, limit: Length) -> None:
    """Raise `Refused` for an empty text or one that the platform won't take whole."""
    if not text.strip():
        raise Refused("Meta takes no empty text.")
    if not fits(text, limit):
        unit = _UNITS.get(limit.measure, "characters")
        raise Refused(f"The text has {measure(text, limit.measure)} {unit}, and at most {limit.maximum} are allowed.")
