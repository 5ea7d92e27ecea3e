"""Known values, worked out by hand, and the laws behind them."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifiers.evaluation import metrics

labels = st.lists(st.sampled_from("abc"), min_size=1, max_size=40)
pairs = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), min_size=1, max_size=40)
scored = st.lists(st.tuples(st.booleans(), st.floats(0, 1)), min_size=1, max_size=40)


def test_macro_f1_by_hand() -> None:
    # a: 1 of 2 found, 1 told: 2/3; b: 1 found, 2 told: 2/3; c told once, never wanted: 0.
    assert metrics.macro_f1("aabb", "abbc") == pytest.approx((2 / 3 + 2 / 4 + 0) / 3)
    assert metrics.macro_f1([True, True, False, False], [True, False, False, False]) == pytest.approx(
        (2 / 3 + 4 / 5) / 2
    )


def test_nothing_to_measure_is_none() -> None:
    found = (
        metrics.macro_f1([], []),
        metrics.accuracy([], []),
        metrics.micro_f1([], []),
        metrics.micro_f1([set()], [set()]),
        metrics.recall_of("a", "bb", "ab"),
        metrics.recall_at_precision([False], [0.9], 0.6),
        metrics.calibration_error([], []),
        *metrics.span_scores([set()], [set()]),
    )
    assert set(found) == {None}


@given(pairs)
def test_shares_stay_between_nothing_and_all(given_pairs: list[tuple[str, str]]) -> None:
    wanted, told = zip(*given_pairs, strict=True)
    for value in (metrics.macro_f1(wanted, told), metrics.accuracy(wanted, told)):
        assert value is not None
        assert 0.0 <= value <= 1.0


@given(labels)
def test_a_perfect_answer_has_full_marks(wanted: Sequence[str]) -> None:
    assert metrics.macro_f1(wanted, wanted) == metrics.accuracy(wanted, wanted) == 1.0
    sets = [{label} for label in wanted]
    assert metrics.micro_f1(sets, sets) == 1.0
    assert metrics.span_scores(sets, sets) == (1.0, 1.0)


@given(pairs)
def test_micro_f1_of_single_labels_is_accuracy(given_pairs: list[tuple[str, str]]) -> None:
    wanted, told = zip(*given_pairs, strict=True)
    micro = metrics.micro_f1([{label} for label in wanted], [{label} for label in told])
    assert micro == pytest.approx(metrics.accuracy(wanted, told))


@given(pairs)
def test_the_order_of_messages_is_of_no_account(given_pairs: list[tuple[str, str]]) -> None:
    wanted, told = zip(*given_pairs, strict=True)
    turned = given_pairs[::-1]
    assert metrics.macro_f1(wanted, told) == pytest.approx(metrics.macro_f1(*zip(*turned, strict=True)))


def test_micro_f1_by_hand() -> None:
    assert metrics.micro_f1([{"a"}, {"b"}], [{"a", "c"}, {"c"}]) == pytest.approx(2 * 1 / (3 + 2))


def test_recall_of_by_hand() -> None:
    assert metrics.recall_of("a", "aaab", "aaba") == pytest.approx(2 / 3)


def test_recall_at_precision_by_hand() -> None:
    wanted = [True, False, True, False, True, False]
    scores = [0.9, 0.8, 0.7, 0.6, 0.5, 0.4]
    # Down to 0.7: 2 of 3 right; down to 0.5: 3 of 5 right, just 0.6.
    assert metrics.recall_at_precision(wanted, scores, 0.6) == 1.0
    assert metrics.recall_at_precision(wanted, scores, 2 / 3) == pytest.approx(2 / 3)
    assert metrics.recall_at_precision(wanted, scores, 1.0) == pytest.approx(1 / 3)
    assert metrics.recall_at_precision([False, True], [0.9, 0.1], 0.6) == 0.0


def test_equal_scores_stand_or_fall_together_and_the_untold_never_count() -> None:
    assert metrics.recall_at_precision([True, False, False], [0.5, 0.5, 0.5], 0.6) == 0.0
    assert metrics.recall_at_precision([True, True], [0.5, None], 0.6) == 0.5


@given(scored, st.floats(0, 1), st.floats(0, 1))
def test_more_precision_never_brings_more_recall(rows: list[tuple[bool, float]], one: float, other: float) -> None:
    wanted, scores = zip(*rows, strict=True)
    lenient = metrics.recall_at_precision(wanted, scores, min(one, other))
    strict = metrics.recall_at_precision(wanted, scores, max(one, other))
    if lenient is None or strict is None:
        assert not any(wanted)
    else:
        assert strict <= lenient
        assert metrics.recall_at_precision(wanted, scores, 0.0) == 1.0


def test_calibration_error_by_hand() -> None:
    # One bin: says 0.8, half come true. Another: says 0.1, none does.
    assert metrics.calibration_error([0.85, 0.85], [True, False]) == pytest.approx(0.35)
    assert metrics.calibration_error([0.85, 0.85, 0.05, 0.05], [True, False, False, False]) == pytest.approx(0.2)
    # Errors in different bins do not make up for each other.
    assert metrics.calibration_error([0.95, 0.05], [False, True]) == pytest.approx(0.95)


@given(scored)
def test_calibration_error_is_at_least_the_whole_bias(rows: list[tuple[bool, float]]) -> None:
    truth, said = zip(*rows, strict=True)
    error = metrics.calibration_error(said, truth)
    assert error is not None
    assert abs(sum(said) - sum(truth)) / len(rows) - 1e-9 <= error <= 1.0


def test_certain_and_right_has_no_calibration_error() -> None:
    assert metrics.calibration_error([1.0, 0.0, 1.0], [True, False, True]) == 0.0


def test_spans_count_only_when_exact() -> None:
    wanted = [{(0, 4, "payment_card")}, {(3, 9, "contact")}]
    told = [{(0, 4, "payment_card"), (5, 6, "contact")}, {(3, 8, "contact")}]
    assert metrics.span_scores(wanted, told) == (pytest.approx(1 / 3), pytest.approx(1 / 2))
