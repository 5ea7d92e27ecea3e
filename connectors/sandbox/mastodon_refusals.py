"""An instance's refusing answers as data: status, headers and body. Reset times are filled in by the world's clock."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from aiohttp import web

from connectors.sandbox.mastodon_faults import Fault


class Refuse(Exception):
    """Ends a request with a refusing answer."""

    def __init__(self, refusal: "Refusal") -> None:
        super().__init__(refusal.status)
        self.refusal = refusal


@dataclass(frozen=True, slots=True)
class Refusal:
    """An answer that is no. `error` is Mastodon's own word; `raw` replaces it with a body that is no JSON.

    `window`: how long a used-up limit lasts; `epoch`: told in Unix seconds, as other servers do.
    """

    status: int
    error: str = ""
    raw: str | None = None
    window: timedelta | None = None
    epoch: bool = False

    def answer(self, now: datetime) -> web.Response:
        """The response at this moment (aware, UTC)."""
        headers: dict[str, str] = {}
        if self.window is not None:
            headers = limit_headers(300, 0, now + self.window, epoch=self.epoch)
        if self.raw is not None:
            kind = "text/html" if self.raw.startswith("<") else "text/plain"
            return web.Response(status=self.status, text=self.raw, content_type=kind, headers=headers)
        return web.json_response({"error": self.error}, status=self.status, headers=headers)


def iso(at: datetime) -> str:
    """Mastodon's way to write a time."""
    at = at.astimezone(UTC)
    return f"{at:%Y-%m-%dT%H:%M:%S}.{at.microsecond // 1000:03d}Z"


def limit_headers(limit: int, remaining: int, reset: datetime, *, epoch: bool = False) -> dict[str, str]:
    """Mastodon tells the end of a limit as a time with microseconds."""
    told = str(int(reset.timestamp())) if epoch else reset.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    return {"X-RateLimit-Limit": str(limit), "X-RateLimit-Remaining": str(remaining), "X-RateLimit-Reset": told}


_WINDOW = timedelta(minutes=5)
TOO_MANY = Refusal(429, "Too many requests", window=_WINDOW)
UNAUTHORIZED = Refusal(401, "The access token is invalid")
SCOPE = Refusal(403, "This action is outside the authorized scopes")
NOT_FOUND = Refusal(404, "Record not found")
NO_PARENT = Refusal(404, "The post you are trying to reply to does not appear to exist.")

REFUSALS: dict[Fault, Refusal] = {
    Fault.RATE_LIMIT: TOO_MANY,
    Fault.RATE_LIMIT_EPOCH: Refusal(429, "Throttled", window=_WINDOW, epoch=True),
    Fault.RATE_LIMIT_BARE: Refusal(429, "Too many requests"),
    Fault.RATE_LIMIT_TEXT: Refusal(429, raw="Retry later\n"),
    Fault.UNAUTHORIZED: UNAUTHORIZED,
    Fault.LOGIN_DISABLED: Refusal(403, "Your login is currently disabled"),
    Fault.SCOPE: SCOPE,
    Fault.NOT_ALLOWED: Refusal(403, "This action is not allowed"),
    Fault.PROXY_FORBIDDEN: Refusal(403, raw="<html><body>Just a moment...</body></html>"),
    Fault.NOT_FOUND: NOT_FOUND,
    Fault.GONE: Refusal(410, "Gone"),
    Fault.INVALID: Refusal(422, "Validation failed: Text can't be blank"),
    Fault.SERVER_JSON: Refusal(503, "Service temporarily unavailable"),
    Fault.SERVER_HTML: Refusal(502, raw="<html><head><title>502 Bad Gateway</title></head></html>"),
    Fault.SERVER_EMPTY: Refusal(503, raw=""),
}


def invalid(why: str) -> Refusal:
    """A status that fails the instance's checks."""
    return Refusal(422, f"Validation failed: {why}")
