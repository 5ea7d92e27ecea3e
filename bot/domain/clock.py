"""Time as a value that is handed in, so that tests can hold it still."""

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]
"""Gives the present, aware, UTC."""


def utc_now() -> datetime:
    """The present, aware, UTC."""
    return datetime.now(UTC)
