"""The console as an aiohttp application."""

import asyncio
import contextlib
from collections.abc import AsyncGenerator

from aiohttp import web

from bot.web import item_actions as do
from bot.web import sign_in
from bot.web.doors import guarded
from bot.web.errors import tell_errors
from bot.web.health import FIGURES, Figures, count_requests, healthz, metrics, readyz
from bot.web.item_pages import carry, item_news, item_page
from bot.web.label_actions import confirm, correct, label_action
from bot.web.live import LIVE, Live, events
from bot.web.pages import STATIC
from bot.web.queue_pages import pulse, queue_page, queue_part
from bot.web.report_pages import report_document, report_page
from bot.web.roles import Right
from bot.web.security import add_headers
from bot.web.services import Services
from bot.web.visit import SERVICES, Handler
from bot.web.webhooks import add_webhooks

_ITEM = "/items/{id:[0-9]{1,18}}"

_GUARDED: tuple[tuple[str, str, Handler, Right], ...] = (
    ("GET", "/", queue_page, Right.READ),
    ("GET", "/queue", queue_part, Right.READ),
    ("GET", "/pulse", pulse, Right.READ),
    ("GET", "/events", events, Right.READ),
    ("GET", "/report", report_page, Right.READ),
    ("GET", "/report/document", report_document, Right.READ),
    ("POST", "/sign-out", sign_in.sign_out, Right.READ),
    ("GET", _ITEM, item_page, Right.READ),
    ("GET", f"{_ITEM}/news", item_news, Right.READ),
    ("POST", f"{_ITEM}/check", do.check, Right.WRITE),
    ("POST", f"{_ITEM}/carry", carry, Right.WRITE),
    ("POST", f"{_ITEM}/edit", do.action(do.edit), Right.WRITE),
    ("POST", f"{_ITEM}/snooze", do.action(do.snooze), Right.WRITE),
    ("POST", f"{_ITEM}/hold", do.action(do.hold), Right.WRITE),
    ("POST", f"{_ITEM}/take", do.action(do.take), Right.WRITE),
    ("POST", f"{_ITEM}/let-go", do.action(do.let_go), Right.WRITE),
    ("POST", f"{_ITEM}/correct", label_action(correct), Right.WRITE),
    ("POST", f"{_ITEM}/confirm-labels", label_action(confirm), Right.WRITE),
    ("POST", f"{_ITEM}/approve", do.action(do.approve), Right.DECIDE),
    ("POST", f"{_ITEM}/reject", do.action(do.reject), Right.DECIDE),
    ("POST", f"{_ITEM}/confirm-sent", do.action(do.confirm_sent), Right.DECIDE),
)


def build_web(services: Services) -> web.Application:
    """The console; run it with an `AppRunner`. Its cleanup ends every open live stream."""
    app = web.Application(middlewares=[count_requests, tell_errors])
    app[SERVICES] = services
    app[FIGURES] = Figures()
    app[LIVE] = Live(services.queue, services.engine)
    sign_in.prepare(app)
    add_webhooks(app)
    app.on_response_prepare.append(add_headers)
    app.cleanup_ctx.append(_live_updates)
    app.on_shutdown.append(_end_streams)
    _add_routes(app)
    return app


def _add_routes(app: web.Application) -> None:
    router = app.router
    for method, path, handler, right in _GUARDED:
        router.add_route(method, path, guarded(handler, right))
    router.add_get("/sign-in", sign_in.ask)
    router.add_post("/sign-in", sign_in.sign_in)
    router.add_get("/healthz", healthz)
    router.add_get("/readyz", readyz)
    router.add_get("/metrics", metrics)
    router.add_static("/static", STATIC)


async def _live_updates(app: web.Application) -> AsyncGenerator[None]:
    await app[LIVE].start()
    looking = asyncio.create_task(app[LIVE].run())
    yield
    looking.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await looking


async def _end_streams(app: web.Application) -> None:
    await app[LIVE].close()
