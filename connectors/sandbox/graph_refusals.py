"""Meta's refusing answers as data: status, error object and usage headers."""

import json
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from connectors.sandbox.graph_faults import Fault


class Refuse(Exception):
    """Ends a request with a refusing answer."""

    def __init__(self, refusal: "Refusal") -> None:
        super().__init__(refusal.message)
        self.refusal = refusal


@dataclass(frozen=True, slots=True)
class Refusal:
    """An answer that is no; `status` is 400 whatever the cause. `raw` replaces the error with what is no JSON.

    `use_case` and `minutes`: the bucket that is used up, and for how long.
    """

    code: int = 0
    message: str = ""
    subcode: int | None = None
    status: int = 400
    kind: str = "OAuthException"
    transient: bool = False
    use_case: str | None = None
    minutes: int = 0
    raw: str | None = None

    def error(self) -> dict[str, Any]:
        """The error object."""
        told: dict[str, Any] = {"message": self.message, "type": self.kind, "code": self.code}
        if self.subcode is not None:
            told["error_subcode"] = self.subcode
        if self.transient:
            told["is_transient"] = True
        return {"error": told | {"fbtrace_id": f"Asandbox{self.code:08d}"}}

    def answer(self, owner: str) -> web.Response:
        """The response; usage is told of the account `owner`."""
        headers = usage_headers(owner, self.use_case, 100, self.minutes) if self.use_case else {}
        if self.raw is not None:
            kind = "text/html" if self.raw.startswith("<") else "text/plain"
            return web.Response(status=self.status, text=self.raw, content_type=kind)
        return web.json_response(self.error(), status=self.status, headers=headers)


def usage_headers(owner: str, use_case: str, percent: int, minutes: int = 0) -> dict[str, str]:
    """How much of a limit is used, in the form of its bucket."""
    use = {"call_count": percent, "total_cputime": percent // 3, "total_time": percent // 2}
    if use_case == "app":
        return {"X-App-Usage": json.dumps(use)}
    told = {"type": use_case, **use, "estimated_time_to_regain_access": minutes}
    return {"X-Business-Use-Case-Usage": json.dumps({owner: [told]})}


TOKEN_DEAD = Refusal(
    190, "Error validating access token: The session has been invalidated because the user changed their password.", 460
)
GONE = Refusal(
    100,
    "Unsupported get request. Object with ID does not exist, cannot be loaded due to missing permissions, or does not "
    "support this operation.",
    33,
    kind="GraphMethodException",
)
OUTSIDE_WINDOW = Refusal(10, "(#10) This message is sent outside of allowed window.", 2018278)
NOT_APPROVED = Refusal(100, "(#100) Cannot tag messages with 'HUMAN_AGENT' without prior approval.", 2018276)
NO_RECIPIENT = Refusal(100, "(#100) No matching user found", 2018001)
NO_PROOF = Refusal(100, "Invalid appsecret_proof provided in the API argument", kind="GraphMethodException")
CUSTOM_LIMIT = Refusal(613, "(#613) Calls to this api have exceeded the rate limit.")

_TOO_MANY = "There have been too many calls to this account. Wait a bit and try again."

REFUSALS: dict[Fault, Refusal] = {
    Fault.TRANSIENT: Refusal(2, "An unexpected error has occurred. Please retry later.", status=500, transient=True),
    Fault.APP_LIMIT: Refusal(4, "(#4) Application request limit reached", transient=True, use_case="app"),
    Fault.PAGE_LIMIT: Refusal(80001, f"(#80001) {_TOO_MANY}", use_case="pages", minutes=19),
    Fault.MESSAGE_LIMIT: Refusal(80006, f"(#80006) {_TOO_MANY}", use_case="messenger", minutes=7),
    Fault.ACCOUNT_LIMIT: Refusal(80002, f"(#80002) {_TOO_MANY}", use_case="instagram", minutes=19),
    Fault.CUSTOM_LIMIT: CUSTOM_LIMIT,
    Fault.TOKEN_DEAD: TOKEN_DEAD,
    Fault.CHECKPOINT: Refusal(190, "The user must log in at www.facebook.com to get this request approved.", 459),
    Fault.PERMISSION: Refusal(200, "(#200) Requires pages_manage_engagement permission to manage the object"),
    Fault.OUTSIDE_WINDOW: OUTSIDE_WINDOW,
    Fault.BARRED: Refusal(10, "(#10) This Page is temporarily not allowed to send messages.", 1893063),
    Fault.BLOCKED: Refusal(368, "The action attempted has been deemed abusive or is otherwise disallowed", 1390008),
    Fault.BAD_PARAMETER: Refusal(100, "(#100) Invalid parameter"),
    Fault.GONE: GONE,
    Fault.NOT_APPROVED: NOT_APPROVED,
    Fault.NO_RECIPIENT: NO_RECIPIENT,
    Fault.NO_TAG: Refusal(100, "(#100) This message needs a tag.", 2018065),
    Fault.DUPLICATE_POST: Refusal(506, "Duplicate status message"),
    Fault.UNREACHABLE: Refusal(551, "(#551) This person isn't available right now.", 1545041),
    Fault.SERVER_JSON: Refusal(1, "An unknown error occurred", status=503),
    Fault.SERVER_HTML: Refusal(status=503, raw="<html><head><title>Sorry</title></head></html>"),
    Fault.SERVER_EMPTY: Refusal(status=503, raw=""),
}


def bad_parameter(why: str) -> Refusal:
    """A request that Meta does not understand."""
    return Refusal(100, f"(#100) {why}")
