"""Answering on Facebook once, under the comment or in the same conversation, and looking for an answer sent perhaps."""

import re
from collections import OrderedDict
from datetime import datetime

from bot.domain.approval import ApprovedReply, Letter
from bot.domain.message import Inbound, Kind
from bot.domain.visibility import Visibility
from connectors.base import OutcomeUnknown, Receipt, Refused, Unavailable
from connectors.bodies import Body, identifier, mapping, moment, objects, string
from connectors.facebook_parse import Page, parse_comment, parse_post
from connectors.facebook_reads import Reads
from connectors.graph_errors import Absent
from connectors.graph_messages import is_unknown
from connectors.graph_recheck import Edited
from connectors.graph_talk import MARGIN, Talk
from connectors.graph_text import check_length, id_of, same_words, version_of
from connectors.graph_usage import Bucket
from connectors.graph_wire import GraphWire
from connectors.limits import PLATFORM_LIMITS

LIMITS = PLATFORM_LIMITS["facebook"]

_ID = re.compile(r"\d{1,30}(?:_\d{1,30}){0,2}")
_REMEMBERED = 5_000


def is_object_id(identity: str) -> bool:
    """Whether this names a post or a comment, and not a message of Messenger's."""
    return bool(_ID.fullmatch(identity))


def check_sendable(letter: Letter) -> None:
    """Raise `Refused` for what Facebook would surely refuse, or show to more people than asked, before any call."""
    private = letter.visibility is Visibility.DIRECT
    if letter.kind is Kind.DM and not private:
        raise Refused("An answer to a message in Messenger is a message in the same conversation.")
    if letter.kind is not Kind.DM and not is_object_id(id_of(letter.target_id)):
        raise Refused("This is not the id of a post or a comment on Facebook.")
    if not private and letter.visibility is not Visibility.PUBLIC:
        raise Refused("Whoever sees a comment on Facebook sees its answers too; only a private message is narrower.")
    check_length(letter.text, LIMITS.private if private else LIMITS.public)


class Sender:
    """The replies of one page."""

    def __init__(self, wire: GraphWire, reads: Reads, talk: Talk, page: Page) -> None:
        self._wire = wire
        self._reads = reads
        self._talk = talk
        self._page = page
        self._answers: OrderedDict[str, str] = OrderedDict()
        self._answered_privately: set[str] = set()

    async def send(self, reply: ApprovedReply) -> Receipt:
        """Answer what the letter names, as it is now. Raises any `ConnectorError`, `Edited` for other words."""
        letter = reply.letter
        check_sendable(letter)
        if letter.kind is Kind.DM:
            return await self._talk.send(reply)
        question = await self._question(letter)
        if letter.visibility is Visibility.DIRECT:
            return await self._send_privately(letter, question)
        target = id_of(letter.target_id)
        told = await self._wire.post(Bucket.PAGES, target, "comments", message=letter.text, fields="id,created_time")
        identity = identifier(told.get("id"))
        if not identity:
            raise OutcomeUnknown("Facebook took the reply without giving it an id.")
        self._remember(identity, target)
        return Receipt(identity, moment(told.get("created_time")) or self._wire.clock())

    async def _question(self, letter: Letter) -> Body:
        target = id_of(letter.target_id)
        try:
            body = await (self._reads.post(target) if target == letter.thread_id else self._reads.comment(target))
        except Absent as error:
            raise Refused(f"What this answers is gone. {error.reason}", gone=True) from None
        if version_of(target, string(body.get("message"))) != letter.target_id:
            item = self._as_message(body, letter)
            raise Edited(item) if item else Unavailable("Facebook did not show what this answers.")
        author = identifier(mapping(body.get("from")).get("id"))
        if author != letter.addressee and not is_unknown(letter.addressee):
            raise Refused("The message is by somebody else than the one whom the reply is for.")
        if body.get("can_comment") is False and letter.visibility is Visibility.PUBLIC:
            raise Refused("Facebook takes no more answers to this comment; a person may still do it in the app.")
        return body

    def _as_message(self, body: Body, letter: Letter) -> Inbound | None:
        if id_of(letter.target_id) == letter.thread_id:
            return parse_post(body, self._page)
        return parse_comment(body, letter.thread_id, self._page)

    async def _send_privately(self, letter: Letter, question: Body) -> Receipt:
        """Once for each comment: a second one is never tried, whatever became of the first."""
        target, written = id_of(letter.target_id), moment(question.get("created_time"))
        if written is None:
            raise Unavailable("Facebook did not show when the comment was written.")
        if question.get("can_reply_privately") is not True or target in self._answered_privately:
            raise Refused("Facebook takes one private answer to a comment, within seven days: this one can't have it.")
        self._answered_privately.add(target)
        try:
            return await self._talk.answer_comment(target, written, letter)
        except (Unavailable, Refused):
            self._answered_privately.discard(target)
            raise

    def _remember(self, identity: str, target: str) -> None:
        self._answers[identity] = target
        while len(self._answers) > _REMEMBERED:
            self._answers.popitem(last=False)

    async def find_sent(self, reply: ApprovedReply) -> Receipt | None:
        """The reply as Facebook has it, or None when everything since the approval was looked at.

        Raises `Unavailable` or `SignedOut` when it can't look at everything.
        """
        letter = reply.letter
        if letter.kind is Kind.DM:
            return await self._talk.find(reply)
        if letter.visibility is Visibility.DIRECT:
            return await self._find_private(reply)
        return await self._find_comment(letter, reply.approval.at - MARGIN)

    async def _find_private(self, reply: ApprovedReply) -> Receipt | None:
        if found := await self._talk.find_anywhere(reply):
            return found
        comment = await self._reads.comment(id_of(reply.letter.target_id))
        if comment.get("can_reply_privately") is True:
            return None
        raise Unavailable("The comment has had its private answer, and Facebook doesn't show whether it is this one.")

    async def _find_comment(self, letter: Letter, since: datetime) -> Receipt | None:
        target = id_of(letter.target_id)
        try:
            # An answer to an answer joins those under the comment above it.
            above = "" if target == letter.thread_id else await self._parent(target)
            async for page in self._reads.comments(above or target, since=int(since.timestamp())):
                for body in objects(page.get("data")):
                    if self._is_answer(body, target, above, letter):
                        return _receipt(body)
        except Absent:
            # With the question gone its answers are gone too.
            return None
        return None

    async def _parent(self, target: str) -> str:
        return identifier(mapping((await self._reads.comment(target)).get("parent")).get("id"))

    def _is_answer(self, body: Body, target: str, above: str, letter: Letter) -> bool:
        identity, parent = identifier(body.get("id")), identifier(mapping(body.get("parent")).get("id"))
        own = identifier(mapping(body.get("from")).get("id")) == self._page.id
        at_post = target == letter.thread_id
        in_place = not parent if at_post else parent in ("", target, above)
        elsewhere = self._answers.get(identity, target) != target
        return own and in_place and not elsewhere and same_words(string(body.get("message")), letter.text)


def _receipt(body: Body) -> Receipt | None:
    identity, at = identifier(body.get("id")), moment(body.get("created_time"))
    return Receipt(identity, at) if identity and at else None
