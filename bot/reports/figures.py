"""Counts and percentiles of waits."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence

from bot.domain.response_time import Band, Wait, WaitState
from bot.reports.report import Bands, Distribution, Figures, ResponseTime


def percentile(ordered: Sequence[float], share: float) -> float:
    """Linear interpolation between the closest ranks of sorted numbers; `share` from 0 to 1. Needs one number."""
    rank = share * (len(ordered) - 1)
    low = math.floor(rank)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (rank - low)


def distribution(seconds: Iterable[float]) -> Distribution:
    """The seconds' distribution; only a count of 0 when there are none."""
    ordered = sorted(seconds)
    if not ordered:
        return Distribution(0, None, None, None, None, None)
    median, p90, p95 = (percentile(ordered, share) for share in (0.5, 0.9, 0.95))
    return Distribution(len(ordered), median, p90, p95, math.fsum(ordered) / len(ordered), ordered[-1])


def figures(waits: Sequence[Wait]) -> Figures:
    """What the report says of these waits; withdrawn ones count nowhere."""
    states = Counter(wait.state for wait in waits)
    answered, unanswered = states[WaitState.ANSWERED], states[WaitState.UNANSWERED]
    return Figures(
        needing_reply=answered + unanswered,
        answered=answered,
        unanswered=unanswered,
        closed_without_reply=states[WaitState.CLOSED_WITHOUT_REPLY],
        response_time=_response_time([wait for wait in waits if wait.state is WaitState.ANSWERED]),
        bands=_bands(waits),
    )


def _response_time(answered: Sequence[Wait]) -> ResponseTime:
    return ResponseTime(
        calendar=distribution(wait.calendar_s for wait in answered if wait.calendar_s is not None),
        business=distribution(wait.business_s for wait in answered if wait.business_s is not None),
    )


def _bands(waits: Iterable[Wait]) -> Bands:
    counted = Counter(wait.band for wait in waits)
    return Bands(**{band.value: counted[band] for band in Band})
