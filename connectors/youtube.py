"""One YouTube channel: comments on it and its videos by polling, replies in their threads."""

import re
import unicodedata
from collections import OrderedDict
from collections.abc import AsyncIterator, Iterable, Sequence
from datetime import datetime, timedelta
from types import TracebackType
from typing import ClassVar, Self

from bot.domain.approval import ApprovedReply, Letter
from bot.domain.clock import Clock, utc_now
from bot.domain.length import fits
from bot.domain.limits import Limits
from bot.domain.message import Author, Happening, Inbound
from connectors.base import (
    Batch,
    Connector,
    Cursor,
    Health,
    OutcomeUnknown,
    Receipt,
    Refused,
    SignedOut,
    Unavailable,
)
from connectors.bodies import Body, identifier, mapping, moment, objects, string
from connectors.limits import YOUTUBE
from connectors.youtube_parse import (
    Brand,
    author_of,
    comment_id,
    included_replies,
    parent_of,
    parse_comment,
    parse_thread,
    published,
    reply_count,
    text_of,
    top_of,
    version_of,
)
from connectors.youtube_settings import YouTubeCredentials, YouTubeOptions
from connectors.youtube_wire import Wire

PAGE = 100
"""The most that YouTube gives at once."""

_LOOKUP = 50
"""Comments looked up by their ids in one call."""

_OLDER_PAGES = 10
"""Pages of older threads that are looked at for new answers; each costs a unit."""

_REMEMBERED = 20_000
_CLOCKS_APART = timedelta(minutes=1)


class YouTubeConnector(Connector):
    """Listens and answers for one channel.

    YouTube lists threads newest first and puts none on top again when it gets an answer. So each poll reads down to
    what is known, and now and then further down. What was handed over in this run is left out; after a start the
    threads of the last days come once more, and the desk knows them by their ids. The cursor is the newest time seen.
    """

    kind: ClassVar[str] = "youtube"
    limits: ClassVar[Limits] = YOUTUBE

    def __init__(
        self, credentials: YouTubeCredentials, options: YouTubeOptions | None = None, *, clock: Clock = utc_now
    ) -> None:
        self._options = options or YouTubeOptions()
        self._clock = clock
        self._wire = Wire(credentials, self._options, clock)
        self._me: Brand | None = None
        self._older_at = clock()
        self._known: OrderedDict[str, None] = OrderedDict()
        self._counts: dict[str, int] = {}
        self.pause_s = self._options.poll_every_s

    async def __aenter__(self) -> Self:
        await self._wire.__aenter__()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._wire.__aexit__(kind, error, trace)

    async def listen(self, cursor: Cursor | None) -> AsyncIterator[Batch]:
        """See `Connector.listen`. A pass is one batch, because the oldest news is on the last page."""
        mark, now, brand = moment(cursor), self._clock(), await self._brand()
        older = mark is None or now >= self._older_at
        threads = await self._threads(mark, now - timedelta(days=self._options.older_days), older=older)
        if mark is None:
            self._counts.clear()
        found = [item for each in threads for item in parse_thread(each, await self._replies(each), brand)]
        fresh = [item for item in sorted(found, key=lambda item: item.created_at) if not self._is_known(item, mark)]
        if fresh:
            newest = max(fresh[-1].created_at, mark or fresh[-1].created_at)
            yield Batch(tuple(fresh), Cursor(newest.isoformat()))
        self._remember(fresh, threads)
        if older:
            self._older_at = now + timedelta(seconds=self._options.older_every_s)

    async def _threads(self, mark: datetime | None, floor: datetime, *, older: bool) -> list[Body]:
        """Threads newest first: down to the mark, and further to the floor when the older ones are due."""
        found: dict[str, Body] = {}
        asked = {"part": "snippet,replies", "order": "time", "allThreadsRelatedToChannelId": (await self._brand()).id}
        pages = 0
        async for page in self._pages("commentThreads", asked):
            pages += 1
            found.update({identifier(each.get("id")): each for each in page})
            oldest = min((published(top_of(each)) for each in page), default=floor)
            news = mark is not None and oldest >= mark
            if not news and not (older and pages < _OLDER_PAGES and oldest > floor):
                break
        found.pop("", None)
        return list(found.values())

    async def _replies(self, thread: Body) -> list[Body]:
        """The answers in a thread; all are asked for when more came than it brings along."""
        told, count, identity = included_replies(thread), reply_count(thread), identifier(thread.get("id"))
        if count <= len(told) or self._counts.get(identity) == count:
            return told
        return await self._answers(identity)

    async def _answers(self, parent: str, *, for_reply: bool = False) -> list[Body]:
        pages = self._pages("comments", {"part": "snippet", "parentId": parent}, for_reply=for_reply)
        return [comment async for page in pages for comment in page]

    async def _pages(
        self, resource: str, asked: dict[str, str], *, for_reply: bool = False
    ) -> AsyncIterator[list[Body]]:
        asked = {**asked, "maxResults": str(PAGE), "textFormat": "plainText"}
        while True:
            body = await self._wire.read(resource, asked, for_reply=for_reply)
            yield objects(body.get("items"))
            following = string(body.get("nextPageToken"))
            if not following or following == asked.get("pageToken"):
                return
            asked["pageToken"] = following

    def _is_known(self, item: Inbound, mark: datetime | None) -> bool:
        # What was handed over beyond the mark was not stored after all.
        return item.answer_to in self._known and mark is not None and item.created_at <= mark

    def _remember(self, items: Iterable[Inbound], threads: Iterable[Body]) -> None:
        self._counts.update({identifier(each.get("id")): reply_count(each) for each in threads})
        for item in items:
            self._known[item.answer_to] = None
        while len(self._known) > _REMEMBERED:
            self._known.popitem(last=False)

    async def send(self, reply: ApprovedReply, *, key: str) -> Receipt:
        """See `Connector.send`. The comment is read again first: gone or edited, it is not answered."""
        del key
        letter = reply.letter
        question = await self._question(letter)
        text = _addressed(letter.text, question)
        if not text.strip() or not fits(text, YOUTUBE.public):
            raise Refused(
                f"YouTube takes 1 to {YOUTUBE.public.maximum} characters, and with the handle it has {len(text)}."
            )
        told = await self._wire.insert({"snippet": {"parentId": letter.thread_id, "textOriginal": text}})
        receipt = _receipt(told)
        if receipt is None:
            raise OutcomeUnknown("YouTube took the reply without giving it an id and a time.")
        return receipt

    async def _question(self, letter: Letter) -> Body:
        if letter.visibility is not letter.question_visibility:
            raise Refused("Every comment on YouTube is public; a reply can't be shown to fewer people.")
        found = await self._looked_up([comment_id(letter.target_id)], for_reply=True)
        if not found:
            raise Refused("The comment is deleted, or no longer shown.", gone=True)
        if version_of(found[0]) != letter.target_id:
            raise Refused("The customer has edited the comment since this reply was written; read it again first.")
        if author_of(found[0]).id != letter.addressee:
            raise Refused("The comment is by somebody else than the one whom the reply is for.")
        if (parent_of(found[0]) or identifier(found[0].get("id"))) != letter.thread_id:
            raise Refused("The comment is not in the thread that the reply is for.")
        return found[0]

    async def find_sent(self, reply: ApprovedReply, *, key: str) -> Receipt | None:
        """See `Connector.find_sent`: among the channel's answers in the thread since the approval."""
        del key
        letter, brand = reply.letter, await self._brand()
        answers = await self._answers(letter.thread_id, for_reply=True)
        target = comment_id(letter.target_id)
        question = mapping(next((each for each in answers if identifier(each.get("id")) == target), None))
        wanted, since = _normal(_addressed(letter.text, question)), reply.approval.at - _CLOCKS_APART
        for comment in answers:
            mine = author_of(comment).id == brand.id and published(comment) >= since
            if mine and _normal(text_of(comment)) == wanted and (receipt := _receipt(comment)):
                return receipt
        return None

    async def recheck(self, external_ids: Sequence[str]) -> Sequence[Inbound]:
        """Deletions (at this moment, since nobody tells the time) and edits among these comments, 50 for a unit.

        Raises `Unavailable` or `SignedOut`.
        """
        brand, wanted, changed = await self._brand(), list(dict.fromkeys(external_ids)), list[Inbound]()
        for start in range(0, len(wanted), _LOOKUP):
            part = wanted[start : start + _LOOKUP]
            found = {identifier(each.get("id")): each for each in await self._looked_up(part)}
            changed += [_deletion(each, self._clock()) for each in part if each not in found]
            items = (parse_comment(each, brand) for each in found.values())
            changed += [item for item in items if item.happening is Happening.EDIT]
        return changed

    async def _looked_up(self, ids: Sequence[str], *, for_reply: bool = False) -> list[Body]:
        asked = {"part": "snippet", "id": ",".join(ids), "textFormat": "plainText"}
        return objects((await self._wire.read("comments", asked, for_reply=for_reply)).get("items"))

    async def check(self) -> Health:
        """See `Connector.check`."""
        try:
            brand = await self._channel()
        except (Unavailable, SignedOut) as error:
            return Health(ok=False, problems=(error.reason,), quota=self._wire.meter.told())
        return Health(ok=True, identity=brand.handle or brand.id, quota=self._wire.meter.told())

    async def _brand(self) -> Brand:
        if self._me is None:
            self._me = await self._channel()
        return self._me

    async def _channel(self) -> Brand:
        found = objects((await self._wire.read("channels", {"part": "snippet", "mine": "true"})).get("items"))
        if not found or not identifier(found[0].get("id")):
            raise SignedOut("The Google account that gave its consent has no YouTube channel.")
        handle = string(mapping(found[0].get("snippet")).get("customUrl"))
        return Brand(identifier(found[0]["id"]), handle if handle.startswith("@") else "")


def _addressed(text: str, question: Body) -> str:
    """Threads have one level: an answer to an answer says with a handle whom it is for."""
    handle = author_of(question).handle
    if not parent_of(question) or not handle or f"@{handle}".lower() in text.lower():
        return text
    return f"@{handle} {text}"


def _receipt(comment: Body) -> Receipt | None:
    identity, at = identifier(comment.get("id")), moment(mapping(comment.get("snippet")).get("publishedAt"))
    return Receipt(identity, at) if identity and at else None


def _normal(text: str) -> str:
    return unicodedata.normalize("NFC", re.sub(r"\s+", " ", text)).strip()


def _deletion(identity: str, now: datetime) -> Inbound:
    nobody = Author(id="")
    return Inbound(
        external_id=identity, thread_id=identity, author=nobody, created_at=now, happening=Happening.DELETION
    )
