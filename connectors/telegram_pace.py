"""When a Telegram bot may send: 30 messages a second in all, one a second in a chat, 20 a minute in a group."""

from datetime import datetime, timedelta

from connectors.base import Unavailable

_IN_ALL = (30, timedelta(seconds=1))
_IN_CHAT = (1, timedelta(seconds=1))
_IN_GROUP = (20, timedelta(minutes=1))
_REMEMBERED = timedelta(minutes=1)


class Pace:
    """Whoever comes too soon gets a moment of their own, so that many who wait for one chat don't all come at once."""

    def __init__(self) -> None:
        self._moments: dict[str, tuple[datetime, str]] = {}

    def take(self, chat: str, key: str, now: datetime) -> None:
        """Let this reply through. Raises `Unavailable` until the moment that was kept for it."""
        self._moments = {each: at for each, at in self._moments.items() if at[0] > now - _REMEMBERED}
        at, _ = self._moments.setdefault(key, (self._next(chat, now), chat))
        if at > now:
            raise Unavailable("Telegram takes no more messages from this bot just now.", at)

    def _next(self, chat: str, now: datetime) -> datetime:
        here = sorted(at for at, to in self._moments.values() if to == chat)
        sent = sorted(at for at, _ in self._moments.values() if at <= now)
        free = [_after(sent, *_IN_ALL), _after(here, *_IN_CHAT)]
        if chat.startswith("-"):
            free.append(_after(here, *_IN_GROUP))
        return max([now, *(at for at in free if at)])


def _after(moments: list[datetime], most: int, window: timedelta) -> datetime | None:
    return moments[-most] + window if len(moments) >= most else None
