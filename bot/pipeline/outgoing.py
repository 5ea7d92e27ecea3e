"""A reply's row as the guard wants to see it."""

from collections.abc import Mapping
from typing import Any

from bot.domain.limits import Length, Limits
from bot.domain.visibility import Visibility
from responders.base import Outgoing

PlatformLimits = Mapping[str, Limits]


def length_for(limits: PlatformLimits, platform: str, visibility: Visibility) -> Length:
    """What the platform accepts on that side of it."""
    found = limits[platform]
    return found.public if visibility.is_open else found.private


def outgoing_of(
    row: Mapping[str, Any], limits: PlatformLimits, recent_texts: frozenset[str], *, text: str | None = None
) -> Outgoing:
    """The reply of `row`, or `text` in its place."""
    visibility = Visibility(row["visibility"])
    return Outgoing(
        text=row["text"] if text is None else text,
        platform=row["platform"],
        visibility=visibility,
        question_visibility=Visibility(row["question_visibility"]),
        language=row["language"],
        needs_private=row["needs_private"],
        length=length_for(limits, row["platform"], visibility),
        recent_texts=recent_texts,
    )
