"""The report as Markdown, for a wiki, a chat or a ticket."""

import re
from collections.abc import Callable, Iterable, Sequence
from html import escape

from bot.reports import wording
from bot.reports.report import Distribution, Learning, Report, Row
from bot.reports.wording import duration, moment, open_time, percent

_MARKS = re.compile(r"([\\`*_{}\[\]()#+!|~])")


def render_md(report: Report) -> str:
    """The page's figures as headings and tables; every name is escaped, so that it stays text."""
    parts = [
        f"# Responsiveness {report.period.week}",
        f"{moment(report.period.start, report.period.timezone)} to "
        f"{moment(report.period.end, report.period.timezone)} ({report.period.timezone})",
        *_overview(report),
        *_promises(report),
        *(
            part
            for title, nameless, rows in wording.breakdowns(report)
            if rows
            for part in _rows(title, nameless, rows)
        ),
        *_comparison(report),
        *_inside(report),
        *_labels(report.learning),
        *_lists(report),
    ]
    return "\n\n".join(parts) + "\n"


def _overview(report: Report) -> list[str]:
    figures, times = report.figures, report.figures.response_time
    counts = [
        ("messages", report.inbound),
        ("needing a reply", figures.needing_reply),
        ("answered", figures.answered),
        ("unanswered", figures.unanswered),
        ("closed without a reply", figures.closed_without_reply),
        ("acknowledged automatically", report.acknowledgement.sent),
    ]
    bands = [(words, count, percent(share)) for _, words, count, share in wording.band_shares(figures.bands)]
    return [
        _table(("", "count"), counts),
        "## Response time",
        _table(_TIMES, [("calendar", *_times(times.calendar)), ("business hours", *_times(times.business, open_time))]),
        _table(("answered", "waits", "share of all"), bands),
    ]


def _promises(report: Report) -> list[str]:
    rows = [(wording.target_words(t), t.due, t.met, percent(t.share)) for t in report.targets]
    return ["## Targets", _table(("target", "due", "met", "share of due"), rows)] if rows else []


def _rows(title: str, nameless: str, rows: Iterable[Row]) -> list[str]:
    lines = [
        (
            nameless if row.name is None else row.name,
            row.needing_reply,
            row.answered,
            row.unanswered,
            duration(row.response_time.calendar.median_s),
            open_time(row.response_time.business.median_s),
            percent(wording.band_share(row, "within_1h")),
        )
        for row in rows
    ]
    heads = ("", "needing reply", "answered", "unanswered", "median", "median, business hours", "within 1 hour")
    return [f"## {title}", _table(heads, lines)]


def _comparison(report: Report) -> list[str]:
    rows = [wording.change_words(name, change) for name, change in report.changes.figures.items()]
    return [f"## Compared with {report.changes.week}", _table(("", "before", "now", "change"), rows)]


def _inside(report: Report) -> list[str]:
    stages = [
        ("until classified", *_times(report.waits.classification_s)),
        ("until approved", *_times(report.waits.approval_s)),
        ("until published", *_times(report.waits.publishing_s)),
    ]
    quality = report.quality
    counts = [
        ("approved unchanged", quality.approved_unchanged),
        ("edited", quality.edited),
        ("rejected", quality.rejected),
        ("overtaken by events", quality.stale),
        ("stopped by the guard", quality.guard_blocks),
        ("reopened", quality.reopened),
        ("repeat contacts", quality.repeat_contacts),
    ]
    return ["## Inside the desk", _table(_TIMES, stages), _table(("", "count"), counts)]


def _labels(learning: Learning) -> list[str]:
    if not learning.says_something:
        return []
    heads = [(head.name, head.judged, head.corrected, percent(head.disagreement)) for head in learning.by_head]
    mixed = [(words.label.replace("_", " "), words.said, words.should, words.count) for words in learning.confusions]
    shifts = [wording.shift_words(shift) for shift in wording.shown_shifts(learning.drift)]
    parts = [
        "## What people said of the labels",
        _table(
            ("", "count"),
            [
                ("messages that a person reviewed", learning.reviewed),
                ("with a label corrected", learning.disagreed),
                ("share of reviewed", percent(learning.disagreement)),
            ],
        ),
        _table(("label", "judged", "corrected", "share of reviewed"), heads),
    ]
    if mixed:
        parts.append(_table(("confused most", "the model said", "people said", "messages"), mixed))
    parts += ["## Compared with the four weeks before", "\n".join(f"- {_text(each)}" for each in learning.sentences)]
    return [*parts, _table(("messages", "before", "now", "change"), shifts)]


def _lists(report: Report) -> list[str]:
    zone = report.period.timezone
    worst = [
        (
            w.conversation_id,
            w.account,
            moment(w.start, zone),
            w.state.value,
            duration(w.calendar_s),
            open_time(w.business_s),
        )
        for w in report.worst
    ]
    uncertain = [
        (u.conversation_id, u.account, u.state.replace("_", " "), moment(u.since, zone)) for u in report.uncertain
    ]
    parts = [
        "## Longest waits",
        _table(("conversation", "account", "since", "state", "calendar", "business hours"), worst),
    ]
    if not worst:
        parts = []
    if uncertain:
        parts += ["## Uncertain replies", _table(("conversation", "account", "state", "since"), uncertain)]
    return [*parts, "## Notes", "\n".join(f"- {_text(note)}" for note in report.notes)]


_TIMES = ("", "count", "median", "90 %", "95 %", "mean", "longest")


def _times(d: Distribution, say: Callable[[float | None], str] = duration) -> tuple[object, ...]:
    return (d.count, *map(say, (d.median_s, d.p90_s, d.p95_s, d.mean_s, d.max_s)))


def _table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    rule = "|".join([" --- ", *[" ---: "] * (len(heads) - 1)])
    lines = [_line(heads), f"|{rule}|", *map(_line, rows)]
    return "\n".join(lines)


def _line(cells: Sequence[object]) -> str:
    return f"| {' | '.join(_text(cell) for cell in cells)} |"


def _text(value: object) -> str:
    return _MARKS.sub(r"\\\1", escape(" ".join(str(value).split()), quote=False))
