"""Names on the AT Protocol: addresses of records, the version a reply is for, and record keys that we choose."""

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime
from typing import Self

POST = "app.bsky.feed.post"

_URI = re.compile(r"at://(did:[a-z]+:[\w.:%-]+)/([A-Za-z][A-Za-z0-9.-]*)/([\w.~:-]{1,512})", re.ASCII)
_SORTABLE = "234567abcdefghijklmnopqrstuvwxyz"
_TID = re.compile(r"[2-7a-j][2-7a-z]{12}", re.ASCII)


@dataclass(frozen=True, slots=True)
class PostName:
    """The address of one post: the account (DID) that holds it, and its key there."""

    did: str
    key: str

    @classmethod
    def read(cls, uri: str) -> Self | None:
        """None for what is no address of a post."""
        found = _URI.fullmatch(uri)
        return cls(found[1], found[3]) if found and found[2] == POST else None

    def __str__(self) -> str:
        return f"at://{self.did}/{POST}/{self.key}"

    @property
    def page(self) -> str:
        """Where people see it."""
        return f"https://bsky.app/profile/{self.did}/post/{self.key}"


def owner(uri: str) -> str | None:
    """The DID in the address of any record."""
    found = _URI.fullmatch(uri)
    return found[1] if found else None


def version(uri: str, cid: str) -> str:
    """Names what a post said when it was read: its address and the digest of its content."""
    return f"{uri}#{cid}" if cid else uri


def of_version(name: str) -> tuple[PostName | None, str]:
    """The post and the digest (empty when unknown) in what `version` made."""
    uri, _, cid = name.partition("#")
    return PostName.read(uri), cid


def record_key(approved_at: datetime, secret_of: str) -> str:
    """The key under which a reply is created: the same for every try, and for no other reply.

    The platform wants a TID for posts: 53 bits of microseconds and 10 bits of a clock's number in sortable base 32.
    The second is that of the approval; the 30 bits below it come from a digest of `secret_of`.
    """
    below = int.from_bytes(hashlib.sha256(secret_of.encode()).digest()[:8], "big")
    microseconds = int(approved_at.timestamp()) * 1_000_000 + (below >> 10) % 1_000_000
    number = (microseconds << 10) | (below & 1023)
    return "".join(_SORTABLE[(number >> shift) & 31] for shift in range(60, -1, -5))


def is_record_key(text: str) -> bool:
    """Whether this is a TID."""
    return bool(_TID.fullmatch(text))
