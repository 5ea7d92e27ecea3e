"""The Bot API of a simulated Telegram: its methods, its limits, and its refusals."""

import asyncio
from collections import deque
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil
from typing import Any

from aiohttp import web

from connectors.bodies import mapping
from connectors.sandbox.staging import NotThere, break_off
from connectors.sandbox.telegram_world import LONGEST, Fault, TelegramWorld, person_shape, shape

WORLD = web.AppKey("world", TelegramWorld)

_BEFORE = frozenset(Fault) - {
    Fault.TIMEOUT_AFTER,
    Fault.RESET_AFTER,
    Fault.GARBLED,
    Fault.DUPLICATES,
    Fault.REORDER,
}
_AFTER = frozenset({Fault.TIMEOUT_AFTER, Fault.RESET_AFTER, Fault.GARBLED})


@dataclass(frozen=True, slots=True)
class Refusal:
    """An answer that is no: the Bot API's own words, or `raw` for a body that is no JSON."""

    status: int
    description: str = ""
    retry_after: int | None = None
    raw: str | None = None

    def answer(self) -> web.Response:
        """The response."""
        if self.raw is not None:
            return web.Response(status=self.status, text=self.raw, content_type="text/html")
        body: dict[str, Any] = {"ok": False, "error_code": self.status, "description": self.description}
        if self.retry_after is not None:
            body["parameters"] = {"retry_after": self.retry_after}
        return web.json_response(body, status=self.status)


def too_many(seconds: int) -> Refusal:
    """What comes too often."""
    return Refusal(429, f"Too Many Requests: retry after {seconds}", seconds)


_UNAUTHORIZED = Refusal(401, "Unauthorized")
_NO_SUCH_BOT = Refusal(404, "Not Found")
_HOOKED = Refusal(409, "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete it")

REFUSALS: dict[Fault, Refusal] = {
    Fault.RATE_LIMIT: too_many(7),
    Fault.RATE_LIMIT_BARE: Refusal(429, "Too Many Requests"),
    Fault.UNAUTHORIZED: _UNAUTHORIZED,
    Fault.NO_SUCH_BOT: _NO_SUCH_BOT,
    Fault.BLOCKED: Refusal(403, "Forbidden: bot was blocked by the user"),
    Fault.CONFLICT: Refusal(409, "Conflict: terminated by other getUpdates request; make sure only one is running"),
    Fault.SERVER_JSON: Refusal(500, "Internal Server Error"),
    Fault.SERVER_HTML: Refusal(502, raw="<html><head><title>502 Bad Gateway</title></head></html>"),
    Fault.SERVER_EMPTY: Refusal(504, raw=""),
}


class _Refuse(Exception):
    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.description)
        self.refusal = refusal


class Buckets:
    """How much was sent lately, and how often a chat or everything may have it."""

    def __init__(self) -> None:
        self._sent: deque[tuple[datetime, int]] = deque()

    def take(self, chat: int, now: datetime) -> None:
        """One more message. Raises when it comes too soon."""
        while self._sent and self._sent[0][0] <= now - timedelta(minutes=1):
            self._sent.popleft()
        here = [at for at, to in self._sent if to == chat]
        limits = [([at for at, _ in self._sent], 30, 1), (here, 1, 1), *([(here, 20, 60)] if chat < 0 else [])]
        for sent, most, seconds in limits:
            free_at = sent[-most] + timedelta(seconds=seconds) if len(sent) >= most else now
            if free_at > now:
                raise _Refuse(too_many(ceil((free_at - now).total_seconds())))
        self._sent.append((now, chat))


BUCKETS = web.AppKey("buckets", Buckets)


async def call(request: web.Request) -> web.StreamResponse:
    """POST or GET /bot{token}/{method}"""
    world, method = request.app[WORLD], request.match_info["method"]
    if struck := world.faults.strike(_BEFORE, method):
        if struck.fault is Fault.TIMEOUT_BEFORE:
            return await break_off(request, struck.seconds)
        return REFUSALS[struck.fault].answer()
    if request.match_info["token"] != world.token:
        known = request.match_info["token"].startswith(f"{world.bot.id}:")
        return (_UNAUTHORIZED if known else _NO_SUCH_BOT).answer()
    if method not in _METHODS:
        return _NO_SUCH_BOT.answer()
    try:
        done = await _METHODS[method](request, await _asked(request))
    except _Refuse as refused:
        return refused.refusal.answer()
    return await _struck_after(request, method) or web.json_response({"ok": True, "result": done})


async def _asked(request: web.Request) -> dict[str, Any]:
    if request.content_type == "application/json":
        body = await request.json()
        return body if isinstance(body, dict) else {}  # pyright: ignore[reportUnknownVariableType]
    return {**request.query, **{key: str(value) for key, value in (await request.post()).items()}}


async def _struck_after(request: web.Request, method: str) -> web.StreamResponse | None:
    struck = request.app[WORLD].faults.strike(_AFTER, method)
    if struck is None:
        return None
    if struck.fault is Fault.GARBLED:
        return web.Response(text="<html>OK", content_type="text/html")
    return await break_off(request, struck.seconds if struck.fault is Fault.TIMEOUT_AFTER else 0)


async def _get_me(request: web.Request, asked: dict[str, Any]) -> Any:
    del asked
    world = request.app[WORLD]
    return {**person_shape(world.bot), "can_join_groups": True, "can_read_all_group_messages": not world.privacy}


async def _get_webhook_info(request: web.Request, asked: dict[str, Any]) -> Any:
    del asked
    world = request.app[WORLD]
    return {"url": world.webhook, "has_custom_certificate": False, "pending_update_count": len(world.updates)}


async def _get_updates(request: web.Request, asked: dict[str, Any]) -> Any:
    world = request.app[WORLD]
    if world.webhook:
        raise _Refuse(_HOOKED)
    offset = int(asked["offset"]) if "offset" in asked else None
    limit = min(100, max(1, int(asked.get("limit", 100))))
    found = world.take(offset, limit) or await _patiently(world, offset, limit, float(asked.get("timeout", 0)))
    bodies = [{"update_id": number, kind: shape(message)} for number, _, kind, message in found]
    if world.faults.strike(frozenset({Fault.DUPLICATES}), "getUpdates"):
        bodies = [body for body in bodies for _ in range(2)]
    if world.faults.strike(frozenset({Fault.REORDER}), "getUpdates"):
        bodies = world.faults.shuffled(bodies)
    return bodies


async def _patiently(world: TelegramWorld, offset: int | None, limit: int, seconds: float) -> list[Any]:
    """The question stays open until somebody writes."""
    news = asyncio.Event()
    world.on_update.append(news.set)
    try:
        async with asyncio.timeout(seconds):
            await news.wait()
    except TimeoutError:
        return []
    finally:
        world.on_update.remove(news.set)
    return list(world.take(offset, limit))


async def _send_message(request: web.Request, asked: dict[str, Any]) -> Any:
    world, text = request.app[WORLD], str(asked.get("text", ""))
    if not text.strip():
        raise _Refuse(Refusal(400, "Bad Request: message text is empty"))
    if len(text) > LONGEST:
        raise _Refuse(Refusal(400, "Bad Request: message is too long"))
    try:
        chat = world.chat(int(asked.get("chat_id", 0)))
    except NotThere:
        raise _Refuse(Refusal(400, "Bad Request: chat not found")) from None
    answering = mapping(asked.get("reply_parameters")).get("message_id")
    if not (answering is None or (isinstance(answering, int) and (chat.id, answering) in world.messages)):
        raise _Refuse(Refusal(400, "Bad Request: message to be replied not found"))
    request.app[BUCKETS].take(chat.id, world.clock())
    return shape(world.add(world.bot, chat, text, answering))


_METHODS = {
    "getMe": _get_me,
    "getWebhookInfo": _get_webhook_info,
    "getUpdates": _get_updates,
    "sendMessage": _send_message,
}
ROUTES = [web.post("/bot{token}/{method}", call), web.get("/bot{token}/{method}", call)]
