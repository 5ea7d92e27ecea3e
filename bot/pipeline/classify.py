"""Classify and route: batches through the classifier, and for each message a lane and a sentence why."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

import structlog

from bot.domain.classification import Classification, Sensitive, Urgency
from bot.domain.policy import DueAt
from bot.pipeline.engine import Engine
from bot.storage.understanding import Understanding, Understood, Unread
from classifiers.base import Classifier
from responders.routing import route

_log = structlog.get_logger("ascolto.classify")


class Classify:
    """The classify stage."""

    name: ClassVar[str] = "classify"
    poll_s: ClassVar[float] = 1.0

    def __init__(self, rows: Understanding, classifier: Classifier, due_at: DueAt, engine: Engine, batch: int) -> None:
        self._rows = rows
        self._classifier = classifier
        self._due_at = due_at
        self._engine = engine
        self._batch = batch

    async def step(self) -> int:
        """Understand one batch."""
        unread = await self._rows.claim(self._batch)
        if not unread:
            return 0
        found = await asyncio.to_thread(self._classify, [message.text for message in unread])
        await self._rows.save([self._understood(*pair) for pair in zip(unread, found, strict=True)])
        self._engine.hint("draft")
        self._engine.hint("events")
        return len(unread)

    def _classify(self, texts: Sequence[str]) -> list[Classification]:
        try:
            return self._classifier.classify(texts)
        except Exception:
            _log.exception("batch_not_understood", messages=len(texts))
            return [self._classify_alone(text) for text in texts]

    def _classify_alone(self, text: str) -> Classification:
        try:
            return self._classifier.classify([text])[0]
        except Exception:
            _log.exception("message_not_understood")
            return Classification.not_understood(self._classifier.model)

    def _understood(self, message: Unread, found: Classification) -> Understood:
        whole = replace(found, sensitive=_merged(message.disclosures, found.sensitive))
        way = route(
            whole,
            text=message.text,
            kind=message.kind,
            addressed=message.addressed,
            can_reply=message.can_reply,
            has_attachments=message.has_attachments,
        )
        return Understood(
            message=message,
            classification=whole,
            lane=way.lane,
            decision=" ".join(way.reasons),
            # Danger is due as what is critical, whatever else the message says (law 8).
            due_at=self._due_at(Urgency.CRITICAL if way.lane == "danger" else whole.served_as, message.created_at),
        )


def _merged(covered: Sequence[Sensitive], found: Sequence[Sensitive]) -> tuple[Sensitive, ...]:
    """What was found before the secrets were covered, and what was found after, each once.

    What has no place in the text is told only by the classifier, which has read all of it.
    """
    placed = (item for item in covered if item.start is not None)
    by_place = {(item.kind, item.start, item.end): item for item in (*found, *placed)}
    return tuple(sorted(by_place.values(), key=lambda item: (item.start is None, item.start or 0, item.kind)))
