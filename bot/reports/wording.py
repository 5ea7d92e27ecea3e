"""How figures are said to a person: the same words on the page and in Markdown."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from bot.domain.business_hours import zone_of
from bot.domain.labels import LabelHead
from bot.domain.policy import ClockKind
from bot.reports.report import (
    CONFIDENCE,
    LANGUAGE,
    Bands,
    Change,
    Drift,
    Figures,
    Report,
    Row,
    Shift,
    Target,
)

BAND_WORDS = {
    "within_1h": "within 1 hour",
    "within_5h": "1 to 5 hours",
    "within_24h": "5 to 24 hours",
    "over_24h": "over 24 hours",
    "unanswered": "unanswered",
}

_OPEN_UNITS = ((3_600, "h"), (60, "min"), (1, "s"))
_UNITS = ((86_400, "d"), *_OPEN_UNITS)
_NONE = "–"
_LARGEST = 5


def duration(seconds: float | None) -> str:
    """The two largest units: `2 d 3 h`, `15 min`, `0 s`; a dash when it is not known."""
    return _NONE if seconds is None else _in_units(round(seconds), _UNITS)


def open_time(seconds: float | None) -> str:
    """The same for business hours, where a day has no length: `27 h 15 min`."""
    return _NONE if seconds is None else _in_units(round(seconds), _OPEN_UNITS)


def percent(share: float | None) -> str:
    """`61 %`; what is neither none nor all is never rounded to it. A dash when there is nothing to share."""
    if share is None:
        return _NONE
    if 0 < share < 0.01:
        return "<1 %"
    if 0.99 < share < 1:
        return ">99 %"
    return f"{share:.0%}".replace("%", " %")


def share_of(part: int, whole: int) -> float | None:
    """A part of a whole, None when the whole is nothing."""
    return part / whole if whole else None


def band_shares(bands: Bands) -> list[tuple[str, str, int, float | None]]:
    """Key, words, count and share of each band; the shares divide by all waits, the unanswered ones included."""
    counts: dict[str, int] = asdict(bands)
    total = sum(counts.values())
    return [(key, BAND_WORDS[key], count, share_of(count, total)) for key, count in counts.items()]


def band_share(figures: Figures, band: str) -> float | None:
    """The share of one band in all waits, the unanswered ones included."""
    counts: dict[str, int] = asdict(figures.bands)
    return share_of(counts[band], figures.needing_reply)


def moment(instant: datetime, timezone: str) -> str:
    """Local date and time, to the minute."""
    return f"{instant.astimezone(zone_of(timezone)):%Y-%m-%d %H:%M}"


def target_words(target: Target) -> str:
    """`high: within 15 min`, with the clock where it is not the calendar."""
    if target.clock is ClockKind.BUSINESS:
        return f"{target.urgency.value}: within {open_time(target.target_s)} of business hours"
    return f"{target.urgency.value}: within {duration(target.target_s)}"


def change_words(name: str, change: Change) -> tuple[str, str, str, str]:
    """The figure's name, its value in the week before and now, and the difference with its sign."""
    unit = "open" if name.startswith("business_") else name.rpartition("_")[2]
    say, say_change = _SAID.get(unit, _count), _SAID_CHANGE.get(unit, _count)
    band = BAND_WORDS.get(name.removesuffix("_share")) if unit == "share" else None
    words = f"share {band}" if band else name.removesuffix("_s").replace("_", " ")
    if change.change is None:
        return words, say(change.before), say(change.now), _NONE
    sign = "+" if change.change > 0 else "−" if change.change < 0 else "±"
    return words, say(change.before), say(change.now), f"{sign}{say_change(abs(change.change))}"


def shift_words(shift: Shift) -> tuple[str, str, str, str]:
    """The figure's name, its value before and now, and whether chance explains the difference."""
    say = _mean if shift.head == CONFIDENCE else percent
    verdict = _NONE if shift.z is None else "larger than chance" if shift.is_beyond_chance else "may be chance"
    return shift_name(shift), say(shift.before), say(shift.now), verdict


def shift_name(shift: Shift) -> str:
    """`Complaints`, `Urgency high`, `Topic lost luggage`, `Language it`, `Mean confidence`."""
    known = {LabelHead.COMPLAINT.value: "Complaints", CONFIDENCE: "Mean confidence"}
    return known.get(shift.head) or f"{shift.head.capitalize()} {shift.value.replace('_', ' ')}"


def shown_shifts(drift: Drift) -> list[Shift]:
    """Those worth a line: complaints, urgencies, confidence, the largest topics and languages, and every alarm."""
    room = {LabelHead.TOPIC.value: _LARGEST, LANGUAGE: _LARGEST}
    shown: list[Shift] = []
    for shift in drift.shifts:
        room[shift.head] = room.get(shift.head, len(drift.shifts)) - 1
        if room[shift.head] >= 0 or shift.is_beyond_chance:
            shown.append(shift)
    return shown


def breakdowns(report: Report) -> list[tuple[str, str, tuple[Row, ...]]]:
    """Title, the word for what has no name, and rows of each table."""
    return [
        ("By account", _NONE, report.by_account),
        ("By platform", _NONE, report.by_platform),
        ("By urgency", "not classified", report.by_urgency),
        ("By language", "not classified", report.by_language),
        ("By topic", "not classified", report.by_topic),
        ("By person", "nobody yet", report.by_person),
    ]


def _in_units(left: int, units: Sequence[tuple[int, str]]) -> str:
    parts: list[str] = []
    for size, unit in units:
        count, left = divmod(left, size)
        if count or parts:
            parts.append(f"{count} {unit}" if count else "")
    return " ".join(part for part in parts[:2] if part) or "0 s"


def _mean(number: float | None) -> str:
    return _NONE if number is None else f"{number:.2f}"


def _count(number: float | None) -> str:
    return _NONE if number is None else f"{number:g}" if number < 1_000_000 else f"{number:.0f}"


def _points(share: float | None) -> str:
    return _NONE if share is None else f"{share * 100:.0f} points"


_SAID = {"s": duration, "open": open_time, "share": percent}
_SAID_CHANGE = {"s": duration, "open": open_time, "share": _points}
