"""Who can read a text, ordered from narrow to wide."""

from enum import StrEnum


class Visibility(StrEnum):
    """The four widths that the platforms know; `private` means followers only."""

    DIRECT = "direct"
    PRIVATE = "private"
    UNLISTED = "unlisted"
    PUBLIC = "public"

    @property
    def width(self) -> int:
        """0 for a direct message up to 3 for everybody."""
        return _WIDTHS[self]

    @property
    def is_open(self) -> bool:
        """True when strangers can read it, listed or not."""
        return self in (Visibility.PUBLIC, Visibility.UNLISTED)

    def widens(self, question: "Visibility") -> bool:
        """True when a reply of this visibility could be read by people who can't read the question (law 2)."""
        return self.width > question.width


_WIDTHS = {width: index for index, width in enumerate(Visibility)}
