"""The state of one Bluesky account in words."""

from collections.abc import Sequence

from connectors.base import Health
from connectors.bluesky_api import Wire
from connectors.bluesky_poll import Source
from connectors.bodies import Body, string


def health(session: Body, wire: Wire, sources: Sequence[Source]) -> Health:
    """From what the server said lately; asks nothing."""
    problems = [f"Reading {source.name}: {source.trouble}" for source in sources if source.trouble]
    if session.get("active") is False:
        status = string(session.get("status")) or "not active"
        problems.insert(0, f"Bluesky says that the account is {status}.")
    quota = {
        name: f"{each.remaining} of {each.limit} until {each.reset:%H:%M} UTC" for name, each in wire.quotas.items()
    }
    handle = string(session.get("handle"))
    return Health(ok=not problems, identity=f"@{handle}" if handle else None, problems=tuple(problems), quota=quota)
