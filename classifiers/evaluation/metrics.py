"""The arithmetic of quality. Shares are 0 to 1; None where there is nothing to measure."""

from collections import Counter
from collections.abc import Collection, Hashable, Sequence

BINS = 10
_ROUNDING = 1e-9


def f1(right: int, told: int, wanted: int) -> float | None:
    """The harmonic mean of precision and recall, from counts."""
    return 2 * right / (told + wanted) if told + wanted else None


def share(part: int, whole: int) -> float | None:
    """`part` of `whole`."""
    return part / whole if whole else None


def macro_f1(wanted: Sequence[Hashable], told: Sequence[Hashable]) -> float | None:
    """The plain mean of the F1 of every label that was wanted or told."""
    right = Counter(label for label, other in zip(wanted, told, strict=True) if label == other)
    all_wanted, all_told = Counter(wanted), Counter(told)
    labels = all_wanted | all_told
    return (
        sum(2 * right[name] / (all_wanted[name] + all_told[name]) for name in labels) / len(labels) if labels else None
    )


def accuracy(wanted: Sequence[Hashable], told: Sequence[Hashable]) -> float | None:
    """The share of equal pairs."""
    return share(sum(label == other for label, other in zip(wanted, told, strict=True)), len(wanted))


def micro_f1(wanted: Sequence[Collection[Hashable]], told: Sequence[Collection[Hashable]]) -> float | None:
    """F1 over all labels of all sets: each label of each message counts once."""
    right = sum(len(set(left) & set(other)) for left, other in zip(wanted, told, strict=True))
    return f1(right, sum(map(len, map(set, told))), sum(map(len, map(set, wanted))))


def recall_of(label: Hashable, wanted: Sequence[Hashable], told: Sequence[Hashable]) -> float | None:
    """The share of the messages with `label` that were told so."""
    found = [other == label for name, other in zip(wanted, told, strict=True) if name == label]
    return share(sum(found), len(found))


def recall_at_precision(wanted: Sequence[bool], scores: Sequence[float | None], precision: float) -> float | None:
    """The best recall of any threshold on `scores` whose precision is at least `precision`; 0.0 when none has it.

    Equal scores stand or fall together. A score of None is below every threshold.
    """
    present = sum(wanted)
    ranked = sorted((score, is_so) for is_so, score in zip(wanted, scores, strict=True) if score is not None)[::-1]
    best = right = 0
    for place, (score, is_so) in enumerate(ranked, start=1):
        right += is_so
        is_last_of_equals = place == len(ranked) or ranked[place][0] != score
        if is_last_of_equals and right >= precision * place - _ROUNDING:
            best = max(best, right)
    return share(best, present)


def calibration_error(probabilities: Sequence[float], came_true: Sequence[bool]) -> float | None:
    """The expected calibration error over ten equally wide bins of probability: [0, 0.1), … [0.9, 1].

    In each bin the mean probability is held against the share that came true; the differences are weighted by how
    many messages a bin has.
    """
    if not probabilities:
        return None
    surplus = [0.0] * BINS
    for probability, is_true in zip(probabilities, came_true, strict=True):
        surplus[min(BINS - 1, int(probability * BINS))] += probability - is_true
    return sum(map(abs, surplus)) / len(probabilities)


def span_scores(
    wanted: Sequence[Collection[Hashable]], told: Sequence[Collection[Hashable]]
) -> tuple[float | None, float | None]:
    """Precision and recall of spans; one counts as found only when start, end and kind are all exact."""
    right = sum(len(set(left) & set(other)) for left, other in zip(wanted, told, strict=True))
    return share(right, sum(map(len, map(set, told)))), share(right, sum(map(len, map(set, wanted))))
