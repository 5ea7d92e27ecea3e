"""A progress bar on stderr."""

from collections.abc import Callable, Generator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn


@contextmanager
def bar(title: str, total: int) -> Generator[Callable[[int, int], None]]:
    """Gives a function for (read, finished) messages of `total`."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True)) as progress:
        task = progress.add_task(title, total=total)

        def show(_read: int, finished: int) -> None:
            progress.update(task, completed=finished)

        yield show
        progress.update(task, completed=total)
