"""Behind the scenes of a simulated Bluesky over HTTP: let customers act and things go wrong."""

from dataclasses import asdict
from typing import Any

from aiohttp import web

from connectors.sandbox.bluesky_faults import Fault
from connectors.sandbox.bluesky_gate import WORLD
from connectors.sandbox.bluesky_paging import told
from connectors.sandbox.bluesky_records import Message, NotThere, Post, iso
from connectors.sandbox.bluesky_world import BlueskyWorld


def shown(world: BlueskyWorld, post: Post) -> dict[str, Any]:
    """A post for people: who, what, when."""
    return {
        "id": post.uri,
        "author": world.people[post.did].handle,
        "text": post.text,
        "created_at": iso(post.indexed_at),
        "in_reply_to": post.parent or None,
        "thread": post.root,
        "edited": post.edited,
        "brand": post.did == world.brand.did,
    }


def shown_message(world: BlueskyWorld, message: Message) -> dict[str, Any]:
    """A private message for people."""
    return {
        "id": message.id,
        "author": world.people[message.did].handle,
        "text": message.text,
        "created_at": iso(message.sent_at),
        "conversation": message.conversation,
        "brand": message.did == world.brand.did,
    }


async def add_post(request: web.Request) -> web.Response:
    """POST /sandbox/posts {author, text, in_reply_to?, quoting?, gate?, lang?}"""
    world, body = request.app[WORLD], await told(request)
    rest = {key: str(body[key]) for key in ("in_reply_to", "quoting", "gate", "lang") if body.get(key)}
    post = world.post(str(body["author"]), str(body["text"]), **rest)  # pyright: ignore[reportArgumentType]
    return web.json_response(shown(world, post), status=201)


async def add_message(request: web.Request) -> web.Response:
    """POST /sandbox/dms {author, text, conversation?}"""
    world, body = request.app[WORLD], await told(request)
    message = world.write(str(body["author"]), str(body["text"]), conversation=body.get("conversation"))
    return web.json_response(shown_message(world, message), status=201)


async def edit_post(request: web.Request) -> web.Response:
    """PUT /sandbox/posts {id, text}"""
    world, body = request.app[WORLD], await told(request)
    return web.json_response(shown(world, world.edit(str(body["id"]), str(body["text"]))))


async def delete_post(request: web.Request) -> web.Response:
    """DELETE /sandbox/posts?id="""
    request.app[WORLD].delete(request.query.get("id", ""))
    return web.json_response({"deleted": True})


async def block(request: web.Request) -> web.Response:
    """POST /sandbox/blocks {author}: this person shuts the brand out"""
    world, body = request.app[WORLD], await told(request)
    world.person(str(body["author"])).blocks.add(world.brand.did)
    return web.json_response({"blocked": True})


async def thread(request: web.Request) -> web.Response:
    """GET /sandbox/threads?id=: what the public sees, oldest first"""
    world, root = request.app[WORLD], request.query.get("id", "")
    posts = world.thread(root)
    if not posts:
        raise NotThere(f"There is no thread {root}.")
    return web.json_response({"id": root, "posts": [shown(world, post) for post in posts]})


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


ROUTES = [
    web.post("/sandbox/posts", add_post),
    web.put("/sandbox/posts", edit_post),
    web.delete("/sandbox/posts", delete_post),
    web.post("/sandbox/dms", add_message),
    web.post("/sandbox/blocks", block),
    web.get("/sandbox/threads", thread),
    web.get("/sandbox/faults", list_faults),
    web.post("/sandbox/faults", add_fault),
    web.delete("/sandbox/faults", clear_faults),
]
