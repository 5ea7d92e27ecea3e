"""Behind the scenes of a simulated X over HTTP: let customers act and things go wrong."""

from dataclasses import asdict
from typing import Any, cast

from aiohttp import web

from connectors.sandbox.x_faults import Fault
from connectors.sandbox.x_gate import WORLD
from connectors.sandbox.x_records import Message, NotThere, Post
from connectors.sandbox.x_shapes import iso
from connectors.sandbox.x_world import XWorld


def shown(world: XWorld, post: Post) -> dict[str, Any]:
    """A post for people: who, what, when."""
    return {
        "id": post.id,
        "author": world.people[post.author_id].handle,
        "text": post.text,
        "created_at": iso(post.created_at),
        "in_reply_to": post.parent_id,
        "conversation_id": post.conversation_id,
        "edited": len(post.history) > 1,
        "brand": post.author_id == world.brand.id,
    }


def shown_message(world: XWorld, message: Message) -> dict[str, Any]:
    """A private message for people."""
    return {
        "id": message.id,
        "author": world.people[message.sender_id].handle,
        "text": message.text,
        "created_at": iso(message.created_at),
        "conversation_id": message.conversation_id,
        "brand": message.sender_id == world.brand.id,
    }


async def told(request: web.Request) -> dict[str, Any]:
    """The JSON object of a request. Raises `ValueError` for anything else."""
    body = await request.json()
    if not isinstance(body, dict):
        raise ValueError("the body must be a JSON object")  # noqa: TRY004 - a mistake of the asker's, not of a type
    return cast(dict[str, Any], body)


async def add_post(request: web.Request) -> web.Response:
    """POST /sandbox/posts {author, text, in_reply_to?, quoting?, retweeting?}"""
    world, body = request.app[WORLD], await told(request)
    rest: dict[str, Any] = {key: str(body[key]) for key in ("in_reply_to", "quoting", "retweeting") if body.get(key)}
    return _created(shown(world, world.post(str(body["author"]), str(body["text"]), **rest)))


async def add_message(request: web.Request) -> web.Response:
    """POST /sandbox/dms {author, text, conversation?}"""
    world, body = request.app[WORLD], await told(request)
    message = world.write(str(body["author"]), str(body["text"]), conversation=body.get("conversation"))
    return _created(shown_message(world, message))


async def edit_post(request: web.Request) -> web.Response:
    """PUT /sandbox/posts/{id} {text}"""
    world, body = request.app[WORLD], await told(request)
    return web.json_response(shown(world, world.edit(request.match_info["id"], str(body["text"]))))


async def delete_post(request: web.Request) -> web.Response:
    """DELETE /sandbox/posts/{id}"""
    request.app[WORLD].delete(request.match_info["id"])
    return web.json_response({"deleted": True})


async def thread(request: web.Request) -> web.Response:
    """GET /sandbox/threads/{id}: what the public sees, oldest first"""
    world = request.app[WORLD]
    posts = world.thread(request.match_info["id"])
    if not posts:
        raise NotThere(f"There is no thread {request.match_info['id']}.")
    return web.json_response({"id": request.match_info["id"], "posts": [shown(world, post) for post in posts]})


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


def _created(body: dict[str, Any]) -> web.Response:
    return web.json_response(body, status=201)


ROUTES = [
    web.post("/sandbox/posts", add_post),
    web.put("/sandbox/posts/{id}", edit_post),
    web.delete("/sandbox/posts/{id}", delete_post),
    web.post("/sandbox/dms", add_message),
    web.get("/sandbox/threads/{id}", thread),
    web.get("/sandbox/faults", list_faults),
    web.post("/sandbox/faults", add_fault),
    web.delete("/sandbox/faults", clear_faults),
]
