"""The edges of the Graph API that a page needs, answered from a world."""

from typing import Any

from connectors.sandbox import graph_conversations
from connectors.sandbox.graph_faults import Fault
from connectors.sandbox.graph_gate import Act
from connectors.sandbox.graph_records import Comment, NotThere, Post, iso
from connectors.sandbox.graph_refusals import CUSTOM_LIMIT, GONE, Refuse, bad_parameter
from connectors.sandbox.graph_shapes import Params, listed, since
from connectors.sandbox.graph_world import HUMAN_WINDOW, GraphWorld

_HTTPS = "https://www.facebook.com"


def kind_of(world: GraphWorld, identity: str) -> str:
    """What an id names."""
    if identity in ("me", "debug_token"):
        return identity
    if identity == world.brand.id:
        return "page"
    if identity.startswith(graph_conversations.PREFIX):
        return "conversation"
    return "post" if identity in world.posts or identity.startswith(f"{world.brand.id}_") else "comment"


def author(world: GraphWorld, identity: str) -> dict[str, Any]:
    """The author as a page is told: `from` is missing without the permission to read what others write."""
    nameless = identity != world.brand.id and world.faults.strike(frozenset({Fault.NAMELESS}), "from")
    return {} if nameless else {"from": {"id": identity, "name": world.people[identity].name}}


def post_shape(world: GraphWorld, post: Post) -> dict[str, Any]:
    """A post."""
    count = sum(world.seen(each) for each in world.under(post.id))
    return {
        "id": post.id,
        "created_time": iso(post.created_at),
        **author(world, post.author_id),
        "message": post.text,
        "permalink_url": f"{_HTTPS}/{post.id.replace('_', '/posts/')}",
        "is_published": True,
        "comments": {
            "data": [],
            "summary": {"order": "chronological", "total_count": count, "can_comment": True},
        },
    }


def comment_shape(world: GraphWorld, comment: Comment) -> dict[str, Any]:
    """A comment."""
    above = world.comments.get(comment.parent_id or "")
    parent = (
        {"id": above.id, "created_time": iso(above.created_at), **author(world, above.author_id)} if above else None
    )
    own = comment.author_id == world.brand.id
    recent = world.clock() - comment.created_at <= HUMAN_WINDOW
    return {
        "id": comment.id,
        "created_time": iso(comment.created_at),
        **author(world, comment.author_id),
        "message": comment.text,
        **({"parent": parent} if parent else {}),
        "comment_count": sum(each.parent_id == comment.id for each in world.comments.values()),
        "like_count": 0,
        "is_hidden": comment.hidden,
        "can_comment": True,
        "can_reply_privately": not own and recent and not comment.privately_answered,
        "permalink_url": f"{_HTTPS}/{world.brand.id}/posts/{comment.id.replace('_', '?comment_id=')}",
    }


def feed(world: GraphWorld, path: str, params: Params, identity: str) -> dict[str, Any]:
    """GET /{page}/feed: the newest first."""
    del identity
    posts = [each for each in reversed(world.posts.values()) if world.seen(each)]
    return listed(world, path, params, posts, lambda post: post_shape(world, post))


def tagged(world: GraphWorld, path: str, params: Params, identity: str) -> dict[str, Any]:
    """GET /{page}/tagged: the newest first."""
    del identity
    posts = [each for each in reversed(world.posts.values()) if each.tags_brand and world.seen(each)]
    return listed(world, path, params, posts, lambda post: post_shape(world, post))


def comments(world: GraphWorld, path: str, params: Params, identity: str) -> dict[str, Any]:
    """GET /{post or comment}/comments: by default only the upper level; `order` is ignored where they are ranked."""
    below = [each for each in world.comments.values() if identity in (each.post_id, each.parent_id)]
    if identity not in world.posts and identity not in world.comments:
        raise NotThere(identity)
    found = [each for each in below if world.seen(each) and int(each.created_at.timestamp()) >= since(params)]
    if params.get("filter") != "stream":
        found = [each for each in found if (each.parent_id or each.post_id) == identity]
    if params.get("order") == "reverse_chronological":
        found.reverse()
    endpoint = f"GET /{{{kind_of(world, identity)}}}/comments"
    ranked = world.faults.strike(frozenset({Fault.RANKED}), endpoint) is not None
    if ranked:
        # Some order that is not that of time, and the same on every page.
        found = sorted(found, key=lambda each: each.id[::-1])
    if world.faults.strike(frozenset({Fault.REORDER}), endpoint):
        found = world.faults.shuffled(found)
    if world.faults.strike(frozenset({Fault.DUPLICATES}), endpoint):
        found = [each for comment in found for each in (comment, comment)]
    told = listed(world, path, params, found, lambda comment: comment_shape(world, comment))
    order = "ranked" if ranked else "chronological"
    return told | {"summary": {"order": order, "total_count": len(found), "can_comment": True}}


def me(world: GraphWorld, path: str, params: Params, identity: str) -> dict[str, Any]:
    """GET /me"""
    del path, params, identity
    return {"id": world.brand.id, "name": world.brand.name}


def subscribed_apps(world: GraphWorld, path: str, params: Params, identity: str) -> dict[str, Any]:
    """GET /{page}/subscribed_apps"""
    del path, params, identity
    app = {"id": world.keys.app_id, "name": "Ascolto", "subscribed_fields": list(world.subscribed_fields)}
    return {"data": [app] if world.subscribed_fields else []}


def debug_token(world: GraphWorld, path: str, params: Params, identity: str) -> dict[str, Any]:
    """GET /debug_token"""
    del path, identity
    ends = int(world.expires_at.timestamp()) if world.expires_at else 0
    valid = params.get("input_token") == world.keys.access_token
    return {"data": {"is_valid": valid, "expires_at": ends, "scopes": list(world.scopes)}}


def one_comment(world: GraphWorld, path: str, params: Params, identity: str) -> dict[str, Any]:
    """GET /{comment}"""
    del path, params
    return comment_shape(world, world.current(identity))


def one_post(world: GraphWorld, path: str, params: Params, identity: str) -> dict[str, Any]:
    """GET /{post}"""
    del path, params
    if identity not in world.posts:
        raise NotThere(identity)
    return post_shape(world, world.posts[identity])


def reply(world: GraphWorld, path: str, params: Params, identity: str) -> dict[str, Any]:
    """POST /{post or comment}/comments"""
    del path
    text = params.get("message", "")
    if not text.strip():
        raise Refuse(bad_parameter("Comment must have a message."))
    if len(text) > world.longest_comment:
        raise Refuse(bad_parameter("Comment is too long."))
    if identity not in world.posts and identity not in world.comments:
        raise Refuse(GONE)
    if not world.may_post():
        raise Refuse(CUSTOM_LIMIT)
    comment = world.comment(world.brand.name, text, identity)
    told = {"id": comment.id}
    return told | ({"created_time": iso(comment.created_at)} if "created_time" in params.get("fields", "") else {})


def change(world: GraphWorld, path: str, params: Params, identity: str) -> dict[str, Any]:
    """POST /{comment}: hide it, or show it again"""
    del path
    world.hide(identity, hidden=params.get("is_hidden") == "true")
    return {"success": True}


def _conversations(world: GraphWorld, path: str, params: Params, identity: str) -> dict[str, Any]:
    del identity
    return graph_conversations.conversations(world, path, params)


def _send(world: GraphWorld, path: str, params: Params, identity: str) -> dict[str, Any]:
    del path, identity
    return graph_conversations.send(world, params)


SHARED: dict[str, Act] = {
    "GET /{me}": me,
    "GET /{debug_token}": debug_token,
    "GET /{conversation}/messages": graph_conversations.messages,
    "GET /{page}/subscribed_apps": subscribed_apps,
    "GET /{page}/conversations": _conversations,
    "POST /{page}/messages": _send,
}

TABLE: dict[str, Act] = {
    **SHARED,
    "GET /{page}/feed": feed,
    "GET /{page}/tagged": tagged,
    "GET /{post}/comments": comments,
    "GET /{comment}/comments": comments,
    "GET /{post}": one_post,
    "GET /{comment}": one_comment,
    "POST /{post}/comments": reply,
    "POST /{comment}/comments": reply,
    "POST /{comment}": change,
}
