"""Laws 1 and 8 under any order of events: whoever waits is answered, closed with a reason, or before a person."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from bot.domain.delivery import Move
from bot.domain.message import Author, Happening, Inbound
from bot.domain.reply import FINAL, IN_FLIGHT, ReplyState
from bot.storage.database import Database
from bot.storage.decisions import TooLate
from bot.storage.drafts import Proposal, Task
from bot.storage.outbox import Parcel
from bot.storage.queue import REPLIES
from tests.support import ACCOUNT, NOON, HandClock, Rows, danger, message

OUTCOMES = {
    "again": Move(state=ReplyState.APPROVED, reason="Busy."),
    "failed": Move(state=ReplyState.FAILED, reason="Too long."),
    "unknown": Move(state=ReplyState.UNKNOWN, reason="?"),
    "needs a person": Move(state=ReplyState.NEEDS_HUMAN, reason="?"),
}
LEGAL = {
    ReplyState.SENDING: ("sent", "again", "failed", "unknown"),
    ReplyState.CHECKING: ("sent", "again", "unknown", "needs a person"),
}


@dataclass
class Thread:
    """One customer's thread, and what the desk's workers hold of it."""

    rows: Rows
    name: str
    written: int = 0
    tasks: list[Task] = field(default_factory=list[Task])
    parcels: list[tuple[Parcel, ReplyState]] = field(default_factory=list[tuple[Parcel, ReplyState]])

    def post(self, number: int, minute: int, **given: Any) -> Inbound:
        return message(
            f"{self.name}-{number}",
            thread_id=self.name,
            author=Author(id=f"customer of {self.name}"),
            created_at=NOON + timedelta(minutes=minute),
            **given,
        )

    async def write(self, minute: int) -> None:
        self.written += 1
        await self.rows.hear(self.post(self.written, minute))

    async def edit(self, which: int) -> None:
        if self.written:
            number = which % self.written + 1
            words = f"new words at {self.rows.clock.now.isoformat()}"
            await self.rows.hear(self.post(number, 0, text=words, happening=Happening.EDIT))

    async def delete(self, which: int) -> None:
        if self.written:
            await self.rows.hear(self.post(which % self.written + 1, 0, happening=Happening.DELETION))

    async def by_hand(self, minute: int) -> None:
        if self.written:
            self.written += 1
            own = self.post(self.written, minute, happening=Happening.OWN, parent_id=f"{self.name}-1")
            await self.rows.hear(own)

    async def understand(self, which: int) -> None:
        lane = ("queue", "queue", "closed", "danger")[which % 4]
        await self.rows.understand(danger() if lane == "danger" else None, lane=lane)

    async def draft(self, which: int) -> None:
        await self.rows.understand()
        await self.rows.propose()

    async def claim_drafts(self, which: int) -> None:
        self.tasks += await self.rows.drafts.claim(100)

    async def save_drafts(self, which: int) -> None:
        tasks, self.tasks = self.tasks, []
        await self.rows.drafts.save([_proposal(task) for task in tasks])

    async def approve(self, which: int) -> None:
        await self._decide(lambda item, revision: self.rows.decisions.approve(item, revision, "anna"))

    async def reject(self, which: int) -> None:
        await self._decide(lambda item, revision: self.rows.decisions.reject(item, revision, "anna", "Not for us."))

    async def _decide(self, decide: Callable[[int, int], Any]) -> None:
        for item in await self.rows.queue.waiting(1_000):
            try:
                await decide(item.reply["id"], item.reply["revision"])
            except TooLate:
                continue

    async def take(self, which: int) -> None:
        state = (ReplyState.SENDING, ReplyState.CHECKING)[which % 2]
        claim = self.rows.outbox.claim_unknown if which % 2 else self.rows.outbox.claim_approved
        self.parcels += [(parcel, state) for parcel in await claim(ACCOUNT, 10, 1e9)]

    async def settle(self, which: int) -> None:
        parcels, self.parcels = self.parcels, []
        for parcel, state in parcels:
            outcome = LEGAL[state][which % len(LEGAL[state])]
            if outcome == "sent":
                await self.rows.outbox.sent(parcel, state, f"p-{parcel.seq}", self.rows.clock())
            else:
                await self.rows.outbox.settle(parcel, state, OUTCOMES[outcome])

    async def come_to_rest(self) -> None:
        await self.save_drafts(0)
        for _ in range(8):
            self.rows.clock.pass_by(200)  # leases of workers that are gone end
            await self.rows.understand()
            await self.rows.propose()
            if not await self.rows.understanding.backlog():
                return
        raise AssertionError("something goes round in circles")


def _proposal(task: Task) -> Proposal:
    text = "" if task.danger else "We look into it."
    return Proposal(task=task, text=text, template=None, language="en", findings=(), needs_private=False)


STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            [
                Thread.write, Thread.edit, Thread.delete, Thread.by_hand, Thread.understand, Thread.draft,
                Thread.claim_drafts, Thread.save_drafts, Thread.approve, Thread.reject, Thread.take, Thread.settle,
            ]
        ),
        st.integers(0, 7),
    ),
    min_size=4,
    max_size=16,
)  # fmt: skip


HEARD_LATE = [(Thread.draft, 0), (Thread.write, 0), (Thread.by_hand, 0)]
"""An older message is heard late, and answered by hand before the newer one came."""


@settings(max_examples=60)
@given(steps=STEPS)
@example(steps=HEARD_LATE)
async def test_whoever_waits_is_answered_closed_with_a_reason_or_before_a_person(sqlite_file: Path, steps: Any) -> None:
    with TemporaryDirectory() as folder:
        async with Database(str(shutil.copy(sqlite_file, folder))) as database:
            rows = Rows(database, HandClock())
            thread = Thread(rows, "t")
            await thread.write(3)
            for step, which in steps:
                rows.clock.pass_by(1)
                await step(thread, which)
            await thread.come_to_rest()
            await _nobody_is_lost(rows, thread)


async def _nobody_is_lost(rows: Rows, thread: Thread) -> None:
    said = [row for row in await rows.messages() if row["thread_id"] == thread.name]
    async with rows.database.read() as connection:
        found = await connection.execute(
            select(REPLIES).where(REPLIES.c.thread_id == thread.name).order_by(REPLIES.c.seq)
        )
        replies = found.mappings().all()
    live = [reply for reply in replies if ReplyState(reply["state"]) not in FINAL]
    drafts = [reply for reply in live if reply["state"] == ReplyState.PROPOSED]
    assert len(drafts) <= 1
    for row in said:
        if row["own"] or row["deleted_at"] is not None or row["lane"] == "closed":
            continue
        by_hand = any(own["own"] and own["created_at"] >= row["created_at"] for own in said)
        by_desk = any(
            reply["state"] == ReplyState.SENT
            and (reply["id"] == row["id"] or reply["approved_at"] >= row["received_at"])
            for reply in replies
        )
        closed = (row["decision"] or "").startswith("Closed without an answer by anna")
        if by_hand or by_desk or closed:
            continue
        assert live, f"nobody sees message {row['external_id']}: {row['stage']}, {row['decision']}"
        on_its_way = any(ReplyState(reply["state"]) in IN_FLIGHT for reply in live)
        if row["lane"] == "danger" and drafts and not on_its_way:
            assert drafts[0]["text"] == "", "a template stands over a danger"
