"""`doctor`: what is wrong, in words."""

import asyncio
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from bot.cli.options import AsJson, ConfigFile, DatabaseUrl, settings_of, write_logs
from bot.domain.errors import Explained

if TYPE_CHECKING:
    from bot.app.house import House
    from classifiers.workers import PooledClassifier
    from config.settings import AccountSettings, Settings


def add_to(app: typer.Typer) -> None:
    """Register the command."""
    app.command()(doctor)


def doctor(config: ConfigFile = None, database: DatabaseUrl = None, as_json: AsJson = False) -> None:
    """Configuration, database, reply texts, people, keys and accounts."""
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


async def _examine_house(settings: "Settings", findings: dict[str, str]) -> None:
    from bot.app.house import open_house

    async with open_house(settings) as house:
        findings["database"] = "ok"
        able = [row for row in await house.people.all() if not row["disabled"]]
        findings["people"] = "ok" if able else "Nobody can sign in; add somebody with 'ascolto users add NAME'."
        findings["model"] = await asyncio.to_thread(_examine_model, house.classifier)
        accounts = await _examine_keys(house, findings)
        for name, account in accounts.items():
            findings[f"account {name}"] = await _examine_account(house, name, account)
        if not accounts and findings["keys"] == "ok":
            findings["accounts"] = "No account is connected; 'ascolto accounts add PLATFORM' connects one."


async def _examine_keys(house: "House", findings: dict[str, str]) -> "dict[str, AccountSettings]":
    """The accounts whose keys are known."""
    from bot.app.accounts import all_accounts, key_file
    from config.settings import secrets_of

    file = key_file(house)
    findings["keys"] = (file.fault() if file else None) or "ok"
    try:
        accounts = await all_accounts(house)
    except Explained as error:
        findings["keys"] = str(error)
        return house.settings.accounts
    write_logs(house.settings, secrets_of(accounts))
    return accounts


async def _examine_account(house: "House", name: str, account: "AccountSettings") -> str:
    """What the platform says of the account, and what the desk has noticed."""
    from bot.app.accounts import ask_platform
    from bot.domain.alarms import AlarmKind, expiry_alarm

    try:
        health = await ask_platform(house, name, account)
    except Explained as error:
        return str(error)
    ends = expiry_alarm(health.expires_at, house.clock())
    noticed = [
        alarm.message
        for alarm in (await house.accounts.alarms()).get(name, ())
        if alarm.kind is not AlarmKind.EXPIRING  # just asked
    ]
    signed_out = [row["name"] for row in await house.accounts.all() if row["state"] == "signed_out"]
    stopped = [f"It is signed out; 'ascolto accounts resume {name}' starts it again."] if name in signed_out else []
    return " ".join([*health.problems, *([ends.message] if ends else []), *noticed, *stopped]) or "ok"
