"""Measures the shipped classifier: make eval, with EVAL_DATA=folder for the public sets, TRAIN=1 and SPEED=1 for more.

Writes docs/figures-classifier.json and the table in docs/classifier.md. What this run does not measure keeps its
earlier figure as long as the model is the same.
"""

import argparse
import csv
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from classifiers.base import Classifier
from classifiers.disclosures import find_disclosures
from classifiers.evaluation import metrics
from classifiers.evaluation.evaluate import Judged, judge, score
from classifiers.evaluation.figures import as_markdown, summary
from classifiers.evaluation.scores import Scores
from classifiers.heads import COMPLAINT, SENTIMENT
from classifiers.language import detect
from classifiers.model import ModelClassifier
from classifiers.model_files import MODEL, SHIPPED, digest
from classifiers.training.examples import Example, clean, read_examples, rows_of
from classifiers.training.plan import own_corpus, split_corpus
from scripts.bench_classifier import measure_speed
from scripts.eval_targets import TARGETS, Row

ROOT = Path(__file__).parent.parent
PAGE, STORE = ROOT / "docs" / "classifier.md", ROOT / "docs" / "figures-classifier.json"
FIXTURES = ROOT / "tests" / "fixtures" / "classifiers"
BEGIN, END = "<!-- figures: make eval -->\n", "<!-- end of figures -->\n"
MAIN = ("en", "it", "pl", "ro")


@dataclass(frozen=True, slots=True)
class PublicSet:
    """Where a public set lies below the folder of sets, and which of its columns is which head."""

    file: str
    head: str
    labels: Mapping[str, Any]
    languages: tuple[str, ...]


YES_NO = {"1": {COMPLAINT.name: True}, "0": {COMPLAINT.name: False}}
TONES = {tone: tone for tone in SENTIMENT.labels}  # rows of another tone, like WCCRS's ambivalent, are left out
COMPLAINTS = PublicSet("complaints/train.csv", COMPLAINT.name, YES_NO, ("en",))
SENTIMENTS = (
    PublicSet("umsab_sentiment/dev.csv", SENTIMENT.name, TONES, ("en",)),
    PublicSet("umsab_sentiment/dev.csv", SENTIMENT.name, TONES, ("it",)),
    PublicSet("sart_ro/dev.csv", SENTIMENT.name, TONES, ("ro",)),
    PublicSet("wccrs_pl/dev.csv", SENTIMENT.name, TONES, ("pl",)),
)


class Reading(NamedTuple):
    """What was measured for a target: one value for each of its names, and over how many messages."""

    key: str
    values: Sequence[float]
    n: Sequence[int]


def main() -> None:
    """Measure what was asked for, and write the page anew."""
    asked = _arguments()
    classifier = ModelClassifier()
    held_out = score(
        classifier.model, judge(classifier, _told("the held-out messages", split_corpus(own_corpus()).measure))
    )
    readings = [*_own(held_out), *_spans(), *_care_dev(classifier)]
    if asked.data:
        readings += [*_public(classifier, asked.data)]
    if asked.data and asked.train:
        readings += [*_trained(asked.data)]
    if asked.speed:
        readings += [Reading(key, values, []) for key, values in measure_speed().items()]
    _write(classifier.model, summary(held_out), {reading.key: reading for reading in readings})


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measures the shipped classifier.")
    parser.add_argument("--data", type=Path, help="the folder of the public sets")
    parser.add_argument("--train", action="store_true", help="also train on four fifths of the complaints")
    parser.add_argument("--speed", action="store_true", help="also measure speed; the machine should be idle")
    return parser.parse_args()


def _told(what: str, examples: list[Example]) -> list[Example]:
    print(f"Reading {what} ({len(examples):,}) …", file=sys.stderr)
    return examples


def _own(found: Scores) -> Iterator[Reading]:
    everything = summary(found)
    by_language = [everything[language] for language in MAIN]
    counts = [int(part["n"] or 0) for part in by_language]
    n = found.overall.n
    yield Reading("complaint", [_points(part["complaint_f1"]) for part in by_language], counts)
    whole = everything["all"]
    yield Reading("urgency", [_points(whole["urgency_f1"]), _points(whole["critical_recall"])], [n])
    yield Reading("topics", [_points(whole["topic_f1"])], [n])
    for kind in ("self_harm", "threat"):
        parts = [found.languages[language].risks[kind] for language in MAIN]
        yield Reading(kind, [_points(part.recall_at_precision) for part in parts], [part.present for part in parts])
    errors = ("complaint_calibration_error", "urgency_calibration_error")
    yield Reading("calibration", [_points(whole[name]) for name in errors], [n])


def _spans() -> Iterator[Reading]:
    wanted: list[set[tuple[int, int, str]]] = []
    told: list[set[tuple[int, int, str]]] = []
    for _, row in rows_of(FIXTURES / "pii_synthetic.csv"):
        wanted.append({(start, end, kind) for start, end, kind in json.loads(row["spans"])})
        found = find_disclosures(row["text"])
        told.append({(each.start, each.end, each.kind.value) for each in found if each.start is not None and each.end})
    yield Reading("disclosures", [_points(value) for value in metrics.span_scores(wanted, told)], [len(wanted)])


def _care_dev(classifier: Classifier) -> Iterator[Reading]:
    examples = _told("care_dev", read_examples(FIXTURES / "care_dev.jsonl"))
    parts = summary(score(classifier.model, judge(classifier, examples)))
    values = [_points(parts[language]["complaint_f1"]) for language in MAIN]
    yield Reading("care_dev", values, [int(parts[language]["n"] or 0) for language in MAIN])


def _public(classifier: Classifier, folder: Path) -> Iterator[Reading]:
    rows = _rows(folder, COMPLAINTS)
    judged = judge(classifier, _told(COMPLAINTS.file, [example for _, example in rows]))
    yield _complaints("complaints", [row for row, _ in rows], judged)
    tones = [_sentiment(classifier, folder, tones) for tones in SENTIMENTS]
    yield Reading("sentiment", [value for value, _ in tones], [n for _, n in tones])
    texts = [(row["text"], row["lang"]) for _, row in rows_of(folder / "langid" / "train.csv")]
    print(f"Reading langid ({len(texts):,}) …", file=sys.stderr)
    right = metrics.accuracy([language for _, language in texts], [detect(text).value for text, _ in texts])
    yield Reading("language", [_points(right)], [len(texts)])


def _sentiment(classifier: Classifier, folder: Path, tones: PublicSet) -> tuple[float, int]:
    examples = _told(f"{tones.file} {tones.languages[0]}", [example for _, example in _rows(folder, tones)])
    found = score(classifier.model, judge(classifier, examples)).overall.sentiment
    assert found is not None
    return _points(found.macro_f1), found.n


def _complaints(key: str, rows: Iterable[Mapping[str, Any]], judged: Sequence[Judged]) -> Reading:
    brand = [item for row, item in zip(rows, judged, strict=True) if row["brand_directed"] == "1"]
    values = [score("", part).overall.complaint for part in (judged, brand)]
    return Reading(key, [_points(part.macro_f1 if part else None) for part in values], [len(judged), len(brand)])


def _rows(folder: Path, public: PublicSet) -> list[tuple[Mapping[str, Any], Example]]:
    return [
        (row, Example(clean(row["text"]), row["lang"], public.file, {public.head: public.labels[row[public.head]]}))
        for _, row in rows_of(folder / public.file)
        if row["lang"] in public.languages and row[public.head] in public.labels
    ]


def _trained(folder: Path) -> Iterator[Reading]:
    """Train on the first four fifths of the file in its own order, measure on the last."""
    rows = _rows(folder, COMPLAINTS)
    cut = len(rows) * 4 // 5
    with tempfile.TemporaryDirectory(prefix="ascolto-eval-") as name:
        data, output = Path(name) / "complaints.csv", Path(name) / "model"
        with data.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["text", "lang", "complaint"])
            writer.writerows((row["text"], row["lang"], row["complaint"]) for row, _ in rows[:cut])
        ascolto = Path(sys.executable).with_name("ascolto")
        if subprocess.run([ascolto, "train", "--data", data, "--output", output], check=False).returncode:
            print("Not measured, because the training gave no model: complaints after ascolto train.", file=sys.stderr)
            return
        judged = judge(ModelClassifier(output), [example for _, example in rows[cut:]])
    yield _complaints("trained", [row for row, _ in rows[cut:]], judged)


def _points(share: float | None) -> float:
    """A share in points of a hundred; what could not be measured counts as nothing."""
    return round(100 * (share or 0.0), 2)


def _write(model: str, held_out: Mapping[str, Any], readings: Mapping[str, Reading]) -> None:
    weights = digest(SHIPPED / MODEL)
    earlier = _earlier(weights)
    today = f"{datetime.now(UTC):%Y-%m-%d}"
    rows: list[Row] = []
    for target in TARGETS:
        if reading := readings.get(target.key):
            rows.append(target.row(reading.values, reading.n, today))
        elif known := earlier.get(target.key):
            rows.append(target.row(known["measured"], known["n"], known["date"]))
        else:
            rows.append(target.row((), (), ""))
    stored = {"model": model, "sha256": weights, "rows": [asdict(row) for row in rows], "held_out": held_out}
    STORE.write_text(json.dumps(stored, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    page = PAGE.read_text("utf-8")
    PAGE.write_text(with_figures(page, stored), encoding="utf-8")
    print(table(rows))


def _earlier(weights: str) -> dict[str, Any]:
    """The stored rows by key, if they were measured on these weights."""
    stored: dict[str, Any] = json.loads(STORE.read_text("utf-8")) if STORE.exists() else {}
    return {row["key"]: row for row in stored["rows"]} if stored.get("sha256") == weights else {}


def with_figures(page: str, stored: Mapping[str, Any]) -> str:
    """The page with the tables of the stored figures between its marks."""
    before, rest = page.split(BEGIN)
    _, after = rest.split(END)
    rows = [Row(**row) for row in stored["rows"]]
    told = f"Model `{stored['model']}`, weights `{stored['sha256'][:12]}`.\n\n{table(rows)}\n"
    apart = f"The held-out quarter by language, in points of a hundred:\n\n{as_markdown(stored['held_out'])}"
    return f"{before}{BEGIN}{told}{apart}{END}{after}"


def table(rows: Iterable[Row]) -> str:
    """The rows as Markdown."""
    head = "| measure | at least | aim | measured | messages | date, command |\n|---|---|---|---|---|---|\n"
    return head + "".join(f"{row.markdown()}\n" for row in rows)


if __name__ == "__main__":
    main()
