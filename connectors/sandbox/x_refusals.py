"""X's refusing answers as data: status, headers and body. Reset times are filled in by the world's clock."""

import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from aiohttp import web

from connectors.sandbox.x_faults import Fault

PROBLEMS = "https://api.x.com/2/problems/"


@dataclass(frozen=True, slots=True)
class Refusal:
    """An answer that is no. A text body is sent as it is; `resets` names buckets that are empty, with their length."""

    status: int
    body: dict[str, object] | str
    headers: dict[str, str] = field(default_factory=dict[str, str])
    resets: dict[str, timedelta] = field(default_factory=dict[str, timedelta])

    def answer(self, now: datetime) -> web.Response:
        """The response at this moment (aware, UTC)."""
        headers = dict(self.headers)
        for bucket, length in self.resets.items():
            headers |= {f"{bucket}-limit": "15", f"{bucket}-remaining": "0"}
            headers[f"{bucket}-reset"] = str(int((now + length).timestamp()))
        if isinstance(self.body, str):
            kind = "text/html" if self.body.startswith("<") else "text/plain"
            return web.Response(status=self.status, text=self.body, content_type=kind, headers=headers)
        return web.json_response(text=json.dumps(self.body), status=self.status, headers=headers)


class Refuse(Exception):
    """Ends a request with X's refusing answer."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.status)
        self.refusal = refusal


def problem(status: int, title: str, detail: str, kind: str = "", **members: object) -> Refusal:
    """A problem document; `kind` is the last part of its type."""
    where = PROBLEMS + kind if kind else "about:blank"
    return Refusal(status, {**members, "title": title, "type": where, "status": status, "detail": detail})


NOT_SUMMONED = problem(
    403,
    "Forbidden",
    "Reply to this conversation is not allowed because you have not been mentioned or otherwise engaged by the author "
    "of the post you are replying to.",
)
DUPLICATE = problem(403, "Forbidden", "You are not allowed to create a Tweet with duplicate content.")
DM_CLOSED = problem(403, "Forbidden", "You do not have permission to DM one or more participants.")
SCOPE = problem(403, "Forbidden", "You are not permitted to perform this action.")
UNAUTHORIZED = problem(401, "Unauthorized", "Unauthorized")

_WINDOW = {"x-rate-limit": timedelta(minutes=15)}
_DAY = {"x-user-limit-24hour": timedelta(hours=24)}
_TOO_MANY: dict[str, object] = {
    "title": "Too Many Requests",
    "type": "about:blank",
    "status": 429,
    "detail": "Too Many Requests",
}

RATE_LIMITED = Refusal(429, _TOO_MANY, resets=_WINDOW)

REFUSALS: dict[Fault, Refusal] = {
    Fault.RATE_LIMIT: RATE_LIMITED,
    Fault.RATE_LIMIT_BARE: Refusal(429, _TOO_MANY),
    Fault.RATE_LIMIT_TEXT: Refusal(429, "Too Many Requests"),
    Fault.RATE_LIMIT_DAILY: Refusal(429, _TOO_MANY, resets=_DAY),
    Fault.USAGE_CAP: problem(429, "UsageCapExceeded", "Usage cap exceeded: Monthly product cap", "usage-capped"),
    Fault.TOO_MANY_CONNECTIONS: problem(
        429,
        "ConnectionException",
        "This stream is currently at the maximum allowed connection limit.",
        "streaming-connection",
        connection_issue="TooManyConnections",
    ),
    Fault.CREDITS: Refusal(
        402,
        {
            "title": "CreditsDepleted",
            "detail": "Your enrolled account does not have any credits to fulfill this request.",
            "type": "https://api.twitter.com/2/problems/credits",
        },
    ),
    Fault.CREDITS_NEWER: problem(402, "Payment Required", "credits depleted", "credits-depleted"),
    Fault.UNAUTHORIZED: UNAUTHORIZED,
    Fault.UNAUTHORIZED_V1: Refusal(401, {"errors": [{"code": 89, "message": "Invalid or expired token."}]}),
    Fault.DUPLICATE_CONTENT: DUPLICATE,
    Fault.NOT_SUMMONED: NOT_SUMMONED,
    Fault.SCOPE: SCOPE,
    Fault.CLIENT_FORBIDDEN: problem(
        403, "Client Forbidden", "This app is not enrolled for this endpoint.", "client-forbidden"
    ),
    Fault.SUSPENDED: problem(
        403, "Forbidden", "Your account is suspended and is not permitted to access this feature."
    ),
    Fault.DM_CLOSED: DM_CLOSED,
    Fault.BAD_REQUEST: problem(
        400, "Invalid Request", "One or more parameters to your request was invalid.", "invalid-request"
    ),
    Fault.OLD_SINCE_ID: problem(
        400, "Invalid Request", "The 'since_id' must be a post id created within the last 7 days.", "invalid-request"
    ),
    Fault.TWEET_FIELDS: problem(
        400, "Invalid Request", "The query parameter [tweet.fields] is not one of the expected.", "invalid-request"
    ),
    Fault.NOT_FOUND: problem(404, "Not Found Error", "Could not find the resource.", "resource-not-found"),
    Fault.SERVER_JSON: problem(503, "Service Unavailable", "Service Unavailable"),
    Fault.SERVER_HTML: Refusal(
        503, "<!DOCTYPE html><html><head><title>Over capacity</title></head><body>Please try again.</body></html>"
    ),
    Fault.SERVER_EMPTY: Refusal(503, ""),
}


def bad_request(detail: str) -> Refusal:
    """A parameter that X would not take."""
    return problem(400, "Invalid Request", detail, "invalid-request")


def not_found(kind: str, parameter: str, value: str) -> dict[str, object]:
    """The entry in `errors` for something that isn't there."""
    return {
        "resource_id": value,
        "resource_type": kind,
        "parameter": parameter,
        "value": value,
        "title": "Not Found Error",
        "detail": f"Could not find {kind} with {parameter}: [{value}].",
        "type": PROBLEMS + "resource-not-found",
    }
