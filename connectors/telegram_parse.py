"""The Bot API's updates as Ascolto's messages. Pure; anything unknown, missing or broken is left out, never raised."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.domain.message import Attachment, Author, Happening, Inbound, Kind
from bot.domain.visibility import Visibility
from connectors.bodies import Body, epoch, identifier, mapping, objects, string

_HEARD = {"message": Happening.MESSAGE, "edited_message": Happening.EDIT}

_MEDIA = (
    "photo",
    "video",
    "animation",
    "audio",
    "voice",
    "video_note",
    "document",
    "sticker",
    "venue",
    "location",
    "contact",
    "poll",
    "dice",
)
"""What a message may carry; where a body has two of them, like `animation` and `document`, the first one says it."""

_STARTED = "/start"
"""What the app sends when somebody presses Start; nobody's words."""


@dataclass(frozen=True, slots=True)
class Brand:
    """The bot that listens, and the ids of people who speak for the brand in groups."""

    id: str
    username: str
    colleagues: frozenset[str] = frozenset()


def update_id(update: Body) -> int | None:
    """The number of an update, by which they are ordered; None for what is no update."""
    number = update.get("update_id")
    return number if isinstance(number, int) and not isinstance(number, bool) and number >= 0 else None


def parse_update(update: Body, brand: Brand) -> Inbound | None:
    """A message or an edit that speaks to the bot, or a colleague's answer; None for anything else."""
    for name, happening in _HEARD.items():
        if message := mapping(update.get(name)):
            return _parse(message, brand, happening)
    return None


def _parse(message: Body, brand: Brand, happening: Happening) -> Inbound | None:
    chat = mapping(message.get("chat"))
    place, number, author = identifier(chat.get("id")), identifier(message.get("message_id")), _author(message)
    private, answered = chat.get("type") == "private", _answered(message)
    own = author.id == brand.id or (not private and author.id in brand.colleagues)
    attachments = tuple(Attachment(type=kind) for kind in _MEDIA if message.get(kind))[:1]
    said = text_of(message, brand)
    if not (place and number and author.id) or not (said or attachments) or (private and said == _STARTED):
        return None
    if not (private or own or _speaks_to(message, answered, brand)):
        return None
    return Inbound(
        external_id=f"{place}/{number}",
        thread_id=_thread(place, message),
        parent_id=f"{place}/{identifier(answered.get('message_id'))}" if answered else None,
        addressee_id=_addressee(answered, brand) if own else None,
        author=author,
        created_at=epoch(message.get("date")) or datetime.fromtimestamp(0, UTC),
        text=said,
        happening=Happening.OWN if own else happening,
        kind=_kind(answered, brand, private=private),
        visibility=_visibility(chat, private=private),
        lang=string(mapping(message.get("from")).get("language_code")) or None,
        attachments=attachments,
        addressed=not own,
    )


def _author(message: Body) -> Author:
    # Whoever speaks for a group or a channel has a stand-in for a sender.
    chat, person = mapping(message.get("sender_chat")), mapping(message.get("from"))
    if chat:
        return Author(id=identifier(chat.get("id")), handle=_told(chat, "username"), name=_told(chat, "title"))
    names = " ".join(part for key in ("first_name", "last_name") if (part := string(person.get(key)).strip()))
    return Author(
        id=identifier(person.get("id")),
        handle=_told(person, "username"),
        name=names or None,
        is_bot=person.get("is_bot") is True,
    )


def _addressee(answered: Body, brand: Brand) -> str | None:
    author = _author(answered).id
    return author if author and author not in {brand.id, *brand.colleagues} else None


def _told(body: Body, key: str) -> str | None:
    return string(body.get(key)) or None


def _answered(message: Body) -> Body:
    """The message answered; what stands at the head of a forum's topic is none."""
    answered = mapping(message.get("reply_to_message"))
    return {} if "forum_topic_created" in answered or not identifier(answered.get("message_id")) else answered


def _thread(place: str, message: Body) -> str:
    topic = identifier(message.get("message_thread_id")) if message.get("is_topic_message") is True else ""
    return f"{place}/{topic}" if topic else place


def _kind(answered: Body, brand: Brand, *, private: bool) -> Kind:
    if private:
        return Kind.DM
    return Kind.REPLY if _author(answered).id == brand.id else Kind.MENTION


def _visibility(chat: Body, *, private: bool) -> Visibility:
    """A group without a public name is not listed, but strangers to the customer read it all the same."""
    if private:
        return Visibility.DIRECT
    return Visibility.PUBLIC if string(chat.get("username")) else Visibility.UNLISTED


def _speaks_to(message: Body, answered: Body, brand: Brand) -> bool:
    if _author(answered).id == brand.id:
        return True
    name = f"@{brand.username}".lower()
    return any(
        identifier(mapping(entity.get("user")).get("id")) == brand.id or words.lower().endswith(name)
        for entity, words, _ in _entities(message)
        if entity.get("type") in ("mention", "text_mention", "bot_command")
    )


def text_of(message: Body, brand: Brand) -> str:
    """What was written, with hidden addresses in brackets and without the bot's name at its beginning."""
    raw = _raw(message)
    for entity, _, end in sorted(_entities(message), key=lambda each: each[2], reverse=True):
        if entity.get("type") == "text_link" and (url := string(entity.get("url"))):
            raw = raw[:end] + _utf16(f" ({url})") + raw[end:]
    whole = raw.decode("utf-16-le", "replace")
    said = re.sub(rf"\A@{re.escape(brand.username)}\b[,:]?\s*", "", whole, flags=re.IGNORECASE)
    return (said or whole).strip()


def _raw(message: Body) -> bytes:
    return _utf16(string(message.get("text")) or string(message.get("caption")))


def _utf16(text: str) -> bytes:
    return text.encode("utf-16-le", "surrogatepass")


def _entities(message: Body) -> Iterator[tuple[Body, str, int]]:
    """What Telegram marked in a text: the mark, its words, and the byte where it ends in UTF-16, its unit of count."""
    raw = _raw(message)
    for entity in objects(message.get("entities" if message.get("text") else "caption_entities")):
        start, length = entity.get("offset"), entity.get("length")
        if isinstance(start, int) and isinstance(length, int) and 0 <= start < start + length <= len(raw) // 2:
            end = 2 * (start + length)
            yield entity, raw[2 * start : end].decode("utf-16-le", "replace"), end
