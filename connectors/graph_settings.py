"""What it takes to reach an account through Meta's Graph API: its keys and its habits."""

import hashlib
import hmac
import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

OFFICIAL_API = "https://graph.facebook.com"
LATEST_VERSION = "v26.0"
"""Released on 29 July 2026; a version lives about two years."""

_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
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


def is_safe(address: str) -> bool:
    """Whether a token may travel to this address: encrypted, or not leaving the machine."""
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return False
    plain = parts.scheme == "http" and host in _LOOPBACK
    return bool(host) and (plain or parts.scheme == "https") and parts.username is None


def check_id(value: str, key: str) -> None:
    """Raise `ValueError` when this setting is not one of Meta's numeric ids."""
    if not _ID.fullmatch(value):
        raise ValueError(f"'{value}' is not a numeric id; {key} is the number that Meta gave it, not its name.")
