"""What customers write is hostile until shown otherwise: here it becomes harmless pieces to print."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

LONG = 1_200
"""Characters of a text that are shown at once."""

_LONG_LINES = 25
# Marks that reorder or hide text. Joiners stay, emoji and several scripts need them; so do left-to-right and
# right-to-left marks, which can't reach beyond the isolated element that the text is printed in.
_HIDDEN_CLASS = (
    "[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u180e\u200b\u2028-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f]"
)
_HIDDEN = re.compile(_HIDDEN_CLASS)
_FLAG = "\U0001f3f4[\U000e0020-\U000e007e]{1,8}\U000e007f"
_PLACES = re.compile(f"{_FLAG}|({_HIDDEN_CLASS})\\1*")


@dataclass(frozen=True, slots=True)
class Piece:
    """Some text, or one hidden character with its `name`."""

    text: str
    name: str | None = None


def pieces(text: str) -> Iterator[Piece]:
    """The text with every run of a hidden character on its own; flags of regions keep theirs."""
    text = text.replace("\r\n", "\n")
    end = 0
    for found in _PLACES.finditer(text):
        if found[1] is None:
            continue
        if found.start() > end:
            yield Piece(text[end : found.start()])
        yield Piece(_shown(found[1], len(found[0])), unicodedata.name(found[1], "control character").lower())
        end = found.end()
    if end < len(text):
        yield Piece(text[end:])


def _shown(character: str, times: int) -> str:
    return f"U+{ord(character):04X}" + (f" × {times:,}" if times > 1 else "")


def parted(text: str) -> tuple[str, str]:
    """What is shown at once and what is folded away; cut between words where there are any."""
    lines = text.split("\n")
    if len(text) <= LONG and len(lines) <= _LONG_LINES:
        return text, ""
    head = "\n".join(lines[:_LONG_LINES])[:LONG]
    space = max(head.rfind(" "), head.rfind("\n"))
    cut = space + 1 if space > LONG // 2 else len(head)
    return text[:cut], text[cut:]


def first_words(text: str, length: int = 160) -> str:
    """The beginning of a text on one line, without hidden characters."""
    head = _HIDDEN.sub("", text[: length * 4].replace("\n", " "))
    line = " ".join(head.split())
    return line if len(line) <= length else f"{line[: length - 1].rstrip()}…"
