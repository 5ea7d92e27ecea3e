"""What a person says about the labels of a message, and one sentence on what follows from it."""

from bot.domain.labels import parse, sentence
from bot.domain.policy import DueAt
from bot.pipeline.engine import Engine
from bot.storage.corrections import Corrections, Labelled
from bot.storage.standing import Danger

_WHAT_FOLLOWS = {
    Danger.NONE: "",
    Danger.FOUND: " It counts as danger now: it stands first, and no template answers it.",
    Danger.ENDED: " It is no danger any more and stands where its urgency puts it; a person still has to answer it.",
    Danger.STAYS: " It still counts as danger.",
}


class Labelling:
    """Corrections as the desk takes them: deadlines follow the service levels, and everybody hears of it."""

    def __init__(self, corrections: Corrections, due_at: DueAt, engine: Engine) -> None:
        self._corrections = corrections
        self._due_at = due_at
        self._engine = engine

    async def of(self, item_id: int) -> Labelled | None:
        """How the labels stand; None while the message isn't understood. Raises `NotThere`."""
        return await self._corrections.of(item_id)

    async def correct(self, item_id: int, by: str, head: str, word: str, version: str) -> str:
        """Store a word of `by`'s on a label, as in `bot.domain.labels.CHOICES`; returns what was done.

        Raises `NotThere`, `UnknownLabel`, `NotUnderstoodYet` and `TooLate`.
        """
        which, should = parse(head, word)
        danger = await self._corrections.correct(item_id, by, which, should, version=version, due_at=self._due_at)
        self._engine.hint("draft")
        self._engine.hint("events")
        return f"Noted: {sentence(which, should)}.{_WHAT_FOLLOWS[danger]}"

    async def confirm(self, item_id: int, by: str, version: str) -> str:
        """Store that the other labels are right. Raises `NotThere`, `NotUnderstoodYet` and `TooLate`."""
        confirmed = await self._corrections.confirm(item_id, by, version=version, due_at=self._due_at)
        self._engine.hint("events")
        return "Noted: the labels are right." if confirmed else "Every label was looked at already."
