"""`ascolto response-time`: conversation histories as JSON lines in, their waits out (CONTRACTS, `response-time`)."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from reprlib import repr as short
from typing import Any, cast

from bot.domain.business_hours import BadBusinessHours, BusinessHours
from bot.domain.history import Event, EventType
from bot.domain.response_time import Measured, Wait, WaitState, measure

_EXAMPLE = "an ISO time with its offset, like 2026-11-16T09:00:00Z"
_YEARS = range(1970, 2200)


class BadHistory(ValueError):
    """A line that is no conversation history; one sentence names the place and the fix."""


@dataclass(frozen=True, slots=True)
class BrokenLine:
    """A line that could not be measured: its number, from 1, and one sentence."""

    number: int
    reason: str

    def __str__(self) -> str:
        return f"Line {self.number}: {self.reason}"


def response_times(lines: Iterable[str | bytes]) -> Iterator[dict[str, Any] | BrokenLine]:
    """One result for each line, in order; empty lines are passed over.

    A broken line never costs the others their answer: it comes as a `BrokenLine`, which the command writes on
    stderr before it ends with exit code 1. Bytes are taken as UTF-8, so a bad byte breaks one line only.
    """
    hours = _HoursReader()
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            yield _answer(_document(line), hours)
        except BadHistory as error:
            yield BrokenLine(number, str(error))
        except RecursionError:
            yield BrokenLine(number, "the JSON is nested too deeply; write one plain object on each line.")


def wait_to_json(wait: Wait) -> dict[str, Any]:
    """One wait in the contract's shape; `backfilled` only where it is true."""
    data: dict[str, Any] = {
        "start": _written(wait.question),
        "end": _written(wait.ended_by) if wait.ended_by and wait.end else None,
        "state": wait.state.value,
        "calendar_s": whole(wait.calendar_s),
        "business_s": whole(wait.business_s),
        "band": wait.band.value if wait.band else None,
    }
    return data | {"backfilled": True} if wait.backfilled else data


def whole(seconds: float | None) -> float | int | None:
    """Seconds for a document: without a fraction where there is none, else to the microsecond."""
    if seconds is None:
        return None
    return int(seconds) if seconds == int(seconds) else round(seconds, 6)


def iso(instant: datetime) -> str:
    """The instant as ISO text, `Z` for UTC."""
    return instant.isoformat().replace("+00:00", "Z")


def _written(event: Event) -> str:
    return event.written or iso(event.at)


def _answer(data: Mapping[str, Any], hours: "_HoursReader") -> dict[str, Any]:
    now, events = _time(data, "now", "the history"), _events(data)
    measured = measure(events, now=now, hours=hours.read(data.get("business_hours")))
    return {"id": _id(data, "the history"), **_summary(measured)}


def _summary(measured: Measured) -> dict[str, Any]:
    waits = [wait_to_json(wait) for wait in measured.waits]
    return {"waits": waits} | {state.value: measured.count(state) for state in WaitState}


def _document(line: str | bytes) -> Mapping[str, Any]:
    try:
        text = line.decode("utf-8-sig") if isinstance(line, bytes) else line.removeprefix("\ufeff")
    except UnicodeDecodeError:
        raise BadHistory("the text is not UTF-8; save the file as UTF-8.") from None
    try:
        data: object = json.loads(text)
    except ValueError as error:
        detail = error.msg if isinstance(error, json.JSONDecodeError) else "it can't be read"
        raise BadHistory(f"this is not JSON ({detail}); write one object on each line.") from None
    return _object(data, "the history")


def _object(data: object, where: str) -> Mapping[str, Any]:
    if not isinstance(data, Mapping):
        raise BadHistory(f"{where} must be a JSON object in braces.")
    return cast("Mapping[str, Any]", data)


def _events(data: Mapping[str, Any]) -> list[Event]:
    events: object = data.get("events")
    if not isinstance(events, list):
        raise BadHistory("'events' is missing; give the conversation's events as a list, which may be empty.")
    return [_event(item, f"event {number}") for number, item in enumerate(cast("list[object]", events), start=1)]


def _event(item: object, where: str) -> Event:
    data = _object(item, where)
    return Event(
        type=_type(data, where),
        at=_time(data, "at", where),
        id=_name(data, "id", where),
        ref=_name(data, "ref", where),
        received_at=None if data.get("received_at") is None else _time(data, "received_at", where),
        written=data["at"],
    )


def _type(data: Mapping[str, Any], where: str) -> EventType:
    try:
        return EventType(data.get("type"))
    except ValueError:
        known = ", ".join(EventType)
        raise BadHistory(f"{where} has the type {short(data.get('type'))}; known are {known}.") from None


def _time(data: Mapping[str, Any], key: str, where: str) -> datetime:
    value = data.get(key)
    if value is None:
        raise BadHistory(f"{where} has no '{key}'; give {_EXAMPLE}.")
    try:
        instant = datetime.fromisoformat(value)
    except (ValueError, TypeError):
        raise BadHistory(f"{where} has the '{key}' {short(value)}; write {_EXAMPLE}.") from None
    if instant.tzinfo is None:
        raise BadHistory(f"{where} has the '{key}' {short(value)} without an offset; write {_EXAMPLE}.")
    if instant.year not in _YEARS:
        raise BadHistory(f"{where} has the '{key}' {short(value)}; a platform's time lies between 1970 and 2199.")
    return instant


def _name(data: Mapping[str, Any], key: str, where: str) -> str | None:
    return None if data.get(key) is None else str(_id(data, where, key))


def _id(data: Mapping[str, Any], where: str, key: str = "id") -> str | int:
    value: object = data.get(key)
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise BadHistory(f"{where} needs the '{key}' as text.")
    return value


class _HoursReader:
    """Reads business hours once for all lines that share them: their openings are then known already."""

    def __init__(self) -> None:
        self._data: object = None
        self._hours: BusinessHours | None = None

    def read(self, data: object) -> BusinessHours | None:
        if data is None:
            return None
        if data != self._data:
            try:
                self._hours = BusinessHours.from_json(data)
            except BadBusinessHours as error:
                raise BadHistory(f"business_hours: {error}") from None
            self._data = data
        return self._hours
