"""What a person should know about an account that seems to work: failing, unheard, silent, or ending soon."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

FAILING_AFTER = timedelta(minutes=15)
"""Platforms stumble; what has not come back by itself after this long is told."""

UNHEARD_AFTER = timedelta(minutes=15)
"""Every pass of listening that goes through is noted at least each minute; a pause between two is five at most."""

EXPIRY_NOTICE = timedelta(days=14)
"""How long before its end a token is told to end."""


class AlarmKind(StrEnum):
    """Names as metrics and scripts see them."""

    FAILING = "failing"
    UNHEARD = "unheard"
    SILENT = "silent"
    EXPIRING = "expiring"


@dataclass(frozen=True, slots=True)
class Alarm:
    """One thing to look into, in one sentence."""

    kind: AlarmKind
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Vitals:
    """What is known of one account's listening; times are aware.

    `since`: when it was last made active. `listened_at`: the end of the last pass that went through. `heard_at`: the
    last batch that was stored. `failing_since` and `trouble`: the first failure since then, and the last one in words.
    `silent_since`: the last customer's message, when the silence since then is unusual (`bot.domain.silence`).
    `expires_at`: when the token ends, where the platform tells.
    """

    name: str
    since: datetime
    listened_at: datetime | None = None
    heard_at: datetime | None = None
    failing_since: datetime | None = None
    trouble: str | None = None
    silent_since: datetime | None = None
    expires_at: datetime | None = None


def alarms_of(vitals: Vitals, now: datetime) -> tuple[Alarm, ...]:
    """Everything to be told of an account that should be working now.

    What explains the silence is told in its place: an account that can't listen hears nothing.
    """
    listening = _failing(vitals, now) or _unheard(vitals, now) or _silent(vitals)
    expiring = expiry_alarm(vitals.expires_at, now)
    return tuple(alarm for alarm in (listening, expiring) if alarm)


def expiry_alarm(expires_at: datetime | None, now: datetime) -> Alarm | None:
    """Told while the token still works, and once it has ended."""
    if expires_at is None or expires_at - now > EXPIRY_NOTICE:
        return None
    days = (expires_at - now).days
    when = (
        f"ended on {expires_at:%Y-%m-%d}" if expires_at <= now else f"ends on {expires_at:%Y-%m-%d}, {_in_days(days)}"
    )
    return Alarm(AlarmKind.EXPIRING, f"The token {when}; make a new one at the platform and give it to the account.")


def _failing(vitals: Vitals, now: datetime) -> Alarm | None:
    if vitals.failing_since is None or now - vitals.failing_since < FAILING_AFTER:
        return None
    return Alarm(AlarmKind.FAILING, f"Listening has failed since {_shown(vitals.failing_since)}: {vitals.trouble}")


def _unheard(vitals: Vitals, now: datetime) -> Alarm | None:
    signs = [at for at in (vitals.listened_at, vitals.heard_at) if at]
    if _is_file(vitals) or vitals.failing_since or now - max([vitals.since, *signs]) < UNHEARD_AFTER:
        return None
    told = f"since {_shown(max(signs))}" if signs else "yet"
    return Alarm(
        AlarmKind.UNHEARD,
        f"Nothing has listened to it {told}; start 'ascolto run' again, or pause the account with "
        f"'ascolto accounts pause {vitals.name}'.",
    )


def _silent(vitals: Vitals) -> Alarm | None:
    if vitals.silent_since is None or _is_file(vitals):
        return None
    return Alarm(
        AlarmKind.SILENT,
        f"No customer has been heard since {_shown(vitals.silent_since)}, where past weeks had messages in the same "
        "hours; look on the platform whether any are missing.",
    )


def _is_file(vitals: Vitals) -> bool:
    """Whether what was heard came at once, without anybody listening: nothing more is expected."""
    return vitals.listened_at is None and vitals.heard_at is not None


def _in_days(days: int) -> str:
    return {0: "within a day", 1: "in 1 day"}.get(days, f"in {days} days")


def _shown(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M} UTC"
