"""What became of stored posts: Bluesky tells of deletions and edits only when asked."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from bot.domain.message import Author, Happening, Inbound
from connectors.bluesky_api import Brand
from connectors.bluesky_errors import Absent
from connectors.bluesky_names import PostName
from connectors.bluesky_parse import parse_post
from connectors.bluesky_poll import Versions
from connectors.bluesky_reads import POSTS_AT_ONCE, Reads
from connectors.bodies import Body, mapping, objects


async def recheck(reads: Reads, brand: Brand, ids: Sequence[str], versions: Versions, now: datetime) -> list[Inbound]:
    """Deletions (with `created_at` = `now`, since Bluesky tells no time) and edits among these posts.

    An edit shows by another digest than that of the words handed over in this run.
    """
    names = [name for each in dict.fromkeys(ids) if (name := PostName.read(each))]
    found: list[Inbound] = []
    for start in range(0, len(names), POSTS_AT_ONCE):
        asked = names[start : start + POSTS_AT_ONCE]
        views = objects((await reads.posts(asked)).get("posts"))
        found += _edits(views, brand, versions)
        seen = {view.get("uri") for view in views}
        found += [_deletion(name, now) for name in asked if str(name) not in seen and await _is_gone(reads, name)]
    return found


def _edits(views: Sequence[Body], brand: Brand, versions: Versions) -> Iterator[Inbound]:
    for view in views:
        item = parse_post(view, brand)
        if item and (edit := versions.as_change(item)):
            versions.remember([edit])
            yield edit


async def _is_gone(reads: Reads, name: PostName) -> bool:
    # A look-up leaves out what a block hides, too, and that is still there.
    try:
        thread = mapping((await reads.thread(name)).get("thread"))
    except Absent:
        return True
    return thread.get("notFound") is True


def _deletion(name: PostName, now: datetime) -> Inbound:
    return Inbound(
        external_id=str(name),
        thread_id=str(name),
        author=Author(id=""),
        created_at=now,
        happening=Happening.DELETION,
    )
