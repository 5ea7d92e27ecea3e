"""`classify` and `replay`: messages in, understanding out."""

import asyncio
import json
import sys
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Annotated, Any

import typer

from bot.cli.options import AsJson, ConfigFile, DatabaseUrl, settings_of
from bot.cli.texts import BrokenInput, TextRow, read_texts
from bot.domain.errors import Explained

BATCH = 256


def add_to(app: typer.Typer) -> None:
    """Register the commands."""
    app.command()(classify)
    app.command()(replay)


def classify(
    file: Annotated[str, typer.Argument(metavar="[FILE|-]")] = "-",
    config: ConfigFile = None,
    database: DatabaseUrl = None,
    format_: Annotated[str | None, typer.Option("--format", help="text, csv or jsonl; by the file's name.")] = None,
    text_column: Annotated[str | None, typer.Option(help="The column or key that holds the text.")] = None,
) -> None:
    """JSON lines, one per input, in order."""
    from classifiers.rules import RuleClassifier

    settings_of(config, database)
    classifier = RuleClassifier()
    broken = 0
    for chunk in _chunks(read_texts(file, format_, text_column), BATCH):
        texts = [row.text for row in chunk if isinstance(row, TextRow)]
        found = iter(classifier.classify(texts))
        for row in chunk:
            if isinstance(row, BrokenInput):
                broken += 1
                typer.echo(f"ascolto: {row.sentence}", err=True)
                _print({"id": row.id, "error": row.sentence})
            else:
                _print({"id": row.id} | next(found).to_json())
    if broken:
        raise Explained(f"{broken} of the inputs could not be read; the others are above.")


def replay(
    file: Annotated[Path, typer.Argument(metavar="FILE")],
    config: ConfigFile = None,
    database: DatabaseUrl = None,
    account: Annotated[str, typer.Option(help="Under which account the messages are kept.")] = "replay",
    text_column: Annotated[str | None, typer.Option()] = None,
    id_column: Annotated[str | None, typer.Option()] = None,
    author_column: Annotated[str | None, typer.Option()] = None,
    time_column: Annotated[str | None, typer.Option()] = None,
    limit: Annotated[int | None, typer.Option(min=1, help="At most this many rows.")] = None,
    speed: Annotated[
        float | None, typer.Option(min=0.001, help="Keep the gaps between the times, this many times as fast.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """A CSV or JSON-lines file as a channel; ends when every message is drafted or closed."""
    from connectors.replay import Columns, ReplayConnector

    settings = settings_of(config, database)
    connector = ReplayConnector(
        file,
        Columns(text=text_column, id=id_column, author=author_column, time=time_column),
        limit=limit,
        tell=lambda sentence: typer.echo(f"ascolto: {sentence}", err=True),
    )
    summary = asyncio.run(_replay(settings, connector, account, speed))
    if as_json:
        _print(summary)
    else:
        for name, value in summary.items():
            typer.echo(f"{name:>12}  {value}")


async def _replay(settings: Any, connector: Any, account: str, speed: float | None) -> dict[str, Any]:
    from bot.app.house import open_house
    from bot.app.replaying import replay as take
    from bot.cli.progress import bar

    connector.look()  # a file that can't be a channel shall leave no database behind
    total = connector.count_rows() if sys.stderr.isatty() else 0
    async with open_house(settings) as house:
        if not sys.stderr.isatty():
            return await take(house, connector, account, speed=speed, tell=None)
        with bar(f"Reading {connector.name}", total) as progress:
            return await take(house, connector, account, speed=speed, tell=progress)


def _chunks(rows: Iterable[TextRow | BrokenInput], size: int) -> Iterator[list[TextRow | BrokenInput]]:
    source = iter(rows)
    while chunk := list(islice(source, size)):
        yield chunk


def _print(value: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")
