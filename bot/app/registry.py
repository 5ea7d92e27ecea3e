"""The platforms there are: one line each."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from typing import Any

from pydantic import TypeAdapter, ValidationError

from bot.domain.clock import Clock
from config.errors import ConfigError
from config.settings import AccountSettings
from connectors import (
    bluesky_settings,
    facebook_settings,
    instagram_settings,
    mastodon_settings,
    telegram_settings,
    x_settings,
    youtube_settings,
)
from connectors.base import Connector
from connectors.questions import Question


def _x(account: AccountSettings, name: str, clock: Clock) -> Connector:
    from connectors.x import XConnector  # noqa: PLC0415 - tweepy is loaded only when an account needs it
    from connectors.x_settings import XCredentials, XOptions  # noqa: PLC0415

    credentials = _made(XCredentials, _keys(account), f"accounts.{name}")
    given = {"tokens_path": f"ascolto-{name}.tokens", "costs_path": f"ascolto-{name}.costs", **account.options}
    return XConnector(credentials, _made(XOptions, given, f"accounts.{name}.options"), clock=clock)


def _mastodon(account: AccountSettings, name: str, clock: Clock) -> Connector:
    from connectors.mastodon import MastodonConnector  # noqa: PLC0415 - loaded only when an account needs it
    from connectors.mastodon_settings import MastodonCredentials, MastodonOptions  # noqa: PLC0415

    credentials = _made(MastodonCredentials, _keys(account), f"accounts.{name}")
    options = _made(MastodonOptions, account.options, f"accounts.{name}.options")
    return MastodonConnector(credentials, options, clock=clock)


def _bluesky(account: AccountSettings, name: str, clock: Clock) -> Connector:
    from connectors.bluesky import BlueskyConnector  # noqa: PLC0415 - atproto is loaded only when an account needs it
    from connectors.bluesky_settings import BlueskyCredentials, BlueskyOptions  # noqa: PLC0415

    credentials = _made(BlueskyCredentials, _keys(account), f"accounts.{name}")
    given = {"session_file": f"ascolto-{name}.session", **account.options}
    return BlueskyConnector(credentials, _made(BlueskyOptions, given, f"accounts.{name}.options"), clock=clock)


def _telegram(account: AccountSettings, name: str, clock: Clock) -> Connector:
    from connectors.telegram import TelegramConnector  # noqa: PLC0415 - loaded only when an account needs it
    from connectors.telegram_settings import TelegramCredentials, TelegramOptions  # noqa: PLC0415

    credentials = _made(TelegramCredentials, _keys(account), f"accounts.{name}")
    options = _made(TelegramOptions, account.options, f"accounts.{name}.options")
    return TelegramConnector(credentials, options, clock=clock)


def _youtube(account: AccountSettings, name: str, clock: Clock) -> Connector:
    from connectors.youtube import YouTubeConnector  # noqa: PLC0415 - loaded only when an account needs it
    from connectors.youtube_settings import YouTubeCredentials, YouTubeOptions  # noqa: PLC0415

    credentials = _made(YouTubeCredentials, _keys(account), f"accounts.{name}")
    options = _made(YouTubeOptions, account.options, f"accounts.{name}.options")
    return YouTubeConnector(credentials, options, clock=clock)


def _facebook(account: AccountSettings, name: str, clock: Clock) -> Connector:
    from connectors.facebook import FacebookConnector  # noqa: PLC0415 - facebook-sdk is loaded only when needed
    from connectors.facebook_settings import FacebookCredentials, FacebookOptions  # noqa: PLC0415

    credentials = _made(FacebookCredentials, _keys(account), f"accounts.{name}")
    options = _made(FacebookOptions, account.options, f"accounts.{name}.options")
    return FacebookConnector(credentials, options, clock=clock)


def _instagram(account: AccountSettings, name: str, clock: Clock) -> Connector:
    from connectors.instagram import InstagramConnector  # noqa: PLC0415 - facebook-sdk is loaded only when needed
    from connectors.instagram_settings import InstagramCredentials, InstagramOptions  # noqa: PLC0415

    credentials = _made(InstagramCredentials, _keys(account), f"accounts.{name}")
    options = _made(InstagramOptions, account.options, f"accounts.{name}.options")
    return InstagramConnector(credentials, options, clock=clock)


def _keys(account: AccountSettings) -> dict[str, str]:
    return {key: value.get_secret_value() for key, value in account.credentials.items()}


PLATFORMS: Mapping[str, Callable[[AccountSettings, str, Clock], Connector]] = {
    "x": _x,
    "mastodon": _mastodon,
    "bluesky": _bluesky,
    "telegram": _telegram,
    "youtube": _youtube,
    "facebook": _facebook,
    "instagram": _instagram,
}

QUESTIONS: Mapping[str, Sequence[Question]] = {
    "x": x_settings.QUESTIONS,
    "mastodon": mastodon_settings.QUESTIONS,
    "bluesky": bluesky_settings.QUESTIONS,
    "facebook": facebook_settings.QUESTIONS,
    "instagram": instagram_settings.QUESTIONS,
    "telegram": telegram_settings.QUESTIONS,
    "youtube": youtube_settings.QUESTIONS,
}


def connector_for(name: str, account: AccountSettings, clock: Clock) -> Connector:
    """The connector of one configured account. Raises `ConfigError` naming the key and the fix."""
    try:
        make = PLATFORMS[account.platform]
    except KeyError as error:
        known = ", ".join(PLATFORMS)
        raise ConfigError(
            f"The key 'accounts.{name}.platform' is '{account.platform}', which is not a platform; use one of: {known}."
        ) from error
    return make(account, name, clock)


def _made(kind: type[Any], given: Mapping[str, Any], where: str) -> Any:
    known = [field.name for field in fields(kind)]
    for key in given:
        if key not in known:
            raise ConfigError(f"The key '{where}.{key}' is not a setting; known keys are {', '.join(known)}.")
    try:
        # What comes from a variable or a command line is text: "false" has to become False, and "15" a number.
        return TypeAdapter(kind).validate_python(dict(given))
    except ValidationError as error:
        raise ConfigError(f"The keys under '{where}' don't fit: {_told(error)}") from error


def _told(error: ValidationError) -> str:
    """The first thing that is wrong, without the value: it may be a secret."""
    first = error.errors(include_url=False, include_input=False)[0]
    if first["type"] == "value_error":
        return str(first["ctx"]["error"]) if "ctx" in first else first["msg"]
    key = ".".join(str(part) for part in first["loc"])
    said = "is missing" if first["type"] == "missing" else f"is wrong: {first['msg'][0].lower()}{first['msg'][1:]}"
    return f"{key} {said}."
