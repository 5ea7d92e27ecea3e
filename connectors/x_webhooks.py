"""X's Activity webhooks of one account: the challenge, the signature, and the events as messages."""

import base64
import hashlib
import hmac
import json
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from bot.domain.clock import Clock
from bot.domain.message import Attachment, Author, CanReply, Inbound, Kind
from bot.domain.visibility import Visibility
from connectors.base import Handshake, NotGenuine
from connectors.x_address import Brand
from connectors.x_json import Body, identifier, is_number, mapping, moment, objects, snowflake_time, string
from connectors.x_parse import parse_messages, parse_posts, references

SIGNATURE = "x-twitter-webhooks-signature"

_TOKEN = re.compile(r"[\w.~+/=:-]{1,512}", re.ASCII)
"""What a challenge may be made of. We sign it with the key that signs events, for anybody who asks: a challenge that
could be an event, which begins with a brace, would let a stranger have one signed.
"""

_ENCRYPTED = (
    "This conversation is encrypted: X shows it to no program, so a person has to read and answer it in the X app."
)
_MESSAGES = "https://x.com/messages"


class XWebhooks:
    """See `Webhooks`. X gives its signatures no time, so an old call is told by the ids of its messages."""

    def __init__(self, consumer_secret: str, brand: Brand, clock: Clock) -> None:
        self._secret = consumer_secret.encode()
        self._brand = brand
        self._clock = clock

    def handshake(self, query: Mapping[str, str]) -> Handshake:
        """The answer to X's challenge-response check."""
        token = query.get("crc_token", "")
        if not _TOKEN.fullmatch(token):
            raise NotGenuine("This is no challenge of X: it needs a crc_token of letters and digits.")
        answer = json.dumps({"response_token": self._signature(token.encode())})
        return Handshake(answer, "application/json")

    def verify(self, headers: Mapping[str, str], body: bytes) -> None:
        """Raises `NotGenuine` unless X signed these very bytes with the app's consumer secret."""
        shown = headers.get(SIGNATURE)
        if not shown:
            raise NotGenuine(f"The call has no {SIGNATURE}.")
        if not hmac.compare_digest(shown.strip().encode("utf-8", "replace"), self._signature(body).encode()):
            raise NotGenuine("The signature is not X's for this body; is consumer_secret that of the right app?")

    def parse(self, body: bytes) -> Sequence[Inbound]:
        """The messages in a call; events of other accounts and of kinds that hold no message are left out."""
        try:
            told = mapping(json.loads(body)).get("data")
        except (ValueError, RecursionError):
            return ()
        events = objects(told) or [mapping(told)]
        heard = {item.external_id: item for event in events if self._is_ours(event) for item in self._read(event)}
        return sorted(heard.values(), key=lambda item: item.created_at)

    def _is_ours(self, event: Body) -> bool:
        return identifier(mapping(event.get("filter")).get("user_id")) in ("", self._brand.id)

    def _read(self, event: Body) -> list[Inbound]:
        read = _READERS.get(string(event.get("event_type")))
        return read(event, self._brand, self._clock()) if read else []

    def _signature(self, signed: bytes) -> str:
        return "sha256=" + base64.b64encode(hmac.digest(self._secret, signed, hashlib.sha256)).decode()


def _post(event: Body, brand: Brand, now: datetime) -> list[Inbound]:
    del now
    return parse_posts({"data": event.get("payload"), "includes": event.get("includes")}, brand)


def _reply(event: Body, brand: Brand, now: datetime) -> list[Inbound]:
    # X sends this event only for answers to posts of the account, whatever fields come with it.
    payload = mapping(event.get("payload"))
    answered = identifier(payload.get("in_reply_to_user_id")) or brand.id
    return _post({**event, "payload": {**payload, "in_reply_to_user_id": answered}}, brand, now)


def _quote(event: Body, brand: Brand, now: datetime) -> list[Inbound]:
    # And this one only for quotes of its posts.
    quoted = references(mapping(event.get("payload"))).get("quoted", "")
    included = mapping(event.get("includes"))
    posts = [{"id": quoted, "author_id": brand.id}, *objects(included.get("posts"))]
    return _post({**event, "includes": {**included, "posts": posts}}, brand, now)


def _message(event: Body, brand: Brand, now: datetime) -> list[Inbound]:
    """Private messages keep the shape of X's first API; they become what polling gives, under the same ids."""
    del now
    payload = mapping(event.get("payload"))
    people = [mapping(mapping(each).get("data")) for each in mapping(payload.get("users")).values()]
    told = [each for each in objects(payload.get("direct_message_events")) if each.get("type") == "message_create"]
    shaped = [one for each in told if (one := _as_polled(each, brand))]
    media = [found for each in told if (found := _media(each))]
    return parse_messages({"data": shaped, "includes": {"users": people, "media": media}}, brand)


def _as_polled(event: Body, brand: Brand) -> Body | None:
    created = mapping(event.get("message_create"))
    sender = identifier(created.get("sender_id"))
    recipient = identifier(mapping(created.get("target")).get("recipient_id"))
    conversation = identifier(event.get("dm_conversation_id"))
    if not conversation:
        if brand.id not in (sender, recipient) or not (is_number(sender) and is_number(recipient)):
            return None
        conversation = "-".join(sorted((sender, recipient), key=int))
    data, found = mapping(created.get("message_data")), _media(event)
    return {
        "id": identifier(event.get("id")),
        "event_type": "MessageCreate",
        "sender_id": sender,
        "dm_conversation_id": conversation,
        "text": string(data.get("text")),
        "attachments": {"media_keys": [found["media_key"]]} if found else {},
    }


def _media(event: Body) -> dict[str, str] | None:
    attached = mapping(mapping(mapping(event.get("message_create")).get("message_data")).get("attachment"))
    media = mapping(attached.get("media"))
    key = identifier(media.get("id"))
    told = {"type": string(media.get("type")), "url": string(media.get("media_url_https"))}
    return {"media_key": key, **told} if key else None


def _encrypted(event: Body, brand: Brand, now: datetime) -> list[Inbound]:
    """Nobody but the app can read it, and still somebody waits for an answer: a person is told where to look."""
    payload = mapping(event.get("payload"))
    event_id, sender = identifier(event.get("event_uuid")), identifier(payload.get("sender_id"))
    if not event_id or sender == brand.id:
        return []
    conversation = identifier(payload.get("conversation_id")) or sender or event_id
    return [
        Inbound(
            external_id=f"chat:{identifier(payload.get('id')) or event_id}",
            thread_id=f"chat:{conversation}",
            author=Author(id=sender or "unknown"),
            created_at=moment(payload.get("created_at")) or snowflake_time(event_id) or now,
            kind=Kind.DM,
            visibility=Visibility.DIRECT,
            attachments=(Attachment(type="encrypted chat", url=_MESSAGES),),
            can_reply=CanReply.HUMAN_ONLY,
            can_reply_reason=_ENCRYPTED,
            link=_MESSAGES,
        )
    ]


_READERS: dict[str, Callable[[Body, Brand, datetime], list[Inbound]]] = {
    "post.mention.create": _post,
    "post.reply.create": _reply,
    "post.quote.create": _quote,
    "dm.received": _message,
    "dm.sent": _message,
    "chat.received": _encrypted,
}
