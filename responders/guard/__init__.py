"""What must never be sent, as rules over a text and where it goes."""

from responders.guard.outgoing import RULES, OutgoingGuard

__all__ = ["RULES", "OutgoingGuard"]
