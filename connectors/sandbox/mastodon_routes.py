"""The routes of Mastodon's client API that care needs, answered from a world."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar, cast

from aiohttp import web

from bot.domain.length import mastodon_length
from connectors.sandbox.mastodon_faults import Fault
from connectors.sandbox.mastodon_gate import WORLD, endpoint_of
from connectors.sandbox.mastodon_records import Notification, NotThere, Shape, Status
from connectors.sandbox.mastodon_records import place as place_of
from connectors.sandbox.mastodon_refusals import NO_PARENT, NOT_FOUND, SCOPE, Refuse, invalid
from connectors.sandbox.mastodon_shapes import Scribe
from connectors.sandbox.mastodon_world import MastodonWorld

NOTIFICATIONS_PAGE = 80
STATUSES_PAGE = 40
LOOKUP_PAGE = 20
_VISIBILITIES = ("public", "unlisted", "private", "direct")

_Item = TypeVar("_Item", Notification, Status)


async def instance(request: web.Request) -> web.Response:
    """GET /api/v2/instance, which older servers don't have"""
    world = request.app[WORLD]
    if not world.second_api:
        raise Refuse(NOT_FOUND)
    return web.json_response(Scribe(world).instance(str(request.url.origin())))


async def older_instance(request: web.Request) -> web.Response:
    """GET /api/v1/instance"""
    return web.json_response(Scribe(request.app[WORLD]).older_instance(str(request.url.origin())))


async def me(request: web.Request) -> web.Response:
    """GET /api/v1/accounts/verify_credentials"""
    world = request.app[WORLD]
    return web.json_response(Scribe(world).account(world.brand) | {"source": {"privacy": "public"}})


async def app(request: web.Request) -> web.Response:
    """GET /api/v1/apps/verify_credentials"""
    return web.json_response({"name": "Ascolto", "scopes": request.app[WORLD].scopes})


async def notifications(request: web.Request) -> web.Response:
    """GET /api/v1/notifications"""
    world, query = request.app[WORLD], request.query
    kinds = query.getall("types[]", [])
    found = [
        each
        for each in world.notifications
        if (not kinds or each.type in kinds) and world.statuses[each.status_id].visible_at <= world.clock()
    ]
    if world.faults.strike(frozenset({Fault.ECHO}), endpoint_of(request)):
        found += [_echo(world, each) for each in world.statuses.values() if each.author_id == world.brand.id]
    shape = Shape.ULID if world.shape is Shape.ULID else Shape.NUMBER
    page = _page(request, found, NOTIFICATIONS_PAGE, lambda identity: place_of(identity, shape))
    return _listed(request, page, [Scribe(world).notification(each) for each in page])


def _echo(world: MastodonWorld, status: Status) -> Notification:
    identity = str(90_000_000_000 + world.place(status.id) % 1_000_000)
    return Notification(
        id=identity, type="mention", created_at=status.created_at, account_id=status.author_id, status_id=status.id
    )


async def own_statuses(request: web.Request) -> web.Response:
    """GET /api/v1/accounts/{id}/statuses"""
    world, author = request.app[WORLD], request.match_info["id"]
    found = [each for each in world.statuses.values() if each.author_id == author and world.seen(each.id)]
    page = _page(request, found, STATUSES_PAGE, world.place)
    return _listed(request, page, [Scribe(world).status(each) for each in page])


def _page(request: web.Request, items: Sequence[_Item], most: int, place: Callable[[str], int]) -> list[_Item]:
    """One page, newest first. `min_id` goes forward from there, `since_id` gives the newest; bounds are exclusive."""
    query = request.query
    size = min(int(query.get("limit", most // 2)), most)
    low = max(place(query.get("min_id", "0")), place(query.get("since_id", "0")))
    high = place(query["max_id"]) if "max_id" in query else 1 << 200
    left = sorted((each for each in items if low < place(each.id) < high), key=lambda each: place(each.id))
    page = left[:size] if "min_id" in query else left[-size:]
    return _disturbed(request, page[::-1])


def _disturbed(request: web.Request, items: list[_Item]) -> list[_Item]:
    faults, endpoint = request.app[WORLD].faults, endpoint_of(request)
    if faults.strike(frozenset({Fault.DUPLICATES}), endpoint):
        items = [each for item in items for each in (item, item)]
    if faults.strike(frozenset({Fault.REORDER}), endpoint):
        items = faults.shuffled(items)
    return items


def _listed(request: web.Request, page: Sequence[_Item], bodies: list[dict[str, Any]]) -> web.Response:
    headers: dict[str, str] = {}
    if page:
        where = request.url.origin().join(request.rel_url).with_query(None)
        headers["Link"] = f'<{where}?max_id={page[-1].id}>; rel="next", <{where}?min_id={page[0].id}>; rel="prev"'
    return web.json_response(bodies, headers=headers)


async def one(request: web.Request) -> web.Response:
    """GET /api/v1/statuses/{id}"""
    return web.json_response(Scribe(request.app[WORLD]).status(_seen(request)))


async def many(request: web.Request) -> web.Response:
    """GET /api/v1/statuses?id[]=: what is gone is left out"""
    world, ids = request.app[WORLD], request.query.getall("id[]", [])
    if not world.looks_up_many:
        raise Refuse(NOT_FOUND)
    if len(ids) > LOOKUP_PAGE:
        raise Refuse(invalid("Too many ids"))
    found = [status for each in ids if (status := world.seen(each))]
    return web.json_response([Scribe(world).status(each) for each in found])


async def context(request: web.Request) -> web.Response:
    """GET /api/v1/statuses/{id}/context"""
    world, status = request.app[WORLD], _seen(request)
    scribe = Scribe(world)
    below = [each for each in world.thread(status.id)[1:] if world.seen(each.id)]
    above = [each for each in world.ancestors(status) if world.seen(each.id)]
    return web.json_response(
        {"ancestors": [scribe.status(each) for each in above], "descendants": [scribe.status(each) for each in below]}
    )


def _seen(request: web.Request) -> Status:
    status = request.app[WORLD].seen(request.match_info["id"])
    if status is None:
        raise NotThere(request.match_info["id"])
    return status


async def create(request: web.Request) -> web.Response:
    """POST /api/v1/statuses, as a form or JSON; a known Idempotency-Key gives the status of the first time"""
    world, body = request.app[WORLD], await _told(request)
    key = request.headers.get("Idempotency-Key", "")
    if world.honours_keys and (known := world.statuses.get(world.keys.get(key, ""))):
        return web.json_response(Scribe(world).status(known))
    status = world.write(
        f"{world.brand.username}@{world.domain}",
        _checked(world, body),
        visibility=str(body.get("visibility") or "public"),
        in_reply_to=_parent(world, body),
        spoiler_text=str(body.get("spoiler_text") or ""),
        language=str(body.get("language") or "") or None,
    )
    if key:
        world.keys[key] = status.id
    return web.json_response(Scribe(world).status(status))


def _checked(world: MastodonWorld, body: dict[str, Any]) -> str:
    text, warning = body.get("status"), body.get("spoiler_text") or ""
    if not isinstance(text, str) or not text.strip():
        raise Refuse(invalid("Text can't be blank"))
    if body.get("visibility") not in (None, *_VISIBILITIES):
        raise Refuse(invalid("Visibility is not included in the list"))
    if mastodon_length(text, world.per_url) + mastodon_length(str(warning)) > world.max_characters:
        raise Refuse(invalid(f"Text character limit of {world.max_characters} exceeded"))
    return text


def _parent(world: MastodonWorld, body: dict[str, Any]) -> str | None:
    told = body.get("in_reply_to_id")
    if not told:
        return None
    if world.seen(str(told)) is None:
        raise Refuse(NO_PARENT)
    return str(told)


async def delete(request: web.Request) -> web.Response:
    """DELETE /api/v1/statuses/{id}"""
    world, status = request.app[WORLD], _seen(request)
    if status.author_id != world.brand.id:
        raise Refuse(SCOPE)
    world.delete(status.id)
    return web.json_response(Scribe(world).status(status) | {"text": status.text})


async def _told(request: web.Request) -> dict[str, Any]:
    if request.content_type != "application/json":
        return dict(await request.post())
    try:
        body = await request.json()
    except ValueError:
        body = None
    return cast(dict[str, Any], body) if isinstance(body, dict) else {}


ROUTES = [
    web.get("/api/v2/instance", instance),
    web.get("/api/v1/instance", older_instance),
    web.get("/api/v1/accounts/verify_credentials", me),
    web.get("/api/v1/apps/verify_credentials", app),
    web.get("/api/v1/notifications", notifications),
    web.get("/api/v1/accounts/{id}/statuses", own_statuses),
    web.get("/api/v1/statuses", many),
    web.post("/api/v1/statuses", create),
    web.get("/api/v1/statuses/{id}", one),
    web.delete("/api/v1/statuses/{id}", delete),
    web.get("/api/v1/statuses/{id}/context", context),
]
