"""One Telegram bot as a channel: private chats with it, and what is said to it in groups.

The Bot API holds new messages back for a day and hands them out in order; asking for what comes after a number takes
everything before it away. So the number to ask for next is the cursor, and asking comes only after storing.
"""

import re
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from types import TracebackType
from typing import ClassVar, Self

from yarl import URL

from bot.domain.approval import ApprovedReply, Letter
from bot.domain.clock import Clock, utc_now
from bot.domain.length import fits
from bot.domain.limits import Limits
from bot.domain.visibility import Visibility
from connectors.base import (
    Batch,
    Connector,
    ConnectorError,
    Cursor,
    Health,
    OutcomeUnknown,
    Receipt,
    Refused,
    SignedOut,
    Unavailable,
)
from connectors.bodies import Body, epoch, identifier, mapping, objects, string
from connectors.http import Answer, Http
from connectors.limits import TELEGRAM
from connectors.telegram_pace import Pace
from connectors.telegram_parse import Brand, parse_update, update_id
from connectors.telegram_settings import TelegramCredentials, TelegramOptions

PAGE = 100
"""The most updates that Telegram hands out at once."""

_BLIND_WAIT_S = 60
"""Seconds to wait when Telegram says "too many" without saying how long."""

_LONGEST_WAIT_S = 24 * 3600
_MESSAGE = re.compile(r"(?P<chat>-?\d+)/(?P<number>\d+)")
_GONE = re.compile(r"repl\w+ (?:message )?not found", re.IGNORECASE)


class TelegramConnector(Connector):
    """Listens and answers as one bot.

    Telegram tells a bot of edits, but neither of deletions nor of what the bot itself has sent: `recheck` finds
    nothing, and `find_sent` says that it can't look, so that a reply of unknown outcome goes to a person.
    """

    kind: ClassVar[str] = "telegram"
    limits: ClassVar[Limits] = TELEGRAM
    pause_s = 1.0

    def __init__(
        self, credentials: TelegramCredentials, options: TelegramOptions | None = None, *, clock: Clock = utc_now
    ) -> None:
        self._options = options or TelegramOptions()
        self._clock = clock
        # The Bot API wants the token in the address; so no address is ever put into words here.
        self._methods = URL(f"{self._options.api.rstrip('/')}/bot{credentials.bot_token}", encoded=True)
        self._http = Http("Telegram", self._options.request_timeout_s)
        self._pace = Pace()
        self._me: Brand | None = None

    async def __aenter__(self) -> Self:
        await self._http.__aenter__()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._http.__aexit__(kind, error, trace)

    async def listen(self, cursor: Cursor | None) -> AsyncIterator[Batch]:
        """See `Connector.listen`. A pass without news lasts as long as Telegram may keep the question open."""
        brand, offset, wait_s = await self._brand(), _offset(cursor), self._options.long_poll_s
        while True:
            page = objects(await self._read("getUpdates", wait_s, **_asked(offset, wait_s)))
            updates = {number: each for each in page if (number := update_id(each)) is not None}
            if not updates:
                return
            heard = (parse_update(updates[number], brand) for number in sorted(updates))
            offset, wait_s = max(updates) + 1, 0.0
            yield Batch(tuple(item for item in heard if item), Cursor(str(offset)))
            if len(page) < PAGE:
                return

    async def send(self, reply: ApprovedReply, *, key: str) -> Receipt:
        """See `Connector.send`. Telegram knows no idempotency key; `key` only keeps a place in the bot's own pace."""
        body = _message_for(reply.letter)
        self._pace.take(str(body["chat_id"]), key, self._clock())
        return _receipt(mapping(await self._call("sendMessage", body, posting=True)))

    async def find_sent(self, reply: ApprovedReply, *, key: str) -> Receipt | None:
        """Always `Unavailable`: the Bot API has no way to ask what a bot has sent, and that is not a "no"."""
        del reply, key
        raise Unavailable("Telegram can't be asked what a bot has sent; whoever got the reply can tell.")

    async def check(self) -> Health:
        """See `Connector.check`."""
        try:
            me, hook = mapping(await self._read("getMe")), mapping(await self._read("getWebhookInfo"))
        except (Unavailable, SignedOut) as error:
            return Health(ok=False, problems=(error.reason,))
        problems = (_HOOKED,) if hook.get("url") else ()
        quota = {"waiting": f"{identifier(hook.get('pending_update_count')) or 0} updates", "groups": _hears(me)}
        return Health(ok=not problems, identity=f"@{string(me.get('username'))}", problems=problems, quota=quota)

    async def _brand(self) -> Brand:
        if self._me is None:
            me = mapping(await self._read("getMe"))
            if not identifier(me.get("id")) or not string(me.get("username")):
                raise Unavailable("Telegram did not say whose token this is.")
            self._me = Brand(
                identifier(me["id"]), string(me["username"]), frozenset(map(str, self._options.colleagues))
            )
        return self._me

    async def _read(self, method: str, wait_s: float = 0.0, **asked: object) -> object:
        return await self._call(method, asked, posting=False, wait_s=wait_s)

    async def _call(self, method: str, body: Body, *, posting: bool, wait_s: float = 0.0) -> object:
        answer = await self._http.ask("POST", self._methods / method, posting=posting, body=body, wait_s=wait_s)
        return result(answer, posting=posting, now=self._clock())


_HOOKED = (
    "A webhook is set for this bot, and then Telegram tells nothing to anybody who asks; remove it with deleteWebhook."
)


def _hears(me: Body) -> str:
    everything = me.get("can_read_all_group_messages") is True
    return "told everything, hears what names the bot" if everything else "told only what is meant for the bot"


def _offset(cursor: Cursor | None) -> int | None:
    return int(cursor) if cursor and cursor.isdecimal() and cursor.isascii() and len(cursor) < 20 else None


def _asked(offset: int | None, wait_s: float) -> dict[str, object]:
    asked: dict[str, object] = {"limit": PAGE, "timeout": int(wait_s)}
    asked["allowed_updates"] = ["message", "edited_message"]
    return asked if offset is None else {**asked, "offset": offset}


def _message_for(letter: Letter) -> dict[str, object]:
    """What to publish. Raises `Refused` for what would land elsewhere, be seen by others, or not be taken."""
    target, (chat, _, topic) = _MESSAGE.fullmatch(letter.target_id), letter.thread_id.partition("/")
    if target is None or target["chat"] != chat:
        raise Refused("The message answered is not in the chat that the reply is for.")
    if letter.visibility is not letter.question_visibility:
        raise Refused("Whoever reads a Telegram chat reads the reply too; it can't be made narrower than the question.")
    if letter.visibility is Visibility.DIRECT and chat != letter.addressee:
        raise Refused("The chat is not the private chat with the one whom the reply is for.")
    if not letter.text.strip() or not fits(letter.text, TELEGRAM.public):
        raise Refused(f"Telegram takes 1 to {TELEGRAM.public.maximum} characters, and the text has {len(letter.text)}.")
    body: dict[str, object] = {"chat_id": int(chat), "text": letter.text}
    body["reply_parameters"] = {"message_id": int(target["number"])}
    return {**body, "message_thread_id": int(topic)} if topic.isdecimal() else body


def _receipt(message: Body) -> Receipt:
    chat, number = identifier(mapping(message.get("chat")).get("id")), identifier(message.get("message_id"))
    at = epoch(message.get("date"))
    if not chat or not number or at is None:
        raise OutcomeUnknown("Telegram took the reply without giving it an id and a time.")
    return Receipt(f"{chat}/{number}", at)


def result(answer: Answer, *, posting: bool, now: datetime) -> object:
    """What Telegram gives for a request it granted; otherwise raises what `failure` makes of the answer."""
    told = mapping(answer.body)
    if 200 <= answer.status < 300 and told.get("ok") is True:
        return told.get("result")
    raise failure(answer, posting=posting, now=now)


def failure(answer: Answer, *, posting: bool, now: datetime) -> ConnectorError:
    """What a refusing or unreadable answer means. `posting`: the request would have sent something; `now` in UTC.

    Reading only ever gives `Unavailable` or `SignedOut`: a read that fails is never a fact about a reply.
    """
    told, status = mapping(answer.body), answer.status
    if status >= 500 or 200 <= status < 300:
        sentence = f"Telegram is in trouble (HTTP {status})."
        return OutcomeUnknown(sentence) if posting else Unavailable(sentence)
    if status == 429:
        return Unavailable("Telegram asks to wait: too many requests.", now + _wait(told))
    if answer.body is None or status < 400:
        # No word of Telegram's: something that stands before it.
        return Unavailable(f"Something before Telegram turned the request away (HTTP {status}).")
    description = string(told.get("description"))[:300].rstrip(".")
    words = f"HTTP {status}: {description}." if description else f"HTTP {status}."
    if status in (401, 404):
        return SignedOut(f"Telegram does not know the token of this bot, or no longer. {words}")
    return _refused(words) if posting else _unanswered(words)


def _refused(words: str) -> Refused:
    return Refused(f"Telegram refused the reply. {words}", gone=bool(_GONE.search(words)))


def _unanswered(words: str) -> ConnectorError:
    return SignedOut(_HOOKED) if "webhook" in words.lower() else Unavailable(f"Telegram gave no answer. {words}")


def _wait(told: Body) -> timedelta:
    seconds = mapping(told.get("parameters")).get("retry_after")
    if not isinstance(seconds, int) or seconds <= 0:
        return timedelta(seconds=_BLIND_WAIT_S)
    return timedelta(seconds=min(seconds, _LONGEST_WAIT_S))
