"""How X writes its world as JSON: only the fields asked for, escaped text, cut long posts, either vocabulary."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from connectors.sandbox.x_records import HANDLE, Message, Person, Post
from connectors.sandbox.x_refusals import not_found
from connectors.sandbox.x_world import XWorld

SHORT = 280
"""Characters of a post that `text` shows; the whole of a longer one is in its note."""

_LINK = re.compile(r"https?://[^\s]+")
_NEW_NAMES = {
    "edit_history_tweet_ids": "edit_history_post_ids",
    "referenced_tweets": "referenced_posts",
    "note_tweet": "note_post",
    "tweets": "posts",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question wants to see; the answer has nothing else."""

    post_fields: frozenset[str]
    expansions: frozenset[str]
    user_fields: frozenset[str]
    media_fields: frozenset[str]
    message_fields: frozenset[str]

    @classmethod
    def of(cls, query: dict[str, str]) -> "Asked":
        """Reads both vocabularies."""

        def listed(*names: str) -> frozenset[str]:
            values = ",".join(query.get(name, "") for name in names).replace("_post", "_tweet").split(",")
            return frozenset(value for value in values if value)

        return cls(
            listed("tweet.fields", "post.fields"),
            listed("expansions"),
            listed("user.fields"),
            listed("media.fields"),
            listed("dm_event.fields"),
        )


EVERYTHING = Asked(
    post_fields=frozenset(
        {"author_id", "conversation_id", "created_at", "lang", "reply_settings", "in_reply_to_user_id"}
        | {"referenced_tweets", "note_tweet", "entities", "attachments"}
    ),
    expansions=frozenset({"author_id", "referenced_tweets.id", "attachments.media_keys"}),
    user_fields=frozenset({"protected", "verified_type"}),
    media_fields=frozenset(),
    message_fields=frozenset(),
)
"""What events bring, for which nobody is asked."""


def iso(at: datetime) -> str:
    """X's way to write a time."""
    at = at.astimezone(UTC)
    return f"{at:%Y-%m-%dT%H:%M:%S}.{at.microsecond // 1000:03d}Z"


def escaped(text: str) -> str:
    """X escapes these three and nothing else."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


class Scribe:
    """Writes one answer in one world."""

    def __init__(self, world: XWorld, asked: Asked) -> None:
        self._world = world
        self._asked = asked

    def page(self, posts: Sequence[Post], next_token: str | None = None) -> dict[str, Any]:
        """A page of posts, newest first as given; without any, `data` is absent."""
        meta: dict[str, Any] = {"result_count": len(posts)}
        if posts:
            ids = sorted((post.id for post in posts), key=int)
            meta |= {"newest_id": ids[-1], "oldest_id": ids[0]}
        if next_token:
            meta["next_token"] = next_token
        return self.lookup(posts) | {"meta": meta}

    def lookup(self, posts: Sequence[Post], missing: Iterable[str] = ()) -> dict[str, Any]:
        """Posts with what they refer to, and an error for each id that isn't there."""
        includes, errors = self._includes(posts)
        errors = [*(not_found("tweet", "ids", each) for each in missing), *errors]
        body: dict[str, Any] = {"data": [self.post(post) for post in posts]} if posts else {}
        body |= {"includes": includes} if includes else {}
        body |= {"errors": errors} if errors else {}
        return self._renamed(body)

    def one(self, post: Post) -> dict[str, Any]:
        """A single post, as a lookup or a line of the stream has it."""
        body = self.lookup([post])
        return body | {"data": body["data"][0]}

    def messages(self, events: Sequence[Message], next_token: str | None = None) -> dict[str, Any]:
        """A page of private events."""
        meta: dict[str, Any] = {"result_count": len(events)} | ({"next_token": next_token} if next_token else {})
        if not events:
            return {"meta": meta}
        people = [self._world.people[each] for each in dict.fromkeys(event.sender_id for event in events)]
        includes = {
            "users": [self.person(each) for each in people] if "sender_id" in self._asked.expansions else [],
            "media": self._media([key for event in events for key in event.media]),
        }
        found = {key: value for key, value in includes.items() if value}
        return {"data": [self._message(each) for each in events], "meta": meta} | ({"includes": found} if found else {})

    def person(self, person: Person) -> dict[str, Any]:
        """A user; the three default fields and what was asked for."""
        body: dict[str, Any] = {"id": person.id, "name": person.name, "username": person.handle}
        extra = {"protected": person.protected, "verified_type": "none"}
        return body | {key: value for key, value in extra.items() if key in self._asked.user_fields}

    def post(self, post: Post) -> dict[str, Any]:
        """A post; id, text and its history always, the rest on request."""
        whole = self._with_short_links(post.text)
        long = len(whole) > SHORT
        cut = whole[: SHORT - 1] + "…" if long else whole
        parent = self._world.posts.get(post.parent_id or "")
        fields: dict[str, Any] = {
            "author_id": post.author_id,
            "conversation_id": post.conversation_id,
            "created_at": iso(post.created_at),
            "lang": "und",
            "reply_settings": "everyone",
            "in_reply_to_user_id": parent.author_id if parent else None,
            "referenced_tweets": self._references(post),
            "note_tweet": {"text": escaped(whole), "entities": self._entities(post.text)} if long else None,
            "entities": self._entities(post.text),
            "attachments": {"media_keys": list(post.media)} if post.media else None,
        }
        wanted = {key: value for key, value in fields.items() if value and key in self._asked.post_fields}
        return {"id": post.id, "text": escaped(cut), "edit_history_tweet_ids": list(post.history)} | wanted

    def _references(self, post: Post) -> list[dict[str, str]]:
        told = {"replied_to": post.parent_id, "quoted": post.quoted_id, "retweeted": post.retweeted_id}
        return [{"type": kind, "id": identity} for kind, identity in told.items() if identity]

    def _entities(self, text: str) -> dict[str, Any]:
        mentions = [
            {"start": found.start(), "end": found.end(), "username": person.handle, "id": person.id}
            for found in HANDLE.finditer(text)
            for person in self._world.mentioned(found[0])
        ]
        urls = [
            {"url": _short(found[0]), "expanded_url": found[0], "display_url": found[0].partition("://")[2]}
            for found in _LINK.finditer(text)
        ]
        return {key: value for key, value in {"mentions": mentions, "urls": urls}.items() if value}

    def _with_short_links(self, text: str) -> str:
        return _LINK.sub(lambda found: _short(found[0]), text)

    def _includes(self, posts: Sequence[Post]) -> tuple[dict[str, Any], list[dict[str, object]]]:
        expansions, errors = self._asked.expansions, list[dict[str, object]]()
        people = [post.author_id for post in posts] if "author_id" in expansions else []
        referred: dict[str, Post] = {}
        if "referenced_tweets.id" in expansions:
            for identity in dict.fromkeys(each["id"] for post in posts for each in self._references(post)):
                found = self._world.version(identity)
                if found is None:
                    errors.append(not_found("tweet", "referenced_tweets.id", identity))
                else:
                    referred[identity] = found
                    people.append(found.author_id)
        included = {
            "users": [self.person(self._world.people[each]) for each in dict.fromkeys(people)],
            "tweets": [self.post(each) for each in referred.values()],
            "media": self._media([key for post in posts for key in post.media]),
        }
        return {key: value for key, value in included.items() if value}, errors

    def _media(self, keys: Sequence[str]) -> list[dict[str, str]]:
        if "attachments.media_keys" not in self._asked.expansions:
            return []
        return [{"media_key": key, "type": "photo", "url": f"https://pbs.example/{key}.jpg"} for key in keys]

    def _message(self, event: Message) -> dict[str, Any]:
        fields: dict[str, Any] = {
            "sender_id": event.sender_id,
            "dm_conversation_id": event.conversation_id,
            "created_at": iso(event.created_at),
            "attachments": {"media_keys": list(event.media)} if event.media else None,
            "participant_ids": [event.sender_id] if event.event_type != "MessageCreate" else None,
        }
        always: dict[str, Any] = {"id": event.id, "event_type": event.event_type}
        if event.event_type == "MessageCreate":
            always["text"] = escaped(event.text)
        asked = self._asked.message_fields | {"participant_ids"}
        return always | {key: value for key, value in fields.items() if value and key in asked}

    def _renamed(self, value: Any) -> Any:
        if self._world.vocabulary == "tweet":
            return value
        if isinstance(value, dict):
            return {_NEW_NAMES.get(key, key): self._renamed(each) for key, each in value.items()}  # pyright: ignore
        return [self._renamed(each) for each in value] if isinstance(value, list) else value  # pyright: ignore


def _short(url: str) -> str:
    # Any stable short name does; X's own are random.
    return f"https://t.co/{sum(ord(letter) * place for place, letter in enumerate(url, 7)):x}"
