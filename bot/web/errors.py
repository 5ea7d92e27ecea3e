"""Errors in the look of the console: one sentence each, never a stack trace."""

from collections.abc import Awaitable, Callable

import structlog
from aiohttp import web

from bot.storage.queue import NotThere
from bot.web.pages import page
from bot.web.visit import is_fragment

_log = structlog.get_logger("ascolto.web")

_TITLES = {401: "Please sign in", 403: "Not allowed", 404: "Not found", 413: "Too long", 429: "Too fast"}
_SENTENCES = {
    404: "There is no such page; the queue is where everything starts.",
    405: "This address does not take that kind of request; go back and use the buttons.",
    413: "What you sent is too long; shorten it and send it again.",
}
_OURS = "Something failed on our side and was written to the log; nothing was sent. Try again in a moment."

_Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@web.middleware
async def tell_errors(request: web.Request, handler: _Handler) -> web.StreamResponse:
    """Turn what handlers raise into pages, or into plain sentences for a page that asked for a part."""
    try:
        return await handler(request)
    except NotThere:
        return _tell(request, 404, "There is no such item; it may have been erased. The queue shows what is open.")
    except web.HTTPException as error:
        if error.status < 400:
            raise
        default = error.text is None or error.text == f"{error.status}: {error.reason}"
        sentence = _SENTENCES.get(error.status, error.reason) if default else error.text
        return _tell(request, error.status, sentence or _OURS)
    except Exception:
        _log.exception("request_failed", method=request.method, route=_route(request))
        return _tell(request, 500, _OURS)


def _tell(request: web.Request, status: int, sentence: str) -> web.Response:
    if is_fragment(request) or "text/html" not in request.headers.get("Accept", ""):
        return web.Response(text=sentence, status=status)
    return page(request, "error.html", None, status=status, title=_TITLES.get(status, "Failed"), sentence=sentence)


def _route(request: web.Request) -> str:
    resource = request.match_info.route.resource
    return resource.canonical if resource is not None else "unknown"
