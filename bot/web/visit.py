"""Who is looking, and what every handler gets beside the request."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from aiohttp import web

from bot.web.roles import RIGHTS, Right
from bot.web.services import Services

SERVICES = web.AppKey("services", Services)


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A signed-in person's request. `since`: the newest event known before anything of the page was read."""

    name: str
    role: str
    csrf: str
    token_hash: str
    since: int

    def may(self, right: Right) -> bool:
        """Whether the role has this right."""
        return right in RIGHTS[self.role]


Handler = Callable[[web.Request, Visit], Awaitable[web.StreamResponse]]


def is_fragment(request: web.Request) -> bool:
    """True when a part of a page is asked for, not a whole one."""
    return request.headers.get("HX-Request") == "true"
