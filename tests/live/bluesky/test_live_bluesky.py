"""What the contract doesn't ask, on the real Bluesky: threads, closed doors, sessions and limits."""

import re
from pathlib import Path

import pytest

from bot.domain.message import CanReply, Happening
from connectors.base import OutcomeUnknown, Refused, SignedOut, Unavailable
from tests.contract.harness import Trouble
from tests.contract.steps import approved, asked, batches, heard_question, listen
from tests.live.bluesky.bluesky_live_harness import LiveHarness


async def test_a_reply_deep_in_a_thread_names_root_and_parent_and_the_customer_sees_it(platform: LiveHarness) -> None:
    mila, tariq = platform.customer(), platform.customer("tariq")
    root = mila.post("my own thread, about nobody")
    question = tariq.post("and what do you say?", to=platform.brand, under=root)
    async with platform.connector() as connector:
        heard = await heard_question(connector, question)
        assert (heard.thread_id, heard.parent_id, heard.addressed) == (root, root, True)
        receipt = await connector.send(approved(heard, "See https://brightwave.example/help – più, #tips"), key="1")
    assert tariq.thread(question) == [
        (platform.brand.handle, receipt.external_id, "See https://brightwave.example/help – più, #tips")
    ]
    sent = platform.brand.record(receipt.external_id).value
    assert (sent.reply.root.uri, sent.reply.root.cid) == (root, mila.record(root).cid)
    assert (sent.reply.parent.uri, sent.reply.parent.cid) == (question, tariq.record(question).cid)
    marked = [sent.text.encode()[each.index.byte_start : each.index.byte_end].decode() for each in sent.facets]
    assert marked == ["https://brightwave.example/help", "#tips"]


async def test_replies_and_quotes_are_heard_as_what_they_are(platform: LiveHarness) -> None:
    mila = platform.customer()
    news = platform.brand.post("We have a new lamp.")
    answer, quote = mila.post("does it blink?", under=news), mila.post("look at this", quoting=news)
    other = platform.customer("tariq").post("I have one", under=answer)
    async with platform.connector() as connector:
        items, _ = await listen(connector)
    heard = {item.external_id: item for item in items}
    assert (heard[answer].thread_id, heard[answer].parent_id, heard[answer].addressed) == (news, news, True)
    assert heard[quote].addressed
    assert heard[quote].thread_id == quote
    assert not heard[other].addressed
    assert heard[news].happening is Happening.OWN


async def test_of_answers_up_to_four_steps_below_its_post_the_account_is_told(platform: LiveHarness) -> None:
    under, ids = platform.brand.post("We have a new lamp."), list[str]()
    for step in range(6):
        under = platform.customer().post(f"answer {step}", under=under)
        ids.append(under)
    async with platform.connector() as connector:
        items, _ = await listen(connector)
    assert asked(items) == ids[:4]


@pytest.mark.parametrize("trouble", [Trouble.SIGNED_OUT, Trouble.OUT_OF_CREDIT])
async def test_an_account_that_is_shut_while_listening_is_said_so(platform: LiveHarness, trouble: Trouble) -> None:
    async with platform.connector() as connector:
        _, cursor = await listen(connector)
        platform.trouble(trouble, sending=False)
        with pytest.raises(SignedOut):
            await listen(connector, cursor)
        assert not (await connector.check()).ok


async def test_listening_goes_on_after_a_restart_at_any_point(platform: LiveHarness) -> None:
    ids = [platform.ask("one"), platform.ask("two")]
    platform.answer_natively(ids[0], "Hello.")
    async with platform.connector() as connector:
        told = await batches(connector)
    ids.append(platform.ask("three"))
    for stopped_after in range(1, len(told) + 1):
        stored = {each for batch in told[:stopped_after] for each in asked(list(batch.items))}
        async with platform.connector() as after_restart:
            items, cursor = await listen(after_restart, told[stopped_after - 1].cursor)
            assert stored | set(asked(items)) == set(ids)
            again, _ = await listen(after_restart, cursor)
        assert again == []


async def test_a_deletion_is_found_and_what_a_block_hides_is_none(platform: LiveHarness) -> None:
    gone, kept, hidden = platform.ask("never mind"), platform.ask("I do"), platform.ask("go away", by="zofia")
    platform.delete(gone)
    platform.customer("zofia").block(platform.brand)
    async with platform.connector() as connector:
        found = await connector.recheck([gone, kept, hidden])
    assert [(each.happening, each.external_id) for each in found] == [(Happening.DELETION, gone)]


async def test_a_second_try_under_the_same_key_makes_no_second_post(platform: LiveHarness) -> None:
    question = platform.ask("where is my parcel?")
    async with platform.connector() as connector:
        reply = approved(await heard_question(connector, question), "On its way.")
        platform.trouble(Trouble.TIMEOUT_AFTER, sending=True)
        with pytest.raises(OutcomeUnknown):
            await connector.send(reply, key="1")
        with pytest.raises(OutcomeUnknown):
            await connector.send(reply, key="1")
        found = await connector.find_sent(reply, key="1")
        assert found is not None
        assert [each.external_id for each in platform.accepted()] == [found.external_id]


async def test_words_changed_since_the_approval_are_not_answered(platform: LiveHarness) -> None:
    question = platform.ask("where is my parcel?")
    async with platform.connector() as connector:
        reply = approved(await heard_question(connector, question), "On its way.")
        platform.edit(question, "never mind, it came")
        with pytest.raises(Refused, match="changed"):
            await connector.send(reply, key="1")
    assert platform.accepted() == []


@pytest.mark.parametrize("brand_blocks", [False, True])
async def test_a_block_either_way_is_told_before_and_respected(platform: LiveHarness, brand_blocks: bool) -> None:
    who = f"blocks{'brand' if brand_blocks else 'customer'}"
    question = platform.ask("hello?", by=who)
    async with platform.connector() as connector:
        heard = await heard_question(connector, question)
        one, other = platform.customer(who), platform.brand
        (other if brand_blocks else one).block(one if brand_blocks else other)
        with pytest.raises(Refused, match="block"):
            await connector.send(approved(heard, "Hello."), key="1")
    assert platform.accepted() == []


async def test_a_thread_closed_to_the_account_is_told_and_not_answered(platform: LiveHarness) -> None:
    mila = platform.customer()
    root = mila.post("only for whom I name")
    question = mila.post("and you?", to=platform.brand, under=root)
    mila.close(root)
    async with platform.connector() as connector:
        heard = await heard_question(connector, question)
        with pytest.raises(Refused, match="only some people"):
            await connector.send(approved(heard, "Hello."), key="1")
        assert heard.can_reply in (CanReply.NO, CanReply.YES)
    assert platform.accepted() == []


async def test_who_is_named_at_the_top_of_a_closed_thread_may_answer(platform: LiveHarness) -> None:
    question = platform.ask("only for whom I name")
    platform.customer().close(question)
    async with platform.connector() as connector:
        await connector.send(approved(await heard_question(connector, question), "Hello."), key="1")
    assert [who for who, *_ in platform.customer().thread(question)] == [platform.brand.handle]


async def test_a_session_is_kept_over_starts_and_renewed_before_it_ends(platform: LiveHarness, tmp_path: Path) -> None:
    file = str(tmp_path / "brand.session")
    for hours in (0, 0, 1, 1, 1, 24):
        platform.forward(hours * 3_600)
        async with platform.connector(session_file=file) as connector:
            assert (await connector.check()).ok
    assert platform.front.asked.count("com.atproto.server.createSession") == 1
    assert platform.front.asked.count("com.atproto.server.refreshSession") >= 2


async def test_a_withdrawn_app_password_costs_a_sign_in_that_is_refused_in_words(platform: LiveHarness) -> None:
    async with platform.connector() as connector:
        await connector.check()
        platform.brand.withdraw_app_password()
        platform.forward(3 * 3_600)
        health = await connector.check()
    assert not health.ok
    assert "app password" in health.problems[0]


async def test_too_many_sign_ins_are_waited_for(platform: LiveHarness) -> None:
    platform.brand.forgets_the_password(30)
    async with platform.connector() as connector:
        with pytest.raises(Unavailable) as caught:
            await listen(connector)
    assert caught.value.retry_at is not None
    assert 0 < (caught.value.retry_at - platform.now()).total_seconds() <= 300


async def test_the_limits_of_the_server_are_shown(platform: LiveHarness) -> None:
    question = platform.ask("hello?")
    async with platform.connector() as connector:
        await connector.send(approved(await heard_question(connector, question), "Hello."), key="1")
        quota = (await connector.check()).quota or {}
    told = re.match(r"(\d+) of (\d+) until", quota["com.atproto.repo.createRecord"])
    assert told
    assert 0 < int(told[1]) < int(told[2])


async def test_without_a_chat_service_the_public_side_works_and_the_lack_is_said(platform: LiveHarness) -> None:
    question = platform.ask("hello?")
    async with platform.connector(direct_messages=True) as connector:
        items, _ = await listen(connector)
        health = await connector.check()
    assert asked(items) == [question]
    assert any("direct messages" in problem for problem in health.problems)
