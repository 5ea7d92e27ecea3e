"""The port of a responder and of the guard, and the values that cross them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol

from bot.domain.classification import Classification
from bot.domain.limits import Length
from bot.domain.message import Author
from bot.domain.visibility import Visibility


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftRequest:
    """What a proposal is made of. `values` fill placeholders, by dotted name (`customer.first_name`)."""

    author: Author
    classification: Classification
    visibility: Visibility
    length: Length
    values: Mapping[str, str] = field(default_factory=dict[str, str])
    used_templates: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A proposed text; empty with `template` None when a person has to write it. `unfilled` names fields to fill."""

    text: str
    template: str | None
    language: str
    unfilled: tuple[str, ...] = ()


class Responder(Protocol):
    """Proposes a reply in the customer's language."""

    def draft(self, request: DraftRequest) -> Draft:
        """Never raises; gives an empty draft when nothing fits."""
        ...


class Severity(StrEnum):
    """What a finding does: a block stops, a warning asks, a hint helps."""

    BLOCK = "block"
    WARN = "warn"
    HINT = "hint"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing wrong with a text. Offsets count code points, end exclusive; `fix` is the whole text put right."""

    rule: str
    severity: Severity
    message: str
    start: int | None = None
    end: int | None = None
    fix: str | None = None

    def to_json(self) -> dict[str, Any]:
        """The shape of the contract."""
        return {
            "rule": self.rule,
            "severity": self.severity.value,
            "start": self.start,
            "end": self.end,
            "message": self.message,
            "fix": self.fix,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """A text about to go out and where to. `language` is the conversation's, None when unknown.

    `needs_private`: the classifier found that personal data must be asked for, so a public reply may invite to the
    private side of the same platform. `window_open` False: the platform takes no reply any more.
    `recent_texts`: what other customers were sent lately, for the duplicate rule.
    """

    text: str
    platform: str
    visibility: Visibility
    question_visibility: Visibility | None = None
    language: str | None = None
    automatic: bool = False
    needs_private: bool = False
    length: Length | None = None
    window_open: bool = True
    opted_out: bool = False
    recent_texts: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Verdict:
    """The guard's word on one text."""

    findings: tuple[Finding, ...]

    @property
    def allowed(self) -> bool:
        """True when nothing blocks."""
        return all(finding.severity is not Severity.BLOCK for finding in self.findings)

    def to_json(self) -> dict[str, Any]:
        """The shape of the contract."""
        return {"allowed": self.allowed, "findings": [finding.to_json() for finding in self.findings]}


class Guard(Protocol):
    """Says what must not go out."""

    def check(self, outgoing: Outgoing) -> Verdict:
        """Never raises on any text."""
        ...
