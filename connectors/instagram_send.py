"""Answering on Instagram once, below the comment or in the conversation, and looking for an answer sent perhaps."""

import re
from collections import OrderedDict
from collections.abc import Awaitable

from bot.domain.approval import ApprovedReply, Letter
from bot.domain.message import Inbound, Kind
from bot.domain.visibility import Visibility
from connectors.base import OutcomeUnknown, Receipt, Refused, Unavailable
from connectors.bodies import Body, identifier, mapping, moment, objects, string
from connectors.graph_errors import Absent
from connectors.graph_messages import is_unknown
from connectors.graph_recheck import Edited
from connectors.graph_talk import MARGIN, Talk
from connectors.graph_text import check_length, id_of, same_words
from connectors.graph_usage import Bucket
from connectors.graph_wire import GraphWire
from connectors.instagram_parse import Account, Mention, parse_comment, parse_mention
from connectors.instagram_reads import Reads
from connectors.limits import PLATFORM_LIMITS

LIMITS = PLATFORM_LIMITS["instagram"]

_ID = re.compile(r"\d{1,30}")
_HANDLE_IN_FRONT = re.compile(r"^@[\w.]+\s+")
_REMEMBERED = 5_000


def is_object_id(identity: str) -> bool:
    """Whether this names a comment or a mention, and not a direct message."""
    return bool(_ID.fullmatch(identity) or Mention.read(identity))


def check_sendable(letter: Letter) -> None:
    """Raise `Refused` for what Instagram would surely refuse, or show to more people than asked, before any call."""
    private, target = letter.visibility is Visibility.DIRECT, id_of(letter.target_id)
    if letter.kind is Kind.DM and not private:
        raise Refused("An answer to a direct message on Instagram is a message in the same conversation.")
    if letter.kind is not Kind.DM and not is_object_id(target):
        raise Refused("This is not the id of a comment or a mention on Instagram.")
    if not private and letter.visibility is not Visibility.PUBLIC:
        raise Refused("Whoever sees a comment on Instagram sees its answers too; only a direct message is narrower.")
    if private and Mention.read(target):
        raise Refused("Instagram takes a private answer to comments on the account's own posts only.")
    check_length(letter.text, LIMITS.private if private else LIMITS.public)


class Sender:
    """The replies of one account."""

    def __init__(self, wire: GraphWire, reads: Reads, talk: Talk, account: Account) -> None:
        self._wire = wire
        self._reads = reads
        self._talk = talk
        self._account = account
        self._answers: OrderedDict[str, str] = OrderedDict()
        self._answered_privately: set[str] = set()

    async def send(self, reply: ApprovedReply) -> Receipt:
        """Answer what the letter names, as it is now. Raises any `ConnectorError`, `Edited` for other words."""
        letter = reply.letter
        check_sendable(letter)
        if letter.kind is Kind.DM:
            return await self._talk.send(reply)
        if mention := Mention.read(id_of(letter.target_id)):
            return await self._answer_mention(mention, letter)
        question = await self._question(letter)
        if letter.visibility is Visibility.DIRECT:
            return await self._send_privately(letter, question)
        return await self._answer_comment(letter, question)

    async def _question(self, letter: Letter) -> Body:
        target = id_of(letter.target_id)
        body = await _or_gone(self._reads.comment(target))
        self._check(parse_comment(body, letter.thread_id, self._account), letter)
        media = mapping(body.get("media"))
        if letter.visibility is Visibility.PUBLIC and body.get("hidden") is True:
            raise Refused("The comment is hidden, and Instagram takes no public answer to it.")
        if letter.visibility is Visibility.PUBLIC and media.get("media_product_type") == "LIVE":
            raise Refused("Instagram takes no public answer to a comment on a live video.")
        return body

    def _check(self, item: Inbound | None, letter: Letter) -> None:
        if item is None:
            raise Unavailable("Instagram did not show what this answers.")
        if item.answer_to != letter.target_id:
            raise Edited(item)
        if item.author.id != letter.addressee and not is_unknown(letter.addressee):
            raise Refused("The message is by somebody else than the one whom the reply is for.")

    async def _answer_comment(self, letter: Letter, question: Body) -> Receipt:
        """Below the upper comment: answers to answers stand there too, and say by a handle whom they are for."""
        target, above = id_of(letter.target_id), identifier(question.get("parent_id"))
        text, handle = letter.text, string(mapping(question.get("from")).get("username"))
        if above and handle and f"@{handle}".lower() not in text.lower():
            text = f"@{handle} {text}"
            check_length(text, LIMITS.public)
        told = await self._wire.post(Bucket.INSTAGRAM, above or target, "replies", message=text, fields="id,timestamp")
        receipt = self._receipt(told)
        self._remember(receipt.external_id, target)
        return receipt

    async def _answer_mention(self, mention: Mention, letter: Letter) -> Receipt:
        self._check(parse_mention(await _or_gone(self._reads.mention(mention)), mention), letter)
        where = {"media_id": mention.media} | ({"comment_id": mention.comment} if mention.comment else {})
        told = await self._wire.post(Bucket.INSTAGRAM, self._account.id, "mentions", message=letter.text, **where)
        return self._receipt(told)

    def _receipt(self, told: Body) -> Receipt:
        identity = identifier(told.get("id"))
        if not identity:
            raise OutcomeUnknown("Instagram took the reply without giving it an id.")
        return Receipt(identity, moment(told.get("timestamp")) or self._wire.clock())

    async def _send_privately(self, letter: Letter, question: Body) -> Receipt:
        """Once for each comment: a second one is never tried, whatever became of the first."""
        target, written = id_of(letter.target_id), moment(question.get("timestamp"))
        if written is None:
            raise Unavailable("Instagram did not show when the comment was written.")
        if target in self._answered_privately:
            raise Refused("Instagram takes one private answer to a comment, and this one has had it.")
        self._answered_privately.add(target)
        try:
            return await self._talk.answer_comment(target, written, letter)
        except Unavailable:
            self._answered_privately.discard(target)
            raise

    def _remember(self, identity: str, target: str) -> None:
        self._answers[identity] = target
        while len(self._answers) > _REMEMBERED:
            self._answers.popitem(last=False)

    async def find_sent(self, reply: ApprovedReply) -> Receipt | None:
        """The reply as Instagram has it, or None when everything since the approval was looked at.

        Raises `Unavailable` or `SignedOut` when it can't look at everything.
        """
        letter = reply.letter
        if letter.visibility is Visibility.DIRECT:
            # Comments and messages know a person by the same id here.
            return await self._talk.find(reply)
        if Mention.read(id_of(letter.target_id)):
            raise Unavailable("Instagram shows no program the answers below other people's posts; look there.")
        try:
            return await self._find_answer(letter, id_of(letter.target_id), reply)
        except Absent:
            # With the question gone its answers are gone too.
            return None

    async def _find_answer(self, letter: Letter, target: str, reply: ApprovedReply) -> Receipt | None:
        above = identifier((await self._reads.comment(target)).get("parent_id")) or target
        async for page in self._reads.replies(above):
            for body in objects(page.get("data")):
                item = parse_comment(body, letter.thread_id, self._account)
                late = item is not None and item.created_at >= reply.approval.at - MARGIN
                if item and late and self._is_answer(item, target, letter):
                    return Receipt(item.external_id, item.created_at)
        return None

    def _is_answer(self, item: Inbound, target: str, letter: Letter) -> bool:
        own = item.author.id == self._account.id
        elsewhere = self._answers.get(item.external_id, target) != target
        said = (item.text, _HANDLE_IN_FRONT.sub("", item.text))
        return own and not elsewhere and any(same_words(each, letter.text) for each in said)


async def _or_gone(reading: Awaitable[Body]) -> Body:
    try:
        return await reading
    except Absent as error:
        raise Refused(f"What this answers is gone. {error.reason}", gone=True) from None
