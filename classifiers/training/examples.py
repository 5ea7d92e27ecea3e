"""Labelled messages: read from files, with a mask over what a source does not tell."""

import csv
import json
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from bot.domain.classification import SensitiveKind
from bot.domain.errors import Explained
from classifiers.heads import COMPLAINT, HEADS, RISK, Shape

SUFFIXES = (".csv", ".jsonl")
_TEXT_COLUMNS = ("text", "message", "tweet", "content", "body")
_YES = frozenset({"1", "1.0", "true", "yes", "y"})
_NO = frozenset({"0", "0.0", "false", "no", "n"})
_NOTHING = "none"
_KINDS = frozenset(kind.value for kind in SensitiveKind)
_CHOICES = frozenset(head.name for head in HEADS if head.shape is Shape.CHOICE)
_ESCAPED = re.compile(r"(?:\\u[0-9a-fA-F]{4})+")
_CODE = 2


class BadData(Explained):
    """Labelled data that can't be used; the sentence names file, row and fix."""


@dataclass(frozen=True, slots=True)
class Example:
    """One message. `labels` has only the heads that are known; a flags head maps each known flag to yes or no.

    `weights` says how many times the label of a head counts in training, where that is not once.
    """

    text: str
    language: str
    source: str
    labels: Mapping[str, Any] = field(default_factory=dict[str, Any])
    weights: Mapping[str, float] = field(default_factory=dict[str, float])
    held_out: bool = False
    pair: str = ""


def read_examples(path: Path) -> list[Example]:
    """The examples of a CSV or JSONL file, or of all such files below a folder.

    Known columns: `complaint` (0/1), `urgency`, `sentiment`, `topic`, `sensitive` (list), `lang`;
    others are left alone.
    Rows without any label are left out. Raises `BadData` with the file, the row and the fix.
    """
    files = [path] if path.is_file() else sorted(found for found in path.rglob("*") if found.suffix.lower() in SUFFIXES)
    if not files:
        raise BadData(f"There is no labelled data at {path}; name a .csv or .jsonl file, or a folder with some.")
    found = [example for file in files for example in _examples(file)]
    if not found:
        raise BadData(f"{path} holds no messages; give it a heading and a row for each message.")
    if not any(example.labels for example in found):
        names = ", ".join(head.name for head in HEADS if head is not RISK)
        raise BadData(f"{path} has no label column that is known; name columns {names} or sensitive.")
    return [example for example in found if example.labels]


def from_corrections(text: str, language: str, labels: Mapping[str, Any]) -> Example:
    """What people said of a message in the console: `sensitive` tells some kinds, the other heads one value."""
    told = {name: value for name, value in labels.items() if name in _CHOICES}
    if COMPLAINT.name in labels:
        told[COMPLAINT.name] = {COMPLAINT.name: labels[COMPLAINT.name]}
    if risks := {kind: value for kind, value in labels.get("sensitive", {}).items() if kind in RISK.labels}:
        told[RISK.name] = risks
    return Example(text, language, "corrections", told)


def rows_of(path: Path) -> Iterator[tuple[int, Any]]:
    """Rows with their line or row numbers. Raises `BadData`."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as source:
            if path.suffix.lower() == ".jsonl":
                yield from ((number, json.loads(line)) for number, line in enumerate(source, 1) if line.strip())
            elif path.suffix.lower() == ".csv":
                csv.field_size_limit(min(sys.maxsize, 2**31 - 1))
                heading = source.readline()
                source.seek(0)
                yield from enumerate(csv.DictReader(source, delimiter=_delimiter(heading)), 2)
            else:
                raise BadData(f"{path} is neither .csv nor .jsonl; save the labelled data as one of them.")
    except (OSError, UnicodeDecodeError, csv.Error, json.JSONDecodeError) as error:
        raise BadData(f"{path} can't be read as labelled data: {error}.") from error


def _delimiter(heading: str) -> str:
    """What most often parts the column names: a spreadsheet writes semicolons in much of Europe."""
    return max(",;\t", key=heading.count)


def _examples(path: Path) -> Iterator[Example]:
    for number, given in rows_of(path):
        where = f"{path}, row {number}"
        if not isinstance(given, dict):
            raise BadData(f"{where} is not an object with a text and labels.")
        row = {str(name).strip().lower(): value for name, value in cast("dict[str, Any]", given).items()}
        text = next((row[name] for name in _TEXT_COLUMNS if isinstance(row.get(name), str)), None)
        if text is None:
            raise BadData(f"{where} has no text; name the column 'text'.")
        yield Example(
            text=clean(text),
            language=_language(str(row.get("lang") or row.get("language") or "")),
            source=path.stem,
            labels=dict(_labels(row, where)),
            held_out=row.get("split") == "held_out",
            pair=str(row.get("pair") or ""),
        )


def clean(text: str) -> str:
    """Without escapes that a source left undecoded."""
    decoded = _ESCAPED.sub(lambda found: _units(found[0]), text)
    return decoded.encode("utf-8", "ignore").decode()


def _units(escapes: str) -> str:
    """The characters of UTF-16 escapes; an emoji takes two of them."""
    units = (int(unit, 16) for unit in escapes.split("\\u")[1:])
    return b"".join(unit.to_bytes(2, "big") for unit in units).decode("utf-16-be", "ignore")


def _labels(row: Mapping[str, Any], where: str) -> Iterator[tuple[str, Any]]:
    for head in HEADS:
        given = row.get(head.name)
        if head.name == "topic" and given in (None, ""):
            given = row.get("topics")
        if given in (None, []) or not str(given).strip():
            continue
        if head.shape is Shape.CHOICE:
            value = _listed(given)[0].lower()
            if value not in head.labels:
                raise BadData(f"{where}: the {head.name} '{value}' is not known; use {', '.join(head.labels)}.")
            yield head.name, value
        elif head is not RISK:
            yield head.name, {head.name: yes_or_no(given, f"{where}, column {head.name}")}
    if (sensitive := row.get("sensitive")) is not None and str(sensitive).strip():
        kinds = {_kind(item, where) for item in _listed(sensitive)}
        yield RISK.name, {kind: kind in kinds for kind in RISK.labels}


def _kind(given: str, where: str) -> str:
    """A sensitive kind or `none`; an unknown word must not teach that there is no danger."""
    kind = given.lower().replace("-", "_").replace(" ", "_")
    if kind not in _KINDS and kind != _NOTHING:
        raise BadData(f"{where}: '{given}' is not a sensitive kind; use none, {', '.join(sorted(_KINDS))}.")
    return kind


def _language(given: str) -> str:
    """The ISO 639-1 code of `en`, `EN` or `en-GB`; empty when there is none."""
    code = re.split(r"[-_]", given.strip().lower())[0]
    return code if len(code) == _CODE else ""


def _listed(given: object) -> list[str]:
    """A list, or a cell with parts between semicolons."""
    parts = cast("list[Any]", given) if isinstance(given, list) else str(given).split(";")
    return [_named(part).strip() for part in parts]


def _named(part: object) -> str:
    """The word itself, or the name in an entry of what `classify` prints."""
    if not isinstance(part, dict):
        return str(part)
    entry = cast("dict[str, Any]", part)
    return str(entry.get("kind") or entry.get("value"))


def yes_or_no(given: object, where: str) -> bool:
    """The truth of a cell. Raises `BadData`."""
    value = str(given).strip().lower()
    if value in _YES or value in _NO:
        return value in _YES
    raise BadData(f"{where} is '{given}'; use 1 or 0.")
