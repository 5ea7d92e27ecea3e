"""YouTube's comments as Ascolto's messages. Pure; anything unknown, missing or broken is left out, never raised."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.domain.message import Author, CanReply, Happening, Inbound, Kind
from connectors.bodies import Body, identifier, mapping, moment, objects, string

_CALLED = re.compile(r"\s*(@[^\s,:]+)")
_VERSION = " "
"""Stands between an id and the time of an edit; no id has one."""


@dataclass(frozen=True, slots=True)
class Brand:
    """The channel that listens."""

    id: str
    handle: str


def comment_id(version: str) -> str:
    """The id of the comment that a version belongs to."""
    return version.partition(_VERSION)[0]


def version_of(comment: Body) -> str:
    """The id, with the time of the edit when there was one: an edit keeps the id."""
    identity, told = identifier(comment.get("id")), mapping(comment.get("snippet"))
    published, updated = moment(told.get("publishedAt")), moment(told.get("updatedAt"))
    edited = published and updated and updated > published
    return f"{identity}{_VERSION}{updated.isoformat()}" if edited and updated else identity


def parent_of(comment: Body) -> str:
    """The comment at the top of the thread, an empty text for that one itself."""
    return identifier(mapping(comment.get("snippet")).get("parentId"))


def author_of(comment: Body) -> Author:
    """Who wrote it; a channel that is gone is nobody else's."""
    told = mapping(comment.get("snippet"))
    name = string(told.get("authorDisplayName"))
    identity = identifier(mapping(told.get("authorChannelId")).get("value"))
    return Author(
        id=identity or f"author of {identifier(comment.get('id'))}",
        handle=name.removeprefix("@") or None if name.startswith("@") else None,
        name=name or None,
    )


def text_of(comment: Body) -> str:
    """What was written; the original is told only to its author."""
    told = mapping(comment.get("snippet"))
    return string(told.get("textOriginal")) or string(told.get("textDisplay"))


def published(comment: Body) -> datetime:
    """When it was written, or the beginning of time."""
    told = mapping(comment.get("snippet"))
    return moment(told.get("publishedAt")) or moment(told.get("updatedAt")) or datetime.fromtimestamp(0, UTC)


def included_replies(thread: Body) -> list[Body]:
    """The answers that a thread brings along: five at most, whatever their number."""
    return objects(mapping(thread.get("replies")).get("comments"))


def reply_count(thread: Body) -> int:
    """How many answers there are."""
    count = mapping(thread.get("snippet")).get("totalReplyCount")
    return count if isinstance(count, int) and count > 0 else 0


def top_of(thread: Body) -> Body:
    """The comment that began a thread."""
    return mapping(mapping(thread.get("snippet")).get("topLevelComment"))


def parse_thread(thread: Body, replies: Iterable[Body], brand: Brand) -> Iterator[Inbound]:
    """Everything said in a thread, oldest first."""
    closed = mapping(thread.get("snippet")).get("canReply") is False
    told = {identifier(each.get("id")): each for each in (top_of(thread), *replies) if identifier(each.get("id"))}
    comments = sorted(told.values(), key=published)
    for place, comment in enumerate(comments):
        yield parse_comment(comment, brand, comments[:place], closed=closed)


def parse_comment(comment: Body, brand: Brand, before: Sequence[Body] = (), *, closed: bool = False) -> Inbound:
    """One comment; `before`: what was said in its thread earlier. `closed`: nobody can answer there."""
    author, identity, parent, version = author_of(comment), identifier(comment.get("id")), parent_of(comment), ""
    own, version = author.id == brand.id, version_of(comment)
    edited = version != identity
    answered = _answered(comment, before) if own else None
    return Inbound(
        external_id=identity,
        version_id=version if edited else None,
        thread_id=parent or identity,
        root_id=parent or identity,
        parent_id=(identifier(answered.get("id")) if answered else parent) or None,
        addressee_id=author_of(answered).id if answered else None,
        author=author,
        created_at=published(comment),
        text=text_of(comment),
        happening=Happening.OWN if own else Happening.EDIT if edited else Happening.MESSAGE,
        kind=Kind.REPLY if parent else Kind.COMMENT,
        can_reply=CanReply.NO if closed else CanReply.YES,
        can_reply_reason="YouTube takes no answers in this thread." if closed else None,
        addressed=not own and _is_addressed(comment, brand),
    )


def _called(comment: Body) -> str:
    found = _CALLED.match(text_of(comment))
    return found[1].lower() if found else ""


def _answered(comment: Body, before: Sequence[Body]) -> Body | None:
    """Whom an own answer speaks to: YouTube has one level of answers, so a handle in front says it."""
    called = _called(comment)
    same = [each for each in before if called and f"@{author_of(each).handle}".lower() == called]
    top = [each for each in before if not parent_of(each)]
    return next(iter([*reversed(same), *top]), None)


def _is_addressed(comment: Body, brand: Brand) -> bool:
    called = _called(comment)
    return not (parent_of(comment) and called and brand.handle) or called == brand.handle.lower()
