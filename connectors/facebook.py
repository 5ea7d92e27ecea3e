"""One page on Facebook: visitors' posts, comments and Messenger by polling and webhook, and replies."""

from collections.abc import Sequence
from typing import ClassVar

from bot.domain.approval import ApprovedReply
from bot.domain.clock import Clock, utc_now
from bot.domain.limits import Limits
from bot.domain.message import Inbound
from connectors import graph_health
from connectors.base import Health, Receipt, SignedOut, Unavailable
from connectors.bodies import Body, string
from connectors.facebook_parse import Page, parse_comment, parse_entry
from connectors.facebook_poll import Posts, comments_under
from connectors.facebook_reads import Reads
from connectors.facebook_send import LIMITS, Sender, is_object_id
from connectors.facebook_settings import FacebookCredentials, FacebookOptions
from connectors.graph_connector import GraphConnector
from connectors.graph_poll import Source
from connectors.graph_recheck import Edited, changes
from connectors.graph_talk import Messages, Talk
from connectors.graph_usage import Bucket
from connectors.graph_watch import Comments, Watch
from connectors.graph_webhooks import GraphWebhooks
from connectors.graph_wire import fields

_NEEDED = {
    "pages_read_engagement": "read the page's posts",
    "pages_read_user_content": "read what others write on the page",
    "pages_manage_engagement": "answer comments",
    "pages_messaging": "read and answer messages",
}
_FIELDS = ("feed", "mention", "messages", "message_echoes")


class FacebookConnector(GraphConnector):
    """Listens and answers for one page through facebook-sdk."""

    kind: ClassVar[str] = "facebook"
    limits: ClassVar[Limits] = LIMITS

    def __init__(self, credentials: FacebookCredentials, options: FacebookOptions, *, clock: Clock = utc_now) -> None:
        super().__init__(credentials, options, (options.page_id,), clock)
        page = self._page = Page(options.page_id)
        self._reads = Reads(self._wire, page)
        self._talk = Talk(self._wire, page.mailbox, page.id, "messenger")
        self._sender = Sender(self._wire, self._reads, self._talk, page)
        self.webhooks = GraphWebhooks(credentials, "page", frozenset({page.id}), lambda entry: parse_entry(entry, page))
        self._set_sources(self._wanted_sources(options))

    def _wanted_sources(self, options: FacebookOptions) -> list[Source]:
        watch, meter, page = Watch(), self._wire.meter, self._page
        sources: list[Source] = [
            Posts(edge, self._reads, watch, self._seen, meter, page, options) for edge in ("feed", "tagged")
        ]
        under = comments_under(self._reads, page)
        again_s = options.again_s
        sources.append(Comments(under, watch, self._seen, meter, options, bucket=Bucket.PAGES, again_s=again_s))
        if options.private_messages:
            sources.append(Messages(self._talk, self._seen, self._wire))
        return sources

    async def send(self, reply: ApprovedReply, *, key: str) -> Receipt:
        """See `Connector.send`. The message is read again first: gone or edited, it is not answered.

        A public question approved with a direct answer gets the one private message that Facebook allows.
        Facebook honours no idempotency key.
        """
        del key
        try:
            return await self._sender.send(reply)
        except Edited as error:
            # The next look at open messages brings the new words, even if an earlier run heard the old ones.
            self._seen.note(error.item, reply.letter.target_id)
            raise

    async def find_sent(self, reply: ApprovedReply, *, key: str) -> Receipt | None:
        """See `Connector.find_sent`."""
        del key
        return await self._sender.find_sent(reply)

    async def recheck(self, external_ids: Sequence[str]) -> Sequence[Inbound]:
        """Deletions and edits among these posts and comments, 50 in a request; messages are told by webhook.

        Raises `Unavailable` or `SignedOut`.
        """
        answers = await self._reads.several([each for each in dict.fromkeys(external_ids) if is_object_id(each)])
        return list(changes(answers, self._as_message, self._seen, self._clock()))

    def _as_message(self, identity: str, body: Body) -> Inbound | None:
        return parse_comment(body, identity, self._page)

    async def check(self) -> Health:
        """See `Connector.check`."""
        try:
            me = await self._wire.one(Bucket.PAGES, "me", **fields("id", "name"))
            apps = await self._wire.page(Bucket.PAGES, self._page.id, "subscribed_apps", {})
            token = await graph_health.token_state(self._wire, _NEEDED)
            problems = [
                *graph_health.identity_problems(me, self._page.id, "page_id"),
                *token.problems,
                *graph_health.webhook_problems(self._wire, apps, _FIELDS),
            ]
        except (Unavailable, SignedOut) as error:
            return Health(ok=False, problems=(error.reason,))
        return self._health(string(me.get("name")), problems, token.ends)
