"""The invented customers' texts, read from `customers.yaml`."""

from dataclasses import dataclass
from importlib.resources import files
from typing import Any

import yaml


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """One customer's part. `@@` stands for the brand's handle; `follow_up` comes when nobody answered for a while."""

    by: str
    name: str
    language: str
    text: str
    follow_up: str | None = None
    private: bool = False


_TOLD: dict[str, Any] = yaml.safe_load(files("connectors.sandbox").joinpath("customers.yaml").read_text("utf-8"))

SCRIPTS: tuple[Script, ...] = tuple(
    Script(language=language, **script) for language, told in _TOLD.items() for script in told["scripts"]
)

THANKS: dict[str, tuple[str, ...]] = {language: tuple(told["thanks"]) for language, told in _TOLD.items()}
