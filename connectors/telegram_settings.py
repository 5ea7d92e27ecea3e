"""What it takes to be one bot on Telegram: its key and its habits."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from connectors.addresses import is_safe
from connectors.questions import Question

_TOKEN = re.compile(r"\d+:[\w-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class TelegramCredentials:
    """The bot's token, as BotFather gives it; never shown by `repr`, never logged. Raises `ValueError` for no token."""

    bot_token: str = field(repr=False)

    def __post_init__(self) -> None:
        if not _TOKEN.fullmatch(self.bot_token):
            raise ValueError("A Telegram bot needs its bot_token: digits, a colon and letters, as BotFather shows it.")


@dataclass(frozen=True, slots=True, kw_only=True)
class TelegramOptions:
    """Habits of one bot; every duration in seconds.

    `long_poll_s`: how long Telegram may keep a question open until somebody writes. `colleagues`: ids of people who
    answer for the brand in groups with their own accounts; what they write there is the brand's own.
    Raises `ValueError` for an address over which the token would travel in the open, `TypeError` for no list of ids.
    """

    api: str = "https://api.telegram.org"
    long_poll_s: float = 25.0
    request_timeout_s: float = 20.0
    colleagues: Sequence[str | int] = ()

    def __post_init__(self) -> None:
        if not is_safe(self.api):
            raise ValueError(f"'{self.api}' is not an address of the Bot API; write it like https://api.telegram.org.")
        if isinstance(self.colleagues, str):
            raise TypeError(f'Colleagues are a list of ids; write it like ["{self.colleagues}"].')


QUESTIONS = (
    Question(
        key="bot_token",
        name="bot token",
        where="BotFather gives it after /newbot, and shows it again under /mybots, API Token.",
        pattern=_TOKEN.pattern,
        example="digits, a colon and letters",
    ),
)
"""What `ascolto accounts add telegram` asks."""
