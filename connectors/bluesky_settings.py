"""What it takes to reach one account on Bluesky: its keys and its habits."""

from dataclasses import dataclass, field

from connectors.questions import Question

OFFICIAL_SERVICE = "https://bsky.social"


@dataclass(frozen=True, slots=True, kw_only=True)
class BlueskyCredentials:
    """Keys of one account; the password is never shown by `repr`, never logged.

    `identifier` is the handle or the DID. `app_password` is one made for Ascolto, with access to direct messages when
    those shall be answered.
    """

    identifier: str
    app_password: str = field(repr=False)

    def __post_init__(self) -> None:
        if not self.identifier.strip().lstrip("@") or not self.app_password.strip():
            raise ValueError("A Bluesky account needs its handle as identifier and an app_password.")

    @property
    def login(self) -> str:
        """The identifier as the platform takes it."""
        return self.identifier.strip().lstrip("@")


@dataclass(frozen=True, slots=True, kw_only=True)
class BlueskyOptions:
    """Habits of one account; every duration in seconds.

    `service` is where the account signs in; the platform then names the server that holds it. `session_file` keeps
    the session from one start to the next, covered with the app password, because a server takes only 300 sign-ins a
    day; None keeps it in memory only. `overlap_s`: how far behind the newest known post a poll looks again, because
    posts are listed by the time their authors' devices give.
    """

    service: str = OFFICIAL_SERVICE
    session_file: str | None = None
    mentions_every_s: float = 10.0
    own_posts: bool = True
    own_posts_every_s: float = 30.0
    direct_messages: bool = True
    direct_messages_every_s: float = 10.0
    request_timeout_s: float = 20.0
    overlap_s: float = 3_600.0

    def __post_init__(self) -> None:
        if not self.service.startswith(("https://", "http://")):
            raise ValueError("The service of a Bluesky account is an address that begins with https://.")


QUESTIONS = (
    Question(
        key="identifier",
        name="handle",
        where="It stands under the name in the account's profile.",
        is_secret=False,
        pattern=r"@?[\w-]+(\.[\w-]+)+|did:[a-z]+:\S+",
        example="brightwave.bsky.social",
    ),
    Question(
        key="app_password",
        name="app password",
        where="In the Bluesky app, under Settings, Privacy and security, App passwords, make one with access to direct "
        "messages.",
    ),
)
"""What `ascolto accounts add bluesky` asks."""
