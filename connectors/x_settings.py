"""What it takes to reach one account on X: its keys and its habits."""

from dataclasses import dataclass, field

from connectors.questions import Question

OFFICIAL_API = "https://api.x.com"


@dataclass(frozen=True, slots=True, kw_only=True)
class XCredentials:
    """Keys of one account; never shown by `repr`, never logged.

    Either the four OAuth 1.0a values (which don't expire), or an OAuth 2.0 user token given as `bearer_token`.
    With both, `bearer_token` is the app-only token that the filtered stream asks for.
    """

    bearer_token: str | None = field(default=None, repr=False)
    consumer_key: str | None = field(default=None, repr=False)
    consumer_secret: str | None = field(default=None, repr=False)
    access_token: str | None = field(default=None, repr=False)
    access_token_secret: str | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        quartet = (self.consumer_key, self.consumer_secret, self.access_token, self.access_token_secret)
        if any(quartet) and not all(quartet):
            raise ValueError(
                "An X account with OAuth 1.0a needs all four: consumer_key, consumer_secret, access_token, "
                "access_token_secret."
            )
        if not any(quartet) and not self.bearer_token:
            raise ValueError("An X account needs a bearer_token or the four OAuth 1.0a values.")

    @property
    def user_auth(self) -> bool:
        """True when requests are signed with OAuth 1.0a."""
        return bool(self.consumer_key)


@dataclass(frozen=True, slots=True, kw_only=True)
class XOptions:
    """Habits of one account; every duration in seconds.

    `user_id` and `handle` are asked of X when not given. The intervals keep within X's limits per user: 300 mention
    reads, 900 timeline reads and 15 direct-message reads in 15 minutes, the last shared with looking for sent replies.
    `overlap_s`: how far behind the newest known post each poll looks again, because X indexes some posts late.
    """

    api: str = OFFICIAL_API
    user_id: str | None = None
    handle: str | None = None
    mentions_every_s: float = 15.0
    own_posts: bool = True
    own_posts_every_s: float = 30.0
    direct_messages: bool = True
    direct_messages_every_s: float = 90.0
    stream: bool = False
    stream_silence_s: float = 20.0
    request_timeout_s: float = 20.0
    overlap_s: float = 120.0


_TOKENS = "In the developer console at developer.x.com, open the app and its page 'Keys and tokens'"

QUESTIONS = (
    Question(key="consumer_key", name="API key", where=f"{_TOKENS}; it stands under 'Consumer keys'."),
    Question(key="consumer_secret", name="API key secret", where="It is shown once, together with the API key."),
    Question(
        key="access_token",
        name="access token",
        where=f"{_TOKENS}; make it for the brand's account after the app may read, write and use direct messages.",
    ),
    Question(
        key="access_token_secret", name="access token secret", where="It is shown once, together with the access token."
    ),
    Question(
        key="bearer_token",
        name="bearer token",
        where=f"{_TOKENS}; only the filtered stream needs it, so leave it empty without that.",
        may_be_empty=True,
    ),
)
"""What `ascolto accounts add x` asks: OAuth 1.0a, whose keys don't end."""
