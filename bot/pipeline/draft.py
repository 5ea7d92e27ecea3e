"""Draft: a proposal in the customer's language, looked over by the guard before a person sees it."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import ClassVar

import structlog

from bot.domain.classification import Classification
from bot.pipeline.engine import Engine
from bot.pipeline.outgoing import PlatformLimits, length_for
from bot.storage.drafts import Drafts, Proposal, Task
from responders.base import Draft, DraftRequest, Guard, Outgoing, Responder

_log = structlog.get_logger("ascolto.draft")

NeedsPrivate = Callable[[Classification], bool]


class DraftStage:
    """The draft stage."""

    name: ClassVar[str] = "draft"
    poll_s: ClassVar[float] = 1.0

    def __init__(
        self,
        *,
        rows: Drafts,
        responder: Responder,
        guard: Guard,
        needs_private: NeedsPrivate,
        limits: PlatformLimits,
        values: Mapping[str, str],
        engine: Engine,
        batch: int,
    ) -> None:
        self._rows = rows
        self._responder = responder
        # The same template to the same kind of question is the same text; it needs one look.
        self._check = lru_cache(maxsize=4_096)(guard.check)
        self._needs_private = needs_private
        self._limits = limits
        self._values = values
        self._engine = engine
        self._batch = batch

    async def step(self) -> int:
        """Draft one batch."""
        tasks = await self._rows.claim(self._batch)
        if not tasks:
            return 0
        recent = {account: await self._rows.recent_texts(account) for account in {task.account for task in tasks}}
        proposals = await asyncio.to_thread(self._propose_all, tasks, recent)
        await self._rows.save(proposals)
        self._engine.hint("events")
        return len(tasks)

    def _propose_all(self, tasks: Sequence[Task], recent: Mapping[str, frozenset[str]]) -> list[Proposal]:
        return [self._propose_or_leave(task, recent[task.account]) for task in tasks]

    def _propose_or_leave(self, task: Task, recent: frozenset[str]) -> Proposal:
        """One message that breaks a template or a rule costs nobody else a draft, and lands on a person."""
        try:
            return self._propose(task, recent)
        except Exception:
            _log.exception("not_drafted", message=task.message_id)
            language = task.classification.language.value
            return Proposal(task=task, text="", template=None, language=language, findings=(), needs_private=False)

    def _propose(self, task: Task, recent: frozenset[str]) -> Proposal:
        needs_private = self._needs_private(task.classification)
        draft = self._draft(task)
        outgoing = Outgoing(
            text=draft.text,
            platform=task.platform,
            visibility=task.visibility,
            question_visibility=task.visibility,
            language=task.classification.language.value,
            needs_private=needs_private,
            length=length_for(self._limits, task.platform, task.visibility),
            recent_texts=recent,
        )
        findings = self._check(outgoing).findings if draft.text else ()
        return Proposal(
            task=task,
            text=draft.text,
            template=draft.template,
            language=task.classification.language.value,
            findings=tuple(finding.to_json() for finding in findings),
            needs_private=needs_private,
        )

    def _draft(self, task: Task) -> Draft:
        language = task.classification.language.value
        if task.danger:  # no template answers danger (law 8)
            return Draft(text="", template=None, language=language)
        return self._responder.draft(
            DraftRequest(
                author=task.author,
                classification=task.classification,
                visibility=task.visibility,
                length=length_for(self._limits, task.platform, task.visibility),
                values=self._values,
                used_templates=task.used_templates,
            )
        )
