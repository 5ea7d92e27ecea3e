"""What it takes to be one channel on YouTube: its keys and its habits."""

from dataclasses import dataclass, field

from connectors.addresses import is_safe
from connectors.questions import Question


@dataclass(frozen=True, slots=True, kw_only=True)
class YouTubeCredentials:
    """A project's OAuth client and the channel's consent; secrets are never shown by `repr`, never logged.

    Raises `ValueError` unless all three are there.
    """

    client_id: str
    client_secret: str = field(repr=False)
    refresh_token: str = field(repr=False)

    def __post_init__(self) -> None:
        if not (self.client_id.strip() and self.client_secret.strip() and self.refresh_token.strip()):
            raise ValueError("A YouTube channel needs client_id, client_secret and refresh_token.")


@dataclass(frozen=True, slots=True, kw_only=True)
class YouTubeOptions:
    """Habits of one channel; every duration in seconds.

    `daily_units` is the project's quota, of which `units_for_replies` are kept from reading. `older_every_s` and
    `older_days`: how often, and how far back, older threads are looked at for new answers and edits.
    Raises `ValueError` for an address over which keys would travel in the open, or a quota that leaves no reading.
    """

    api: str = "https://www.googleapis.com/youtube/v3"
    token_address: str = "https://oauth2.googleapis.com/token"  # noqa: S105 - an address, not a secret
    poll_every_s: float = 90.0
    older_every_s: float = 1_800.0
    older_days: float = 14.0
    daily_units: int = 10_000
    units_for_replies: int = 7_500
    request_timeout_s: float = 20.0

    def __post_init__(self) -> None:
        for address in (self.api, self.token_address):
            if not is_safe(address):
                raise ValueError(f"'{address}' is not an address of Google's API; it begins with https://.")
        if not 0 <= self.units_for_replies < self.daily_units:
            raise ValueError("units_for_replies must leave some of daily_units to reading.")


_CLIENT = "In the Google Cloud console, under APIs and services, Credentials, open the OAuth client of the project"

QUESTIONS = (
    Question(key="client_id", name="client id", where=f"{_CLIENT}.", is_secret=False),
    Question(key="client_secret", name="client secret", where=f"{_CLIENT}; it stands beside the client id."),
    Question(
        key="refresh_token",
        name="refresh token",
        where="It comes with the channel's consent to the scope youtube.force-ssl with offline access.",
    ),
)
"""What `ascolto accounts add youtube` asks."""
