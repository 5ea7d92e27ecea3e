"""The state of a simulated Bluesky, and everything that people do there."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from bot.domain.clock import Clock, utc_now
from connectors.sandbox.bluesky_faults import Fault, Faults
from connectors.sandbox.bluesky_records import (
    Message,
    NotThere,
    Person,
    Post,
    Standing,
    cid_of,
    did_of,
    full_handle,
    iso,
    mention_facets,
)

POST = "app.bsky.feed.post"
_STEPS_TOLD = 4
"""How far above an answer people are told of it."""

_SORTABLE = "234567abcdefghijklmnopqrstuvwxyz"


class BlueskyWorld:
    """A small Bluesky that lives in memory. `journal` gets one line of JSON for each accepted post or message, at once.

    `clock` gives keys and times; `app_password` opens the brand's account, and `chat_allowed` says whether it was made
    with access to direct messages. `limits_factor` makes the limits of writes and sign-ins smaller.
    """

    def __init__(
        self,
        *,
        clock: Clock = utc_now,
        seed: int = 0,
        journal: Path | None = None,
        brand_handle: str = "brightwave.example",
        brand_name: str = "Brightwave Care",
        app_password: str = "sandbox-password",  # noqa: S107 - it opens nothing but a simulation
    ) -> None:
        self.clock = clock
        self.faults = Faults(seed)
        self.limits_factor = 1.0
        self.app_password = app_password
        self.chat_allowed = True
        self.standing = Standing.ACTIVE
        self.people: dict[str, Person] = {}
        self.posts: dict[str, Post] = {}
        self.messages: list[Message] = []
        self.members: dict[str, tuple[str, ...]] = {}
        self.on_post: list[Callable[[Post], None]] = []
        self._last_key = 0
        self._journal = journal
        self.brand = self.person(brand_handle, name=brand_name)

    def person(self, handle: str, *, name: str | None = None) -> Person:
        """The person with this handle, who moves in when new. Raises `ValueError` for what is no handle."""
        handle = full_handle(handle)
        known = next((each for each in self.people.values() if each.handle.lower() == handle.lower()), None)
        if known:
            return known
        person = Person(did=did_of(handle), handle=handle, name=name or handle.partition(".")[0])
        self.people[person.did] = person
        return person

    def next_key(self) -> str:
        """A TID of the world's clock, greater than all before it."""
        self._last_key = max(int(self.clock().timestamp() * 1_000_000) << 10, self._last_key + 1)
        return "".join(_SORTABLE[(self._last_key >> shift) & 31] for shift in range(60, -1, -5))

    def post(
        self,
        author: str,
        text: str,
        *,
        in_reply_to: str | None = None,
        quoting: str | None = None,
        written_at: datetime | None = None,
        gate: str = "",
        lang: str = "en",
    ) -> Post:
        """`author` (a handle) publishes. `written_at` is the time of the author's device, by default now.

        Raises `NotThere` when the post answered or quoted isn't there.
        """
        record: dict[str, Any] = {
            "$type": POST,
            "text": text,
            "createdAt": iso(written_at or self.clock()),
            "langs": [lang],
        }
        if facets := mention_facets(text, {each.handle.lower(): each.did for each in self.people.values()}):
            record["facets"] = facets
        if in_reply_to:
            parent = self.current(in_reply_to)
            record["reply"] = {"root": self._root_of(parent), "parent": parent.ref}
        if quoting:
            record["embed"] = {"$type": "app.bsky.embed.record", "record": self.current(quoting).ref}
        return self.create(self.person(author).did, self.next_key(), record, gate=gate)

    def _root_of(self, parent: Post) -> dict[str, str]:
        reply: dict[str, Any] = parent.record.get("reply", {})
        return reply.get("root", parent.ref)

    def create(self, did: str, key: str, record: dict[str, Any], *, gate: str = "") -> Post:
        """A post under this key in this account. Raises `FileExistsError` when the key is taken."""
        uri, now = f"at://{did}/{POST}/{key}", self.clock()
        if uri in self.posts:
            raise FileExistsError(uri)
        post = Post(
            uri=uri,
            cid=cid_of(record),
            did=did,
            record=record,
            indexed_at=now,
            visible_at=now + self._delay(did),
            gate=gate,
        )
        self.posts[uri] = post
        self._note("post", asdict(post))
        for tell in self.on_post:
            tell(post)
        return post

    def edit(self, uri: str, text: str) -> Post:
        """Put other words into a record, which keeps its address and gets another digest. Raises `NotThere`."""
        old = self.current(uri)
        record = {**old.record, "text": text}
        record.pop("facets", None)
        if facets := mention_facets(text, {each.handle.lower(): each.did for each in self.people.values()}):
            record["facets"] = facets
        self.posts[uri] = replace(old, record=record, cid=cid_of(record), edited=True, indexed_at=self.clock())
        return self.posts[uri]

    def delete(self, uri: str) -> None:
        """Take a post away. Raises `NotThere`."""
        del self.posts[self.current(uri).uri]

    def write(self, author: str, text: str, *, conversation: str | None = None, to: str | None = None) -> Message:
        """`author` (a handle) writes privately, to the brand unless a conversation or another DID is given."""
        writer = self.person(author)
        where = conversation or self.one_to_one(writer.did, to or self.brand.did)
        if writer.did not in self.members.get(where, ()):
            raise NotThere(f"@{writer.handle} takes no part in {where}.")
        now, key = self.clock(), self.next_key()
        message = Message(
            id=key,
            rev=key,
            conversation=where,
            did=writer.did,
            text=text,
            sent_at=now,
            visible_at=now + self._delay(writer.did),
        )
        self.messages.append(message)
        self._note("message", asdict(message))
        return message

    def one_to_one(self, one: str, other: str) -> str:
        """The conversation of two people (DIDs)."""
        pair = tuple(sorted((one, other)))
        known = next((where for where, members in self.members.items() if tuple(sorted(members)) == pair), None)
        where = known or self.next_key()
        self.members.setdefault(where, (one, other))
        return where

    def current(self, uri: str) -> Post:
        """The post at this address. Raises `NotThere`."""
        post = self.posts.get(uri)
        if post is None or post.visible_at > self.clock():
            raise NotThere(f"There is no post {uri}.")
        return post

    def visible(self) -> Iterator[Post]:
        """Every post that can be seen now, newest first by the time that the platform sorts by."""
        now = self.clock()
        shown = [post for post in self.posts.values() if post.visible_at <= now]
        yield from sorted(shown, key=self.sorted_at, reverse=True)

    def sorted_at(self, post: Post) -> tuple[datetime, str]:
        """The device's time unless it runs ahead, then that of indexing; equal times go by address."""
        written = datetime.fromisoformat(str(post.record.get("createdAt", iso(post.indexed_at))))
        return min(written, post.indexed_at), post.uri

    def heard(self, conversation: str | None = None) -> list[Message]:
        """The messages that can be seen now, oldest first."""
        now = self.clock()
        return [each for each in self.messages if each.visible_at <= now and conversation in (None, each.conversation)]

    def thread(self, root: str) -> list[Post]:
        """What the public sees of a thread, oldest first."""
        return sorted((post for post in self.visible() if post.root == root), key=self.sorted_at)

    def blocked(self, one: str, other: str) -> bool:
        """Whether either of two people (DIDs) has shut the other out."""
        return other in self.people[one].blocks or one in self.people[other].blocks

    def may_answer(self, did: str, post: Post) -> bool:
        """Whether this thread's author lets this person answer."""
        root = self.posts.get(post.root, post)
        called = [feature for facet in root.record.get("facets", []) for feature in facet["features"]]
        return root.gate != "mentioned" or did == root.did or any(each.get("did") == did for each in called)

    def reason(self, post: Post, did: str) -> str:
        """Why this person is told of a post, or an empty word. Of each post people are told once."""
        features = [feature for facet in post.record.get("facets", []) for feature in facet["features"]]
        if post.did == did:
            return ""
        if any(feature.get("did") == did for feature in features):
            return "mention"
        if post.quoted.startswith(f"at://{did}/"):
            return "quote"
        told = self.may_answer(post.did, post) and any(above.did == did for above in self._above(post))
        return "reply" if told else ""

    def _above(self, post: Post) -> Iterator[Post]:
        for _ in range(_STEPS_TOLD):
            above = self.posts.get(post.parent)
            if above is None:
                return
            yield above
            post = above

    def _delay(self, did: str) -> timedelta:
        # Nobody's account moves in by publishing, so the brand is there from the first post on.
        late = self.faults.strike(frozenset({Fault.LATE}), "brand" if did == self.brand.did else "customers")
        return timedelta(seconds=late.seconds if late else 0)

    def _note(self, accepted: str, what: Mapping[str, object]) -> None:
        if self._journal is None:
            return
        line = json.dumps({"accepted": accepted, **what}, default=_plain)
        with self._journal.open("a", encoding="utf-8") as file:
            file.write(line + "\n")


def _plain(value: object) -> str:
    return iso(value) if isinstance(value, datetime) else str(value)
