"""A small platform that calls: bodies of JSON, signed with their time, and a connector that hears by calls only."""

import hashlib
import hmac
import json
from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar, cast

from bot.domain.approval import ApprovedReply
from bot.domain.clock import Clock, utc_now
from bot.domain.limits import Limits
from bot.domain.message import Author, Happening, Inbound
from connectors.base import Batch, Connector, Cursor, Handshake, Health, NotGenuine, Receipt, Refused
from connectors.limits import PLATFORM_LIMITS

SECRET = b"the secret that only the platform and the desk know"
VERIFY_TOKEN = "typed in on both sides"
TOLERANCE = timedelta(minutes=5)
SIGNATURE, TIME = "x-signature-256", "x-signed-at"


class SignedWebhooks:
    """HMAC-SHA256 over time and body, like that of the large platforms."""

    def __init__(self, clock: Clock = utc_now) -> None:
        self._clock = clock

    def handshake(self, query: Mapping[str, str]) -> Handshake:
        if not hmac.compare_digest(query.get("token", "").encode(), VERIFY_TOKEN.encode()):
            raise NotGenuine("The verify token is another one.")
        return Handshake(query.get("challenge", ""))

    def verify(self, headers: Mapping[str, str], body: bytes) -> None:
        at = headers.get(TIME, "")
        if not hmac.compare_digest(headers.get(SIGNATURE, "").encode(), _signature(at, body).encode()):
            raise NotGenuine("The signature is missing or wrong.")
        if abs(self._clock() - datetime.fromtimestamp(int(at), UTC)) > TOLERANCE:
            raise NotGenuine("The call is too old.")

    def parse(self, body: bytes) -> Sequence[Inbound]:
        try:
            said: Any = json.loads(body)
        except (ValueError, RecursionError):
            return []
        if not isinstance(said, dict):
            return []
        messages = cast("dict[str, list[dict[str, Any]]]", said)["messages"]
        return [_inbound(each) for each in messages if each.get("kind") in tuple(Happening)]


class SignedConnector(Connector):
    """An account of that platform; it has nothing to poll."""

    kind: ClassVar[str] = "x"
    limits: ClassVar[Limits] = PLATFORM_LIMITS["x"]
    pause_s = 60.0

    def __init__(self, heard: Sequence[Inbound] = ()) -> None:
        self.webhooks = SignedWebhooks()
        self.opened = False
        self._heard = heard

    async def listen(self, cursor: Cursor | None) -> AsyncIterator[Batch]:
        if self._heard:
            yield Batch(tuple(self._heard), Cursor("polled"))

    async def send(self, reply: ApprovedReply, *, key: str) -> Receipt:
        raise Refused("Nobody reads replies here.")

    async def find_sent(self, reply: ApprovedReply, *, key: str) -> Receipt | None:
        return None

    async def check(self) -> Health:
        return Health(ok=True)

    async def __aenter__(self) -> "SignedConnector":
        self.opened = True
        return self

    async def __aexit__(self, *_: object) -> None:
        return None


def told(*ids: str, text: str = "Where is my parcel?", **given: Any) -> dict[str, Any]:
    """What a body says: one message for each id."""
    return {"messages": [{"id": each, "text": text, "kind": "message"} | given for each in ids]}


def body_of(*ids: str, **given: Any) -> bytes:
    """`told` as bytes."""
    return json.dumps(told(*ids, **given)).encode()


def signed(body: bytes, at: datetime | None = None) -> dict[str, str]:
    """The headers of a genuine call."""
    seconds = str(int((at or utc_now()).timestamp()))
    return {SIGNATURE: _signature(seconds, body), TIME: seconds}


def _signature(at: str, body: bytes) -> str:
    return f"sha256={hmac.new(SECRET, at.encode() + b'.' + body, hashlib.sha256).hexdigest()}"


def _inbound(told: Mapping[str, Any]) -> Inbound:
    return Inbound(
        external_id=told["id"],
        thread_id=f"thread-{told['id']}",
        author=Author(id=f"customer-{told['id']}"),
        created_at=datetime.fromisoformat(told.get("at", "2026-11-18T12:00:00+00:00")),
        text=told["text"],
        happening=Happening(told["kind"]),
    )
