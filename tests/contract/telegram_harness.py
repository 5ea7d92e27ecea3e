"""Telegram for the contract suite: a simulated Bot API over real HTTP, with an open group for what is public."""

from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

from connectors.sandbox.telegram import Fault, TelegramWorld, serve
from connectors.sandbox.telegram_world import Message
from connectors.telegram import PAGE, TelegramConnector
from connectors.telegram_settings import TelegramCredentials, TelegramOptions
from tests.contract.harness import Accepted, Trouble

_FAULTS = {
    Trouble.GARBLED: Fault.GARBLED,
    Trouble.TIMEOUT_BEFORE: Fault.TIMEOUT_BEFORE,
    Trouble.TIMEOUT_AFTER: Fault.TIMEOUT_AFTER,
    Trouble.RESET_AFTER: Fault.RESET_AFTER,
    Trouble.RATE_LIMIT: Fault.RATE_LIMIT,
    Trouble.RATE_LIMIT_WITHOUT_TIME: Fault.RATE_LIMIT_BARE,
    Trouble.SERVER_ERROR: Fault.SERVER_JSON,
    Trouble.SERVER_HTML: Fault.SERVER_HTML,
    Trouble.SERVER_EMPTY: Fault.SERVER_EMPTY,
    Trouble.SIGNED_OUT: Fault.UNAUTHORIZED,
    # Nobody pays for a bot and a token has no parts; what is left is a bot that BotFather has taken away.
    Trouble.OUT_OF_CREDIT: Fault.NO_SUCH_BOT,
    Trouble.NOT_ALLOWED: Fault.NO_SUCH_BOT,
    Trouble.REFUSED: Fault.BLOCKED,
    Trouble.DUPLICATE_ITEMS: Fault.DUPLICATES,
    Trouble.DISORDER: Fault.REORDER,
}
_COLLEAGUE = "kim"


class TelegramHarness:
    """See `Harness`. Time stands still unless moved. A colleague answers in the group with an account of her own."""

    page_size = PAGE
    longest_public = 4_096
    longest_private = 4_096
    one_limit = True

    def __init__(self) -> None:
        self._now = datetime(2026, 11, 20, 12, tzinfo=UTC)
        self._api = "http://127.0.0.1:9"
        self._world = TelegramWorld(clock=self.now, seed=7)
        # A bot hears a colleague's answer only where it is told everything.
        self._world.privacy = False

    def connector(self) -> TelegramConnector:
        return self._connector(self._api)

    def unreachable(self) -> TelegramConnector:
        return self._connector("http://127.0.0.1:9")

    def _connector(self, api: str) -> TelegramConnector:
        colleagues = [str(self._world.person(_COLLEAGUE).id)]
        habits = TelegramOptions(api=api, long_poll_s=0, request_timeout_s=0.5, colleagues=colleagues)
        return TelegramConnector(TelegramCredentials(bot_token=self._world.token), habits, clock=self.now)

    @asynccontextmanager
    async def running(self) -> AsyncGenerator[None]:
        async with serve(self._world) as self._api:
            yield

    def now(self) -> datetime:
        return self._now

    def forward(self, seconds: float) -> None:
        self._now += timedelta(seconds=seconds)

    def ask(self, text: str, *, private: bool = False, by: str = "mila") -> str:
        self.forward(1)
        if private:
            message = self._world.write(by, text)
        else:
            message = self._world.write(by, self._named(text), chat=self._world.open_group.id)
        return f"{message.chat.id}/{message.id}"

    def _named(self, text: str) -> str:
        return f"@{self._world.bot.username} {text}"

    def answer_natively(self, external_id: str, text: str) -> str:
        self.forward(1)
        chat, number = _place(external_id)
        return f"{chat}/{self._world.write(_COLLEAGUE, text, chat=chat, answering=number).id}"

    def edit(self, external_id: str, text: str) -> None:
        self.forward(1)
        self._world.edit(*_place(external_id), self._named(text))

    def delete(self, external_id: str) -> None:
        self._world.delete(*_place(external_id))

    def trouble(self, kind: Trouble, *, sending: bool, after: int = 0) -> None:
        where = "sendMessage" if sending else "getUpdates"
        self._world.faults.switch_on(_FAULTS[kind], endpoint=where, count=1, after=after, seconds=5)

    def show_late(self, seconds: float) -> None:
        """A bot is never shown what it sent, so there is nothing to delay."""

    def accepted(self) -> Sequence[Accepted]:
        return [
            Accepted(f"{each.chat.id}/{each.id}", each.text, _where(each.chat.id, each.answered), not each.chat.private)
            for each in self._world.messages.values()
            if each.author == self._world.bot
        ]

    def use_up_sending(self) -> int:
        """One message a second in a chat."""
        return 1


def _place(external_id: str) -> tuple[int, int]:
    chat, _, number = external_id.partition("/")
    return int(chat), int(number)


def _where(chat: int, answered: Message | None) -> str:
    return str(chat) if chat > 0 or answered is None else f"{chat}/{answered.id}"
