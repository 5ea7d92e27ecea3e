"""Approve, edit, reject and the rest: what is done, what is told, and that nothing typed is lost."""

import asyncio
from datetime import timedelta

import pytest

from bot.domain.delivery import Move
from bot.domain.message import Author, CanReply
from bot.domain.reply import ReplyState
from tests.support import ACCOUNT, NOON, danger, message
from tests.web.console import Console

DRAFT = "We are sorry and look into it."


async def test_approving_the_draft_as_it_is(console: Console) -> None:
    await console.rows.ask(message())
    answer = await (await console.signed_in("anna")).post("/items/1/approve", text=DRAFT)
    assert answer.status == 200
    assert "Approved. It is on its way." in await answer.text()
    assert await console.rows.states() == [(1, 1, "approved")]
    assert (await console.rows.queue.item(1)).reply["approved_by"] == "anna"


async def test_approving_an_edited_text_approves_exactly_that_text(console: Console) -> None:
    await console.rows.ask(message())
    await (await console.signed_in("anna")).post("/items/1/approve", text="Two\r\nlines, per piacere ü.")
    assert await console.rows.states() == [(1, 1, "superseded"), (1, 2, "approved")]
    (parcel,) = await console.rows.outbox.claim_approved(ACCOUNT, 1, 60)
    assert parcel.opened().letter.text == "Two\nlines, per piacere ü."


@pytest.mark.parametrize("can_reply", [CanReply.NO, CanReply.HUMAN_ONLY])
async def test_what_no_program_may_answer_says_so_before_anybody_writes(console: Console, can_reply: CanReply) -> None:
    link, why = "https://x.com/i/status/1", "The author never called the account."
    await console.rows.ask(message(can_reply=can_reply, can_reply_reason=why, link=link))
    browser = await console.signed_in("anna")
    page = await (await browser.get("/items/1")).text()
    assert f"answered from here.</strong> {why}" in page
    assert f'<a id="in-the-app" href="{link}"' in page
    assert 'id="approve"' not in page
    answer = await browser.post("/items/1/approve", text=DRAFT)
    assert answer.status == 422
    assert await console.rows.states() == [(1, 1, "proposed")]
    assert (await browser.post("/items/1/reject", why="Answered in the app")).status == 200


async def test_a_caution_is_told_and_forbids_nothing(console: Console) -> None:
    await console.rows.ask(message(can_reply_reason="X may want a new mention."))
    page = await (await (await console.signed_in("anna")).get("/items/1")).text()
    assert "X may want a new mention." in page
    assert 'id="approve"' in page


@pytest.mark.parametrize("link", ["javascript:alert(1)", "http://x.example/1", ""])
async def test_only_a_safe_address_is_a_link(console: Console, link: str) -> None:
    await console.rows.ask(message(can_reply=CanReply.NO, link=link))
    page = await (await (await console.signed_in("anna")).get("/items/1")).text()
    assert "takes no reply" in page
    assert 'id="in-the-app"' not in page
    assert "javascript:alert" not in page


async def test_line_ends_of_a_form_are_no_edit(console: Console) -> None:
    await console.rows.hear(message())
    await console.rows.understand()
    await console.rows.propose("One\nTwo")
    await (await console.signed_in("anna")).post("/items/1/approve", text="One\r\nTwo")
    assert await console.rows.states() == [(1, 1, "approved")]


async def test_without_scripts_the_forms_work_too(console: Console) -> None:
    await console.rows.ask(message())
    browser = await console.signed_in("anna")
    answer = await browser.post("/items/1/approve", headers={"HX-Request": "false"}, text=DRAFT)
    assert (answer.status, answer.headers["Location"]) == (303, "/items/1")


@pytest.mark.parametrize("texts", [(DRAFT, DRAFT), ("Anna's words.", "Bruno's words."), (DRAFT, "Bruno's words.")])
async def test_two_people_approve_at_the_same_moment(console: Console, texts: tuple[str, str]) -> None:
    await console.rows.ask(message())
    names = ("anna", "bruno")
    browsers = [await console.signed_in(name) for name in names]
    pairs = zip(browsers, texts, strict=True)
    answers = await asyncio.gather(*(browser.post("/items/1/approve", text=text) for browser, text in pairs))
    assert sorted(answer.status for answer in answers) == [200, 409]
    loser = [answer.status for answer in answers].index(409)
    told = await answers[loser].text()
    assert f"{names[1 - loser]} was first" in told
    if texts[loser] not in (DRAFT, texts[1 - loser]):
        assert texts[loser].replace("'", "&#39;") in told
    item = await console.rows.queue.item(1)
    assert (item.reply["state"], item.reply["text"]) == ("approved", texts[1 - loser])
    assert len(await console.rows.outbox.claim_approved(ACCOUNT, 9, 60)) == 1


async def test_the_losers_text_can_go_to_the_new_draft(console: Console) -> None:
    author = Author(id="7", handle="rosa")
    await console.rows.ask(message("1", thread_id="t", author=author))
    browser = await console.signed_in("anna")
    later = NOON + timedelta(minutes=1)
    await console.rows.ask(message("2", "One more thing.", thread_id="t", author=author, created_at=later))
    answer = await browser.post("/items/1/approve", text="My long answer.")
    told = await answer.text()
    assert answer.status == 409
    assert "My long answer." in told
    assert 'action="/items/2/carry"' in told
    carried = await (await browser.post("/items/2/carry", text="My long answer.")).text()
    assert "My long answer." in carried
    assert "One more thing." in carried
    assert (2, 1, "proposed") in await console.rows.states()


async def test_the_customer_wrote_a_moment_ago(console: Console) -> None:
    author = Author(id="7")
    await console.rows.ask(message("1", thread_id="t", author=author))
    await console.rows.hear(message("2", thread_id="t", author=author))
    answer = await (await console.signed_in("anna")).post("/items/1/approve", text=DRAFT)
    assert answer.status == 409


async def test_what_the_guard_blocks_is_told_beside_the_text(console: Console) -> None:
    await console.rows.ask(message())
    answer = await (await console.signed_in("anna")).post("/items/1/approve", text="Please DM us, calm down.")
    told = await answer.text()
    assert answer.status == 422
    assert "Better not say DM us." in told
    assert "Better not say calm down." in told
    assert "Please DM us, calm down.</textarea>" in told
    assert (await console.rows.queue.item(1)).reply["state"] == "proposed"


@pytest.mark.parametrize("action", ["approve", "edit"])
async def test_a_pasted_secret_is_covered_and_nothing_else_is_sent_in_its_place(console: Console, action: str) -> None:
    await console.rows.ask(message())
    browser = await console.signed_in("anna")
    answer = await browser.post(f"/items/1/{action}", text="We found your card 4111 1111 1111 1111.")
    told = await answer.text()
    assert answer.status == (422 if action == "approve" else 200)
    assert "A secret in your text was covered" in told
    assert "4111 1111" not in told
    assert await console.rows.states() == [(1, 1, "superseded"), (1, 2, "proposed")]


async def test_an_empty_reply_is_never_sent(console: Console) -> None:
    await console.rows.hear(message())
    await console.rows.understand(danger(), lane="danger")
    await console.rows.propose()
    browser = await console.signed_in("anna")
    for text in ("", " \r\n\u2003"):
        answer = await browser.post("/items/1/approve", text=text)
        assert answer.status == 422
        assert "write the reply first" in await answer.text()
    assert await console.rows.states() == [(1, 1, "proposed")]


async def test_saving_makes_a_revision_and_saving_again_does_not(console: Console) -> None:
    await console.rows.ask(message())
    browser = await console.signed_in("ada")
    assert "Saved as revision 2." in await (await browser.post("/items/1/edit", text="Ada's words.")).text()
    again = await browser.post("/items/1/edit", revision="2", text="Ada's words.")
    assert "Nothing to save" in await again.text()
    late = await browser.post("/items/1/edit", revision="1", text="Older words.")
    assert late.status == 409
    told = await late.text()
    assert "Older words.</textarea>" in told
    assert "Ada&#39;s words." in told


async def test_the_word_of_the_guard_while_typing(console: Console) -> None:
    await console.rows.ask(message())
    browser = await console.signed_in("ada")
    fine = await (await browser.post("/items/1/check", text="Hello")).text()
    assert "5 of 280 weighted characters" in fine
    long = await (await browser.post("/items/1/check", text="ü" * 100 + "界" * 100)).text()
    assert "300 of 280" in long
    assert "20 too many" in long
    assert "Too long for this platform." in long
    blocked = await (await browser.post("/items/1/check", text="so DM us")).text()
    assert 'data-fix="so tell us here"' in blocked


async def test_who_types_holds_the_item_and_others_may_take_over(console: Console) -> None:
    await console.rows.ask(message())
    ada, anna = await console.signed_in("ada"), await console.signed_in("anna")
    await ada.post("/items/1/check", text=DRAFT)
    assert (await console.rows.queue.item(1)).reply["locked_by"] is None
    await ada.post("/items/1/check", text="My words")
    await anna.post("/items/1/check", text="Mine!")
    assert (await console.rows.queue.item(1)).reply["locked_by"] == "ada"
    assert "<strong>ada</strong> is writing" in await anna.page("/items/1")
    assert (await anna.post("/items/1/hold", text="Mine!")).status == 200
    assert (await console.rows.queue.item(1)).reply["locked_by"] == "anna"


async def test_rejecting_needs_a_reason(console: Console) -> None:
    await console.rows.ask(message())
    browser = await console.signed_in("anna")
    assert (await browser.post("/items/1/reject", why="  ")).status == 422
    assert (await browser.post("/items/1/reject", why="Spam")).status == 200
    assert await console.rows.states() == [(1, 1, "rejected")]
    assert "Spam" in await browser.page("/items/1")


async def test_put_off_and_back_by_itself(console: Console) -> None:
    await console.rows.ask(message())
    browser = await console.signed_in("ada")
    assert (await browser.post("/items/1/snooze", until="for ever")).status == 422
    assert "13:30" in await (await browser.post("/items/1/snooze", until="30 minutes")).text()
    assert "row-1" not in await browser.page("/")
    console.rows.clock.pass_by(31 * 60)
    assert "row-1" in await browser.page("/")
    await browser.post("/items/1/snooze", until="tomorrow at 9")
    assert (await console.rows.queue.item(1)).reply["snoozed_until"].isoformat() == "2026-11-19T08:00:00+00:00"


async def test_taking_and_letting_go(console: Console) -> None:
    await console.rows.ask(message())
    browser = await console.signed_in("ada")
    await browser.post("/items/1/take")
    assert (await console.rows.queue.item(1)).assigned_to == "ada"
    await browser.post("/items/1/let-go")
    assert (await console.rows.queue.item(1)).assigned_to is None


async def settled(console: Console, *moves: tuple[ReplyState, ReplyState]) -> None:
    await console.rows.ask(message())
    await console.rows.decisions.approve(1, 1, "bruno")
    (parcel,) = await console.rows.outbox.claim_approved(ACCOUNT, 1, 60)
    for old, new in moves:
        await console.rows.outbox.settle(parcel, old, Move(state=new, reason="The platform says no.", retry_at=NOON))
        if new is ReplyState.UNKNOWN:
            (parcel,) = await console.rows.outbox.claim_unknown(ACCOUNT, 1, 60)


async def test_a_failed_reply_can_be_tried_again(console: Console) -> None:
    await settled(console, (ReplyState.SENDING, ReplyState.FAILED))
    browser = await console.signed_in("anna")
    assert "The platform says no." in await browser.page("/items/1")
    assert (await browser.post("/items/1/approve", text=DRAFT)).status == 200
    assert await console.rows.states() == [(1, 1, "superseded"), (1, 2, "approved")]


@pytest.mark.parametrize("found", [True, False])
async def test_a_person_who_looked_on_the_platform_decides(console: Console, found: bool) -> None:
    unknown = (ReplyState.SENDING, ReplyState.UNKNOWN), (ReplyState.CHECKING, ReplyState.NEEDS_HUMAN)
    await settled(console, *unknown)
    browser = await console.signed_in("anna")
    page = await browser.page("/items/1")
    assert "I found it on the platform" in page
    assert "It is not there: send again" in page
    if found:
        await browser.post("/items/1/confirm-sent")
        assert await console.rows.states() == [(1, 1, "sent")]
    else:
        await browser.post("/items/1/approve", text=DRAFT)
        assert await console.rows.states() == [(1, 1, "superseded"), (1, 2, "approved")]


async def test_a_form_without_a_revision_does_nothing(console: Console) -> None:
    await console.rows.ask(message())
    browser = await console.signed_in("anna")
    for revision in ("", "x", "-1", "1.0", "٣", "9" * 40):
        answer = await browser.post("/items/1/approve", revision=revision, text=DRAFT)
        assert answer.status == 400, revision
    assert await console.rows.states() == [(1, 1, "proposed")]
