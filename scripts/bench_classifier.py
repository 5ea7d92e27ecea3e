"""Measures how fast the shipped classifier is: make bench-classifier, on a machine that does nothing else.

Three things take turns on the same texts of 30 tokens, one process per core and one thread per process: the whole
`ascolto classify` from its start to its last line; bare onnxruntime sessions on the same token ids (without loading,
one text or eight at a time, whichever is faster); and a transformers text-classification pipeline of the same size with
random weights (32 bits, one text at a time, without loading), where torch and transformers are installed. Ratios are
taken within a round; the median round is told.
"""

import json
import multiprocessing
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from itertools import islice
from multiprocessing.queues import Queue
from multiprocessing.synchronize import Barrier
from pathlib import Path
from statistics import median, quantiles
from typing import Any

import numpy as np
from tokenizers import Tokenizer

from classifiers.cores import usable_cores
from classifiers.encoder import open_session
from classifiers.model import ModelClassifier
from classifiers.model_files import MODEL, SHIPPED, TOKENIZER
from classifiers.training.plan import own_corpus

TOKENS = 30
TEXTS = 4_000
FEWER = 400
"""Texts for the pipeline, which is the slow one, and for single messages."""

ROUNDS = 3
STARTS = 5
CORES = usable_cores()
COMMAND = Path(sys.executable).with_name("ascolto")

Run = Callable[[], Any]


def main() -> None:
    """Print the figures."""
    for name, values in measure_speed().items():
        print(f"{name:>16}  {' / '.join(f'{value:,.2f}' for value in values)}")


def measure_speed() -> dict[str, list[float]]:
    """Values by the keys of scripts/eval_targets.py."""
    messages = [example.text for example in own_corpus()]
    texts, ids = _texts(messages)
    rounds = [_round(number, texts, ids) for number in range(1, ROUNDS + 1)]
    waits = _alone(_single, messages[:FEWER])
    found = {
        "throughput": median(found["ascolto classify"] for found in rounds),
        "to_bare": median(found["ascolto classify"] / found["onnxruntime"] for found in rounds),
        "p99_ms": 1000 * quantiles(waits, n=100)[98],
        "start_s": median(_start() for _ in range(STARTS)),
        "worker_mb": max(found["MB"] for found in rounds),
    }
    if "transformers" in rounds[0]:
        found["to_transformers"] = median(found["ascolto classify"] / found["transformers"] for found in rounds)
    return {name: [round(value, 3)] for name, value in found.items()}


def _texts(messages: Sequence[str]) -> tuple[list[str], list[list[int]]]:
    """Texts of exactly so many tokens, each made of two or three messages, and their token ids."""
    tokenizer = Tokenizer.from_file(str(SHIPPED / TOKENIZER))
    made: list[tuple[str, list[int]]] = list(islice(_cut(tokenizer, messages), TEXTS))
    return [text for text, _ in made], [ids for _, ids in made]


def _cut(tokenizer: Tokenizer, messages: Sequence[str]) -> Iterator[tuple[str, list[int]]]:
    for step in range(1, len(messages)):  # other neighbours in every turn, so that no text comes twice
        for place in range(len(messages)):
            several = [messages[(place + turn * step) % len(messages)] for turn in range(6)]
            whole = " ".join(several).replace("\n", " ")
            offsets = tokenizer.encode(whole).offsets
            text = whole[: offsets[TOKENS - 2][1]] if len(offsets) > TOKENS else ""
            if len(ids := tokenizer.encode(text).ids) == TOKENS:
                yield text, ids


def _round(number: int, texts: Sequence[str], ids: Sequence[list[int]]) -> dict[str, float]:
    speed, memory = _whole(texts)
    found = {"ascolto classify": speed, "MB": memory}
    found["onnxruntime"] = max(_together(partial(_bare, batch=batch), ids) for batch in (1, 8))
    if find_spec("torch") and find_spec("transformers"):
        found["transformers"] = _together(_pipeline, texts[:FEWER])
    told = ", ".join(f"{name} {value:,.0f}" for name, value in found.items())
    print(f"Round {number} of {ROUNDS}, texts a second: {told}", file=sys.stderr)
    return found


def _whole(texts: Sequence[str]) -> tuple[float, float]:
    """Texts a second of the command from its start to its end, and the peak memory of its largest process in MB."""
    with tempfile.TemporaryDirectory(prefix="ascolto-bench-") as folder:
        file, out = Path(folder) / "texts.jsonl", Path(folder) / "out.jsonl"
        file.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts), encoding="utf-8")
        with out.open("wb") as target:
            start = time.perf_counter()
            running = subprocess.Popen([COMMAND, "classify", file], stdout=target)
            peak = _Peak(running.pid)
            peak.start()
            code = running.wait()
            seconds = time.perf_counter() - start
        peak.join()
        told = len(out.read_bytes().splitlines())
    assert (code, told) == (0, len(texts)), f"ascolto classify ended with {code} after {told} texts"
    return len(texts) / seconds, peak.megabytes


class _Peak(threading.Thread):
    """Follows the largest high-water mark of memory among a process and its descendants while it lives (Linux)."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self._pid = pid
        self.megabytes = 0.0

    def run(self) -> None:
        while tree := list(_tree(self._pid)):
            self.megabytes = max(self.megabytes, *map(_megabytes, tree))
            time.sleep(0.1)


def _tree(pid: int) -> Iterator[int]:
    try:
        children = [path.read_text() for path in Path(f"/proc/{pid}/task").glob("*/children")]
        alive = "VmHWM" in Path(f"/proc/{pid}/status").read_text()  # a zombie has no memory left
    except OSError:
        return
    if alive:
        yield pid
    for child in " ".join(children).split():
        yield from _tree(int(child))


def _megabytes(pid: int) -> float:
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0.0
    return max((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")), default=0.0)


def _start() -> float:
    """Seconds from calling the command to its first answer."""
    start = time.perf_counter()
    with subprocess.Popen([COMMAND, "classify"], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as running:
        assert running.stdin is not None
        assert running.stdout is not None
        running.stdin.write(b"where is my parcel?\n")
        running.stdin.close()
        running.stdout.readline()
        return time.perf_counter() - start


def _together(prepare: Callable[[Sequence[Any]], Run], items: Sequence[Any]) -> float:
    """Items a second of one process per core that all begin at the same moment, after preparing."""
    context = multiprocessing.get_context("spawn")
    ready, results = context.Barrier(CORES), context.Queue()
    parts = [items[core::CORES] for core in range(CORES)]
    workers = [context.Process(target=_worker, args=(prepare, part, ready, results)) for part in parts]
    for worker in workers:
        worker.start()
    seconds = max(results.get(timeout=600) for _ in workers)
    for worker in workers:
        worker.join()
    return len(items) / seconds


def _worker(
    prepare: Callable[[Sequence[Any]], Run], part: Sequence[Any], ready: Barrier, results: "Queue[float]"
) -> None:
    run = prepare(part)
    ready.wait(timeout=300)
    start = time.perf_counter()
    run()
    results.put(time.perf_counter() - start)


def _bare(ids: Sequence[list[int]], batch: int) -> Run:
    session = open_session(SHIPPED / MODEL)
    inputs = [np.array(ids[place : place + batch], dtype=np.int64) for place in range(0, len(ids), batch)]
    given: list[Mapping[str, Any]] = [{"input_ids": each, "attention_mask": np.ones_like(each)} for each in inputs]

    def run() -> None:
        for each in given:
            session.run(None, each)

    session.run(None, given[0])
    return run


def _pipeline(texts: Sequence[str]) -> Run:
    os.environ["HF_HUB_OFFLINE"] = "1"
    torch: Any = import_module("torch")  # neither need be installed
    transformers: Any = import_module("transformers")
    torch.set_num_threads(1)
    config = transformers.AutoConfig.from_pretrained(SHIPPED)
    model = transformers.BertForSequenceClassification(config).eval()
    tokenizer = transformers.AutoTokenizer.from_pretrained(SHIPPED)
    pipeline = transformers.pipeline("text-classification", model=model, tokenizer=tokenizer)
    pipeline(texts[0])
    return lambda: pipeline(list(texts), batch_size=1)


def _alone(work: Callable[[Sequence[str]], list[float]], texts: Sequence[str]) -> list[float]:
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(work, (texts,))


def _single(texts: Sequence[str]) -> list[float]:
    """Seconds of each text, classified one at a time after a few that warm up."""
    classifier = ModelClassifier()
    classifier.classify(texts[:20])
    return [_seconds(classifier, text) for text in texts]


def _seconds(classifier: ModelClassifier, text: str) -> float:
    start = time.perf_counter()
    classifier.classify([text])
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
