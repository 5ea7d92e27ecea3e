"""`train`: a model from one's own labelled data, or the shipped one anew."""

import asyncio
import shutil
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.options import ConfigFile, DatabaseUrl, settings_of
from bot.domain.errors import Explained

if TYPE_CHECKING:
    from classifiers.training.examples import Example
    from classifiers.training.progress import Progress
    from config.settings import Settings

CORRECTIONS = "corrections"
"""The name of the data that the console collected."""

Data = Annotated[
    list[str] | None,
    typer.Option(help="Labelled messages: a .csv or .jsonl file, a folder, or 'corrections' (from the console)."),
]
Output = Annotated[Path, typer.Option(help="The folder for the new model.")]
PublicSets = Annotated[
    Path | None,
    typer.Option(help="Build the shipped model from the base weights, with the public sets in this folder."),
]


class WorseModel(Explained):
    """The trained model does worse than the one in use, so it was not kept."""


def add_to(app: typer.Typer) -> None:
    """Register the command."""
    app.command()(train)


def train(
    output: Output,
    data: Data = None,
    public_sets: PublicSets = None,
    config: ConfigFile = None,
    database: DatabaseUrl = None,
) -> None:
    """A new model from your own labelled data; it is compared with the one in use, and refused when it is worse."""
    settings = settings_of(config, database)
    if bool(data) == bool(public_sets):
        raise Explained("Say what to learn from, with --data FILE, --data FOLDER or --data corrections.")
    output = _usable(output)
    _check_extra()
    with _shown() as progress:
        if public_sets:
            from classifiers.training.build import build_shipped

            made = build_shipped(public_sets, output, _beside(output, "work"), progress)
            shutil.rmtree(_beside(output, "work"))
            typer.echo(f"{made.model} is in {output}.")
        else:
            typer.echo(_train_own(settings, data or [], output, progress))


def _usable(output: Path) -> Path:
    """Where the model goes, as a whole path; nothing but an older model is ever replaced."""
    from classifiers.model_files import MANIFEST

    whole = output.expanduser().resolve()
    if not whole.name:
        raise Explained(f"The output {output} is no folder for a model; name a new one, such as --output models/ours.")
    if whole.exists() and not (whole.is_dir() and ((whole / MANIFEST).is_file() or not any(whole.iterdir()))):
        raise Explained(f"The output {whole} exists and is not a model; name a new folder.")
    return whole


def _check_extra() -> None:
    missing = [name for name in ("torch", "transformers", "onnx", "wordfreq") if find_spec(name) is None]
    if missing:
        raise Explained(f"Training needs {', '.join(missing)}; install them with: pip install 'ascolto[train]'.")


def _train_own(settings: "Settings", names: Sequence[str], output: Path, progress: "Progress") -> str:
    """Train beside the output, compare, and only then put the new model in its place."""
    from classifiers.catalogue import make_classifier
    from classifiers.evaluation.compare import compare
    from classifiers.evaluation.evaluate import evaluate
    from classifiers.model import ModelClassifier
    from classifiers.training.build import build_own
    from classifiers.training.plan import beside, own_corpus, split_corpus, split_own_data

    progress.step("Reading labelled messages")
    split = split_own_data([example for name in names for example in _read(settings, name)])
    fresh, work = _beside(output, "new"), _beside(output, "work")
    source = _trainable(settings.model)
    corpus = split_corpus(own_corpus())
    made = build_own(source, split, corpus, fresh, progress, heads_only=list(names) == [CORRECTIONS], work=work)
    progress.step("Comparing with the model in use")
    old_one, new_one = make_classifier(settings.model), ModelClassifier(fresh)
    for part in (split.measure, beside(split.train, corpus).measure):
        verdict = compare(evaluate(old_one, part), evaluate(new_one, part))
        typer.echo(verdict.sentence, err=True)
        if not verdict.accepted:
            raise WorseModel(f"{verdict.sentence} It was not kept as {output}; it is in {fresh} to look at.")
    old = _beside(output, "old")
    shutil.rmtree(old, ignore_errors=True)
    if output.exists():
        output.replace(old)
    fresh.replace(output)
    for done in (old, work):
        shutil.rmtree(done, ignore_errors=True)
    return f'{made.model} is in {output}; use it with: model = "{output}".'


def _beside(output: Path, what: str) -> Path:
    """A folder for what is not finished yet; on the same disk, so that moving is one step."""
    return output.with_name(f".{output.name}.{what}")


def _trainable(model: str | None) -> Path:
    """The folder of the model in use, or the shipped one when it is no model of ours."""
    from classifiers.model_files import MANIFEST, SHIPPED

    folder = Path(model or SHIPPED).expanduser()
    return folder if (folder / MANIFEST).is_file() else SHIPPED


def _read(settings: "Settings", name: str) -> "list[Example]":
    from classifiers.language import detect
    from classifiers.training.examples import read_examples

    if name == CORRECTIONS:
        return asyncio.run(_corrections(settings))
    return [
        item if item.language else replace(item, language=detect(item.text).value) for item in read_examples(Path(name))
    ]


async def _corrections(settings: "Settings") -> "list[Example]":
    from bot.domain.clock import utc_now
    from bot.storage.corrections import Corrections
    from bot.storage.database import Database
    from classifiers.training.examples import from_corrections

    async with Database(settings.database_url) as database:
        await database.upgrade()
        found = [item async for item in Corrections(database, utc_now).examples()]
    if not found:
        raise Explained("Nobody has corrected or confirmed a label yet; do so in the console, then train again.")
    return [from_corrections(item.text, item.language, item.labels) for item in found]


@contextmanager
def _shown() -> "Generator[Progress]":
    """Steps and a bar on stderr."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn
    from rich.progress import Progress as Bars

    from classifiers.training.progress import Progress

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Bars(*columns, TimeRemainingColumn(), console=Console(stderr=True)) as bars:
        task = bars.add_task("Starting", total=None)

        def advance(done: int, total: int, loss: float) -> None:
            bars.update(task, description=f"Training (loss {loss:.2f})", completed=done, total=total)

        yield Progress(step=lambda name: bars.update(task, description=name), advance=advance)
