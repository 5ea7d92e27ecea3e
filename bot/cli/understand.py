"""`classify` and `replay`: messages in, understanding out."""

import asyncio
import json
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.cli.options import AsJson, ConfigFile, DatabaseUrl, read_settings, settings_of, write_logs
from bot.cli.texts import BrokenInput, TextRow, read_texts
from bot.domain.errors import Explained

if TYPE_CHECKING:
    from classifiers.worker import Worker
    from classifiers.workers import PooledClassifier

FIRST_BATCH = 8
BATCH = 64
BATCH_LENGTH = 200_000
"""Characters; with a few batches under way long inputs fit in memory as well."""


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
    from classifiers.worker import Worker

    broken = 0
    with ExitStack() as stack:
        first = Worker()  # loads while this process gets itself ready
        stack.callback(first.stop)
        classifier = stack.enter_context(closing(_pool(config, database, first)))
        for rows, lines in _understood(read_texts(file, format_, text_column), classifier):
            found = iter(lines)
            for row in rows:
                if isinstance(row, BrokenInput):
                    broken += 1
                    typer.echo(f"ascolto: {row.sentence}", err=True)
                    _print({"id": row.id, "error": row.sentence})
                else:
                    sys.stdout.write(f'{{"id": {json.dumps(row.id, ensure_ascii=False)}, {next(found)[1:]}\n')
            sys.stdout.flush()  # whoever reads along shall not wait for the next batch
    if broken:
        raise Explained(f"{broken} of the inputs could not be read; the others are above.")


def _pool(config: Path | None, database: str | None, first: "Worker") -> "PooledClassifier":
    from bot.app.classifying import make_pool

    settings = read_settings(config, database)
    pool = make_pool(settings, first)
    pool.prepare()
    write_logs(settings)
    return pool


def _understood(
    rows: Iterable[TextRow | BrokenInput], classifier: "PooledClassifier"
) -> Iterator[tuple[list[TextRow | BrokenInput], list[str]]]:
    """Batches of inputs, each with the lines of JSON for its texts; only a few batches are in memory at a time."""
    under_way: deque[list[TextRow | BrokenInput]] = deque()

    def batches() -> Iterator[list[str]]:
        for batch in _batches(rows):
            under_way.append(batch)
            yield [row.text for row in batch if isinstance(row, TextRow)]

    for lines in classifier.stream(batches()):
        yield under_way.popleft(), lines


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


def _batches(rows: Iterable[TextRow | BrokenInput]) -> Iterator[list[TextRow | BrokenInput]]:
    """By number and by length; the first one is small, so that the first answers come soon."""
    batch: list[TextRow | BrokenInput] = []
    length, room = 0, FIRST_BATCH
    for row in rows:
        batch.append(row)
        length += len(row.text) if isinstance(row, TextRow) else 0
        if len(batch) >= room or length >= BATCH_LENGTH:
            yield batch
            batch, length, room = [], 0, BATCH
    if batch:
        yield batch


def _print(value: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")
