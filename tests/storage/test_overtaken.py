"""Drafts and replies that events overtake: what a customer still asks always has somebody who sees it."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from bot.domain.delivery import Move
from bot.domain.message import Author, Happening, Inbound
from bot.domain.reply import ReplyState
from bot.domain.visibility import Visibility
from bot.storage import overtaken
from bot.storage.decisions import TooLate
from bot.storage.drafts import Proposal, Task
from bot.storage.outbox import Parcel
from bot.storage.understanding import Understood
from tests.support import ACCOUNT, NOON, Rows, danger, message, understood

AGAIN = Move(state=ReplyState.APPROVED, reason="Busy.")
FAILED = Move(state=ReplyState.FAILED, reason="Refused.")
UNKNOWN = Move(state=ReplyState.UNKNOWN, reason="?")


def post(external_id: str, minutes: float = 0, **given: Any) -> Inbound:
    at = NOON + timedelta(minutes=minutes)
    return message(external_id, thread_id="t", author=Author(id="alice"), created_at=at, **given)


def edit(external_id: str, text: str = "Other words.") -> Inbound:
    return post(external_id, text=text, version_id=f"{external_id}b", happening=Happening.EDIT)


async def draft(rows: Rows, found: Any = None, lane: str = "queue") -> None:
    await rows.understand(found, lane)
    for _ in range(3):
        await rows.propose()


async def sending(rows: Rows, item: int = 1) -> Parcel:
    await rows.decisions.approve(item, (await rows.queue.item(item)).reply["revision"], "anna")
    (parcel,) = await rows.outbox.claim_approved(ACCOUNT, 1, 60)
    rows.clock.pass_by(1)
    return parcel


async def live(rows: Rows) -> list[tuple[int, str]]:
    over = ("stale", "superseded", "rejected", "sent")
    return [(item, state) for item, _, state in await rows.states() if state not in over]


async def test_editing_an_older_message_gives_the_newest_one_a_draft_again(rows: Rows) -> None:
    await rows.ask(post("1"), post("2", 5))
    await rows.hear(edit("1"))
    await draft(rows)
    assert await live(rows) == [(2, "proposed")]


async def test_editing_an_answered_message_leaves_the_open_question_its_draft(rows: Rows) -> None:
    await rows.ask(post("1"))
    await rows.outbox.sent(await sending(rows), ReplyState.SENDING, "900", rows.clock())
    await rows.ask(post("2", 5))
    await rows.hear(edit("1"))
    await draft(rows)
    assert await live(rows) == [(2, "proposed")]


async def test_an_older_message_that_arrives_late_gives_the_newest_one_a_draft_again(rows: Rows) -> None:
    await rows.ask(post("1", 5))
    await rows.hear(post("2"))
    await draft(rows)
    assert await live(rows) == [(1, "proposed")]


async def test_danger_that_arrives_late_takes_the_template_from_the_draft(rows: Rows) -> None:
    await rows.ask(post("1", 5))
    await rows.hear(post("2"))
    await draft(rows, danger(), "danger")
    assert [(item.reply["id"], item.reply["text"]) for item in await rows.queue.waiting()] == [(1, "")]


async def test_danger_that_is_understood_while_another_message_is_drafted_takes_its_template(rows: Rows) -> None:
    await rows.hear(post("1", 5))
    await rows.understand()
    (task,) = await rows.drafts.claim(10)
    await rows.hear(post("2"))
    await rows.understand(danger(), "danger")
    await rows.drafts.save([proposal_of(task)])
    await draft(rows)
    assert [item.reply["text"] for item in await rows.queue.waiting()] == [""]


async def test_an_edit_while_a_later_message_is_drafted_is_still_understood(rows: Rows) -> None:
    await rows.hear(post("1"), post("2", 5))
    await rows.understand()
    (task,) = await rows.drafts.claim(10)
    await rows.hear(edit("1", "I do not want to live any more."))
    await rows.drafts.save([proposal_of(task)])
    with pytest.raises(TooLate, match="wrote again"):
        await rows.decisions.approve(2, 1, "anna")
    await draft(rows, danger(), "danger")
    assert [(item.reply["id"], item.reply["text"]) for item in await rows.queue.waiting()] == [(2, "")]


async def test_a_later_message_that_turns_out_empty_gives_the_merged_question_its_draft_back(rows: Rows) -> None:
    await rows.ask(post("1"), post("2", 5))
    await rows.decisions.edit(2, 1, "anna", "Words of a person.", [])
    await rows.hear(edit("2", "!!!"))
    first, *_ = unread = await rows.understanding.claim(10)
    assert [first.id] == [each.id for each in unread]
    await rows.understanding.save(
        [Understood(message=first, classification=understood(), lane="closed", decision="Empty.", due_at=None)]
    )
    await draft(rows)
    assert await live(rows) == [(1, "proposed")]


@pytest.mark.parametrize("late", [understood(), danger()])
async def test_a_message_that_nobody_had_seen_at_the_approval_is_not_answered_by_it(rows: Rows, late: Any) -> None:
    await rows.ask(post("1", 5))
    await rows.outbox.sent(await sending(rows), ReplyState.SENDING, "900", rows.clock())
    await rows.hear(post("2"))
    await draft(rows, late, "danger" if late.is_danger else "queue")
    assert await live(rows) == [(2, "proposed")]


@pytest.mark.parametrize("outcome", [AGAIN, FAILED])
async def test_an_edit_on_the_way_stops_no_draft_and_brings_a_new_one_when_it_comes_back(
    rows: Rows, outcome: Move
) -> None:
    await rows.ask(post("1"))
    parcel = await sending(rows)
    await rows.hear(edit("1"), message("other"))
    await draft(rows)
    assert await live(rows) == [(1, "sending"), (2, "proposed")]
    await rows.outbox.settle(parcel, ReplyState.SENDING, outcome)
    await draft(rows)
    assert await live(rows) == [(2, "proposed"), (1, "proposed")]
    assert (await rows.queue.item(1)).reply["target_id"] == "1b"


async def test_an_edit_of_what_waits_for_a_person_to_look_stops_no_draft(rows: Rows) -> None:
    await rows.ask(post("1"))
    await rows.outbox.settle(await sending(rows), ReplyState.SENDING, UNKNOWN)
    (looking,) = await rows.outbox.claim_unknown(ACCOUNT, 1, 60)
    await rows.outbox.settle(looking, ReplyState.CHECKING, Move(state=ReplyState.NEEDS_HUMAN, reason="Look."))
    await rows.hear(edit("1"), message("other"))
    await draft(rows)
    assert await live(rows) == [(1, "needs_human"), (2, "proposed")]


@pytest.mark.parametrize("outcome", [AGAIN, FAILED])
@pytest.mark.parametrize(
    "news",
    [
        post("2", 5),
        post("1", happening=Happening.DELETION),
        post("90", 6, happening=Happening.OWN, parent_id="1", text="I take this one."),
    ],
)
async def test_a_reply_that_comes_back_unsent_is_not_sent_after_what_happened_meanwhile(
    rows: Rows, news: Inbound, outcome: Move
) -> None:
    await rows.ask(post("1"))
    parcel = await sending(rows)
    await rows.hear(news)
    await rows.outbox.settle(parcel, ReplyState.SENDING, outcome)
    assert (await rows.queue.item(1)).reply["state"] == "stale"
    assert await rows.outbox.claim_approved(ACCOUNT, 1, 60) == []
    await draft(rows)
    assert await live(rows) == ([(2, "proposed")] if news.external_id == "2" else [])


async def test_nothing_is_rejected_with_a_message_that_nobody_has_read(rows: Rows) -> None:
    await rows.hear(post("1"))
    await rows.understand()
    (task,) = await rows.drafts.claim(10)
    await rows.hear(post("2", 5))
    await rows.drafts.save([proposal_of(task)])
    with pytest.raises(TooLate, match="wrote again"):
        await rows.decisions.reject(1, 1, "anna", "Not for us.")


async def test_one_answer_to_a_private_and_a_public_message_is_private(rows: Rows) -> None:
    await rows.ask(post("1", visibility=Visibility.DIRECT), post("2", 5, visibility=Visibility.PUBLIC))
    await rows.decisions.approve(2, 1, "anna")
    (parcel,) = await rows.outbox.claim_approved(ACCOUNT, 1, 60)
    assert parcel.opened().letter.visibility is Visibility.DIRECT


async def test_a_deletion_and_a_merge_at_the_same_moment_lose_nothing(
    rows: Rows, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each would decide without seeing the other: merged into a message that is being deleted."""
    await rows.hear(post("1"), post("2", 5))
    await rows.understand()
    deciding, go_on = asyncio.Event(), asyncio.Event()
    whole = overtaken.draft_again

    async def slowly(connection: Any, conversations: Any) -> None:
        await whole(connection, conversations)
        deciding.set()
        await go_on.wait()

    monkeypatch.setattr(overtaken, "draft_again", slowly)
    deleting = asyncio.create_task(rows.hear(post("2", happening=Happening.DELETION)))
    await deciding.wait()
    claiming = asyncio.create_task(rows.drafts.claim(10))
    await asyncio.sleep(0.2)
    go_on.set()
    await asyncio.gather(deleting, claiming)
    rows.clock.pass_by(200)
    await draft(rows)
    assert await live(rows) == [(1, "proposed")]


def proposal_of(task: Task) -> Proposal:
    """A template for a task."""
    return Proposal(task=task, text="We look into it.", template="x", language="en", findings=(), needs_private=False)
