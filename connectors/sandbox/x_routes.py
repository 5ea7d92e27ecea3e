"""The routes of X API v2 that care needs, answered from a world."""

import json
from collections.abc import Sequence
from typing import Any, TypeVar

from aiohttp import web

from bot.domain.length import fits as fits_in
from connectors.limits import X
from connectors.sandbox.x_faults import Fault
from connectors.sandbox.x_gate import CALLER, WORLD, endpoint_of
from connectors.sandbox.x_records import Message, NotThere, Post
from connectors.sandbox.x_refusals import (
    DM_CLOSED,
    DUPLICATE,
    NOT_SUMMONED,
    REFUSALS,
    SCOPE,
    Refusal,
    Refuse,
    bad_request,
)
from connectors.sandbox.x_rules import fits
from connectors.sandbox.x_shapes import Asked, Scribe
from connectors.sandbox.x_tokens import ROUTE as TOKENS
from connectors.sandbox.x_world import XWorld

MENTIONS_DEPTH = 800
DM_LENGTH = 10_000
_NOT_FOUND = REFUSALS[Fault.NOT_FOUND]

_Item = TypeVar("_Item", Post, Message)


def _scribe(request: web.Request) -> Scribe:
    return Scribe(request.app[WORLD], Asked.of(dict(request.query)))


def _page(request: web.Request, items: Sequence[_Item], fewest: int) -> tuple[list[_Item], str | None]:
    """One page, newest first, and the token of the next; X's bounds are exclusive."""
    query = request.query
    try:
        size = int(query.get("max_results", "100" if fewest == 1 else "10"))
        since, until = int(query.get("since_id", 0)), int(query.get("until_id", 2**63))
        below = int(query["pagination_token"].removeprefix("b26v"), 36) if "pagination_token" in query else 2**63
    except ValueError:
        raise Refuse(bad_request("A parameter is not what it should be.")) from None
    if not fewest <= size <= 100:
        raise Refuse(bad_request(f"max_results: must be between {fewest} and 100."))
    left = [item for item in items if since < int(item.id) < min(until, below)]
    token = "b26v" + _base36(int(left[size - 1].id)) if len(left) > size else None
    return _disturbed(request, left[:size]), token


def _base36(number: int) -> str:
    digits = ""
    while number:
        number, rest = divmod(number, 36)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[rest] + digits
    return digits


def _disturbed(request: web.Request, items: list[_Item]) -> list[_Item]:
    faults, endpoint = request.app[WORLD].faults, endpoint_of(request)
    if faults.strike(frozenset({Fault.DUPLICATES}), endpoint):
        items = [each for item in items for each in (item, item)]
    if faults.strike(frozenset({Fault.REORDER}), endpoint):
        items = faults.shuffled(items)
    return items


async def me(request: web.Request) -> web.Response:
    """GET /2/users/me"""
    world = request.app[WORLD]
    return web.json_response({"data": _scribe(request).person(world.people[request[CALLER]])})


async def mentions(request: web.Request) -> web.Response:
    """GET /2/users/{id}/mentions: implicit mentions too, the newest 800."""
    world, identity = request.app[WORLD], request.match_info["id"]
    if identity not in world.people:
        raise Refuse(_NOT_FOUND)
    echo = world.faults.strike(frozenset({Fault.ECHO}), endpoint_of(request))
    found = [
        post
        for post in world.visible()
        if (post.author_id != identity and world.people[identity] in world.mentioned(post.text))
        or (echo and post.author_id == identity)
    ]
    page, token = _page(request, found[:MENTIONS_DEPTH], 5)
    return web.json_response(_scribe(request).page(page, token))


async def timeline(request: web.Request) -> web.Response:
    """GET /2/users/{id}/tweets"""
    world, identity = request.app[WORLD], request.match_info["id"]
    page, token = _page(request, [post for post in world.visible() if post.author_id == identity], 5)
    return web.json_response(_scribe(request).page(page, token))


async def search(request: web.Request) -> web.Response:
    """GET /2/tweets/search/recent"""
    world, query = request.app[WORLD], request.query.get("query", "")
    if not query:
        raise Refuse(bad_request("The `query` query parameter can not be empty."))
    page, token = _page(request, [post for post in world.visible() if fits(world, query, post)], 10)
    return web.json_response(_scribe(request).page(page, token))


async def lookup(request: web.Request) -> web.Response:
    """GET /2/tweets?ids="""
    world, ids = request.app[WORLD], [each for each in request.query.get("ids", "").split(",") if each]
    if not 0 < len(ids) <= 100:
        raise Refuse(bad_request("ids: must be 1 to 100."))
    found = {identity: world.version(identity) for identity in ids}
    posts = [post for post in found.values() if post]
    return web.json_response(_scribe(request).lookup(posts, [each for each, post in found.items() if not post]))


async def single(request: web.Request) -> web.Response:
    """GET /2/tweets/{id}: a missing one is an error with HTTP 200."""
    post = request.app[WORLD].version(request.match_info["id"])
    if post is None:
        return web.json_response(_scribe(request).lookup([], [request.match_info["id"]]))
    return web.json_response(_scribe(request).one(post))


async def create(request: web.Request) -> web.Response:
    """POST /2/tweets"""
    world, body = request.app[WORLD], await _json(request)
    text, target = body.get("text"), body.get("reply", {}).get("in_reply_to_tweet_id")
    if not isinstance(text, str) or not text.strip():
        raise Refuse(bad_request("text: must not be empty."))
    if not fits_in(text, X.public):
        raise Refuse(bad_request("Your Tweet text is too long."))
    if target is not None:
        _check_target(world, request[CALLER], str(target))
    if world.duplicate_rule and world.said_before(request[CALLER], text):
        raise Refuse(DUPLICATE)
    post = world.post(world.people[request[CALLER]].handle, text, in_reply_to=str(target) if target else None)
    created = {"id": post.id, "text": post.text, "edit_history_tweet_ids": list(post.history)}
    return web.json_response({"data": created}, status=201)


def _check_target(world: XWorld, caller: str, target: str) -> None:
    try:
        parent = world.current(target)
    except NotThere:
        raise Refuse(_NOT_FOUND) from None
    if world.summoned_rule and caller == world.brand.id and not world.summons(parent):
        raise Refuse(NOT_SUMMONED)


async def delete(request: web.Request) -> web.Response:
    """DELETE /2/tweets/{id}"""
    world = request.app[WORLD]
    try:
        post = world.current(request.match_info["id"])
    except NotThere:
        raise Refuse(_NOT_FOUND) from None
    if post.author_id != request[CALLER]:
        raise Refuse(SCOPE)
    world.delete(post.id)
    return web.json_response({"data": {"deleted": True}})


async def message_events(request: web.Request) -> web.Response:
    """GET /2/dm_events and GET /2/dm_conversations/{id}/dm_events"""
    world, only = request.app[WORLD], request.match_info.get("id")
    kinds = request.query.get("event_types", "MessageCreate,ParticipantsJoin,ParticipantsLeave").split(",")
    found = [
        event
        for event in sorted(world.messages.values(), key=lambda each: int(each.id), reverse=True)
        if request[CALLER] in world.members[event.conversation_id]
        and only in (None, event.conversation_id)
        and event.event_type in kinds
        and event.visible_at <= world.clock()
    ]
    page, token = _page(request, found, 1)
    return web.json_response(_scribe(request).messages(page, token))


async def write(request: web.Request) -> web.Response:
    """POST /2/dm_conversations/{id}/messages"""
    return await _write(request, request.match_info["id"])


async def write_to(request: web.Request) -> web.Response:
    """POST /2/dm_conversations/with/{id}/messages"""
    world, other = request.app[WORLD], request.match_info["id"]
    if other not in world.people:
        raise Refuse(_NOT_FOUND)
    return await _write(request, world.one_to_one(request[CALLER], other))


async def _write(request: web.Request, conversation: str) -> web.Response:
    world, body = request.app[WORLD], await _json(request)
    text, members = body.get("text"), world.members.get(conversation, ())
    if request[CALLER] not in members:
        raise Refuse(_NOT_FOUND)
    if not isinstance(text, str) or not 0 < len(text) <= DM_LENGTH:
        raise Refuse(bad_request(f"text: must have 1 to {DM_LENGTH} characters."))
    if not all(world.people[each].takes_messages for each in members if each != request[CALLER]):
        raise Refuse(DM_CLOSED)
    message = world.write(world.people[request[CALLER]].handle, text, conversation=conversation)
    created = {"dm_conversation_id": conversation, "dm_event_id": message.id}
    return web.json_response({"data": created}, status=201)


async def new_tokens(request: web.Request) -> web.Response:
    """POST /2/oauth2/token"""
    world, form = request.app[WORLD], await request.post()
    shown = request.headers.get("Authorization", "")
    given = {key: value for key, value in form.items() if isinstance(value, str)}
    told = world.tokens.renew(world.accounts, shown, given, world.clock())
    if isinstance(told, Refusal):
        raise Refuse(told)
    return web.json_response(told)


async def _json(request: web.Request) -> dict[str, Any]:
    try:
        body = json.loads(await request.read())
    except ValueError:
        body = None
    if not isinstance(body, dict):
        raise Refuse(bad_request("The body must be a JSON object."))
    return body  # pyright: ignore[reportUnknownVariableType]


ROUTES = [
    web.post(TOKENS, new_tokens),
    web.get("/2/users/me", me),
    web.get("/2/users/{id}/mentions", mentions),
    web.get("/2/users/{id}/tweets", timeline),
    web.get("/2/tweets/search/recent", search),
    web.get("/2/tweets", lookup),
    web.post("/2/tweets", create),
    web.get("/2/dm_events", message_events),
    web.get("/2/dm_conversations/{id}/dm_events", message_events),
    web.post("/2/dm_conversations/with/{id}/messages", write_to),
    web.post("/2/dm_conversations/{id}/messages", write),
]
POST_ROUTES = [web.get("/2/tweets/{id}", single), web.delete("/2/tweets/{id}", delete)]
"""After the stream's, since `{id}` would swallow `search`."""
