"""The state of one account at Meta in words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from connectors.base import SignedOut
from connectors.bodies import Body, identifier, objects, strings
from connectors.graph_poll import Source, moment_of
from connectors.graph_wire import GraphWire


@dataclass(frozen=True, slots=True)
class TokenState:
    """What is wrong with a token, and when it, or its access to data, ends (UTC); None when never or not told."""

    problems: Sequence[str] = ()
    ends: datetime | None = None


async def token_state(wire: GraphWire, needed: Mapping[str, str]) -> TokenState:
    """What Meta says of the token. `needed`: what each permission is for.

    Only the app itself may ask, so nothing is known without its `app_id`. Raises `Unavailable` or `SignedOut`.
    """
    if not wire.options.app_id:
        return TokenState()
    told = await wire.debug_token()
    if told.get("is_valid") is False:
        raise SignedOut("Meta says that the token is not valid any more.")
    return TokenState(tuple(_missing(told, needed)), _end(told))


def _end(told: Body) -> datetime | None:
    moments = (moment_of(told.get(key)) for key in ("expires_at", "data_access_expires_at"))
    # Zero means never.
    return min((at.astimezone(UTC) for at in moments if at and at.timestamp() > 0), default=None)


def _missing(told: Body, needed: Mapping[str, str]) -> Iterator[str]:
    granted = set(strings(told.get("scopes")))
    for permission, use in needed.items():
        if granted and permission not in granted:
            yield f"The token lacks the permission {permission}, which it takes to {use}."


def webhook_problems(wire: GraphWire, told: Body, wanted: Sequence[str]) -> list[str]:
    """Whether Meta calls us for the fields that matter, from what it told of the apps that it calls."""
    if not wire.credentials.verify_token:
        return []
    subscribed = {field for app in objects(told.get("data")) for field in strings(app.get("subscribed_fields"))}
    lacking = [field for field in wanted if field not in subscribed]
    return [f"Meta does not call us for {', '.join(lacking)}; subscribe the app to it."] if lacking else []


def identity_problems(told: Body, expected: str, key: str) -> list[str]:
    """Whether the token is of the account that is configured."""
    found = identifier(told.get("id"))
    return [] if found == expected else [f"The token belongs to {found or 'nobody'}, not to the {key} {expected}."]


def writing_problems(wire: GraphWire) -> list[str]:
    """Whether Meta lets the account write."""
    until = wire.meter.barred_until
    if until is None or until <= wire.clock():
        return []
    return [f"Meta bars this account from writing; sending waits until {until:%H:%M} UTC."]


def reading_problems(sources: Sequence[Source]) -> list[str]:
    """What keeps sources from being read."""
    return [f"Reading {source.name}: {source.trouble}" for source in sources if source.trouble]


def version_problems(wire: GraphWire) -> list[str]:
    """Whether Meta still has the version that is asked for."""
    asked, told = wire.options.version, wire.version
    return [] if told == asked else [f"Meta answers as {told} to questions for {asked}; set version to a living one."]
