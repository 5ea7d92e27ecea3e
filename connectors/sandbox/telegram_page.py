"""The page of a simulated Telegram, where people write to the bot, and the stage behind the scenes over HTTP."""

from typing import Any
from urllib.parse import urlencode

from aiohttp import web

from connectors.sandbox import paper
from connectors.sandbox.staging import told
from connectors.sandbox.telegram_api import WORLD
from connectors.sandbox.telegram_world import Chat, Message, TelegramWorld

_LATEST = 60


async def page(request: web.Request) -> web.Response:
    """GET /"""
    world = request.app[WORLD]
    note = f"What people write to @{world.bot.username} or in its groups, and what it answers."
    return paper.document("Simulated Telegram", note, _form(world, request.query) + _chats(world))


async def say(request: web.Request) -> web.Response:
    """POST /: the form."""
    world, form = request.app[WORLD], await request.post()
    author, text, chat = str(form["author"]), str(form["text"]).strip(), str(form.get("chat", ""))
    answering = int(str(form["answering"])) if form.get("answering") else None
    if text:
        world.write(author, text, chat=int(chat) if chat else None, answering=answering)
    raise web.HTTPSeeOther("/")


def _form(world: TelegramWorld, query: Any) -> str:
    if query.get("answering"):
        hidden = {"chat": str(query.get("chat", "")), "answering": str(query["answering"])}
        return paper.form("Answer as a customer", "", hidden, "Send")
    groups = "".join(
        f'<option value="{chat.id}">{chat.title}, naming @{world.bot.username}</option>'
        for chat in world.chats.values()
        if not chat.private
    )
    where = f'<label>Where<select name="chat"><option value="">to the bot alone</option>{groups}</select></label>'
    return paper.form("Write as a customer", where, {}, "Send")


def _chats(world: TelegramWorld) -> str:
    groups = [chat for chat in world.chats.values() if not chat.private]
    private = [chat for chat in world.chats.values() if chat.private]
    sides = [paper.side(chat.title, [_chat(world, chat)] if _messages(world, chat) else []) for chat in groups]
    return "".join(sides) + paper.side("Private chats", [_chat(world, chat) for chat in private])


def _chat(world: TelegramWorld, chat: Chat) -> str:
    return "".join(_entry(world, message) for message in _messages(world, chat)[-_LATEST:])


def _messages(world: TelegramWorld, chat: Chat) -> list[Message]:
    return [message for message in world.messages.values() if message.chat.id == chat.id]


def _entry(world: TelegramWorld, message: Message) -> str:
    answers = f" · answers {message.answered.id}" if message.answered else ""
    when = f"{message.id} · {message.at:%H:%M:%S} UTC{answers}{' · edited' if message.edited_at else ''}"
    query = urlencode({"chat": message.chat.id, "answering": message.id})
    return paper.entry(f"@{message.author.username}", when, message.text, query, brand=message.author == world.bot)


def _shown(world: TelegramWorld, message: Message) -> web.Response:
    return web.json_response(
        {
            "id": message.id,
            "chat": message.chat.id,
            "author": message.author.username,
            "text": message.text,
            "brand": message.author == world.bot,
            "answers": message.answered.id if message.answered else None,
        }
    )


async def add_message(request: web.Request) -> web.Response:
    """POST /sandbox/messages {author, text, chat?, answering?}; without a chat it goes to the bot alone"""
    world, body = request.app[WORLD], await told(request)
    place = {key: int(body[key]) for key in ("chat", "answering") if body.get(key) is not None}
    return _shown(world, world.write(str(body["author"]), str(body["text"]), **place))


async def edit_message(request: web.Request) -> web.Response:
    """PUT /sandbox/chats/{chat}/messages/{id} {text}"""
    world, body = request.app[WORLD], await told(request)
    return _shown(world, world.edit(*_named(request), str(body["text"])))


async def delete_message(request: web.Request) -> web.Response:
    """DELETE /sandbox/chats/{chat}/messages/{id}"""
    request.app[WORLD].delete(*_named(request))
    return web.json_response({"deleted": True})


def _named(request: web.Request) -> tuple[int, int]:
    return int(request.match_info["chat"]), int(request.match_info["id"])


ROUTES = [
    web.get("/", page),
    web.post("/", say),
    web.post("/sandbox/messages", add_message),
    web.put("/sandbox/chats/{chat}/messages/{id}", edit_message),
    web.delete("/sandbox/chats/{chat}/messages/{id}", delete_message),
]
