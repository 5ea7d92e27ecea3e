"""What it takes to reach an account through Meta's Graph API: its keys and its habits."""

import hashlib
import hmac
import re
from dataclasses import dataclass, field

from connectors.addresses import is_safe
from connectors.questions import Question

OFFICIAL_API = "https://graph.facebook.com"
LATEST_VERSION = "v26.0"
"""Released on 29 July 2026; a version lives about two years."""

_VERSION = re.compile(r"v\d{1,3}\.\d{1,2}")
_ID = re.compile(r"\d{1,30}")


@dataclass(frozen=True, slots=True, kw_only=True)
class GraphCredentials:
    """Keys of one account; never shown by `repr`, never logged. Raises `ValueError` for an empty one.

    `access_token`: of the page, best made by a system user. `app_secret` proves that token and signature are of the
    same app. `verify_token`: what Meta repeats when it first calls our address; needed only for webhooks.
    """

    access_token: str = field(repr=False)
    app_secret: str = field(repr=False)
    verify_token: str = field(default="", repr=False)

    def __post_init__(self) -> None:
        if not self.access_token.strip() or not self.app_secret.strip():
            raise ValueError("An account at Meta needs its access_token and the app_secret of its app.")

    @property
    def signing_secrets(self) -> tuple[str, ...]:
        """The secrets with which Meta may sign its calls."""
        return (self.app_secret,)

    def proof_of(self, token: str) -> str:
        """`appsecret_proof`: a token signed with the app's secret, as hexadecimal."""
        return hmac.new(self.app_secret.encode(), token.encode(), hashlib.sha256).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class GraphOptions:
    """Habits of one account; every duration in the unit that its name ends with.

    `look_back_h`: how far the very first pass looks back. `overlap_s`: how far behind the newest known message each
    poll looks again, because Meta may show one late. `watch_days`: how long comments under a post are polled; later
    ones come by webhook. `human_agent`: Meta has approved that feature for the app, so a text that a person wrote may
    answer a message up to seven days late. `app_id` lets `check` ask Meta when the token ends.
    Raises `ValueError` for an address over which a token would travel in the open, or for what is no version.
    """

    api: str = OFFICIAL_API
    version: str = LATEST_VERSION
    app_id: str = ""
    human_agent: bool = False
    private_messages: bool = True
    posts_every_s: float = 60.0
    messages_every_s: float = 60.0
    request_timeout_s: float = 20.0
    overlap_s: float = 120.0
    look_back_h: float = 48.0
    watch_days: float = 14.0

    def __post_init__(self) -> None:
        if not is_safe(self.api):
            raise ValueError(f"'{self.api}' is not the address of the Graph API; write it like {OFFICIAL_API}.")
        if not _VERSION.fullmatch(self.version):
            raise ValueError(f"'{self.version}' is not a version of the Graph API; write it like {LATEST_VERSION}.")


def check_id(value: str, key: str) -> None:
    """Raise `ValueError` when this setting is not one of Meta's numeric ids."""
    if not _ID.fullmatch(value):
        raise ValueError(f"'{value}' is not a numeric id; {key} is the number that Meta gave it, not its name.")


_SYSTEM_USER = "In the business settings at business.facebook.com, under System users, generate a token of the app"

TOKEN_QUESTION = Question(
    key="access_token",
    name="access token",
    where=f"{_SYSTEM_USER}, with the permissions that the page on this platform in the documentation names.",
)
SECRET_QUESTION = Question(
    key="app_secret",
    name="app secret",
    where="At developers.facebook.com, open the app and its settings, Basic; it stands beside the app's id.",
)
APP_QUESTION = Question(
    key="app_id",
    name="id of the app",
    where="It stands at the top of the app's page; with it the desk can tell days before when the token ends.",
    is_secret=False,
    is_option=True,
    may_be_empty=True,
    pattern=r"\d{1,30}",
    example="300500000000001",
)
VERIFY_QUESTION = Question(
    key="verify_token",
    name="verify token",
    where="It is a word of your own that you also give to Meta with the webhook's address; leave it empty without one.",
    may_be_empty=True,
)
PAGE_QUESTION = Question(
    key="page_id",
    name="id of the page",
    where="On the page, under About, Page transparency, it stands as the page's id.",
    is_secret=False,
    is_option=True,
    pattern=r"\d{1,30}",
    example="104500000000777",
)
"""What `ascolto accounts add` asks for every account at Meta."""
