"""What people decide: one wins, the other is told who; danger and urgency come first."""

import asyncio
from datetime import timedelta

import pytest

from bot.domain.classification import Urgency
from bot.domain.message import Author, Inbound
from bot.domain.reply import ReplyState
from bot.domain.visibility import Visibility
from bot.storage.decisions import TooLate
from bot.storage.queue import NotThere
from bot.storage.understanding import Understood
from tests.support import ACCOUNT, NOON, Rows, danger, message, understood


async def attempt(rows: Rows, by: str) -> str | None:
    try:
        await rows.decisions.approve(1, 1, by)
    except TooLate as error:
        return str(error)
    return None


async def test_two_people_approve_at_the_same_moment(rows: Rows) -> None:
    await rows.ask(message("1"))
    told = await asyncio.gather(*(attempt(rows, name) for name in ("anna", "bruno")))
    losers = [sentence for sentence in told if sentence is not None]
    assert len(losers) == 1
    winner = (await rows.queue.item(1)).reply["approved_by"]
    assert f"{winner} was first" in losers[0]


async def test_an_edit_makes_a_revision_that_needs_its_own_approval(rows: Rows) -> None:
    await rows.ask(message("1"))
    assert await rows.decisions.edit(1, 1, "anna", "Better words.", []) == 2
    assert await rows.states() == [(1, 1, "superseded"), (1, 2, "proposed")]
    with pytest.raises(TooLate, match=r"anna was first.*revision 2"):
        await rows.decisions.approve(1, 1, "bruno")
    await rows.decisions.approve(1, 2, "bruno")
    (parcel,) = await rows.outbox.claim_approved(ACCOUNT, 1, 60)
    assert parcel.opened().letter.text == "Better words."
    assert parcel.opened().by_hand


async def test_an_approved_reply_can_not_be_edited(rows: Rows) -> None:
    await rows.ask(message("1"))
    await rows.decisions.approve(1, 1, "anna")
    with pytest.raises(TooLate, match="anna was first"):
        await rows.decisions.edit(1, 1, "bruno", "Other words.", [])


async def test_rejecting_closes_with_a_reason(rows: Rows) -> None:
    await rows.ask(message("1"))
    await rows.decisions.reject(1, 1, "anna", "Not for us.")
    assert await rows.states() == [(1, 1, "rejected")]
    row = (await rows.messages())[0]
    assert (row["stage"], row["decision"]) == ("closed", "Closed without an answer by anna: Not for us.")
    assert [event["kind"] for event in await rows.queue.history(1)][-2:] == ["rejected", "close"]


async def test_a_message_not_yet_understood_stops_an_approval(rows: Rows) -> None:
    alice = Author(id="alice")
    await rows.hear(message("1", thread_id="t", author=alice), message("2", thread_id="t", author=alice))
    (first,) = await rows.understanding.claim(1)
    await rows.understanding.save(
        [Understood(message=first, classification=understood(), lane="queue", decision="x", due_at=NOON)]
    )
    await rows.propose()
    with pytest.raises(TooLate, match="wrote again"):
        await rows.decisions.approve(1, 1, "anna")
    assert await rows.states() == [(1, 1, "proposed")]


async def test_a_failed_reply_comes_back_and_can_be_rewritten(rows: Rows) -> None:
    from bot.domain.delivery import Move

    await rows.ask(message("1"))
    await rows.decisions.approve(1, 1, "anna")
    (parcel,) = await rows.outbox.claim_approved(ACCOUNT, 1, 60)
    await rows.outbox.settle(parcel, ReplyState.SENDING, Move(state=ReplyState.FAILED, reason="Too long."))
    (item,) = await rows.queue.waiting()
    assert item.to_json()["reason"] == "Too long."
    assert await rows.decisions.edit(1, 1, "anna", "Short.", []) == 2


async def test_the_queue_puts_danger_first_then_urgency_then_the_deadline(rows: Rows) -> None:
    def late(external_id: str, minutes: int) -> Inbound:
        return message(external_id, created_at=NOON + timedelta(minutes=minutes))

    await rows.ask(late("normal-late", 3))
    await rows.ask(late("normal-early", 1))
    await rows.ask(late("high", 9), found=understood(urgency=Urgency.HIGH))
    await rows.ask(late("critical", 9), found=understood(urgency=Urgency.CRITICAL))
    await rows.ask(late("danger", 9), found=danger())
    await rows.hear(late("escalated", 9))
    await rows.understand(danger("threat"), lane="danger")
    await rows.propose()
    order = [item.message["external_id"] for item in await rows.queue.waiting()]
    assert order[0] == "escalated"
    assert order[-3:] == ["high", "normal-early", "normal-late"]


async def test_danger_waits_without_any_draft(rows: Rows) -> None:
    await rows.hear(message("1"))
    await rows.understand(danger(), lane="danger")
    await rows.propose("A template that must not answer this.")
    (item,) = await rows.queue.waiting()
    assert (item.reply["text"], item.reply["template"]) == ("", None)


async def test_danger_stays_danger_when_the_customer_adds_a_harmless_line(rows: Rows) -> None:
    alice = Author(id="alice")
    await rows.hear(message("1", thread_id="t", author=alice))
    await rows.understand(danger(), lane="danger")
    await rows.propose()
    await rows.ask(message("2", "hello?", thread_id="t", author=alice, created_at=NOON + timedelta(minutes=1)))
    (item,) = await rows.queue.waiting()
    assert (item.message["external_id"], item.reply["text"]) == ("2", "")
    assert item.reply["urgency_rank"] == len(Urgency)


async def test_pages_follow_each_other_without_gap_or_overlap(rows: Rows) -> None:
    await rows.ask(*(message(str(number)) for number in range(25)))
    seen: list[int] = []
    page = await rows.queue.waiting(7)
    while page:
        seen += [item.reply["id"] for item in page]
        page = await rows.queue.waiting(7, after=page[-1].position)
    assert seen == sorted(set(seen))
    assert len(seen) == 25


async def test_a_snoozed_item_comes_back_in_time(rows: Rows) -> None:
    await rows.ask(message("1"))
    await rows.decisions.snooze(1, 1, "anna", NOON + timedelta(hours=1))
    assert await rows.queue.waiting() == []
    rows.clock.pass_by(3_600)
    assert len(await rows.queue.waiting()) == 1


async def test_assigning_and_locking_show_whose_it_is(rows: Rows) -> None:
    await rows.ask(message("1"))
    await rows.decisions.assign(1, "anna", "bruno")
    await rows.decisions.lock(1, 1, "bruno")
    found = (await rows.queue.item(1)).to_json()
    assert (found["assigned_to"], found["locked_by"]) == ("bruno", "bruno")


async def test_an_item_that_is_not_there_is_named(rows: Rows) -> None:
    with pytest.raises(NotThere, match="no queue item 77"):
        await rows.decisions.approve(77, 1, "anna")


async def test_a_private_question_is_answered_in_private(rows: Rows) -> None:
    await rows.ask(message("1", visibility=Visibility.DIRECT))
    await rows.decisions.approve(1, 1, "anna")
    (parcel,) = await rows.outbox.claim_approved(ACCOUNT, 1, 60)
    assert parcel.opened().letter.visibility is Visibility.DIRECT


async def test_the_contract_of_queue_list(rows: Rows) -> None:
    await rows.ask(message("1"))
    found = (await rows.queue.waiting())[0].to_json()
    assert set(found) >= {
        "id", "state", "revision", "account", "platform", "visibility", "conversation_id", "author", "text",
        "classification", "draft", "template", "language", "findings", "received_at", "due_at", "assigned_to",
        "locked_by",
    }  # fmt: skip
    assert (found["state"], found["revision"], found["author"]) == ("proposed", 1, "customer1")
