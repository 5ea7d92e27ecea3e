"""The reads of one account, as raw bodies. Everything raises `Unavailable` or `SignedOut`."""

from collections.abc import AsyncIterator, Sequence
from urllib.parse import quote

from connectors.base import Unavailable
from connectors.bodies import Body, mapping, objects, string
from connectors.mastodon_ids import newest, order, plain_id
from connectors.mastodon_instance import Instance, parse_instance
from connectors.mastodon_parse import Brand
from connectors.mastodon_wire import Params, Wire

NOTIFICATIONS_PAGE = 80
STATUSES_PAGE = 40
"""The most that Mastodon gives at once."""

LOOKUP_PAGE = 20
"""Statuses that Mastodon looks up in one request (since 4.3)."""

_PAGES_AT_MOST = 200
_UNKNOWN_ROUTE = frozenset({400, 404, 405, 422})


class Reads:
    """What an instance tells one account; its own facts and the account's identity are asked once."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire
        self._instance: Instance | None = None
        self._brand: Brand | None = None
        self._looks_up_many = True

    async def instance(self) -> Instance:
        """The instance's own facts; older servers know only the first version of the question."""
        if self._instance is None:
            answer = await self._wire.get("/api/v2/instance")
            if answer.status in _UNKNOWN_ROUTE:
                answer = await self._wire.get("/api/v1/instance")
            self._instance = parse_instance(self._wire.readable(answer), self._wire.options.host)
        return self._instance

    async def brand(self) -> Brand:
        """Whose token this is."""
        if self._brand is None:
            account = mapping(await self._wire.read("/api/v1/accounts/verify_credentials"))
            brand = Brand(plain_id(account.get("id")), string(account.get("username")), (await self.instance()).domain)
            if not brand.id or not brand.username:
                raise Unavailable("The instance did not say whose token this is.")
            self._brand = brand
        return self._brand

    async def account(self) -> Body:
        """The account as it is now."""
        return mapping(await self._wire.read("/api/v1/accounts/verify_credentials"))

    async def scopes(self) -> frozenset[str]:
        """What the token may do; empty when the server doesn't say."""
        answer = await self._wire.get("/api/v1/apps/verify_credentials")
        told = mapping(answer.body).get("scopes") if answer.status == 200 else None
        return frozenset(str(each) for each in told) if isinstance(told, list) else frozenset()  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]

    async def notifications(self, asked: Params) -> list[Body]:
        """One page of notifications by which somebody speaks to the account, also of people the instance holds back."""
        kinds = ["mention", "quote"] if (await self.instance()).quotes else ["mention"]
        question = [("limit", str(NOTIFICATIONS_PAGE)), ("include_filtered", "true"), *asked]
        question += [("types[]", kind) for kind in kinds]
        return objects(await self._wire.read("/api/v1/notifications", question))

    async def own_posts(self, asked: Params) -> list[Body]:
        """One page of what the account itself wrote, of any visibility."""
        route = f"/api/v1/accounts/{(await self.brand()).id}/statuses"
        return objects(
            await self._wire.read(route, [("limit", str(STATUSES_PAGE)), ("exclude_reblogs", "true"), *asked])
        )

    async def own_posts_since(self, identity: str) -> AsyncIterator[Body]:
        """Everything the account wrote after this status, oldest page first."""
        for _ in range(_PAGES_AT_MOST):
            page = await self.own_posts([("min_id", identity)])
            for status in page:
                yield status
            last = newest(plain_id(each.get("id")) for each in page)
            if order(last) <= order(identity):
                return
            identity = last
        raise Unavailable("The account has posted too much since then to look at everything.")

    async def status(self, identity: str, *, for_reply: bool = False) -> Body | None:
        """One status as it is now, or None when it is gone or no longer shown to the account."""
        answer = await self._wire.get(_route(identity), for_reply=for_reply)
        return None if answer.status in (404, 410) else mapping(self._wire.readable(answer))

    async def ancestors(self, identity: str) -> list[Body]:
        """The statuses above this one, the first of the thread first."""
        body = mapping(await self._wire.read(_route(identity) + "/context"))
        return objects(body.get("ancestors"))

    async def statuses(self, ids: Sequence[str]) -> dict[str, Body | None]:
        """Each of these as it is now, None for those that are gone; at most 20 ids."""
        if self._looks_up_many:
            answer = await self._wire.get("/api/v1/statuses", [("id[]", each) for each in ids])
            if answer.status not in _UNKNOWN_ROUTE:
                found = {plain_id(each.get("id")): each for each in objects(self._wire.readable(answer))}
                return {each: found.get(each) for each in ids}
            self._looks_up_many = False
        return {each: await self.status(each) for each in ids}


def _route(identity: str) -> str:
    return f"/api/v1/statuses/{quote(identity, safe='')}"
