"""A classifier on more than one core: worker processes for large batches, the caller's own thread for small ones."""

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from bot.domain.classification import Classification
from classifiers.base import Classifier

SMALL = 24
"""Below this many texts the way to another process costs more than the work."""

Make = Callable[[], Classifier]
"""Makes the classifier in each process; a class or a function that can be named there."""


class PooledClassifier:
    """One worker process for each core that the caller leaves free, started at the first large batch.

    A worker that dies costs nothing: its batch is done in the caller's thread and the next one gets fresh workers.
    """

    def __init__(self, make: Make, processes: int | None = None) -> None:
        self._make = make
        self._here = make()
        self._processes = processes or max(1, (os.cpu_count() or 1) - 1)
        self._pool: ProcessPoolExecutor | None = None
        self._starting = threading.Lock()

    @property
    def model(self) -> str:
        """The model behind the workers."""
        return self._here.model

    @property
    def degraded(self) -> bool:
        """Whether it stands in for a better one."""
        return self._here.degraded

    def classify(self, texts: Sequence[str]) -> list[Classification]:
        """See `Classifier.classify`."""
        if len(texts) < SMALL:
            return self._here.classify(texts)
        size = -(-len(texts) // self._processes)
        parts = [texts[place : place + size] for place in range(0, len(texts), size)]
        try:
            return [found for part in self._started().map(_classify, parts) for found in part]
        except BrokenProcessPool:
            self.close()
            return self._here.classify(texts)

    def close(self) -> None:
        """Stop the workers; they start again when needed."""
        with self._starting:
            pool, self._pool = self._pool, None
        if pool is not None:
            pool.shutdown(cancel_futures=True)

    def _started(self) -> ProcessPoolExecutor:
        with self._starting:
            if self._pool is None:
                # A forked copy of a process with threads may hang; a spawned one starts clean.
                context = multiprocessing.get_context("spawn")
                self._pool = ProcessPoolExecutor(self._processes, context, _prepare, (self._make,))
            return self._pool


_worker: Classifier | None = None


def _prepare(make: Make) -> None:
    global _worker  # noqa: PLW0603 - a process pool hands nothing else to its workers
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _worker = make()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(0)  # a killed parent can't tell its workers to stop


def _classify(texts: Sequence[str]) -> list[Classification]:
    assert _worker is not None
    return _worker.classify(texts)
