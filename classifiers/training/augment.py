"""The same message as others would have typed it: handles, missing accents, no capitals, other ends."""

import random
import unicodedata
from dataclasses import replace

from classifiers.training.examples import Example

_HANDLES = ("@user ", "@user @user ", "@user ", "@Brand ", "@user_help ")
_ENDS = (" @user", " http://t.co/x", " …", ".")


def varied(example: Example, turn: random.Random) -> Example:
    """A variant with the same labels, or the example itself: about half stay as they are."""
    text = example.text
    if turn.random() < 0.3:
        text = turn.choice(_HANDLES) + text
    if turn.random() < 0.12:
        text = plain(text)
    case = turn.random()
    if case < 0.12:
        text = text.lower()
    elif case < 0.15:
        text = text.upper()
    if turn.random() < 0.1:
        text = text.rstrip(".!?… ") + turn.choice(_ENDS)
    return replace(example, text=text)


def plain(text: str) -> str:
    """Without accents, as on a foreign keyboard; ł too, which has no accent to take away."""
    bare = "".join(mark for mark in unicodedata.normalize("NFD", text) if unicodedata.category(mark) != "Mn")
    return unicodedata.normalize("NFC", bare).replace("ł", "l").replace("Ł", "L")
