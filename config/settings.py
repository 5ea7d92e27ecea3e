"""Settings from a TOML file, `ASCOLTO_*` variables and `*_FILE` secrets; the variable wins over the file."""

import difflib
import os
import tomllib
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal, cast

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError

from config.errors import ConfigError

PREFIX = "ASCOLTO_"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class AccountSettings(BaseModel):
    """One channel account. The keys beyond these two belong to its platform, which checks them itself."""

    model_config = ConfigDict(extra="allow", frozen=True)

    platform: str
    options: dict[str, Any] = Field(default_factory=dict[str, Any])

    @property
    def credentials(self) -> dict[str, SecretStr]:
        """The platform's keys, covered so that they never show in a log."""
        return {name: SecretStr(str(value)) for name, value in (self.model_extra or {}).items()}


class ServiceLevelSettings(_Strict):
    """How soon an answer is due, in seconds, and on which clock."""

    target_s: float = Field(gt=0)
    clock: Literal["calendar", "business"]


class BusinessHoursSettings(_Strict):
    """Opening hours as the contracts write them."""

    timezone: str
    weekly: dict[str, list[tuple[str, str]]]
    holidays: list[str] = Field(default_factory=list[str])


class BrandSettings(_Strict):
    """Who speaks. `hosts` are the only link targets that the guard lets pass."""

    name: str = "our team"
    hosts: list[str] = Field(default_factory=list[str])


class Settings(_Strict):
    """Everything a running desk is told."""

    database_url: str = "sqlite:///ascolto.db"
    secret_key: SecretStr | None = None
    host: str = "127.0.0.1"
    port: int = Field(default=8080, ge=0, le=65_535)
    secure_cookies: bool = False
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    model: str | None = Field(default=None, min_length=1)
    brand: BrandSettings = BrandSettings()
    accounts: dict[str, AccountSettings] = Field(default_factory=dict[str, AccountSettings])
    service_levels: dict[Literal["critical", "high", "normal", "low"], ServiceLevelSettings]
    business_hours: BusinessHoursSettings

    @property
    def secrets(self) -> list[str]:
        """Everything here that no log may show."""
        key = self.secret_key.get_secret_value().split() if self.secret_key else []
        return [*key, *secrets_of(self.accounts)]


def secrets_of(accounts: Mapping[str, AccountSettings]) -> list[str]:
    """The keys of accounts, for covering them in logs."""
    return [secret.get_secret_value() for account in accounts.values() for secret in account.credentials.values()]


def load_settings(path: Path | None, overrides: Mapping[str, Any], env: Mapping[str, str] = os.environ) -> Settings:
    """Defaults, then the file, then the environment, then `overrides` (from the command line).

    Raises `ConfigError` with one sentence that names the key and the fix.
    """
    given = _merge(_defaults(), _read(path) if path else {})
    given = _merge(given, _from_environment(env))
    given = _merge(given, {key: value for key, value in overrides.items() if value is not None})
    _read_secret_files(given)
    try:
        return Settings.model_validate(given)
    except ValidationError as error:
        raise ConfigError(_sentence(error, path)) from error


def _defaults() -> dict[str, Any]:
    return tomllib.loads((files("config.defaults") / "desk.toml").read_text(encoding="utf-8"))


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise ConfigError(f"The configuration file {path} does not exist; check the path after --config.") from error
    except OSError as error:
        raise ConfigError(
            f"The configuration file {path} can't be read ({error.strerror}); check its rights."
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"The configuration file {path} is not valid TOML: {error}.") from error


def _merge(base: dict[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    """`over` on top of `base`; a team's opening days replace the default week as a whole."""
    merged = dict(base)
    for key, value in over.items():
        below = merged.get(key)
        if isinstance(value, Mapping) and isinstance(below, dict) and key != "weekly":
            merged[key] = _merge(cast("dict[str, Any]", below), cast("Mapping[str, Any]", value))
        else:
            merged[key] = value
    return merged


def _from_environment(env: Mapping[str, str]) -> dict[str, Any]:
    """ASCOLTO_BRAND__NAME=… is brand.name; two underscores go one level down."""
    found: dict[str, Any] = {}
    for name, value in sorted(env.items()):
        if not name.startswith(PREFIX) or name in _NOT_SETTINGS:
            continue
        *parents, last = name.removeprefix(PREFIX).lower().split("__")
        place = found
        for parent in parents:
            place = cast("dict[str, Any]", place.setdefault(parent, {}))
        place[last] = value
    return found


_NOT_SETTINGS = frozenset({"ASCOLTO_CONFIG", "ASCOLTO_CHROMIUM"})


def _read_secret_files(given: dict[str, Any]) -> None:
    """`key_file = "/run/secrets/key"` (or the variable `…_FILE`) stands for the file's content, anywhere."""
    for key, value in list(given.items()):
        if isinstance(value, dict):
            _read_secret_files(cast("dict[str, Any]", value))
        elif key.endswith("_file") and isinstance(value, str):
            try:
                given[key.removesuffix("_file")] = Path(value).read_text(encoding="utf-8").strip()
            except (OSError, UnicodeDecodeError) as error:
                raise ConfigError(
                    f"The secret file {value} named by {key} can't be read; check path and rights."
                ) from error
            del given[key]


def _sentence(error: ValidationError, path: Path | None) -> str:
    first = error.errors(include_url=False, include_input=False)[0]
    key = ".".join(str(part) for part in first["loc"])
    where = f" in {path}" if path else ""
    if first["type"] == "extra_forbidden":
        close = difflib.get_close_matches(str(first["loc"][-1]), _known_keys(), n=1)
        hint = f"did you mean '{close[0]}'?" if close else f"known keys are {', '.join(_known_keys())}."
        return f"The key '{key}'{where} is not a setting; {hint}"
    if first["type"] == "missing":
        return f"The key '{key}'{where} is missing; add it."
    return f"The key '{key}'{where} is wrong: {first['msg'][0].lower()}{first['msg'][1:]}."


def _known_keys() -> list[str]:
    models = (Settings, BrandSettings, BusinessHoursSettings, ServiceLevelSettings)
    return [name for model in models for name in model.model_fields]
