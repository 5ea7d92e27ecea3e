"""What a simulated instance is made of: people, statuses, notifications, and ids of three shapes."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class NotThere(LookupError):
    """A status or person that this world doesn't have."""


class Shape(StrEnum):
    """How servers name things: Mastodon by growing numbers, Pleroma by flakes, GoToSocial by ULIDs."""

    NUMBER = "number"
    FLAKE = "flake"
    ULID = "ulid"


_DIGITS = {
    Shape.FLAKE: ("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz", 18),
    Shape.ULID: ("0123456789ABCDEFGHJKMNPQRSTVWXYZ", 26),
}


def written(number: int, shape: Shape) -> str:
    """An id of this shape; greater numbers give later ids."""
    if shape is Shape.NUMBER:
        return str(number)
    alphabet, length = _DIGITS[shape]
    digits = ""
    while number:
        number, rest = divmod(number, len(alphabet))
        digits = alphabet[rest] + digits
    return digits.rjust(length, "0")


def place(identity: str, shape: Shape) -> int:
    """The number that an id stands for; 0 for what is no id."""
    alphabet = "0123456789" if shape is Shape.NUMBER else _DIGITS[shape][0]
    number = 0
    for digit in identity:
        if digit not in alphabet:
            return 0
        number = number * len(alphabet) + alphabet.index(digit)
    return number


@dataclass(slots=True, kw_only=True)
class Person:
    """Somebody with an account here (`host` empty) or on another instance."""

    id: str
    username: str
    host: str
    name: str
    bot: bool = False

    @property
    def acct(self) -> str:
        """As this instance names them."""
        return f"{self.username}@{self.host}" if self.host else self.username


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """One status as it is now; `text` is what was typed, `mentions` are ids of the people named in it."""

    id: str
    author_id: str
    text: str
    visibility: str
    created_at: datetime
    visible_at: datetime
    in_reply_to_id: str | None = None
    spoiler_text: str = ""
    language: str | None = None
    mentions: tuple[str, ...] = ()
    media: tuple[str, ...] = ()
    edited_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Notification:
    """Something that the brand's account is told."""

    id: str
    type: str
    created_at: datetime
    account_id: str
    status_id: str
