"""The part of X's rule language that care needs: handles, to:, from:, conversation_id:, is:, words, OR, -, brackets."""

import re

from connectors.sandbox.x_records import Person, Post
from connectors.sandbox.x_world import XWorld

_TOKEN = re.compile(r"-?\(|\)|-?\"[^\"]*\"|[^\s()]+")


def matching(world: XWorld, post: Post) -> list[tuple[str, str | None]]:
    """Id and tag of each rule of the world's stream that the post fits."""
    return [(identity, tag) for identity, (value, tag) in world.rules.items() if fits(world, value, post)]


def fits(world: XWorld, rule: str, post: Post) -> bool:
    """Whether a post fits a rule; words beside each other must all fit."""
    return _Reader(world, post, _TOKEN.findall(rule)).alternatives()


class _Reader:
    def __init__(self, world: XWorld, post: Post, tokens: list[str]) -> None:
        self._world, self._post, self._tokens = world, post, tokens

    def alternatives(self) -> bool:
        found = self._together()
        while self._tokens and self._tokens[0] == "OR":
            self._tokens.pop(0)
            found = self._together() or found
        return found

    def _together(self) -> bool:
        found = True
        while self._tokens and self._tokens[0] not in ("OR", ")"):
            found = self._one(self._tokens.pop(0)) and found
        return found

    def _one(self, token: str) -> bool:
        wanted, token = not token.startswith("-"), token.removeprefix("-")
        if token.startswith("("):
            found = self.alternatives()
            self._tokens = self._tokens[1:]
        else:
            found = self._is(token.strip('"'))
        return found is wanted

    def _is(self, token: str) -> bool:
        world, post = self._world, self._post
        operator, _, value = token.partition(":")
        parent = world.posts.get(post.parent_id or "")
        tests = {
            "from": lambda: _called(world.people[post.author_id], value),
            "to": lambda: bool(parent) and _called(world.people[parent.author_id], value),
            "conversation_id": lambda: post.conversation_id == value,
            "in_reply_to_tweet_id": lambda: post.parent_id == value,
            "is": lambda: {"retweet": post.retweeted_id, "reply": post.parent_id, "quote": post.quoted_id}.get(value),
        }
        if operator in tests and value:
            return bool(tests[operator]())
        if token.startswith("@"):
            return any(_called(person, token) for person in world.mentioned(post.text))
        return token.lower() in post.text.lower()


def _called(person: Person, handle: str) -> bool:
    return person.handle.lower() == handle.lower().removeprefix("@")
