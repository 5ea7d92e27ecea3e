"""What every command takes, and how it reads its settings."""

import os
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from config.settings import Settings

ConfigFile = Annotated[
    Path | None, typer.Option("--config", metavar="FILE", envvar="ASCOLTO_CONFIG", help="Settings, as TOML.")
]
DatabaseUrl = Annotated[
    str | None, typer.Option("--database", metavar="URL", help="sqlite:///file.db or postgresql://user@host/name.")
]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON document on stdout and nothing else.")]
By = Annotated[str, typer.Option("--by", metavar="NAME", help="Who decides; recorded with the decision.")]


def settings_of(config: Path | None, database: str | None, **overrides: object) -> "Settings":
    """The settings of one command, its log set up by them; raises `ConfigError`."""
    settings = read_settings(config, database, **overrides)
    write_logs(settings)
    return settings


def read_settings(config: Path | None, database: str | None, **overrides: object) -> "Settings":
    """The settings of one command; raises `ConfigError`."""
    from config.settings import load_settings

    return load_settings(config, {"database_url": database, **overrides})


def write_logs(settings: "Settings", secrets: Collection[str] = ()) -> None:
    """Log as the settings say, with their secrets and `secrets` covered."""
    from bot.app.logs import set_up_logging

    set_up_logging(os.environ.get("ASCOLTO_LOG_LEVEL", settings.log_level), [*settings.secrets, *secrets])
