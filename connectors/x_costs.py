"""What X bills per item, and what a day may cost. Prices are of August 2026, in thousandths of a US dollar."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any

from connectors.x_json import Body, identifier, mapping, objects, string


class Item(StrEnum):
    """What X names on its bill."""

    POST_READ = "post-read"
    OWN_READ = "own-read"
    USER_READ = "user-read"
    MESSAGE_READ = "message-read"
    REPLY = "reply"
    POST = "post"
    POST_WITH_LINK = "post-with-link"
    MESSAGE = "message"


PRICES: dict[Item, int] = {
    Item.POST_READ: 5,
    Item.OWN_READ: 1,
    Item.USER_READ: 10,
    Item.MESSAGE_READ: 10,
    Item.REPLY: 10,
    Item.POST: 15,
    Item.POST_WITH_LINK: 200,
    Item.MESSAGE: 15,
}

_READS: tuple[tuple[str, Item], ...] = (
    (r"/2/users/\d+/(mentions|tweets)", Item.OWN_READ),
    (r"/2/users/me", Item.USER_READ),
    (r"/2/tweets", Item.POST_READ),
    (r"/2/(dm_conversations/[^/]+/)?dm_events", Item.MESSAGE_READ),
)
_LINK = re.compile(r"https?://|\bwww\.", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Plan:
    """`owns_app`: the app belongs to the account, so own reads have their price; `summoned`: replies have theirs."""

    owns_app: bool
    summoned: bool

    def bill(self, method: str, route: str, sent: Mapping[str, Any] | None, body: Body) -> tuple[Item, list[str]]:
        """The kind and the ids of what an accepted call costs; no ids for a call that costs nothing."""
        if method == "GET":
            item = next((item for path, item in _READS if re.fullmatch(path, route)), None)
            data = body.get("data")
            ids = [identifier(each.get("id")) for each in objects(data) or [mapping(data)]] if item else []
            item = Item.POST_READ if item is Item.OWN_READ and not self.owns_app else item
            return item or Item.POST_READ, [identity for identity in ids if identity]
        made, is_post = mapping(body.get("data")), route == "/2/tweets"
        identity = identifier(made.get("id" if is_post else "dm_event_id"))
        item = self._post(string((sent or {}).get("text"))) if is_post else Item.MESSAGE
        return item, [identity] if identity else []

    def _post(self, text: str) -> Item:
        # A link leaves the price of an answer to somebody who called as it is.
        if self.summoned:
            return Item.REPLY
        return Item.POST_WITH_LINK if _LINK.search(text) else Item.POST


_FOR_READING = 0.75
"""Reading goes on all day by itself; without a part kept back, an approved reply might have to wait until midnight."""

_WARNING = 0.8


@dataclass(frozen=True, slots=True)
class Budget:
    """Thousandths of a dollar a day; what is beyond `reading` is kept for replies that people approved."""

    whole: int

    @property
    def reading(self) -> int:
        """Where reading stops."""
        return int(self.whole * _FOR_READING)

    def words(self, spent: int) -> str | None:
        """What a person should know at this point of the day; None when all is well."""
        begun = f"Today X has cost {dollars(spent)} of the budget of {dollars(self.whole)}"
        if spent >= self.whole:
            return f"{begun}: reading and replies wait until 00:00 UTC."
        if spent >= self.reading:
            return f"{begun}: reading waits until 00:00 UTC, the rest is kept for replies."
        if spent >= self.reading * _WARNING:
            return f"{begun}; at {dollars(self.reading)} reading stops until 00:00 UTC."
        return None


def dollars(thousandths: int) -> str:
    """Like `1.204 USD`."""
    return f"{thousandths / 1000:.3f} USD"


def next_day(now: datetime) -> datetime:
    """The end of X's day of billing, which is the UTC day; aware, UTC."""
    return datetime.combine(now.astimezone(UTC).date() + timedelta(days=1), datetime.min.time(), UTC)
