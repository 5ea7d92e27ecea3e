"""The reads of one Bluesky account, as raw bodies. Everything raises `Unavailable` or `SignedOut`."""

from collections.abc import Sequence

from atproto_client import models

from connectors.bluesky_api import Brand, Wire
from connectors.bluesky_names import POST, PostName
from connectors.bluesky_parse import REASONS
from connectors.bodies import Body

PAGE = 100
"""Items in a page: the most that the platform gives of notifications, records and messages alike."""

POSTS_AT_ONCE = 25
"""Posts in one look-up (platform fact)."""


class Reads:
    """What Bluesky tells one account."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire

    async def session(self) -> Body:
        """Whose account this is, and whether it is active."""
        return await self._wire.read("com.atproto.server.getSession")

    async def notifications(self, brand: Brand, cursor: str) -> Body:
        """One page of mentions, replies and quotes. Which of them people have seen is theirs, and is not touched."""
        del brand
        asked = models.AppBskyNotificationListNotifications.Params(
            limit=PAGE, reasons=list(REASONS), cursor=cursor or None
        )
        return await self._wire.read("app.bsky.notification.listNotifications", asked)

    async def own_posts(self, brand: Brand, cursor: str) -> Body:
        """One page of what the account itself posted, from the server that holds it."""
        asked = models.ComAtprotoRepoListRecords.Params(
            repo=brand.did, collection=POST, limit=PAGE, cursor=cursor or None
        )
        return await self._wire.read("com.atproto.repo.listRecords", asked)

    async def own_post(self, brand: Brand, key: str) -> Body:
        """One own post. Raises `Absent` when it isn't there."""
        asked = models.ComAtprotoRepoGetRecord.Params(repo=brand.did, collection=POST, rkey=key)
        return await self._wire.read("com.atproto.repo.getRecord", asked)

    async def posts(self, names: Sequence[PostName]) -> Body:
        """Up to 25 posts; those that can't be seen are left out."""
        asked = models.AppBskyFeedGetPosts.Params(uris=[str(name) for name in names])
        return await self._wire.read("app.bsky.feed.getPosts", asked)

    async def thread(self, name: PostName) -> Body:
        """One post without its surroundings, or the word that a block hides it. Raises `Absent` when it is gone."""
        asked = models.AppBskyFeedGetPostThread.Params(uri=str(name), depth=0, parent_height=0)
        return await self._wire.read("app.bsky.feed.getPostThread", asked)

    async def chat_log(self, cursor: str) -> Body:
        """What happened in all conversations since `cursor`, oldest first."""
        return await self._wire.read("chat.bsky.convo.getLog", models.ChatBskyConvoGetLog.Params(cursor=cursor or None))

    async def conversations(self) -> Body:
        """The conversations that something happened in last."""
        return await self._wire.read("chat.bsky.convo.listConvos", models.ChatBskyConvoListConvos.Params(limit=PAGE))

    async def conversation(self, identity: str) -> Body:
        """One conversation with its members."""
        return await self._wire.read("chat.bsky.convo.getConvo", models.ChatBskyConvoGetConvo.Params(convo_id=identity))

    async def messages(self, conversation: str, cursor: str = "") -> Body:
        """One page of a conversation's messages, newest first."""
        asked = models.ChatBskyConvoGetMessages.Params(convo_id=conversation, limit=PAGE, cursor=cursor or None)
        return await self._wire.read("chat.bsky.convo.getMessages", asked)
