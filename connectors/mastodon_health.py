"""The state of one account on an instance in words."""

from collections.abc import Mapping, Sequence

from connectors.base import Health
from connectors.bodies import Body, string
from connectors.mastodon_instance import Instance
from connectors.mastodon_parse import Brand
from connectors.mastodon_poll import Source
from connectors.mastodon_quota import Quota

_NEEDED = {
    "read:notifications": "hear who mentions the account",
    "read:statuses": "read what is answered",
    "read:accounts": "know whose token it is",
    "write:statuses": "answer",
}


def health(
    *,
    account: Body,
    brand: Brand,
    instance: Instance,
    scopes: frozenset[str],
    quotas: Mapping[str, Quota],
    sources: Sequence[Source],
    stream: str | None,
) -> Health:
    """From what the instance said lately; asks nothing."""
    problems = [
        *_missing(scopes),
        *([f"The account has moved to @{string(moved.get('acct'))}."] if (moved := _moved(account)) else []),
        *(f"Reading {source.name}: {source.trouble}" for source in sources if source.trouble),
        *([f"Stream: {stream}"] if stream else []),
    ]
    quota = {name: str(each) for name, each in quotas.items()}
    quota["length"] = f"{instance.longest} characters, {instance.per_url} for each address"
    if account.get("bot") is not True:
        quota["manners"] = "automatic answers are expected of accounts marked as automated in their profile"
    return Health(ok=not problems, identity=f"@{brand.handle}", problems=tuple(problems), quota=quota)


def _moved(account: Body) -> Body:
    moved = account.get("moved")
    return moved if isinstance(moved, dict) else {}  # pyright: ignore[reportUnknownVariableType]


def _missing(scopes: frozenset[str]) -> list[str]:
    if not scopes:
        return []
    lacking = [each for each in _NEEDED if not {each, each.partition(":")[0]} & scopes]
    return [f"The token lacks the scope {each}, which it takes to {_NEEDED[each]}." for each in lacking]
