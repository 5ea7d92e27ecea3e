"""Signed-in browsers: the token lives in a cookie, only its hash in the database."""

import hashlib
import secrets
from datetime import timedelta
from typing import Any

from aiohttp import web

from bot.web.live import LIVE
from bot.web.visit import SERVICES, Visit

LIFETIME = timedelta(hours=12)


def hash_of(token: str) -> str:
    """What is stored of a token; it is random, so one round of SHA-256 is enough."""
    return hashlib.sha256(token.encode()).hexdigest()


async def visit_of(request: web.Request) -> Visit | None:
    """Whose request this is; None when nobody is signed in."""
    token = request.cookies.get(_cookie_name(request))
    if not token:
        return None
    since = request.app[LIVE].newest  # before anything is read, so that no change falls between page and stream
    token_hash = hash_of(token)
    session = await request.app[SERVICES].people.session(token_hash)
    if session is None:
        return None
    return Visit(name=session["person"], role=session["role"], csrf=session["csrf"], token_hash=token_hash, since=since)


async def open_session(request: web.Request, response: web.StreamResponse, name: str) -> None:
    """Sign `name` in with a fresh token; a session that this browser had before ends."""
    services = request.app[SERVICES]
    if (old := await visit_of(request)) is not None:
        await services.people.close_session(old.token_hash)
    token, csrf = secrets.token_urlsafe(32), secrets.token_urlsafe(24)
    await services.people.open_session(hash_of(token), name, csrf, services.clock() + LIFETIME)
    response.set_cookie(_cookie_name(request), token, max_age=int(LIFETIME.total_seconds()), **_cookie_traits(request))


async def close_session(request: web.Request, response: web.StreamResponse, visit: Visit) -> None:
    """Sign out, here and in the database."""
    await request.app[SERVICES].people.close_session(visit.token_hash)
    response.del_cookie(_cookie_name(request), **_cookie_traits(request))


def _cookie_name(request: web.Request) -> str:
    # The prefix makes browsers refuse the cookie from a neighbouring host or a plain connection.
    return "__Host-ascolto" if request.app[SERVICES].secure_cookies else "ascolto"


def _cookie_traits(request: web.Request) -> dict[str, Any]:
    return {"path": "/", "httponly": True, "samesite": "Lax", "secure": request.app[SERVICES].secure_cookies}
