"""Texts from a file or from standard input, as plain lines, CSV or JSON lines."""

import csv
import json
import sys
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import TextIOWrapper
from pathlib import Path
from typing import Any, TextIO, cast

import typer

from bot.domain.errors import Explained

FORMATS = ("text", "csv", "jsonl")


@dataclass(frozen=True, slots=True)
class TextRow:
    """One text with its id, and the whole object it came in (JSON lines only)."""

    id: str
    text: str
    fields: dict[str, Any] = field(default_factory=dict[str, Any])


@dataclass(frozen=True, slots=True)
class BrokenInput:
    """An input that holds no text, and one sentence why."""

    id: str
    sentence: str


def read_texts(name: str, format_: str | None, text_column: str | None) -> Iterator[TextRow | BrokenInput]:
    """Every input of `name` ('-' for standard input), in order. Raises `Explained` when there is nothing to read."""
    chosen = format_ or _format_of(name)
    if chosen not in FORMATS:
        raise typer.BadParameter(f"'{chosen}' is not a format; known: {', '.join(FORMATS)}.", param_hint="--format")
    with _opened(name) as lines:
        if chosen == "csv":
            yield from _from_csv(name, lines, text_column)
        elif chosen == "jsonl":
            yield from _from_jsonl(lines, text_column or "text")
        else:
            for number, line in enumerate(lines, start=1):
                yield TextRow(str(number), line.removesuffix("\n").removesuffix("\r"))


def _format_of(name: str) -> str:
    return {".csv": "csv", ".jsonl": "jsonl", ".ndjson": "jsonl"}.get(Path(name).suffix.lower(), "text")


@contextmanager
def _opened(name: str) -> Generator[TextIO]:
    if name == "-":
        # Only "\n" ends a line: customers use characters that Python would take for line ends too.
        yield TextIOWrapper(sys.stdin.buffer, encoding="utf-8", errors="replace", newline="\n")
        return
    try:
        file = Path(name).open(encoding="utf-8-sig", errors="replace", newline="\n")  # noqa: SIM115
    except FileNotFoundError as error:
        raise Explained(f"The file {name} does not exist; check the path, or use - for standard input.") from error
    except OSError as error:
        raise Explained(
            f"The file {name} can't be read ({error.strerror}); check that it is a file with rights."
        ) from error
    with file:
        yield file


def _from_csv(name: str, lines: TextIO, text_column: str | None) -> Iterator[TextRow | BrokenInput]:
    csv.field_size_limit(sys.maxsize)
    reader = csv.DictReader(lines)
    column = text_column or "text"
    names = list(reader.fieldnames or ())
    if column not in names:
        raise Explained(
            f"{name} has no column '{column}'; name it with --text-column, it has: {', '.join(names) or 'none'}."
        )
    for number, row in enumerate(reader, start=1):
        text = row.get(column)
        identity = row.get("id") or str(number)
        yield BrokenInput(identity, f"Row {number} has no text.") if text is None else TextRow(identity, text)


def _from_jsonl(lines: TextIO, key: str) -> Iterator[TextRow | BrokenInput]:
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except (ValueError, RecursionError):
            yield BrokenInput(str(number), f"Line {number} is not valid JSON; write one object per line.")
            continue
        fields = cast("dict[str, Any]", value) if isinstance(value, dict) else {}
        text = fields.get(key)
        if not isinstance(text, str):
            yield BrokenInput(str(fields.get("id", number)), f"Line {number} has no text under '{key}'.")
            continue
        yield TextRow(str(fields.get("id", number)), text, fields)
