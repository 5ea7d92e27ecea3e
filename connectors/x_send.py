"""Sending an approved reply on X once, and looking for one whose outcome is unknown."""

import re
import unicodedata
from functools import partial

from bot.domain.approval import ApprovedReply, Letter
from bot.domain.clock import Clock
from bot.domain.length import measure
from bot.domain.limits import Length
from bot.domain.message import Kind
from bot.domain.visibility import Visibility
from connectors.base import OutcomeUnknown, Receipt, Refused, Unavailable
from connectors.limits import X
from connectors.x_address import Brand, leading_handles
from connectors.x_api import Endpoints
from connectors.x_json import (
    Body,
    identifier,
    is_number,
    mapping,
    moment,
    objects,
    snowflake_time,
    string,
)
from connectors.x_parse import DM_PREFIX, history_of, references, unescape, whole_text
from connectors.x_reads import PAGE, Reads, every_page

TIMELINE_DEPTH = 3_200
"""Own posts that X lets a program look back on (platform fact)."""

_CONVERSATION = re.compile(r"\d{1,19}(?:-\d{1,19})?", re.ASCII)
_CASHTAG = re.compile(r"(?<![\w$])\$[A-Za-z]{1,6}(?:[._][A-Za-z]{1,2})?(?!\w)")


def is_message(letter: Letter) -> bool:
    """Whether this answers a direct message."""
    return letter.kind is Kind.DM


def check_sendable(letter: Letter) -> None:
    """Raise `Refused` for what X would surely refuse, or show to more people than asked, before any call."""
    if is_message(letter):
        _check_address(
            letter.visibility is Visibility.DIRECT, "An answer to a direct message on X is a direct message."
        )
        _check_address(
            bool(_CONVERSATION.fullmatch(letter.thread_id)), "This is not the id of a direct conversation on X."
        )
    else:
        _check_address(
            letter.visibility is Visibility.PUBLIC,
            "X has no public answer that only some people see, and lets no program begin a private conversation.",
        )
        _check_address(is_number(letter.target_id), "This is not the id of a post on X.")
        if len(_CASHTAG.findall(letter.text)) > 1:
            raise Refused("X takes at most one $cashtag in a post.")
    _check_length(letter.text, X.private if is_message(letter) else X.public)


def _check_address(fits: bool, reason: str) -> None:
    if not fits:
        raise Refused(reason)


def _check_length(text: str, limit: Length) -> None:
    if not text.strip():
        raise Refused("X takes no empty text.")
    units = measure(text, limit.measure)
    if units > limit.maximum:
        raise Refused(f"The text counts {units} on X, and at most {limit.maximum} are allowed.")


async def send(client: Endpoints, letter: Letter, *, user_auth: bool, clock: Clock) -> Receipt:
    """Post in the thread, or answer in the same direct conversation. X itself adds the handle it answers.

    Raises any `ConnectorError`.
    """
    check_sendable(letter)
    if is_message(letter):
        body = await client.create_direct_message(
            dm_conversation_id=letter.thread_id, text=letter.text, user_auth=user_auth
        )
        return _receipt(mapping(body.get("data")).get("dm_event_id"), clock, prefix=DM_PREFIX)
    body = await client.create_tweet(text=letter.text, in_reply_to_tweet_id=letter.target_id, user_auth=user_auth)
    return _receipt(mapping(body.get("data")).get("id"), clock)


def _receipt(told: object, clock: Clock, prefix: str = "") -> Receipt:
    identity = identifier(told)
    if not is_number(identity):
        raise OutcomeUnknown("X took the reply without giving it an id.")
    return Receipt(prefix + identity, snowflake_time(identity) or clock())


async def find_sent(reads: Reads, reply: ApprovedReply, brand: Brand) -> Receipt | None:
    """The reply as X has it, or None after everything since the question was looked at.

    Raises `Unavailable` or `SignedOut` when it can't look at everything.
    """
    letter = reply.letter
    return await (_find_message(reads, letter, brand) if is_message(letter) else _find_post(reads, letter, brand))


async def _find_post(reads: Reads, letter: Letter, brand: Brand) -> Receipt | None:
    wanted, looked_at = normal(letter.text), 0
    async for page in every_page(partial(reads.own_posts, brand), {"since_id": letter.target_id}):
        posts = objects(page.get("data"))
        for post in posts:
            if references(post).get("replied_to") == letter.target_id and normal(*seen_text(post)) == wanted:
                return _found(post, history_of(post)[0])
        looked_at += len(posts)
    if looked_at > TIMELINE_DEPTH - PAGE:
        raise Unavailable("The account has posted too much since then to look at everything on X.")
    return None


async def _find_message(reads: Reads, letter: Letter, brand: Brand) -> Receipt | None:
    wanted, since = normal(letter.text), int(letter.target_id) if is_number(letter.target_id) else 0
    async for page in every_page(partial(reads.messages, conversation=letter.thread_id), {}):
        for event in objects(page.get("data")):
            identity = identifier(event.get("id"))
            if is_number(identity) and int(identity) <= since:
                return None
            if identifier(event.get("sender_id")) == brand.id and normal(*seen_text(event)) == wanted:
                return _found(event, identity, DM_PREFIX)
    return None


def _found(item: Body, identity: str, prefix: str = "") -> Receipt | None:
    at = snowflake_time(identity) or moment(item.get("created_at"))
    return Receipt(prefix + identity, at) if at else None


def seen_text(item: Body) -> tuple[str, dict[str, str]]:
    """A published text and, for each short link X put in, the address that was written."""
    entities = mapping(item.get("entities"))
    for note in (mapping(item.get("note_tweet")), mapping(item.get("note_post"))):
        entities = mapping(note.get("entities")) or entities
    links = {string(url.get("url")): string(url.get("expanded_url")) for url in objects(entities.get("urls"))}
    return unescape(whole_text(item)), links


def normal(text: str, links: dict[str, str] | None = None) -> str:
    """A text without what X changes: handles in front, short links, schemes of links, spaces, composed letters."""
    for short, written in (links or {}).items():
        if short and written:
            text = text.replace(short, written)
    text = text[len(leading_handles(text)) :]
    text = re.sub(r"https?://(?:t\.co/\w+\s*$)?", "", text)
    text = re.sub(r"/(?=\s|$)", "", text)
    return unicodedata.normalize("NFC", re.sub(r"\s+", " ", text)).strip()
