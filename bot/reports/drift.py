"""Whether what arrives, or how it is read, has changed: one week against the four weeks before.

A share is tested with the two-proportion z test (pooled, two-sided), the mean confidence with the z test of two
means with unequal variances. Every figure of a report is one of many looks, so the chance of a false alarm in the
whole report is held at `FALSE_ALARMS` by Bonferroni's correction: each of the m figures tested may raise one with the
m-th part of it. A figure is tested only where the normal approximation holds, with at least `ENOUGH` messages in both
periods and at least `EXPECTED` expected on either side of the share in both. A change that is beyond chance but too
small to matter (fewer than `POINTS` points, and less than half as much again) is no alarm either. The tests take
messages as independent; a wave of posts about one event is not, and shows as a change, which it is.
"""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from statistics import NormalDist

from bot.domain.classification import Urgency
from bot.domain.labels import LabelHead
from bot.domain.review import Reading
from bot.reports.report import CONFIDENCE, LANGUAGE, Drift, Shift

FALSE_ALARMS = 0.01
ENOUGH = 30
EXPECTED = 5
POINTS = 0.02
HALF_AGAIN = 1.5


def drift(now: Sequence[Reading], before: Sequence[Reading]) -> Drift:
    """The shifts of the shares, those of complaint and urgency first, and of the mean confidence."""
    shifts = [*_shares(now, before), *_confidence(now, before)]
    tested = sum(shift.z is not None for shift in shifts)
    limit = NormalDist().inv_cdf(1 - FALSE_ALARMS / (2 * tested)) if tested else math.inf
    return Drift(
        messages=_count(now),
        messages_before=_count(before),
        models=_models(now),
        models_before=_models(before),
        shifts=tuple(_judged(shift, limit) for shift in shifts),
    )


def _shares(now: Sequence[Reading], before: Sequence[Reading]) -> Iterable[Shift]:
    here, there = _counts(now), _counts(before)
    whole, whole_before = _count(now), _count(before)
    for head, value in sorted(here.keys() | there.keys() | _ALWAYS, key=lambda key: _order(key, here)):
        count, count_before = here[head, value], there[head, value]
        yield Shift(
            head=head,
            value=value,
            now=count / whole if whole else None,
            before=count_before / whole_before if whole_before else None,
            z=two_proportions(count, whole, count_before, whole_before),
        )


_ALWAYS = {(LabelHead.COMPLAINT.value, "yes"), *((LabelHead.URGENCY.value, level.value) for level in Urgency)}
_HEADS = (LabelHead.COMPLAINT.value, LabelHead.URGENCY.value, LabelHead.TOPIC.value, LANGUAGE)
_LEVELS = {level.value: -level.rank for level in Urgency}


def _order(key: tuple[str, str], here: Counter[tuple[str, str]]) -> tuple[int, int, int, str]:
    head, value = key
    return _HEADS.index(head), _LEVELS.get(value, 0), -here[key], value


def _counts(readings: Iterable[Reading]) -> Counter[tuple[str, str]]:
    found: Counter[tuple[str, str]] = Counter()
    for reading in readings:
        values = (("urgency", reading.urgency), ("topic", reading.topic), (LANGUAGE, reading.language))
        for key in (*values, *((("complaint", "yes"),) if reading.complaint else ())):
            found[key] += reading.messages
    return found


def two_proportions(part: int, whole: int, part_before: int, whole_before: int) -> float | None:
    """The z of two shares with the pooled variance; None where it would mean nothing."""
    if min(whole, whole_before) < ENOUGH:
        return None
    pooled = (part + part_before) / (whole + whole_before)
    if min(pooled, 1 - pooled) * min(whole, whole_before) < EXPECTED:
        return None
    deviation = math.sqrt(pooled * (1 - pooled) * (1 / whole + 1 / whole_before))
    return (part / whole - part_before / whole_before) / deviation


def _confidence(now: Sequence[Reading], before: Sequence[Reading]) -> Iterable[Shift]:
    (mean, error), (mean_before, error_before) = _mean(now), _mean(before)
    z = None
    if mean is not None and mean_before is not None and min(_count(now), _count(before)) >= ENOUGH:
        deviation = math.sqrt(error + error_before)
        z = (mean - mean_before) / deviation if deviation else None
    yield Shift(head=CONFIDENCE, value="mean", now=mean, before=mean_before, z=z)


def _mean(readings: Sequence[Reading]) -> tuple[float | None, float]:
    """The mean, and the variance of it."""
    count = _count(readings)
    if not count:
        return None, 0.0
    mean = math.fsum(reading.sureness for reading in readings) / count
    square = math.fsum(reading.sureness_squared for reading in readings) / count
    return mean, max(0.0, square - mean * mean) / count


def _judged(shift: Shift, limit: float) -> Shift:
    if shift.z is None or shift.now is None or shift.before is None or abs(shift.z) < limit:
        return shift
    low, high = sorted((shift.now, shift.before))
    return shift.beyond() if high - low >= POINTS or high >= low * HALF_AGAIN else shift


def _count(readings: Iterable[Reading]) -> int:
    return sum(reading.messages for reading in readings)


def _models(readings: Iterable[Reading]) -> tuple[tuple[str, int], ...]:
    found: Counter[str] = Counter()
    for reading in readings:
        found[reading.model] += reading.messages
    return tuple(found.most_common())
