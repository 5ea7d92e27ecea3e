"""The API of a simulated YouTube: tokens, quota, comment threads, comments, and refusals."""

from dataclasses import dataclass
from typing import Any

from aiohttp import web

from connectors.bodies import mapping, string
from connectors.sandbox.staging import NotThere, break_off
from connectors.sandbox.youtube_world import LONGEST, Comment, Fault, YouTubeWorld

WORLD = web.AppKey("world", YouTubeWorld)

_COSTS = {"GET": 1, "POST": 50}


@dataclass(frozen=True, slots=True)
class Refusal:
    """An answer that is no: the API's own word for it, or `raw` for a body that is no JSON."""

    status: int
    reason: str = ""
    domain: str = "youtube.comment"
    raw: str | None = None

    def answer(self) -> web.Response:
        """The response."""
        if self.raw is not None:
            return web.Response(status=self.status, text=self.raw, content_type="text/html")
        message = f"The request was refused ({self.reason})."
        errors = [{"message": message, "domain": self.domain, "reason": self.reason}]
        body = {"error": {"code": self.status, "message": message, "errors": errors}}
        return web.json_response(body, status=self.status)


_QUOTA = Refusal(403, "quotaExceeded", "youtube.quota")
_UNAUTHORIZED = Refusal(401, "authError", "global")

REFUSALS: dict[Fault, Refusal] = {
    Fault.QUOTA: _QUOTA,
    Fault.RATE_LIMIT: Refusal(403, "rateLimitExceeded", "usageLimits"),
    Fault.RATE_LIMIT_BARE: Refusal(429, raw="<html>Too many requests</html>"),
    Fault.TOKEN_ENDED: _UNAUTHORIZED,
    Fault.SCOPE: Refusal(403, "insufficientPermissions", "global"),
    Fault.INELIGIBLE: Refusal(403, "ineligibleAccount"),
    Fault.FORBIDDEN: Refusal(403, "forbidden"),
    Fault.PROCESSING: Refusal(400, "processingFailure"),
    Fault.SERVER_JSON: Refusal(503, "backendError", "global"),
    Fault.SERVER_HTML: Refusal(502, raw="<html><head><title>502 Bad Gateway</title></head></html>"),
    Fault.SERVER_EMPTY: Refusal(503, raw=""),
}
_BEFORE = frozenset({Fault.TIMEOUT_BEFORE, Fault.REVOKED, *REFUSALS})
_AFTER = frozenset({Fault.TIMEOUT_AFTER, Fault.RESET_AFTER, Fault.GARBLED})


class _Refuse(Exception):
    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.refusal = Refusal(status, reason)


async def token(request: web.Request) -> web.Response:
    """POST /token: a new access token for the channel's consent"""
    world, form = request.app[WORLD], await request.post()
    expected = (world.client_id, world.client_secret, world.refresh_token, "refresh_token")
    if tuple(form.get(key) for key in ("client_id", "client_secret", "refresh_token", "grant_type")) != expected:
        return web.json_response({"error": "invalid_grant", "error_description": "Bad Request"}, status=400)
    made = f"sandbox-access-{len(world.access_tokens)}"
    world.access_tokens.add(made)
    return web.json_response({"access_token": made, "expires_in": 3599, "token_type": "Bearer"})


async def call(request: web.Request) -> web.StreamResponse:
    """GET or POST /youtube/v3/{resource}"""
    world, endpoint = request.app[WORLD], f"{request.method} {request.match_info['resource']}"
    if struck := await _struck_before(request, endpoint):
        return struck
    if request.headers.get("Authorization", "").removeprefix("Bearer ") not in world.access_tokens:
        return _UNAUTHORIZED.answer()
    if not world.spend(_COSTS[request.method]):
        return _QUOTA.answer()
    try:
        done = await _METHODS.get(endpoint, _unknown)(request)
    except NotThere:
        return Refusal(404, "commentNotFound").answer()
    except _Refuse as refused:
        return refused.refusal.answer()
    return await _struck_after(request, endpoint) or web.json_response(done)


async def _struck_before(request: web.Request, endpoint: str) -> web.StreamResponse | None:
    world = request.app[WORLD]
    struck = world.faults.strike(_BEFORE, endpoint)
    if struck is None:
        return None
    if struck.fault is Fault.TIMEOUT_BEFORE:
        return await break_off(request, struck.seconds)
    if struck.fault is Fault.REVOKED:
        world.refresh_token = "taken back"  # noqa: S105 - nothing opens with it
    return REFUSALS.get(struck.fault, _UNAUTHORIZED).answer()


async def _unknown(_: web.Request) -> dict[str, Any]:
    raise _Refuse(404, "notFound")


async def _struck_after(request: web.Request, endpoint: str) -> web.StreamResponse | None:
    struck = request.app[WORLD].faults.strike(_AFTER, endpoint)
    if struck is None:
        return None
    if struck.fault is Fault.GARBLED:
        return web.Response(text="<html>OK", content_type="text/html")
    return await break_off(request, struck.seconds if struck.fault is Fault.TIMEOUT_AFTER else 0)


async def _channels(request: web.Request) -> dict[str, Any]:
    world = request.app[WORLD]
    snippet = {"title": world.brand.handle.title(), "customUrl": f"@{world.brand.handle}"}
    mine = [{"kind": "youtube#channel", "id": world.brand.id, "snippet": snippet}]
    return {"items": mine if request.query.get("mine") == "true" else []}


async def _comment_threads(request: web.Request) -> dict[str, Any]:
    world = request.app[WORLD]
    if request.query.get("allThreadsRelatedToChannelId") != world.brand.id:
        raise _Refuse(404, "channelNotFound")
    return _page(request, [world.thread_shape(each) for each in world.threads()])


async def _comments(request: web.Request) -> dict[str, Any]:
    world, asked = request.app[WORLD], request.query
    if "id" in asked:
        now = world.clock()
        known = (world.comments.get(each) for each in asked["id"].split(","))
        return {"items": [world.comment_shape(each) for each in known if each and each.visible_at <= now]}
    world.comment(asked["parentId"])
    return _page(request, [world.comment_shape(each) for each in world.answers(asked["parentId"])])


def _page(request: web.Request, items: list[dict[str, Any]]) -> dict[str, Any]:
    world, size = request.app[WORLD], min(100, max(1, int(request.query.get("maxResults", 20))))
    start = int(request.query.get("pageToken") or 0)
    page = items[start : start + size]
    endpoint = f"GET {request.match_info['resource']}"
    if world.faults.strike(frozenset({Fault.DUPLICATES}), endpoint):
        page = [item for item in page for _ in range(2)]
    if world.faults.strike(frozenset({Fault.REORDER}), endpoint):
        page = world.faults.shuffled(page)
    following = {"nextPageToken": str(start + size)} if start + size < len(items) else {}
    return {"items": page, "pageInfo": {"totalResults": len(items), "resultsPerPage": size}, **following}


async def _insert(request: web.Request) -> dict[str, Any]:
    world, told = request.app[WORLD], mapping(mapping(await request.json()).get("snippet"))
    text, parent = string(told.get("textOriginal")), world.comments.get(string(told.get("parentId")))
    if not text.strip():
        raise _Refuse(400, "commentTextRequired")
    if len(text) > LONGEST:
        raise _Refuse(400, "commentTextTooLong")
    if parent is None:
        raise _Refuse(404, "parentCommentNotFound")
    _check_parent(world, parent)
    return world.comment_shape(world.write(world.brand.handle, text, answering=parent.id))


def _check_parent(world: YouTubeWorld, parent: Comment) -> None:
    if parent.parent is not None:
        raise _Refuse(400, "operationNotSupported")
    if parent.video in world.closed:
        raise _Refuse(403, "forbidden")


_METHODS = {
    "GET channels": _channels,
    "GET commentThreads": _comment_threads,
    "GET comments": _comments,
    "POST comments": _insert,
}
ROUTES = [
    web.post("/token", token),
    web.get("/youtube/v3/{resource}", call),
    web.post("/youtube/v3/{resource}", call),
]
