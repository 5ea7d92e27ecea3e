"""What a person does about an item. Who comes second is told who was first, and keeps what they typed."""

import contextlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta, tzinfo

from aiohttp import web

from bot.domain.approval import WiderThanAsked
from bot.domain.reply import WAITING, ReplyState
from bot.pipeline.desk import Blocked
from bot.storage.decisions import TooLate
from bot.web.item_pages import Outcome, check_values, item_id, show, typed_text
from bot.web.pages import page
from bot.web.services import Services
from bot.web.visit import SERVICES, Handler, Visit, is_fragment
from responders.base import Verdict

_LONGEST_REASON = 500
_COVERED = "A secret in your text was covered, because secrets are never stored or sent."


class NotComplete(Exception):
    """The form lacks something; the sentence says what."""


class Covered(Exception):
    """A secret in the text was covered before it was saved, so it isn't the text that the person wanted to approve."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """What a person sent: about which item and revision, by whom, and the text in the box."""

    services: Services
    item: int
    revision: int
    by: str
    text: str | None
    why: str
    until: str


_Action = Callable[[Filled], Awaitable[str]]
"""Does it and says what was done."""


async def check(request: web.Request, visit: Visit) -> web.StreamResponse:
    """POST /items/{id}/check: length and findings of a text that is being typed; who types holds the item."""
    services = request.app[SERVICES]
    item = await services.queue.item(item_id(request))
    text = typed_text(str((await request.post()).get("text", "")))
    verdict = await services.desk.check(item, text)
    if item.reply["locked_by"] is None and item.reply["state"] in WAITING and text != typed_text(item.reply["text"]):
        with contextlib.suppress(TooLate):  # the page hears of it by itself, and this answer is only about the text
            await services.desk.lock(item_id(request), item.reply["revision"], visit.name)
    return page(request, "_check.html", visit, **check_values(services, item, text, verdict))


def action(do: _Action) -> Handler:
    """A handler that does `do` and shows the item as it stands afterwards."""

    async def handle(request: web.Request, visit: Visit) -> web.StreamResponse:
        filled = await _filled(request, visit)
        try:
            outcome, status = Outcome(done=await do(filled)), 200
        except Blocked as error:
            outcome, status = _failed(filled, "This can't be sent as it stands; see below why.", error.verdict), 422
        except (NotComplete, WiderThanAsked) as error:
            outcome, status = _failed(filled, str(error)), 422
        except Covered:  # what was typed is not shown again: it holds the secret
            outcome, status = Outcome(problem=f"{_COVERED} Read it again, then approve it."), 422
        except TooLate as error:
            outcome, status = _failed(filled, str(error)), 409
        if status == 200 and not is_fragment(request):
            raise web.HTTPSeeOther(f"/items/{filled.item}")
        item = await filled.services.queue.item(filled.item)
        return await show(request, visit, item, outcome, status=status)

    return handle


async def approve(filled: Filled) -> str:
    """Approve the text in the box: when it is not the saved one, a new revision is saved and exactly that approved."""
    revision = filled.revision
    if not (filled.text or "").strip():
        raise NotComplete("There is no text to send yet; write the reply first.")
    if await _needs_a_revision(filled):
        revision, _ = await _save(filled)
        if await _was_covered(filled):
            raise Covered
    await filled.services.desk.approve(filled.item, revision, filled.by)
    return "Approved. It is on its way."


async def edit(filled: Filled) -> str:
    """Save the text in the box as a new revision."""
    if filled.text is None or not await _needs_a_revision(filled):
        return "Nothing to save: the text is as it was."
    number, is_allowed = await _save(filled)
    if await _was_covered(filled):
        return f"Saved as revision {number}. {_COVERED}"
    return f"Saved as revision {number}." if is_allowed else f"Saved as revision {number}; it can't be sent yet."


async def reject(filled: Filled) -> str:
    """Close without an answer."""
    if not filled.why:
        raise NotComplete("Say in a few words why this gets no answer.")
    await filled.services.desk.reject(filled.item, filled.revision, filled.by, filled.why)
    return "Closed without an answer."


async def snooze(filled: Filled) -> str:
    """Put off; it comes back to the queue by itself."""
    services = filled.services
    if filled.until not in SNOOZES:
        raise NotComplete("Choose how long to put this off.")
    until = SNOOZES[filled.until](services.clock(), services.timezone)
    await services.desk.snooze(filled.item, filled.revision, filled.by, until)
    return f"Put off until {until.astimezone(services.timezone):%a %H:%M}."


async def hold(filled: Filled) -> str:
    """Take over the writing from somebody."""
    await filled.services.desk.lock(filled.item, filled.revision, filled.by)
    return "You are writing this reply now."


async def take(filled: Filled) -> str:
    """Assign the conversation to oneself."""
    await filled.services.desk.assign(filled.item, filled.by, filled.by)
    return "This conversation is yours."


async def let_go(filled: Filled) -> str:
    """Assign the conversation to nobody."""
    await filled.services.desk.assign(filled.item, filled.by, None)
    return "This conversation is anybody's."


async def confirm_sent(filled: Filled) -> str:
    """The person found the reply on the platform."""
    await filled.services.desk.confirm_sent(filled.item, filled.revision, filled.by)
    return "Marked as sent."


def _tomorrow_morning(now: datetime, zone: tzinfo) -> datetime:
    day = now.astimezone(zone).date() + timedelta(days=1)
    return datetime.combine(day, time(9), zone)


SNOOZES: dict[str, Callable[[datetime, tzinfo], datetime]] = {
    "30 minutes": lambda now, _: now + timedelta(minutes=30),
    "2 hours": lambda now, _: now + timedelta(hours=2),
    "tomorrow at 9": _tomorrow_morning,
}


async def _needs_a_revision(filled: Filled) -> bool:
    """A changed text does; so does a reply that came back, because only a proposal can be approved."""
    reply = (await filled.services.queue.item(filled.item)).reply
    came_back = reply["state"] in WAITING and reply["state"] != ReplyState.PROPOSED
    return came_back or filled.text != typed_text(reply["text"])


async def _save(filled: Filled) -> tuple[int, bool]:
    number, verdict = await filled.services.desk.edit(filled.item, filled.revision, filled.by, filled.text or "")
    return number, verdict.allowed


async def _was_covered(filled: Filled) -> bool:
    return typed_text((await filled.services.queue.item(filled.item)).reply["text"]) != filled.text


async def _filled(request: web.Request, visit: Visit) -> Filled:
    form = await request.post()
    revision = str(form.get("revision", ""))
    if not (revision.isascii() and revision.isdigit() and len(revision) < 10):
        raise web.HTTPBadRequest(text="The form does not say which revision it is about; load the page again.")
    return Filled(
        services=request.app[SERVICES],
        item=item_id(request),
        revision=int(revision),
        by=visit.name,
        text=typed_text(str(form["text"])) if "text" in form else None,
        why=typed_text(str(form.get("why", ""))).strip()[:_LONGEST_REASON],
        until=str(form.get("until", "")),
    )


def _failed(filled: Filled, problem: str, verdict: Verdict | None = None) -> Outcome:
    return Outcome(problem=problem, typed=filled.text, verdict=verdict)
