"""One professional account on Instagram: comments, mentions and direct messages by polling and webhook, and replies."""

import logging
from collections.abc import AsyncIterator, Sequence
from typing import ClassVar

from bot.domain.approval import ApprovedReply
from bot.domain.clock import Clock, utc_now
from bot.domain.limits import Limits
from bot.domain.message import Inbound
from connectors import graph_health
from connectors.base import Batch, Cursor, Health, Receipt, SignedOut, Unavailable
from connectors.bodies import Body, string
from connectors.graph_connector import GraphConnector
from connectors.graph_poll import Marks, Source
from connectors.graph_recheck import Edited, changes
from connectors.graph_talk import Messages, Talk
from connectors.graph_usage import Bucket
from connectors.graph_watch import Comments, Watch
from connectors.graph_webhooks import GraphWebhooks
from connectors.graph_wire import fields
from connectors.instagram_parse import Account, Mention, parse_comment, parse_entry, parse_mention
from connectors.instagram_poll import Media, Told, comments_under
from connectors.instagram_reads import Reads
from connectors.instagram_send import LIMITS, Sender, is_object_id
from connectors.instagram_settings import InstagramCredentials, InstagramOptions

log = logging.getLogger(__name__)

_NEEDED = {
    "instagram_basic": "read the account's posts",
    "instagram_manage_comments": "read and answer comments",
    "instagram_manage_messages": "read and answer direct messages",
}
_LOGIN_NEEDED = {
    "instagram_business_basic": "read the account's posts",
    "instagram_business_manage_comments": "read and answer comments",
    "instagram_business_manage_messages": "read and answer direct messages",
}


class InstagramConnector(GraphConnector):
    """Listens and answers for one account through facebook-sdk."""

    kind: ClassVar[str] = "instagram"
    limits: ClassVar[Limits] = LIMITS

    def __init__(self, credentials: InstagramCredentials, options: InstagramOptions, *, clock: Clock = utc_now) -> None:
        super().__init__(credentials, options, [each for each in (options.user_id, options.page_id) if each], clock)
        account = self._account = Account(options.user_id, options.page_id)
        self._needed = _NEEDED if options.page_id else _LOGIN_NEEDED
        self._reads = Reads(self._wire, account)
        self._talk = Talk(self._wire, account.mailbox, options.page_id or account.id, "instagram")
        self._sender = Sender(self._wire, self._reads, self._talk, account)
        self._told = Told()
        self.webhooks = GraphWebhooks(credentials, "instagram", frozenset({account.id}), self._parse_entry)
        self._set_sources(self._wanted_sources(options))

    def _parse_entry(self, entry: Body) -> list[Inbound]:
        items = parse_entry(entry, self._account)
        self._told.note(items)
        return items

    def _wanted_sources(self, options: InstagramOptions) -> list[Source]:
        watch, meter = Watch(), self._wire.meter
        under = comments_under(self._reads, self._account)
        bucket, again_s = Bucket.INSTAGRAM, options.again_s
        sources: list[Source] = [
            Media(self._reads, watch, meter, options),
            Comments(under, watch, self._seen, meter, options, bucket=bucket, again_s=again_s),
        ]
        if options.private_messages:
            sources.append(Messages(self._talk, self._seen, self._wire))
        return sources

    async def listen(self, cursor: Cursor | None) -> AsyncIterator[Batch]:
        """See `Connector.listen`. The words of mentions that a webhook told of come first, as edits.

        They don't move the cursor: where this is not the process that was called, `recheck` reads them.
        """
        waiting = self._told.waiting()
        if words := await self._words_of(waiting):
            yield Batch(words, Marks.read(cursor).write())
            self._told.done(waiting)
        async for batch in super().listen(cursor):
            yield batch

    async def _words_of(self, mentions: Sequence[str]) -> tuple[Inbound, ...]:
        try:
            return tuple(await self.recheck(mentions)) if mentions else ()
        except Unavailable as error:
            log.warning("Reading mentions on Instagram has to wait: %s", error.reason)
            return ()

    async def send(self, reply: ApprovedReply, *, key: str) -> Receipt:
        """See `Connector.send`. The message is read again first: gone or edited, it is not answered.

        A comment approved with a direct answer gets the one private message that Instagram allows.
        Instagram honours no idempotency key.
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
        """Deletions and edits among these comments, and the words of mentions, 50 in a request.

        Raises `Unavailable` or `SignedOut`.
        """
        ids = [each for each in dict.fromkeys(external_ids) if is_object_id(each)]
        answers, mentions = await self._reads.several(ids), [each for each in ids if Mention.read(each)]
        return list(changes(answers, self._as_message, self._seen, self._clock(), wordless=mentions))

    def _as_message(self, identity: str, body: Body) -> Inbound | None:
        if mention := Mention.read(identity):
            return parse_mention(body, mention)
        return parse_comment(body, identity, self._account)

    async def check(self) -> Health:
        """See `Connector.check`."""
        try:
            me = await self._wire.one(Bucket.INSTAGRAM, self._account.id, **fields("id", "username"))
            token = await graph_health.token_state(self._wire, self._needed)
            problems = [
                *graph_health.identity_problems(me, self._account.id, "user_id"),
                *token.problems,
            ]
        except (Unavailable, SignedOut) as error:
            return Health(ok=False, problems=(error.reason,))
        return self._health(f"@{string(me.get('username'))}", problems, token.ends)
