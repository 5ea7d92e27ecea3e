"""`report` and `response-time`: how long people waited."""

import asyncio
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.options import ConfigFile, DatabaseUrl, settings_of
from bot.domain.errors import Explained

if TYPE_CHECKING:
    from bot.reports.report import Report

report = typer.Typer(help="Responsiveness.", no_args_is_help=True)


def add_to(app: typer.Typer) -> None:
    """Register the commands."""
    app.add_typer(report, name="report")
    app.command("response-time")(response_time)


@report.callback()
def _group() -> None:
    """Keeps `weekly` a command of its own."""


@report.command()
def weekly(
    config: ConfigFile = None,
    database: DatabaseUrl = None,
    week: Annotated[str | None, typer.Option(help="Like 2026-W47; the current one when left out.")] = None,
    format_: Annotated[str, typer.Option("--format", help="json, html, csv or md.")] = "md",
    output: Annotated[Path | None, typer.Option(help="A file to write; standard output when left out.")] = None,
) -> None:
    """The week's waiting times, unanswered messages included."""
    render = _renderer(format_)
    settings = settings_of(config, database)

    async def inside() -> "Report":
        from bot.app.house import open_house
        from bot.app.reporting import weekly as made

        async with open_house(settings) as house:
            return await made(house, week)

    text = render(asyncio.run(inside()))
    if output is None:
        sys.stdout.write(text if text.endswith("\n") else f"{text}\n")
        return
    try:
        output.write_text(text, encoding="utf-8")
    except OSError as error:
        raise Explained(
            f"The report can't be written to {output} ({error.strerror}); check folder and rights."
        ) from error


def _renderer(name: str) -> Callable[["Report"], str]:
    from bot.reports.render_csv import render_csv
    from bot.reports.render_html import render_html
    from bot.reports.render_json import render_json
    from bot.reports.render_md import render_md

    renderers = {"json": render_json, "html": render_html, "csv": render_csv, "md": render_md}
    if name not in renderers:
        raise typer.BadParameter(f"'{name}' is not a format; known: {', '.join(renderers)}.", param_hint="--format")
    return renderers[name]


def response_time(
    file: Annotated[str, typer.Argument(metavar="FILE", help="JSON lines; - for standard input.")],
    config: ConfigFile = None,
    database: DatabaseUrl = None,
) -> None:
    """Waits of conversation histories, one line out for each line in."""
    from bot.reports.response_times import BrokenLine, response_times

    settings_of(config, database)
    broken = 0
    for answer in response_times(_lines(file)):
        if isinstance(answer, BrokenLine):
            broken += 1
            typer.echo(f"ascolto: {answer}", err=True)
            _print({"id": None, "line": answer.number, "error": answer.reason})
        else:
            _print(answer)
    if broken:
        raise Explained(f"{broken} of the lines could not be measured; the others are above.")


def _print(value: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")


def _lines(file: str) -> list[bytes]:
    if file == "-":
        return sys.stdin.buffer.readlines()
    try:
        return Path(file).read_bytes().split(b"\n")
    except OSError as error:
        raise Explained(f"The file {file} can't be read ({error.strerror}); check the path.") from error
