"""The figures in a manifest, a card and a terminal are the same ones."""

import json
from dataclasses import replace

from bot.domain.classification import Urgency
from classifiers.evaluation.figures import ALL, SAMPLE, as_markdown, as_rows, as_text, figures, fixed_sample
from tests.classifiers.evaluation.told import ANSWER, Told, labelled

ROWS = [
    labelled("a", "xx", urgency="normal"),
    labelled("b", "it", urgency="low"),
    labelled("c", "en", urgency="critical"),
]
GRAVE = replace(ANSWER, urgency=Urgency.CRITICAL)


def test_figures_survive_json_and_have_the_supported_languages_first() -> None:
    found = figures(Told({"c": GRAVE}), ROWS)
    assert json.loads(json.dumps(found)) == found
    assert list(found["held_out"]) == [ALL, "en", "it", "xx"]
    assert found["held_out"]["en"]["critical_recall"] == 1.0
    assert found["sample"] == {ALL: found["held_out"][ALL]}


def test_what_was_not_measured_is_missing_and_shown_as_a_dash() -> None:
    found = figures(Told(), ROWS)["held_out"]
    assert "complaint_f1" not in found[ALL]
    assert "critical_recall" not in found["it"]
    rows = {row[0]: row[1:] for row in as_rows(found)}
    assert rows["messages"] == ["3", "1", "1", "1"]
    assert rows["critical, recall"] == ["0.0", "0.0", "–", "–"]
    assert "complaint, macro F1" not in rows


def test_both_tables_have_a_line_for_each_row() -> None:
    found = figures(Told(), ROWS)["held_out"]
    assert as_markdown(found).count("\n") == len(as_rows(found)) + 1
    assert len({len(line) for line in as_text(found).splitlines()}) == 1


def test_the_tables_do_not_depend_on_the_order_that_a_file_keeps() -> None:
    found = figures(Told(), ROWS)["held_out"]
    assert as_markdown(json.loads(json.dumps(found, sort_keys=True))) == as_markdown(found)


def test_the_sample_is_the_same_in_any_order() -> None:
    many = [labelled(str(number), urgency="low") for number in range(2 * SAMPLE)]
    assert fixed_sample(many) == fixed_sample(many[::-1])
    assert len(fixed_sample(many)) == SAMPLE
