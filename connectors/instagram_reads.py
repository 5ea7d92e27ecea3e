"""The reads of one account as raw bodies, which raise `Unavailable` (`Absent` for what is gone) or `SignedOut`."""

from collections.abc import AsyncIterator, Mapping, Sequence
from urllib.parse import quote

from connectors.bodies import Body
from connectors.graph_errors import Answer
from connectors.graph_usage import Bucket
from connectors.graph_wire import BATCH, GraphWire, fields
from connectors.instagram_parse import Account, Mention

PAGE = "50"
"""Comments in one answer."""

_MEDIA_PAGE = "100"
_COMMENT = ("id", "text", "timestamp", "from{id,username}", "hidden", "parent_id")
_COMMENT_WITH_ANSWERS = (*_COMMENT, f"replies.limit({PAGE}){{{','.join(_COMMENT)}}}")


class Reads:
    """What Instagram tells one account."""

    def __init__(self, wire: GraphWire, account: Account) -> None:
        self._wire = wire
        self._account = account

    def media(self) -> AsyncIterator[Body]:
        """Pages of the account's own posts, the newest first."""
        asked = {"limit": _MEDIA_PAGE, **fields("id", "timestamp", "comments_count")}
        return self._wire.pages(Bucket.INSTAGRAM, self._account.id, "media", asked)

    def comments(self, media: str) -> AsyncIterator[Body]:
        """Pages of the comments under a post, each with its first answers."""
        asked = {"limit": PAGE, **fields(*_COMMENT_WITH_ANSWERS)}
        return self._wire.pages(Bucket.INSTAGRAM, media, "comments", asked)

    def replies(self, comment: str) -> AsyncIterator[Body]:
        """Pages of the answers to a comment."""
        return self._wire.pages(Bucket.INSTAGRAM, comment, "replies", {"limit": PAGE, **fields(*_COMMENT)})

    async def comment(self, identity: str) -> Body:
        """One comment as it is now."""
        wanted = (*_COMMENT, "media{id,media_product_type}")
        return await self._wire.one(Bucket.INSTAGRAM, identity, **fields(*wanted))

    async def mention(self, mention: Mention) -> Body:
        """The caption or comment that names the account."""
        return await self._wire.one(Bucket.INSTAGRAM, self._account.id, **fields(_asked(mention)))

    async def several(self, ids: Sequence[str]) -> Mapping[str, Answer | None]:
        """Comments and mentions as they are now, 50 in a request."""
        found: dict[str, Answer | None] = {}
        for start in range(0, len(ids), BATCH):
            part = ids[start : start + BATCH]
            answers = await self._wire.batch(Bucket.INSTAGRAM, [self._question(each) for each in part])
            found |= dict(zip(part, answers, strict=True))
        return found

    def _question(self, identity: str) -> str:
        if mention := Mention.read(identity):
            return f"{self._account.id}?fields={quote(_asked(mention), safe='')}"
        return f"{identity}?fields={quote(','.join(_COMMENT), safe='')}"


def _asked(mention: Mention) -> str:
    if mention.comment:
        return f"mentioned_comment.comment_id({mention.comment}){{id,text,timestamp,from{{id,username}}}}"
    return f"mentioned_media.media_id({mention.media}){{id,caption,timestamp,username}}"
