"""`doctor`: what is wrong, in words."""

import asyncio
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from bot.cli.options import AsJson, ConfigFile, DatabaseUrl, settings_of
from bot.domain.errors import Explained

if TYPE_CHECKING:
    from classifiers.workers import PooledClassifier


def add_to(app: typer.Typer) -> None:
    """Register the command."""
    app.command()(doctor)


def doctor(config: ConfigFile = None, database: DatabaseUrl = None, as_json: AsJson = False) -> None:
    """Configuration, database, reply texts, people and accounts."""
    findings = asyncio.run(_examine(config, database))
    if as_json:
        sys.stdout.write(json.dumps(findings, ensure_ascii=False) + "\n")
    else:
        for name, finding in findings.items():
            typer.echo(f"{name:>14}  {finding}")
    if any(finding != "ok" for finding in findings.values()):
        raise Explained("Something needs a person; see above.")


async def _examine(config: Path | None, database: str | None) -> dict[str, str]:
    """'ok' or a sentence for each thing looked at; stops at the first one that the others stand on."""
    findings: dict[str, str] = {}
    try:
        settings = settings_of(config, database)
        findings["configuration"] = "ok"
        await _examine_house(settings, findings)
    except Explained as error:
        findings["database" if "configuration" in findings else "configuration"] = str(error)
    return findings


def _examine_model(classifier: "PooledClassifier") -> str:
    from classifiers.model_files import UnreadableModel

    try:
        fault = classifier.fault
    except UnreadableModel as error:
        return str(error)
    return f"Rules stand in for the model. {fault}" if fault else "ok"


async def _examine_house(settings: Any, findings: dict[str, str]) -> None:
    from bot.app.house import open_house
    from bot.app.registry import connector_for

    async with open_house(settings) as house:
        findings["database"] = "ok"
        able = [row for row in await house.people.all() if not row["disabled"]]
        findings["people"] = "ok" if able else "Nobody can sign in; add somebody with 'ascolto users add NAME'."
        findings["model"] = await asyncio.to_thread(_examine_model, house.classifier)
        for name, account in settings.accounts.items():
            async with connector_for(name, account, house.clock) as connector:
                health = await connector.check()
            findings[f"account {name}"] = "ok" if health.ok else " ".join(health.problems)
        if not settings.accounts:
            findings["accounts"] = "No account is configured; docs/connect-x.md says how to add one."
