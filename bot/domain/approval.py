"""The seal: what a person approved is what goes out, to the letter (law 3)."""

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import datetime

from bot.domain.message import Kind
from bot.domain.visibility import Visibility


class BrokenSeal(ValueError):
    """The reply is not what was approved, or was approved by nobody."""


class WiderThanAsked(ValueError):
    """The reply could be read by people who can't read the question (law 2)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A reply with its address: who says what, to whom, where, and who can read it."""

    account: str
    addressee: str
    thread_id: str
    target_id: str
    kind: Kind
    question_visibility: Visibility
    visibility: Visibility
    text: str

    def __post_init__(self) -> None:
        if self.visibility.widens(self.question_visibility):
            raise WiderThanAsked(
                f"A {self.visibility} reply to a {self.question_visibility} message would show it to more people."
            )

    @property
    def digest(self) -> str:
        """SHA-256 over every field, as hexadecimal; one changed character changes it."""
        canonical = json.dumps(asdict(self), sort_keys=True, ensure_ascii=True, separators=(",", ":"))
        return hashlib.sha256(canonical.encode()).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """A named person's yes to one letter, bound to its digest. `at` is aware, UTC."""

    digest: str
    approver: str
    at: datetime

    @classmethod
    def of(cls, letter: Letter, approver: str, at: datetime) -> "Approval":
        """`approver` says yes to exactly this letter."""
        return cls(digest=letter.digest, approver=approver, at=at)


@dataclass(frozen=True, slots=True)
class ApprovedReply:
    """The only thing that a connector sends. Can't be made without a matching approval.

    `by_hand`: a person wrote these words, and not a template: some platforms take late answers only then.
    Raises `BrokenSeal` when the letter was changed after the approval or nobody is named.
    """

    letter: Letter
    approval: Approval
    by_hand: bool = False

    def __post_init__(self) -> None:
        if not self.approval.approver.strip():
            raise BrokenSeal("Nobody approved this reply.")
        if self.approval.digest != self.letter.digest:
            raise BrokenSeal("This reply was changed after it was approved; it needs a new approval.")
