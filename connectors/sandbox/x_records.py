"""What a simulated X is made of: people with their keys, versions of posts, and private messages."""

import re
from dataclasses import dataclass, field
from datetime import datetime

HANDLE = re.compile(r"(?<![\w@])@(\w{1,15})(?!\w)", re.ASCII)


@dataclass(slots=True, kw_only=True)
class Person:
    """Somebody with an account; `takes_messages` says whether strangers may write privately."""

    id: str
    handle: str
    name: str
    protected: bool = False
    takes_messages: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Keys:
    """What an account shows to prove itself; the defaults open the brand's account of a fresh world."""

    bearer_token: str = field(default="sandbox-bearer", repr=False)
    consumer_key: str = field(default="sandbox-consumer", repr=False)
    consumer_secret: str = field(default="sandbox-consumer-secret", repr=False)
    access_token: str = field(default="sandbox-access", repr=False)
    access_token_secret: str = field(default="sandbox-access-secret", repr=False)
    client_id: str = field(default="sandbox-client", repr=False)
    client_secret: str = field(default="sandbox-client-secret", repr=False)
    refresh_token: str = field(default="sandbox-refresh", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """One version of a post. `history` holds the ids of all versions up to this one; `text` is unescaped, whole.

    `typed_from`: where the author's own words begin, after the handles that X put before a reply.
    """

    id: str
    author_id: str
    text: str
    created_at: datetime
    conversation_id: str
    history: tuple[str, ...]
    visible_at: datetime
    parent_id: str | None = None
    quoted_id: str | None = None
    retweeted_id: str | None = None
    typed_from: int = 0
    media: tuple[str, ...] = ()

    @property
    def typed(self) -> str:
        """The author's own words."""
        return self.text[self.typed_from :]


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One event in a private conversation."""

    id: str
    conversation_id: str
    sender_id: str
    text: str
    created_at: datetime
    visible_at: datetime
    event_type: str = "MessageCreate"
    media: tuple[str, ...] = ()


class NotThere(LookupError):
    """A post, person or conversation that this world doesn't have."""
