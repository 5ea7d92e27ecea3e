"""An instance's bodies as Ascolto's messages. Pure; anything unknown, missing or broken is left out, never raised."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.domain.length import FEDERATED_MENTION
from bot.domain.message import Attachment, Author, Happening, Inbound, Kind
from bot.domain.visibility import Visibility
from connectors.bodies import Body, mapping, moment, objects, string
from connectors.mastodon_html import plain_text
from connectors.mastodon_ids import plain_id

CALLS = frozenset({"mention", "quote"})
"""Kinds of notifications by which somebody speaks to the account; all others, known or new, are left out."""

_AFTER_HANDLE = re.compile(r"[,:]?(?:\s+|$)")
_VERSION = " "
"""Stands between an id and the time of an edit; no id has one."""


@dataclass(frozen=True, slots=True)
class Brand:
    """The account that listens: its id, its name on its instance, and the domain that local accounts bear."""

    id: str
    username: str
    domain: str

    def full(self, acct: str) -> str:
        """`user@host` for an account as the instance names it; local ones come without a host."""
        return acct if not acct or "@" in acct else f"{acct}@{self.domain}"

    @property
    def handle(self) -> str:
        """The brand's own `user@host`."""
        return self.full(self.username)


def called_by(notification: Body) -> Body:
    """The status in a notification by which somebody speaks to the account, else an empty one."""
    return mapping(notification.get("status")) if string(notification.get("type")) in CALLS else {}


def parent_of(status: Body) -> str:
    """The id of the status that this one answers, or an empty text."""
    return plain_id(status.get("in_reply_to_id"))


def visibility_of(status: Body) -> Visibility:
    """Who can read it; a width that Mastodon doesn't know is taken for the narrowest, so that no answer widens it."""
    told = string(status.get("visibility"))
    return Visibility(told) if told in set(Visibility) else Visibility.DIRECT


def version_of(status: Body) -> str:
    """The id, with the time of the edit when there was one: an edit keeps the id and is told to nobody."""
    identity, edited = plain_id(status.get("id")), moment(status.get("edited_at"))
    return f"{identity}{_VERSION}{edited.isoformat()}" if edited else identity


def status_id(version: str) -> str:
    """The id of the status that a version belongs to."""
    return version.partition(_VERSION)[0]


def parse_status(status: Body, brand: Brand, thread: str) -> Inbound | None:
    """One status as a message in `thread`, or None for what is no status. Boosts are left out."""
    identity, account = plain_id(status.get("id")), mapping(status.get("account"))
    author, created = plain_id(account.get("id")), moment(status.get("created_at"))
    if not identity or not author or status.get("reblog"):
        return None
    own, width = author == brand.id, visibility_of(status)
    version = version_of(status)
    return Inbound(
        external_id=identity,
        version_id=version if version != identity else None,
        thread_id=thread,
        root_id=thread,
        parent_id=parent_of(status) or None,
        addressee_id=_answered(status, brand) if own else None,
        author=_author(account, brand),
        created_at=created or datetime.fromtimestamp(0, UTC),
        text=text_of(status),
        happening=_happening(own=own, edited=version != identity),
        kind=_kind(status, width),
        visibility=width,
        lang=string(status.get("language")) or None,
        attachments=tuple(_attachments(status)),
        addressed=not own and _is_addressed(status, brand),
    )


def _author(account: Body, brand: Brand) -> Author:
    return Author(
        id=plain_id(account.get("id")),
        handle=brand.full(string(account.get("acct")) or string(account.get("username"))) or None,
        name=string(account.get("display_name")) or None,
        is_bot=account.get("bot") is True,
    )


def _happening(*, own: bool, edited: bool) -> Happening:
    if own:
        return Happening.OWN
    return Happening.EDIT if edited else Happening.MESSAGE


def _kind(status: Body, width: Visibility) -> Kind:
    if width is Visibility.DIRECT:
        return Kind.DM
    return Kind.REPLY if parent_of(status) else Kind.MENTION


def _answered(status: Body, brand: Brand) -> str | None:
    told = [plain_id(status.get("in_reply_to_account_id"))]
    told += [plain_id(each.get("id")) for each in objects(status.get("mentions"))]
    return next((each for each in told if each and each != brand.id), None)


def _attachments(status: Body) -> Iterator[Attachment]:
    for media in objects(status.get("media_attachments")):
        url = string(media.get("url")) or string(media.get("remote_url"))
        yield Attachment(type=string(media.get("type")) or "unknown", url=url or None)


def _shown(status: Body) -> str:
    handles = {string(each.get("url")): string(each.get("acct")) for each in objects(status.get("mentions"))}
    handles = {url: acct for url, acct in handles.items() if url and acct}
    return plain_text(string(status.get("content")), handles)


def text_of(status: Body) -> str:
    """The author's words: the content warning, then the text without the handles it begins with."""
    whole = _shown(status)
    said = whole[_end_of_leading(whole, status) :] or whole
    return "\n\n".join(part for part in (string(status.get("spoiler_text")).strip(), said) if part)


def _end_of_leading(text: str, status: Body) -> int:
    return max((end for _, end in _leading(text, status)), default=0)


def _leading(text: str, status: Body) -> Iterator[tuple[str, int]]:
    """The handles that a text begins with, each with where it ends; only names that the instance knows as mentions."""
    people = objects(status.get("mentions"))
    known = {string(each.get(name)).lower() for each in people for name in ("acct", "username")}
    end = 0
    while found := FEDERATED_MENTION.match(text, end):
        after = _AFTER_HANDLE.match(text, found.end())
        if after is None or found[0][1:].lower() not in known:
            return
        end = after.end()
        yield found[0][1:].lower(), end


def _is_addressed(status: Body, brand: Brand) -> bool:
    """Whether the status speaks to the brand, and does not only carry its handle along in somebody else's talk.

    Apps put the handles of everybody in a thread before a reply, the one answered first.
    """
    answered = plain_id(status.get("in_reply_to_account_id"))
    if answered in ("", brand.id, plain_id(mapping(status.get("account")).get("id"))):
        return True
    text = _shown(status)
    run = [name for name, _ in _leading(text, status)]
    typed = text[_end_of_leading(text, status) :]
    names = {brand.username.lower(), brand.handle.lower()}
    named = {found[0][1:].lower() for found in FEDERATED_MENTION.finditer(typed)}
    return bool(run[:1] and run[0] in names) or bool(named & names) or not set(run) & names
