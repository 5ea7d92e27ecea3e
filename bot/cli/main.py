"""The command tree and what happens when something goes wrong: one sentence, exit code 1."""

import sys
from io import TextIOWrapper

import typer

from bot.cli import (
    accounts,
    connect,
    database,
    evaluate,
    guard,
    inspect,
    people,
    queue,
    reports,
    serve,
    train,
    understand,
)
from bot.domain.errors import Explained

app = typer.Typer(
    help="A self-hosted desk for social customer care.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
for module in (serve, understand, evaluate, train, guard, reports, inspect):
    module.add_to(app)
connect.add_to(accounts.app)
app.add_typer(queue.app, name="queue")
app.add_typer(accounts.app, name="accounts")
app.add_typer(people.app, name="users")
app.add_typer(database.app, name="db")


def main() -> None:
    """Run the command line."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # customers write in every script, whatever the locale says
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        app()
    except Explained as error:
        typer.echo(f"ascolto: {error}", err=True)
        sys.exit(1)
    except BrokenPipeError:
        # Whoever read our output has gone; that is no fault.
        sys.stderr.close()
        sys.exit(1)
