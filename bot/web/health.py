"""For machines: alive, ready, and figures for Prometheus. None of it needs a sign-in, none of it shows a customer."""

import time
from collections import Counter as Tally
from collections.abc import Awaitable, Callable

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from bot.domain.alarms import AlarmKind
from bot.domain.reply import IN_FLIGHT, WAITING, ReplyState
from bot.web.visit import SERVICES

_ACCOUNT_STATES = ("active", "paused", "signed_out")
_OPEN_STATES = tuple(sorted((*WAITING, *IN_FLIGHT, ReplyState.APPROVED)))
_INDISPENSABLE = ("database", "engine")
_METHODS = ("GET", "HEAD", "POST")
_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5)


class Figures:
    """What this process counts; each application has its own registry."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.replies = Gauge("ascolto_replies", "Open replies by state.", ["state"], registry=self.registry)
        self.accounts = Gauge("ascolto_accounts", "Accounts by state.", ["state"], registry=self.registry)
        self.alarms = Gauge(
            "ascolto_account_alarms", "Accounts that a person should look into.", ["kind"], registry=self.registry
        )
        self.ready = Gauge("ascolto_ready", "1 when this part works.", ["part"], registry=self.registry)
        self.calls = Counter(
            "ascolto_webhook_calls", "Calls of platforms by outcome.", ["account", "outcome"], registry=self.registry
        )
        self.unread = Gauge("ascolto_webhook_unread", "Calls kept and not read yet.", registry=self.registry)
        self.unread_s = Gauge(
            "ascolto_webhook_unread_seconds", "Age of the oldest call not read yet.", registry=self.registry
        )
        labels = ["method", "route", "status"]
        self.requests = Counter("ascolto_http_requests", "Requests answered.", labels, registry=self.registry)
        self.seconds = Histogram(
            "ascolto_http_seconds", "Time to answer.", ["route"], buckets=_SECONDS, registry=self.registry
        )


FIGURES = web.AppKey("figures", Figures)


@web.middleware
async def count_requests(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    """Counts by route pattern, never by address: an address may name a customer's item."""
    figures, began, status = request.app[FIGURES], time.perf_counter(), 500
    resource = request.match_info.route.resource
    route = resource.canonical if resource is not None else "unknown"
    try:
        response = await handler(request)
        status = response.status
    except web.HTTPException as error:
        status = error.status
        raise
    else:
        return response
    finally:
        method = request.method if request.method in _METHODS else "other"
        figures.requests.labels(method, route, str(status)).inc()
        figures.seconds.labels(route).observe(time.perf_counter() - began)


async def healthz(_request: web.Request) -> web.StreamResponse:
    """GET /healthz: this process answers."""
    return web.json_response({"status": "ok"})


async def readyz(request: web.Request) -> web.StreamResponse:
    """GET /readyz: each part is "ok" or one sentence; 503 when a part fails that no page works without.

    A signed-out account or a degraded model must not take the console away from those who can mend it.
    """
    parts = await request.app[SERVICES].readiness()
    well = all(parts[part] == "ok" for part in _INDISPENSABLE)
    return web.json_response({"ready": well, "parts": parts}, status=200 if well else 503)


async def metrics(request: web.Request) -> web.StreamResponse:
    """GET /metrics."""
    services, figures = request.app[SERVICES], request.app[FIGURES]
    counts = await services.queue.count()
    for state in _OPEN_STATES:
        figures.replies.labels(state).set(counts.get(state, 0))
    states = Tally(row["state"] for row in await services.accounts.all())
    for state in _ACCOUNT_STATES:
        figures.accounts.labels(state).set(states[state])
    unread, oldest_s = await services.calls.backlog()
    figures.unread.set(unread)
    figures.unread_s.set(oldest_s)
    kinds = Tally(alarm.kind for alarms in (await services.accounts.alarms()).values() for alarm in alarms)
    for kind in AlarmKind:
        figures.alarms.labels(kind).set(kinds[kind])
    for part, word in (await services.readiness()).items():
        figures.ready.labels(part).set(word == "ok")
    return web.Response(body=generate_latest(figures.registry), headers={"Content-Type": CONTENT_TYPE_LATEST})
