"""What an instance says of itself: its name, its limits, where its stream is, and what its version can do."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from bot.domain.length import URL_WEIGHT
from connectors.addresses import is_safe
from connectors.bodies import mapping, string
from connectors.limits import MASTODON

_QUOTES_SINCE = 7
"""The number of Mastodon's API that came with quotes (version 4.5)."""


@dataclass(frozen=True, slots=True)
class Instance:
    """`domain` is what local accounts are named after; `streaming` is the stream's address, None without one."""

    domain: str
    longest: int
    per_url: int
    streaming: str | None = None
    quotes: bool = False


def parse_instance(body: object, host: str) -> Instance:
    """From either version of the answer; what is missing or odd has Mastodon's defaults."""
    told = mapping(body)
    configuration = mapping(told.get("configuration"))
    statuses = mapping(configuration.get("statuses"))
    urls = {**mapping(told.get("urls")), **mapping(configuration.get("urls"))}
    version = mapping(told.get("api_versions")).get("mastodon")
    return Instance(
        domain=_name(string(told.get("domain")) or string(told.get("uri"))) or host,
        longest=_count(statuses.get("max_characters")) or _count(told.get("max_toot_chars")) or MASTODON.public.maximum,
        per_url=_count(statuses.get("characters_reserved_per_url")) or URL_WEIGHT,
        streaming=_streaming(string(urls.get("streaming")) or string(urls.get("streaming_api"))),
        quotes=isinstance(version, int) and version >= _QUOTES_SINCE,
    )


def _name(told: str) -> str:
    # Some servers give an address where Mastodon gives a domain.
    try:
        return urlsplit(told).netloc if "://" in told else told.strip("/ ")
    except ValueError:
        return ""


def _count(told: object) -> int:
    return told if isinstance(told, int) and not isinstance(told, bool) and told > 0 else 0


def _streaming(told: str) -> str | None:
    # The address is made for web sockets; the same host gives server-sent events. It gets the token, so it is checked.
    if not is_safe(told):
        return None
    scheme, _, rest = told.partition("://")
    return f"{'https' if scheme in ('wss', 'https') else 'http'}://{rest.rstrip('/')}"
