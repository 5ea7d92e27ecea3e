"""Where listening on X stands: the newest id of each source, as one line of JSON."""

import json
import logging
from dataclasses import dataclass, field, replace

from connectors.base import Cursor
from connectors.x_json import is_number, mapping, newest, string

log = logging.getLogger(__name__)


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
            log.warning("The saved position on X is unreadable; listening starts anew")
            return cls()
        found = {source: string(mark) for source, mark in told.items()}
        return cls({source: mark for source, mark in found.items() if not mark or is_number(mark)})

    def write(self) -> Cursor:
        """The cursor to store with what was read up to here."""
        return Cursor(json.dumps(self.by_source, sort_keys=True))

    def moved(self, source: str, *ids: str) -> "Marks":
        """Never backwards: looking again behind the mark must not make the next poll read it all again."""
        mark = newest([*ids, self.by_source.get(source, "")]) or ""
        return replace(self, by_source={**self.by_source, source: mark})
