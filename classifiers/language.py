"""Which language a message is written in."""

import re
import threading
from collections.abc import Mapping
from functools import cache
from typing import Any, cast

from bot.domain.classification import Scored

SUPPORTED = ("en", "it", "pl", "ro", "es", "fr", "de", "pt")
UNDETERMINED = Scored("und", 0.0)

_NOISE = re.compile(r"https?://\S+|www\.\S+|\S+@\S+\.\S+|[@#]\w+|\w*\d\w*|_+")
_LETTERS = re.compile(r"[^\W\d_]")
_HEAD = 1_000
"""Characters looked at: more adds cost and no certainty."""

_HOME_ADVANTAGE = 1.5
"""A message is likelier in a supported language: another one must beat it by this factor."""

_lock = threading.Lock()


@cache
def _detector() -> Any:
    from eld import LanguageDetector  # noqa: PLC0415  # its tables take a second to load, only when first needed

    return LanguageDetector()


def warm_up() -> None:
    """Load the language tables now rather than at the first message."""
    with _lock:
        _detector()


def clean(text: str) -> str:
    """The words of a message: no addresses, handles, hashtags or codes; only hashtags when nothing else is there."""
    head = text[:_HEAD]
    words = _NOISE.sub(" ", head)
    if len(_LETTERS.findall(words)) < 3:
        words = re.sub(r"https?://\S+|www\.\S+|@\w+|#", " ", head)
    return words


def detect(text: str) -> Scored:
    """The ISO 639-1 code and how sure, 0 to 1; `und` with 0.0 when there are too few letters to tell."""
    words = clean(text)
    if len(_LETTERS.findall(words)) < 3:
        return UNDETERMINED
    warm_up()
    scores = _scores(words)
    return _choose(scores) if scores else UNDETERMINED


def _scores(words: str) -> Mapping[str, float]:
    return cast("Mapping[str, float] | None", _detector().detect(words).scores()) or {}


def _choose(scores: Mapping[str, float]) -> Scored:
    weighted = {code: score * (_HOME_ADVANTAGE if code in SUPPORTED else 1.0) for code, score in scores.items()}
    ranked = sorted(weighted.items(), key=lambda pair: (-pair[1], pair[0]))
    (best, top), second = ranked[0], ranked[1][1] if len(ranked) > 1 else 0.0
    certainty = min(1.0, 0.5 + (top - second) / top) if top else 0.0
    return Scored(best, round(certainty, 4))
