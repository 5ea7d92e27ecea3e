"""Correcting and confirming labels in the browser. What was being typed meanwhile stays."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from aiohttp import web

from bot.domain.labels import LabelHead, UnknownLabel
from bot.pipeline.labels import Labelling
from bot.storage.corrections import NotUnderstoodYet
from bot.storage.decisions import TooLate
from bot.web.item_pages import Outcome, item_id, show, typed_text
from bot.web.visit import SERVICES, Handler, Visit, is_fragment

_Form = Mapping[str, Any]
_Action = Callable[[Labelling, int, str, _Form], Awaitable[str]]
"""Does it and says what was done."""


def label_action(do: _Action) -> Handler:
    """A handler that does `do` and shows the item as it stands afterwards."""

    async def handle(request: web.Request, visit: Visit) -> web.StreamResponse:
        services, item, form = request.app[SERVICES], item_id(request), await request.post()
        typed = _typed(form, (await services.queue.item(item)).reply["text"])
        try:
            outcome = Outcome(done=await do(services.labels, item, visit.name, form), typed=typed, corrected=_key(form))
            status = 200
        except UnknownLabel as error:
            outcome, status = Outcome(problem=str(error), typed=typed), 422
        except (TooLate, NotUnderstoodYet) as error:
            outcome, status = Outcome(problem=str(error), typed=typed), 409
        if status == 200 and not is_fragment(request):
            raise web.HTTPSeeOther(f"/items/{item}")
        return await show(request, visit, await services.queue.item(item), outcome, status=status)

    return handle


async def correct(labels: Labelling, item: int, by: str, form: _Form) -> str:
    """POST /items/{id}/correct: head=urgency&label=high&version=…"""
    return await labels.correct(item, by, *(str(form.get(name, "")) for name in ("head", "label", "version")))


async def confirm(labels: Labelling, item: int, by: str, form: _Form) -> str:
    """POST /items/{id}/confirm-labels: version=…"""
    return await labels.confirm(item, by, str(form.get("version", "")))


def _key(form: _Form) -> str:
    """The key of the line that a form is about: of what is sensitive, the kind."""
    head, label = (str(form.get(name, "")) for name in ("head", "label"))
    return label.partition(":")[0] if head == LabelHead.SENSITIVE else head


def _typed(form: _Form, saved: str) -> str | None:
    """What somebody typed; None for the saved text, which must not come back when a correction takes it away."""
    typed = typed_text(str(form["text"])) if "text" in form else None
    return None if typed == typed_text(saved) else typed
