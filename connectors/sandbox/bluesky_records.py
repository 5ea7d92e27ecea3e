"""What a simulated Bluesky is made of: people, posts as records, conversations and their messages."""

import base64
import hashlib
import json
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

HANDLE = re.compile(r"(?<![\w@.])@((?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,})(?![\w-])", re.IGNORECASE)
_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?", re.IGNORECASE)


@dataclass(slots=True, kw_only=True)
class Person:
    """Somebody with an account; `blocks` are DIDs, `takes_messages` says whether strangers may write privately."""

    did: str
    handle: str
    name: str
    takes_messages: bool = True
    blocks: set[str] = field(default_factory=set[str])
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """One post as its record stands now. `gate`: `mentioned` lets only people whom it mentions answer."""

    uri: str
    cid: str
    did: str
    record: dict[str, Any]
    indexed_at: datetime
    visible_at: datetime
    gate: str = ""
    edited: bool = False

    @property
    def text(self) -> str:
        """The words."""
        return str(self.record.get("text", ""))

    @property
    def parent(self) -> str:
        """The address of the post that this answers, or an empty one."""
        return str(self.record.get("reply", {}).get("parent", {}).get("uri", ""))

    @property
    def root(self) -> str:
        """The address of the thread's first post."""
        return str(self.record.get("reply", {}).get("root", {}).get("uri", self.uri))

    @property
    def quoted(self) -> str:
        """The address of the post that this shows within itself, or an empty one."""
        return str(self.record.get("embed", {}).get("record", {}).get("uri", ""))

    @property
    def ref(self) -> dict[str, str]:
        """Address and digest, as replies and quotes name it."""
        return {"uri": self.uri, "cid": self.cid}


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One private message; `rev` is its place in the log."""

    id: str
    rev: str
    conversation: str
    did: str
    text: str
    sent_at: datetime
    visible_at: datetime


class Standing(StrEnum):
    """Whether the platform, or its owner, lets the brand's account do anything."""

    ACTIVE = "active"
    DEACTIVATED = "deactivated"
    TAKEN_DOWN = "takendown"


class NotThere(LookupError):
    """A post, person or conversation that this world doesn't have."""


def did_of(handle: str) -> str:
    """A stable invented DID."""
    digest = base64.b32encode(hashlib.sha256(handle.lower().encode()).digest()).decode().lower()
    return f"did:plc:{digest[:24]}"


def cid_of(record: dict[str, Any]) -> str:
    """A digest in the form of a CID (version 1, base 32): another one for every other content."""
    digest = hashlib.sha256(json.dumps(record, sort_keys=True).encode()).digest()
    return "b" + base64.b32encode(bytes([0x01, 0x71, 0x12, 0x20]) + digest).decode().lower().rstrip("=")


def iso(at: datetime) -> str:
    """A time as the platform writes it."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def full_handle(told: str) -> str:
    """A handle with its domain; a bare name gets one. Raises `ValueError` for what is no handle."""
    handle = told.strip().removeprefix("@").replace("_", "-")
    handle = handle if "." in handle else f"{handle}.example"
    if not all(_LABEL.fullmatch(label) for label in handle.split(".")) or len(handle) > 253:
        raise ValueError("A handle is a domain name like mila.example.")
    return handle


def mention_facets(text: str, people: dict[str, str]) -> list[dict[str, Any]]:
    """Facets for the handles in a text that belong to somebody; `people` are DIDs by handle in small letters."""
    facets: list[dict[str, Any]] = []
    for found in HANDLE.finditer(text):
        did = people.get(found[1].lower())
        if did:
            start = len(text[: found.start()].encode())
            facets.append(
                {
                    "$type": "app.bsky.richtext.facet",
                    "index": {"byteStart": start, "byteEnd": start + len(found[0].encode())},
                    "features": [{"$type": "app.bsky.richtext.facet#mention", "did": did}],
                }
            )
    return facets
