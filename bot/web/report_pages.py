"""The weekly report inside the console. It is a whole document, as it is mailed, so it gets a frame of its own."""

import re
from datetime import date, timedelta

from aiohttp import web

from bot.web.pages import page
from bot.web.visit import SERVICES, Visit

_WEEK = re.compile(r"(\d{4})-W(\d{2})")
# The document brings its own styles and charts; it may run nothing, load nothing and be framed by the console only.
_DOCUMENT_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
    "frame-ancestors 'self'; base-uri 'none'; form-action 'none'",
    "X-Frame-Options": "SAMEORIGIN",
}


async def report_page(request: web.Request, visit: Visit) -> web.StreamResponse:
    """GET /report?week=2026-W47: with links to the weeks before and after."""
    services = request.app[SERVICES]
    today = services.clock().astimezone(services.timezone).date()
    monday = _monday(request) or today - timedelta(days=today.weekday())
    week = timedelta(days=7)
    following = monday + week
    return page(
        request,
        "report.html",
        visit,
        week=_name(monday),
        before=_name(monday - week),
        after=_name(following) if following <= today else None,
    )


async def report_document(request: web.Request, _visit: Visit) -> web.StreamResponse:
    """GET /report/document?week=2026-W47: the report itself."""
    monday = _monday(request)
    html = await request.app[SERVICES].report(_name(monday) if monday else None)
    return web.Response(text=html, content_type="text/html", headers=_DOCUMENT_HEADERS)


def _name(monday: date) -> str:
    year, week, _ = monday.isocalendar()
    return f"{year}-W{week:02d}"


def _monday(request: web.Request) -> date | None:
    """The week asked for, None for none; raises `HTTPNotFound` for one that no calendar has."""
    asked = request.query.get("week")
    if not asked:
        return None
    found = _WEEK.fullmatch(asked)
    try:
        if found is not None and int(found[1]) > 1:
            return date.fromisocalendar(int(found[1]), int(found[2]), 1)
    except ValueError:
        pass
    raise web.HTTPNotFound(text="There is no such week; write it like 2026-W47.")
