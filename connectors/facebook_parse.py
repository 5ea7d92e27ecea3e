"""Facebook's posts, comments and webhooks as Ascolto's messages. Pure; what is unknown or broken is left out."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.domain.message import Attachment, Author, Happening, Inbound, Kind
from connectors.bodies import Body, identifier, mapping, moment, objects, string
from connectors.graph_messages import Mailbox, author_of, parse_messaging
from connectors.graph_poll import moment_of
from connectors.graph_text import version_of
from connectors.graph_webhooks import changes_of

_EPOCH = datetime.fromtimestamp(0, UTC)

_HAPPENINGS = {
    "add": Happening.MESSAGE,
    "edit": Happening.EDIT,
    "edited": Happening.EDIT,
    "remove": Happening.DELETION,
}
"""Verbs of a webhook. Hiding and showing again is moderation by the page: the customer said nothing and still waits."""

_POSTS = frozenset({"post", "status", "photo", "video", "share", "link", "note", "album"})


@dataclass(frozen=True, slots=True)
class Page:
    """The page that listens."""

    id: str

    @property
    def mailbox(self) -> Mailbox:
        """Its Messenger conversations."""
        return Mailbox(self.id, frozenset({self.id}))


def parse_post(post: Body, page: Page) -> Inbound | None:
    """A visitor's post on the page, or one that tags it; None for the page's own, which answer nobody."""
    identity, at = identifier(post.get("id")), moment(post.get("created_time"))
    if not identity or at is None:
        return None
    author, text = author_of(mapping(post.get("from")), identity), string(post.get("message"))
    if author.id == page.id:
        return None
    return Inbound(
        external_id=identity,
        version_id=version_of(identity, text),
        thread_id=identity,
        root_id=identity,
        author=author,
        created_at=at,
        text=text,
        kind=Kind.MENTION,
        attachments=tuple(_attachments(objects(mapping(post.get("attachments")).get("data")))),
    )


def parse_comment(comment: Body, post_id: str, page: Page) -> Inbound | None:
    """A comment at any level under a post."""
    identity, at = identifier(comment.get("id")), moment(comment.get("created_time"))
    if not identity or at is None:
        return None
    author, text = author_of(mapping(comment.get("from")), identity), string(comment.get("message"))
    own, parent = author.id == page.id, mapping(comment.get("parent"))
    return Inbound(
        external_id=identity,
        version_id=version_of(identity, text),
        thread_id=post_id,
        root_id=post_id,
        parent_id=identifier(parent.get("id")) or post_id,
        author=author,
        created_at=at,
        text=text,
        happening=Happening.OWN if own else Happening.MESSAGE,
        kind=Kind.COMMENT,
        attachments=tuple(_attachments([mapping(comment.get("attachment"))])),
        addressed=not own and _is_addressed(parent, author, page),
    )


def _is_addressed(parent: Body, author: Author, page: Page) -> bool:
    """Under another customer's comment people talk among themselves; one's own thread is still with the page."""
    answered = identifier(mapping(parent.get("from")).get("id"))
    return answered in ("", page.id, author.id)


def _attachments(found: list[Body]) -> Iterator[Attachment]:
    for each in found:
        if each:
            image = string(mapping(mapping(each.get("media")).get("image")).get("src"))
            yield Attachment(type=string(each.get("type")) or "unknown", url=image or string(each.get("url")) or None)


def parse_entry(entry: Body, page: Page) -> list[Inbound]:
    """Everything in one entry of a webhook: changes, messages, or both."""
    told = {"feed": _parse_feed, "mention": _parse_mention}
    found = [
        item
        for change in changes_of(entry)
        if (parse := told.get(string(change.get("field")))) and (item := parse(mapping(change.get("value")), page))
    ]
    return [*found, *parse_messaging(entry, page.mailbox)]


def _parse_feed(value: Body, page: Page) -> Inbound | None:
    item = string(value.get("item"))
    if item == "comment":
        return _told(value, page, identifier(value.get("comment_id")), mapping(value.get("from")), Kind.COMMENT)
    if item in _POSTS:
        return _told(value, page, identifier(value.get("post_id")), mapping(value.get("from")), Kind.MENTION)
    return None


def _parse_mention(value: Body, page: Page) -> Inbound | None:
    identity = identifier(value.get("comment_id")) or identifier(value.get("post_id"))
    sender = {"id": value.get("sender_id"), "name": value.get("sender_name")}
    return _told(value, page, identity, sender, Kind.MENTION)


def _told(value: Body, page: Page, identity: str, sender: Body, kind: Kind) -> Inbound | None:
    happening, post = _HAPPENINGS.get(string(value.get("verb"))), identifier(value.get("post_id"))
    if not identity or happening is None:
        return None
    author, text = author_of(sender, identity), string(value.get("message"))
    own = author.id == page.id
    if own and (identity == post or happening is Happening.DELETION):
        return None
    happening = Happening.OWN if own else happening
    return Inbound(
        external_id=identity,
        version_id=None if happening is Happening.DELETION else version_of(identity, text),
        thread_id=post or identity,
        root_id=post or identity,
        parent_id=identifier(value.get("parent_id")) or (post if post != identity else None) or None,
        author=author,
        created_at=moment_of(value.get("created_time")) or _EPOCH,
        text="" if happening is Happening.DELETION else text,
        happening=happening,
        kind=kind,
        attachments=tuple(_linked(value)),
        addressed=not own,
    )


def _linked(value: Body) -> Iterator[Attachment]:
    for key in ("photo", "video", "link"):
        if url := string(value.get(key)):
            yield Attachment(type=key, url=url)
