"""The reads of one X account, each asking for exactly the fields that `x_parse` uses."""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from datetime import timedelta
from typing import Any, Protocol

from connectors.base import Unavailable
from connectors.x_address import Brand
from connectors.x_api import Endpoints
from connectors.x_json import Body, identifier, mapping, snowflake_time, string

TWEET_FIELDS = [
    "attachments",
    "author_id",
    "conversation_id",
    "created_at",
    "edit_history_tweet_ids",
    "entities",
    "in_reply_to_user_id",
    "lang",
    "note_tweet",
    "referenced_tweets",
    "reply_settings",
]
EXPANSIONS = ["author_id", "referenced_tweets.id", "attachments.media_keys"]
USER_FIELDS = ["username", "name", "verified_type", "protected"]
MEDIA_FIELDS = ["media_key", "type", "url", "preview_image_url"]
MESSAGE_FIELDS = [
    "id",
    "text",
    "event_type",
    "created_at",
    "dm_conversation_id",
    "sender_id",
    "attachments",
    "referenced_tweets",
]

POST_QUESTION: dict[str, list[str]] = {
    "tweet_fields": TWEET_FIELDS,
    "expansions": EXPANSIONS,
    "user_fields": USER_FIELDS,
    "media_fields": MEDIA_FIELDS,
}
PAGE = 100
"""Items in a page: the most that X gives for mentions, timelines, lookups and direct messages alike."""


PAGES_AT_MOST = 60
"""More than X keeps of anything; a next page after that many is a fault, not more to read."""


async def every_page(page: Callable[[dict[str, str]], Awaitable[Body]], asked: dict[str, str]) -> AsyncIterator[Body]:
    """All pages, newest first. Raises what `page` raises, and `Unavailable` when they don't end."""
    token = ""
    for _ in range(PAGES_AT_MOST):
        body = await page(asked | ({"pagination_token": token} if token else {}))
        yield body
        token = string(mapping(body.get("meta")).get("next_token"))
        if not token:
            return
    raise Unavailable("X gives page after page without an end.")


class _Timeline(Protocol):
    async def __call__(self, id: str, *, user_auth: bool, **params: Any) -> Body: ...


class Reads:
    """What X tells one account, as raw bodies. Everything raises `Unavailable` or `SignedOut`."""

    def __init__(self, client: Endpoints, *, user_auth: bool) -> None:
        self._client = client
        self._user_auth = user_auth

    async def me(self) -> Brand:
        """Whose token this is."""
        body = await self._client.get_me(user_fields=["username", "name"], user_auth=self._user_auth)
        user = mapping(body.get("data"))
        found = Brand(identifier(user.get("id")), string(user.get("username")))
        if not found.id or not found.handle:
            raise Unavailable("X did not say whose token this is.")
        return found

    async def mentions(self, brand: Brand, asked: dict[str, str]) -> Body:
        """One page of posts that carry the handle."""
        return await self._since(self._client.get_users_mentions, brand, asked)

    async def own_posts(self, brand: Brand, asked: dict[str, str]) -> Body:
        """One page of what the account itself posted."""
        return await self._since(self._client.get_users_tweets, brand, asked)

    async def all_messages(self, brand: Brand, asked: dict[str, str]) -> Body:
        """One page of direct messages of all conversations."""
        del brand
        return await self.messages(asked)

    async def messages(self, asked: dict[str, str], conversation: str | None = None) -> Body:
        """One page of direct messages, of one conversation or of all; X keeps 30 days."""
        where = {"dm_conversation_id": conversation} if conversation else {}
        return await self._client.get_direct_message_events(
            user_auth=self._user_auth,
            max_results=PAGE,
            event_types="MessageCreate",
            dm_event_fields=MESSAGE_FIELDS,
            expansions=["sender_id", "attachments.media_keys"],
            user_fields=USER_FIELDS,
            media_fields=MEDIA_FIELDS,
            **where,
            **asked,
        )

    async def posts(self, ids: Sequence[str]) -> Body:
        """Up to 100 posts by id, with an entry in `errors` for each that can't be seen."""
        return await self._client.get_tweets(list(ids), user_auth=self._user_auth, **POST_QUESTION)

    async def _since(self, endpoint: _Timeline, brand: Brand, asked: dict[str, str]) -> Body:
        question = {**POST_QUESTION, "max_results": PAGE}
        try:
            return await endpoint(brand.id, user_auth=self._user_auth, **question, **asked)
        except Unavailable as error:
            # Some reads refuse an old since_id and take the same moment as a time.
            since = snowflake_time(asked.get("since_id", ""))
            if since is None or error.retry_at or "since_id" not in error.reason:
                raise
        start = (since - timedelta(seconds=1)).strftime("%Y-%m-%dT%H:%M:%SZ")
        rest = {key: value for key, value in asked.items() if key != "since_id"}
        return await endpoint(brand.id, user_auth=self._user_auth, **question, **rest, start_time=start)
