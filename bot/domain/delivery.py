"""What follows from an attempt to send, as pure decisions: the outbox of law 5."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.reply import ReplyState, check_move

SEND_TIMEOUT_S = 30.0
"""Longest that one call to a platform may take, in seconds."""

LEASE_S = 90.0
"""How long a claimed reply belongs to its worker; well above the time-out, so that a slow call ends first."""

LOOK_DELAYS_S = (5.0, 30.0)
"""Seconds before the first and the second look for a reply whose outcome is unknown; new posts show late."""

MAX_ATTEMPTS = 8
"""Attempts that were surely not sent before a person is asked."""

MAX_BLIND_LOOKS = 20
"""Looks that the platform would not answer before a person is asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A transition to write: the new state, when to act again (aware, UTC), and one sentence why."""

    state: ReplyState
    reason: str | None = None
    retry_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """The waiting times of delivery, in seconds; one value so that a crash test can run them fast."""

    send_timeout_s: float = SEND_TIMEOUT_S
    lease_s: float = LEASE_S
    look_delays_s: tuple[float, ...] = LOOK_DELAYS_S
    retry_base_s: float = 2.0
    retry_cap_s: float = 900.0
    recheck_s: float = 600.0
    """How often open messages are looked up; platforms want deletions honoured within a day."""

    def __post_init__(self) -> None:
        if self.lease_s <= self.send_timeout_s:
            raise ValueError("A lease must outlive the call it covers: lease_s has to be above send_timeout_s.")


def not_sent(now: datetime, attempts: int, reason: str, retry_at: datetime | None, pace: Pace) -> Move:
    """Surely not sent: again later, and after too many attempts back to a person."""
    if attempts >= MAX_ATTEMPTS:
        return Move(state=ReplyState.FAILED, reason=f"Tried {attempts} times: {reason}")
    again = retry_at or now + timedelta(seconds=min(pace.retry_cap_s, pace.retry_base_s * 2**attempts))
    return Move(state=ReplyState.APPROVED, reason=reason, retry_at=max(again, now))


def uncertain(now: datetime, reason: str, pace: Pace) -> Move:
    """It may have been sent: look, never resend by itself."""
    return Move(state=ReplyState.UNKNOWN, reason=reason, retry_at=now + timedelta(seconds=pace.look_delays_s[0]))


def after_look(now: datetime, looks: int, resends: int, pace: Pace) -> Move:
    """`looks` looks found nothing: look again, then send once more, then ask a person."""
    if looks < len(pace.look_delays_s):
        again = now + timedelta(seconds=pace.look_delays_s[looks])
        return Move(state=ReplyState.UNKNOWN, reason="Not found on the platform yet.", retry_at=again)
    if resends == 0:
        return Move(
            state=ReplyState.APPROVED, reason="Looked for it and did not find it: sending once more.", retry_at=now
        )
    return Move(
        state=ReplyState.NEEDS_HUMAN, reason="Sent twice without an answer and not found: please look on the platform."
    )


def blind_look(now: datetime, blind_looks: int, reason: str, retry_at: datetime | None, pace: Pace) -> Move:
    """The platform would not let us look: that is not a no."""
    if blind_looks >= MAX_BLIND_LOOKS:
        return Move(state=ReplyState.NEEDS_HUMAN, reason=f"Could not look for it on the platform: {reason}")
    return Move(
        state=ReplyState.UNKNOWN, reason=reason, retry_at=retry_at or now + timedelta(seconds=pace.look_delays_s[-1])
    )


def legal(old: ReplyState, move: Move) -> Move:
    """`move` when the table allows it from `old`; raises `IllegalMove`."""
    check_move(old, move.state)
    return move
