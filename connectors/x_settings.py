"""What it takes to reach one account on X: its keys and its habits."""

from dataclasses import dataclass, field

from connectors.questions import Question
from connectors.x_address import Brand

OFFICIAL_API = "https://api.x.com"


@dataclass(frozen=True, slots=True, kw_only=True)
class XCredentials:
    """Keys of one account; never shown by `repr`, never logged.

    The account speaks for itself by one of: the four OAuth 1.0a values (which don't expire), the three of OAuth 2.0
    (`client_id`, `client_secret` and the `refresh_token` of its authorisation, which X renews with each use), or an
    access token given as `bearer_token`. Beside the first two, `bearer_token` is the app-only token that the filtered
    stream asks for. `consumer_secret` also signs webhooks, whichever way the account speaks.
    """

    bearer_token: str | None = field(default=None, repr=False)
    consumer_key: str | None = field(default=None, repr=False)
    consumer_secret: str | None = field(default=None, repr=False)
    access_token: str | None = field(default=None, repr=False)
    access_token_secret: str | None = field(default=None, repr=False)
    client_id: str | None = field(default=None, repr=False)
    client_secret: str | None = field(default=None, repr=False)
    refresh_token: str | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        quartet = (self.consumer_key, self.consumer_secret, self.access_token, self.access_token_secret)
        if any((self.consumer_key, self.access_token, self.access_token_secret)) and not all(quartet):
            raise ValueError(
                "An X account with OAuth 1.0a needs all four: consumer_key, consumer_secret, access_token, "
                "access_token_secret."
            )
        trio = (self.client_id, self.client_secret, self.refresh_token)
        if any(trio) and not all(trio):
            raise ValueError("An X account with OAuth 2.0 needs all three: client_id, client_secret, refresh_token.")
        if self.consumer_key and self.refresh_token:
            raise ValueError("An X account takes the four OAuth 1.0a values or the three of OAuth 2.0, not both.")
        if not (self.consumer_key or self.refresh_token or self.bearer_token):
            raise ValueError("An X account needs a bearer_token, the four OAuth 1.0a values or the three of OAuth 2.0.")

    @property
    def user_auth(self) -> bool:
        """True when the account has keys of its own beside `bearer_token`."""
        return bool(self.consumer_key or self.refresh_token)


@dataclass(frozen=True, slots=True, kw_only=True)
class XOptions:
    """Habits of one account; every duration in seconds.

    `user_id` and `handle` are asked of X when not given; webhooks need both here. The intervals keep within X's limits
    per user: 300 mention reads, 900 timeline reads and 15 direct-message reads in 15 minutes, the last shared with
    looking for sent replies. `overlap_s`: how far behind the newest known post each poll looks again, because X
    indexes some posts late. `summoned_only`: X takes replies of a program only to authors who called the account;
    False for Enterprise plans. `owns_app`: the app belongs to the account itself, which makes reading its own mentions
    and posts five times cheaper. `daily_budget_usd`: what X may cost in a UTC day, None for anything.
    `tokens_path`: where OAuth 2.0 tokens are kept, covered with the client secret. `costs_path`: where the processes of
    one desk count together what the day has cost; None counts in memory.
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
    summoned_only: bool = True
    owns_app: bool = False
    daily_budget_usd: float | None = None
    tokens_path: str | None = None
    costs_path: str | None = None

    def __post_init__(self) -> None:
        if self.daily_budget_usd is not None and not 0.01 <= self.daily_budget_usd < 1_000_000:
            raise ValueError("daily_budget_usd is a number of US dollars, at least 0.01.")

    @property
    def brand(self) -> Brand | None:
        """Who the account is, when both its id and its handle are given."""
        if not self.user_id or not self.handle:
            return None
        return Brand(self.user_id, self.handle.lstrip("@"), answers_anybody=not self.summoned_only)


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
