"""Whether a new model may take the place of the one in use."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.domain.classification import SensitiveKind, Urgency
from classifiers.evaluation.scores import ChoiceScore, FlagScore, Scores, Slice

ENOUGH = 50
"""With fewer messages a point of macro F1 is chance."""

_POINT = 0.01
_ENOUGH_OF_A_LANGUAGE = 200
_POINTS_OF_A_LANGUAGE = 0.03
"""Chance moves the fewer messages of one language more; but no language shall pay for what the others gain."""

_ROUNDING = 1e-9
_MISSED_MORE = 1
_SHARE_MISSED_MORE = 0.03
"""One more missed danger may be chance, and of hundreds a few; more are not taken."""

_DANGERS = (SensitiveKind.SELF_HARM.value, SensitiveKind.THREAT.value)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether the new model is accepted, and one sentence why."""

    accepted: bool
    sentence: str


def compare(before: Scores, after: Scores) -> Verdict:
    """Refuse a worse model. Both must have been scored on the same messages; raises `ValueError` otherwise.

    Worse is: macro F1 of complaint or urgency down by more than one point on at least 50 messages, or by more than
    three in a language with at least 200, or more self-harm, threat or critical messages missed: more than one more,
    and more than three of a hundred.
    """
    if before.overall.n != after.overall.n:
        raise ValueError("Two models can be compared only on the same messages.")
    reasons = [
        *_worse_dangers(before.overall, after.overall),
        *_worse_choices(before.overall, after.overall, ENOUGH, _POINT),
    ]
    for language, old in before.languages.items():
        worse = _worse_choices(old, after.languages[language], _ENOUGH_OF_A_LANGUAGE, _POINTS_OF_A_LANGUAGE)
        reasons += [f"in {language}, {reason}" for reason in worse]
    if reasons:
        return Verdict(accepted=False, sentence=f"The new model is worse: {'; '.join(reasons)}.")
    return Verdict(accepted=True, sentence=_praise(before.overall, after.overall))


def _worse_dangers(before: Slice, after: Slice) -> Iterator[str]:
    pairs: dict[str, tuple[FlagScore | None, FlagScore | None]] = {
        kind: (before.risks.get(kind), after.risks.get(kind)) for kind in _DANGERS
    }
    pairs[Urgency.CRITICAL.value] = (before.critical, after.critical)
    for name, (old, new) in pairs.items():
        if old and new and old.found - new.found > max(_MISSED_MORE, _SHARE_MISSED_MORE * old.present):
            yield f"it finds {new.found} of {new.present} {name.replace('_', '-')} messages, the old one {old.found}"


def _worse_choices(before: Slice, after: Slice, enough: int, points: float) -> Iterator[str]:
    for name, old, new in _choices(before, after):
        if old.n >= enough and _change(old, new) < -points - _ROUNDING:
            yield f"macro F1 of {name} fell {_from_to(old, new)}"


def _praise(before: Slice, after: Slice) -> str:
    told = [
        f"macro F1 of {name} went {_from_to(old, new)}" for name, old, new in _choices(before, after) if old.n >= ENOUGH
    ]
    if not told:
        return f"With {before.n} messages nothing speaks against the new model; {ENOUGH} or more would tell."
    return f"The new model is no worse: {'; '.join(told)}."


def _choices(before: Slice, after: Slice) -> Iterator[tuple[str, ChoiceScore, ChoiceScore]]:
    for name, old, new in (
        ("complaint", before.complaint, after.complaint),
        ("urgency", before.urgency, after.urgency),
    ):
        if old and new:
            yield name, old, new


def _change(old: ChoiceScore, new: ChoiceScore) -> float:
    return (new.macro_f1 or 0.0) - (old.macro_f1 or 0.0)


def _from_to(old: ChoiceScore, new: ChoiceScore) -> str:
    return f"from {100 * (old.macro_f1 or 0.0):.1f} to {100 * (new.macro_f1 or 0.0):.1f} on {old.n} messages"
