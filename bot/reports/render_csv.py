"""The report as a table: one figure a line, as a spreadsheet or a script wants it."""

import csv
import io
from collections.abc import Iterator
from typing import Any, cast

from bot.reports.render_json import to_json
from bot.reports.report import Report

HEADER = ("week", "section", "name", "measure", "value")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def render_csv(report: Report) -> str:
    """UTF-8 text with a header line; `section` and `measure` are the keys of the JSON document, seconds stay seconds.

    Text that a spreadsheet would take for a formula gets an apostrophe before it.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(HEADER)
    for section, value in to_json(report).items():
        for name, measure, figure in _lines(section, value):
            writer.writerow([report.period.week, section, _safe(name), measure, _safe(figure)])
    return out.getvalue()


def _lines(section: str, value: object) -> Iterator[tuple[object, str, object]]:
    if not isinstance(value, list):
        for measure, figure in _flat(value):
            yield "", measure or section, figure
        return
    for place, item in enumerate(cast("list[object]", value), start=1):
        fields: dict[str, Any] = cast("dict[str, Any]", item) if isinstance(item, dict) else {"": item}
        name = fields.get("name", place)
        for measure, figure in _flat({key: field for key, field in fields.items() if key != "name"}):
            yield name, measure or section, figure


def _flat(value: object, path: str = "") -> Iterator[tuple[str, object]]:
    if not isinstance(value, dict):
        yield path, value
        return
    for key, item in cast("dict[str, object]", value).items():
        yield from _flat(item, f"{path}.{key}" if path else key)


def _safe(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
