import csv
import io
import json
import re
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree

import pytest

from bot.reports.render_csv import render_csv
from bot.reports.render_html import render_html
from bot.reports.render_json import render_json, to_json
from bot.reports.render_md import render_md
from bot.reports.report import Bands
from bot.reports.wording import band_shares, duration, open_time, percent
from tests.reports.build import busy_week, report_of

HOSTILE = "<script>alert(1)</script>\"'&|`[x](http://evil)\u202e"

CONTRACT: dict[str, Any] = {
    "period": {"week", "start", "end", "timezone"},
    "inbound": None,
    "needing_reply": None,
    "answered": None,
    "unanswered": None,
    "closed_without_reply": None,
    "response_time": {"calendar", "business"},
    "bands": {"within_1h", "within_5h", "within_24h", "over_24h", "unanswered"},
    "targets": None,
    "acknowledgement": {"sent", "median_s", "opt_outs"},
    "waits": {"classification_s", "approval_s", "publishing_s"},
    "quality": {
        "approved_unchanged",
        "edited",
        "rejected",
        "stale",
        "guard_blocks",
        "reopened",
        "repeat_contacts",
        "csat",
        "ces",
    },
    "by_account": None,
    "by_platform": None,
    "by_urgency": None,
    "by_language": None,
    "by_topic": None,
    "by_person": None,
    "changes": {"previous_week"},
    "uncertain": None,
    "worst": None,
    "notes": None,
}


@pytest.mark.parametrize("report", [busy_week(), report_of()], ids=["busy", "empty"])
def test_the_document_has_every_key_of_the_contract(report: Any) -> None:
    data = json.loads(render_json(report))
    assert set(CONTRACT) <= set(data)
    for key, inner in CONTRACT.items():
        if inner is not None:
            assert set(data[key]) == inner
    for clock in ("calendar", "business"):
        assert set(data["response_time"][clock]) == {"count", "median_s", "p90_s", "p95_s", "mean_s", "max_s"}
    assert [set(target) for target in data["targets"]] == [{"urgency", "target_s", "clock", "due", "met", "share"}] * 4


def test_the_document_in_figures() -> None:
    data = to_json(busy_week())
    assert data["period"] == {
        "week": "2026-W47",
        "start": "2026-11-16T00:00:00+01:00",
        "end": "2026-11-23T00:00:00+01:00",
        "timezone": "Europe/Rome",
    }
    assert (data["needing_reply"], data["answered"], data["unanswered"], data["closed_without_reply"]) == (5, 3, 2, 1)
    assert data["targets"][1] == {
        "urgency": "high",
        "target_s": 900,
        "clock": "calendar",
        "due": 1,
        "met": 0,
        "share": 0,
    }
    assert next(iter(data["by_account"][0])) == "name"
    assert data["worst"][0]["start"] == "2026-11-16T10:00:00Z"
    assert data["changes"]["previous_week"]["week"] == "2026-W46"
    assert data["changes"]["previous_week"]["needing_reply"] == {"before": 1, "now": 5, "change": 4}
    assert isinstance(data["response_time"]["calendar"]["median_s"], int)


def body(html: str) -> ElementTree.Element:
    """The page, read as XML: every element closed, every name escaped."""
    return ElementTree.fromstring(html.replace("<!DOCTYPE html>", ""))


@pytest.mark.parametrize("report", [busy_week(HOSTILE), busy_week(), report_of()], ids=["hostile", "busy", "empty"])
def test_the_page_is_well_formed_and_needs_nothing_else(report: Any) -> None:
    page = body(render_html(report))
    tags = {element.tag for element in page.iter()}
    assert not tags & {"script", "link", "img", "iframe", "object", "embed", "a", "form"}
    loaded = {"src", "href", "action", "srcset", "onload", "onclick", "style"}
    assert not any(loaded & set(element.attrib) for element in page.iter())
    assert "url(" not in render_html(report)
    assert "@import" not in render_html(report)
    ids = [element.attrib["id"] for element in page.iter() if "id" in element.attrib]
    assert len(ids) == len(set(ids))
    labels = [name for element in page.iter() for name in element.attrib.get("aria-labelledby", "").split()]
    assert set(labels) <= set(ids)


def test_every_table_tells_what_its_cells_are() -> None:
    page = body(render_html(busy_week()))
    for table in page.iter("table"):
        assert table.find("caption") is not None
        heads = table.findall("./thead/tr/th")
        assert heads
        assert all(head.attrib["scope"] == "col" for head in heads)
        for row in table.findall("./tbody/tr"):
            assert row[0].tag == "th"
            assert len(row) == len(heads)


def test_hostile_names_stay_text() -> None:
    html, markdown = render_html(busy_week(HOSTILE)), render_md(busy_week(HOSTILE))
    assert "<script" not in html
    assert "<script" not in markdown
    assert "](http" not in markdown
    texts = "".join(body(html).itertext())
    assert f"acc{HOSTILE}" in texts


def test_the_unanswered_are_in_every_share_of_the_page() -> None:
    html = render_html(busy_week())
    assert "unanswered: 2, 40 %" in html
    assert "within 1 hour: 2, 40 %" in html
    assert "Shares of all 5 waits, the 2 unanswered included" in html


def test_the_bars_of_the_chart_are_the_shares() -> None:
    page = body(render_html(busy_week()))
    (chart,) = (svg for svg in page.iter("svg") if svg.attrib["class"] == "chart")
    bars = {rect.attrib["class"]: float(rect.attrib["width"]) for rect in chart.iter("rect")}
    assert bars == {"rail": 520.0, "within_1h": 208.0, "within_5h": 104.0, "unanswered": 208.0}


def test_the_table_says_what_the_document_says() -> None:
    rows = list(csv.DictReader(io.StringIO(render_csv(busy_week()))))
    figures = {(row["section"], row["name"], row["measure"]): row["value"] for row in rows}
    assert figures["needing_reply", "", "needing_reply"] == "5"
    assert figures["bands", "", "unanswered"] == "2"
    assert figures["response_time", "", "calendar.median_s"] == "2400"
    assert figures["by_person", "Ada", "bands.within_1h"] == "1"
    assert {row["week"] for row in rows} == {"2026-W47"}


@pytest.mark.parametrize("hostile", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_cell_is_a_formula(hostile: str) -> None:
    text = render_csv(replace(report_of(), notes=(hostile,)))
    (cell,) = [row["value"] for row in csv.DictReader(io.StringIO(text, newline="")) if row["section"] == "notes"]
    assert cell == f"'{hostile}"


def test_markdown_tables_keep_their_columns() -> None:
    text = render_md(busy_week(HOSTILE))
    for table in re.findall(r"(?:^\|.*\n?)+", text, flags=re.MULTILINE):
        widths = {len(re.findall(r"(?<!\\)\|", line)) for line in table.strip().splitlines()}
        assert len(widths) == 1
    assert "| unanswered | 2 | 40 % |" in text


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (None, "–"),
        (0, "0 s"),
        (0.4, "0 s"),
        (59.6, "1 min"),
        (61, "1 min 1 s"),
        (3_600, "1 h"),
        (3_661, "1 h 1 min"),
        (86_400 * 2 + 59, "2 d"),
        (86_400 * 2 + 3_600 * 3, "2 d 3 h"),
    ],
)
def test_durations_are_said_in_two_units(seconds: float | None, words: str) -> None:
    assert duration(seconds) == words


def test_business_hours_have_no_days() -> None:
    assert open_time(27 * 3_600 + 900) == "27 h 15 min"
    assert "low: within 24 h of business hours" in render_md(report_of())


@pytest.mark.parametrize(
    ("share", "words"),
    [(None, "–"), (0.0, "0 %"), (0.001, "<1 %"), (0.5, "50 %"), (0.999, ">99 %"), (1.0, "100 %")],
)
def test_a_share_is_never_rounded_to_none_or_all(share: float | None, words: str) -> None:
    assert percent(share) == words


def test_shares_divide_by_the_unanswered_too() -> None:
    assert [share for *_, share in band_shares(Bands(1, 1, 0, 0, 2))] == [0.25, 0.25, 0, 0, 0.5]
    assert [share for *_, share in band_shares(Bands(0, 0, 0, 0, 0))] == [None] * 5


def test_the_labels_stand_in_every_form() -> None:
    report = busy_week()
    data = to_json(report)
    assert data["labels"] == {
        "reviewed": 8,
        "disagreed": 3,
        "disagreement": 0.375,
        "dangers_denied": 1,
        "messages": 400,
        "messages_before": 1_600,
    }
    assert data["labels_by_head"][1] == {"name": "urgency", "judged": 2, "corrected": 2, "disagreement": 0.25}
    assert data["confusions"][0] == {"label": "urgency", "said": "normal", "should": "high", "count": 2}
    high = next(row for row in data["drift"] if row["name"] == "Urgency high")
    assert (high["now"], high["before"], high["is_beyond_chance"]) == (0.3, 0.1, True)
    assert data["models"] == [{"name": "m@1", "messages": 280}, {"name": "m@2", "messages": 120}]
    alarm = "Urgency high: 30 % in this week, 10 % in the four weeks before. The change is larger than chance."
    assert alarm in data["label_notes"]
    assert alarm in "".join(body(render_html(report)).itertext())
    assert f"- {alarm}" in render_md(report)
    assert "| urgency | 2 | 2 | 25 % |" in render_md(report)
    rows = list(csv.DictReader(io.StringIO(render_csv(report))))
    figures = {(row["section"], row["name"], row["measure"]): row["value"] for row in rows}
    assert figures["labels", "", "disagreement"] == "0.375"
    assert figures["labels_by_head", "urgency", "corrected"] == "2"
    assert figures["drift", "Urgency high", "now"] == "0.3"
    assert figures["confusions", "1", "should"] == "high"


def test_a_week_without_labels_shows_no_such_part() -> None:
    assert "What people said" not in render_html(report_of())
    assert "What people said" not in render_md(report_of())
    data = to_json(report_of())
    assert (data["labels"]["reviewed"], data["labels"]["disagreement"], data["label_notes"]) == (0, None, [])
