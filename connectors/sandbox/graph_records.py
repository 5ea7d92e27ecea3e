"""What Meta's simulated platforms are made of: people, posts, comments and private messages."""

from dataclasses import dataclass
from datetime import UTC, datetime


class NotThere(LookupError):
    """A post, comment, message or person that this world doesn't have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody. On Facebook `id` is how comments know them and `scoped` how Messenger does; Instagram has one id."""

    id: str
    scoped: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A post on the page, or one of somebody's that names the brand; on Instagram a medium with its caption."""

    id: str
    author_id: str
    text: str
    created_at: datetime
    visible_at: datetime
    tags_brand: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """A comment as it is now. `parent_id`: the comment above it, as Meta shows it; `answered_id`: what was answered."""

    id: str
    post_id: str
    author_id: str
    text: str
    created_at: datetime
    visible_at: datetime
    parent_id: str | None = None
    answered_id: str | None = None
    hidden: bool = False
    privately_answered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A private message. `customer_id` is the scoped id of whom the conversation is with."""

    id: str
    customer_id: str
    by_brand: bool
    text: str
    created_at: datetime
    visible_at: datetime
    tag: str | None = None
    answered_comment: str | None = None


def iso(at: datetime) -> str:
    """Meta's way to write a time in an answer."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S+0000")
