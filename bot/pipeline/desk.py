"""What a person can do, the same from the browser and the command line: every way to an approval passes the guard."""

import asyncio
from datetime import datetime

from bot.domain.errors import Explained
from bot.pipeline.engine import Engine
from bot.pipeline.ingest import Mask, storable
from bot.pipeline.outgoing import PlatformLimits, outgoing_of
from bot.storage.decisions import Decisions
from bot.storage.drafts import Drafts
from bot.storage.queue import Item, Queue
from responders.base import Finding, Guard, Severity, Verdict

NO_REPLY_HERE = "no_reply_here"
"""The rule that no text can keep: the platform lets no program answer this message."""


class Blocked(Explained):
    """The guard won't let this text out; `verdict` has the findings."""

    def __init__(self, verdict: Verdict) -> None:
        super().__init__(" ".join(finding.message for finding in verdict.findings))
        self.verdict = verdict


class Desk:
    """Decisions about queue items; `revision` None means the newest. All raise `NotThere` and `TooLate`."""

    def __init__(
        self,
        queue: Queue,
        decisions: Decisions,
        drafts: Drafts,
        *,
        guard: Guard,
        mask: Mask,
        limits: PlatformLimits,
        engine: Engine,
    ) -> None:
        self.queue = queue
        self._decisions = decisions
        self._drafts = drafts
        self._guard = guard
        self._mask = mask
        self._limits = limits
        self._engine = engine

    async def check(self, item: Item, text: str | None = None) -> Verdict:
        """The guard's word on an item's text, or on `text` in its place; and the platform's, if it takes no reply."""
        recent = await self._drafts.recent_texts(item.reply["account"], besides=item.reply["id"])
        outgoing = outgoing_of(item.reply, self._limits, recent, text=text)
        verdict = await asyncio.to_thread(self._guard.check, outgoing)
        return Verdict((*_refused_beforehand(item), *verdict.findings))

    async def approve(self, item_id: int, revision: int | None, by: str) -> None:
        """Seal and hand to delivery. Raises `Blocked` when the guard objects."""
        item = await self.queue.item(item_id)
        verdict = await self.check(item)
        if not verdict.allowed:
            rules = [finding.rule for finding in verdict.findings]
            await self._decisions.note_block(item_id, item.reply["revision"], by, rules)
            raise Blocked(verdict)
        # The text of a revision never changes, so what was checked is what is sealed.
        await self._decisions.approve(item_id, item.reply["revision"] if revision is None else revision, by)
        self._tell("deliver")

    async def edit(self, item_id: int, revision: int | None, by: str, text: str) -> tuple[int, Verdict]:
        """A new revision, saved whatever the guard says of it; returns its number and the guard's word.

        A secret that somebody pasted is covered before it is stored (law 7); the guard has seen it all the same.
        """
        item = await self.queue.item(item_id)
        verdict = await self.check(item, text)
        covered = await self._covered(text)
        findings = verdict.findings if covered == text else _as_kept(verdict, await self.check(item, covered))
        number = await self._decisions.edit(
            item_id,
            item.reply["revision"] if revision is None else revision,
            by,
            covered,
            [finding.to_json() for finding in findings],
        )
        self._tell()
        return number, verdict

    async def reject(self, item_id: int, revision: int | None, by: str, why: str) -> None:
        """Close without an answer; the reason is recorded, its secrets covered."""
        await self._decisions.reject(item_id, await self._revision(item_id, revision), by, await self._covered(why))
        self._tell()

    async def confirm_sent(self, item_id: int, revision: int | None, by: str) -> None:
        """A person found the reply on the platform."""
        await self._decisions.confirm_sent(item_id, await self._revision(item_id, revision), by)
        self._tell()

    async def snooze(self, item_id: int, revision: int | None, by: str, until: datetime) -> None:
        """Hide until `until` (aware)."""
        await self._decisions.snooze(item_id, await self._revision(item_id, revision), by, until)
        self._tell()

    async def lock(self, item_id: int, revision: int | None, by: str) -> None:
        """Show that `by` is writing."""
        await self._decisions.lock(item_id, await self._revision(item_id, revision), by)
        self._tell()

    async def assign(self, item_id: int, by: str, to: str | None) -> None:
        """Hand the conversation to `to`, or to nobody."""
        await self._decisions.assign(item_id, by, to)
        self._tell()

    async def _covered(self, text: str) -> str:
        """`text` as it may be stored (law 7)."""
        return (await asyncio.to_thread(self._mask, storable(text))).text

    async def _revision(self, item_id: int, revision: int | None) -> int:
        return int((await self.queue.item(item_id)).reply["revision"]) if revision is None else revision

    def _tell(self, *stages: str) -> None:
        for stage in (*stages, "events"):
            self._engine.hint(stage)


def _refused_beforehand(item: Item) -> tuple[Finding, ...]:
    """No text is right where the platform lets no program answer."""
    if item.can_be_answered:
        return ()
    why = item.message["can_reply_reason"] or "The platform takes no reply to this message from a program."
    return (Finding(rule=NO_REPLY_HERE, severity=Severity.BLOCK, message=why),)


def _as_kept(said: Verdict, kept: Verdict) -> tuple[Finding, ...]:
    """What was found in the text as it is kept, and, without place and words, what was found only before covering."""
    rules = {finding.rule for finding in kept.findings}
    covered = {
        finding.message: Finding(rule=finding.rule, severity=finding.severity, message=finding.message)
        for finding in said.findings
        if finding.rule not in rules
    }
    return (*kept.findings, *covered.values())
