"""What a connector hands to the desk: one thing that happened on a channel."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.classification import Sensitive
from bot.domain.visibility import Visibility


class Happening(StrEnum):
    """What happened. `own` is anything written by the brand's own account, by Ascolto or by hand."""

    MESSAGE = "message"
    EDIT = "edit"
    DELETION = "deletion"
    OWN = "own"


class Kind(StrEnum):
    """The form of a message, in the field's words."""

    MENTION = "mention"
    REPLY = "reply"
    COMMENT = "comment"
    REVIEW = "review"
    DM = "dm"


class CanReply(StrEnum):
    """Whether the platform lets a program answer this message."""

    YES = "yes"
    NO = "no"
    PRIVATE_ONLY = "private-only"
    HUMAN_ONLY = "human-only"

    @property
    def from_here(self) -> bool:
        """Whether the desk can send an answer at all; what it can't, a person may answer in the platform's app."""
        return self in (CanReply.YES, CanReply.PRIVATE_ONLY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """A person or brand on one platform; `id` is the platform's, never the handle, which can change."""

    id: str
    handle: str | None = None
    name: str | None = None
    is_bot: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """Something sent along with a text."""

    type: str
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Inbound:
    """One happening on a channel, normalised.

    `external_id` is the id of the first version, so that an edit that makes a new id stays one message;
    `version_id` is the id to answer to. Ids are strings end to end: they exceed 2**53.
    `created_at` is the platform's time, aware, UTC. `text` is plain, unescaped, whole; `disclosures` are filled when
    its secrets were covered, before anything is stored. `addressee_id` says whom an own message answers.
    `link` is where a person sees the message on its platform: an https address.
    A deletion needs only `external_id`, `thread_id`, `author` and `created_at`.
    """

    external_id: str
    thread_id: str
    author: Author
    created_at: datetime
    text: str = ""
    happening: Happening = Happening.MESSAGE
    kind: Kind = Kind.MENTION
    visibility: Visibility = Visibility.PUBLIC
    version_id: str | None = None
    parent_id: str | None = None
    root_id: str | None = None
    addressee_id: str | None = None
    lang: str | None = None
    attachments: tuple[Attachment, ...] = ()
    can_reply: CanReply = CanReply.YES
    can_reply_reason: str | None = None
    link: str | None = None
    window_expires_at: datetime | None = None
    addressed: bool = True
    disclosures: tuple[Sensitive, ...] = ()

    @property
    def answer_to(self) -> str:
        """The id a reply must point at: the newest version of the message."""
        return self.version_id or self.external_id
