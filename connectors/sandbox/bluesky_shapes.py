"""Posts, people and conversations in the shapes of Bluesky's lexicons, as one account is shown them."""

from typing import Any

from connectors.sandbox.bluesky_records import Message, Person, Post, iso
from connectors.sandbox.bluesky_world import BlueskyWorld


class Scribe:
    """Writes what `viewer` (a DID) would be shown."""

    def __init__(self, world: BlueskyWorld, viewer: str) -> None:
        self._world = world
        self._viewer = viewer

    def profile(self, person: Person) -> dict[str, Any]:
        """profileView."""
        mine = self._world.people[self._viewer]
        viewer: dict[str, Any] = {"muted": False, "blockedBy": self._viewer in person.blocks}
        if person.did in mine.blocks:
            viewer["blocking"] = f"at://{self._viewer}/app.bsky.graph.block/{person.did.rpartition(':')[2]}"
        return {
            "did": person.did,
            "handle": person.handle,
            "displayName": person.name,
            "associated": {"chat": {"allowIncoming": "all" if person.takes_messages else "none"}},
            "viewer": viewer,
            "labels": [{"src": person.did, "uri": f"at://{person.did}", "val": each} for each in person.labels],
        }

    def notification(self, post: Post, reason: str) -> dict[str, Any]:
        """listNotifications#notification."""
        subject = post.quoted if reason == "quote" else post.parent
        told: dict[str, Any] = {
            "uri": post.uri,
            "cid": post.cid,
            "author": self.profile(self._world.people[post.did]),
            "reason": reason,
            "record": post.record,
            "isRead": False,
            "indexedAt": iso(self._world.sorted_at(post)[0]),
            "labels": [],
        }
        return told if reason == "mention" else {**told, "reasonSubject": subject}

    def post(self, post: Post) -> dict[str, Any]:
        """postView."""
        closed = not self._world.may_answer(self._viewer, post)
        shown: dict[str, Any] = {
            "$type": "app.bsky.feed.defs#postView",
            "uri": post.uri,
            "cid": post.cid,
            "author": self.profile(self._world.people[post.did]),
            "record": post.record,
            "indexedAt": iso(post.indexed_at),
            "viewer": {"replyDisabled": True} if closed else {},
            "labels": [],
        }
        return {**shown, "embed": self._embed(post)} if post.quoted else shown

    def _embed(self, post: Post) -> dict[str, Any]:
        quoted = self._world.posts.get(post.quoted)
        kind = "app.bsky.embed.record#"
        if quoted is None:
            inner: dict[str, Any] = {"$type": kind + "viewNotFound", "uri": post.quoted, "notFound": True}
        elif self._world.blocked(self._viewer, quoted.did):
            inner = {"$type": kind + "viewBlocked", "uri": post.quoted, "blocked": True, "author": {"did": quoted.did}}
        else:
            author = self.profile(self._world.people[quoted.did])
            inner = {"$type": kind + "viewRecord", **quoted.ref, "author": author, "value": quoted.record}
        return {"$type": kind + "view", "record": inner}

    def thread(self, post: Post) -> dict[str, Any]:
        """threadViewPost, or blockedPost where a block hides it."""
        if self._world.blocked(self._viewer, post.did):
            theirs = self._viewer in self._world.people[post.did].blocks
            author = {"did": post.did, "viewer": {"blockedBy": theirs}}
            return {"$type": "app.bsky.feed.defs#blockedPost", "uri": post.uri, "blocked": True, "author": author}
        return {"$type": "app.bsky.feed.defs#threadViewPost", "post": self.post(post), "replies": []}

    def conversation(self, where: str) -> dict[str, Any]:
        """chat.bsky.convo.defs#convoView."""
        heard = self._world.heard(where)
        told: dict[str, Any] = {
            "id": where,
            "rev": heard[-1].rev if heard else where,
            "members": [self.profile(self._world.people[did]) for did in self._world.members[where]],
            "muted": False,
            "status": "accepted",
            "unreadCount": sum(each.did != self._viewer for each in heard),
        }
        return {**told, "lastMessage": message_view(heard[-1])} if heard else told


def message_view(message: Message) -> dict[str, Any]:
    """chat.bsky.convo.defs#messageView."""
    return {
        "$type": "chat.bsky.convo.defs#messageView",
        "id": message.id,
        "rev": message.rev,
        "text": message.text,
        "sender": {"did": message.did},
        "sentAt": iso(message.sent_at),
    }


def log_entry(message: Message) -> dict[str, Any]:
    """chat.bsky.convo.defs#logCreateMessage."""
    return {
        "$type": "chat.bsky.convo.defs#logCreateMessage",
        "rev": message.rev,
        "convoId": message.conversation,
        "message": message_view(message),
    }
