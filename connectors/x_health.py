"""The state of one X account in words."""

from collections.abc import Sequence

from connectors.base import Health
from connectors.x_address import Brand
from connectors.x_api import Wire
from connectors.x_poll import Source
from connectors.x_settings import XOptions

_ENCRYPTED = "X shows encrypted chats to no program; look for them in the X app"


def health(mine: Brand, options: XOptions, wire: Wire, sources: Sequence[Source], stream: str | None) -> Health:
    """From what X said lately; asks nothing."""
    problems = [
        *_identity_problems(mine, options),
        *_access_problems(wire.access_level, options),
        *_scope_problems(wire),
        *(f"Reading {source.name}: {source.trouble}" for source in sources if source.trouble),
        *(source.gap for source in sources if source.gap),
        *([f"Stream: {stream}"] if stream else []),
        *(["The stream needs the app's bearer_token."] if options.stream and not wire.credentials.bearer_token else []),
    ]
    quota = {
        bucket: f"{each.remaining} of {each.limit} until {each.reset:%H:%M} UTC" for bucket, each in wire.quotas.items()
    }
    if options.direct_messages:
        quota["encrypted chats"] = _ENCRYPTED
    return Health(ok=not problems, identity=f"@{mine.handle}", problems=tuple(problems), quota=quota)


def _identity_problems(mine: Brand, options: XOptions) -> list[str]:
    if options.user_id and options.user_id != mine.id:
        return [
            f"The token belongs to @{mine.handle} (user id {mine.id}), not to the configured user id {options.user_id}."
        ]
    if options.handle and options.handle.lstrip("@").lower() != mine.handle.lower():
        return [f"The account is now called @{mine.handle}, not @{options.handle.lstrip('@')}."]
    return []


def _access_problems(level: str | None, options: XOptions) -> list[str]:
    if level == "read":
        return ["The app may only read; give it read and write permission at X and make new tokens."]
    if level == "read-write" and options.direct_messages:
        return ["The app may not read direct messages; give it that permission at X and make new tokens."]
    return []


def _scope_problems(wire: Wire) -> list[str]:
    missing = wire.tokens.missing_scopes() if wire.tokens else []
    if not missing:
        return []
    return [f"The token may not do {', '.join(missing)}; authorise the app again with these scopes."]
