"""Law 5 in the database: SENDING is committed before the call, and only the holder writes the outcome."""

import asyncio

import pytest
from sqlalchemy import update

from bot.domain.approval import BrokenSeal
from bot.domain.delivery import Move
from bot.domain.message import Author, Happening
from bot.domain.reply import IllegalMove, ReplyState
from bot.storage.queue import REPLIES
from tests.support import ACCOUNT, Rows, message


async def approved(rows: Rows, *names: str) -> None:
    await rows.ask(*(message(name) for name in names))
    for item in await rows.queue.waiting():
        await rows.decisions.approve(item.reply["id"], 1, "anna")


async def test_a_claim_is_committed_as_sending_with_lease_and_fence(rows: Rows) -> None:
    await approved(rows, "1")
    (parcel,) = await rows.outbox.claim_approved(ACCOUNT, 10, 60)
    assert (parcel.fence, parcel.attempts) == (1, 1)
    assert parcel.opened().letter.target_id == "1"
    assert not parcel.opened().by_hand
    assert await rows.states() == [(1, 1, "sending")]


async def test_what_is_claimed_is_claimed_once_by_many_workers(rows: Rows) -> None:
    await approved(rows, *(str(number) for number in range(40)))
    batches = await asyncio.gather(*(rows.outbox.claim_approved(ACCOUNT, 7, 60) for _ in range(12)))
    taken = [parcel.id for batch in batches for parcel in batch]
    assert len(taken) == len(set(taken)) == 40


async def test_only_approved_replies_of_working_accounts_are_claimed(rows: Rows) -> None:
    await rows.ask(message("1"))
    assert await rows.outbox.claim_approved(ACCOUNT, 10, 60) == []
    await rows.decisions.approve(1, 1, "anna")
    assert await rows.outbox.claim_approved("another", 10, 60) == []


async def test_a_conversation_has_one_reply_in_flight(rows: Rows) -> None:
    alice = Author(id="alice")
    await rows.ask(message("1", thread_id="t", author=alice))
    await rows.decisions.approve(1, 1, "anna")
    (parcel,) = await rows.outbox.claim_approved(ACCOUNT, 10, 60)
    await rows.ask(message("2", thread_id="t", author=alice))
    await rows.decisions.approve(2, 1, "anna")
    assert await rows.outbox.claim_approved(ACCOUNT, 10, 60) == []
    await rows.outbox.sent(parcel, ReplyState.SENDING, "900", rows.clock())
    assert [parcel.id for parcel in await rows.outbox.claim_approved(ACCOUNT, 10, 60)] == [2]


async def test_a_lost_lease_goes_to_unknown_and_never_back_to_approved(rows: Rows) -> None:
    await approved(rows, "1")
    (parcel,) = await rows.outbox.claim_approved(ACCOUNT, 10, 60)
    rows.clock.pass_by(61)
    assert await rows.outbox.expire_leases(5) == 1
    assert await rows.states() == [(1, 1, "unknown")]
    assert not await rows.outbox.sent(parcel, ReplyState.SENDING, "900", rows.clock())
    assert await rows.states() == [(1, 1, "unknown")]


async def test_a_held_lease_is_left_alone(rows: Rows) -> None:
    await approved(rows, "1")
    await rows.outbox.claim_approved(ACCOUNT, 10, 60)
    rows.clock.pass_by(59)
    assert await rows.outbox.expire_leases(5) == 0


async def test_the_holder_of_an_old_fence_writes_nothing(rows: Rows) -> None:
    await approved(rows, "1")
    (old,) = await rows.outbox.claim_approved(ACCOUNT, 10, 60)
    await rows.outbox.settle(old, ReplyState.SENDING, Move(state=ReplyState.APPROVED))
    (new,) = await rows.outbox.claim_approved(ACCOUNT, 10, 60)
    assert not await rows.outbox.settle(old, ReplyState.SENDING, Move(state=ReplyState.FAILED, reason="late"))
    assert await rows.outbox.sent(new, ReplyState.SENDING, "900", rows.clock())


async def test_an_unknown_reply_waits_for_its_look(rows: Rows) -> None:
    await approved(rows, "1")
    (parcel,) = await rows.outbox.claim_approved(ACCOUNT, 10, 60)
    look_at = rows.clock.pass_by(0)
    await rows.outbox.settle(
        parcel, ReplyState.SENDING, Move(state=ReplyState.UNKNOWN, reason="?", retry_at=rows.clock.pass_by(5))
    )
    rows.clock.now = look_at
    assert await rows.outbox.claim_unknown(ACCOUNT, 10, 60) == []
    rows.clock.pass_by(5)
    (looking,) = await rows.outbox.claim_unknown(ACCOUNT, 10, 60)
    assert looking.key == parcel.key
    assert await rows.states() == [(1, 1, "checking")]


async def echo(rows: Rows, parent_id: str = "1") -> None:
    """What the stream of own posts brings when the platform took the reply."""
    own = message(
        "900", "We are sorry and look into it.", thread_id="thread-1", author=Author(id="the-brand"),
        happening=Happening.OWN, parent_id=parent_id, created_at=rows.clock(),
    )  # fmt: skip
    assert (await rows.hear(own)).echoes == 1


@pytest.mark.parametrize("heard", ["while sending", "while unknown", "while looking"])
async def test_a_reply_whose_echo_was_heard_is_never_sent_again(rows: Rows, heard: str) -> None:
    await approved(rows, "1")
    (parcel,) = await rows.outbox.claim_approved(ACCOUNT, 10, 60)
    rows.clock.pass_by(1)
    shown_at = rows.clock()
    if heard == "while sending":
        await echo(rows)
        await rows.outbox.settle(parcel, ReplyState.SENDING, Move(state=ReplyState.APPROVED, reason="Busy."))
    else:
        await rows.outbox.settle(parcel, ReplyState.SENDING, Move(state=ReplyState.UNKNOWN, reason="No answer."))
        if heard == "while unknown":
            await echo(rows)
        (looking,) = await rows.outbox.claim_unknown(ACCOUNT, 10, 60)
        if heard == "while looking":
            await echo(rows)
        rows.clock.pass_by(60)
        not_found = Move(state=ReplyState.APPROVED, reason="Not found: sending once more.")
        await rows.outbox.settle(looking, ReplyState.CHECKING, not_found)
    assert await rows.outbox.claim_approved(ACCOUNT, 10, 60) == []
    row = (await rows.queue.item(1)).reply
    assert (row["state"], row["platform_id"], row["sent_at"]) == ("sent", "900", shown_at)


async def test_the_same_words_to_somebody_else_are_no_proof_that_a_reply_was_sent(rows: Rows) -> None:
    await approved(rows, "1")
    (parcel,) = await rows.outbox.claim_approved(ACCOUNT, 10, 60)
    await echo(rows, parent_id="of another customer")
    await rows.outbox.settle(parcel, ReplyState.SENDING, Move(state=ReplyState.FAILED, reason="Refused."))
    assert await rows.states() == [(1, 1, "failed")]


async def test_an_illegal_outcome_is_refused(rows: Rows) -> None:
    await approved(rows, "1")
    (parcel,) = await rows.outbox.claim_approved(ACCOUNT, 10, 60)
    with pytest.raises(IllegalMove):
        await rows.outbox.settle(parcel, ReplyState.SENDING, Move(state=ReplyState.NEEDS_HUMAN))


@pytest.mark.parametrize("column", ["text", "addressee", "thread_id", "target_id", "account", "approved_by"])
async def test_a_row_changed_behind_the_seal_does_not_open(rows: Rows, column: str) -> None:
    await approved(rows, "1")
    change = {column: "" if column == "approved_by" else ACCOUNT + "x" if column == "account" else "changed"}
    async with rows.database.write() as connection:
        await connection.execute(update(REPLIES).values(**change))
    (parcel,) = await rows.outbox.claim_approved(change.get("account", ACCOUNT), 10, 60)
    with pytest.raises(BrokenSeal):
        parcel.opened()


async def test_a_row_widened_behind_the_seal_does_not_open(rows: Rows) -> None:
    from bot.domain.visibility import Visibility

    await rows.ask(message("1", visibility=Visibility.DIRECT))
    await rows.decisions.approve(1, 1, "anna")
    async with rows.database.write() as connection:
        await connection.execute(update(REPLIES).values(visibility="public"))
    (parcel,) = await rows.outbox.claim_approved(ACCOUNT, 10, 60)
    with pytest.raises(BrokenSeal):
        parcel.opened()
