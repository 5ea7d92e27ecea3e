"""Reading bodies of a platform that may send anything: every helper gives an empty value instead of raising."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import cast

Body = Mapping[str, object]


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


def moment(value: object) -> datetime | None:
    """An ISO-8601 time with its offset, as aware UTC; None for anything else."""
    try:
        parsed = datetime.fromisoformat(string(value))
        return parsed.astimezone(UTC) if parsed.tzinfo else None
    except (ValueError, OverflowError):
        return None


def epoch(value: object) -> datetime | None:
    """Whole Unix seconds as aware UTC; None for anything else."""
    try:
        return datetime.fromtimestamp(value, UTC) if isinstance(value, int) and not isinstance(value, bool) else None
    except (ValueError, OverflowError, OSError):
        return None
