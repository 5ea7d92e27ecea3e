"""What is polled on Facebook: posts on the page and about it, and the comments under those that are watched."""

from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta

from connectors.bodies import Body, identifier, mapping, moment, objects, string
from connectors.facebook_parse import Page, parse_comment, parse_post
from connectors.facebook_reads import Reads
from connectors.facebook_settings import FacebookOptions
from connectors.graph_poll import BEGUN, Mark, Seen, Source, Step, oldest_first, seconds, steps
from connectors.graph_usage import Bucket, Meter
from connectors.graph_watch import Page as CommentsPage
from connectors.graph_watch import PagesOf, Wanted, Watch, Watched

_EVERYTHING = "all"


class Posts(Source):
    """One list of posts, newest first: what visitors wrote, and which posts there are to watch."""

    def __init__(
        self, edge: str, reads: Reads, watch: Watch, seen: Seen, meter: Meter, page: Page, options: FacebookOptions
    ) -> None:
        every_s = options.posts_every_s if edge == "feed" else options.tagged_every_s
        super().__init__(edge, Bucket.PAGES, meter, every_s=every_s)
        self._reads = reads
        self._watch = watch
        self._seen = seen
        self._page = page
        self._options = options

    async def news(self, mark: Mark | None, now: datetime) -> AsyncIterator[Step]:
        """See `Source.news`."""
        known = mark or {BEGUN: seconds(now - timedelta(hours=self._options.look_back_h))}
        stored_until = known.get(_EVERYTHING)
        back_to = max(known[BEGUN], (stored_until or 0) - int(self._options.overlap_s))
        watched_from = now - timedelta(days=self._options.watch_days)
        posts = [post async for post in self._posts(min(watched_from, datetime.fromtimestamp(back_to, UTC)))]
        found = [item for post in posts if (item := parse_post(post, self._page))]
        recent = [item for item in oldest_first(found) if seconds(item.created_at) >= back_to]
        fresh = [news for item in recent if (news := self._seen.news_of(item, stored_until))]
        self._watch.tell(self.name, {post.id: post for post in _watched(posts) if post.created_at >= watched_from})
        yield Step((), known)
        for step in steps(fresh, known, _EVERYTHING, now):
            yield step

    async def _posts(self, back_to: datetime) -> AsyncIterator[Body]:
        async for page in self._reads.posts(self.name):
            posts = objects(page.get("data"))
            for post in posts:
                yield post
            if posts and all((moment(post.get("created_time")) or back_to) < back_to for post in posts):
                return


def _watched(posts: list[Body]) -> Iterator[Watched]:
    for post in posts:
        identity, at = identifier(post.get("id")), moment(post.get("created_time"))
        count = mapping(mapping(post.get("comments")).get("summary")).get("total_count")
        if identity and at:
            yield Watched(identity, at, count if isinstance(count, int) else None)


def comments_under(reads: Reads, page: Page) -> PagesOf:
    """How the comments under a post of this page are read."""

    async def pages(wanted: Wanted) -> AsyncIterator[CommentsPage]:
        async for body in reads.comments(wanted.post.id, since=wanted.back_to):
            found = [parse_comment(each, wanted.post.id, page) for each in objects(body.get("data"))]
            ranked = string(mapping(body.get("summary")).get("order")) == "ranked"
            yield CommentsPage([item for item in found if item], in_order=not ranked)

    return pages
