"""What a platform accepts, as data that the guard, the console and the connectors share."""

from dataclasses import dataclass
from enum import StrEnum


class Measure(StrEnum):
    """The unit a platform counts a text in."""

    X_WEIGHTED = "x_weighted"
    CHARACTERS = "characters"
    UTF8_BYTES = "utf8_bytes"
    GRAPHEMES = "graphemes"
    MASTODON = "mastodon"


@dataclass(frozen=True, slots=True, kw_only=True)
class Length:
    """At most `maximum` units of `measure`."""

    maximum: int
    measure: Measure = Measure.CHARACTERS


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """One platform's limits. `window_h`: hours after the customer's last message in which it takes a private reply."""

    public: Length
    private: Length
    window_h: float | None = None
