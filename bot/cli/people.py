"""`users`: who may sign in."""

import asyncio
import json
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from bot.cli.options import AsJson, ConfigFile, DatabaseUrl, settings_of
from bot.domain.errors import Explained
from bot.web.roles import RIGHTS

if TYPE_CHECKING:
    from bot.storage.people import People

T = TypeVar("T")

app = typer.Typer(help="Who may sign in.", no_args_is_help=True)

ROLES = tuple(RIGHTS)
SHORTEST_PASSWORD = 10

Name = Annotated[str, typer.Argument(metavar="NAME")]
Role = Annotated[str, typer.Option(help=f"One of {', '.join(ROLES)}.")]
PasswordFile = Annotated[
    Path | None, typer.Option(help="A file with the password; asked for when left out.", exists=True, dir_okay=False)
]


@app.command("list")
def list_(config: ConfigFile = None, database: DatabaseUrl = None, as_json: AsJson = False) -> None:
    """Everybody, with roles."""
    rows = _with_people(config, database, lambda people: people.all())
    people = [{"name": row["name"], "role": row["role"], "disabled": row["disabled"]} for row in rows]
    if as_json:
        sys.stdout.write(json.dumps(people, ensure_ascii=False) + "\n")
        return
    for person in people:
        typer.echo(f"{person['name']}  {person['role']}{'  disabled' if person['disabled'] else ''}")


@app.command()
def add(
    name: Name,
    role: Role = "approver",
    password_file: PasswordFile = None,
    config: ConfigFile = None,
    database: DatabaseUrl = None,
) -> None:
    """Add a person; the password is asked for, or read from a file."""
    hashed, checked = _hashed(password_file), _role(role)
    _with_people(config, database, lambda people: people.add(_word(name), hashed, checked, "command line"))
    typer.echo(f"{name} can sign in as {role}.", err=True)


@app.command()
def role(name: Name, new: Role, config: ConfigFile = None, database: DatabaseUrl = None) -> None:
    """Give a person another role; open sessions end."""
    checked = _role(new)
    _with_people(config, database, lambda people: people.change(name, "command line", role=checked))


@app.command()
def disable(name: Name, config: ConfigFile = None, database: DatabaseUrl = None) -> None:
    """Keep a person out; open sessions end."""
    _with_people(config, database, lambda people: people.change(name, "command line", disabled=True))


@app.command()
def reset(
    name: Name, password_file: PasswordFile = None, config: ConfigFile = None, database: DatabaseUrl = None
) -> None:
    """Set a new password and let the person in again."""
    hashed = _hashed(password_file)
    _with_people(
        config,
        database,
        lambda people: people.change(name, "command line", password_hash=hashed, disabled=False),
    )


def _with_people(config: Path | None, database: str | None, work: Callable[["People"], Awaitable[T]]) -> T:
    from bot.domain.clock import utc_now
    from bot.storage.database import Database
    from bot.storage.people import People

    settings = settings_of(config, database)

    async def inside() -> T:
        async with Database(settings.database_url) as opened:
            await opened.upgrade()
            return await work(People(opened, utc_now))

    return asyncio.run(inside())


def _hashed(file: Path | None) -> str:
    from bot.web.passwords import hash_password

    password = file.read_text(encoding="utf-8").strip() if file else typer.prompt("Password", hide_input=True)
    if len(password) < SHORTEST_PASSWORD:
        raise Explained(f"The password is too short; take at least {SHORTEST_PASSWORD} characters.")
    return hash_password(password)


def _role(name: str) -> str:
    if name not in ROLES:
        raise typer.BadParameter(f"'{name}' is not a role; known: {', '.join(ROLES)}.", param_hint="--role")
    return name


def _word(name: str) -> str:
    if not name.strip() or len(name) > 80:
        raise Explained("A name has 1 to 80 characters.")
    return name.strip()
