"""Every page but a few is behind these: who is there, may they, and did the request come from our own page."""

from collections.abc import Awaitable, Callable
from urllib.parse import quote, urlsplit

from aiohttp import web

from bot.web.roles import Right, refusal
from bot.web.security import refuse_other_origins, refuse_without_token
from bot.web.sessions import visit_of
from bot.web.visit import Handler, is_fragment

Endpoint = Callable[[web.Request], Awaitable[web.StreamResponse]]

_SIGN_IN_AGAIN = "Your session has ended; sign in again in another tab. What you wrote is still here."


def guarded(handler: Handler, right: Right) -> Endpoint:
    """`handler` for signed-in people with `right` only."""

    async def at_the_door(request: web.Request) -> web.StreamResponse:
        visit = await visit_of(request)
        if visit is None:
            raise _sign_in_first(request)
        if request.method == "POST":
            refuse_other_origins(request)
            await refuse_without_token(request, visit)
        if not visit.may(right):
            raise web.HTTPForbidden(text=refusal(visit.role, right))
        return await handler(request, visit)

    return at_the_door


def local_path(given: str | None) -> str:
    """Where to go after signing in: a path of this console, whatever the address bar says."""
    if not given or not given.startswith("/") or given.startswith(("//", "/\\")) or not given.isprintable():
        return "/"
    parts = urlsplit(given)
    return "/" if parts.scheme or parts.netloc else given


def _sign_in_first(request: web.Request) -> web.HTTPException:
    if request.method == "GET" and not is_fragment(request) and "text/html" in request.headers.get("Accept", ""):
        return web.HTTPSeeOther(f"/sign-in?next={quote(request.path_qs, safe='')}")
    return web.HTTPUnauthorized(text=_SIGN_IN_AGAIN)
