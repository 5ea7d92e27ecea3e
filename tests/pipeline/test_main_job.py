"""From a mention to its answer and a figure: the whole way, with the real tweepy over real HTTP."""

import asyncio
from collections.abc import AsyncGenerator
from pathlib import Path
from typing import Any

import pytest

from bot.app.reporting import weekly
from bot.domain.visibility import Visibility
from bot.pipeline.desk import Blocked
from bot.reports.render_json import to_json
from bot.storage.queue import Item
from connectors.sandbox.x import Fault
from tests.pipeline.scene import ACCOUNT, Scene, desk_at_work, until


@pytest.fixture
async def scene(tmp_path: Path) -> AsyncGenerator[Scene]:
    async with desk_at_work(tmp_path) as running:
        yield running


def blocks(item: Item) -> list[Any]:
    """What the guard would stop in the draft."""
    return [finding for finding in item.to_json()["findings"] if finding["severity"] == "block"]


async def test_a_mention_is_answered_once_in_its_own_thread_and_measured(scene: Scene) -> None:
    post, item = await scene.asks("mila", "my parcel BW-204417 never arrived and nobody answers, I am fed up")
    assert item.message["complaint"]
    assert item.reply["text"]
    assert blocks(item) == []
    await scene.approves(item)
    sent = await scene.becomes(item, "sent")
    (answer,) = scene.answers(post)
    assert (answer.id, answer.conversation_id) == (sent.reply["platform_id"], post.conversation_id)
    assert item.reply["text"] in answer.text
    report = to_json(await weekly(scene.house, None))
    assert (report["answered"], report["unanswered"]) == (1, 0)
    waited = (answer.created_at - post.created_at).total_seconds()
    assert report["response_time"]["calendar"]["max_s"] == pytest.approx(waited, abs=1.0)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("it", "il mio pacco non è mai arrivato, sono tre giorni che aspetto una risposta"),
        ("pl", "moja paczka nie dotarła, od trzech dni czekam na odpowiedź"),
        ("ro", "coletul meu nu a ajuns, aștept un răspuns de trei zile"),
    ],
)
async def test_the_draft_speaks_the_customers_language(scene: Scene, language: str, text: str) -> None:
    _, item = await scene.asks("customer", text)
    assert item.reply["language"] == language
    assert item.reply["template"]
    assert blocks(item) == []


async def test_a_direct_message_is_answered_in_the_same_conversation(scene: Scene) -> None:
    scene.world.write("mila", "Hi, my order BW-1 is late and I need it today")
    item = await scene.item(lambda item: item.message["kind"] == "dm")
    assert item.reply["visibility"] == Visibility.DIRECT
    await scene.approves(item, "Thank you, we look into your order now.")
    await scene.becomes(item, "sent")
    said = [each for each in scene.world.messages.values() if each.sender_id == scene.world.brand.id]
    assert [each.text for each in said] == ["Thank you, we look into your order now."]
    assert {each.conversation_id for each in said} == {item.message["thread_id"]}


async def test_a_self_harm_message_has_no_draft_and_stands_first(scene: Scene) -> None:
    await scene.asks("tom", "where is my parcel?")
    _, item = await scene.asks("anon", "since your bailiffs came I don't want to live any more, I want to end my life")
    assert item.message["lane"] == "danger"
    assert (item.reply["text"], item.reply["template"]) == ("", None)
    assert (await scene.house.queue.waiting())[0].reply["id"] == item.reply["id"]
    with pytest.raises(Blocked):
        await scene.house.desk.approve(item.reply["id"], None, "anna")


async def test_the_guard_stops_an_approval_and_nothing_goes_out(scene: Scene) -> None:
    post, item = await scene.asks("mila", "why was I charged twice for my order?")
    with pytest.raises(Blocked) as blocked:
        await scene.approves(item, "Please call us on 0800 123 456 and we will sort it out.")
    assert "deflection" in {finding.rule for finding in blocked.value.verdict.findings}
    assert (await scene.states())[-1] == "proposed"
    assert scene.answers(post) == []


async def test_a_customer_who_writes_again_gets_one_answer_to_both(scene: Scene) -> None:
    post, item = await scene.asks("mila", "my parcel is lost")
    again, newer = await scene.asks("mila", "hello? still waiting for my parcel", in_reply_to=post.id)
    assert (await scene.house.queue.item(item.reply["id"])).reply["state"] == "stale"
    assert [each.reply["id"] for each in await scene.house.queue.waiting()] == [newer.reply["id"]]
    await scene.approves(newer)
    await scene.becomes(newer, "sent")
    assert len(scene.answers(again)) == 1
    assert scene.answers(post) == []


async def test_an_answer_by_hand_makes_the_draft_stale_and_stops_the_clock(scene: Scene) -> None:
    post, item = await scene.asks("mila", "my parcel is lost")
    scene.world.post("BrightwaveCare", "I have found it, it comes tomorrow.", in_reply_to=post.id)
    await scene.becomes(item, "stale")
    assert await scene.house.queue.waiting() == []
    report = to_json(await weekly(scene.house, None))
    assert (report["answered"], report["unanswered"]) == (1, 0)


async def test_an_edit_brings_a_new_draft_for_the_new_words(scene: Scene) -> None:
    post, item = await scene.asks("mila", "my parcel is lost")
    newer = scene.world.edit(post.id, "@BrightwaveCare my parcel is broken, the box was open")
    edited = await scene.item(lambda each: "broken" in each.message["text"])
    assert (edited.reply["id"], edited.reply["revision"]) == (item.reply["id"], 2)
    await scene.approves(edited)
    await scene.becomes(edited, "sent")
    (answer,) = [each for each in scene.world.posts.values() if each.author_id == scene.world.brand.id]
    assert answer.parent_id == newer.id


async def test_a_deleted_question_is_forgotten_and_never_answered(scene: Scene) -> None:
    post, item = await scene.asks("mila", "my parcel is lost")
    scene.world.delete(post.id)
    await scene.becomes(item, "stale")
    assert (await scene.house.queue.item(item.reply["id"])).message["text"] == ""


@pytest.mark.parametrize("fault", [Fault.TIMEOUT_AFTER, Fault.RESET_AFTER, Fault.GARBLED, Fault.EMPTY])
async def test_a_reply_the_platform_took_without_saying_so_is_found_and_not_repeated(
    scene: Scene, fault: Fault
) -> None:
    post, item = await scene.asks("mila", "my parcel is lost")
    scene.world.faults.switch_on(fault, endpoint="POST /2/tweets", count=1, seconds=3)
    await scene.approves(item)
    sent = await scene.becomes(item, "sent")
    (answer,) = scene.answers(post)
    assert sent.reply["platform_id"] == answer.id


@pytest.mark.parametrize("fault", [Fault.TIMEOUT_BEFORE, Fault.RESET_BEFORE, Fault.SERVER_HTML, Fault.SERVER_EMPTY])
async def test_a_reply_the_platform_never_took_is_sent_after_looking(scene: Scene, fault: Fault) -> None:
    post, item = await scene.asks("mila", "my parcel is lost")
    scene.world.faults.switch_on(fault, endpoint="POST /2/tweets", count=1, seconds=3)
    await scene.approves(item)
    await scene.becomes(item, "sent")
    assert len(scene.answers(post)) == 1
    kinds = [event["kind"] for event in await scene.house.queue.history(item.reply["conversation_id"])]
    assert "unknown" in kinds
    assert kinds.index("checking") < len(kinds) - 1 - kinds[::-1].index("sending")


async def test_a_reply_that_shows_late_is_not_sent_twice(scene: Scene) -> None:
    post, item = await scene.asks("mila", "my parcel is lost")
    scene.world.faults.switch_on(Fault.LATE, endpoint="brand", seconds=0.3)
    scene.world.faults.switch_on(Fault.TIMEOUT_AFTER, endpoint="POST /2/tweets", count=1, seconds=3)
    await scene.approves(item)
    await scene.becomes(item, "sent")
    assert len(scene.answers(post)) == 1


async def test_what_can_never_be_sent_comes_back_with_the_reason(scene: Scene) -> None:
    post, item = await scene.asks("mila", "my parcel is lost")
    scene.world.faults.switch_on(Fault.NOT_SUMMONED, endpoint="POST /2/tweets", count=1)
    await scene.approves(item)
    failed = await scene.becomes(item, "failed")
    assert failed.reply["reason"]
    assert failed.reply["id"] in {each.reply["id"] for each in await scene.house.queue.waiting()}
    assert scene.answers(post) == []


async def test_a_busy_platform_is_asked_again_when_it_says(scene: Scene) -> None:
    post, item = await scene.asks("mila", "my parcel is lost")
    scene.world.faults.switch_on(Fault.RATE_LIMIT_BARE, endpoint="POST /2/tweets", count=1)
    await scene.approves(item)

    async def put_off() -> bool:
        row = (await scene.house.queue.item(item.reply["id"])).reply
        return row["state"] == "approved" and row["retry_at"] is not None

    assert await until(put_off)
    assert scene.answers(post) == []


async def test_a_dead_token_stops_that_account_loudly_and_keeps_the_reply(scene: Scene) -> None:
    _, item = await scene.asks("mila", "my parcel is lost")
    scene.world.faults.switch_on(Fault.CREDITS)

    async def signed_out() -> bool:
        account = await scene.house.accounts.get(ACCOUNT)
        return account["state"] == "signed_out" and bool(account["reason"])

    await until(signed_out)
    await scene.approves(item)
    await asyncio.sleep(0.3)
    assert (await scene.states())[-1] == "approved"
    scene.world.faults.clear()
    await scene.house.accounts.set_state(ACCOUNT, "active", "anna")
    await scene.becomes(item, "sent")
