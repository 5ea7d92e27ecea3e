"""Direct messages: the log of all conversations, and who takes part in each."""

from collections import OrderedDict
from collections.abc import Iterator
from datetime import datetime

from bot.domain.message import Author, Inbound
from connectors.base import Unavailable
from connectors.bluesky_api import Brand
from connectors.bluesky_errors import Absent
from connectors.bluesky_parse import author_of, parse_message
from connectors.bluesky_poll import Source, Step
from connectors.bluesky_reads import Reads
from connectors.bodies import Body, mapping, objects, string

_PAGES_AT_MOST = 500
_ROOMS_REMEMBERED = 5_000

_Told = tuple[str, Body]
"""A conversation and a message in it."""


class ChatLog(Source):
    """Its mark is the platform's own position in the log. Without one, the unanswered conversations are read."""

    def __init__(self, reads: Reads, *, every_s: float) -> None:
        super().__init__("direct messages", every_s=every_s)
        self._reads = reads
        self._rooms: OrderedDict[str, dict[str, Author]] = OrderedDict()

    async def _news(self, mark: str | None, brand: Brand, now: datetime) -> list[Step]:
        del now
        told, reached = await self._since(mark or "")
        if mark is None:
            told += await self._unanswered(brand)
        items = {item.external_id: item for item in [await self._message(each, brand) for each in told] if item}
        found = sorted(items.values(), key=lambda item: (item.created_at, item.external_id))
        return [Step(tuple(found), reached)] if found or reached != mark else []

    async def _since(self, mark: str) -> tuple[list[_Told], str]:
        told: list[_Told] = []
        for _ in range(_PAGES_AT_MOST):
            page = await self._reads.chat_log(mark)
            told += _messages_of(page)
            reached = string(page.get("cursor")) or mark
            if reached == mark or not objects(page.get("logs")):
                return told, reached
            mark = reached
        raise Unavailable("Bluesky gives page after page of the chat log without an end.")

    async def _unanswered(self, brand: Brand) -> list[_Told]:
        told: list[_Told] = []
        for room in objects((await self._reads.conversations()).get("convos")):
            last = string(mapping(mapping(room.get("lastMessage")).get("sender")).get("did"))
            if last and last != brand.did and (identity := string(room.get("id"))):
                page = await self._reads.messages(identity)
                told += [(identity, message) for message in objects(page.get("messages"))]
        return told

    async def _message(self, told: _Told, brand: Brand) -> Inbound | None:
        conversation, message = told
        if not conversation:
            return None
        return parse_message(conversation, message, await self._people(conversation), brand)

    async def _people(self, conversation: str) -> dict[str, Author]:
        if conversation not in self._rooms:
            self._rooms[conversation] = await self._members(conversation)
            while len(self._rooms) > _ROOMS_REMEMBERED:
                self._rooms.popitem(last=False)
        return self._rooms[conversation]

    async def _members(self, conversation: str) -> dict[str, Author]:
        try:
            room = (await self._reads.conversation(conversation)).get("convo")
        except Absent:
            return {}
        members = [author_of(each) for each in objects(mapping(room).get("members"))]
        return {each.id: each for each in members if each.id}


def _messages_of(page: Body) -> Iterator[_Told]:
    for event in objects(page.get("logs")):
        if string(event.get("$type")).endswith("#logCreateMessage"):
            yield string(event.get("convoId")), mapping(event.get("message"))
