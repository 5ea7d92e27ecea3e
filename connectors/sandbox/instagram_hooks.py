"""What a professional account's webhooks say, in the one envelope or the other."""

from typing import Any

from connectors.sandbox import graph_conversations
from connectors.sandbox.graph_records import Comment
from connectors.sandbox.graph_world import Doing, Event, GraphWorld


def entries(world: GraphWorld, event: Event) -> list[dict[str, Any]]:
    """What is told about what happened: nothing of edits and deletions, and of other people's posts only ids."""
    field, told = event
    now = world.clock().timestamp()
    if field == "messages":
        place = "standby" if told.standby else "messaging"
        body = [graph_conversations.hook(world, told.message, told.app_id)]
        return [{"id": world.brand.id, "time": int(now * 1000), place: body}]
    change = _change(world, told)
    flat = world.flat_hooks
    head = {"id": world.brand.id, "time": int(now)}
    return [{**head, **(change if flat else {"changes": [change]})}] if change else []


def _change(world: GraphWorld, doing: Doing) -> dict[str, Any]:
    what = doing.what
    if doing.verb != "add":
        return {}
    if not isinstance(what, Comment):
        return {"field": "mentions", "value": {"media_id": what.id}} if what.tags_brand else {}
    if world.posts[what.post_id].author_id != world.brand.id:
        named = f"@{world.brand.name}" in what.text
        value = {"media_id": what.post_id, "comment_id": what.id}
        return {"field": "mentions", "value": value} if named else {}
    value = {
        "from": {"id": what.author_id, "username": world.people[what.author_id].name},
        "media": {"id": what.post_id, "media_product_type": "FEED"},
        "id": what.id,
        "text": what.text,
        **({"parent_id": what.parent_id} if what.parent_id else {}),
    }
    return {"field": "comments", "value": value}
