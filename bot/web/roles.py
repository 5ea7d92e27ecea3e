"""Who may do what at the desk."""

from enum import StrEnum


class Right(StrEnum):
    """What a page or an action asks for."""

    READ = "read the desk"
    WRITE = "write, hand over or put off replies, or correct labels"
    DECIDE = "approve or reject replies"


_WRITERS = frozenset({Right.READ, Right.WRITE})
_DECIDERS = _WRITERS | {Right.DECIDE}

RIGHTS: dict[str, frozenset[Right]] = {
    "auditor": frozenset({Right.READ}),
    "agent": _WRITERS,
    "approver": _DECIDERS,
    "supervisor": _DECIDERS,
    "admin": _DECIDERS,
}


def refusal(role: str, right: Right) -> str:
    """One sentence for somebody whose role lacks a right."""
    able = ", ".join(name for name, rights in RIGHTS.items() if right in rights)
    return f"Your role, {role}, may not {right.value}; ask somebody who is one of: {able}."
