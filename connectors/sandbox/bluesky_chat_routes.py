"""The routes of Bluesky's chat, as an account's server passes them on."""

from aiohttp import web

from bot.domain.length import fits
from connectors.limits import PLATFORM_LIMITS
from connectors.sandbox.bluesky_gate import CALLER, WORLD
from connectors.sandbox.bluesky_paging import needed, page, text_in, told, with_cursor
from connectors.sandbox.bluesky_refusals import Refusal, Refuse, invalid
from connectors.sandbox.bluesky_shapes import Scribe, log_entry, message_view

_LOG_PAGE = 100
_NO_CONVERSATION = Refusal(400, "InvalidConvo", "Convo not found")
_CLOSED = Refusal(400, "MessagesDisabled", "recipient has disabled incoming messages")
_BLOCKED = Refusal(400, "BlockedActor", "block between recipient and sender")


def _taken_part(request: web.Request, where: str) -> str:
    if request[CALLER] not in request.app[WORLD].members.get(where, ()):
        raise Refuse(_NO_CONVERSATION)
    return where


async def get_log(request: web.Request) -> web.Response:
    """GET chat.bsky.convo.getLog: oldest first; without a cursor nothing but where the log stands"""
    world, cursor = request.app[WORLD], request.query.get("cursor", "")
    mine = [each for each in world.heard() if request[CALLER] in world.members[each.conversation]]
    later = [each for each in mine if cursor and each.rev > cursor][:_LOG_PAGE]
    here = later[-1].rev if later else cursor or (mine[-1].rev if mine else world.next_key())
    return web.json_response({"logs": [log_entry(each) for each in later], "cursor": here})


async def list_conversations(request: web.Request) -> web.Response:
    """GET chat.bsky.convo.listConvos: the one that something happened in last comes first"""
    world, scribe = request.app[WORLD], Scribe(request.app[WORLD], request[CALLER])
    told = [scribe.conversation(where) for where, who in world.members.items() if request[CALLER] in who]
    told.sort(key=lambda each: each["rev"], reverse=True)
    shown, cursor = page(request, told, lambda each: str(each["rev"]))
    return with_cursor({"convos": shown}, cursor)


async def get_conversation(request: web.Request) -> web.Response:
    """GET chat.bsky.convo.getConvo"""
    where = _taken_part(request, needed(request, "convoId"))
    return web.json_response({"convo": Scribe(request.app[WORLD], request[CALLER]).conversation(where)})


async def get_messages(request: web.Request) -> web.Response:
    """GET chat.bsky.convo.getMessages: newest first"""
    where = _taken_part(request, needed(request, "convoId"))
    newest_first = request.app[WORLD].heard(where)[::-1]
    shown, cursor = page(request, newest_first, lambda each: each.rev)
    return with_cursor({"messages": [message_view(each) for each in shown]}, cursor)


async def send_message(request: web.Request) -> web.Response:
    """POST chat.bsky.convo.sendMessage"""
    world, me, body = request.app[WORLD], request[CALLER], await told(request)
    where = _taken_part(request, text_in(body, "convoId"))
    message = body.get("message")
    text = message.get("text") if isinstance(message, dict) else None  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
    if not isinstance(text, str) or not text.strip() or not fits(text, PLATFORM_LIMITS["bluesky"].private):
        raise invalid("Input/message/text must have 1 to 1000 graphemes")
    for other in world.members[where]:
        if other != me and world.blocked(me, other):
            raise Refuse(_BLOCKED)
        if other != me and not world.people[other].takes_messages:
            raise Refuse(_CLOSED)
    sent = world.write(world.people[me].handle, text, conversation=where)
    return web.json_response(message_view(sent))


ROUTES = [
    web.get("/xrpc/chat.bsky.convo.getLog", get_log),
    web.get("/xrpc/chat.bsky.convo.listConvos", list_conversations),
    web.get("/xrpc/chat.bsky.convo.getConvo", get_conversation),
    web.get("/xrpc/chat.bsky.convo.getMessages", get_messages),
    web.post("/xrpc/chat.bsky.convo.sendMessage", send_message),
]
