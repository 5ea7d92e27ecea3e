"""The event log in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.domain.labels import LabelHead, sentence
from bot.storage.queue import Item

_WORDS = {
    "received": "The message arrived",
    "routed": "Understood and queued",
    "closed": "Understood; it needs no answer",
    "proposed": "A draft was proposed",
    "edited": "{actor} wrote revision {revision}",
    "approved": "{actor} approved revision {revision}",
    "guard_block": "{actor} wanted to approve, but the text must change",
    "sending": "Being sent",
    "sent": "The platform confirmed it",
    "failed": "It could not be sent",
    "unknown": "Not sure whether it was sent",
    "checking": "Looking on the platform",
    "needs_human": "Somebody has to look on the platform",
    "stale": "The draft was overtaken",
    "rejected": "{actor} closed it without an answer",
    "expired": "The draft ran out",
    "snoozed": "{actor} put it off",
    "locked": "{actor} began to write",
    "assigned": "{actor} gave it to {to}",
    "corrected": "{actor} says: {label}",
    "confirmed": "{actor} says that the labels are right",
    "native_reply": "Somebody answered on the platform itself",
    "customer_edit": "The customer edited a message",
    "customer_delete": "The customer deleted a message",
}
"""What each kind of event is called; kinds that only repeat another one (superseded, close) are left out."""

_BACK_FROM_SENDING = "approved"
_DESK = "desk"

_NEWS = {
    "approved": "{actor} approved this meanwhile.",
    "edited": "{actor} changed the text meanwhile.",
    "rejected": "{actor} closed this without an answer meanwhile.",
    "sent": "This was sent meanwhile.",
    "failed": "Sending this failed.",
    "needs_human": "Somebody has to look on the platform whether this was sent.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the history."""

    at: datetime
    text: str
    why: str | None


def happened(event: Mapping[Any, Any]) -> Line | None:
    """The event in words, or None for one that says nothing new."""
    detail: Mapping[str, Any] = event["detail"] or {}
    if event["kind"] == _BACK_FROM_SENDING and event["actor"] == _DESK:
        return Line(at=event["at"], text="Surely not sent; it will be tried again", why=detail.get("why"))
    pattern = _WORDS.get(event["kind"])
    if event["kind"] == "proposed" and "template" in detail and detail["template"] is None:
        pattern = "Waiting for somebody to write"
    if pattern is None:
        return None
    to = detail.get("to") or "anybody"
    label = sentence(LabelHead(detail["head"]), detail["should"]) if "should" in detail else ""
    text = pattern.format(actor=event["actor"], revision=event["revision"], to=to, label=label)
    return Line(at=event["at"], text=text, why=detail.get("why"))


def news(item: Item, events: Sequence[Mapping[Any, Any]]) -> str:
    """One sentence on what happened to an item while somebody was looking at it."""
    if item.reply["state"] == "stale":
        return item.reply["reason"] or "This draft was overtaken."
    for event in reversed(events):
        if event["message_id"] == item.reply["id"] and event["kind"] in _NEWS:
            return _NEWS[event["kind"]].format(actor=event["actor"])
    return f"This is now {item.reply['state']}."
