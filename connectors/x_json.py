"""Reading bodies of a platform that may send anything: every helper gives an empty value instead of raising."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import cast

Body = Mapping[str, object]

_EPOCH = datetime(2010, 11, 4, 1, 42, 54, 657_000, tzinfo=UTC)
"""The zero of X's snowflake ids: 1288834974657 milliseconds after the Unix epoch (platform fact)."""

_LAST_ID = 1 << 63


def mapping(value: object) -> Body:
    """`value` when it is a JSON object, else an empty one."""
    return cast(Body, value) if isinstance(value, dict) else {}


def objects(value: object) -> list[Body]:
    """The JSON objects in `value` when it is an array; everything else in it is left out."""
    if not isinstance(value, list):
        return []
    return [cast(Body, each) for each in cast(list[object], value) if isinstance(each, dict)]


def strings(value: object) -> list[str]:
    """The non-empty strings (and numbers, as text) in an array."""
    if not isinstance(value, list):
        return []
    return [text for text in map(identifier, cast(list[object], value)) if text]


def string(value: object) -> str:
    """`value` when it is text, else an empty one."""
    return value if isinstance(value, str) else ""


def identifier(value: object) -> str:
    """An id as text; a JSON number is kept exact, since Python's integers have no 2**53."""
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else ""


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


def moment(value: object) -> datetime | None:
    """An ISO-8601 time with its offset, as aware UTC; None for anything else."""
    try:
        parsed = datetime.fromisoformat(string(value))
        return parsed.astimezone(UTC) if parsed.tzinfo else None
    except (ValueError, OverflowError):
        return None
