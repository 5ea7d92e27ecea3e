"""The routes of Bluesky that care needs: sessions, records, notifications, posts and people."""

import re
from typing import Any, cast

from aiohttp import web

from bot.domain.length import fits
from bot.domain.limits import Length, Measure
from connectors.limits import PLATFORM_LIMITS
from connectors.sandbox.bluesky_faults import Fault
from connectors.sandbox.bluesky_gate import CALLER, SESSIONS, WORLD, name_of
from connectors.sandbox.bluesky_paging import needed, page, text_in, told, with_cursor
from connectors.sandbox.bluesky_records import NotThere, Post, Standing, iso
from connectors.sandbox.bluesky_refusals import RECORD_EXISTS, Refusal, Refuse, invalid
from connectors.sandbox.bluesky_shapes import Scribe
from connectors.sandbox.bluesky_tokens import standing_told
from connectors.sandbox.bluesky_world import POST, BlueskyWorld

_TID = re.compile(r"[2-7a-j][2-7a-z]{12}", re.ASCII)
_SIZE = Length(maximum=3_000, measure=Measure.UTF8_BYTES)
_REASONS = ("mention", "reply", "quote")


def _scribe(request: web.Request) -> Scribe:
    return Scribe(request.app[WORLD], request[CALLER])


async def create_session(request: web.Request) -> web.Response:
    """POST com.atproto.server.createSession"""
    body = await told(request)
    identifier, password = text_in(body, "identifier"), text_in(body, "password")
    service = str(request.url.origin())
    return web.json_response(request.app[SESSIONS].open(request.app[WORLD], identifier, password, service))


async def refresh_session(request: web.Request) -> web.Response:
    """POST com.atproto.server.refreshSession"""
    token = request.headers.get("Authorization", "").removeprefix("Bearer ")
    return web.json_response(request.app[SESSIONS].renew(request.app[WORLD], token, str(request.url.origin())))


async def get_session(request: web.Request) -> web.Response:
    """GET com.atproto.server.getSession"""
    person = request.app[WORLD].people[request[CALLER]]
    return web.json_response({"did": person.did, "handle": person.handle, **standing_told(request.app[WORLD].standing)})


async def create_record(request: web.Request) -> web.Response:
    """POST com.atproto.repo.createRecord: posts only"""
    world, body = request.app[WORLD], await told(request)
    key, record = str(body.get("rkey") or world.next_key()), _record_in(body)
    if text_in(body, "repo") not in (request[CALLER], world.people[request[CALLER]].handle):
        raise Refuse(Refusal(401, "AuthenticationRequired", "Invalid repo"))
    if text_in(body, "collection") != POST or not _TID.fullmatch(key):
        raise invalid("Invalid record key")
    try:
        post = world.create(request[CALLER], key, record)
    except FileExistsError:
        raise Refuse(RECORD_EXISTS) from None
    commit = {"cid": post.cid, "rev": world.next_key()}
    return web.json_response({**post.ref, "commit": commit, "validationStatus": "valid"})


def _record_in(body: dict[str, Any]) -> dict[str, Any]:
    record = cast("dict[str, Any]", body.get("record"))
    if not isinstance(record, dict) or record.get("$type") != POST:  # pyright: ignore[reportUnnecessaryIsInstance]
        raise invalid(f"Invalid $type: expected {POST}")
    text, size = record.get("text"), PLATFORM_LIMITS["bluesky"].public
    if not isinstance(text, str) or not isinstance(record.get("createdAt"), str):
        raise invalid(f'Invalid {POST} record: Record must have the properties "text" and "createdAt"')
    if not fits(text, size):
        raise invalid(f"Invalid {POST} record: grapheme too big (maximum {size.maximum}) at $.record.text")
    if not fits(text, _SIZE):
        raise invalid(f"Invalid {POST} record: string too big (maximum {_SIZE.maximum}) at $.record.text")
    if "reply" in record and not _is_reply(record["reply"]):
        raise invalid(f"Invalid {POST} record: Record/reply must have root and parent with uri and cid")
    return record


def _is_reply(reply: Any) -> bool:
    try:
        return all(isinstance(reply[which][key], str) for which in ("root", "parent") for key in ("uri", "cid"))
    except (KeyError, TypeError):
        return False


async def delete_record(request: web.Request) -> web.Response:
    """POST com.atproto.repo.deleteRecord: a missing one is deleted already"""
    body = await told(request)
    uri = f"at://{request[CALLER]}/{text_in(body, 'collection')}/{text_in(body, 'rkey')}"
    request.app[WORLD].posts.pop(uri, None)
    return web.json_response({})


async def get_record(request: web.Request) -> web.Response:
    """GET com.atproto.repo.getRecord"""
    uri = f"at://{needed(request, 'repo')}/{needed(request, 'collection')}/{needed(request, 'rkey')}"
    try:
        post = request.app[WORLD].current(uri)
    except NotThere:
        raise Refuse(Refusal(400, "RecordNotFound", f"Could not locate record: {uri}")) from None
    return web.json_response({**post.ref, "value": post.record})


async def list_records(request: web.Request) -> web.Response:
    """GET com.atproto.repo.listRecords: by key, the greatest first"""
    world, repo = request.app[WORLD], needed(request, "repo")
    own = sorted((post for post in world.visible() if post.did == repo), key=_key, reverse=True)
    shown, cursor = page(request, own if needed(request, "collection") == POST else [], _key)
    return with_cursor({"records": [{**post.ref, "value": post.record} for post in shown]}, cursor)


def _key(post: Post) -> str:
    return post.uri.rpartition("/")[2]


async def list_notifications(request: web.Request) -> web.Response:
    """GET app.bsky.notification.listNotifications"""
    world, me = request.app[WORLD], request[CALLER]
    wanted = request.query.getall("reasons", list(_REASONS))
    # An account that is shut hears nothing, and is not told so.
    active = world.standing is Standing.ACTIVE
    found = [
        (post, reason)
        for post in world.visible()
        if active and not world.blocked(me, post.did) and (reason := world.reason(post, me)) in wanted
    ]
    if world.faults.strike(frozenset({Fault.ECHO}), name_of(request)):
        found += [(post, "reply") for post in world.visible() if post.did == me]
    shown, cursor = page(request, found, lambda each: _place(world, each[0]))
    scribe = _scribe(request)
    notifications = [scribe.notification(post, reason) for post, reason in shown]
    return with_cursor({"notifications": notifications, "priority": False}, cursor)


def _place(world: BlueskyWorld, post: Post) -> str:
    at, uri = world.sorted_at(post)
    return f"{iso(at)}::{uri}"


async def get_posts(request: web.Request) -> web.Response:
    """GET app.bsky.feed.getPosts: up to 25; what can't be seen is left out"""
    world, me = request.app[WORLD], request[CALLER]
    uris = request.query.getall("uris", [])
    if not 1 <= len(uris) <= 25:
        raise invalid("Error: uris must not have more than 25 elements")
    found = [post for uri in uris if (post := _seen(world, uri)) and not world.blocked(me, post.did)]
    return web.json_response({"posts": [_scribe(request).post(post) for post in found]})


def _seen(world: BlueskyWorld, uri: str) -> Post | None:
    try:
        return world.current(uri)
    except NotThere:
        return None


async def get_post_thread(request: web.Request) -> web.Response:
    """GET app.bsky.feed.getPostThread: the post alone, whatever depth is asked for"""
    uri = needed(request, "uri")
    post = _seen(request.app[WORLD], uri)
    if post is None:
        raise Refuse(Refusal(400, "NotFound", f"Post not found: {uri}"))
    return web.json_response({"thread": _scribe(request).thread(post)})


async def get_profile(request: web.Request) -> web.Response:
    """GET app.bsky.actor.getProfile"""
    actor = needed(request, "actor")
    for person in request.app[WORLD].people.values():
        if actor in (person.did, person.handle):
            return web.json_response(_scribe(request).profile(person))
    raise invalid("Profile not found")


ROUTES = [
    web.post("/xrpc/com.atproto.server.createSession", create_session),
    web.post("/xrpc/com.atproto.server.refreshSession", refresh_session),
    web.get("/xrpc/com.atproto.server.getSession", get_session),
    web.post("/xrpc/com.atproto.repo.createRecord", create_record),
    web.post("/xrpc/com.atproto.repo.deleteRecord", delete_record),
    web.get("/xrpc/com.atproto.repo.getRecord", get_record),
    web.get("/xrpc/com.atproto.repo.listRecords", list_records),
    web.get("/xrpc/app.bsky.notification.listNotifications", list_notifications),
    web.get("/xrpc/app.bsky.feed.getPosts", get_posts),
    web.get("/xrpc/app.bsky.feed.getPostThread", get_post_thread),
    web.get("/xrpc/app.bsky.actor.getProfile", get_profile),
]
