"""The state of a simulated Telegram, seen from one bot, and everything that people do there."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from bot.domain.clock import Clock, utc_now
from connectors.sandbox.faults import Switches
from connectors.sandbox.staging import NotThere

KEPT = timedelta(hours=24)
"""How long Telegram holds updates back for a bot that does not ask."""

LONGEST = 4_096
_NAME = re.compile(r"@\w+")


class Fault(StrEnum):
    """Names as used over HTTP. The second group are answers, see `telegram_api`; the others are behaviour."""

    TIMEOUT_BEFORE = "timeout_before"
    TIMEOUT_AFTER = "timeout_after"
    RESET_AFTER = "reset_after"
    GARBLED = "garbled"
    DUPLICATES = "duplicates"
    REORDER = "reorder"

    RATE_LIMIT = "rate_limit"
    RATE_LIMIT_BARE = "rate_limit_bare"
    UNAUTHORIZED = "unauthorized"
    NO_SUCH_BOT = "no_such_bot"
    BLOCKED = "blocked"
    CONFLICT = "conflict"
    SERVER_JSON = "server_json"
    SERVER_HTML = "server_html"
    SERVER_EMPTY = "server_empty"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with an account; a bot is one too."""

    id: int
    username: str
    is_bot: bool = False


@dataclass(frozen=True, slots=True)
class Chat:
    """A private chat (whose id is the person's), or a group; one with a `username` is open to everybody."""

    id: int
    title: str = ""
    username: str = ""

    @property
    def private(self) -> bool:
        """Whether it is between one person and the bot."""
        return self.id > 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message as it is now."""

    id: int
    chat: Chat
    author: Person
    text: str
    at: datetime
    answered: "Message | None" = None
    edited_at: datetime | None = None


Update = tuple[int, datetime, str, Message]
"""Its number, when it came, its kind, and the message as it was then."""


class TelegramWorld:
    """A small Telegram that lives in memory. `clock` gives the times; `token` opens the bot.

    `privacy`: in groups the bot is told only what is meant for it. `webhook` is the address of one, if set.
    """

    def __init__(
        self,
        *,
        clock: Clock = utc_now,
        seed: int = 0,
        bot: str = "brightwavebot",
        token: str = "7100000001:sandbox-token",  # noqa: S107 - opens the simulated bot of a fresh world
        group: str = "brightwave_talk",
    ) -> None:
        self.clock = clock
        self.token = token
        self.faults = Switches[Fault](seed)
        self.privacy = True
        self.webhook = ""
        self.bot = Person(int(token.partition(":")[0]), bot, is_bot=True)
        self.people: dict[str, Person] = {bot: self.bot}
        self.messages: dict[tuple[int, int], Message] = {}
        self.updates: list[Update] = []
        self.on_update: list[Callable[[], None]] = []
        self._number = 500_000_000
        self.open_group = Chat(-1_001_000_000_001, "Brightwave talk", group)
        self.closed_group = Chat(-1_001_000_000_002, "Brightwave testers")
        self.chats: dict[int, Chat] = {each.id: each for each in (self.open_group, self.closed_group)}

    def person(self, username: str) -> Person:
        """The person with this name, who moves in when new. Raises `ValueError` for what is no name."""
        username = username.removeprefix("@").lower()
        if not re.fullmatch(r"\w{1,32}", username):
            raise ValueError("A Telegram name has 1 to 32 letters, digits or underscores.")
        # Ids of people are far beyond 32 bits nowadays.
        return self.people.setdefault(username, Person(7_200_000_000 + len(self.people), username))

    def private(self, username: str) -> Chat:
        """The private chat of a person with the bot, begun when new."""
        person = self.person(username)
        return self.chats.setdefault(person.id, Chat(person.id))

    def write(self, author: str, text: str, *, chat: int | None = None, answering: int | None = None) -> Message:
        """`author` writes into a group, or (without one) to the bot alone. Raises `NotThere`."""
        place = self.chat(chat) if chat is not None else self.private(author)
        message = self.add(self.person(author), place, text, answering)
        if self._is_told(message):
            self._tell("message", message)
        return message

    def add(self, author: Person, chat: Chat, text: str, answering: int | None = None) -> Message:
        """A message of anybody, the bot included; the bot is not told. Raises `NotThere`."""
        answered = self.message(chat.id, answering) if answering is not None else None
        number = 1 + max((number for place, number in self.messages if place == chat.id), default=0)
        message = Message(id=number, chat=chat, author=author, text=text, at=self.clock(), answered=answered)
        self.messages[chat.id, number] = message
        return message

    def edit(self, chat: int, number: int, text: str) -> Message:
        """The author changes a text, and the bot is told. Raises `NotThere`."""
        message = replace(self.message(chat, number), text=text, edited_at=self.clock())
        self.messages[chat, number] = message
        if self._is_told(message):
            self._tell("edited_message", message)
        return message

    def delete(self, chat: int, number: int) -> None:
        """Take a message away; no bot is ever told. Raises `NotThere`."""
        self.message(chat, number)
        del self.messages[chat, number]

    def chat(self, identity: int) -> Chat:
        """A chat. Raises `NotThere`."""
        if identity not in self.chats:
            raise NotThere(f"There is no chat {identity}.")
        return self.chats[identity]

    def message(self, chat: int, number: int) -> Message:
        """A message as it is now. Raises `NotThere`."""
        if (chat, number) not in self.messages:
            raise NotThere(f"There is no message {number} in chat {chat}.")
        return self.messages[chat, number]

    def take(self, offset: int | None, limit: int) -> list[Update]:
        """The oldest updates from `offset` on; everything before it is forgotten for good."""
        oldest = self.clock() - KEPT
        self.updates = [each for each in self.updates if each[0] >= (offset or 0) and each[1] > oldest]
        return self.updates[:limit]

    def _is_told(self, message: Message) -> bool:
        if message.chat.private or not self.privacy:
            return True
        answers = message.answered is not None and message.answered.author == self.bot
        return answers or self._names_bot(message.text)

    def _names_bot(self, text: str) -> bool:
        return any(found[0][1:].lower() == self.bot.username for found in _NAME.finditer(text))

    def _tell(self, kind: str, message: Message) -> None:
        self._number += 1
        self.updates.append((self._number, self.clock(), kind, message))
        for tell in self.on_update:
            tell()


def shape(message: Message, *, whole: bool = True) -> dict[str, Any]:
    """A message as the Bot API shows it; the one it answers comes along, but not what that one answers."""
    body: dict[str, Any] = {
        "message_id": message.id,
        "from": person_shape(message.author),
        "chat": _chat_shape(message.chat, message.author),
        "date": int(message.at.timestamp()),
        "text": message.text,
    }
    if marks := [_mark(found, message.text) for found in _NAME.finditer(message.text)]:
        body["entities"] = marks
    if message.edited_at:
        body["edit_date"] = int(message.edited_at.timestamp())
    if whole and message.answered:
        body["reply_to_message"] = shape(message.answered, whole=False)
    return body


def person_shape(person: Person) -> dict[str, Any]:
    """A person as the Bot API shows one."""
    return {
        "id": person.id,
        "is_bot": person.is_bot,
        "first_name": person.username.title(),
        "username": person.username,
    }


def _chat_shape(chat: Chat, author: Person) -> dict[str, Any]:
    if chat.private:
        return {"id": chat.id, "type": "private"} | ({} if author.is_bot else {"username": author.username})
    return {"id": chat.id, "type": "supergroup", "title": chat.title} | (
        {"username": chat.username} if chat.username else {}
    )


def _mark(found: re.Match[str], text: str) -> dict[str, Any]:
    offset = len(text[: found.start()].encode("utf-16-le")) // 2
    return {"type": "mention", "offset": offset, "length": len(found[0])}
