"""The state of a simulated platform of Meta's, and everything that people and the brand do there."""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, ClassVar

from bot.domain.clock import Clock, utc_now
from connectors.sandbox.graph_faults import Fault, Faults
from connectors.sandbox.graph_records import Comment, Message, NotThere, Person, Post
from connectors.sandbox.graph_refusals import NO_RECIPIENT, NOT_APPROVED, OUTSIDE_WINDOW, Refuse, bad_parameter

WINDOW = timedelta(hours=24)
HUMAN_WINDOW = timedelta(days=7)

Event = tuple[str, Any]
"""What webhooks tell: the field, and what happened there."""


@dataclass(frozen=True, slots=True)
class Keys:
    """What opens the brand's account in this world; `repr` shows none of it."""

    access_token: str = field(default="SANDBOX_PAGE_TOKEN", repr=False)
    app_secret: str = field(default="sandbox-app-secret", repr=False)
    app_id: str = "300500000000001"


@dataclass(frozen=True, slots=True)
class Doing:
    """Something that happened to a post or comment: `verb` in Facebook's words, with the time it happened."""

    verb: str
    what: Post | Comment
    at: datetime


@dataclass(frozen=True, slots=True)
class Said:
    """A private message that was sent. `app_id` of the app that sent it for the brand, 0 for the platform's own."""

    message: Message
    app_id: str = ""
    standby: bool = False


class GraphWorld:
    """A small platform that lives in memory; each platform says what of it differs.

    `clock` gives times; `journal` gets one line of JSON for everything that the brand publishes, at once.
    `flat_hooks`: webhooks lay a change flat into its entry. `human_agent`: the app is approved for late answers.
    `posting_limit`: comments in a minute, None for no limit.
    """

    network: ClassVar[str]
    brand_id: ClassVar[str]
    brand_scoped: ClassVar[str]
    brand_name: ClassVar[str]
    longest_comment: ClassVar[int]
    page_size: ClassVar[int]

    def __init__(
        self,
        *,
        clock: Clock = utc_now,
        seed: int = 0,
        journal: Path | None = None,
        keys: Keys | None = None,
    ) -> None:
        self.clock = clock
        self.keys = keys or Keys()
        self.faults = Faults(seed)
        self.human_agent = False
        self.flat_hooks = False
        self.posting_limit: int | None = None
        self.expires_at: datetime | None = None
        self.scopes: tuple[str, ...] = ()
        self.subscribed_fields: tuple[str, ...] = ()
        self.people: dict[str, Person] = {}
        self.posts: dict[str, Post] = {}
        self.comments: dict[str, Comment] = {}
        self.messages: dict[str, Message] = {}
        self.on_event: list[Callable[[Event], None]] = []
        self._last = 0
        self._posted = 0
        self._minute = clock()
        self._journal = journal
        self.brand = Person(id=self.brand_id, scoped=self.brand_scoped, name=self.brand_name)
        self.people[self.brand.id] = self.brand

    def next_number(self) -> int:
        """Greater than all before it."""
        self._last += 1
        return self._last

    def person(self, name: str) -> Person:
        """The person of this name, who joins when new. Raises `ValueError` for an empty or endless name."""
        known = next((each for each in self.people.values() if each.name == name), None)
        if known:
            return known
        if not 1 <= len(name) <= 60:
            raise ValueError("A name has 1 to 60 letters.")
        person = self._new_person(name)
        self.people[person.id] = person
        return person

    def _new_person(self, name: str) -> Person:
        raise NotImplementedError

    def _new_id(self, kind: str, post_id: str = "") -> str:
        raise NotImplementedError

    def by_scoped(self, scoped: str) -> Person:
        """Whom a conversation is with. Raises `NotThere`."""
        found = next((each for each in self.people.values() if each.scoped == scoped), None)
        if found is None:
            raise NotThere(f"There is nobody with the id {scoped}.")
        return found

    def post(self, author: str, text: str, *, tags_brand: bool = False) -> Post:
        """`author` posts."""
        writer, now = self.person(author), self.clock()
        post = Post(
            id=self._new_id("post"),
            author_id=writer.id,
            text=text,
            created_at=now,
            visible_at=self._visible_from(writer.id),
            tags_brand=tags_brand,
        )
        self.posts[post.id] = post
        self._happened("add", post)
        return post

    def comment(self, author: str, text: str, on: str) -> Comment:
        """`author` comments on a post or answers a comment; there are two levels. Raises `NotThere`."""
        writer, now = self.person(author), self.clock()
        above = self.comments.get(on)
        post_id = above.post_id if above else self._post(on).id
        comment = Comment(
            id=self._new_id("comment", post_id),
            post_id=post_id,
            author_id=writer.id,
            text=text,
            created_at=now,
            visible_at=self._visible_from(writer.id),
            parent_id=(above.parent_id or above.id) if above else None,
            answered_id=on,
        )
        self.comments[comment.id] = comment
        if writer.id == self.brand.id:
            self._note(asdict(comment))
        self._happened("add", comment)
        return comment

    def write(self, author: str, text: str, *, standby: bool = False) -> Message:
        """A customer writes privately; `standby`: another app holds the conversation."""
        person = self.person(author)
        return self._said(Said(self._message(person.scoped, text, by_brand=False), standby=standby))

    def answer_privately(self, scoped: str, text: str, *, app_id: str = "263902037430900") -> Message:
        """Somebody answers for the brand, by default a colleague in the page's own inbox."""
        return self._said(Said(self._message(scoped, text, by_brand=True), app_id))

    def send(self, scoped: str, text: str, tag: str | None) -> Message:
        """What the send route does. Raises `Refuse` outside the windows."""
        self._check_window(scoped, tag)
        message = replace(self._message(scoped, text, by_brand=True), tag=tag)
        self._note(asdict(message))
        return self._said(Said(message, self.keys.app_id))

    def _check_window(self, scoped: str, tag: str | None) -> None:
        if scoped not in {each.scoped for each in self.people.values()}:
            raise Refuse(NO_RECIPIENT)
        last = max(
            (m.created_at for m in self.messages.values() if m.customer_id == scoped and not m.by_brand), default=None
        )
        since = self.clock() - last if last else None
        if tag == "HUMAN_AGENT" and not self.human_agent:
            raise Refuse(NOT_APPROVED)
        if since is None or since > (HUMAN_WINDOW if tag == "HUMAN_AGENT" else WINDOW):
            raise Refuse(OUTSIDE_WINDOW)

    def answer_comment_privately(self, comment_id: str, text: str) -> Message:
        """The one private answer to a comment. Raises `Refuse` for a second one or after seven days."""
        comment = self.current(comment_id)
        if comment.privately_answered or self.clock() - comment.created_at > HUMAN_WINDOW:
            raise Refuse(bad_parameter("Activity already replied to, or too old."))
        self.comments[comment.id] = replace(comment, privately_answered=True)
        message = self._message(self.people[comment.author_id].scoped, text, by_brand=True)
        message = replace(message, answered_comment=comment.id)
        self._note(asdict(message))
        return self._said(Said(message, self.keys.app_id))

    def _message(self, scoped: str, text: str, *, by_brand: bool) -> Message:
        return Message(
            id=self._new_id("message"),
            customer_id=scoped,
            by_brand=by_brand,
            text=text,
            created_at=self.clock(),
            visible_at=self._visible_from(self.brand.id if by_brand else scoped),
        )

    def _said(self, said: Said) -> Message:
        self.messages[said.message.id] = said.message
        self._publish(("messages", said))
        return said.message

    def edit(self, identity: str, text: str) -> None:
        """The author changes the words of a comment or post. Raises `NotThere`."""
        if identity in self.posts:
            self.posts[identity] = replace(self.posts[identity], text=text)
            self._happened("edited", self.posts[identity])
        else:
            self.comments[identity] = replace(self.current(identity), text=text)
            self._happened("edited", self.comments[identity])

    def hide(self, identity: str, *, hidden: bool = True) -> None:
        """Somebody of the brand hides a comment, or shows it again. Raises `NotThere`."""
        self.comments[identity] = replace(self.current(identity), hidden=hidden)
        self._happened("hide" if hidden else "unhide", self.comments[identity])

    def delete(self, identity: str) -> None:
        """Take a comment with its answers, or a post with everything under it, away. Raises `NotThere`."""
        what = self.posts.get(identity) or self.current(identity)
        below = [each.id for each in self.comments.values() if identity in (each.id, each.parent_id, each.post_id)]
        for each in below:
            del self.comments[each]
        self.posts.pop(identity, None)
        self._happened("remove", what)

    def may_post(self) -> bool:
        """Whether one more comment may be published in this minute."""
        if self.clock() - self._minute >= timedelta(minutes=1):
            self._minute, self._posted = self.clock(), 0
        self._posted += 1
        return self.posting_limit is None or self._posted <= self.posting_limit

    def current(self, identity: str) -> Comment:
        """A comment as it is now. Raises `NotThere`."""
        comment = self.comments.get(identity)
        if comment is None:
            raise NotThere(f"There is no comment {identity}.")
        return comment

    def _post(self, identity: str) -> Post:
        post = self.posts.get(identity)
        if post is None:
            raise NotThere(f"There is no post {identity}.")
        return post

    def seen(self, what: Post | Comment | Message) -> bool:
        """Whether it can be read through the API by now."""
        return what.visible_at <= self.clock()

    def under(self, post_id: str) -> list[Comment]:
        """Comments at every level, oldest first."""
        return [each for each in self.comments.values() if each.post_id == post_id]

    def conversation(self, scoped: str) -> list[Message]:
        """What was said with one person, oldest first."""
        return [each for each in self.messages.values() if each.customer_id == scoped]

    def _visible_from(self, author_id: str) -> datetime:
        by = "brand" if author_id == self.brand.id else "customers"
        late = self.faults.strike(frozenset({Fault.LATE}), by)
        return self.clock() + timedelta(seconds=late.seconds if late else 0)

    def _happened(self, verb: str, what: Post | Comment) -> None:
        self._publish(("feed", Doing(verb, what, self.clock())))

    def _publish(self, event: Event) -> None:
        for tell in self.on_event:
            tell(event)

    def _note(self, what: dict[str, Any]) -> None:
        if self._journal is not None:
            with self._journal.open("a", encoding="utf-8") as file:
                file.write(json.dumps({"accepted": self.network, **what}, default=_plain) + "\n")


def _plain(value: object) -> str:
    return value.astimezone(UTC).isoformat() if isinstance(value, datetime) else str(value)
