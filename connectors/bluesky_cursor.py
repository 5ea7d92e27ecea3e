"""Where listening on Bluesky stands: a time for each list of posts and the chat log's own position, as JSON."""

import json
import logging
from dataclasses import dataclass, field, replace

from connectors.base import Cursor
from connectors.bodies import mapping, string

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Marks:
    """The position of each source; a source that was never read has none."""

    by_source: dict[str, str] = field(default_factory=dict[str, str])

    @classmethod
    def read(cls, cursor: Cursor | None) -> "Marks":
        """An unreadable cursor starts anew: that reads messages twice, which storage recognises, and loses none."""
        if cursor is None:
            return cls()
        try:
            told = mapping(json.loads(cursor))
        except (ValueError, RecursionError):
            log.warning("The saved position on Bluesky is unreadable; listening starts anew")
            return cls()
        return cls({source: string(mark) for source, mark in told.items() if string(mark)})

    def write(self) -> Cursor:
        """The cursor to store with what was read up to here."""
        return Cursor(json.dumps(self.by_source, sort_keys=True))

    def moved(self, source: str, mark: str) -> "Marks":
        """With another position of one source."""
        return replace(self, by_source={**self.by_source, source: mark})
