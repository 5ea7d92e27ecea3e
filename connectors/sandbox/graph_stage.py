"""Behind the scenes of Meta's simulated platforms over HTTP: let customers act and things go wrong."""

from collections.abc import Awaitable, Callable
from dataclasses import asdict
from typing import Any, cast

from aiohttp import web

from connectors.sandbox.graph_faults import Fault
from connectors.sandbox.graph_gate import WORLD
from connectors.sandbox.graph_hooks import COURIER, NotWelcome
from connectors.sandbox.graph_records import Comment, Message, NotThere, Post, iso
from connectors.sandbox.graph_refusals import Refuse
from connectors.sandbox.graph_world import GraphWorld


def shown(world: GraphWorld, what: Post | Comment) -> dict[str, Any]:
    """A post or comment for people: who, what, when, and under what."""
    return {
        "id": what.id,
        "author": world.people[what.author_id].name,
        "text": what.text,
        "created_at": iso(what.created_at),
        "on": what.answered_id if isinstance(what, Comment) else None,
        "brand": what.author_id == world.brand.id,
    }


def shown_message(world: GraphWorld, message: Message) -> dict[str, Any]:
    """A private message for people."""
    customer = world.by_scoped(message.customer_id)
    return {
        "id": message.id,
        "author": world.brand.name if message.by_brand else customer.name,
        "with": customer.name,
        "text": message.text,
        "created_at": iso(message.created_at),
        "brand": message.by_brand,
    }


async def told(request: web.Request) -> dict[str, Any]:
    """The JSON object of a request. Raises `ValueError` for anything else."""
    body = await request.json()
    if not isinstance(body, dict):
        raise ValueError("the body must be a JSON object")  # noqa: TRY004 - a mistake of the asker's, not of a type
    return cast(dict[str, Any], body)


async def add_post(request: web.Request) -> web.Response:
    """POST /sandbox/posts {author, text, tags_brand?}"""
    world, body = request.app[WORLD], await told(request)
    post = world.post(str(body["author"]), str(body["text"]), tags_brand=body.get("tags_brand") is True)
    return web.json_response(shown(world, post), status=201)


async def add_comment(request: web.Request) -> web.Response:
    """POST /sandbox/comments {author, text, on}"""
    world, body = request.app[WORLD], await told(request)
    comment = world.comment(str(body["author"]), str(body["text"]), str(body["on"]))
    return web.json_response(shown(world, comment), status=201)


async def add_message(request: web.Request) -> web.Response:
    """POST /sandbox/messages {author, text, standby?}"""
    world, body = request.app[WORLD], await told(request)
    message = world.write(str(body["author"]), str(body["text"]), standby=body.get("standby") is True)
    return web.json_response(shown_message(world, message), status=201)


async def change(request: web.Request) -> web.Response:
    """PUT /sandbox/comments/{id} {text?, hidden?}; also for posts"""
    world, identity, body = request.app[WORLD], request.match_info["id"], await told(request)
    if "hidden" in body:
        world.hide(identity, hidden=body["hidden"] is True)
    if "text" in body:
        world.edit(identity, str(body["text"]))
    return web.json_response({"changed": True})


async def delete(request: web.Request) -> web.Response:
    """DELETE /sandbox/comments/{id}; also for posts"""
    request.app[WORLD].delete(request.match_info["id"])
    return web.json_response({"deleted": True})


async def thread(request: web.Request) -> web.Response:
    """GET /sandbox/threads/{id}: a post and what the public sees under it, oldest first"""
    world, identity = request.app[WORLD], request.match_info["id"]
    post = world.posts.get(identity)
    if post is None:
        raise NotThere(f"There is no post {identity}.")
    comments = [each for each in world.under(identity) if not each.hidden]
    return web.json_response({"id": identity, "entries": [shown(world, each) for each in (post, *comments)]})


async def conversation(request: web.Request) -> web.Response:
    """GET /sandbox/conversations/{name}: what was said privately, oldest first"""
    world = request.app[WORLD]
    said = world.conversation(world.person(request.match_info["name"]).scoped)
    return web.json_response({"messages": [shown_message(world, each) for each in said]})


async def subscribe(request: web.Request) -> web.Response:
    """POST /sandbox/webhooks {url, verify_token}: the handshake, then calls about everything that happens"""
    body = await told(request)
    await request.app[COURIER].subscribe(str(body["url"]), str(body["verify_token"]))
    return web.json_response({"subscribed": True}, status=201)


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
    except (KeyError, TypeError, ValueError, NotWelcome, Refuse) as wrong:
        return web.json_response({"error": f"The request is not right: {wrong}"}, status=400)


ROUTES = [
    web.post("/sandbox/posts", add_post),
    web.post("/sandbox/comments", add_comment),
    web.post("/sandbox/messages", add_message),
    web.put("/sandbox/comments/{id}", change),
    web.delete("/sandbox/comments/{id}", delete),
    web.get("/sandbox/threads/{id}", thread),
    web.get("/sandbox/conversations/{name}", conversation),
    web.post("/sandbox/webhooks", subscribe),
    web.get("/sandbox/faults", list_faults),
    web.post("/sandbox/faults", add_fault),
    web.delete("/sandbox/faults", clear_faults),
]
