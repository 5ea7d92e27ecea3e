"""Activity webhooks of a simulated X: challenges first, then signed calls that come again until they are taken."""

import asyncio
import base64
import hashlib
import hmac
import json
from collections.abc import AsyncGenerator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import aiohttp
from aiohttp import web

from connectors.sandbox.x_faults import Fault
from connectors.sandbox.x_gate import WORLD
from connectors.sandbox.x_records import Message, Post
from connectors.sandbox.x_refusals import Refuse, bad_request
from connectors.sandbox.x_shapes import EVERYTHING, Scribe, escaped
from connectors.sandbox.x_world import XWorld

PATIENCE_S = 10.0
"""Seconds in which a call has to be answered with 200."""

CALLS = 5
"""How often one event is tried."""

_WEBHOOKS = "/2/webhooks"
_LOCAL = frozenset({"127.0.0.1", "localhost"})


@dataclass(slots=True)
class Webhook:
    """An address that passed the challenge; `valid` until it fails one."""

    id: str
    url: str
    valid: bool = True

    def to_json(self) -> dict[str, Any]:
        """X's shape."""
        return {"id": self.id, "url": self.url, "valid": self.valid}


@dataclass(slots=True)
class Hooks:
    """Who wants to be called for what. `between_s`: seconds before the second try, twice as many before each next."""

    world: XWorld
    between_s: float = 1.0
    webhooks: dict[str, Webhook] = field(default_factory=dict[str, Webhook])
    subscriptions: list[dict[str, str]] = field(default_factory=list[dict[str, str]])
    _calls: set[asyncio.Task[None]] = field(default_factory=set[asyncio.Task[None]])
    _session: aiohttp.ClientSession | None = None

    async def lifetime(self, app: web.Application) -> AsyncGenerator[None]:
        """Open and close together with the application."""
        del app
        async with aiohttp.ClientSession() as self._session:
            yield
            if self.webhooks:
                self.world.on_post.remove(self.tell_post)
                self.world.on_message.remove(self.tell_message)
            for call in self._calls:
                call.cancel()
            await asyncio.gather(*self._calls, return_exceptions=True)

    def add(self, url: str) -> Webhook:
        """Call this address from now on, for what it is subscribed to."""
        if not self.webhooks:
            self.world.on_post.append(self.tell_post)
            self.world.on_message.append(self.tell_message)
        webhook = Webhook(self.world.next_id(), url)
        self.webhooks[webhook.id] = webhook
        return webhook

    async def challenge(self, url: str) -> bool:
        """Whether this address knows the app's consumer secret."""
        assert self._session is not None
        token = f"crc-{self.world.next_id()}"
        wanted = {"response_token": self._signature(token.encode())}
        with suppress(aiohttp.ClientError, TimeoutError, ValueError):
            limit = aiohttp.ClientTimeout(total=PATIENCE_S)
            async with self._session.get(url, params={"crc_token": token}, timeout=limit) as answer:
                return answer.status == 200 and json.loads(await answer.read()) == wanted
        return False

    def tell_post(self, post: Post) -> None:
        """A mention, a reply to the account or a quote of it, to whoever subscribed to that."""
        world, brand = self.world, self.world.brand
        parent, quoted = (world.posts.get(each or "") for each in (post.parent_id, post.quoted_id))
        kinds = {
            "post.mention.create": brand in world.mentioned(post.typed),
            "post.reply.create": bool(parent) and parent.author_id == brand.id,
            "post.quote.create": bool(quoted) and quoted.author_id == brand.id,
        }
        if post.author_id == brand.id or post.retweeted_id:
            return
        body = Scribe(world, EVERYTHING).one(post)
        for kind in (kind for kind, fits in kinds.items() if fits):
            self._tell(kind, body["data"], {"includes": body.get("includes", {})})

    def tell_message(self, message: Message) -> None:
        """A private message in X's first shape; conversations of more than two people are not told."""
        members = self.world.members[message.conversation_id]
        other = next((each for each in members if each != message.sender_id), "")
        if message.event_type != "MessageCreate" or len(members) != 2:
            return
        event: dict[str, Any] = {
            "type": "message_create",
            "id": message.id,
            "created_timestamp": str(int(message.created_at.timestamp() * 1000)),
            "message_create": {
                "target": {"recipient_id": other},
                "sender_id": message.sender_id,
                "message_data": {"text": escaped(message.text), "entities": {}},
            },
        }
        scribe = Scribe(self.world, EVERYTHING)
        users = {each: {"data": scribe.person(self.world.people[each])} for each in members}
        kind = "dm.sent" if message.sender_id == self.world.brand.id else "dm.received"
        self._tell(kind, {"direct_message_events": [event], "users": users}, {})

    def tell_encrypted(self, author: str) -> None:
        """Somebody wrote in an encrypted chat: X tells that, and nothing of what."""
        writer = self.world.person(author)
        self._tell("chat.received", {"sender_id": writer.id, "conversation_id": f"{writer.id}-chat"}, {})

    def _tell(self, kind: str, payload: Any, more: dict[str, Any]) -> None:
        for wanted in self.subscriptions:
            webhook = self.webhooks.get(wanted["webhook_id"])
            if wanted["event_type"] == kind and webhook and webhook.valid:
                told = {"event_uuid": self.world.next_id(), "filter": {"user_id": wanted["user_id"]}}
                body = {"data": {**told, "event_type": kind, "tag": kind, "payload": payload, **more}}
                call = asyncio.get_running_loop().create_task(self._call(webhook.url, json.dumps(body).encode()))
                self._calls.add(call)
                call.add_done_callback(self._calls.discard)

    async def _call(self, url: str, body: bytes) -> None:
        again = self.world.faults.strike(frozenset({Fault.DUPLICATES}), "webhook") is not None
        wait_s = self.between_s
        for _ in range(CALLS):
            taken = await self._once(url, body)
            if taken and not again:
                return
            again = again and not taken
            await asyncio.sleep(wait_s)
            wait_s *= 2

    async def _once(self, url: str, body: bytes) -> bool:
        assert self._session is not None
        forged = self.world.faults.strike(frozenset({Fault.FORGED}), "webhook")
        signature = self._signature(b"forged" if forged else body)
        headers = {"x-twitter-webhooks-signature": signature, "content-type": "application/json"}
        with suppress(aiohttp.ClientError, TimeoutError):
            limit = aiohttp.ClientTimeout(total=PATIENCE_S)
            async with self._session.post(url, data=body, headers=headers, timeout=limit) as answer:
                return answer.status == 200
        return False

    def _signature(self, signed: bytes) -> str:
        key = self.world.keys.consumer_secret.encode()
        return "sha256=" + base64.b64encode(hmac.digest(key, signed, hashlib.sha256)).decode()


HOOKS = web.AppKey("hooks", Hooks)


async def create(request: web.Request) -> web.Response:
    """POST /2/webhooks {url}: the challenge comes at once."""
    hooks, body = request.app[HOOKS], await request.json()
    url = str(body["url"])
    address = urlsplit(url)
    # X wants HTTPS without a port; on this machine anything goes.
    if address.scheme != "https" and address.hostname not in _LOCAL:
        raise Refuse(bad_request("url: must be an https address."))
    if not await hooks.challenge(url):
        raise Refuse(bad_request("Webhook URL does not meet the requirements: CRC GET request failed."))
    return web.json_response({"data": hooks.add(url).to_json()})


async def listed(request: web.Request) -> web.Response:
    """GET /2/webhooks"""
    found = [each.to_json() for each in request.app[HOOKS].webhooks.values()]
    return web.json_response({"data": found, "meta": {"result_count": len(found)}})


async def challenge(request: web.Request) -> web.Response:
    """PUT /2/webhooks/{id}: the challenge again; an address that fails it is called no more."""
    hooks = request.app[HOOKS]
    webhook = hooks.webhooks[request.match_info["id"]]
    webhook.valid = await hooks.challenge(webhook.url)
    return web.json_response({"data": {"valid": webhook.valid}})


async def subscribe(request: web.Request) -> web.Response:
    """POST /2/activity/subscriptions {event_type, filter, webhook_id}"""
    hooks, body = request.app[HOOKS], await request.json()
    wanted = {
        "event_type": str(body["event_type"]),
        "user_id": str(body["filter"]["user_id"]),
        "webhook_id": str(body["webhook_id"]),
    }
    if wanted["webhook_id"] not in hooks.webhooks:
        raise Refuse(bad_request("webhook_id: there is no such webhook."))
    hooks.subscriptions.append(wanted)
    return web.json_response({"data": {"subscription_id": request.app[WORLD].next_id(), **wanted}}, status=201)


async def write_encrypted(request: web.Request) -> web.Response:
    """POST /sandbox/chats {author}"""
    request.app[HOOKS].tell_encrypted(str((await request.json())["author"]))
    return web.json_response({"told": True}, status=201)


ROUTES = [
    web.post(_WEBHOOKS, create),
    web.get(_WEBHOOKS, listed),
    web.put(_WEBHOOKS + "/{id}", challenge),
    web.post("/2/activity/subscriptions", subscribe),
    web.post("/sandbox/chats", write_encrypted),
]
