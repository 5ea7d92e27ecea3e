"""Disagreement, confusions and drift: right figures, and no alarm that chance explains."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.labels import Judgement, LabelHead
from bot.domain.review import Reading, Review
from bot.reports.drift import drift, two_proportions
from bot.reports.learning import learning
from bot.reports.report import Shift
from bot.reports.wording import shift_words, shown_shifts
from tests.reports.build import read as reading


def said(item: int, head: str, told: bool | str, should: bool | str, kind: str | None = None) -> Judgement:
    return Judgement(item, LabelHead(head), kind, told, should)


def alarms(now: list[Reading], before: list[Reading]) -> list[str]:
    return [shift_words(shift)[0] for shift in drift(now, before).shifts if shift.is_beyond_chance]


def test_disagreement_divides_by_what_people_reviewed() -> None:
    words = (
        said(1, "urgency", "normal", "high"),
        said(1, "topic", "delivery", "refund"),
        said(2, "urgency", "normal", "high"),
        said(3, "urgency", "low", "low"),
        said(4, "sensitive", True, False, "threat"),
        said(4, "sensitive", False, True, "abuse"),
    )
    found = learning(Review(reviewed=8, judgements=words))
    assert (found.disagreed, found.disagreement) == (3, 3 / 8)
    by_head = {head.name: (head.judged, head.corrected, head.disagreement) for head in found.by_head}
    assert by_head == {
        "complaint": (0, 0, 0.0),
        "urgency": (3, 2, 0.25),
        "sentiment": (0, 0, 0.0),
        "topic": (1, 1, 0.125),
        "sensitive": (1, 1, 0.125),
    }
    first = found.confusions[0]
    assert (first.label, first.said, first.should, first.count) == ("urgency", "normal", "high", 2)
    assert ("threat", "yes", "no", 1) in [(each.label, each.said, each.should, each.count) for each in found.confusions]


def test_a_week_without_anything_says_nothing() -> None:
    found = learning(Review())
    assert (found.reviewed, found.disagreement, found.confusions, found.sentences) == (0, None, (), ())
    assert not found.says_something
    assert not any(shift.is_beyond_chance for shift in found.drift.shifts)


def test_a_first_week_tells_that_there_is_nothing_to_compare_with() -> None:
    found = learning(Review(readings=(reading(500),)))
    assert found.sentences == (
        "Messages of this week were read by m@1 (500).",
        "Too few messages to tell a change from chance: 500 this week and 0 in the four weeks before; "
        "it takes 30 in each.",
    )


def test_a_clear_change_is_told_in_a_sentence() -> None:
    now = (reading(120, urgency="high"), reading(280))
    before = (reading(160, urgency="high"), reading(1_440))
    found = learning(Review(readings=now, readings_before=before))
    assert (
        "Urgency high: 30 % in this week, 10 % in the four weeks before. The change is larger than chance."
        in found.sentences
    )
    assert alarms(list(now), list(before)) == ["Urgency high", "Urgency normal"]


def test_the_same_shares_are_no_change() -> None:
    now, before = [reading(100), reading(50, complaint=False)], [reading(400), reading(200, complaint=False)]
    assert alarms(now, before) == []
    found = learning(Review(readings=tuple(now), readings_before=tuple(before)))
    assert found.sentences[-1] == "No share has changed by more than chance."


def test_models_that_spoke_are_named_and_a_new_one_is_told() -> None:
    found = learning(
        Review(readings=(reading(1_200, model="m@2"), reading(30)), readings_before=(reading(400), reading(80)))
    )
    assert found.sentences[:2] == (
        "Messages of this week were read by m@2 (1,200), m@1 (30).",
        "The four weeks before were read by m@1 (480); another model alone can change these shares.",
    )


def test_a_model_that_becomes_unsure_is_told() -> None:
    assert "Mean confidence" in alarms([reading(300, sureness=0.75)], [reading(900, sureness=0.9)])
    assert alarms([reading(300, sureness=0.89)], [reading(900, sureness=0.9)]) == []


def test_a_large_desk_hears_of_no_change_that_does_not_matter() -> None:
    now = [reading(500_000), reading(510_000, complaint=False)]
    before = [reading(2_000_000), reading(2_000_000, complaint=False)]
    shift = drift(now, before).shifts[0]
    assert shift.z is not None
    assert abs(shift.z) > 4
    assert not shift.is_beyond_chance


@pytest.mark.parametrize("part", [0, 1, 4])
def test_what_is_too_rare_is_not_tested(part: int) -> None:
    assert two_proportions(part, 60, 0, 240) is None
    assert two_proportions(20, 29, 200, 400) is None


def test_the_statistic_is_the_textbooks() -> None:
    # (0.30 - 0.20) / sqrt(0.22 * 0.78 * (1/200 + 1/800))
    assert two_proportions(60, 200, 160, 800) == pytest.approx(3.0534, abs=1e-3)


def test_chance_alone_raises_hardly_any_alarm() -> None:
    chance = random.Random(7)
    topics, languages = ("delivery", "refund", "billing", "outage", "staff"), ("en", "it", "pl", "ro")

    def drawn(count: int) -> list[Reading]:
        return [
            reading(
                1,
                complaint=chance.random() < 0.5,
                urgency=chance.choices(("low", "normal", "high", "critical"), (30, 50, 17, 3))[0],
                topic=chance.choice(topics),
                language=chance.choice(languages),
                sureness=chance.uniform(0.6, 1.0),
            )
            for _ in range(count)
        ]

    weeks = [alarms(drawn(200), drawn(800)) for _ in range(60)]
    assert sum(bool(week) for week in weeks) <= 3


@given(st.lists(st.integers(0, 400), min_size=8, max_size=8))
def test_any_counts_give_shares_that_add_up_and_a_word_on_each(counts: list[int]) -> None:
    values = ("low", "normal", "high", "critical")
    now = [reading(count, urgency=value) for count, value in zip(counts[:4], values, strict=True)]
    before = [reading(count, urgency=value) for count, value in zip(counts[4:], values, strict=True)]
    moved = drift(now, before)
    urgencies = [shift for shift in moved.shifts if shift.head == "urgency"]
    assert [shift.value for shift in urgencies] == ["critical", "high", "normal", "low"]
    if sum(counts[:4]):
        assert sum(shift.now or 0 for shift in urgencies) == pytest.approx(1)
    assert all(shift_words(shift)[3] in ("–", "may be chance", "larger than chance") for shift in moved.shifts)


def test_the_shown_lines_are_few_and_hold_every_alarm() -> None:
    topics = [reading(40, topic=f"topic_{number}") for number in range(20)]
    before = [reading(160, topic=f"topic_{number}") for number in range(19)]
    shown = shown_shifts(drift(topics, before))
    assert len([shift for shift in shown if shift.head == "topic"]) == 6
    assert any(isinstance(shift, Shift) and shift.value == "topic_19" and shift.is_beyond_chance for shift in shown)
