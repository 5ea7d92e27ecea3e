"""Behind the scenes of a simulated instance over HTTP: let customers act and things go wrong."""

from collections.abc import Awaitable, Callable
from dataclasses import asdict
from typing import Any, cast

from aiohttp import web

from connectors.sandbox.mastodon_faults import Fault
from connectors.sandbox.mastodon_gate import WORLD
from connectors.sandbox.mastodon_records import NotThere, Status
from connectors.sandbox.mastodon_refusals import iso
from connectors.sandbox.mastodon_world import MastodonWorld


def shown(world: MastodonWorld, status: Status) -> dict[str, Any]:
    """A status for people: who, what, when, and who sees it."""
    return {
        "id": status.id,
        "author": world.people[status.author_id].acct,
        "text": status.text,
        "content_warning": status.spoiler_text,
        "visibility": status.visibility,
        "created_at": iso(status.created_at),
        "in_reply_to": status.in_reply_to_id,
        "edited": status.edited_at is not None,
        "brand": status.author_id == world.brand.id,
    }


async def told(request: web.Request) -> dict[str, Any]:
    """The JSON object of a request. Raises `ValueError` for anything else."""
    body = await request.json()
    if not isinstance(body, dict):
        raise ValueError("the body must be a JSON object")  # noqa: TRY004 - a mistake of the asker's, not of a type
    return cast(dict[str, Any], body)


_OPTIONAL = ("visibility", "in_reply_to", "spoiler_text", "language", "quoting")


async def add_status(request: web.Request) -> web.Response:
    """POST /sandbox/statuses {author, text, visibility?, in_reply_to?, spoiler_text?, language?, quoting?}"""
    world, body = request.app[WORLD], await told(request)
    rest: dict[str, Any] = {key: str(body[key]) for key in _OPTIONAL if body.get(key)}
    return web.json_response(shown(world, world.write(str(body["author"]), str(body["text"]), **rest)), status=201)


async def edit_status(request: web.Request) -> web.Response:
    """PUT /sandbox/statuses/{id} {text}"""
    world, body = request.app[WORLD], await told(request)
    return web.json_response(shown(world, world.edit(request.match_info["id"], str(body["text"]))))


async def delete_status(request: web.Request) -> web.Response:
    """DELETE /sandbox/statuses/{id}"""
    request.app[WORLD].delete(request.match_info["id"])
    return web.json_response({"deleted": True})


async def thread(request: web.Request) -> web.Response:
    """GET /sandbox/threads/{id}: what the public sees, oldest first"""
    world, identity = request.app[WORLD], request.match_info["id"]
    statuses = [each for each in world.thread(identity) if each.visibility in ("public", "unlisted")]
    if not statuses:
        raise NotThere(f"There is no public thread {identity}.")
    return web.json_response({"id": identity, "statuses": [shown(world, each) for each in statuses]})


async def list_faults(request: web.Request) -> web.Response:
    """GET /sandbox/faults: what is on, and what could be"""
    on = [asdict(switch) for switch in request.app[WORLD].faults.switches]
    return web.json_response({"on": on, "known": list(Fault)})


async def add_fault(request: web.Request) -> web.Response:
    """POST /sandbox/faults {fault, endpoint?, probability?, count?, after?, seconds?}"""
    body = await told(request)
    request.app[WORLD].faults.switch_on(
        Fault(body["fault"]),
        endpoint=body.get("endpoint"),
        probability=float(body.get("probability", 1)),
        count=int(body["count"]) if body.get("count") is not None else None,
        after=int(body.get("after", 0)),
        seconds=float(body.get("seconds", 30)),
    )
    return await list_faults(request)


async def clear_faults(request: web.Request) -> web.Response:
    """DELETE /sandbox/faults"""
    request.app[WORLD].faults.clear()
    return await list_faults(request)


@web.middleware
async def mistakes(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    """A wrong request gets a sentence; the API itself has its own words."""
    try:
        return await handler(request)
    except NotThere as missing:
        return web.json_response({"error": str(missing)}, status=404)
    except (KeyError, TypeError, ValueError) as wrong:
        return web.json_response({"error": f"The request is not right: {wrong}"}, status=400)


ROUTES = [
    web.post("/sandbox/statuses", add_status),
    web.put("/sandbox/statuses/{id}", edit_status),
    web.delete("/sandbox/statuses/{id}", delete_status),
    web.get("/sandbox/threads/{id}", thread),
    web.get("/sandbox/faults", list_faults),
    web.post("/sandbox/faults", add_fault),
    web.delete("/sandbox/faults", clear_faults),
]
