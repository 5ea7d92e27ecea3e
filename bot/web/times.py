"""Times in words, in the zone of the team."""

from datetime import datetime, tzinfo

_MINUTE, _HOUR, _DAY = 60, 3_600, 86_400


def moment(at: datetime, now: datetime, zone: tzinfo) -> str:
    """As short as can be: 14:05, Mon 14:05, 21 Nov 14:05, 21 Nov 2025 14:05."""
    local, today = at.astimezone(zone), now.astimezone(zone)
    days = (today.date() - local.date()).days
    if days == 0:
        return f"{local:%H:%M}"
    if 0 < days < 7:
        return f"{local:%a %H:%M}"
    return f"{local.day} {local:%b %H:%M}" if local.year == today.year else f"{local.day} {local:%b %Y %H:%M}"


def in_full(at: datetime, zone: tzinfo) -> str:
    """Nothing left out: 2026-11-21 14:05:09 CET."""
    return f"{at.astimezone(zone):%Y-%m-%d %H:%M:%S %Z}"


def span(seconds: float) -> str:
    """A length of time in its two largest units: 40 s, 5 min, 2 h 05 min, 3 d 4 h."""
    whole = max(0, int(seconds))
    if whole < _MINUTE:
        return f"{whole} s"
    if whole < _HOUR:
        return f"{whole // _MINUTE} min"
    if whole < _DAY:
        return f"{whole // _HOUR} h {whole % _HOUR // _MINUTE:02d} min"
    return f"{whole // _DAY} d {whole % _DAY // _HOUR} h"


def deadline(due: datetime, now: datetime) -> str:
    """How much time is left: "due in 12 min" or "late by 2 h 00 min"."""
    left = (due - now).total_seconds()
    return f"due in {span(left)}" if left >= 0 else f"late by {span(-left)}"
