"""A progress bar on stderr, shown only to people."""

from collections.abc import Callable, Generator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn


@contextmanager
def bar(title: str, total: int | None) -> Generator[Callable[[int, int], None]]:
    """Gives a function for (read, finished); `total` None when it can't be known beforehand."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, disable=not console.is_terminal) as progress:
        task = progress.add_task(title, total=total)

        def show(read: int, finished: int) -> None:
            progress.update(task, completed=finished, total=total if total is not None else max(read, 1))

        yield show
