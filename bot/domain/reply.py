"""The life of a reply: one table of transitions, and nothing moves outside it."""

from enum import StrEnum


class ReplyState(StrEnum):
    """Where a reply stands."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    UNKNOWN = "unknown"
    CHECKING = "checking"
    NEEDS_HUMAN = "needs_human"
    STALE = "stale"
    SUPERSEDED = "superseded"
    REJECTED = "rejected"
    EXPIRED = "expired"


_S = ReplyState

TRANSITIONS: dict[ReplyState, frozenset[ReplyState]] = {
    _S.PROPOSED: frozenset({_S.APPROVED, _S.SUPERSEDED, _S.REJECTED, _S.EXPIRED, _S.STALE}),
    _S.APPROVED: frozenset({_S.SENDING, _S.STALE, _S.REJECTED}),
    # SENDING → APPROVED only when it was surely not sent; a lease that ends here goes to UNKNOWN.
    _S.SENDING: frozenset({_S.SENT, _S.APPROVED, _S.FAILED, _S.UNKNOWN}),
    _S.UNKNOWN: frozenset({_S.CHECKING}),
    _S.CHECKING: frozenset({_S.SENT, _S.APPROVED, _S.UNKNOWN, _S.NEEDS_HUMAN}),
    # A reply that came back is edited into a new revision, given up, or overtaken by events.
    _S.FAILED: frozenset({_S.SUPERSEDED, _S.REJECTED, _S.STALE}),
    _S.NEEDS_HUMAN: frozenset({_S.SENT, _S.SUPERSEDED, _S.REJECTED}),
    _S.SENT: frozenset(),
    _S.STALE: frozenset(),
    _S.SUPERSEDED: frozenset(),
    _S.REJECTED: frozenset(),
    _S.EXPIRED: frozenset(),
}

WAITING = frozenset({_S.PROPOSED, _S.FAILED, _S.NEEDS_HUMAN})
"""States in which a person has to do something: this is the queue."""

IN_FLIGHT = frozenset({_S.SENDING, _S.UNKNOWN, _S.CHECKING})
"""States in which the platform may already have the reply."""

OVERTAKABLE = frozenset(state for state, moves in TRANSITIONS.items() if _S.STALE in moves)
"""States that become STALE when the customer or a colleague was faster."""

EDITABLE = frozenset(state for state, moves in TRANSITIONS.items() if _S.SUPERSEDED in moves)
"""States from which a person can make a new revision."""

FINAL = frozenset(state for state, moves in TRANSITIONS.items() if not moves)
"""States that nothing leaves."""


class IllegalMove(ValueError):
    """A move that the table does not have; always a fault in the caller."""


def check_move(old: ReplyState, new: ReplyState) -> None:
    """Raise `IllegalMove` unless the table allows `old` → `new`."""
    if new not in TRANSITIONS[old]:
        raise IllegalMove(
            f"A reply can't go from {old} to {new}; allowed: {', '.join(sorted(TRANSITIONS[old])) or '-'}."
        )
