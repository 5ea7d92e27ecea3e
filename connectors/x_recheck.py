"""What became of stored posts: X tells of deletions and edits only when asked."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from bot.domain.message import Author, Happening, Inbound
from connectors.x_address import Brand
from connectors.x_json import Body, either, identifier, is_number, objects, string
from connectors.x_parse import history_of, parse_posts
from connectors.x_reads import PAGE, Reads

_GONE = frozenset({"resource-not-found", "not-authorized-for-resource"})
"""Deleted, or no longer shown to us; stored copies of both have to go (X developer policy)."""


async def recheck(reads: Reads, brand: Brand, ids: Sequence[str], now: datetime) -> list[Inbound]:
    """Deletions (with `created_at` = `now`, since X tells no time) and edits among these posts."""
    posts = [identity for identity in dict.fromkeys(ids) if is_number(identity)]
    found: list[Inbound] = []
    for start in range(0, len(posts), PAGE):
        asked = posts[start : start + PAGE]
        body = await reads.posts(asked)
        found += [_deletion(identity, now) for identity in _missing(body, frozenset(asked))]
        if later := sorted(_later_versions(body), key=int):
            found += [post for post in parse_posts(await reads.posts(later), brand) if post.happening is Happening.EDIT]
    return found


def _missing(body: Body, asked: frozenset[str]) -> Iterator[str]:
    seen = {identifier(post.get("id")) for post in objects(body.get("data"))}
    for error in objects(body.get("errors")):
        identity = identifier(either(error, "resource_id", "value"))
        # An error may also be about a post that one of ours only refers to.
        if identity in asked - seen and string(error.get("type")).rpartition("/")[2] in _GONE:
            seen.add(identity)
            yield identity


def _later_versions(body: Body) -> Iterator[str]:
    for post in objects(body.get("data")):
        history = history_of(post)
        if len(history) > 1:
            yield history[-1]


def _deletion(identity: str, now: datetime) -> Inbound:
    return Inbound(
        external_id=identity,
        thread_id=identity,
        author=Author(id=""),
        created_at=now,
        happening=Happening.DELETION,
    )
