"""Laws 1 and 6: message and cursor together, each message once, nothing dropped silently."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from bot.domain.message import Author, Happening, Inbound
from tests.support import ACCOUNT, NOON, Rows, message

ALICE = Author(id="alice")
BRAND = Author(id="the-brand")


def in_thread(external_id: str, minutes: int = 0, **given: Any) -> Inbound:
    return message(external_id, thread_id="t", author=ALICE, created_at=NOON + timedelta(minutes=minutes), **given)


async def cursor_of(rows: Rows) -> str | None:
    return (await rows.accounts.get(ACCOUNT))["cursor"]


async def test_a_batch_and_its_cursor_are_stored_together(rows: Rows) -> None:
    stored = await rows.hear(message("1"), message("2"), cursor="after-2")
    assert (stored.new, stored.duplicates) == (2, 0)
    assert await cursor_of(rows) == "after-2"


async def test_when_storing_fails_neither_message_nor_cursor_is_there(rows: Rows) -> None:
    await rows.hear(message("1"), cursor="one")
    naive = NOON.replace(tzinfo=None)
    broken = message("2", happening=Happening.OWN, addressee_id="customer-1", created_at=naive)
    with pytest.raises(Exception, match="time zone"):
        await rows.hear(message("3"), broken, cursor="three")
    assert [row["external_id"] for row in await rows.messages()] == ["1"]
    assert await cursor_of(rows) == "one"


async def test_the_same_message_again_is_a_duplicate(rows: Rows) -> None:
    await rows.hear(message("1"))
    stored = await rows.hear(message("1"), message("1"), message("2"))
    assert (stored.new, stored.duplicates) == (1, 2)


async def test_the_same_id_on_another_account_is_another_message(rows: Rows) -> None:
    await rows.hear(message("1"))
    await rows.accounts.register({"other": "x"})
    assert (await rows.inbox.store("other", "x", [message("1")], "c")).new == 1


async def test_a_new_message_makes_the_waiting_draft_stale(rows: Rows) -> None:
    await rows.ask(in_thread("1"))
    await rows.hear(in_thread("2", 5))
    assert await rows.states() == [(1, 1, "stale")]
    await rows.understand()
    await rows.propose()
    assert await rows.states() == [(1, 1, "stale"), (2, 1, "proposed")]
    assert [row["stage"] for row in await rows.messages()] == ["merged", "drafted"]


async def test_a_new_message_makes_an_approved_reply_stale(rows: Rows) -> None:
    await rows.ask(in_thread("1"))
    await rows.decisions.approve(1, 1, "anna")
    await rows.hear(in_thread("2", 5))
    assert await rows.states() == [(1, 1, "stale")]
    assert await rows.outbox.claim_approved(ACCOUNT, 10, 60) == []


async def test_a_worthless_follow_up_gives_the_question_its_draft_back(rows: Rows) -> None:
    await rows.ask(in_thread("1"))
    await rows.hear(in_thread("2", 5, text="!!!"))
    await rows.understand(lane="closed")
    await rows.propose()
    assert await rows.states() == [(1, 1, "stale"), (1, 2, "proposed")]


async def test_an_edit_replaces_the_text_and_the_draft(rows: Rows) -> None:
    await rows.ask(in_thread("1"))
    edited = in_thread("1", text="Where is my SECOND parcel?", version_id="1b", happening=Happening.EDIT)
    assert (await rows.hear(edited)).edits == 1
    assert (await rows.hear(edited)).edits == 0
    await rows.understand()
    await rows.propose()
    assert await rows.states() == [(1, 1, "stale"), (1, 2, "proposed")]
    item = await rows.queue.item(1)
    assert item.message["text"] == "Where is my SECOND parcel?"
    assert item.reply["target_id"] == "1b"


async def test_an_edit_of_a_message_never_seen_is_a_message(rows: Rows) -> None:
    stored = await rows.hear(in_thread("1", version_id="1b", happening=Happening.EDIT))
    assert (stored.new, stored.edits) == (1, 0)


async def test_original_and_edit_in_one_batch(rows: Rows) -> None:
    stored = await rows.hear(in_thread("1"), in_thread("1", text="b", version_id="1b", happening=Happening.EDIT))
    assert (stored.new, stored.edits, stored.duplicates) == (1, 1, 0)
    assert (await rows.messages())[0]["text"] == "b"


async def test_an_edit_after_the_answer_asks_for_no_second_one(rows: Rows) -> None:
    await rows.ask(in_thread("1"))
    await send(rows, 1)
    await rows.hear(in_thread("1", text="thanks!", version_id="1b", happening=Happening.EDIT))
    await rows.understand()
    await rows.propose()
    assert await rows.states() == [(1, 1, "sent")]


async def test_a_deleted_message_loses_its_text_and_its_draft(rows: Rows) -> None:
    await rows.ask(in_thread("1"))
    stored = await rows.hear(in_thread("1", text="", happening=Happening.DELETION))
    assert stored.deletions == 1
    row = (await rows.messages())[0]
    assert (row["text"], row["stage"]) == ("", "closed")
    assert row["decision"]
    assert await rows.states() == [(1, 1, "stale")]


async def test_deleting_the_newest_lets_the_older_question_be_drafted(rows: Rows) -> None:
    await rows.ask(in_thread("1"))
    await rows.ask(in_thread("2", 5))
    await rows.hear(in_thread("2", happening=Happening.DELETION))
    await rows.propose()
    assert await rows.states() == [(1, 1, "stale"), (2, 1, "stale"), (1, 2, "proposed")]


async def test_a_native_reply_makes_drafts_stale_and_settles_the_question(rows: Rows) -> None:
    await rows.ask(in_thread("1"))
    own = message("90", thread_id="t", author=BRAND, happening=Happening.OWN, parent_id="1", created_at=NOON)
    assert (await rows.hear(own)).natives == 1
    assert await rows.states() == [(1, 1, "stale")]
    assert [row["stage"] for row in await rows.messages()] == ["closed", "closed"]


async def test_a_native_reply_heard_before_its_question_still_answers_it(rows: Rows) -> None:
    own = message(
        "90", thread_id="t", author=BRAND, happening=Happening.OWN, parent_id="1", addressee_id="alice",
        created_at=NOON + timedelta(minutes=9),
    )  # fmt: skip
    assert (await rows.hear(own)).natives == 1
    await rows.ask(in_thread("1"))
    assert await rows.states() == []
    assert (await rows.messages())[1]["decision"] == "Answered already."


async def test_a_question_after_the_native_reply_is_drafted(rows: Rows) -> None:
    await rows.hear(
        in_thread("1"),
        message("90", thread_id="t", author=BRAND, happening=Happening.OWN, parent_id="1", created_at=NOON),
        in_thread("2", 5),
    )
    await rows.understand()
    await rows.propose()
    ((item, _, state),) = await rows.states()
    assert (state, (await rows.queue.item(item)).message["external_id"]) == ("proposed", "2")


async def test_the_echo_of_our_own_reply_is_no_message(rows: Rows) -> None:
    await rows.ask(in_thread("1"))
    await send(rows, 1, platform_id="900")
    stored = await rows.hear(message("900", thread_id="t", author=BRAND, happening=Happening.OWN, parent_id="1"))
    assert (stored.natives, stored.duplicates) == (0, 0)
    assert stored.echoes == 1
    assert len(await rows.messages()) == 1


async def test_an_echo_that_comes_before_the_receipt_is_recognised_by_its_words(rows: Rows) -> None:
    await rows.ask(in_thread("1"))
    await rows.decisions.approve(1, 1, "anna")
    await rows.outbox.claim_approved(ACCOUNT, 1, 60)
    echo = message(
        "900", "We are sorry  and look into it.", thread_id="t", author=BRAND, happening=Happening.OWN, parent_id="1"
    )
    assert (await rows.hear(echo)).echoes == 1
    other = message("901", "I take this one.", thread_id="t", author=BRAND, happening=Happening.OWN, parent_id="1")
    assert (await rows.hear(other)).natives == 1


async def test_two_customers_in_one_thread_are_two_conversations(rows: Rows) -> None:
    bob = message("2", thread_id="t", author=Author(id="bob"))
    await rows.ask(in_thread("1"), bob)
    assert [state for *_, state in await rows.states()] == ["proposed", "proposed"]


async def test_events_can_not_be_changed_or_removed(rows: Rows) -> None:
    await rows.hear(message("1"))
    for statement in ("UPDATE event SET actor = 'x'", "DELETE FROM event"):
        with pytest.raises(DBAPIError, match="append-only"):
            async with rows.database.write() as connection:
                await connection.execute(text(statement))


async def send(rows: Rows, item: int, platform_id: str = "900") -> None:
    """Approve and send the newest revision of an item."""
    from bot.domain.reply import ReplyState

    revision = (await rows.queue.item(item)).reply["revision"]
    await rows.decisions.approve(item, revision, "anna")
    (parcel,) = await rows.outbox.claim_approved(ACCOUNT, 1, 60)
    assert await rows.outbox.sent(parcel, ReplyState.SENDING, platform_id, rows.clock())
