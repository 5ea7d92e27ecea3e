"""What is X's own in its bodies: two vocabularies, and ids that tell a time. Nothing here raises."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from connectors.bodies import Body, identifier, mapping, moment, objects, string, strings

__all__ = [
    "Body",
    "either",
    "identifier",
    "is_number",
    "mapping",
    "moment",
    "newest",
    "objects",
    "snowflake_before",
    "snowflake_time",
    "string",
    "strings",
]

_EPOCH = datetime(2010, 11, 4, 1, 42, 54, 657_000, tzinfo=UTC)
"""The zero of X's snowflake ids: 1288834974657 milliseconds after the Unix epoch (platform fact)."""

_LAST_ID = 1 << 63


def either(body: Body, *names: str) -> object:
    """The first of `names` that is there: X is renaming "tweet" to "post" field by field."""
    return next((body[name] for name in names if name in body), None)


def is_number(text: str) -> bool:
    """Whether this is an id made of digits that fits the 63 bits of X."""
    return text.isascii() and text.isdigit() and len(text) <= 19 and 0 < int(text) < _LAST_ID


def newest(ids: Iterable[str]) -> str | None:
    """The greatest id by its number; text order would put 9 after 10."""
    return max((each for each in ids if is_number(each)), key=int, default=None)


def snowflake_time(identity: str) -> datetime | None:
    """When X made this id (aware, UTC), or None for a text that is no id."""
    return _EPOCH + timedelta(milliseconds=int(identity) >> 22) if is_number(identity) else None


def snowflake_before(identity: str, seconds: float) -> str | None:
    """The smallest id that X could have made `seconds` before this one; None before the beginning of ids."""
    earlier = (int(identity) >> 22) - int(seconds * 1000)
    return str(earlier << 22) if earlier > 0 else None
