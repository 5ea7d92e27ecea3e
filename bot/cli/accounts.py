"""`accounts`: the channels and how they are."""

import asyncio
import json
import sys
from collections.abc import Awaitable, Callable, Mapping
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
    """Every account, its state, when it was last heard, what the desk knows of it, and what to look into."""
    accounts = in_house(config, database, _list)
    if as_json:
        sys.stdout.write(json.dumps(accounts, ensure_ascii=False) + "\n")
        return
    for account in accounts:
        why = f"  ({account['reason']})" if account["reason"] else ""
        heard = f"heard {account['heard_at']}" if account["heard_at"] else "not heard yet"
        typer.echo(f"{account['name']}  {account['platform']}  {account['state']}{why}  {heard}")
        for name, told in account["standing"].items():
            typer.echo(f"    {name}: {told}")
        for alarm in account["alarms"]:
            typer.echo(f"    {alarm['message']}")


@app.command()
def check(
    name: Annotated[str | None, typer.Argument(metavar="[NAME]")] = None,
    config: ConfigFile = None,
    database: DatabaseUrl = None,
    as_json: AsJson = False,
) -> None:
    """Ask each platform about token, rights and quota."""
    found = in_house(config, database, lambda house: _check(house, name))
    if as_json:
        sys.stdout.write(json.dumps(found, ensure_ascii=False) + "\n")
    else:
        for account in found:
            facts = [account["identity"] or "", *(f"{name} {left}" for name, left in account["quota"].items())]
            typer.echo(
                f"{account['name']}  {'ok' if account['ok'] else 'needs a person'}  {', '.join(filter(None, facts))}"
            )
            for sentence in (*account["problems"], *account["warnings"]):
                typer.echo(f"    {sentence}")
    if bad := [account["name"] for account in found if not account["ok"]]:
        raise Explained(f"These accounts need a person: {', '.join(bad)}.")


@app.command()
def pause(name: Name, config: ConfigFile = None, database: DatabaseUrl = None) -> None:
    """Neither listen nor send for this account until it is resumed."""
    in_house(config, database, lambda house: house.accounts.set_state(name, "paused", "command line"))


@app.command()
def resume(name: Name, config: ConfigFile = None, database: DatabaseUrl = None) -> None:
    """Work for this account again, after a pause or after its sign-in was mended."""
    in_house(config, database, lambda house: house.accounts.set_state(name, "active", "command line"))


@app.command()
def remove(name: Name, config: ConfigFile = None, database: DatabaseUrl = None) -> None:
    """Forget the keys of an account that was added; its messages stay."""

    async def forget(house: "House") -> None:
        if name in house.settings.accounts:
            raise Explained(f"The account '{name}' stands in the configuration; take it out there.")
        await house.vault.remove(name, "command line")

    in_house(config, database, forget)
    typer.echo(f"The keys of '{name}' are gone from the database; revoke them at the platform too.", err=True)


@app.command()
def rekey(config: ConfigFile = None, database: DatabaseUrl = None) -> None:
    """Cover the keys of all accounts that were added with a new master key."""

    async def change(house: "House") -> int:
        from bot.app.accounts import change_master_key

        return await change_master_key(house)

    count = in_house(config, database, change)
    typer.echo(f"Accounts covered with the newest master key: {count}. The older one opens nothing any more.", err=True)


async def _list(house: "House") -> list[dict[str, Any]]:
    alarms, known = await house.accounts.alarms(), await _standing(house)
    times = ("heard_at", "listened_at", "expires_at")
    return [
        {
            **{key: row[key] for key in ("name", "platform", "state", "reason")},
            **{key: row[key].isoformat() if row[key] else None for key in times},
            "standing": known.get(row["name"], {}),
            "alarms": [{"kind": alarm.kind, "message": alarm.message} for alarm in alarms.get(row["name"], ())],
        }
        for row in await house.accounts.all()
    ]


async def _standing(house: "House") -> dict[str, Mapping[str, str]]:
    """What each account's connector knows without asking the platform."""
    from bot.app.accounts import all_accounts
    from bot.app.registry import connector_for

    known: dict[str, Mapping[str, str]] = {}
    for name, account in (await all_accounts(house)).items():
        try:
            known[name] = await connector_for(name, account, house.clock).standing()
        except Explained as error:  # one account that is written down wrongly hides none of the others
            known[name] = {"configuration": str(error)}
    return known


async def _check(house: "House", name: str | None) -> list[dict[str, Any]]:
    from bot.app.accounts import all_accounts, ask_platform
    from bot.domain.alarms import expiry_alarm

    accounts = await all_accounts(house)
    if name is not None and name not in accounts:
        known = ", ".join(accounts) or "none"
        raise Explained(f"There is no account '{name}' whose keys are known; known: {known}.")
    found: list[dict[str, Any]] = []
    for each, settings in accounts.items():
        if name in (None, each):
            health = await ask_platform(house, each, settings)
            ends = expiry_alarm(health.expires_at, house.clock())
            found.append(
                {
                    "name": each,
                    "ok": health.ok,
                    "identity": health.identity,
                    "problems": list(health.problems),
                    "warnings": [ends.message] if ends else [],
                    "expires_at": health.expires_at.isoformat() if health.expires_at else None,
                    "quota": health.quota or {},
                }
            )
    return found


def in_house(config: Path | None, database: str | None, work: Callable[["House"], Awaitable[T]]) -> T:
    """Do `work` over the open database, in which every account of the configuration has its row."""
    from bot.app.house import open_house

    settings = settings_of(config, database)

    async def inside() -> T:
        async with open_house(settings) as house:
            await house.accounts.register({name: account.platform for name, account in settings.accounts.items()})
            return await work(house)

    return asyncio.run(inside())
