"""What every answer says to the browser about trust, and what every POST must prove."""

import hmac
from urllib.parse import urlsplit

from aiohttp import web

from bot.web.visit import SERVICES, Visit

CSRF_HEADER = "X-CSRF-Token"
CSRF_FIELD = "csrf"

_POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "no-store",
}
_OUT_OF_DATE = "This page belongs to an earlier sign-in; copy what you wrote, load the page again and repeat."
_FOREIGN = "This request came from another site, so nothing was done; open the console itself and repeat."


async def add_headers(request: web.Request, response: web.StreamResponse) -> None:
    """A signal of aiohttp: on every answer, unless the handler said something stricter or fitter."""
    if request.path.startswith("/static/") and response.status in (200, 304):
        # Addresses with a version change when their file does.
        fresh = "public, max-age=31536000, immutable" if "v" in request.query else "no-cache"
        response.headers["Cache-Control"] = fresh
    response.headers["Server"] = "ascolto"  # which versions run here is nobody's business
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if request.app[SERVICES].secure_cookies:
        response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")


def refuse_other_origins(request: web.Request) -> None:
    """Raises `HTTPForbidden` for a POST that another site's page sent."""
    origin = request.headers.get("Origin")
    if origin is not None:
        foreign = urlsplit(origin).netloc != request.host
    else:  # browsers that leave it out say at least this; programs say neither and carry no cookie of anybody
        foreign = request.headers.get("Sec-Fetch-Site", "none") not in ("none", "same-origin")
    if foreign:
        raise web.HTTPForbidden(text=_FOREIGN)


async def refuse_without_token(request: web.Request, visit: Visit) -> None:
    """Raises `HTTPForbidden` unless the POST carries the session's token, in a header or in the form."""
    given = request.headers.get(CSRF_HEADER) or (await request.post()).get(CSRF_FIELD)
    if not isinstance(given, str) or not hmac.compare_digest(given.encode(), visit.csrf.encode()):
        raise web.HTTPForbidden(text=_OUT_OF_DATE)
