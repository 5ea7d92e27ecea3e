"""What is polled on Instagram: which posts there are to watch, and the comments under them."""

from collections import OrderedDict
from collections.abc import AsyncIterator, Sequence
from datetime import datetime, timedelta

from bot.domain.message import Inbound
from connectors.bodies import Body, identifier, mapping, moment, objects, string
from connectors.graph_poll import BEGUN, Mark, Source, Step, seconds
from connectors.graph_usage import Bucket, Meter
from connectors.graph_watch import Page, PagesOf, Wanted, Watch, Watched
from connectors.instagram_parse import Account, Mention, parse_comment, parse_comments
from connectors.instagram_reads import Reads
from connectors.instagram_settings import InstagramOptions

_REMEMBERED = 1_000


class Media(Source):
    """The account's own posts: nothing in them is news, but comments stand under them."""

    def __init__(self, reads: Reads, watch: Watch, meter: Meter, options: InstagramOptions) -> None:
        super().__init__("media", Bucket.INSTAGRAM, meter, every_s=options.posts_every_s)
        self._reads = reads
        self._watch = watch
        self._options = options

    async def news(self, mark: Mark | None, now: datetime) -> AsyncIterator[Step]:
        """See `Source.news`."""
        back_to = now - timedelta(days=self._options.watch_days)
        watched: dict[str, Watched] = {}
        async for page in self._reads.media():
            posts = [post for each in objects(page.get("data")) if (post := _watched(each))]
            watched |= {post.id: post for post in posts if post.created_at >= back_to}
            if posts and all(post.created_at < back_to for post in posts):
                break
        self._watch.tell(self.name, watched)
        yield Step((), mark or {BEGUN: seconds(now)})


def _watched(media: Body) -> Watched | None:
    identity, at, count = identifier(media.get("id")), moment(media.get("timestamp")), media.get("comments_count")
    return Watched(identity, at, count if isinstance(count, int) else None) if identity and at else None


def comments_under(reads: Reads, account: Account) -> PagesOf:
    """How the comments under a post are read: Instagram takes no `since`, and answers stand below old comments too."""

    async def pages(wanted: Wanted) -> AsyncIterator[Page]:
        left = wanted.more if wanted.more is not None else 0
        async for body in reads.comments(wanted.post.id):
            found = [*parse_comments(body, wanted.post.id, account), *[each async for each in _further(body, wanted)]]
            recent = [item for item in found if seconds(item.created_at) >= wanted.back_to]
            yield Page(recent)
            left -= len(recent)
            if left <= 0 and _is_falling(body) and not recent:
                return

    async def _further(body: Body, wanted: Wanted) -> AsyncIterator[Inbound]:
        """The answers that don't fit into the page of comments."""
        for comment in objects(body.get("data")):
            if string(mapping(mapping(comment.get("replies")).get("paging")).get("next")):
                async for more in reads.replies(identifier(comment.get("id"))):
                    for answer in objects(more.get("data")):
                        if item := parse_comment(answer, wanted.post.id, account, comment):
                            yield item

    return pages


def _is_falling(page: Body) -> bool:
    """Whether a page goes back in time, so that what follows is older still."""
    times = [at for each in objects(page.get("data")) if (at := moment(each.get("timestamp")))]
    return times == sorted(times, reverse=True)


class Told:
    """Mentions that a webhook told of in this run: their words have to be read."""

    def __init__(self) -> None:
        self._ids: OrderedDict[str, None] = OrderedDict()

    def note(self, items: Sequence[Inbound]) -> None:
        """What a webhook brought."""
        for item in items:
            if Mention.read(item.external_id):
                self._ids[item.external_id] = None
        while len(self._ids) > _REMEMBERED:
            self._ids.popitem(last=False)

    def waiting(self) -> list[str]:
        """The ids to read, the first told first."""
        return list(self._ids)

    def done(self, ids: Sequence[str]) -> None:
        """The desk has the words of these."""
        for each in ids:
            self._ids.pop(each, None)
