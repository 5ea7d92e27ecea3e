"""A process that classifies, seen from both sides: `Worker` for who gives it work, `serve` in the process itself."""

import gc
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, Pipe
from typing import TYPE_CHECKING, Any

from bot.domain.classification import Classification
from bot.domain.errors import Explained
from classifiers.base import Classifier

if TYPE_CHECKING:
    from classifiers.degraded import StandIn

Make = Callable[[], Classifier]
"""Makes the classifier in the process; something that can be named there, or a partial of it."""


@dataclass(frozen=True, slots=True)
class Ready:
    """The first word of a worker: what it works with, and why when rules stand in for a model."""

    model: str
    degraded: bool
    fault: str | None = None


@dataclass(frozen=True, slots=True)
class Unable:
    """The first and last word of a worker that can't make its classifier."""

    sentence: str


Answer = Ready | Unable | list[str]

_ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "TOKENIZERS_PARALLELISM": "false"}
"""There is a process for each core: libraries shall not start threads for each core in each of them."""


class Worker:
    """One process, started at once, that gets a classifier of its own; `loaded` when it has said `Ready`.

    What every classifier needs is loaded while the caller may still find out which one is wanted.
    """

    def __init__(self) -> None:
        self.connection, theirs = Pipe()
        self.loaded = False
        self._since: float | None = time.monotonic()
        with theirs:
            # Not `multiprocessing.Process`: that imports the whole command again in every worker, and lets Ctrl-C,
            # which is the caller's to answer, reach a process that has just begun.
            self._process = subprocess.Popen(  # noqa: S603 - this very interpreter
                [sys.executable, "-P", "-c", f"from classifiers.worker import serve; serve({theirs.fileno()})"],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
                process_group=0,
                env=os.environ | _ONE_THREAD | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            )

    def begin(self, make: Make) -> None:
        """Have it make its classifier; `Ready` or `Unable` is what it says next."""
        self._since = time.monotonic()
        with suppress(OSError):  # one that has died is found out by listening to it
            self.connection.send(make)

    @property
    def idle(self) -> bool:
        """Waiting for texts."""
        return self._since is None

    def busy_s(self) -> float:
        """Seconds since it began with what it does now."""
        return 0.0 if self._since is None else time.monotonic() - self._since

    def give(self, texts: Sequence[str]) -> None:
        """Have these classified. Raises `OSError` when the process is no more."""
        self.connection.send(list(texts))
        self._since = time.monotonic()

    def hear(self) -> Answer:
        """Its next word; waits for it. Raises `EOFError` or `OSError` when the process is no more."""
        answer: Answer = self.connection.recv()
        self._since = None
        self.loaded = self.loaded or isinstance(answer, Ready)
        return answer

    def stop(self) -> None:
        """End the process, whatever it does; it holds nothing that could be lost."""
        self.connection.close()
        self._process.kill()
        self._process.wait()


def serve(descriptor: int) -> None:
    """The life of a worker: make the classifier, then answer batches of texts with lines of JSON until nobody asks."""
    threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
    with suppress(EOFError, OSError), Connection(descriptor) as connection:
        gc.disable()  # what is loaded stays for good: there is nothing to be found in it
        try:
            _load_common()
            classifier = _made(connection.recv())
        except Exception as error:  # whoever waits is told; one that went away is noticed by the sending
            connection.send(Unable(_why_not(error)))
            return
        gc.freeze()
        gc.enable()
        connection.send(Ready(classifier.model, classifier.degraded, _fault(classifier)))
        while True:
            connection.send(lines(classifier, connection.recv()))


def _made(make: Make) -> Classifier:
    classifier = make()
    classifier.classify(["warm up"])
    return classifier


def _why_not(error: Exception) -> str:
    if isinstance(error, Explained):
        return str(error)
    told = " ".join(str(error).split()).rstrip(".")
    what = f"{type(error).__name__}: {told}" if told else type(error).__name__
    return f"The model could not be loaded ({what}); mend that, or set `model` to `rules` to work without one."


def _load_common() -> None:
    """Word lists and tables that every classifier reads with."""
    from classifiers.rules import RuleClassifier  # noqa: PLC0415

    RuleClassifier().classify(["warm up"])


def stand_in(fault: str) -> "StandIn":
    """Rules in the place of a model; loaded only here, because who gives out the work rarely needs them."""
    from classifiers.degraded import StandIn  # noqa: PLC0415

    return StandIn(fault)


def lines(classifier: Classifier, texts: Sequence[str]) -> list[str]:
    """One line of JSON per text, in order; a text that the classifier can't bear is read by the rules."""
    try:
        return [_line(found) for found in classifier.classify(texts)]
    except Exception as error:
        if len(texts) > 1:
            return [line for text in texts for line in lines(classifier, [text])]
        return lines(stand_in(f"The model failed over a message: {error}."), texts)


def _fault(classifier: Classifier) -> str | None:
    from classifiers.degraded import StandIn  # noqa: PLC0415

    if isinstance(classifier, StandIn):
        return classifier.fault
    return "The model behind it could not be loaded." if classifier.degraded else None


def _line(found: Classification) -> str:
    return json.dumps(found.to_json(), ensure_ascii=False)


def found_in(line: str) -> Classification:
    """The classification in a worker's line."""
    value: dict[str, Any] = json.loads(line)
    return Classification.from_json(value)


def _end_with(parent: int) -> None:
    """A killed parent can't stop its workers: a busy one would go on for nobody."""
    while os.getppid() == parent:
        time.sleep(1.0)
    os._exit(0)
