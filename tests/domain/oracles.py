"""Slow, obvious answers to the questions that the clocks answer fast."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def is_open(hours: dict[str, Any], instant: datetime) -> bool:
    """Look at the local clock, and at every interval of today and of yesterday."""
    wall = instant.astimezone(ZoneInfo(hours["timezone"])).replace(tzinfo=None)
    for day in (wall.date(), wall.date() - DAY):
        if day.isoformat() in hours["holidays"]:
            continue
        for start, end in hours["weekly"].get(DAYS[day.weekday()], []):
            begins, ends = _wall(day, start), _wall(day, end)
            if ends <= begins:
                ends += DAY
            if begins <= wall < ends:
                return True
    return False


def open_seconds(hours: dict[str, Any], start: datetime, end: datetime) -> int:
    """Look at every minute. `start` and `end` are whole minutes, UTC."""
    seconds = 0
    while start < end:
        seconds += 60 * is_open(hours, start)
        start += MINUTE
    return seconds


def waits(events: list[dict[str, Any]], now: datetime) -> list[tuple[datetime, str, datetime | None]]:
    """Start, state and end of each wait: every message gets a fate, and all starts over for each reply taken back."""
    queue = sorted((event for event in events if event["at"] <= now), key=lambda event: event["at"])
    while True:
        taken_back = _taken_back(queue)
        if taken_back is None:
            return sorted(_play(queue), key=lambda wait: wait[0])
        del queue[taken_back]


def _taken_back(queue: list[dict[str, Any]]) -> int | None:
    for later, event in enumerate(queue):
        if event["type"] in ("reply_failed", "reply_deleted"):
            for earlier in range(later):
                reply = queue[earlier]
                if reply["type"] in ("human", "native") and reply["id"] == event["ref"]:
                    return earlier
    return None


def _play(  # noqa: PLR0912 - one obvious loop
    queue: list[dict[str, Any]],
) -> list[tuple[datetime, str, datetime | None]]:
    fates: dict[str, Any] = {}  # message id → "waiting", ("answered", n) or ("closed", n), n the place in the queue
    messages: dict[str, dict[str, Any]] = {}
    deleted: set[str] = set()
    final: set[int] = set()  # closings that can't be taken back any more
    withdrawn: list[tuple[datetime, str, datetime | None]] = []

    def waiting() -> list[str]:
        return [name for name, fate in fates.items() if fate == "waiting"]

    def drop_deleted() -> None:
        gone = [name for name in waiting() if name in deleted]
        for name in gone:
            fates[name] = "gone"
        if gone and not waiting():
            withdrawn.append((min(messages[name]["at"] for name in gone), "withdrawn", None))

    def seen(name: str, at: datetime) -> bool:
        received = messages[name].get("received_at") or messages[name]["at"]
        return received - messages[name]["at"] < timedelta(minutes=15) or received <= at

    for place, event in enumerate(queue):
        kind, at = event["type"], event["at"]
        if kind == "customer" and event["id"] not in messages:
            messages[event["id"]] = event
            fates[event["id"]] = "waiting"
        elif kind in ("human", "native"):
            answered = [name for name in waiting() if seen(name, at)]
            for name in answered:
                fates[name] = ("answered", place)
            if answered:
                closings = {fate[1] for fate in fates.values() if fate[0] == "closed"}
                final |= {n for n in closings if all(seen(m, at) for m, f in fates.items() if f == ("closed", n))}
        elif kind == "customer_delete":
            if event["ref"] in messages:
                deleted.add(event["ref"])
                drop_deleted()
        elif kind == "close":
            for name in waiting():
                fates[name] = ("closed", place)
        elif kind == "reopen":
            standing = {fate[1] for fate in fates.values() if fate[0] == "closed"} - final
            for name, fate in fates.items():
                if standing and fate == ("closed", max(standing)):
                    fates[name] = "waiting"
            drop_deleted()

    found: list[tuple[datetime, str, datetime | None]] = list(withdrawn)
    ends: set[Any] = {fate for fate in fates.values() if fate != "gone"}
    for end in ends:
        start: datetime = min(messages[name]["at"] for name, fate in fates.items() if fate == end)
        if end == "waiting":
            found.append((start, "unanswered", None))
        elif end[0] == "answered":
            found.append((start, "answered", queue[int(end[1])]["at"]))
        else:
            found.append((start, "closed_without_reply", None))
    return found


def _wall(day: date, clock: str) -> datetime:
    if clock == "24:00":
        return datetime.combine(day + DAY, time())
    return datetime.combine(day, time.fromisoformat(clock))


def utc(text: str) -> datetime:
    """`2026-11-16 09:00` as UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)
