"""Sending an approved reply on Bluesky once, and looking for one whose outcome is unknown."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from atproto_client import models

from bot.domain.approval import ApprovedReply, Letter
from bot.domain.clock import Clock
from bot.domain.length import fits, measure
from bot.domain.limits import Length, Measure
from bot.domain.message import Kind
from bot.domain.visibility import Visibility
from connectors.base import OutcomeUnknown, Receipt, Refused, Unavailable
from connectors.bluesky_api import Brand, Wire
from connectors.bluesky_errors import Absent
from connectors.bluesky_names import POST, PostName, of_version, record_key
from connectors.bluesky_parse import CHAT_PREFIX, answered, is_blocked
from connectors.bluesky_reads import Reads
from connectors.bluesky_text import facets_of
from connectors.bodies import Body, mapping, moment, objects, string, strings
from connectors.limits import PLATFORM_LIMITS

LIMITS = PLATFORM_LIMITS["bluesky"]

_BYTES = {
    False: Length(maximum=3_000, measure=Measure.UTF8_BYTES),
    True: Length(maximum=10_000, measure=Measure.UTF8_BYTES),
}
"""Beside the graphemes, for posts and for private messages (the lexicons' limits)."""

_PAGES_BACK = 50


def is_message(letter: Letter) -> bool:
    """Whether this answers a direct message."""
    return letter.kind is Kind.DM


def check_sendable(letter: Letter) -> None:
    """Raise `Refused` for what Bluesky would surely refuse, or show to more people than asked, before any call."""
    private = is_message(letter)
    if private and (letter.visibility is not Visibility.DIRECT or not _conversation_of(letter)):
        raise Refused("An answer to a direct message on Bluesky is a direct message in the same conversation.")
    if not private and letter.visibility is not Visibility.PUBLIC:
        raise Refused("Every post on Bluesky is public, and a public message is answered by a post.")
    if not private and of_version(letter.target_id)[0] is None:
        raise Refused("This is not the address of a post on Bluesky.")
    _check_length(letter.text, LIMITS.private if private else LIMITS.public, _BYTES[private])


def _check_length(text: str, limit: Length, size: Length) -> None:
    if not text.strip():
        raise Refused("Bluesky takes no empty text.")
    if not fits(text, limit):
        counted = measure(text, limit.measure)
        raise Refused(f"The text has {counted} characters as Bluesky counts, and at most {limit.maximum} are allowed.")
    if not fits(text, size):
        raise Refused(f"The text is larger than the {size.maximum} bytes that Bluesky takes.")


def _conversation_of(letter: Letter) -> str:
    conversation, _, _ = letter.target_id.removeprefix(CHAT_PREFIX).partition("/")
    return conversation if conversation == letter.thread_id else ""


async def send(wire: Wire, reads: Reads, reply: ApprovedReply, key: str, clock: Clock) -> Receipt:
    """Answer the post in its thread, or write in the same conversation. Raises any `ConnectorError`."""
    check_sendable(reply.letter)
    if is_message(reply.letter):
        return await _send_message(wire, reply.letter)
    question = await _question(reads, reply.letter)
    at = clock().replace(microsecond=clock().microsecond // 1000 * 1000)
    name = PostName((await wire.identify()).did, _key_of(reply, key))
    body = await wire.write("com.atproto.repo.createRecord", _record(name, reply.letter, question, at))
    if string(body.get("uri")) != str(name):
        raise OutcomeUnknown("Bluesky took the reply without saying under which address.")
    return Receipt(str(name), at)


def _key_of(reply: ApprovedReply, key: str) -> str:
    return record_key(reply.approval.at, f"{key} {reply.approval.digest}")


@dataclass(frozen=True, slots=True)
class _Question:
    """The post to answer as it is now: references need address and digest of it and of the thread's first post."""

    uri: str
    cid: str
    root_uri: str
    root_cid: str
    handle: str
    languages: Sequence[str]


async def _question(reads: Reads, letter: Letter) -> _Question:
    """Raises `Refused` when nobody may answer it, or when it no longer is what the reply was approved for."""
    name, cid = of_version(letter.target_id)
    assert name is not None
    try:
        thread = mapping((await reads.thread(name)).get("thread"))
    except Absent as error:
        raise Refused(error.reason, gone=True) from None
    post = mapping(thread.get("post"))
    _check_answerable(thread, post)
    question = _read_question(post)
    if question is None:
        raise Unavailable("Bluesky did not show the post that this answers.")
    if cid and question.cid != cid:
        raise ChangedSince("The customer changed the post after this reply was approved.", post)
    if question.root_uri != letter.thread_id:
        raise Refused("The post is in another thread than the one this reply was approved for.")
    return question


class ChangedSince(Refused):
    """The post has other words than those the reply was approved for; `view` has the new ones."""

    def __init__(self, reason: str, view: Body) -> None:
        super().__init__(reason)
        self.view = view


def _check_answerable(thread: Body, post: Body) -> None:
    if thread.get("notFound") is True:
        raise Refused("What this answers is gone.", gone=True)
    if thread.get("blocked") is True or is_blocked(mapping(mapping(post.get("author")).get("viewer"))):
        raise Refused("There is a block between the author and the account, so Bluesky takes no answer.")
    if mapping(post.get("viewer")).get("replyDisabled") is True:
        raise Refused("The author lets only some people answer this thread, and the account is not among them.")


def _read_question(post: Body) -> _Question | None:
    record, author = mapping(post.get("record")), mapping(post.get("author"))
    uri, cid = string(post.get("uri")), string(post.get("cid"))
    root = mapping(mapping(record.get("reply")).get("root"))
    if not PostName.read(uri) or not cid:
        return None
    first = (
        (string(root.get("uri")), string(root.get("cid"))) if answered(record)[1] and root.get("cid") else (uri, cid)
    )
    return _Question(uri, cid, *first, string(author.get("handle")), strings(record.get("langs")))


def _record(
    name: PostName, letter: Letter, question: _Question, at: datetime
) -> models.ComAtprotoRepoCreateRecord.Data:
    strong = models.ComAtprotoRepoStrongRef.Main
    record = models.AppBskyFeedPost.Record(
        text=letter.text,
        created_at=at.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        # The guard holds a reply to the language of the question, so it is that language.
        langs=list(question.languages) if len(question.languages) == 1 else None,
        facets=facets_of(letter.text, addressee=letter.addressee, handle=question.handle) or None,
        reply=models.AppBskyFeedPost.ReplyRef(
            root=strong(uri=question.root_uri, cid=question.root_cid), parent=strong(uri=question.uri, cid=question.cid)
        ),
    )
    return models.ComAtprotoRepoCreateRecord.Data(repo=name.did, collection=POST, rkey=name.key, record=record)


async def _send_message(wire: Wire, letter: Letter) -> Receipt:
    what = models.ChatBskyConvoSendMessage.Data(
        convo_id=letter.thread_id,
        message=models.ChatBskyConvoDefs.MessageInput(text=letter.text, facets=facets_of(letter.text) or None),
    )
    body = await wire.write("chat.bsky.convo.sendMessage", what)
    receipt = _receipt_of(letter.thread_id, body)
    if receipt is None:
        raise OutcomeUnknown("Bluesky took the message without giving it an id.")
    return receipt


def _receipt_of(conversation: str, message: Body) -> Receipt | None:
    identity, at = string(message.get("id")), moment(message.get("sentAt"))
    return Receipt(f"{CHAT_PREFIX}{conversation}/{identity}", at) if identity and at else None


async def find_sent(reads: Reads, reply: ApprovedReply, key: str, brand: Brand) -> Receipt | None:
    """The reply as Bluesky has it; for a post one look at its key is the whole truth.

    Raises `Unavailable` or `SignedOut` when it can't look at everything.
    """
    if is_message(reply.letter):
        return await _find_message(reads, reply.letter, brand)
    name = PostName(brand.did, _key_of(reply, key))
    try:
        record = mapping((await reads.own_post(brand, name.key)).get("value"))
    except Absent:
        return None
    at = moment(record.get("createdAt"))
    return Receipt(str(name), at) if at and record.get("text") == reply.letter.text else None


async def _find_message(reads: Reads, letter: Letter, brand: Brand) -> Receipt | None:
    wanted, question = letter.text.split(), letter.target_id.rpartition("/")[2]
    cursor = ""
    for _ in range(_PAGES_BACK):
        page = await reads.messages(letter.thread_id, cursor)
        for message in objects(page.get("messages")):
            if message.get("id") == question:
                return None
            sender = mapping(message.get("sender")).get("did")
            if sender == brand.did and string(message.get("text")).split() == wanted:
                return _receipt_of(letter.thread_id, message)
        cursor = string(page.get("cursor"))
        if not cursor:
            return None
    raise Unavailable("Too much was written in this conversation since to look at everything on Bluesky.")
