"""Worker processes: the same answers as at home, no message lost when one dies, and nothing left behind."""

import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

import pytest

from bot.domain.classification import Classification
from classifiers import workers
from classifiers.catalogue import RULES, make_classifier
from classifiers.model_files import UnreadableModel
from classifiers.rules import RuleClassifier
from classifiers.worker import Make
from classifiers.workers import PooledClassifier

TEXTS = ["my parcel is lost", "grazie mille!", "dove è il mio pacco?", "nu funcționează internetul"] * 24
POISON = "a text that no process survives"


class Odd(RuleClassifier):
    """Dies over one text, as a fault in compiled code would make it, and can't bear another."""

    def classify(self, texts: Sequence[str]) -> list[Classification]:
        if POISON in texts:
            os.kill(os.getpid(), signal.SIGKILL)
        if "unbearable" in texts:
            raise ValueError(texts)
        if "endless" in texts:
            time.sleep(600)
        return super().classify(texts)


class Stillborn(RuleClassifier):
    """Dies while it loads, as in a machine without memory."""

    def __init__(self) -> None:
        os.kill(os.getpid(), signal.SIGKILL)


class Speechless(RuleClassifier):
    """Loads, and can't bear any text."""

    def classify(self, texts: Sequence[str]) -> list[Classification]:
        raise ValueError(f"no answer to '{texts[0]}'.")


def _absent(library: str) -> RuleClassifier:
    raise FileNotFoundError(2, "No such file", library)


def _wordless() -> RuleClassifier:
    raise MemoryError


def told(found: Sequence[Classification]) -> list[tuple[str, bool, bool]]:
    return [(each.language.value, each.complaint, each.degraded) for each in found]


@pytest.fixture
def rules() -> Iterator[PooledClassifier]:
    pooled = PooledClassifier(RuleClassifier, processes=2)
    yield pooled
    pooled.close()


@pytest.fixture
def odd() -> Iterator[PooledClassifier]:
    pooled = PooledClassifier(Odd, processes=2)
    yield pooled
    pooled.close()


def test_workers_say_what_the_classifier_says_in_order(rules: PooledClassifier) -> None:
    expected = [found.to_json() for found in RuleClassifier().classify(TEXTS)]
    assert [found.to_json() for found in rules.classify(TEXTS)] == expected
    assert [found.to_json() for found in rules.classify(TEXTS[:3])] == expected[:3]
    assert rules.classify([]) == []
    assert (rules.model, rules.degraded, rules.fault) == (RuleClassifier().model, False, None)


def test_closed_workers_start_again_when_needed(rules: PooledClassifier) -> None:
    first = rules.classify(TEXTS)
    rules.close()
    assert rules.classify(TEXTS) == first


def test_a_stream_of_any_length_holds_only_a_few_batches(rules: PooledClassifier) -> None:
    taken = 0

    def batches() -> Iterator[list[str]]:
        nonlocal taken
        for number in range(500):
            taken += 1
            yield [] if number % 100 == 7 else [f"parcel {number} is lost"]

    for given, lines in enumerate(rules.stream(batches()), start=1):
        assert len(lines) == (0 if (given - 1) % 100 == 7 else 1)
        assert taken - given <= 4
    assert taken == 500


def test_who_stops_reading_a_stream_leaves_nothing_at_work(rules: PooledClassifier) -> None:
    stream = rules.stream(iter(lambda: TEXTS[:4], None))
    assert len(next(stream)) == 4
    stream.close()
    assert told(rules.classify(TEXTS[:2])) == told(RuleClassifier().classify(TEXTS[:2]))


def test_a_text_that_kills_is_read_by_the_rules_and_the_others_by_the_model(
    odd: PooledClassifier, caplog: pytest.LogCaptureFixture
) -> None:
    texts = [*TEXTS[:20], POISON, *TEXTS[:20]]
    found = odd.classify(texts)
    assert [each.degraded for each in found] == [text == POISON for text in texts]
    assert [each.language.value for each in found[:4]] == ["en", "it", "it", "ro"]
    assert not odd.degraded
    assert 1 <= caplog.text.count("ended") <= 2


def test_a_text_that_raises_is_read_by_the_rules(odd: PooledClassifier) -> None:
    assert [each.degraded for each in odd.classify(["thanks", "unbearable", "my parcel is lost"])] == [
        False,
        True,
        False,
    ]


def test_a_worker_that_hangs_is_replaced(odd: PooledClassifier, monkeypatch: pytest.MonkeyPatch) -> None:
    odd.start()
    monkeypatch.setattr(workers, "_PATIENCE_S", 5.0)
    assert [each.degraded for each in odd.classify(["endless"])] == [True]
    assert [each.degraded for each in odd.classify(["thanks"])] == [False]


def test_workers_that_die_between_two_batches_are_replaced(rules: PooledClassifier) -> None:
    rules.classify(TEXTS)
    there = children(os.getpid())
    assert there
    for child in there:
        os.kill(child, signal.SIGKILL)
    assert not any(found.degraded for found in rules.classify(TEXTS))


def test_without_any_process_the_rules_go_on(caplog: pytest.LogCaptureFixture) -> None:
    pooled = PooledClassifier(Stillborn, processes=2)
    assert all(found.degraded for found in pooled.classify(TEXTS))
    assert pooled.degraded
    assert "memory" in (pooled.fault or "")
    assert caplog.text.count("Rules stand in") == 1
    assert children(os.getpid()) == []


def test_a_model_that_was_named_and_is_not_there_stops_with_a_sentence(tmp_path: Path) -> None:
    pooled = PooledClassifier(partial(make_classifier, str(tmp_path / "nowhere")))
    with pytest.raises(UnreadableModel, match="nowhere"):
        pooled.classify(["hello"])
    assert children(os.getpid()) == []


def test_a_model_that_goes_away_later_leaves_the_rules(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    pooled = PooledClassifier(partial(_while_there, tmp_path / "model"))
    (tmp_path / "model").touch()
    assert not pooled.degraded
    (tmp_path / "model").unlink()
    pooled.close()
    with caplog.at_level(logging.WARNING):
        assert [found.degraded for found in pooled.classify(["hello"])] == [True]
    assert pooled.fault == "It is gone."
    assert "It is gone." in caplog.text


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (partial(_absent, "libodd.so"), r"could not be loaded \(FileNotFoundError: .*libodd\.so"),
        (_wordless, r"could not be loaded \(MemoryError\); mend that, or set `model` to `rules`"),
        (Speechless, r"could not be loaded \(ValueError: no answer to 'warm up'\)"),
    ],
)
def test_whatever_keeps_a_classifier_from_loading_is_told(make: Make, sentence: str) -> None:
    pooled = PooledClassifier(make)
    with pytest.raises(UnreadableModel, match=sentence):
        pooled.classify(["hello"])
    assert children(os.getpid()) == []


def _while_there(path: Path) -> RuleClassifier:
    if not path.exists():
        raise UnreadableModel("It is gone.")
    return RuleClassifier()


def test_nobody_stays_when_the_parent_is_killed() -> None:
    script = (
        "from tests.classifiers.test_workers import *\n"
        "pooled = PooledClassifier(Odd, processes=1)\n"
        "pooled.start(); print('ready', flush=True); pooled.classify(['endless'])"
    )
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True) as parent:
        try:
            assert parent.stdout is not None
            assert parent.stdout.readline() == "ready\n"
            at_work = children(parent.pid)
        finally:
            parent.kill()
    assert len(at_work) == 1
    until = time.monotonic() + 10
    while any(map(alive, at_work)) and time.monotonic() < until:
        time.sleep(0.1)
    assert not any(map(alive, at_work))


def test_a_worker_loads_only_what_it_needs() -> None:
    script = (
        "import sys, classifiers.worker as w, classifiers.catalogue as c\n"
        "w.lines(c.make_classifier('rules'), ['hello'])\n"
        "print(*sorted(name for name in sys.modules if '.' not in name))"
    )
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.split()
    assert not {"aiohttp", "sqlalchemy", "sqlmodel", "pydantic", "typer", "rich", "tweepy", "jinja2"} & set(loaded)


def test_the_setting_rules_is_no_degraded_mode() -> None:
    assert not make_classifier(RULES).degraded


def children(parent: int) -> list[int]:
    """The workers that a process has started and not yet given up."""
    listed = subprocess.run(["ps", "-ww", "-o", "pid=,args=", "--ppid", str(parent)], capture_output=True, text=True)  # noqa: PLW1510
    return [int(entry.split()[0]) for entry in listed.stdout.splitlines() if "serve(" in entry]


def alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True
