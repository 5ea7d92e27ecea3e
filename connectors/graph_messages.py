"""Private messages at Meta, in Messenger and Instagram alike: as webhooks and conversations tell them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.message import Attachment, Author, CanReply, Happening, Inbound, Kind
from bot.domain.visibility import Visibility
from connectors.bodies import Body, identifier, mapping, moment, objects, string
from connectors.graph_poll import moment_of

WINDOW = timedelta(hours=24)
"""How long after a customer's message an answer may be sent (platform rule)."""

_UNKNOWN = "unknown:"
"""Before the id of a message whose author isn't named: nobody else is taken for the same person."""

_MILLISECONDS = 1_000
_ELSEWHERE = "Another app holds this conversation; take it over there first, or answer there."


@dataclass(frozen=True, slots=True)
class Mailbox:
    """Whose messages these are: `id` names the conversations, `ids` are all by which Meta calls the account."""

    id: str
    ids: frozenset[str]

    def thread_of(self, customer: str) -> str:
        """One conversation for each customer: webhooks don't tell Meta's own name of it."""
        return f"{self.id}:{customer}"


def parse_messaging(entry: Body, mailbox: Mailbox) -> Iterator[Inbound]:
    """The messages of a webhook's entry; those in `standby` belong to another app for now."""
    for event in objects(entry.get("messaging")):
        yield from _event(event, mailbox)
    for event in objects(entry.get("standby")):
        yield from _event(event, mailbox, can_reply=CanReply.NO, can_reply_reason=_ELSEWHERE)


def _event(
    event: Body, mailbox: Mailbox, can_reply: CanReply = CanReply.YES, can_reply_reason: str | None = None
) -> Iterator[Inbound]:
    message = mapping(event.get("message") or event.get("message_edit") or event.get("postback"))
    sender, recipient = (identifier(mapping(event.get(side)).get("id")) for side in ("sender", "recipient"))
    own = message.get("is_echo") is True or sender in mailbox.ids
    customer, at = recipient if own else sender, moment_of(event.get("timestamp"), _MILLISECONDS)
    identity = identifier(message.get("mid"))
    if not identity or not customer or customer in mailbox.ids or at is None:
        return
    happening = _happening(event, message, own=own)
    if own and happening is not Happening.OWN:
        return
    yield Inbound(
        external_id=identity,
        thread_id=mailbox.thread_of(customer),
        author=Author(id=mailbox.id if own else customer),
        addressee_id=customer if own else None,
        created_at=at,
        text=string(message.get("text")) or string(message.get("title")),
        happening=happening,
        kind=Kind.DM,
        visibility=Visibility.DIRECT,
        parent_id=identifier(mapping(message.get("reply_to")).get("mid")) or None,
        attachments=tuple(_attachments(message)),
        can_reply=can_reply,
        can_reply_reason=can_reply_reason,
        window_expires_at=None if own else _window(at),
    )


def _happening(event: Body, message: Body, *, own: bool) -> Happening:
    if message.get("is_deleted") is True:
        return Happening.DELETION
    if "message" not in event and "message_edit" in event:
        return Happening.EDIT
    return Happening.OWN if own else Happening.MESSAGE


def _window(at: datetime) -> datetime | None:
    try:
        return at + WINDOW
    except OverflowError:
        return None


def _attachments(message: Body) -> Iterator[Attachment]:
    # The story that was answered; the text alone often means nothing without it.
    if story := mapping(mapping(message.get("reply_to")).get("story")):
        yield Attachment(type="story", url=string(story.get("url")) or None)
    for each in objects(message.get("attachments")):
        yield Attachment(
            type=string(each.get("type")) or "unknown", url=string(mapping(each.get("payload")).get("url")) or None
        )
    if message.get("is_unsupported") is True:
        yield Attachment(type="unsupported")


def parse_conversation(conversation: Body, mailbox: Mailbox) -> list[Inbound]:
    """The messages of a conversation as it is read; those without a customer or an id are left out."""
    messages = objects(mapping(conversation.get("messages")).get("data"))
    people = [*objects(mapping(conversation.get("participants")).get("data")), *_people(messages)]
    customers = [each for each in people if identifier(each.get("id")) not in {"", *mailbox.ids}]
    customer = customers[0] if customers else mapping(None)
    found = [_message(each, customer, mailbox) for each in messages]
    return [item for item in found if item]


def _people(messages: list[Body]) -> Iterator[Body]:
    for message in messages:
        yield mapping(message.get("from"))
        yield from objects(mapping(message.get("to")).get("data"))


def _message(message: Body, customer: Body, mailbox: Mailbox) -> Inbound | None:
    identity, at = identifier(message.get("id")), moment(message.get("created_time"))
    whose, author = identifier(customer.get("id")), identifier(mapping(message.get("from")).get("id"))
    if not identity or at is None or not whose or not author:
        return None
    own = author in mailbox.ids
    return Inbound(
        external_id=identity,
        thread_id=mailbox.thread_of(whose),
        author=Author(id=mailbox.id) if own else person(customer),
        addressee_id=whose if own else None,
        created_at=at,
        text=string(message.get("message")),
        happening=Happening.OWN if own else Happening.MESSAGE,
        kind=Kind.DM,
        visibility=Visibility.DIRECT,
        attachments=tuple(_files(message)),
        window_expires_at=None if own else _window(at),
    )


def person(told: Body) -> Author:
    """Somebody as Meta tells of them: a name on Facebook, a user name on Instagram, or neither."""
    return Author(
        id=identifier(told.get("id")),
        handle=string(told.get("username")) or None,
        name=string(told.get("name")) or None,
    )


def is_unknown(author_id: str) -> bool:
    """Whether Meta didn't say who wrote this."""
    return author_id.startswith(_UNKNOWN)


def author_of(told: Body, identity: str) -> Author:
    """Who wrote the message with this id; without the permission for it Meta names nobody."""
    author = person(told)
    return author if author.id else Author(id=_UNKNOWN + identity, handle=author.handle, name=author.name)


def _files(message: Body) -> Iterator[Attachment]:
    for each in objects(mapping(message.get("attachments")).get("data")):
        kind = string(each.get("mime_type")).partition("/")[0] or "file"
        places = (string(mapping(each.get(key)).get("url")) for key in ("image_data", "video_data"))
        url = next((place for place in places if place), string(each.get("file_url")))
        yield Attachment(type=kind, url=url or None)
