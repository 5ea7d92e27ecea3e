"""Law 9: what the rows tell the clocks, to the letter of "What a wait is"."""

from datetime import datetime, timedelta
from typing import Any

from bot.domain.message import Author, Happening, Inbound
from bot.domain.reply import ReplyState
from bot.domain.response_time import Wait, measure
from bot.storage.histories import Histories
from tests.support import ACCOUNT, NOON, Rows, message


def at(minutes: float) -> datetime:
    return NOON + timedelta(minutes=minutes)


class Story:
    """One customer's thread, told minute by minute."""

    def __init__(self, rows: Rows) -> None:
        self.rows = rows

    async def hears(self, external_id: str, asked: float, heard: float | None = None, **given: Any) -> None:
        """Stored at `heard`; the platform's time is `asked`."""
        self.rows.clock.now = at(asked if heard is None else heard)
        await self.rows.hear(self.post(external_id, asked, **given))

    async def asks(self, external_id: str, asked: float, heard: float | None = None, lane: str = "queue") -> None:
        """Heard, understood and, where it needs an answer, drafted a few seconds later."""
        await self.hears(external_id, asked, heard)
        self.rows.clock.pass_by(5)
        await self.rows.understand(lane=lane)
        for _ in range(3):
            await self.rows.propose()

    async def deletes(self, external_id: str, minutes: float) -> None:
        await self.hears(external_id, minutes, happening=Happening.DELETION)
        await self.rows.propose()

    async def answers(self, item: int, minutes: float) -> None:
        self.rows.clock.now = at(minutes)
        await self.rows.decisions.approve(item, (await self.rows.queue.item(item)).reply["revision"], "anna")
        (parcel,) = await self.rows.outbox.claim_approved(ACCOUNT, 1, 60)
        await self.rows.outbox.sent(parcel, ReplyState.SENDING, f"sent-{item}", at(minutes))

    async def rejects(self, item: int, minutes: float) -> None:
        self.rows.clock.now = at(minutes)
        await self.rows.decisions.reject(item, (await self.rows.queue.item(item)).reply["revision"], "anna", "No.")

    async def waits(self) -> list[tuple[float, str, float | None]]:
        """(start, state, end) of every wait, in minutes."""
        (history,) = await Histories(self.rows.database).between(at(-10_000), at(10_000))
        found = measure(history.events, now=at(1_000)).waits
        return [(_minutes(wait.start), wait.state.value, _end(wait)) for wait in found]

    def post(self, external_id: str, minutes: float, **given: Any) -> Inbound:
        return message(external_id, thread_id="t", author=Author(id="alice"), created_at=at(minutes), **given)


def _minutes(moment: datetime) -> float:
    return (moment - NOON).total_seconds() / 60


def _end(wait: Wait) -> float | None:
    return None if wait.end is None else _minutes(wait.end)


async def test_a_question_that_was_not_heard_yet_is_not_closed_with_the_one_before(rows: Rows) -> None:
    story = Story(rows)
    await story.asks("1", 0)
    await story.rejects(1, 10)
    await story.asks("2", 9.5, heard=11)
    await story.answers(2, 20)
    assert await story.waits() == [(0, "closed_without_reply", None), (9.5, "answered", 20)]


async def test_a_question_after_a_rejection_starts_a_wait_of_its_own(rows: Rows) -> None:
    story = Story(rows)
    await story.asks("1", 0)
    await story.rejects(1, 10)
    await story.asks("2", 30)
    assert await story.waits() == [(0, "closed_without_reply", None), (30, "unanswered", None)]


async def test_spam_beside_a_question_that_is_taken_back_leaves_nobody_waiting(rows: Rows) -> None:
    story = Story(rows)
    await story.asks("1", 0)
    await story.asks("2", 5, lane="closed")
    await story.deletes("1", 10)
    assert await story.waits() == [(0, "withdrawn", None)]


async def test_spam_alone_is_closed_and_the_question_after_it_starts_its_own_wait(rows: Rows) -> None:
    story = Story(rows)
    await story.asks("1", 0, lane="closed")
    await story.asks("2", 30)
    await story.answers(2, 40)
    assert await story.waits() == [(0, "closed_without_reply", None), (30, "answered", 40)]


async def test_deleting_spam_later_changes_no_wait(rows: Rows) -> None:
    story = Story(rows)
    await story.asks("1", 0, lane="closed")
    await story.asks("2", 30)
    await story.answers(2, 40)
    await story.deletes("1", 50)
    assert await story.waits() == [(0, "closed_without_reply", None), (30, "answered", 40)]


async def test_spam_after_the_answer_is_closed_by_itself(rows: Rows) -> None:
    story = Story(rows)
    await story.asks("1", 0)
    await story.answers(1, 10)
    await story.asks("2", 20, lane="closed")
    assert await story.waits() == [(0, "answered", 10), (20, "closed_without_reply", None)]


async def test_spam_beside_a_question_does_not_end_its_wait(rows: Rows) -> None:
    story = Story(rows)
    await story.asks("1", 0)
    await story.asks("2", 5, lane="closed")
    await story.answers(1, 10)
    assert await story.waits() == [(0, "answered", 10)]


async def test_a_merged_question_starts_the_wait_that_the_answer_to_the_later_one_ends(rows: Rows) -> None:
    story = Story(rows)
    await story.asks("1", 0)
    await story.asks("2", 5)
    await story.answers(2, 10)
    assert await story.waits() == [(0, "answered", 10)]


async def test_a_deleted_first_question_leaves_the_wait_to_the_next_one(rows: Rows) -> None:
    story = Story(rows)
    await story.asks("1", 0)
    await story.asks("2", 5)
    await story.deletes("1", 7)
    await story.answers(2, 10)
    assert await story.waits() == [(5, "answered", 10)]


async def test_a_backfilled_question_waits_though_an_answer_went_out_before_it_was_heard(rows: Rows) -> None:
    story = Story(rows)
    await story.asks("1", 5)
    await story.answers(1, 10)
    await story.asks("2", 0, heard=60)
    await story.answers(2, 70)
    assert await story.waits() == [(0, "answered", 70), (5, "answered", 10)]


async def test_a_backfilled_question_is_not_closed_by_what_was_rejected_before_it_was_heard(rows: Rows) -> None:
    story = Story(rows)
    await story.asks("1", 5)
    await story.rejects(1, 10)
    await story.asks("2", 7, heard=60)
    assert await story.waits() == [(5, "closed_without_reply", None), (7, "unanswered", None)]


async def test_an_edit_after_the_answer_changes_no_wait(rows: Rows) -> None:
    story = Story(rows)
    await story.asks("1", 0)
    await story.answers(1, 10)
    await story.hears("1", 0, heard=20, text="Thank you!", happening=Happening.EDIT)
    await rows.understand(lane="closed")
    assert await story.waits() == [(0, "answered", 10)]


async def test_an_answer_by_hand_ends_the_wait(rows: Rows) -> None:
    story = Story(rows)
    await story.asks("1", 0)
    await story.hears("90", 8, happening=Happening.OWN, parent_id="1", text="Found it.")
    assert await story.waits() == [(0, "answered", 8)]


async def test_an_answer_by_hand_counts_though_both_were_heard_late(rows: Rows) -> None:
    story = Story(rows)
    await story.hears("1", 0, heard=60)
    await story.hears("90", 8, heard=60, happening=Happening.OWN, parent_id="1", text="Found it.")
    await story.rows.understand()
    await story.rows.propose()
    assert await story.waits() == [(0, "answered", 8)]
