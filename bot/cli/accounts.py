"""`accounts`: the channels and how they are."""

import asyncio
import json
import sys
from collections.abc import Awaitable, Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from bot.cli.options import AsJson, ConfigFile, DatabaseUrl, settings_of
from bot.domain.errors import Explained

if TYPE_CHECKING:
    from bot.app.house import House

T = TypeVar("T")

app = typer.Typer(help="Channel accounts.", no_args_is_help=True)

Name = Annotated[str, typer.Argument(metavar="NAME")]


@app.command("list")
def list_(config: ConfigFile = None, database: DatabaseUrl = None, as_json: AsJson = False) -> None:
    """Every account, its state, when it was last heard, and what the desk itself knows of it."""
    rows, known = _in_house(config, database, _listed)
    accounts: list[dict[str, Any]] = [
        {
            "name": row["name"],
            "platform": row["platform"],
            "state": row["state"],
            "reason": row["reason"],
            "heard_at": row["heard_at"].isoformat() if row["heard_at"] else None,
            "standing": known.get(row["name"], {}),
        }
        for row in rows
    ]
    if as_json:
        sys.stdout.write(json.dumps(accounts, ensure_ascii=False) + "\n")
        return
    for account in accounts:
        why = f"  ({account['reason']})" if account["reason"] else ""
        heard = f"heard {account['heard_at']}" if account["heard_at"] else "not heard yet"
        typer.echo(f"{account['name']}  {account['platform']}  {account['state']}{why}  {heard}")
        for name, told in account["standing"].items():
            typer.echo(f"    {name}: {told}")


@app.command()
def check(
    name: Annotated[str | None, typer.Argument(metavar="[NAME]")] = None,
    config: ConfigFile = None,
    database: DatabaseUrl = None,
    as_json: AsJson = False,
) -> None:
    """Ask each platform about token, rights and quota."""
    found = _in_house(config, database, lambda house: _check(house, name))
    if as_json:
        sys.stdout.write(json.dumps(found, ensure_ascii=False) + "\n")
    else:
        for account in found:
            facts = [account["identity"] or "", *(f"{name} {left}" for name, left in account["quota"].items())]
            typer.echo(
                f"{account['name']}  {'ok' if account['ok'] else 'needs a person'}  {', '.join(filter(None, facts))}"
            )
            for problem in account["problems"]:
                typer.echo(f"    {problem}")
    if bad := [account["name"] for account in found if not account["ok"]]:
        raise Explained(f"These accounts need a person: {', '.join(bad)}.")


@app.command()
def pause(name: Name, config: ConfigFile = None, database: DatabaseUrl = None) -> None:
    """Neither listen nor send for this account until it is resumed."""
    _in_house(config, database, lambda house: house.accounts.set_state(name, "paused", "command line"))


@app.command()
def resume(name: Name, config: ConfigFile = None, database: DatabaseUrl = None) -> None:
    """Work for this account again, after a pause or after its sign-in was mended."""
    _in_house(config, database, lambda house: house.accounts.set_state(name, "active", "command line"))


async def _listed(house: "House") -> tuple[Sequence[Any], dict[str, Mapping[str, str]]]:
    from bot.app.registry import connector_for

    known: dict[str, Mapping[str, str]] = {}
    for name, account in house.settings.accounts.items():
        try:
            known[name] = await connector_for(name, account, house.clock).standing()
        except Explained as error:  # one account that is written down wrongly hides none of the others
            known[name] = {"configuration": str(error)}
    return await house.accounts.all(), known


async def _check(house: "House", name: str | None) -> list[dict[str, Any]]:
    from bot.app.registry import connector_for

    accounts = house.settings.accounts
    if name is not None and name not in accounts:
        raise Explained(f"There is no account '{name}' in the configuration; known: {', '.join(accounts) or 'none'}.")
    found: list[dict[str, Any]] = []
    for each, settings in accounts.items():
        if name in (None, each):
            async with connector_for(each, settings, house.clock) as connector:
                health = await connector.check()
            found.append(
                {
                    "name": each,
                    "ok": health.ok,
                    "identity": health.identity,
                    "problems": list(health.problems),
                    "quota": health.quota or {},
                }
            )
    return found


def _in_house(config: Path | None, database: str | None, work: Callable[["House"], Awaitable[T]]) -> T:
    from bot.app.house import open_house

    settings = settings_of(config, database)

    async def inside() -> T:
        async with open_house(settings) as house:
            await house.accounts.register({name: account.platform for name, account in settings.accounts.items()})
            return await work(house)

    return asyncio.run(inside())
