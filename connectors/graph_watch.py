"""The comments under watched posts: read when their number changed, and again after a while."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.message import Inbound
from connectors.base import SignedOut, Unavailable
from connectors.graph_errors import Absent
from connectors.graph_poll import BEGUN, Mark, Seen, Source, Step, oldest_first, seconds, steps
from connectors.graph_settings import GraphOptions
from connectors.graph_usage import Bucket, Meter


@dataclass(frozen=True, slots=True)
class Watched:
    """A post whose comments are of interest. `count`: how many there are at every level, None when not told."""

    id: str
    created_at: datetime
    count: int | None


class Watch:
    """The posts of the last days, as the account's lists last told them."""

    def __init__(self) -> None:
        self._lists: dict[str, dict[str, Watched]] = {}

    def tell(self, name: str, posts: dict[str, Watched]) -> None:
        """What one list holds now."""
        self._lists[name] = posts

    def forget(self, post: Watched) -> None:
        """The post is gone."""
        for posts in self._lists.values():
            posts.pop(post.id, None)

    @property
    def is_told(self) -> bool:
        """Whether any list was read."""
        return bool(self._lists)

    @property
    def posts(self) -> list[Watched]:
        """Each post once, the newest first."""
        every = {post.id: post for posts in reversed(self._lists.values()) for post in posts.values()}
        return sorted(every.values(), key=lambda post: post.created_at, reverse=True)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of a post's comments is wanted: those since `back_to`, in Unix seconds.

    `more`: by how many their number grew since the last look, None when that isn't known.
    """

    post: Watched
    back_to: int
    more: int | None


@dataclass(frozen=True, slots=True)
class Page:
    """Comments as they came; `in_order`: the platform says that they come in the order of time."""

    items: list[Inbound]
    in_order: bool = False


PagesOf = Callable[[Wanted], AsyncIterator[Page]]


@dataclass(frozen=True, slots=True)
class _Read:
    count: int | None
    at: datetime
    mark: int


class Comments(Source):
    """The comments at every level under the watched posts."""

    def __init__(
        self,
        pages: PagesOf,
        watch: Watch,
        seen: Seen,
        meter: Meter,
        options: GraphOptions,
        *,
        bucket: Bucket,
        again_s: float,
    ) -> None:
        super().__init__("comments", bucket, meter, every_s=options.posts_every_s)
        self._pages = pages
        self._watch = watch
        self._seen = seen
        self._options = options
        self._again = timedelta(seconds=again_s)
        self._read: dict[str, _Read] = {}

    async def news(self, mark: Mark | None, now: datetime) -> AsyncIterator[Step]:
        """See `Source.news`. Marks of posts that are no longer watched go."""
        if not self._watch.is_told:
            raise Unavailable("The posts to look under were not listed yet.")
        posts = self._watch.posts
        known = dict(mark or {BEGUN: seconds(now - timedelta(hours=self._options.look_back_h))})
        if posts:
            watched = {BEGUN, *(post.id for post in posts)}
            known = {place: at for place, at in known.items() if place in watched}
        yield Step((), known)
        for post in posts:
            if self._is_worth_reading(post, _stored(known, post), now):
                async for step in self._under(post, known, now):
                    yield step
                    known = step.mark
                self._read[post.id] = _Read(post.count, now, _stored(known, post))

    def _is_worth_reading(self, post: Watched, stored: int, now: datetime) -> bool:
        last = self._read.get(post.id)
        if last is None or post.count is None or (last.count, last.mark) != (post.count, stored):
            return True
        return now - last.at >= self._again

    async def _under(self, post: Watched, known: Mark, now: datetime) -> AsyncIterator[Step]:
        found: list[Inbound] = []
        trouble: Unavailable | SignedOut | None = None
        in_order = True
        try:
            async for page in self._pages(self._wanted(post, known)):
                found += page.items
                in_order &= page.in_order
        except Absent:
            self._watch.forget(post)
            return
        except (Unavailable, SignedOut) as error:
            if not in_order or not _is_ascending(found):
                raise
            # In order of time, what was read before is whole, so a long way gets done in pieces.
            trouble = error
        fresh = [news for item in oldest_first(found) if (news := self._seen.news_of(item, known.get(post.id)))]
        for step in steps(fresh, known, post.id, now):
            yield step
        if trouble:
            raise trouble

    def _wanted(self, post: Watched, known: Mark) -> Wanted:
        last = self._read.get(post.id)
        grown = last is not None and last.count is not None and last.mark == _stored(known, post)
        more = post.count - last.count if grown and last and last.count is not None and post.count is not None else None
        back_to = max(_stored(known, post) - int(self._options.overlap_s), known[BEGUN])
        return Wanted(post, back_to, more)


def _stored(known: Mark, post: Watched) -> int:
    return known.get(post.id, known[BEGUN])


def _is_ascending(items: list[Inbound]) -> bool:
    times = [item.created_at for item in items]
    return times == sorted(times)
