"""The table of what the classifier must reach."""

from scripts.eval_targets import TARGETS, Target

TWO = Target("x", "two things", (80, 70), (90, 80), "make eval")
ONE_FOR_ALL = Target("y", "four languages", (88,), (93,), "make eval")
AT_MOST = Target("z", "milliseconds", (40,), (20,), "make eval", at_most=True)


def test_each_value_is_held_against_its_own_limit() -> None:
    assert TWO.row([80, 70], [5, 5], "").is_met is True
    assert TWO.row([90, 69.9], [5, 5], "").is_met is False


def test_one_limit_stands_for_all_values() -> None:
    assert ONE_FOR_ALL.row([88, 90, 99, 88], [1], "").is_met is True
    assert ONE_FOR_ALL.row([88, 90, 99, 87], [1], "").is_met is False


def test_a_limit_may_be_an_upper_one() -> None:
    assert AT_MOST.row([39], [], "").is_met is True
    assert AT_MOST.row([41], [], "").is_met is False


def test_a_row_says_what_was_missed_and_what_was_not_measured() -> None:
    assert TWO.row([90, 69], [1000, 500], "2026-11-21").markdown() == (
        "| two things | 80 / 70 | 90 / 80 | 90 / 69 (missed) | 1,000 / 500 | 2026-11-21, `make eval` |"
    )
    assert TWO.row([], [], "").is_met is None
    assert "not measured" in TWO.row([], [], "").markdown()


def test_the_keys_are_told_apart() -> None:
    assert len({target.key for target in TARGETS}) == len(TARGETS)
