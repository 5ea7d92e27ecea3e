"""Private conversations at Meta: reading them, answering within the windows, and looking for an answer sent perhaps."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

from bot.domain.approval import ApprovedReply, Letter
from bot.domain.message import Happening, Inbound
from connectors.base import OutcomeUnknown, Receipt, Refused
from connectors.bodies import Body, identifier, mapping, moment, objects, string
from connectors.graph_messages import WINDOW, Mailbox, parse_conversation
from connectors.graph_poll import BEGUN, Mark, Seen, Source, Step, oldest_first, seconds, steps
from connectors.graph_text import same_words
from connectors.graph_usage import Bucket
from connectors.graph_wire import GraphWire, fields

HUMAN_WINDOW = timedelta(days=7)
"""How long a person may still answer under HUMAN_AGENT, and how long a comment may be answered privately."""

MARGIN = timedelta(seconds=60)
"""Before a window ends, and before an approval: clocks differ."""

_MESSAGES = "messages.limit(20){id,created_time,from,to,message,attachments}"
_CONVERSATIONS_PAGE = "50"
_EVERYTHING = "all"


class Talk:
    """The conversations of one account. `owner` is the page or account that they hang at, `platform` Meta's word."""

    def __init__(self, wire: GraphWire, mailbox: Mailbox, owner: str, platform: str) -> None:
        self.mailbox = mailbox
        self._wire = wire
        self._owner = owner
        self._platform = platform

    async def since(self, back_to: datetime) -> AsyncIterator[Body]:
        """Every conversation with a message since then, with all of those messages, the latest conversation first."""
        args = self._question() | {"limit": _CONVERSATIONS_PAGE}
        async for page in self._wire.pages(Bucket.MESSENGER, self._owner, "conversations", args):
            found = objects(page.get("data"))
            for conversation in found:
                if not _is_before(conversation.get("updated_time"), back_to):
                    yield await self._whole(conversation, back_to)
            if found and all(_is_before(each.get("updated_time"), back_to) for each in found):
                return

    async def with_customer(self, customer: str, back_to: datetime) -> list[Inbound]:
        """What was said with this person: the latest messages, and all since then. Empty when Meta shows none."""
        args = self._question() | {"user_id": customer}
        page = await self._wire.page(Bucket.MESSENGER, self._owner, "conversations", args)
        whole = [await self._whole(each, back_to) for each in objects(page.get("data"))]
        found = [item for each in whole for item in parse_conversation(each, self.mailbox)]
        return [item for item in found if item.thread_id == self.mailbox.thread_of(customer)]

    def _question(self) -> dict[str, str]:
        return {"platform": self._platform, **fields("id", "updated_time", "participants", _MESSAGES)}

    async def _whole(self, conversation: Body, back_to: datetime) -> Body:
        """The conversation with further pages of its messages, where the first doesn't reach back far enough."""
        told = mapping(conversation.get("messages"))
        messages, identity = objects(told.get("data")), identifier(conversation.get("id"))
        if not _goes_on(told, messages, back_to) or not identity:
            return conversation
        args = fields("id", "created_time", "from", "to", "message", "attachments")
        messages = list[Body]()
        async for page in self._wire.pages(Bucket.MESSENGER, identity, "messages", args):
            messages += objects(page.get("data"))
            if not _goes_on(page, messages, back_to):
                break
        return {**conversation, "messages": {"data": messages}}

    async def send(self, reply: ApprovedReply) -> Receipt:
        """Answer in the same conversation. Raises any `ConnectorError`."""
        letter, now = reply.letter, self._wire.clock()
        said = await self.with_customer(letter.addressee, now)
        told = [item.created_at for item in said if item.happening is Happening.MESSAGE]
        # A conversation that Meta doesn't show is left to Meta's own judgement of the window.
        late = bool(told) and now > max(told) + WINDOW - MARGIN
        how = self._late(reply, max(told), now) if late else {"messaging_type": "RESPONSE"}
        return await self._post({"id": letter.addressee}, letter, how)

    def _late(self, reply: ApprovedReply, last: datetime, now: datetime) -> dict[str, str]:
        closed = "More than 24 hours have passed since the customer's last message"
        if not self._wire.options.human_agent:
            raise Refused(f"{closed}, and the app has no approval to answer later as a human agent.")
        if not reply.by_hand:
            raise Refused(f"{closed}; later only a text that a person wrote may go, and this one is a template's.")
        if now > last + HUMAN_WINDOW - MARGIN:
            raise Refused("More than seven days have passed since the customer's last message; Meta takes no answer.")
        return {"messaging_type": "MESSAGE_TAG", "tag": "HUMAN_AGENT"}

    async def answer_comment(self, comment: str, written: datetime, letter: Letter) -> Receipt:
        """The one private message that a comment may be answered with. Raises any `ConnectorError`."""
        if self._wire.clock() > written + HUMAN_WINDOW - MARGIN:
            raise Refused("A comment may be answered privately for seven days, and they are over.")
        return await self._post({"comment_id": comment}, letter, {})

    async def _post(self, recipient: dict[str, str], letter: Letter, how: dict[str, str]) -> Receipt:
        told = await self._wire.post(
            Bucket.MESSENGER, self._owner, "messages", recipient=recipient, message={"text": letter.text}, **how
        )
        identity = identifier(told.get("message_id"))
        if not identity:
            raise OutcomeUnknown("Meta took the message without giving it an id.")
        return Receipt(identity, self._wire.clock())

    async def find(self, reply: ApprovedReply) -> Receipt | None:
        """The answer as the conversation has it, or None when all since the approval was looked at."""
        since = reply.approval.at - MARGIN
        return _found(await self.with_customer(reply.letter.addressee, since), reply.letter.text, since)

    async def find_anywhere(self, reply: ApprovedReply) -> Receipt | None:
        """The same in all conversations: a private answer to a comment doesn't say in which one it went."""
        since = reply.approval.at - MARGIN
        async for conversation in self.since(since):
            if found := _found(parse_conversation(conversation, self.mailbox), reply.letter.text, since):
                return found
        return None


def _found(said: list[Inbound], text: str, since: datetime) -> Receipt | None:
    own = [item for item in said if item.happening is Happening.OWN and item.created_at >= since]
    fitting = [item for item in oldest_first(own) if same_words(item.text, text)]
    return Receipt(fitting[-1].external_id, fitting[-1].created_at) if fitting else None


def _is_before(told: object, back_to: datetime) -> bool:
    at = moment(told)
    return at is not None and at < back_to


def _goes_on(page: Body, messages: list[Body], back_to: datetime) -> bool:
    reached = any(_is_before(each.get("created_time"), back_to) for each in messages)
    return bool(string(mapping(page.get("paging")).get("next"))) and not reached


class Messages(Source):
    """All conversations, read back until they are known."""

    def __init__(self, talk: Talk, seen: Seen, wire: GraphWire) -> None:
        super().__init__("private messages", Bucket.MESSENGER, wire.meter, every_s=wire.options.messages_every_s)
        self._talk = talk
        self._seen = seen
        self._options = wire.options

    async def news(self, mark: Mark | None, now: datetime) -> AsyncIterator[Step]:
        """See `Source.news`."""
        begun = seconds(now - timedelta(hours=self._options.look_back_h))
        known = mark or {BEGUN: begun}
        stored_until = known.get(_EVERYTHING)
        back_to = max(known[BEGUN], (stored_until or 0) - int(self._options.overlap_s))
        found: list[Inbound] = []
        async for conversation in self._talk.since(datetime.fromtimestamp(back_to, UTC)):
            found += parse_conversation(conversation, self._talk.mailbox)
        recent = [item for item in oldest_first(found) if seconds(item.created_at) >= back_to]
        fresh = [news for item in recent if (news := self._seen.news_of(item, stored_until))]
        yield Step((), known)
        for step in steps(fresh, known, _EVERYTHING, now):
            yield step
