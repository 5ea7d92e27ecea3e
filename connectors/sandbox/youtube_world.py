"""The state of a simulated YouTube, seen from one channel, and everything that viewers do there."""

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any

from bot.domain.clock import Clock, utc_now
from connectors.sandbox.faults import Switches
from connectors.sandbox.staging import NotThere

LONGEST = 10_000
INCLUDED = 5
"""Answers that a thread brings along."""


class Fault(StrEnum):
    """Names as used over HTTP. The second group are answers, see `youtube_api`; the others are behaviour."""

    TIMEOUT_BEFORE = "timeout_before"
    TIMEOUT_AFTER = "timeout_after"
    RESET_AFTER = "reset_after"
    GARBLED = "garbled"
    DUPLICATES = "duplicates"
    REORDER = "reorder"
    LATE = "late"
    REVOKED = "revoked"

    QUOTA = "quota"
    RATE_LIMIT = "rate_limit"
    RATE_LIMIT_BARE = "rate_limit_bare"
    TOKEN_ENDED = "token_ended"  # noqa: S105 - a name
    SCOPE = "scope"
    INELIGIBLE = "ineligible"
    FORBIDDEN = "forbidden"
    PROCESSING = "processing"
    SERVER_JSON = "server_json"
    SERVER_HTML = "server_html"
    SERVER_EMPTY = "server_empty"


@dataclass(frozen=True, slots=True)
class Channel:
    """Somebody who writes, or the brand."""

    id: str
    handle: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """One comment as it is now; `parent` is the one at the top of its thread."""

    id: str
    author: Channel
    text: str
    video: str
    parent: str | None
    published: datetime
    updated: datetime
    visible_at: datetime


class YouTubeWorld:
    """A small YouTube that lives in memory. `clock` gives the times; the three keys open the brand's channel.

    `daily_units` is the project's quota for each day of the clock, `closed` are videos that take no answers.
    """

    client_id = "sandbox-client"
    client_secret = "sandbox-secret"  # noqa: S105 - opens the simulated channel of a fresh world

    def __init__(self, *, clock: Clock = utc_now, seed: int = 0, brand: str = "brightwave") -> None:
        self.clock = clock
        self.faults = Switches[Fault](seed)
        self.refresh_token = "sandbox-consent"  # noqa: S105 - the same
        self.access_tokens: set[str] = set()
        self.daily_units = 10_000
        self.used: dict[str, int] = {}
        self.channels: dict[str, Channel] = {}
        self.videos = {"spring-router": "How to set up your router", "autumn-news": "News from Brightwave"}
        self.closed: set[str] = set()
        self.comments: dict[str, Comment] = {}
        self._number = 0
        self.brand = self.channel(brand)

    def channel(self, handle: str) -> Channel:
        """The channel with this handle, made when new. Raises `ValueError` for what is no handle."""
        handle = handle.removeprefix("@").lower()
        if not re.fullmatch(r"[\w.-]{1,30}", handle):
            raise ValueError("A YouTube handle has 1 to 30 letters, digits, dots, dashes or underscores.")
        return self.channels.setdefault(handle, Channel(f"UC{len(self.channels):022d}", handle))

    def write(self, author: str, text: str, *, video: str = "spring-router", answering: str | None = None) -> Comment:
        """`author` comments on a video, or in the thread of another comment. Raises `NotThere`."""
        if video not in self.videos:
            raise NotThere(f"There is no video {video}.")
        channel, now = self.channel(author), self.clock()
        top = self._top(answering) if answering else None
        self._number += 1
        name = f"Ug{self._number:08d}"
        comment = Comment(
            id=f"{top.id}.{name}" if top else name,
            author=channel,
            text=text,
            video=top.video if top else video,
            parent=top.id if top else None,
            published=now,
            updated=now,
            visible_at=now + self._delay(channel),
        )
        self.comments[comment.id] = comment
        return comment

    def _top(self, identity: str) -> Comment:
        comment = self.comment(identity)
        return self.comment(comment.parent) if comment.parent else comment

    def edit(self, identity: str, text: str) -> Comment:
        """The author changes a text. Raises `NotThere`."""
        comment = replace(self.comment(identity), text=text, updated=self.clock())
        self.comments[identity] = comment
        return comment

    def delete(self, identity: str) -> None:
        """Take a comment away, and with it the answers to it. Raises `NotThere`."""
        self.comment(identity)
        self.comments = {key: each for key, each in self.comments.items() if identity not in (key, each.parent)}

    def comment(self, identity: str) -> Comment:
        """A comment as it is now. Raises `NotThere`."""
        if identity not in self.comments:
            raise NotThere(f"There is no comment {identity}.")
        return self.comments[identity]

    def threads(self) -> list[Comment]:
        """The comments at the top of their threads, newest first, as far as they show."""
        tops = [each for each in self.comments.values() if each.parent is None and each.visible_at <= self.clock()]
        return sorted(tops, key=lambda each: each.published, reverse=True)

    def answers(self, identity: str) -> list[Comment]:
        """The answers in a thread, newest first, as far as they show."""
        now = self.clock()
        found = [each for each in self.comments.values() if each.parent == identity and each.visible_at <= now]
        return sorted(found, key=lambda each: each.published, reverse=True)

    def spend(self, units: int) -> bool:
        """Whether the project has these units left today."""
        day = self.clock().date().isoformat()
        if self.used.get(day, 0) + units > self.daily_units:
            return False
        self.used[day] = self.used.get(day, 0) + units
        return True

    def _delay(self, channel: Channel) -> timedelta:
        by = "brand" if channel == self.brand else "customers"
        late = self.faults.strike(frozenset({Fault.LATE}), by)
        return timedelta(seconds=late.seconds if late else 0)

    def comment_shape(self, comment: Comment) -> dict[str, Any]:
        """A comment as the API shows it to the brand."""
        snippet: dict[str, Any] = {
            "channelId": self.brand.id,
            "videoId": comment.video,
            "textDisplay": comment.text,
            "authorDisplayName": f"@{comment.author.handle}",
            "authorChannelId": {"value": comment.author.id},
            "canRate": True,
            "publishedAt": iso(comment.published),
            "updatedAt": iso(comment.updated),
        }
        if comment.author == self.brand:
            snippet["textOriginal"] = comment.text
        if comment.parent:
            snippet["parentId"] = comment.parent
        return {"kind": "youtube#comment", "id": comment.id, "snippet": snippet}

    def thread_shape(self, top: Comment) -> dict[str, Any]:
        """A thread as the API shows it, with the newest answers."""
        answers = self.answers(top.id)
        snippet: dict[str, Any] = {
            "channelId": self.brand.id,
            "videoId": top.video,
            "topLevelComment": self.comment_shape(top),
            "canReply": top.video not in self.closed,
            "totalReplyCount": len(answers),
            "isPublic": True,
        }
        body: dict[str, Any] = {"kind": "youtube#commentThread", "id": top.id, "snippet": snippet}
        if answers:
            body["replies"] = {"comments": [self.comment_shape(each) for each in answers[:INCLUDED]]}
        return body


def iso(at: datetime) -> str:
    """YouTube's way to write a time: whole seconds."""
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%S}Z"
