"""The queue: what needs a person, what is on its way, what was sent, and how the accounts are."""

import re
from datetime import UTC, datetime
from typing import Any

from aiohttp import web

from bot.domain.classification import Urgency
from bot.domain.reply import IN_FLIGHT, WAITING, ReplyState
from bot.storage.queue import Position
from bot.web.pages import page
from bot.web.visit import SERVICES, Visit

PAGE_SIZE = 50
BESIDE = 8
"""Lines of each list beside the queue."""

_POSITION = re.compile(r"(?P<rank>[0-9])~(?P<due>[0-9T:.+-]{1,40})~(?P<id>[0-9]{1,18})")


async def queue_page(request: web.Request, visit: Visit) -> web.StreamResponse:
    """GET /: the desk."""
    return page(request, "queue.html", visit, **await _desk(request))


async def queue_part(request: web.Request, visit: Visit) -> web.StreamResponse:
    """GET /queue: the part of the desk that changes, for live updates."""
    return page(request, "_desk.html", visit, **await _desk(request))


async def pulse(request: web.Request, visit: Visit) -> web.StreamResponse:
    """GET /pulse: how much waits, and how much of the first page is danger; every page shows it."""
    queue = request.app[SERVICES].queue
    first = await queue.waiting(PAGE_SIZE)
    danger = sum(item.reply["urgency_rank"] > Urgency.CRITICAL.rank for item in first)
    return page(request, "_pulse.html", visit, waiting=_waiting(await queue.count()), danger=danger)


def _waiting(counts: dict[str, int]) -> int:
    return sum(counts.get(state, 0) for state in WAITING)


async def _desk(request: web.Request) -> dict[str, Any]:
    services = request.app[SERVICES]
    after = _position(request.query.get("after", ""))
    items = await services.queue.waiting(PAGE_SIZE + 1, after=after)
    counts = await services.queue.count()
    return {
        "items": items[:PAGE_SIZE],
        "after": _token(after) if after else "",
        "next": _token(items[PAGE_SIZE - 1].position) if len(items) > PAGE_SIZE else "",
        "waiting": _waiting(counts),
        "leaving": sum(counts.get(state, 0) for state in (ReplyState.APPROVED, *IN_FLIGHT)),
        "on_their_way": await services.queue.on_their_way(BESIDE),
        "sent": await services.queue.recently_sent(BESIDE),
        "accounts": await services.accounts.all(),
        "alarms": await services.accounts.alarms(),
    }


def _token(position: Position) -> str:
    return f"{position.urgency_rank}~{position.due_at.isoformat()}~{position.id}"


def _position(token: str) -> Position | None:
    found = _POSITION.fullmatch(token)
    try:
        due = datetime.fromisoformat(found["due"]).astimezone(UTC) if found else None
    except (ValueError, OverflowError):
        due = None
    if found is None or due is None:
        return None  # an address that somebody cut short shows the first page
    return Position(int(found["rank"]), due, int(found["id"]))
