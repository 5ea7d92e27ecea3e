"""Ids as an instance orders them, and where listening stands."""

import json
import logging
import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from connectors.base import Cursor
from connectors.bodies import identifier, mapping

log = logging.getLogger(__name__)

BEGINNING = "0"
"""Before every id, whatever its shape."""


_PLAIN = re.compile(r"[!-~]{1,200}")


def plain_id(value: object) -> str:
    """An id as text, or an empty one for what can't be one: it goes into addresses, so it has no spaces or accents."""
    told = identifier(value)
    return told if _PLAIN.fullmatch(told) else ""


def order(identity: str) -> tuple[int, str]:
    """The place of an id among others of its kind.

    Mastodon's own are growing numbers (so 9 comes before 10), Pleroma's and Akkoma's are flake ids, GoToSocial's are
    ULIDs: the latter two have one length each and grow in the order of their characters.
    """
    return len(identity), identity


def newest(ids: Iterable[str]) -> str:
    """The greatest of these ids, or an empty text when there is none."""
    return max((each for each in ids if each), key=order, default="")


@dataclass(frozen=True, slots=True)
class Marks:
    """The newest stored id by source. A source that was read while it was empty has the mark `""`."""

    by_source: dict[str, str] = field(default_factory=dict[str, str])

    @classmethod
    def read(cls, cursor: Cursor | None) -> "Marks":
        """An unreadable cursor starts anew: that reads messages twice, which storage recognises, and loses none."""
        if cursor is None:
            return cls()
        try:
            told = mapping(json.loads(cursor))
        except (ValueError, RecursionError):
            log.warning("The saved position on Mastodon is unreadable; listening starts anew")
            return cls()
        marks = {source: mark for source, mark in told.items() if isinstance(mark, str)}
        return cls({source: mark for source, mark in marks.items() if mark == plain_id(mark)})

    def write(self) -> Cursor:
        """The cursor to store with what was read up to here."""
        return Cursor(json.dumps(self.by_source, sort_keys=True))

    def moved(self, source: str, identity: str) -> "Marks":
        """Never backwards: looking again behind the mark must not make the next poll read it all again."""
        mark = newest([identity, self.by_source.get(source, "")])
        return replace(self, by_source={**self.by_source, source: mark})
