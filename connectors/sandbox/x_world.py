"""The state of a simulated X, and everything that people do there."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.domain.clock import Clock, utc_now
from connectors.sandbox.x_faults import Fault, Faults
from connectors.sandbox.x_records import HANDLE, Keys, Message, NotThere, Person, Post
from connectors.sandbox.x_tokens import TokenDesk

EPOCH_MS = 1_288_834_974_657


class XWorld:
    """A small X that lives in memory. `journal` gets one line of JSON for each accepted post or message, at once.

    `clock` gives ids and times. `duplicate_rule` refuses the same text twice, `summoned_rule` refuses programs that
    nobody called, `implicit_summons` counts a handle that X carried along as a call; `vocabulary` is `tweet` or `post`.
    """

    def __init__(
        self,
        *,
        clock: Clock = utc_now,
        seed: int = 0,
        journal: Path | None = None,
        brand_handle: str = "BrightwaveCare",
        brand_name: str = "Brightwave Care",
        keys: Keys | None = None,
    ) -> None:
        self.clock = clock
        self.faults = Faults(seed)
        self.duplicate_rule = True
        self.summoned_rule = True
        self.implicit_summons = False
        self.vocabulary = "tweet"
        self.limits_factor = 1.0
        self.access_level = "read-write-directmessages"
        self.people: dict[str, Person] = {}
        self.posts: dict[str, Post] = {}
        self.messages: dict[str, Message] = {}
        self.members: dict[str, tuple[str, ...]] = {}
        self.rules: dict[str, tuple[str, str | None]] = {}
        self.on_post: list[Callable[[Post], None]] = []
        self.on_message: list[Callable[[Message], None]] = []
        self._deleted: set[str] = set()
        self._last_id = 0
        self._journal = journal
        self.brand = self._settle(Person(id="1700000000000000421", handle=brand_handle, name=brand_name))
        self.keys = keys or Keys()
        self.accounts: dict[str, Keys] = {self.brand.id: self.keys}
        self.tokens = TokenDesk()
        self.tokens.settle(self.brand.id, self.keys)

    def person(self, handle: str, *, name: str | None = None, protected: bool = False) -> Person:
        """The person with this handle, who moves in when new. Raises `ValueError` for what is no handle."""
        known = next((each for each in self.people.values() if each.handle.lower() == handle.lower()), None)
        if known:
            return known
        if not re.fullmatch(r"\w{1,15}", handle, re.ASCII):
            raise ValueError("A handle has 1 to 15 letters, digits or underscores.")
        identity = str(1_800_000_000_000_000_000 + len(self.people) * 1_101)
        return self._settle(Person(id=identity, handle=handle, name=name or handle, protected=protected))

    def _settle(self, person: Person) -> Person:
        self.people[person.id] = person
        return person

    def next_id(self) -> str:
        """A snowflake of the world's clock, greater than all before it."""
        milliseconds = int(self.clock().timestamp() * 1000) - EPOCH_MS
        self._last_id = max(milliseconds << 22, self._last_id + 1)
        return str(self._last_id)

    def post(
        self,
        author: str,
        text: str,
        *,
        in_reply_to: str | None = None,
        quoting: str | None = None,
        retweeting: str | None = None,
        media: tuple[str, ...] = (),
    ) -> Post:
        """`author` (a handle) publishes. X puts the handles of the thread before a reply. Raises `NotThere`."""
        writer, identity, now = self.person(author), self.next_id(), self.clock()
        parent = self.current(in_reply_to) if in_reply_to else None
        carried = self._carried(writer, parent, text) if parent else ""
        if retweeting:
            original = self.current(retweeting)
            text = f"RT @{self.people[original.author_id].handle}: {original.text}"
        post = Post(
            id=identity,
            author_id=writer.id,
            text=carried + text,
            created_at=now,
            conversation_id=parent.conversation_id if parent else identity,
            history=(identity,),
            visible_at=now + self._delay(writer.id),
            parent_id=parent.id if parent else None,
            quoted_id=self.current(quoting).id if quoting else None,
            retweeted_id=retweeting,
            typed_from=len(carried),
            media=media,
        )
        return self._publish(post)

    def edit(self, identity: str, text: str) -> Post:
        """A new version under a new id; the first id stays the name of the post. Raises `NotThere`."""
        old, new_id, now = self.current(identity), self.next_id(), self.clock()
        new = replace(
            old,
            id=new_id,
            text=old.text[: old.typed_from] + text,
            created_at=now,
            visible_at=now,
            history=(*old.history, new_id),
            conversation_id=old.conversation_id,
        )
        for version in old.history:
            self.posts[version] = replace(self.posts[version], history=new.history)
        return self._publish(new)

    def delete(self, identity: str) -> None:
        """Take a post away with all its versions. Raises `NotThere`."""
        self._deleted.update(self.current(identity).history)

    def write(
        self,
        author: str,
        text: str,
        *,
        conversation: str | None = None,
        to: str | None = None,
        media: tuple[str, ...] = (),
    ) -> Message:
        """`author` (a handle) writes privately, to the brand unless a conversation or another id is given."""
        writer = self.person(author)
        where = conversation or self.one_to_one(writer.id, to or self.brand.id)
        if writer.id not in self.members.get(where, ()):
            raise NotThere(f"@{writer.handle} takes no part in {where}.")
        return self._deliver(where, writer.id, text, media=media)

    def group(self, *people: str) -> str:
        """A private conversation of these ids and the brand; its id has no dash."""
        where = self.next_id()
        self.members[where] = tuple(dict.fromkeys((self.brand.id, *people)))
        self._deliver(where, people[0], "", event_type="ParticipantsJoin")
        return where

    def one_to_one(self, one: str, other: str) -> str:
        """The conversation of two people: the smaller id comes first."""
        where = "-".join(sorted((one, other), key=int))
        self.members.setdefault(where, (one, other))
        return where

    def _deliver(
        self, where: str, sender: str, text: str, *, event_type: str = "MessageCreate", media: tuple[str, ...] = ()
    ) -> Message:
        now = self.clock()
        message = Message(
            id=self.next_id(),
            conversation_id=where,
            sender_id=sender,
            text=text,
            created_at=now,
            visible_at=now + self._delay(sender),
            event_type=event_type,
            media=media,
        )
        self.messages[message.id] = message
        self._note("message", asdict(message))
        for tell in self.on_message:
            tell(message)
        return message

    def current(self, identity: str) -> Post:
        """The newest version of a post, by the id of any version. Raises `NotThere`."""
        post = self.posts.get(identity)
        if post is None or identity in self._deleted:
            raise NotThere(f"There is no post {identity}.")
        return self.posts[post.history[-1]]

    def version(self, identity: str) -> Post | None:
        """Exactly this version, if anybody can see it now."""
        post = self.posts.get(identity)
        return post if post and identity not in self._deleted and post.visible_at <= self.clock() else None

    def visible(self) -> Iterator[Post]:
        """The newest version of every post that can be seen now, newest first."""
        for post in sorted(self.posts.values(), key=lambda each: int(each.id), reverse=True):
            if post.id == post.history[-1] and self.version(post.id):
                yield post

    def thread(self, conversation: str) -> list[Post]:
        """What the public sees of a thread, oldest first."""
        posts = (post for post in self.visible() if post.conversation_id == conversation)
        return sorted(posts, key=lambda post: int(post.history[0]))

    def mentioned(self, text: str) -> list[Person]:
        """People whose handles are in a text, in order."""
        handles = {person.handle.lower(): person for person in self.people.values()}
        return [handles[found.lower()] for found in HANDLE.findall(text) if found.lower() in handles]

    def summons(self, post: Post) -> bool:
        """Whether the author of this post called the brand: by name, by quoting it, or by answering it."""
        if post.author_id == self.brand.id:
            return True
        referred = [self.posts.get(each or "") for each in (post.parent_id, post.quoted_id)]
        engaged = any(each and each.author_id == self.brand.id for each in referred)
        words = post.text if self.implicit_summons else post.typed
        return engaged or self.brand in self.mentioned(words)

    def said_before(self, author_id: str, text: str) -> bool:
        """Whether this author published the same words in the last day."""
        since = self.clock() - timedelta(days=1)
        own = (post for post in self.posts.values() if post.author_id == author_id and post.created_at > since)
        return any(post.typed.strip() == text.strip() for post in own if post.id not in self._deleted)

    def _carried(self, writer: Person, parent: Post, text: str) -> str:
        people = [self.people[parent.author_id], *self.mentioned(parent.text)]
        handles = dict.fromkeys(each.handle for each in people if each.id != writer.id)
        handles = [handle for handle in handles if not text.lower().startswith(f"@{handle.lower()}")]
        return "".join(f"@{handle} " for handle in handles)

    def _delay(self, author_id: str) -> timedelta:
        by = "brand" if author_id == self.brand.id else "customers"
        late = self.faults.strike(frozenset({Fault.LATE}), by)
        return timedelta(seconds=late.seconds if late else 0)

    def _publish(self, post: Post) -> Post:
        self.posts[post.id] = post
        self._note("post", asdict(post))
        for tell in self.on_post:
            tell(post)
        return post

    def _note(self, accepted: str, what: Mapping[str, object]) -> None:
        if self._journal is None:
            return
        line = json.dumps({"accepted": accepted, **what}, default=_plain)
        with self._journal.open("a", encoding="utf-8") as file:
            file.write(line + "\n")


def _plain(value: object) -> str:
    return value.astimezone(UTC).isoformat() if isinstance(value, datetime) else str(value)
