"""A plain view of a text for detectors, with the way back to the original offsets.

People hide numbers (full-width digits, zero-width characters, look-alike letters) and drop accents. Detectors read a
folded view: lower case, no accents, ASCII digits, one kind of dash and space. Spans are given in the original text.
"""

import unicodedata
from dataclasses import dataclass

READ = 100_000
"""Characters of a text that a classifier reads; what is longer was written by no customer."""

_LOOKALIKES = dict(
    zip(
        "авекмнорстухіјѕѵԁһԛԝӏзбαβεηικμνορτυχωγłøđðıßæœŀħŧ",
        "abekmhopctyxijsvdhqwl36abenikmvoptuxwglodd" + "isaolht",
        strict=True,
    )
)
_PLAIN = {"’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "−": "-"}
_REMOVED_CATEGORIES = frozenset({"Cf", "Mn", "Me", "Cs"})
_MARKS = frozenset({"Mn", "Me"})
_KEPT_CONTROLS = "\t\n\r"


class _Fold(dict[int, str | None]):
    """Fills itself on demand: code point to one plain character, or None for characters nobody sees."""

    def __missing__(self, code: int) -> str | None:
        plain = _fold_character(chr(code))
        self[code] = plain
        return plain


def _fold_character(character: str) -> str | None:
    category = unicodedata.category(character)
    if category in _REMOVED_CATEGORIES or (category == "Cc" and character not in _KEPT_CONTROLS):
        return None
    if category == "Nd":
        return str(unicodedata.decimal(character))
    if category == "Pd":
        return "-"
    if category == "Zs":
        return " "
    return _fold_letter(character)


def _fold_letter(character: str) -> str:
    """One plain character for each, so that offsets stay simple: 4 for ⁴ ④ ❹ ⒋, else the bare lower-case letter."""
    if character in _PLAIN:
        return _PLAIN[character]
    digit = None if character.isascii() else unicodedata.digit(character, None)
    if digit is not None:
        return str(digit)
    base = unicodedata.normalize("NFKD", character)
    lowered = base.lower()[:1] if len(base) == 1 or unicodedata.combining(base[1]) else _first_compatible(character)
    return _LOOKALIKES.get(lowered, lowered)


def _first_compatible(character: str) -> str:
    """NFKC of one character when it is one character (①, ａ), else the character itself (½, ﷺ)."""
    compatible = unicodedata.normalize("NFKC", character)
    return compatible.lower() if len(compatible) == 1 else character


_FOLD = _Fold()
_ASCII_CONTROLS = {code: None for code in (*range(32), 127) if chr(code) not in _KEPT_CONTROLS}


@dataclass(frozen=True, slots=True)
class View:
    """`folded` is what detectors read; `offsets[i]` is where its character i stands in `original` (None: the same)."""

    original: str
    folded: str
    offsets: tuple[int, ...] | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The code-point span in the original text of a non-empty span of the folded one.

        Marks on its last character belong to it: the accent of a decomposed é, the key around 4️⃣.
        """
        if self.offsets is None:
            return start, end
        last = self.offsets[end - 1] + 1
        while last < len(self.original) and unicodedata.category(self.original[last]) in _MARKS:
            last += 1
        return self.offsets[start], last

    def visible(self, start: int, end: int) -> str:
        """The original characters behind a folded span, in their own case, without the invisible ones."""
        if self.offsets is None:
            return self.original[start:end]
        return "".join(self.original[offset] for offset in self.offsets[start:end])


def view(text: str) -> View:
    """The folded view of any text, in linear time."""
    if text.isascii():
        return View(text, text.lower()) if text.isprintable() else _view_slowly(text, text.lower(), _ASCII_CONTROLS)
    return _view_slowly(text, text, _FOLD)


def _view_slowly(text: str, source: str, table: dict[int, str | None] | dict[int, None]) -> View:
    folded = source.translate(table)
    if len(folded) == len(text):
        return View(text, folded)
    removed = {code for code in map(ord, set(text)) if table.get(code, "") is None}
    return View(text, folded, tuple(index for index, character in enumerate(text) if ord(character) not in removed))
