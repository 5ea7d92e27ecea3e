"""How often people put labels right, what is confused most, and whether the messages have changed."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from bot.domain.labels import Judgement, LabelHead, in_words
from bot.domain.review import Review
from bot.reports.drift import ENOUGH, drift
from bot.reports.report import Confusion, Drift, HeadReview, Learning, Shift
from bot.reports.wording import share_of, shift_words

CONFUSIONS = 5
"""How many kinds of confusion are named."""


def learning(review: Review) -> Learning:
    """The part of the report on labels. `disagreement` divides by the messages that a person reviewed in the week."""
    wrong = [word for word in review.judgements if word.said != word.should]
    disagreed = len({word.message_id for word in wrong})
    moved = drift(review.readings, review.readings_before)
    return Learning(
        reviewed=review.reviewed,
        disagreed=disagreed,
        disagreement=share_of(disagreed, review.reviewed),
        dangers_denied=review.dangers_denied,
        by_head=tuple(_head(head, review, wrong) for head in LabelHead),
        confusions=_confusions(wrong),
        drift=moved,
        sentences=tuple(_sentences(review, moved)),
    )


def _head(head: LabelHead, review: Review, wrong: Sequence[Judgement]) -> HeadReview:
    corrected = len({word.message_id for word in wrong if word.head is head})
    judged = len({word.message_id for word in review.judgements if word.head is head})
    return HeadReview(
        name=head.value, judged=judged, corrected=corrected, disagreement=share_of(corrected, review.reviewed)
    )


def _confusions(wrong: Iterable[Judgement]) -> tuple[Confusion, ...]:
    counted = Counter((word.name, in_words(word.said), in_words(word.should)) for word in wrong)
    ordered = sorted(counted.items(), key=lambda each: (-each[1], each[0]))
    return tuple(Confusion(*names, count) for names, count in ordered[:CONFUSIONS])


def _sentences(review: Review, moved: Drift) -> Iterator[str]:
    if review.dangers_denied:
        yield (
            f"A person said that there is no danger where one was found: {review.dangers_denied}. "
            "Look at these once more; they stay with a person."
        )
    if moved.messages:
        yield f"Messages of this week were read by {_spoken(moved.models)}."
    yield from _on_change(moved)


def _on_change(moved: Drift) -> Iterator[str]:
    names, names_before = ({name for name, _ in models} for models in (moved.models, moved.models_before))
    if moved.messages and moved.messages_before and names != names_before:
        yield (
            f"The four weeks before were read by {_spoken(moved.models_before)}; "
            "another model alone can change these shares."
        )
    alarms = [shift for shift in moved.shifts if shift.is_beyond_chance]
    yield from map(_alarm, alarms)
    if moved.messages and min(moved.messages, moved.messages_before) < ENOUGH:
        yield (
            f"Too few messages to tell a change from chance: {moved.messages} this week and "
            f"{moved.messages_before} in the four weeks before; it takes {ENOUGH} in each."
        )
    elif moved.messages and not alarms:
        yield "No share has changed by more than chance."


def _alarm(shift: Shift) -> str:
    name, before, now, _ = shift_words(shift)
    return f"{name}: {now} in this week, {before} in the four weeks before. The change is larger than chance."


def _spoken(models: Sequence[tuple[str, int]]) -> str:
    return ", ".join(f"{name} ({count:,})" for name, count in models)
