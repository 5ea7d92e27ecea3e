"""Bluesky's bodies as Ascolto's messages. Pure; anything unknown, missing or broken is left out, never raised."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from bot.domain.message import Attachment, Author, CanReply, Happening, Inbound, Kind
from bot.domain.visibility import Visibility
from connectors.bluesky_api import Brand
from connectors.bluesky_names import POST, PostName, owner, version
from connectors.bluesky_text import hidden_links, mentioned
from connectors.bodies import Body, mapping, moment, objects, string, strings

REASONS = ("mention", "reply", "quote")
"""Why a notification is about a message; likes, follows and the rest are not."""

CHAT_PREFIX = "chat:"

_BLOCKED = "There is a block between the author and the account, so Bluesky shows neither to the other."
_CLOSED = "The author lets only some people answer this thread, and the account is not among them."
_NOT_CALLED = "The author answers somebody else in a thread that the account takes part in."
_EPOCH = datetime.fromtimestamp(0, UTC)
_TAKEN = {"app.bsky.embed.images": "photo", "app.bsky.embed.video": "video"}


def parse_notifications(body: Body, brand: Brand) -> list[Inbound]:
    """The mentions, replies and quotes in a page, each post once."""
    told = [each for each in objects(body.get("notifications")) if each.get("reason") in REASONS]
    return _once(parse_post(each, brand, called=each.get("reason") == "mention") for each in told)


def parse_own_records(body: Body, brand: Brand) -> list[Inbound]:
    """The account's own posts in a page of its records."""
    author = {"did": brand.did, "handle": brand.handle}
    records = objects(body.get("records"))
    return _once(parse_post({**each, "record": each.get("value"), "author": author}, brand) for each in records)


def _once(found: Iterable[Inbound | None]) -> list[Inbound]:
    # Bluesky tells of each post once; of two, the one that says it is for the brand is right.
    by_id: dict[str, Inbound] = {}
    for item in found:
        if item and (item.addressed or item.external_id not in by_id):
            by_id[item.external_id] = item
    return list(by_id.values())


def parse_post(view: Body, brand: Brand, *, called: bool = False) -> Inbound | None:
    """One post as a notification, a view or an own record shows it; None for what is no post.

    `called`: the platform itself says that the post mentions the account.
    """
    name, record = PostName.read(string(view.get("uri"))), mapping(view.get("record"))
    author = mapping(view.get("author"))
    if name is None or string(record.get("$type")) not in ("", POST) or string(author.get("did")) != name.did:
        return None
    parent, root = answered(record)
    quoted, own = quoted_post(record), name.did == brand.did
    addressed = called or brand.did in (*mentioned(record), owner(parent or quoted), owner(quoted))
    can_reply, reason = _permission(view, author, addressed=addressed)
    return Inbound(
        external_id=str(name),
        version_id=version(str(name), string(view.get("cid"))),
        thread_id=root or str(name),
        root_id=root or None,
        parent_id=parent or (quoted or None if own else None),
        addressee_id=owner(parent or quoted) if own else None,
        author=author_of(author),
        created_at=moment(view.get("indexedAt")) or moment(record.get("createdAt")) or _EPOCH,
        text=string(record.get("text")),
        happening=Happening.OWN if own else Happening.MESSAGE,
        kind=Kind.REPLY if parent else Kind.MENTION,
        visibility=Visibility.PUBLIC,
        lang=_language(record),
        attachments=tuple(_attachments(record)),
        can_reply=CanReply.YES if own else can_reply,
        can_reply_reason=None if own else reason,
        addressed=not own and addressed,
    )


def answered(record: Body) -> tuple[str, str]:
    """The addresses of the post that a record answers and of the thread's first, empty unless both are posts."""
    reply = mapping(record.get("reply"))
    parent, root = (string(mapping(reply.get(key)).get("uri")) for key in ("parent", "root"))
    return (parent, root) if PostName.read(parent) and PostName.read(root) else ("", "")


def quoted_post(record: Body) -> str:
    """The address of the post that a record shows within itself, or an empty one."""
    embed = mapping(record.get("embed"))
    inner = mapping(embed.get("record"))
    uri = string(inner.get("uri")) or string(mapping(inner.get("record")).get("uri"))
    return uri if PostName.read(uri) else ""


def author_of(profile: Body) -> Author:
    """A person with the handle of today, and whether the account calls itself a machine."""
    did = string(profile.get("did"))
    labels = objects(profile.get("labels"))
    return Author(
        id=did,
        handle=string(profile.get("handle")) or None,
        name=string(profile.get("displayName")) or None,
        is_bot=any(label.get("val") == "bot" and label.get("src") == did for label in labels),
    )


def is_blocked(viewer: Body) -> bool:
    """Whether either of the two has shut the other out."""
    return viewer.get("blockedBy") is True or any(viewer.get(key) for key in ("blocking", "blockingByList"))


def _permission(view: Body, author: Body, *, addressed: bool) -> tuple[CanReply, str | None]:
    if is_blocked(mapping(author.get("viewer"))):
        return CanReply.NO, _BLOCKED
    if mapping(view.get("viewer")).get("replyDisabled") is True:
        return CanReply.NO, _CLOSED
    return CanReply.YES, None if addressed else _NOT_CALLED


def _language(record: Body) -> str | None:
    told = next(iter(strings(record.get("langs"))), "").partition("-")[0].lower()
    return told if told.isascii() and told.isalpha() and 2 <= len(told) <= 3 else None


def _attachments(record: Body) -> Iterator[Attachment]:
    embed = mapping(record.get("embed"))
    media = mapping(embed.get("media")) or embed
    kind = string(media.get("$type"))
    if kind in _TAKEN:
        yield from [Attachment(type=_TAKEN[kind])] * (len(objects(media.get("images"))) or 1)
    card = string(mapping(media.get("external")).get("uri"))
    if card.startswith(("https://", "http://")):
        yield Attachment(type="link", url=card)
    if quoted := PostName.read(quoted_post(record)):
        yield Attachment(type="quote", url=quoted.page)
    for uri in dict.fromkeys(hidden_links(record)):
        if uri != card:
            yield Attachment(type="link", url=uri)


def parse_message(conversation: str, message: Body, people: dict[str, Author], brand: Brand) -> Inbound | None:
    """One private message; `people` are the conversation's members by DID. None for what nobody wrote."""
    identity, sender = string(message.get("id")), string(mapping(message.get("sender")).get("did"))
    if not conversation or not identity or not sender or "text" not in message:
        return None
    own, others = sender == brand.did, [did for did in people if did != brand.did]
    return Inbound(
        external_id=f"{CHAT_PREFIX}{conversation}/{identity}",
        thread_id=conversation,
        addressee_id=others[0] if own and len(others) == 1 else None,
        author=people.get(sender) or Author(id=sender),
        created_at=moment(message.get("sentAt")) or _EPOCH,
        text=string(message.get("text")),
        happening=Happening.OWN if own else Happening.MESSAGE,
        kind=Kind.DM,
        visibility=Visibility.DIRECT,
        attachments=tuple(_attachments(message)),
        addressed=not own,
    )
