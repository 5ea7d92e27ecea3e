"""A CSV or JSON-lines file as a channel: every row is a customer's message, and nothing can be sent back."""

import csv
import hashlib
import json
import sys
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Any, ClassVar, cast

from bot.domain.approval import ApprovedReply
from bot.domain.clock import Clock, utc_now
from bot.domain.errors import Explained
from bot.domain.limits import Limits
from bot.domain.message import Author, Inbound, Kind
from connectors.base import Batch, Connector, Cursor, Health, Receipt, Refused
from connectors.limits import PLATFORM_LIMITS

BATCH = 500
LONGEST_TEXT = 200_000

_TEXT_NAMES = ("text", "message", "body", "content", "tweet", "full_text")
_ID_NAMES = ("id", "message_id", "tweet_id", "external_id")
_AUTHOR_NAMES = ("author", "author_id", "username", "user", "handle", "name")
_TIME_NAMES = ("created_at", "time", "timestamp", "date", "tweet_created")


class UnreadableFile(Explained):
    """The file can't be a channel; the sentence names it and the fix."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Which column holds what; None means the usual names."""

    text: str | None = None
    id: str | None = None
    author: str | None = None
    time: str | None = None


class ReplayConnector(Connector):
    """One file. The cursor is the number of rows read.

    `tell` gets one sentence per broken row. Raises `UnreadableFile` from `listen`.
    """

    kind: ClassVar[str] = "replay"
    limits: ClassVar[Limits] = PLATFORM_LIMITS["replay"]

    def __init__(
        self,
        path: Path,
        columns: Columns | None = None,
        *,
        limit: int | None = None,
        batch: int = BATCH,
        tell: Callable[[str], None] = lambda _: None,
        clock: Clock = utc_now,
    ) -> None:
        self._path = path
        self._columns = columns or Columns()
        self._limit = limit
        self._batch = batch
        self._tell = tell
        self._clock = clock
        self.read = 0
        self.invalid = 0

    async def __aenter__(self) -> "ReplayConnector":
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        return None

    async def listen(self, cursor: Cursor | None) -> AsyncIterator[Batch]:
        """Every row of the file, from the start: what is known already is recognised by its id."""
        del cursor  # a file may have been changed since; ids decide, not line numbers
        self.read = self.invalid = 0
        with _open(self._path) as lines:
            rows = iter(_rows(self._path, lines, self._columns))
            while chunk := list(islice(rows, self._room())):
                messages = [message for number, row in chunk if (message := self._message(number, row)) is not None]
                yield Batch(tuple(messages), Cursor(str(self.read)))

    @property
    def name(self) -> str:
        """The file's name."""
        return self._path.name

    def look(self) -> None:
        """Open the file and look at its columns. Raises `UnreadableFile`."""
        with _open(self._path) as lines:
            next(iter(_rows(self._path, lines, self._columns)), None)

    def count_rows(self) -> int:
        """How many rows a whole pass would read; a pass of its own. Raises `UnreadableFile`."""
        with _open(self._path) as lines:
            count = sum(1 for _ in _rows(self._path, lines, self._columns))
        return count if self._limit is None else min(count, self._limit)

    def _room(self) -> int:
        return self._batch if self._limit is None else max(0, min(self._batch, self._limit - self.read))

    def _message(self, number: int, row: "_Row | str") -> Inbound | None:
        self.read += 1
        if isinstance(row, str):
            return self._left_out(number, row)
        try:
            return self._inbound(number, row)
        except _BrokenRow as error:
            return self._left_out(number, str(error))

    def _left_out(self, number: int, why: str) -> None:
        self.invalid += 1
        self._tell(f"{self._path.name}, row {number}: {why}; the row was left out.")

    def _inbound(self, number: int, row: "_Row") -> Inbound:
        text = _text(row[_found(row, self._columns.text, _TEXT_NAMES) or ""])
        external_id = _word(row, self._columns.id, _ID_NAMES) or _own_id(number, text)
        author = _word(row, self._columns.author, _AUTHOR_NAMES)
        return Inbound(
            external_id=external_id,
            thread_id=external_id,
            # Without an author column nobody can be told apart, so every row is somebody else.
            author=Author(id=author or f"author of {external_id}", handle=author),
            text=text,
            created_at=_time(_word(row, self._columns.time, _TIME_NAMES), self._clock()),
            kind=Kind.MENTION,
        )

    async def send(self, reply: ApprovedReply, *, key: str) -> Receipt:
        """Always `Refused`: a file has nobody at the other end."""
        raise Refused("This message came from a file, and a file can't be answered.")

    async def find_sent(self, reply: ApprovedReply, *, key: str) -> Receipt | None:
        """Never there."""
        return None

    async def check(self) -> Health:
        """Whether the file is there."""
        if self._path.is_file():
            return Health(ok=True, identity=str(self._path))
        return Health(ok=False, problems=(f"The file {self._path} does not exist; check the path.",))


_Row = Mapping[str, Any]


class _BrokenRow(Exception):
    """What is wrong with one row."""


def _open(path: Path) -> Any:
    try:
        # Broken bytes become visible marks: a customer's message is worth more than its encoding.
        return path.open(encoding="utf-8-sig", errors="replace", newline="")
    except FileNotFoundError as error:
        raise UnreadableFile(f"The file {path} does not exist; check the path.") from error
    except IsADirectoryError as error:
        raise UnreadableFile(f"{path} is a folder; name a CSV or JSON-lines file in it.") from error
    except OSError as error:
        raise UnreadableFile(f"The file {path} can't be read ({error.strerror}); check its rights.") from error


def _rows(path: Path, lines: Iterator[str], columns: Columns) -> Iterator[tuple[int, _Row | str]]:
    """Numbered rows, from 1; a row that is no row comes as the sentence that says why."""
    clean = (line.replace("\x00", "") for line in lines)
    if path.suffix.lower() in (".jsonl", ".ndjson", ".json"):
        return _json_rows(clean, columns)
    return _csv_rows(path, clean, columns)


def _csv_rows(path: Path, lines: Iterator[str], columns: Columns) -> Iterator[tuple[int, _Row | str]]:
    csv.field_size_limit(sys.maxsize)  # a long text is judged by its length, not by the reader
    delimiter = "\t" if path.suffix.lower() == ".tsv" else ","
    reader = csv.DictReader(lines, delimiter=delimiter)
    names = list(reader.fieldnames or ())
    if not names:
        raise UnreadableFile(f"The file {path} is empty; it needs a first row with the column names.")
    _check_columns(path, names, columns)
    number = 0
    while True:
        number += 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield number, f"it is not valid CSV ({error})"
            continue
        yield number, row


def _json_rows(lines: Iterator[str], columns: Columns) -> Iterator[tuple[int, _Row | str]]:
    number = 0
    for line in lines:
        if not line.strip():
            continue
        number += 1
        try:
            value = json.loads(line)
        except (ValueError, RecursionError):
            yield number, "it is not valid JSON"
            continue
        if not isinstance(value, dict):
            yield number, "it is not a JSON object"
            continue
        row = cast("dict[str, Any]", value)
        missing = _found(row, columns.text, _TEXT_NAMES) is None
        yield number, f"it has no '{columns.text or 'text'}'" if missing else row


def _check_columns(path: Path, names: Sequence[str], columns: Columns) -> None:
    wanted = {"--text-column": columns.text, "--id-column": columns.id, "--author-column": columns.author}
    for option, name in {**wanted, "--time-column": columns.time}.items():
        if name is not None and name not in names:
            raise UnreadableFile(f"The file {path} has no column '{name}' ({option}); it has: {', '.join(names)}.")
    if columns.text is None and _found(dict.fromkeys(names), None, _TEXT_NAMES) is None:
        raise UnreadableFile(
            f"The file {path} has no column 'text'; name the column with --text-column, it has: {', '.join(names)}."
        )


def _found(row: _Row, name: str | None, usual: Sequence[str]) -> str | None:
    if name is not None:
        return name if name in row else None
    return next((candidate for candidate in usual if candidate in row), None)


def _word(row: _Row, name: str | None, usual: Sequence[str]) -> str | None:
    column = _found(row, name, usual)
    value = row[column] if column is not None else None
    return str(value).strip() or None if isinstance(value, str | int | float) else None


def _own_id(number: int, text: str) -> str:
    """The same for the same row of the same file, and another one for another file's."""
    return f"row-{number}-{hashlib.sha256(text.encode('utf-8', 'replace')).hexdigest()[:12]}"


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise _BrokenRow("it has no text")
    if len(value) > LONGEST_TEXT:
        raise _BrokenRow(f"its text has {len(value):,} characters, and {LONGEST_TEXT:,} is the most that is kept")
    return value


def _time(value: str | None, now: datetime) -> datetime:
    """ISO or Unix seconds or milliseconds; a time without a zone is UTC. Without a value: now."""
    if value is None:
        return now
    try:
        if value.replace(".", "", 1).isdigit():
            seconds = float(value)
            return datetime.fromtimestamp(seconds / 1000 if seconds > 1e11 else seconds, UTC)
        moment = datetime.fromisoformat(value)
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise _BrokenRow(f"its time '{value[:40]}' can't be read; write it as 2026-11-21T18:05:00Z") from error
