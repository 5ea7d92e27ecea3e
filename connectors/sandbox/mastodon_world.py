"""The state of a simulated instance, and everything that people do there and write to it from elsewhere."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.domain.clock import Clock, utc_now
from bot.domain.length import FEDERATED_MENTION
from connectors.sandbox.mastodon_faults import Fault, Faults
from connectors.sandbox.mastodon_records import Notification, NotThere, Person, Shape, Status, place, written

Event = tuple[str, Notification | str]
"""What the stream tells: `notification` with one, `delete` with the id of a status."""


class MastodonWorld:
    """A small instance that lives in memory. `journal` gets one line of JSON for each accepted status, at once.

    `clock` gives ids and times, `shape` the form of the ids. `honours_keys`, `looks_up_many`, `streams` and
    `second_api` (version 2 of the instance's facts) tell what the server can; the two factors stretch its limits.
    """

    def __init__(
        self,
        *,
        clock: Clock = utc_now,
        seed: int = 0,
        journal: Path | None = None,
        brand: str = "brightwave",
        domain: str = "social.example",
        token: str = "sandbox-token",  # noqa: S107 - opens the simulated account of a fresh world
        shape: Shape = Shape.NUMBER,
    ) -> None:
        self.clock = clock
        self.domain = domain
        self.token = token
        self.shape = shape
        self.faults = Faults(seed)
        self.honours_keys = True
        self.looks_up_many = True
        self.second_api = True
        self.streams = True
        self.max_characters = 500
        self.per_url = 23
        self.limits_factor = 1.0
        self.posting_factor = 1.0
        self.scopes = ["read", "write:statuses"]
        self.people: dict[str, Person] = {}
        self.statuses: dict[str, Status] = {}
        self.notifications: list[Notification] = []
        self.keys: dict[str, str] = {}
        self.on_event: list[Callable[[Event], None]] = []
        self._last = 0
        self._told = 34_975_860
        self._journal = journal
        self.brand = self.person(f"{brand}@{domain}", name="Brightwave Care")

    def person(self, handle: str, *, name: str | None = None, bot: bool = False) -> Person:
        """The person with this handle, who moves in when new; without a host they live on `fedi.example`.

        Raises `ValueError` for what is no handle.
        """
        username, _, host = handle.removeprefix("@").partition("@")
        host = "" if host == self.domain else host or "fedi.example"
        for known in self.people.values():
            if (known.username.lower(), known.host) == (username.lower(), host):
                return known
        found = FEDERATED_MENTION.fullmatch(f"@{username}")
        if found is None or len(username) > 30:
            raise ValueError("A handle has 1 to 30 letters, digits, underscores, dots or dashes.")
        person = Person(id=self.next_id(), username=username, host=host, name=name or username, bot=bot)
        self.people[person.id] = person
        return person

    def next_id(self) -> str:
        """An id of the world's clock, greater than all before it."""
        self._last = max(int(self.clock().timestamp() * 1000) << 16, self._last + 1)
        return written(self._last, self.shape)

    def place(self, identity: str) -> int:
        """Where an id stands among the others."""
        return place(identity, self.shape)

    def write(
        self,
        author: str,
        text: str,
        *,
        visibility: str = "public",
        in_reply_to: str | None = None,
        spoiler_text: str = "",
        language: str | None = None,
        quoting: str | None = None,
        media: tuple[str, ...] = (),
    ) -> Status:
        """`author` (a handle) publishes; whoever is named is told. Raises `NotThere`."""
        writer, now = self.person(author), self.clock()
        parent = self.current(in_reply_to) if in_reply_to else None
        status = Status(
            id=self.next_id(),
            author_id=writer.id,
            text=text,
            visibility=visibility,
            created_at=now,
            visible_at=now + self._delay(writer.id),
            in_reply_to_id=parent.id if parent else None,
            spoiler_text=spoiler_text,
            language=language,
            mentions=tuple(dict.fromkeys(person.id for person in self.named(text, writer))),
            media=media,
        )
        self.statuses[status.id] = status
        self._note(asdict(status))
        quoted = self.current(quoting) if quoting else None
        self._tell(status, "quote" if quoted and quoted.author_id == self.brand.id else "mention")
        return status

    def named(self, text: str, writer: Person) -> Iterator[Person]:
        """The people whom a text names; a bare handle means somebody on the writer's own instance."""
        for found in FEDERATED_MENTION.finditer(text):
            host = found["host"] or writer.host or self.domain
            yield self.person(f"{found['user']}@{host}")

    def _tell(self, status: Status, kind: str) -> None:
        called = kind == "quote" or self.brand.id in status.mentions
        if not called or status.author_id == self.brand.id:
            return
        self._told += 1
        identity = str(self._told) if self.shape is not Shape.ULID else self.next_id()
        notification = Notification(
            id=identity, type=kind, created_at=self.clock(), account_id=status.author_id, status_id=status.id
        )
        self.notifications.append(notification)
        self._publish(("notification", notification))

    def _publish(self, event: Event) -> None:
        for tell in self.on_event:
            tell(event)

    def edit(self, identity: str, text: str) -> Status:
        """The author changes the text; nobody is told. Raises `NotThere`."""
        old = self.current(identity)
        self.statuses[identity] = replace(old, text=text, edited_at=self.clock())
        return self.statuses[identity]

    def delete(self, identity: str) -> None:
        """Take a status away. Raises `NotThere`."""
        status = self.current(identity)
        del self.statuses[identity]
        self.notifications = [each for each in self.notifications if each.status_id != identity]
        if self.brand.id in status.mentions:
            self._publish(("delete", identity))

    def current(self, identity: str) -> Status:
        """A status as it is now. Raises `NotThere`."""
        status = self.statuses.get(identity)
        if status is None:
            raise NotThere(f"There is no status {identity}.")
        return status

    def seen(self, identity: str) -> Status | None:
        """A status, if the brand's account can see it now."""
        status = self.statuses.get(identity)
        if status is None or status.visible_at > self.clock():
            return None
        concerned = self.brand.id in (status.author_id, *status.mentions)
        return status if concerned or status.visibility in ("public", "unlisted") else None

    def ancestors(self, status: Status) -> list[Status]:
        """What stands above a status, the first of the thread first."""
        above: list[Status] = []
        parent = self.statuses.get(status.in_reply_to_id or "")
        while parent:
            above.insert(0, parent)
            parent = self.statuses.get(parent.in_reply_to_id or "")
        return above

    def thread(self, identity: str) -> list[Status]:
        """Every status of the thread that this one began, oldest first."""
        members = {identity}
        for status in sorted(self.statuses.values(), key=lambda each: self.place(each.id)):
            if status.in_reply_to_id in members:
                members.add(status.id)
        return [each for each in self.statuses.values() if each.id in members]

    def typed(self, status: Status) -> str:
        """A text without the handles it begins with."""
        text = status.text
        while found := FEDERATED_MENTION.match(text):
            text = text[found.end() :].lstrip()
        return text

    def _delay(self, author_id: str) -> timedelta:
        by = "brand" if author_id == self.brand.id else "customers"
        late = self.faults.strike(frozenset({Fault.LATE}), by)
        return timedelta(seconds=late.seconds if late else 0)

    def _note(self, what: Mapping[str, object]) -> None:
        if self._journal is None:
            return
        with self._journal.open("a", encoding="utf-8") as file:
            file.write(json.dumps({"accepted": "status", **what}, default=_plain) + "\n")


def _plain(value: object) -> str:
    return value.astimezone(UTC).isoformat() if isinstance(value, datetime) else str(value)
