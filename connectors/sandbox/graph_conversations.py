"""Private messages as Meta's routes tell them, in Messenger and Instagram alike."""

import json
from typing import Any

from bot.domain.length import measure
from bot.domain.limits import Measure as Unit
from connectors.sandbox.graph_records import Message, NotThere, iso
from connectors.sandbox.graph_refusals import Refuse, bad_parameter
from connectors.sandbox.graph_shapes import Params, limit_of, listed
from connectors.sandbox.graph_world import GraphWorld

PREFIX = "t_"
_LONGEST = {"facebook": (2_000, Unit.CHARACTERS), "instagram": (1_000, Unit.UTF8_BYTES)}


def who(world: GraphWorld, scoped: str) -> dict[str, str]:
    """Somebody as private messages name them."""
    name = world.by_scoped(scoped).name
    return {"username" if world.network == "instagram" else "name": name, "id": scoped}


def conversations(world: GraphWorld, path: str, params: Params) -> dict[str, Any]:
    """GET /{page}/conversations: the latest first; `user_id` picks one."""
    wanted = params.get("user_id")
    people = {m.customer_id for m in world.messages.values() if world.seen(m) and wanted in (None, m.customer_id)}
    latest = {each: max(m.created_at for m in _said(world, each)) for each in people}
    order = sorted(people, key=lambda each: (latest[each], each), reverse=True)
    size = limit_of(params.get("fields", ""), "messages", 20)

    def written(scoped: str) -> dict[str, Any]:
        identity = PREFIX + scoped
        inner = {"limit": str(size)}
        messages = listed(world, f"v26.0/{identity}/messages", inner, _said(world, scoped), _writer(world))
        return {
            "id": identity,
            "updated_time": iso(latest[scoped]),
            "participants": {"data": [who(world, scoped), who(world, world.brand.scoped)]},
            "messages": messages,
        }

    return listed(world, path, params, order, written, size=50)


def messages(world: GraphWorld, path: str, params: Params, identity: str) -> dict[str, Any]:
    """GET /{conversation}/messages: the latest first."""
    said = _said(world, identity.removeprefix(PREFIX))
    if not said:
        raise NotThere(identity)
    return listed(world, path, params, said, _writer(world))


def _said(world: GraphWorld, scoped: str) -> list[Message]:
    return [each for each in reversed(world.conversation(scoped)) if world.seen(each)]


def _writer(world: GraphWorld) -> Any:
    def written(message: Message) -> dict[str, Any]:
        customer, brand = who(world, message.customer_id), who(world, world.brand.scoped)
        writer, reader = (brand, customer) if message.by_brand else (customer, brand)
        return {
            "id": message.id,
            "created_time": iso(message.created_at),
            "from": writer,
            "to": {"data": [reader]},
            "message": message.text,
        }

    return written


def send(world: GraphWorld, params: Params) -> dict[str, Any]:
    """POST /{page}/messages: to a person, or once in answer to a comment."""
    recipient, message = _object(params, "recipient"), _object(params, "message")
    text = message.get("text")
    if not isinstance(text, str) or not text.strip():
        raise Refuse(bad_parameter("Message cannot be empty, must provide valid attachment or text"))
    most, unit = _LONGEST[world.network]
    if measure(text, unit) > most:
        raise Refuse(bad_parameter(f"Length of param message[text] must be less than or equal to {most}"))
    if comment := recipient.get("comment_id"):
        sent = world.answer_comment_privately(str(comment), text)
    else:
        if params.get("messaging_type") not in ("RESPONSE", "UPDATE", "MESSAGE_TAG"):
            raise Refuse(bad_parameter("param messaging_type is required"))
        tag = params.get("tag") if params.get("messaging_type") == "MESSAGE_TAG" else None
        sent = world.send(str(recipient.get("id")), text, tag)
    return {"recipient_id": sent.customer_id, "message_id": sent.id}


def _object(params: Params, name: str) -> dict[str, Any]:
    try:
        told = json.loads(params.get(name, ""))
    except ValueError:
        told = None
    if not isinstance(told, dict):
        raise Refuse(bad_parameter(f"param {name} must be a JSON object."))
    return told  # pyright: ignore[reportUnknownVariableType]


def hook(world: GraphWorld, message: Message, app_id: str) -> dict[str, Any]:
    """One event of `messaging`."""
    sender, recipient = message.customer_id, world.brand.scoped
    told: dict[str, Any] = {"mid": message.id, "text": message.text}
    if message.by_brand:
        sender, recipient = recipient, sender
        told |= {"is_echo": True, "app_id": int(app_id)}
    return {
        "sender": {"id": sender},
        "recipient": {"id": recipient},
        "timestamp": int(message.created_at.timestamp() * 1000),
        "message": told,
    }
