"""A classifier on every core: worker processes that are started when needed and again when they die."""

import logging
import threading
import time
from collections import deque
from collections.abc import Generator, Iterable, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import wait

from bot.domain.classification import Classification
from classifiers.cores import usable_cores
from classifiers.model_files import UnreadableModel
from classifiers.worker import Answer, Make, Ready, Unable, Worker, found_in, lines, stand_in

LARGEST = 64
"""Texts that travel together: enough that the way costs nothing, few enough that all cores end together."""

_SMALLEST = 8
_SPARE = 2
"""Batches that wait for a worker, so that none waits for a batch."""

_DEATHS = 2
"""A text that was there when so many workers died is read by the rules; the first time may have been chance."""

_PATIENCE_S = 100.0
"""Seconds that a worker may take for a batch or for loading; longer means that it hangs."""

_REST_S = 60.0
"""Seconds without new workers after so many deaths while loading: the machine may be short of memory."""

_log = logging.getLogger("ascolto.classifier")


@dataclass(eq=False, slots=True)
class _Batch:
    """Texts of the caller and their lines, in order; whole when none is missing."""

    texts: Sequence[str]
    lines: list[str] = field(init=False)
    missing: int = field(init=False)

    def __post_init__(self) -> None:
        self.lines = [""] * len(self.texts)
        self.missing = len(self.texts)


@dataclass(frozen=True, eq=False, slots=True)
class _Part:
    """Some of a batch's texts, by their places, and how many workers died over them."""

    batch: _Batch
    places: range
    deaths: int = 0

    @property
    def texts(self) -> list[str]:
        return [self.batch.texts[place] for place in self.places]

    def finish(self, found: Sequence[str]) -> None:
        for place, line in zip(self.places, found, strict=True):
            self.batch.lines[place] = line
        self.batch.missing -= len(self.places)

    def alone(self) -> list["_Part"]:
        """Each text by itself, so that one of them can't take the others along again."""
        return [_Part(self.batch, range(place, place + 1), self.deaths + 1) for place in self.places]


class PooledClassifier:
    """Implements `classifiers.base.Classifier`; the model itself is only ever loaded in the worker processes.

    There is at most one process per core that this one may use, the first at the first batch, more as long as batches
    wait. One that dies is replaced and its texts are read again, one by one; a text that kills again is read by the
    rules, as is everything while no process can be kept alive. Those results say `degraded`.
    """

    def __init__(self, make: Make, processes: int | None = None, *, first: Worker | None = None) -> None:
        """`first`: a worker that has been started before it was known what it is for."""
        self._make = make
        self._first = first
        self._most = processes or usable_cores()
        self._at_work: dict[Worker, _Part | None] = {}
        self._queue: deque[_Part] = deque()
        self._ready: Ready | None = None
        self._failed_starts = 0
        self._resting_until = 0.0
        self._one_caller = threading.RLock()

    @property
    def model(self) -> str:
        """The model in the workers. Starts one when none has been there; see `start`."""
        return self._known().model

    @property
    def degraded(self) -> bool:
        """Whether rules stand in for the model. Starts a worker when none has been there; see `start`."""
        return self._known().degraded

    @property
    def fault(self) -> str | None:
        """What happened to the model that rules stand in for. Starts a worker when none has been there."""
        return self._known().fault

    def prepare(self) -> None:
        """Let the first worker begin to load, without waiting for it."""
        with self._one_caller:
            if not self._at_work:
                self._hire()

    def start(self) -> Ready:
        """What the workers work with, known once the first has loaded. Raises `UnreadableModel` when none can."""
        with self._one_caller:
            while self._ready is None:
                self.prepare()
                self._listen()
            return self._ready

    def classify(self, texts: Sequence[str]) -> list[Classification]:
        """See `Classifier.classify`; raises `UnreadableModel` when `start` would."""
        size = min(LARGEST, max(_SMALLEST, -(-len(texts) // self._most)))
        parts = (texts[place : place + size] for place in range(0, len(texts), size))
        return [found_in(line) for batch in self.stream(parts) for line in batch]

    def stream(self, batches: Iterable[Sequence[str]]) -> Generator[list[str]]:
        """For each batch its results as lines of JSON (the contract's shape without the id), in order.

        Reads on only while fewer than a few batches are under way, so any number of them fits in memory.
        Raises `UnreadableModel` when `start` would.
        """
        with self._one_caller:
            source, under_way = iter(batches), deque[_Batch]()
            try:
                while True:
                    while len(under_way) < self._most + _SPARE and (texts := next(source, None)) is not None:
                        under_way.append(_Batch(texts))
                        self._queue.extend([_Part(under_way[-1], range(len(texts)))] if texts else [])
                    if not under_way:
                        return
                    self._hand_out()
                    if under_way[0].missing:
                        self._listen()
                        self._hand_out()
                    while under_way and not under_way[0].missing:
                        yield under_way.popleft().lines
            finally:
                if under_way:  # the caller went away; nobody wants what the workers are at
                    self.close()

    def close(self) -> None:
        """End the workers, after the batch they are at; they start again when needed."""
        with self._one_caller:
            self._queue.clear()
            for worker in self._at_work:
                worker.stop()
            self._at_work.clear()

    def _known(self) -> Ready:
        # Not behind the lock: a console that asks shall not wait for a batch.
        return self._ready or self.start()

    def _hand_out(self) -> None:
        for worker in [worker for worker in self._at_work if worker.idle]:
            if self._queue:
                self._give(worker, self._queue.popleft())
        loading = sum(not worker.loaded for worker in self._at_work)
        for _ in range(min(len(self._queue) - loading, self._most - len(self._at_work))):
            self._hire()

    def _hire(self) -> None:
        if time.monotonic() >= self._resting_until:
            worker, self._first = self._first or Worker(), None
            worker.begin(self._make)
            self._at_work[worker] = None

    def _give(self, worker: Worker, part: _Part) -> None:
        try:
            worker.give(part.texts)
        except OSError:  # died while idle, over no text
            self._dismiss(worker)
            self._queue.appendleft(part)
        else:
            self._at_work[worker] = part

    def _listen(self) -> None:
        """Wait until a worker says something or dies; with none left, read what waits by the rules."""
        watched = {worker.connection: worker for worker in self._at_work if not worker.idle}
        if not watched:
            self._stand_in()
            return
        longest = max(worker.busy_s() for worker in watched.values())
        for connection in wait(list(watched), max(0.0, _PATIENCE_S - longest)):
            self._hear(watched[connection])  # pyright: ignore[reportArgumentType] - what it was given
        for worker in watched.values():
            if worker in self._at_work and worker.busy_s() > _PATIENCE_S:
                self._lose(worker)

    def _hear(self, worker: Worker) -> None:
        try:
            answer: Answer = worker.hear()
        except (EOFError, OSError):
            self._lose(worker)
            return
        if isinstance(answer, Ready):
            self._welcome(answer)
        elif isinstance(answer, Unable):
            self._dismiss(worker)
            self._refuse(answer)
        elif part := self._at_work[worker]:
            self._at_work[worker] = None
            part.finish(answer)

    def _welcome(self, ready: Ready) -> None:
        if ready.fault and ready != self._ready:
            _log.warning("Rules stand in for the model. %s", ready.fault)
        self._ready, self._failed_starts = ready, 0

    def _refuse(self, unable: Unable) -> None:
        """At the start somebody must hear of it; a desk that has worked goes on."""
        if self._ready is None:
            raise UnreadableModel(unable.sentence)
        self._rest(unable.sentence)

    def _lose(self, worker: Worker) -> None:
        """A worker died or hangs: its texts are read again, and by the rules when that is not the first time."""
        part, loaded = self._at_work[worker], worker.loaded
        self._dismiss(worker)
        if part is not None:
            _log.warning("A classifier process ended over %d messages; another reads them again.", len(part.places))
            again = part.alone()
            if again[0].deaths < _DEATHS:
                self._queue.extendleft(reversed(again))
            else:
                _by_rules(again, "The model broke down over this message twice.")
        elif not loaded:
            self._failed_starts += 1
            if self._failed_starts >= _DEATHS:
                self._rest("The model's process ends while it loads; look for what the system says of memory.")

    def _dismiss(self, worker: Worker) -> None:
        del self._at_work[worker]
        worker.stop()

    def _rest(self, fault: str) -> None:
        self._failed_starts, self._resting_until = 0, time.monotonic() + _REST_S
        self._welcome(Ready(stand_in(fault).model, degraded=True, fault=fault))

    def _stand_in(self) -> None:
        fault = (self._ready and self._ready.fault) or "The model's processes could not be kept alive."
        _by_rules(self._queue, fault)
        self._queue.clear()


def _by_rules(parts: Iterable[_Part], fault: str) -> None:
    rules = stand_in(fault)
    for part in parts:
        part.finish(lines(rules, part.texts))
