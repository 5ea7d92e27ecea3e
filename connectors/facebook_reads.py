"""The reads of one page, as raw bodies. Everything raises `Unavailable` (`Absent` for what is gone) or `SignedOut`."""

from collections.abc import AsyncIterator, Sequence

from connectors.bodies import Body
from connectors.facebook_parse import Page
from connectors.graph_errors import Answer
from connectors.graph_usage import Bucket
from connectors.graph_wire import BATCH, GraphWire, fields

PAGE = "100"
"""The most that Facebook gives at once."""

_AUTHOR = "from{id,name}"
_COMMENT = (
    "id",
    "message",
    "created_time",
    _AUTHOR,
    f"parent{{id,{_AUTHOR}}}",
    "attachment",
    "comment_count",
    "is_hidden",
    "can_comment",
    "can_reply_privately",
    "permalink_url",
)
_POST = (
    "id",
    "message",
    "created_time",
    _AUTHOR,
    "attachments{type,url,media}",
    "permalink_url",
    "is_published",
    "comments.filter(stream).limit(0).summary(true)",
)
_EITHER = ("id", "message", "created_time", _AUTHOR)


class Reads:
    """What Facebook tells one page."""

    def __init__(self, wire: GraphWire, page: Page) -> None:
        self._wire = wire
        self._page = page

    def posts(self, edge: str) -> AsyncIterator[Body]:
        """Pages of the page's `feed`, or of posts in which it is `tagged`, newest first."""
        return self._wire.pages(Bucket.PAGES, self._page.id, edge, {"limit": PAGE, **fields(*_POST)})

    def comments(self, identity: str, *, since: int) -> AsyncIterator[Body]:
        """Pages of the comments at every level under a post or a comment, oldest first. `since`: Unix seconds."""
        asked = {"filter": "stream", "order": "chronological", "summary": "true", "limit": PAGE, "since": str(since)}
        return self._wire.pages(Bucket.PAGES, identity, "comments", {**asked, **fields(*_COMMENT)})

    async def comment(self, identity: str) -> Body:
        """One comment as it is now."""
        return await self._wire.one(Bucket.PAGES, identity, **fields(*_COMMENT))

    async def post(self, identity: str) -> Body:
        """One post as it is now."""
        return await self._wire.one(Bucket.PAGES, identity, **fields(*_EITHER))

    async def several(self, ids: Sequence[str]) -> dict[str, Answer | None]:
        """Posts and comments as they are now, 50 in a request."""
        found: dict[str, Answer | None] = {}
        wanted = ",".join(_EITHER)
        for start in range(0, len(ids), BATCH):
            part = ids[start : start + BATCH]
            answers = await self._wire.batch(Bucket.PAGES, [f"{each}?fields={wanted}" for each in part])
            found |= dict(zip(part, answers, strict=True))
        return found
