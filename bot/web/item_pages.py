"""One item: the thread, why it is here, the draft, and what happened so far."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from bot.domain.classification import Classification
from bot.domain.length import measure
from bot.domain.reply import EDITABLE, IN_FLIGHT, WAITING, ReplyState
from bot.domain.visibility import Visibility
from bot.pipeline.desk import NO_REPLY_HERE
from bot.pipeline.outgoing import length_for
from bot.storage.queue import Item
from bot.web.history import Line, happened, news
from bot.web.labels import Panel, panel
from bot.web.pages import page
from bot.web.services import Services
from bot.web.visit import SERVICES, Visit, is_fragment
from responders.base import Finding, Verdict

_LOOK_AHEAD = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """How long a text is in the platform's own measure, and how long it may be."""

    used: int
    maximum: int
    unit: str

    @property
    def left(self) -> int:
        """Below 0 when the text is too long."""
        return self.maximum - self.used


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of a person's action, to be told on the page: `done` or `problem`, and what they had typed.

    `corrected` is the key of the line that it was about (of what is sensitive, the kind), and where the keyboard stays.
    """

    done: str | None = None
    problem: str | None = None
    typed: str | None = None
    verdict: Verdict | None = None
    corrected: str | None = None


async def item_page(request: web.Request, visit: Visit) -> web.StreamResponse:
    """GET /items/{id}; with ?event= 204 when nothing happened in the conversation since that event."""
    services = request.app[SERVICES]
    item = await services.queue.item(item_id(request))
    if (known := request.query.get("event")) is not None and is_fragment(request):
        history = await services.queue.history(item.reply["conversation_id"])
        if history and str(history[-1]["id"]) == known:
            return web.Response(status=204)
    return await show(request, visit, item, Outcome())


async def item_news(request: web.Request, visit: Visit) -> web.StreamResponse:
    """GET /items/{id}/news?revision=&state=: what changed around a person who is writing; their text stays."""
    services = request.app[SERVICES]
    item = await services.queue.item(item_id(request))
    known = (request.query.get("revision"), request.query.get("state"))
    moved = known != (str(item.reply["revision"]), item.reply["state"])
    values = await _around(services, item)
    told = news(item, values["events"]) if moved else None
    return page(request, "_news.html", visit, item=item, told=told, **values)


async def carry(request: web.Request, visit: Visit) -> web.StreamResponse:
    """POST /items/{id}/carry: take a text along that was written for an item that is over."""
    item = await request.app[SERVICES].queue.item(item_id(request))
    return await show(request, visit, item, Outcome(typed=typed_text(str((await request.post()).get("text", "")))))


async def show(
    request: web.Request, visit: Visit, item: Item, outcome: Outcome, *, status: int = 200
) -> web.StreamResponse:
    """The item as it stands, with what came of an action; nothing that was typed is lost."""
    services = request.app[SERVICES]
    saved = item.reply["text"]
    is_open = item.reply["state"] in EDITABLE
    differs = outcome.typed is not None and outcome.typed != typed_text(saved)
    text = outcome.typed if outcome.typed is not None and is_open else saved
    verdict = outcome.verdict if outcome.verdict is not None or not is_open else await services.desk.check(item, text)
    return page(
        request,
        "_item.html" if is_fragment(request) else "item.html",
        visit,
        status=status,
        item=item,
        outcome=outcome,
        is_open=is_open,
        text=text,
        differs=differs,
        coming=await _coming(services, visit, item),
        panel=await _panel(services, item),
        **check_values(services, item, text, verdict),
        **await _around(services, item),
    )


def check_values(services: Services, item: Item, text: str, verdict: Verdict | None) -> dict[str, Any]:
    """What the template of the guard's word needs; what is no fault of the text stands above it on the page."""
    found = [finding for finding in (verdict.findings if verdict else ()) if finding.rule != NO_REPLY_HERE]
    return {"room": _room(services, item, text), "findings": _quoted(text, found)}


def item_id(request: web.Request) -> int:
    """The id in the address; the route lets only digits through."""
    return int(request.match_info["id"])


def typed_text(text: str) -> str:
    """A text as a form carries it, without what no database takes."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")


async def _coming(services: Services, visit: Visit, item: Item) -> Item | None:
    """What to do next: the first that nobody else has begun."""
    for other in await services.queue.waiting(_LOOK_AHEAD):
        holder = other.reply["locked_by"] or other.assigned_to
        if other.reply["id"] != item.reply["id"] and holder in (None, visit.name):
            return other
    return None


async def _panel(services: Services, item: Item) -> Panel | None:
    labelled = await services.labels.of(item.reply["id"])
    return panel(Classification.from_json(item.message["classification"]), labelled) if labelled else None


async def _around(services: Services, item: Item) -> dict[str, Any]:
    conversation = item.reply["conversation_id"]
    thread = await services.queue.thread(conversation)
    history = await services.queue.history(conversation)
    return {
        "thread": thread,
        "events": history,
        "history": [line for line in map(happened, history) if isinstance(line, Line)],
        "successor": _successor(thread, item),
        "is_leaving": item.reply["state"] in (ReplyState.APPROVED, *IN_FLIGHT),
        "is_waiting": item.reply["state"] in WAITING,
    }


def _successor(thread: Sequence[Mapping[str, Any]], item: Item) -> int | None:
    """The item that took this one's place when the customer wrote again."""
    drafted = [line["id"] for line in thread if "stage" in line and line["stage"] == "drafted" and not line["own"]]
    newer = [message for message in drafted if message > item.reply["id"]]
    return max(newer, default=None)


def _room(services: Services, item: Item, text: str) -> Room:
    length = length_for(services.limits, item.reply["platform"], Visibility(item.reply["visibility"]))
    return Room(used=measure(text, length.measure), maximum=length.maximum, unit=length.measure.value)


def _quoted(text: str, findings: Sequence[Finding]) -> list[tuple[Finding, str]]:
    return [(finding, text[finding.start : finding.end] if finding.start is not None else "") for finding in findings]
