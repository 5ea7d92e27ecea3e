"""Instagram's comments, mentions and webhooks as Ascolto's messages. Pure; what is unknown or broken is left out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.domain.message import Attachment, Happening, Inbound, Kind
from connectors.bodies import Body, identifier, mapping, moment, objects, string
from connectors.graph_messages import Mailbox, author_of, parse_messaging
from connectors.graph_poll import moment_of
from connectors.graph_text import version_of
from connectors.graph_webhooks import changes_of

MENTION = "mention:"
"""Before the ids of somebody else's post, and of the comment under it, in which the account is named."""

_EPOCH = datetime.fromtimestamp(0, UTC)
_MENTION_ID = re.compile(rf"{MENTION}(\d{{1,30}})(?:/(\d{{1,30}}))?")
_SECONDS_UNTIL = 100_000_000_000
"""Entries tell their time in seconds, those with messages in milliseconds; seconds reach this in the year 5138."""


@dataclass(frozen=True, slots=True)
class Account:
    """The professional account that listens, and the page it is linked to, if any."""

    id: str
    page_id: str = ""

    @property
    def mailbox(self) -> Mailbox:
        """Its direct messages."""
        return Mailbox(self.id, frozenset({self.id, *filter(None, [self.page_id])}))


@dataclass(frozen=True, slots=True)
class Mention:
    """Where the account is named: in a caption, or in a comment when there is one."""

    media: str
    comment: str

    @classmethod
    def read(cls, identity: str) -> "Mention | None":
        """From the id of a message; None for what is no mention."""
        found = _MENTION_ID.fullmatch(identity)
        return cls(found[1], found[2] or "") if found else None

    def __str__(self) -> str:
        return f"{MENTION}{self.media}/{self.comment}" if self.comment else f"{MENTION}{self.media}"


def parse_comment(comment: Body, media: str, account: Account, above: Body | None = None) -> Inbound | None:
    """A comment, or with `above` an answer to that one. `media`: the id of the post that both stand under."""
    identity, at = identifier(comment.get("id")), moment(comment.get("timestamp"))
    if not identity or at is None:
        return None
    author, text = author_of(mapping(comment.get("from")), identity), string(comment.get("text"))
    own, parent = author.id == account.id, identifier(mapping(above).get("id")) or identifier(comment.get("parent_id"))
    answered = identifier(mapping(mapping(above).get("from")).get("id"))
    return Inbound(
        external_id=identity,
        version_id=version_of(identity, text),
        thread_id=media,
        root_id=media,
        parent_id=parent or media,
        author=author,
        created_at=at,
        text=text,
        happening=Happening.OWN if own else Happening.MESSAGE,
        kind=Kind.COMMENT,
        # Below another customer's comment people talk among themselves, unless they name somebody first.
        addressed=not own and (answered in ("", account.id, author.id) or text.startswith("@")),
    )


def parse_comments(page: Body, media: str, account: Account) -> Iterator[Inbound]:
    """A page of comments with the answers that come along."""
    for comment in objects(page.get("data")):
        if item := parse_comment(comment, media, account):
            yield item
        for answer in objects(mapping(comment.get("replies")).get("data")):
            if item := parse_comment(answer, media, account, comment):
                yield item


def parse_entry(entry: Body, account: Account) -> list[Inbound]:
    """Everything in one entry of a webhook, in either of Meta's two envelopes."""
    at = _time_of(entry)
    told = {"comments": _parse_told_comment, "mentions": _parse_told_mention}
    found: list[Inbound | None] = []
    for change in changes_of(entry):
        if parse := told.get(string(change.get("field"))):
            found.append(parse(mapping(change.get("value")), at, account))
    return [*(item for item in found if item), *parse_messaging(entry, account.mailbox)]


def _time_of(entry: Body) -> datetime:
    told = entry.get("time")
    in_milliseconds = isinstance(told, int) and told > _SECONDS_UNTIL
    return moment_of(told, 1_000 if in_milliseconds else 1) or _EPOCH


def _parse_told_comment(value: Body, at: datetime, account: Account) -> Inbound | None:
    """Comments carry no time of their own and no verb: edits and deletions are not told of."""
    media = identifier(mapping(value.get("media")).get("id"))
    # Only a comment that comes along can say what it answers by its author; a bare id tells nothing.
    return parse_comment({**value, "timestamp": at.isoformat()}, media, account) if media else None


def _parse_told_mention(value: Body, at: datetime, account: Account) -> Inbound | None:
    """Only ids are told; the words are read later and come as an edit."""
    del account
    mention = Mention(identifier(value.get("media_id")), identifier(value.get("comment_id")))
    if Mention.read(str(mention)) is None:
        return None
    return Inbound(
        external_id=str(mention),
        thread_id=mention.media,
        author=author_of({}, str(mention)),
        created_at=at,
        kind=Kind.MENTION,
        attachments=(Attachment(type="mention"),),
    )


def parse_mention(told: Body, mention: Mention) -> Inbound | None:
    """The words of a mention, as they were read; None when Instagram showed nothing."""
    found = mapping(told.get("mentioned_comment" if mention.comment else "mentioned_media"))
    at = moment(found.get("timestamp"))
    if at is None:
        return None
    text = string(found.get("text" if mention.comment else "caption"))
    writer = mapping(found.get("from")) or {"id": None, "username": found.get("username")}
    return Inbound(
        external_id=str(mention),
        version_id=version_of(str(mention), text),
        thread_id=mention.media,
        author=author_of(writer, str(mention)),
        created_at=at,
        text=text,
        kind=Kind.MENTION,
    )
