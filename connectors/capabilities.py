"""What each platform's connector can do, in one table: docs/connectors.md shows it, tests hold it against the code."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Capability(StrEnum):
    """What a care team may want of a channel, as the table says it."""

    PUBLIC = "public messages heard and answered in their thread"
    PRIVATE = "private messages heard and answered where they stand"
    AT_ONCE = "told at once, by a stream or a call"
    WEBHOOKS = "webhooks"
    OWN = "replies made by hand recognised"
    EDITS = "edits"
    DELETIONS = "deletions"
    LOOKING = "a lost answer looked for before anything is sent again"
    ONCE = "a repeated call can't post twice"
    LIMITS = "limits obeyed"
    COSTS = "costs or quota counted, and stopped at"
    EXPIRY = "the token's end told days before"
    HIDING = "hiding a comment"


class Word(StrEnum):
    """How a capability stands."""

    DONE = "done"
    IMPOSSIBLE = "not possible there"
    EXEMPT = "exempt"


@dataclass(frozen=True, slots=True)
class Standing:
    """A word, and the reason for every word but `done`."""

    word: Word
    reason: str = ""

    @property
    def done(self) -> bool:
        """Whether the connector can do it."""
        return self.word is Word.DONE

    def __str__(self) -> str:
        return f"{self.word}: {self.reason}" if self.reason else self.word


_DONE = Standing(Word.DONE)


def _impossible(reason: str) -> Standing:
    return Standing(Word.IMPOSSIBLE, reason)


def _exempt(reason: str) -> Standing:
    return Standing(Word.EXEMPT, reason)


_EVERYWHERE = dict.fromkeys((Capability.PUBLIC, Capability.EDITS, Capability.LIMITS), _DONE)
_MOSTLY = dict.fromkeys((Capability.PRIVATE, Capability.OWN, Capability.DELETIONS, Capability.LOOKING), _DONE)
_NO_KEY = _impossible("nothing in a call names the reply, so a lost answer is looked for")
_FREE = _impossible("it costs nothing and has no daily quota")
_NO_END = _impossible("its token has no end of its own")
_RENEWED = _exempt("the session is renewed before it ends")
_NO_HIDING = _impossible("nobody can hide another one's message from the public there")
_NO_ACT = _exempt("the desk answers; moderating stays in the platform's app")

_META: Mapping[Capability, Standing] = {
    **_EVERYWHERE,
    **_MOSTLY,
    Capability.AT_ONCE: _DONE,
    Capability.WEBHOOKS: _DONE,
    Capability.ONCE: _NO_KEY,
    Capability.COSTS: _FREE,
    Capability.EXPIRY: _DONE,
    Capability.HIDING: _NO_ACT,
}

CAPABILITIES: Mapping[str, Mapping[Capability, Standing]] = {
    "x": {
        **_EVERYWHERE,
        **_MOSTLY,
        Capability.AT_ONCE: _DONE,
        Capability.WEBHOOKS: _DONE,
        Capability.ONCE: _NO_KEY,
        Capability.COSTS: _DONE,
        Capability.EXPIRY: _exempt("OAuth 2.0 tokens are renewed before they end, the others have no end"),
        Capability.HIDING: _NO_ACT,
    },
    "mastodon": {
        **_EVERYWHERE,
        **_MOSTLY,
        Capability.AT_ONCE: _DONE,
        Capability.WEBHOOKS: _exempt("the stream tells as soon, and needs no public address"),
        Capability.ONCE: _DONE,
        Capability.COSTS: _FREE,
        Capability.EXPIRY: _NO_END,
        Capability.HIDING: _NO_HIDING,
    },
    "bluesky": {
        **_EVERYWHERE,
        **_MOSTLY,
        Capability.AT_ONCE: _exempt("polled every ten seconds; the only stream carries the whole network"),
        Capability.WEBHOOKS: _impossible("it calls nobody"),
        Capability.ONCE: _DONE,
        Capability.COSTS: _FREE,
        Capability.EXPIRY: _RENEWED,
        Capability.HIDING: _NO_ACT,
    },
    "facebook": _META,
    "instagram": _META,
    "telegram": {
        **_EVERYWHERE,
        Capability.PRIVATE: _DONE,
        Capability.AT_ONCE: _DONE,
        Capability.WEBHOOKS: _exempt("its long poll tells as soon, and needs no public address"),
        Capability.OWN: _impossible("a bot is not told what it wrote; colleagues in groups can be named"),
        Capability.DELETIONS: _impossible("a bot is not told of deletions"),
        Capability.LOOKING: _impossible("a bot can't ask what it sent, so a person is asked"),
        Capability.ONCE: _impossible("nothing in a call names the reply"),
        Capability.COSTS: _FREE,
        Capability.EXPIRY: _NO_END,
        Capability.HIDING: _NO_HIDING,
    },
    "youtube": {
        **_EVERYWHERE,
        Capability.PRIVATE: _impossible("there are no private messages"),
        Capability.AT_ONCE: _impossible("it tells of new videos only"),
        Capability.WEBHOOKS: _impossible("it calls for new videos only"),
        Capability.OWN: _DONE,
        Capability.DELETIONS: _DONE,
        Capability.LOOKING: _DONE,
        Capability.ONCE: _NO_KEY,
        Capability.COSTS: _DONE,
        Capability.EXPIRY: _RENEWED,
        Capability.HIDING: _NO_ACT,
    },
}


def as_markdown() -> str:
    """The table: a row for each capability, a column for each platform, and below it the reasons by number."""
    reasons: list[str] = []
    lines = ["| | " + " | ".join(CAPABILITIES) + " |", "|---" * (len(CAPABILITIES) + 1) + "|"]
    for capability in Capability:
        cells = [_cell(standings[capability], reasons) for standings in CAPABILITIES.values()]
        lines.append(f"| {capability} | " + " | ".join(cells) + " |")
    notes = [f"{number}. {reason}" for number, reason in enumerate(reasons, start=1)]
    return "\n".join([*lines, "", *notes, ""])


def _cell(standing: Standing, reasons: list[str]) -> str:
    if not standing.reason:
        return standing.word
    if standing.reason not in reasons:
        reasons.append(standing.reason)
    return f"{standing.word} ({reasons.index(standing.reason) + 1})"
