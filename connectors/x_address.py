"""Whether a post speaks to the brand, and whether X lets a program answer it."""

import re
from dataclasses import dataclass

from bot.domain.message import CanReply

_LEADING_HANDLES = re.compile(r"(?:\s*@\w{1,15}\b)*\s*", re.ASCII)
"""The run of handles that X puts before a reply; nobody has to have typed them."""


@dataclass(frozen=True, slots=True)
class Brand:
    """The account that listens; `handle` without its @. `answers_anybody`: X's rule of being summoned is not for it."""

    id: str
    handle: str
    answers_anybody: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """How a post stands to the brand, with what X will allow and the reason in words."""

    addressed: bool
    can_reply: CanReply = CanReply.YES
    reason: str | None = None

    @property
    def permission(self) -> tuple[CanReply, str | None]:
        """What X lets a program do, and why not."""
        return self.can_reply, self.reason


SUMMONED = Standing(addressed=True)
OWN_FOLLOW_UP = Standing(
    addressed=True,
    reason="The author carries the handle on from an earlier post; X may want a new mention before it takes a reply.",
)
BYSTANDER = Standing(
    addressed=False,
    can_reply=CanReply.HUMAN_ONLY,
    reason="People talk to each other and X only carried the handle along; X lets no program answer, "
    "a person can in the X app.",
)
NOT_NAMED = Standing(
    addressed=False,
    can_reply=CanReply.NO,
    reason="The author neither mentioned nor quoted nor answered the account, so X lets no program answer.",
)


def standing(  # noqa: PLR0913 - one fact of X each, all by name
    brand: Brand,
    *,
    text: str,
    author: str,
    answers: str,
    is_reply: bool,
    quotes: str,
    named_in_entities: bool,
    parent_text: str | None,
    shown_from: int | None,
) -> Standing:
    """Decide from what X tells about one post; `answers` and `quotes` are ids of authors, empty when unknown.

    X has accepted replies by self-serve programs only to authors who engaged the account since 23 February 2026.
    X carries along only handles of the post answered (`parent_text`, None when unknown), so any other was typed.
    `shown_from` is where X begins to show the text, after the handles it added itself.
    """
    if brand.id in (answers, quotes):
        return SUMMONED
    start = (shown_from if shown_from is not None else len(leading_handles(text))) if is_reply else 0
    if _named(brand, text[start:]) or (named_in_entities and not is_reply):
        return SUMMONED
    if not named_in_entities and not _named(brand, text):
        return NOT_NAMED
    if parent_text is not None and not _named(brand, parent_text):
        return SUMMONED
    return OWN_FOLLOW_UP if answers in ("", author) else BYSTANDER


def leading_handles(text: str) -> str:
    """The handles (and spaces) that a text begins with."""
    found = _LEADING_HANDLES.match(text)
    return found[0] if found else ""


def _named(brand: Brand, text: str) -> bool:
    return bool(re.search(rf"(?<![\w@])[@＠]{re.escape(brand.handle)}(?!\w)", text, re.IGNORECASE | re.ASCII))
