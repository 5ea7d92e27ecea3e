"""The report as the contract's JSON document."""

import json
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any, cast

from bot.domain.response_time import WaitState
from bot.reports.report import Learning, Report
from bot.reports.response_times import iso, whole
from bot.reports.wording import shift_name

_BREAKDOWNS = ("by_account", "by_platform", "by_urgency", "by_language", "by_topic", "by_person")


def to_json(report: Report) -> dict[str, Any]:
    """The contract's shape, ready for `json.dumps`; seconds are whole where they are, what is unknown is null.

    Beyond the contract: `as_of`, `backfilled` with the figures of the waits that are shown apart, and what people and
    models said of the labels (`labels`, `labels_by_head`, `confusions`, `drift`, `models`, `label_notes`).
    """
    data = cast("dict[str, Any]", _plain(asdict(report)))
    figures: dict[str, Any] = data["figures"]
    changes: dict[str, Any] = data["changes"]
    return {
        "period": {
            "week": report.period.week,
            "start": report.period.start.isoformat(),
            "end": report.period.end.isoformat(),
            "timezone": report.period.timezone,
        },
        "as_of": data["as_of"],
        "inbound": report.inbound,
        "needing_reply": figures["needing_reply"],
        **{state.value: figures[state.value] for state in WaitState if state is not WaitState.WITHDRAWN},
        "response_time": figures["response_time"],
        "bands": figures["bands"],
        "backfilled": data["backfilled"],
        **{key: data[key] for key in ("targets", "acknowledgement", "waits", "quality")},
        **{key: [_named_first(row) for row in data[key]] for key in _BREAKDOWNS},
        "changes": {
            "previous_week": {"week": changes["week"], "as_of": changes["as_of"], **changes["figures"]},
        },
        **_learning(report.learning, data["learning"]),
        **{key: data[key] for key in ("uncertain", "worst", "notes")},
    }


def _learning(learning: Learning, data: dict[str, Any]) -> dict[str, Any]:
    drift: dict[str, Any] = data["drift"]
    names = map(shift_name, learning.drift.shifts)
    return {
        "labels": {
            **{key: data[key] for key in ("reviewed", "disagreed", "disagreement", "dangers_denied")},
            "messages": drift["messages"],
            "messages_before": drift["messages_before"],
        },
        "labels_by_head": data["by_head"],
        "confusions": data["confusions"],
        "drift": [{"name": name, **shift} for name, shift in zip(names, drift["shifts"], strict=True)],
        "models": [{"name": name, "messages": count} for name, count in drift["models"]],
        "models_before": [{"name": name, "messages": count} for name, count in drift["models_before"]],
        "label_notes": data["sentences"],
    }


def render_json(report: Report) -> str:
    """The document as text, readable by people too."""
    return json.dumps(to_json(report), indent=2) + "\n"


def _named_first(row: dict[str, Any]) -> dict[str, Any]:
    return {"name": row["name"], **row}


def _plain(value: object) -> object:
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in cast("dict[str, object]", value).items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in cast("list[object]", value)]
    if isinstance(value, datetime):
        return iso(value.astimezone(UTC))
    if isinstance(value, float):
        return whole(value)
    return value
