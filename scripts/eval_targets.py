"""What the classifier must reach, as data: one row of the table in docs/classifier.md each."""

from collections.abc import Sequence
from dataclasses import dataclass

EVAL = "make eval"
DATA = "make eval EVAL_DATA=…"
TRAIN = "make eval EVAL_DATA=… TRAIN=1"
SPEED = "make eval SPEED=1"


@dataclass(frozen=True, slots=True)
class Row:
    """One measured target; `measured` is empty where it was not measured, `n` where messages do not count."""

    key: str
    measure: str
    at_least: list[float]
    aim: list[float]
    at_most: bool
    measured: list[float]
    n: list[int]
    command: str
    date: str

    @property
    def is_met(self) -> bool | None:
        """Whether every value is on the right side of its limit; None without a limit or a measurement."""
        if not self.measured or not self.at_least:
            return None
        limits = self.at_least * len(self.measured) if len(self.at_least) == 1 else self.at_least
        pairs = zip(self.measured, limits, strict=True)
        return all(value <= limit if self.at_most else value >= limit for value, limit in pairs)

    def markdown(self) -> str:
        """A row of a table; a value below its limit is marked."""
        mark = {True: "", False: " (missed)", None: ""}[self.is_met]
        sign = "≤ " if self.at_most else ""
        limits = [f"{sign}{_joined(values)}" if values else "" for values in (self.at_least, self.aim)]
        counts = " / ".join(f"{count:,}" for count in self.n)
        measured = f"{_joined(self.measured)}{mark}" if self.measured else "not measured"
        when = f"{self.date}, `{self.command}`" if self.date else f"`{self.command}`"
        return f"| {self.measure} | {limits[0]} | {limits[1]} | {measured} | {counts} | {when} |"


@dataclass(frozen=True, slots=True)
class Target:
    """A measure with its limits; one limit may stand for several values."""

    key: str
    measure: str
    at_least: tuple[float, ...]
    aim: tuple[float, ...]
    command: str
    at_most: bool = False

    def row(self, measured: Sequence[float], n: Sequence[int], date: str) -> Row:
        """The target with what was measured."""
        limits = (list(self.at_least), list(self.aim))
        return Row(self.key, self.measure, *limits, self.at_most, list(measured), list(n), self.command, date)


def _joined(values: Sequence[float]) -> str:
    return " / ".join(f"{value:.3g}" if abs(value) < 100 else f"{value:,.0f}" for value in values)


TARGETS = (
    Target(
        "complaint", "complaint, held-out quarter of the own corpus, macro F1, en / it / pl / ro", (88,), (93,), EVAL
    ),
    Target(
        "urgency", "the same messages, eight languages: urgency macro F1 / recall of critical", (75, 92), (85, 97), EVAL
    ),
    Target("topics", "the same: topics, micro F1", (75,), (85,), EVAL),
    Target("self_harm", "the same: self-harm, recall at precision ≥ 0.6, en / it / pl / ro", (92,), (98,), EVAL),
    Target("threat", "the same: threat, recall at precision ≥ 0.6, en / it / pl / ro", (92,), (98,), EVAL),
    Target("calibration", "the same: calibration error, complaint / urgency", (5,), (), EVAL, at_most=True),
    Target("disclosures", "`pii_synthetic`, eight languages, exact spans: precision / recall", (98,), (99.5,), EVAL),
    Target("care_dev", "`care_dev`, complaint macro F1, en / it / pl / ro", (), (), EVAL),
    Target(
        "complaints",
        "`complaints` (en), never trained on, macro F1: all / directed at a brand",
        (80, 74),
        (86, 80),
        DATA,
    ),
    Target(
        "trained",
        "`complaints`, its last fifth, after `ascolto train` on the rest: all / directed at a brand",
        (86, 81),
        (88.5, 85),
        TRAIN,
    ),
    Target(
        "sentiment",
        "sentiment, macro F1, dev parts: UMSAB en / UMSAB it / SART ro / WCCRS pl (3 classes)",
        (67, 65, 75, 78),
        (71, 72, 82, 85),
        DATA,
    ),
    Target("language", "`langid`, eight languages, % right", (98,), (99,), DATA),
    Target("throughput", "`ascolto classify`, messages of 30 tokens a second, all cores", (250,), (400,), SPEED),
    Target("to_bare", "its ratio to bare onnxruntime sessions on the same tokens", (0.75,), (0.9,), SPEED),
    Target("to_transformers", "its ratio to a `transformers` pipeline of the same size", (6,), (10,), SPEED),
    Target("p99_ms", "one message at a time, p99, ms", (40,), (20,), SPEED, at_most=True),
    Target("start_s", "start to first result, s", (1,), (0.5,), SPEED, at_most=True),
    Target("worker_mb", "memory of a worker at its peak, MB", (300,), (200,), SPEED, at_most=True),
)
