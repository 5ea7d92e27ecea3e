"""What a page's webhooks say."""

from typing import Any

from connectors.sandbox import graph_conversations
from connectors.sandbox.facebook_routes import author
from connectors.sandbox.graph_records import Comment
from connectors.sandbox.graph_world import Doing, Event, GraphWorld


def entries(world: GraphWorld, event: Event) -> list[dict[str, Any]]:
    """What is told about what happened."""
    field, told = event
    now = world.clock().timestamp()
    if field == "messages":
        place = "standby" if told.standby else "messaging"
        body = [graph_conversations.hook(world, told.message, told.app_id)]
        return [{"id": world.brand.id, "time": int(now * 1000), place: body}]
    change = {"field": "feed", "value": _value(world, told)}
    return [{"id": world.brand.id, "time": int(now), "changes": [change]}]


def _value(world: GraphWorld, doing: Doing) -> dict[str, Any]:
    what = doing.what
    told: dict[str, Any] = {
        **author(world, what.author_id),
        "created_time": int(doing.at.timestamp()),
        "verb": doing.verb,
    }
    if doing.verb in ("add", "edited"):
        told["message"] = what.text
    if isinstance(what, Comment):
        place = {"comment_id": what.id, "post_id": what.post_id, "parent_id": what.parent_id or what.post_id}
        return told | place | {"item": "comment"}
    return told | {"post_id": what.id, "item": "status"}
