"""`db`: schema and backups."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from bot.cli.options import ConfigFile, DatabaseUrl, settings_of
from bot.domain.errors import Explained

if TYPE_CHECKING:
    from bot.storage.database import Database

T = TypeVar("T")

app = typer.Typer(help="Schema and backups.", no_args_is_help=True)

BackupFile = Annotated[Path, typer.Argument(metavar="PATH")]


@app.command()
def upgrade(config: ConfigFile = None, database: DatabaseUrl = None) -> None:
    """Bring the schema to the newest version."""
    _with_database(config, database, lambda opened: opened.upgrade())
    typer.echo("The schema is the newest.")


@app.command()
def check(config: ConfigFile = None, database: DatabaseUrl = None) -> None:
    """Say which schema version the database has."""
    found, newest = _with_database(config, database, lambda opened: opened.check())
    if found != newest:
        raise Explained(f"The schema is {found or 'empty'}, the newest is {newest}; run 'ascolto db upgrade'.")
    typer.echo(f"The schema is {found}, the newest.")


@app.command()
def backup(path: BackupFile, config: ConfigFile = None, database: DatabaseUrl = None) -> None:
    """Copy the database to a new file, whole even while the service runs."""
    from bot.storage.backups import backup as copy

    _with_database(config, database, lambda opened: copy(opened, path))
    typer.echo(f"Copied to {path}.")


@app.command()
def restore(path: BackupFile, config: ConfigFile = None, database: DatabaseUrl = None) -> None:
    """Put a backup in the database's place; stop the service first."""
    from bot.storage.backups import restore as put_back

    looked_for = _with_database(config, database, lambda opened: put_back(opened, path))
    typer.echo(f"Restored from {path}; {looked_for} replies are looked for on their platforms before they may be sent.")


def _with_database(config: Path | None, database: str | None, work: Callable[["Database"], Awaitable[T]]) -> T:
    from bot.storage.database import Database

    settings = settings_of(config, database)

    async def inside() -> T:
        async with Database(settings.database_url) as opened:
            return await work(opened)

    return asyncio.run(inside())
