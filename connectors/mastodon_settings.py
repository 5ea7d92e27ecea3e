"""What it takes to reach one account on a Mastodon instance or its kin: its token and its habits."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from connectors.addresses import is_safe
from connectors.questions import Question


@dataclass(frozen=True, slots=True, kw_only=True)
class MastodonCredentials:
    """The token of one account; never shown by `repr`, never logged. Raises `ValueError` for an empty one."""

    access_token: str = field(repr=False)

    def __post_init__(self) -> None:
        if not self.access_token.strip():
            raise ValueError("A Mastodon account needs its access_token.")


@dataclass(frozen=True, slots=True, kw_only=True)
class MastodonOptions:
    """Habits of one account; every duration in seconds.

    `instance` is the address of the account's server, like `https://social.example`. `stream` opens the instance's
    stream where it has one; polling goes on all the same. `overlap_s`: how far behind the newest known notification
    each poll looks again, because an instance that works on several at once may show an earlier one later.
    Raises `ValueError` for an address over which a token would travel in the open.
    """

    instance: str
    notifications_every_s: float = 10.0
    own_posts: bool = True
    own_posts_every_s: float = 30.0
    stream: bool = True
    stream_silence_s: float = 60.0
    request_timeout_s: float = 20.0
    overlap_s: float = 120.0

    def __post_init__(self) -> None:
        if not is_safe(self.instance):
            raise ValueError(
                f"'{self.instance}' is not the address of an instance; write it like https://social.example."
            )

    @property
    def host(self) -> str:
        """Where the instance's API is, without scheme; accounts may be named after another domain."""
        return urlsplit(self.instance).netloc


QUESTIONS = (
    Question(
        key="instance",
        name="address of the instance",
        where="It is the address of the server where the brand's account lives, as the browser shows it.",
        is_secret=False,
        is_option=True,
        pattern=r"https?://[^\s/@]+/?",
        example="https://social.example",
    ),
    Question(
        key="access_token",
        name="access token",
        where="In the account's web interface, under Preferences, Development, make an application with the scopes "
        "read:accounts, read:notifications, read:statuses and write:statuses, and open it.",
    ),
)
"""What `ascolto accounts add mastodon` asks."""
