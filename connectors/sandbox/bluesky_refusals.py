"""Bluesky's refusing answers as data: status, name and message. Reset times are filled in by the world's clock."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta

from aiohttp import web

from connectors.sandbox.bluesky_faults import Fault


@dataclass(frozen=True, slots=True)
class Refusal:
    """An answer that is no. Without a `name` the message is sent as it is; `resets` fills in the limit's headers."""

    status: int
    name: str
    message: str
    resets: timedelta | None = None

    def answer(self, now: datetime) -> web.Response:
        """The response at this moment (aware, UTC)."""
        headers: dict[str, str] = {}
        if self.resets:
            window = int(self.resets.total_seconds())
            headers = {
                "ratelimit-limit": "5000",
                "ratelimit-remaining": "0",
                "ratelimit-reset": str(int((now + self.resets).timestamp())),
                "ratelimit-policy": f"5000;w={window}",
            }
        if not self.name:
            return web.Response(status=self.status, text=self.message, content_type="text/html", headers=headers)
        text = json.dumps({"error": self.name, "message": self.message})
        return web.json_response(text=text, status=self.status, headers=headers)


class Refuse(Exception):
    """Ends a request with a refusing answer."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.status)
        self.refusal = refusal


def invalid(message: str) -> Refuse:
    """A request that the lexicons don't allow."""
    return Refuse(Refusal(400, "InvalidRequest", message))


EXPIRED = Refusal(400, "ExpiredToken", "Token has expired")
BAD_TOKEN = Refusal(400, "InvalidToken", "Token could not be verified")
NO_TOKEN = Refusal(401, "AuthMissing", "Authentication Required")
WRONG_PASSWORD = Refusal(401, "AuthenticationRequired", "Invalid identifier or password")
NO_CHAT = Refusal(400, "InvalidToken", "Bad token method")
RATE_LIMITED = Refusal(429, "RateLimitExceeded", "Rate Limit Exceeded", timedelta(hours=1))
RECORD_EXISTS = Refusal(500, "InternalServerError", "Internal Server Error")
"""What the reference server answers when the record key is taken."""

NO_REPO = Refusal(400, "InvalidRequest", "Could not find repo")
NO_USER = Refusal(400, "InvalidRequest", "Could not find user info for account")
"""What it answers about an account that is shut."""

REFUSALS: dict[Fault, Refusal] = {
    Fault.RATE_LIMIT: RATE_LIMITED,
    Fault.RATE_LIMIT_BARE: Refusal(429, "RateLimitExceeded", "Rate Limit Exceeded"),
    Fault.ENDED_SESSION: EXPIRED,
    Fault.UNKNOWN_SESSION: BAD_TOKEN,
    Fault.NARROW_SESSION: Refusal(400, "InvalidToken", "Bad token scope"),
    Fault.TAKEN_DOWN: Refusal(401, "AccountTakedown", "Account has been taken down"),
    Fault.DEACTIVATED: Refusal(401, "AccountDeactivated", "Account is deactivated"),
    Fault.INVALID_RECORD: Refusal(400, "InvalidRequest", "Invalid app.bsky.feed.post record: Record/reply is wrong"),
    Fault.RECORD_EXISTS: RECORD_EXISTS,
    Fault.NOT_IMPLEMENTED: Refusal(501, "MethodNotImplemented", "Method Not Implemented"),
    Fault.SERVER_JSON: Refusal(500, "InternalServerError", "Internal Server Error"),
    Fault.SERVER_HTML: Refusal(502, "", "<html><head><title>502 Bad Gateway</title></head><body></body></html>"),
    Fault.SERVER_EMPTY: Refusal(503, "", ""),
    Fault.UPSTREAM: Refusal(502, "UpstreamFailure", "Upstream service unreachable"),
}
