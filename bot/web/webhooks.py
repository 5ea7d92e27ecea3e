"""The address that platforms call: the platform's own signature is the door, and strangers learn nothing.

Whoever isn't genuine gets the same empty 403, whether the account exists or not. 200 means that the bytes are on disk.
"""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import suppress

import structlog
from aiohttp import web

from bot.pipeline.reception import NotKept, Reception
from bot.web.health import FIGURES
from bot.web.visit import SERVICES
from connectors.base import NotGenuine, Webhooks

_log = structlog.get_logger("ascolto.webhooks")

ADDRESS = "/webhooks/{platform}/{account}"

MOST_BYTES = 1024 * 1024
"""Of one body; platforms send a few kilobytes, and seldom a few hundred."""

READ_S = 5.0
"""Seconds in which a body must be here."""

ROOM = 64 * 1024 * 1024
EACH = 16 * 1024
"""Bytes that all calls together may hold at a time, and what each counts beside its body."""

COME_AGAIN_S = 5
"""What `Retry-After` says, in seconds."""

TELL_EVERY_S = 60.0
"""Seconds in which the refusals of one account make one line of the log: strangers shall not fill the disk."""

_STATUS = {
    "kept": 200,
    "handshake": 200,
    "broken": 400,
    "refused": 403,
    "too_slow": 408,
    "too_large": 413,
    "encoded": 415,
    "not_kept": 503,
}
_UNKNOWN = "unknown"


class _TurnedAway(Exception):
    """A call that is not read to its end; the outcome is one of `_STATUS`."""

    def __init__(self, outcome: str) -> None:
        super().__init__(outcome)
        self.outcome = outcome


class Gate:
    """What all calls share: a writer, room in memory, and one line in a while about refusals."""

    def __init__(self, reception: Reception) -> None:
        self.reception = reception
        self.room = ROOM
        self._untold: dict[str, int] = {}
        self._told_at: dict[str, float] = {}

    def tell_refusal(self, account: str, reason: str) -> None:
        """Log it, or count it for the next line."""
        now = asyncio.get_running_loop().time()
        self._untold[account] = self._untold.get(account, 0) + 1
        if now - self._told_at.get(account, -TELL_EVERY_S) >= TELL_EVERY_S:
            self._told_at[account] = now
            _log.warning("webhook_refused", account=account, why=reason, times=self._untold.pop(account))


class _Held:
    """The room that one call takes, given back at its end."""

    def __init__(self, gate: Gate) -> None:
        self._gate = gate
        self._bytes = 0

    def take(self, size: int) -> None:
        if size > self._gate.room:
            raise _TurnedAway("not_kept")
        self._gate.room -= size
        self._bytes += size

    def __enter__(self) -> "_Held":
        return self

    def __exit__(self, *_: object) -> None:
        self._gate.room += self._bytes


GATE = web.AppKey("gate", Gate)


def add_webhooks(app: web.Application) -> None:
    """Open the address on an application that has its services."""
    services = app[SERVICES]
    app[GATE] = Gate(Reception(services.calls, services.engine))
    app.cleanup_ctx.append(_writing)
    app.router.add_get(ADDRESS, shake, allow_head=False)
    app.router.add_post(ADDRESS, receive)


async def _writing(app: web.Application) -> AsyncGenerator[None]:
    writer = asyncio.create_task(app[GATE].reception.run())
    yield
    writer.cancel()
    with suppress(asyncio.CancelledError):
        await writer


async def shake(request: web.Request) -> web.Response:
    """GET: the platform tries the address before it uses it."""
    account, webhooks = _called(request)
    try:
        answer = _known(webhooks).handshake(request.query)
    except NotGenuine as error:
        return _refused(request, account, error)
    _count(request, account, "handshake")
    return web.Response(text=answer.body, content_type=answer.content_type)


async def receive(request: web.Request) -> web.Response:
    """POST: genuine, then on disk, then 200; what it says is read afterwards."""
    account, webhooks = _called(request)
    gate = request.app[GATE]
    try:
        with _Held(gate) as held:
            body = await _read(request, held)
            _known(webhooks).verify({name.lower(): value for name, value in request.headers.items()}, body)
            await gate.reception.keep(account, body)
    except NotGenuine as error:
        return _refused(request, account, error)
    except NotKept:
        return _answer(request, account, "not_kept")
    except _TurnedAway as error:
        return _answer(request, account, error.outcome)
    return _answer(request, account, "kept")


async def _read(request: web.Request, held: _Held) -> bytes:
    """The bytes as they were signed, within the bounds. Raises `_TurnedAway`."""
    if (request.content_length or 0) > MOST_BYTES:
        raise _TurnedAway("too_large")
    if request.headers.get("Content-Encoding", "identity") != "identity":
        raise _TurnedAway("encoded")
    held.take(EACH)
    body = bytearray()
    try:
        async with asyncio.timeout(READ_S):
            while part := await request.content.readany():
                held.take(len(part))
                body += part
                if len(body) > MOST_BYTES:
                    raise _TurnedAway("too_large")
    except TimeoutError as error:
        raise _TurnedAway("too_slow") from error
    except (web.RequestPayloadError, OSError) as error:  # not what HTTP says, or gone in the middle
        raise _TurnedAway("broken") from error
    return bytes(body)


def _called(request: web.Request) -> tuple[str, Webhooks | None]:
    """The account called and what its platform agreed on; None for one that is not there, or is not called."""
    where = request.match_info
    webhooks = request.app[SERVICES].webhooks.get((where["platform"], where["account"]))
    return (where["account"] if webhooks is not None else _UNKNOWN), webhooks


def _known(webhooks: Webhooks | None) -> Webhooks:
    if webhooks is None:
        raise NotGenuine("No account of that platform and name is called from outside.")
    return webhooks


def _refused(request: web.Request, account: str, error: NotGenuine) -> web.Response:
    request.app[GATE].tell_refusal(account, error.reason)
    return _answer(request, account, "refused")


def _answer(request: web.Request, account: str, outcome: str) -> web.Response:
    _count(request, account, outcome)
    status = _STATUS[outcome]
    return web.Response(status=status, headers={"Retry-After": str(COME_AGAIN_S)} if status == 503 else None)


def _count(request: web.Request, account: str, outcome: str) -> None:
    request.app[FIGURES].calls.labels(account, outcome).inc()
