"""`evaluate`: how good the classifier is on labelled messages."""

import json
import sys
from collections.abc import Generator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.options import AsJson, ConfigFile, DatabaseUrl, settings_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from classifiers.training.examples import Example


def add_to(app: typer.Typer) -> None:
    """Register the command."""
    app.command()(evaluate)


def evaluate(
    config: ConfigFile = None,
    database: DatabaseUrl = None,
    data: Annotated[
        Path | None,
        typer.Option(help="Labelled messages: a .csv or .jsonl file, or a folder; the own held-out ones by default."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """How good the classifier is on labelled messages, by language."""
    from bot.app.classifying import make_pool
    from classifiers.evaluation.evaluate import evaluate as score
    from classifiers.evaluation.figures import as_text, summary

    settings = settings_of(config, database)
    examples = _examples(data)
    with closing(make_pool(settings)) as classifier, _progress(len(examples)) as tell:
        if fault := classifier.fault:
            typer.echo(f"ascolto: {fault} Rules are measured in its place.", err=True)
        scores = score(classifier, examples, tell)
    if as_json:
        sys.stdout.write(json.dumps(scores.to_json() | {"data": str(data or "held-out")}, ensure_ascii=False) + "\n")
    else:
        sys.stdout.write(f"{scores.model} on {data or 'the held-out messages'}; shares in points of a hundred\n\n")
        sys.stdout.write(as_text(summary(scores)))


def _examples(data: Path | None) -> "list[Example]":
    from classifiers.training.plan import own_corpus, split_corpus

    return split_corpus(own_corpus()).measure if data is None else _read(data)


def _read(data: Path) -> "list[Example]":
    from classifiers.training.examples import BadData, read_examples, rows_of

    if data.is_file() and next(rows_of(data), None) is None:
        raise BadData(f"{data} holds no messages; give it one labelled message per row.")
    return read_examples(data)


@contextmanager
def _progress(total: int) -> "Generator[Callable[[int, int], None] | None]":
    if not sys.stderr.isatty():
        yield None
        return
    from bot.cli.progress import bar

    with bar("Reading labelled messages", total) as tell:
        yield tell
