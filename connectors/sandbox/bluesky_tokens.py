"""Sessions of a simulated Bluesky: signed tokens that end, and refresh tokens that are used once."""

import base64
import hashlib
import hmac
import json
from datetime import datetime, timedelta
from typing import Any

from connectors.sandbox.bluesky_faults import Fault
from connectors.sandbox.bluesky_records import Standing
from connectors.sandbox.bluesky_refusals import BAD_TOKEN, EXPIRED, NO_TOKEN, REFUSALS, WRONG_PASSWORD, Refuse
from connectors.sandbox.bluesky_world import BlueskyWorld

ACCESS_LIFE = timedelta(hours=2)
REFRESH_LIFE = timedelta(days=90)

_KEY = b"a simulation's secret"
_ACCESS = ("com.atproto.appPass", "com.atproto.appPassPrivileged")
_REFRESH = "com.atproto.refresh"


class Sessions:
    """Who is signed in. `opened` counts the sign-ins of this world's run."""

    def __init__(self) -> None:
        self.opened = 0
        self._made = 0
        self._live: set[str] = set()

    def open(self, world: BlueskyWorld, identifier: str, password: str, service: str) -> dict[str, Any]:
        """createSession. Raises `Refuse`."""
        brand = world.brand
        if identifier.lower() not in (brand.handle.lower(), brand.did) or password != world.app_password:
            raise Refuse(WRONG_PASSWORD)
        if world.standing is Standing.TAKEN_DOWN:
            raise Refuse(WRONG_PASSWORD)
        self.opened += 1
        return self._session(world, service)

    def renew(self, world: BlueskyWorld, token: str, service: str) -> dict[str, Any]:
        """refreshSession: the old refresh token is void from then on. Raises `Refuse`."""
        claims = self._claims(token, world.clock())
        if claims.get("scope") != _REFRESH or claims.get("jti") not in self._live:
            raise Refuse(EXPIRED)
        if world.standing is Standing.TAKEN_DOWN:
            raise Refuse(REFUSALS[Fault.TAKEN_DOWN])
        self._live.discard(str(claims["jti"]))
        return self._session(world, service)

    def end_all(self) -> None:
        """Every refresh token is void, as after a changed password."""
        self._live.clear()

    def who(self, world: BlueskyWorld, header: str) -> tuple[str, bool]:
        """The DID behind an `Authorization` header, and whether chat is allowed. Raises `Refuse`."""
        if not header.startswith("Bearer "):
            raise Refuse(NO_TOKEN)
        claims = self._claims(header.removeprefix("Bearer "), world.clock())
        if claims.get("scope") not in _ACCESS:
            raise Refuse(BAD_TOKEN)
        return str(claims["sub"]), claims["scope"] == _ACCESS[1]

    def _session(self, world: BlueskyWorld, service: str) -> dict[str, Any]:
        self._made += 1
        brand, now, identity = world.brand, world.clock(), f"session-{self._made}"
        self._live.add(identity)
        access = {"scope": _ACCESS[1] if world.chat_allowed else _ACCESS[0], "sub": brand.did, "jti": identity}
        refresh = {"scope": _REFRESH, "sub": brand.did, "jti": identity}
        return {
            "accessJwt": _signed(access, now, ACCESS_LIFE),
            "refreshJwt": _signed(refresh, now, REFRESH_LIFE),
            "handle": brand.handle,
            "did": brand.did,
            "didDoc": _did_document(brand.did, brand.handle, service),
            **standing_told(world.standing),
        }

    def _claims(self, token: str, now: datetime) -> dict[str, Any]:
        body, _, signature = token.rpartition(".")
        if not hmac.compare_digest(signature.encode("utf-8", "replace"), _signature(body).encode()):
            raise Refuse(BAD_TOKEN)
        claims: dict[str, Any] = json.loads(base64.urlsafe_b64decode(body.partition(".")[2] + "=="))
        if claims["exp"] <= now.timestamp():
            raise Refuse(EXPIRED)
        return claims


def standing_told(standing: Standing) -> dict[str, Any]:
    """What a session says of the account's standing."""
    return {"active": True} if standing is Standing.ACTIVE else {"active": False, "status": str(standing)}


def _signed(claims: dict[str, Any], now: datetime, life: timedelta) -> str:
    times = {"iat": int(now.timestamp()), "exp": int((now + life).timestamp())}
    body = f"{_packed({'typ': 'at+jwt', 'alg': 'HS256'})}.{_packed(claims | times)}"
    return f"{body}.{_signature(body)}"


def _packed(value: dict[str, Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


def _signature(body: str) -> str:
    digest = hmac.new(_KEY, body.encode("utf-8", "replace"), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def _did_document(did: str, handle: str, service: str) -> dict[str, Any]:
    return {
        "@context": ["https://www.w3.org/ns/did/v1"],
        "id": did,
        "alsoKnownAs": [f"at://{handle}"],
        "verificationMethod": [],
        "service": [
            {"id": "#atproto_pds", "type": "AtprotoPersonalDataServer", "serviceEndpoint": service},
        ],
    }
