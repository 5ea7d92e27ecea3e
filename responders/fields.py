"""Typed placeholders: what may stand in for `{{ order.number }}`, and what is said when nothing may.

Values come from customers and other systems, so they are data to distrust: nothing in them is ever evaluated, and a
value that could carry a link, a handle, markup or a second sentence is treated as missing.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from babel import UnknownLocaleError
from babel.dates import format_date

from bot.domain.message import Author


class FieldType(StrEnum):
    """What kind of value a placeholder takes."""

    TEXT = "text"
    NAME = "name"
    DATE = "date"
    NUMBER = "number"
    HANDLE = "handle"


@dataclass(frozen=True, slots=True)
class Field:
    """One declared placeholder; `fallback` (may be empty) is said when there is no usable value."""

    name: str
    type: FieldType
    fallback: str | None = None

    def fill(self, value: str | None, language: str) -> str | None:
        """The wording for `value`, the fall-back when it is unusable, None when a person has to fill it in."""
        usable = None if value is None else _CLEANERS[self.type](_normal(value[:_LONGEST_RAW]), language)
        return self.fallback if usable is None else usable

    @property
    def visible(self) -> str:
        """How the empty field looks in a draft; the guard blocks it."""
        return f"[{self.name}]"


_LONGEST_RAW = 1_000
_NAME = re.compile(r"[^\W\d_]+(?:[ '’\-][^\W\d_]+){0,3}\.?")
_NUMBER = re.compile(r"(?=.*\d)[A-Za-z0-9]+(?:[ ./\-#][A-Za-z0-9]+)*")
_HANDLE = re.compile(r"@?[\w.\-]{1,64}(?:@[\w.\-]{1,120})?")
# A dot between letters is an address to a reader and to every platform's link finder.
_UNSAFE_TEXT = re.compile(r"[{}\[\]<>@#\\|`]|://|\bwww\b|\w\.\w|[\x00-\x1f\x7f]", re.IGNORECASE)
_NO_FIRST_NAME = re.compile(
    r"mr|mrs|ms|mx|dr|prof|sir|madam|sig|signora?|pani?|dl|dna|herr|frau|sra?|m|mme"  # honorifics
    r"|the|a|an|il|lo|la|gli|le|una?|el|los|las|der|die|das|les|des|os?|as"  # articles
)


def _normal(value: str) -> str:
    # Format characters (zero width, direction) could hide one text inside another.
    visible = (char for char in unicodedata.normalize("NFC", value) if unicodedata.category(char) != "Cf")
    return "".join(visible).strip()


def _clean_text(value: str, _language: str) -> str | None:
    return value if 0 < len(value) <= 200 and not _UNSAFE_TEXT.search(value) else None


def _clean_name(value: str, _language: str) -> str | None:
    return value if len(value) <= 30 and _NAME.fullmatch(value) else None


def _clean_number(value: str, _language: str) -> str | None:
    return value if len(value) <= 40 and _NUMBER.fullmatch(value) else None


def _clean_handle(value: str, _language: str) -> str | None:
    return value if _HANDLE.fullmatch(value) else None


def _clean_date(value: str, language: str) -> str | None:
    try:
        return format_date(date.fromisoformat(value), format="long", locale=language)
    except (ValueError, UnknownLocaleError):
        return None


_CLEANERS: dict[FieldType, Callable[[str, str], str | None]] = {
    FieldType.TEXT: _clean_text,
    FieldType.NAME: _clean_name,
    FieldType.DATE: _clean_date,
    FieldType.NUMBER: _clean_number,
    FieldType.HANDLE: _clean_handle,
}


def first_name(author: Author) -> str | None:
    """The first name in a display name that looks like a person's ("Anna Rossi"), else None.

    One word alone may be a nickname and four a slogan; greeting a shop by "The" is worse than no name.
    """
    words = _normal((author.name or "")[:_LONGEST_RAW]).split()
    if author.is_bot or not 2 <= len(words) <= 3:
        return None
    if not all(_NAME.fullmatch(word) and word[0].isupper() and not word.isupper() for word in words):
        return None
    first = words[0].casefold().rstrip(".")
    return None if _NO_FIRST_NAME.fullmatch(first) or not 2 <= len(first) <= 20 else words[0]
