"""The edges of the Graph API that a professional account needs, answered from a world."""

import re
from typing import Any

from connectors.sandbox import graph_conversations
from connectors.sandbox.facebook_routes import SHARED
from connectors.sandbox.graph_faults import Fault
from connectors.sandbox.graph_gate import Act
from connectors.sandbox.graph_records import Comment, NotThere, Post, iso
from connectors.sandbox.graph_refusals import CUSTOM_LIMIT, GONE, Refuse, bad_parameter
from connectors.sandbox.graph_shapes import Params, limit_of, listed
from connectors.sandbox.graph_world import GraphWorld

_MENTIONED = re.compile(r"mentioned_(?:comment\.comment_id|media\.media_id)\((\d+)\)")


def kind_of(world: GraphWorld, identity: str) -> str:
    """What an id names."""
    if identity in ("me", "debug_token"):
        return identity
    if identity == world.brand.id:
        return "page"
    if identity.startswith(graph_conversations.PREFIX):
        return "conversation"
    return "media" if identity.startswith("1792") else "comment"


def _author(world: GraphWorld, identity: str) -> dict[str, Any]:
    nameless = identity != world.brand.id and world.faults.strike(frozenset({Fault.NAMELESS}), "from")
    return {} if nameless else {"from": {"id": identity, "username": world.people[identity].name}}


def comment_shape(world: GraphWorld, comment: Comment) -> dict[str, Any]:
    """A comment without its answers."""
    return {
        "id": comment.id,
        "text": comment.text,
        "timestamp": iso(comment.created_at),
        **_author(world, comment.author_id),
        "hidden": comment.hidden,
        "media": {"id": comment.post_id, "media_product_type": "FEED"},
        **({"parent_id": comment.parent_id} if comment.parent_id else {}),
    }


def account(world: GraphWorld, path: str, params: Params, identity: str) -> dict[str, Any]:
    """GET /{ig-user}: itself, or one caption or comment that names it"""
    del path
    told: dict[str, Any] = {"id": identity, "username": world.brand.name}
    asked = params.get("fields", "")
    if found := _MENTIONED.match(asked):
        told |= _mentioned(world, found[1])
    return told


def _mentioned(world: GraphWorld, identity: str) -> dict[str, Any]:
    if post := world.posts.get(identity):
        username = world.people[post.author_id].name
        caption = {"id": post.id, "caption": post.text, "timestamp": iso(post.created_at), "username": username}
        return {"mentioned_media": caption}
    return {"mentioned_comment": comment_shape(world, world.current(identity))}


def media(world: GraphWorld, path: str, params: Params, identity: str) -> dict[str, Any]:
    """GET /{ig-user}/media: the account's own posts, the newest first."""
    own = [each for each in reversed(world.posts.values()) if each.author_id == identity and world.seen(each)]
    return listed(world, path, params, own, lambda post: _media_shape(world, post))


def _media_shape(world: GraphWorld, post: Post) -> dict[str, Any]:
    count = sum(world.seen(each) for each in world.under(post.id))
    return {"id": post.id, "timestamp": iso(post.created_at), "caption": post.text, "comments_count": count}


def comments(world: GraphWorld, path: str, params: Params, identity: str) -> dict[str, Any]:
    """GET /{media}/comments: the upper level, the newest first, each with its first answers."""
    if identity not in world.posts:
        raise NotThere(identity)
    upper = [each for each in reversed(world.under(identity)) if each.parent_id is None and world.seen(each)]
    endpoint = "GET /{media}/comments"
    if world.faults.strike(frozenset({Fault.REORDER}), endpoint):
        upper = world.faults.shuffled(upper)
    if world.faults.strike(frozenset({Fault.DUPLICATES}), endpoint):
        upper = [each for comment in upper for each in (comment, comment)]
    size = limit_of(params.get("fields", ""), "replies", 25)

    def written(comment: Comment) -> dict[str, Any]:
        below = _answers(world, comment.id)
        inner = listed(
            world, f"v26.0/{comment.id}/replies", {"limit": str(size)}, below, lambda c: comment_shape(world, c)
        )
        return comment_shape(world, comment) | ({"replies": inner} if below else {})

    return listed(world, path, params, upper, written)


def _answers(world: GraphWorld, identity: str) -> list[Comment]:
    return [each for each in world.comments.values() if each.parent_id == identity and world.seen(each)]


def replies(world: GraphWorld, path: str, params: Params, identity: str) -> dict[str, Any]:
    """GET /{comment}/replies"""
    world.current(identity)
    return listed(world, path, params, _answers(world, identity), lambda comment: comment_shape(world, comment))


def one_comment(world: GraphWorld, path: str, params: Params, identity: str) -> dict[str, Any]:
    """GET /{comment}: only under the account's own posts"""
    del path, params
    comment = world.current(identity)
    if world.posts[comment.post_id].author_id != world.brand.id:
        raise Refuse(GONE)
    return comment_shape(world, comment)


def reply(world: GraphWorld, path: str, params: Params, identity: str) -> dict[str, Any]:
    """POST /{comment}/replies: only to upper comments that are not hidden"""
    del path
    comment = world.comments.get(identity)
    if comment is None:
        raise Refuse(GONE)
    if comment.parent_id or comment.hidden:
        raise Refuse(bad_parameter("Only top-level comments that are not hidden can be replied to."))
    return _published(world, params, identity)


def mention(world: GraphWorld, path: str, params: Params, identity: str) -> dict[str, Any]:
    """POST /{ig-user}/mentions: below a caption or comment that names the account"""
    del path, identity
    target = params.get("comment_id") or params.get("media_id", "")
    if target not in world.comments and target not in world.posts:
        raise Refuse(GONE)
    return _published(world, params, target)


def _published(world: GraphWorld, params: Params, target: str) -> dict[str, Any]:
    text = params.get("message", "")
    if not text.strip() or len(text) > world.longest_comment:
        raise Refuse(bad_parameter("The comment is empty or too long."))
    if not world.may_post():
        raise Refuse(CUSTOM_LIMIT)
    comment = world.comment(world.brand.name, text, target)
    told = {"id": comment.id}
    return told | ({"timestamp": iso(comment.created_at)} if "timestamp" in params.get("fields", "") else {})


TABLE: dict[str, Act] = {
    **SHARED,
    "GET /{page}": account,
    "GET /{page}/media": media,
    "GET /{media}/comments": comments,
    "GET /{comment}/replies": replies,
    "GET /{comment}": one_comment,
    "POST /{comment}/replies": reply,
    "POST /{page}/mentions": mention,
}
