"""Every connector sends once, in the same place, no wider than asked, and tells truly what became of it."""

import asyncio
import gc
import warnings

import pytest

from bot.domain.approval import ApprovedReply
from bot.domain.visibility import Visibility
from connectors.base import Connector, ConnectorError, OutcomeUnknown, Refused, SignedOut, Unavailable
from tests.contract.harness import Harness, Need, Trouble
from tests.contract.steps import approved, asked, heard_question, listen


async def test_a_reply_lands_once_in_the_same_thread(platform: Harness) -> None:
    external_id = platform.ask("where is my parcel?")
    async with platform.connector() as connector:
        question = await heard_question(connector, external_id)
        receipt = await connector.send(approved(question, "On its way."), key="1")
    (sent,) = platform.accepted()
    assert (sent.external_id, sent.text, sent.where, sent.public) == (
        receipt.external_id,
        "On its way.",
        external_id,
        True,
    )
    assert abs((receipt.at - platform.now()).total_seconds()) < 1
    assert receipt.at.utcoffset() is not None


@pytest.mark.needs(Need.PRIVATE)
async def test_a_private_question_is_answered_in_the_same_private_place(platform: Harness) -> None:
    external_id = platform.ask("where is my parcel?", private=True)
    async with platform.connector() as connector:
        question = await heard_question(connector, external_id)
        receipt = await connector.send(approved(question, "On its way."), key="1")
    (sent,) = platform.accepted()
    assert (sent.external_id, sent.where, sent.public) == (receipt.external_id, question.thread_id, False)


@pytest.mark.needs(Need.OWN)
async def test_ones_own_reply_is_heard_as_ones_own(platform: Harness) -> None:
    external_id = platform.ask("where is my parcel?")
    async with platform.connector() as connector:
        question = await heard_question(connector, external_id)
        receipt = await connector.send(approved(question, "On its way."), key="1")
        items, _ = await listen(connector)
    assert asked(items) == [external_id]
    assert receipt.external_id in [item.external_id for item in items if item.happening == "own"]


@pytest.mark.parametrize("private", [False, True])
async def test_the_longest_reply_is_taken_and_one_more_letter_is_not_sent(platform: Harness, private: bool) -> None:
    external_id = platform.ask("tell me everything", private=private)
    longest = platform.longest_private if private else platform.longest_public
    async with platform.connector() as connector:
        question = await heard_question(connector, external_id)
        with pytest.raises(Refused):
            await connector.send(approved(question, "a" * (longest + 1)), key="1")
        assert platform.accepted() == []
        await connector.send(approved(question, "a" * longest), key="2")
    assert len(platform.accepted()) == 1


@pytest.mark.parametrize("narrower", [Visibility.UNLISTED, Visibility.PRIVATE, Visibility.DIRECT])
async def test_a_reply_is_never_shown_to_more_people_than_approved(platform: Harness, narrower: Visibility) -> None:
    external_id = platform.ask("hello?")
    async with platform.connector() as connector:
        question = await heard_question(connector, external_id)
        try:
            await connector.send(approved(question, "Hello."), key="1")
            await connector.send(approved(question, "Hello, quietly.", narrower), key="2")
        except Refused:
            pass
    assert [each.text for each in platform.accepted() if each.public] == ["Hello."]


SURELY_NOT_SENT: list[tuple[Trouble, type[ConnectorError]]] = [
    (Trouble.RATE_LIMIT, Unavailable),
    (Trouble.RATE_LIMIT_WITHOUT_TIME, Unavailable),
    (Trouble.SIGNED_OUT, SignedOut),
    (Trouble.OUT_OF_CREDIT, SignedOut),
    (Trouble.NOT_ALLOWED, SignedOut),
    (Trouble.REFUSED, Refused),
]


@pytest.mark.parametrize(("trouble", "expected"), SURELY_NOT_SENT)
async def test_what_was_surely_not_sent_is_said_so(
    platform: Harness, trouble: Trouble, expected: type[ConnectorError]
) -> None:
    external_id = platform.ask("hello?")
    async with platform.connector() as connector:
        question = await heard_question(connector, external_id)
        platform.trouble(trouble, sending=True)
        with pytest.raises(expected) as caught:
            await connector.send(approved(question, "Hello."), key="1")
    assert platform.accepted() == []
    assert caught.value.reason.endswith((".", ")"))
    if isinstance(caught.value, Unavailable):
        assert caught.value.retry_at is not None
        assert caught.value.retry_at > platform.now()


UNCERTAIN: list[tuple[Trouble, bool]] = [
    (Trouble.TIMEOUT_BEFORE, False),
    (Trouble.TIMEOUT_AFTER, True),
    (Trouble.RESET_AFTER, True),
    (Trouble.GARBLED, True),
    (Trouble.SERVER_ERROR, False),
    (Trouble.SERVER_HTML, False),
    (Trouble.SERVER_EMPTY, False),
]


@pytest.mark.needs(Need.LOOKING)
@pytest.mark.parametrize(("trouble", "taken"), UNCERTAIN)
async def test_what_may_have_been_sent_is_unknown_until_looked_for(
    platform: Harness, trouble: Trouble, taken: bool
) -> None:
    async with platform.connector() as connector:
        reply = await _sent_into_the_dark(platform, connector, trouble)
        found = await connector.find_sent(reply, key="1")
    assert (found is not None) is taken
    assert [each.external_id for each in platform.accepted()] == ([found.external_id] if found else [])


async def test_a_platform_that_was_not_asked_has_not_said_no(platform: Harness) -> None:
    async with platform.connector() as connector:
        reply = await _sent_into_the_dark(platform, connector, Trouble.RESET_AFTER)
        try:
            found = await connector.find_sent(reply, key="1")
        except Unavailable:
            return
    assert found is not None


async def _sent_into_the_dark(platform: Harness, connector: Connector, trouble: Trouble) -> ApprovedReply:
    question = await heard_question(connector, platform.ask("hello?"))
    reply = approved(question, "Hello, see https://brightwave.example/help?a=1&b=2 <now>")
    platform.trouble(trouble, sending=True)
    with pytest.raises(OutcomeUnknown):
        await connector.send(reply, key="1")
    return reply


async def test_a_refused_connection_was_surely_not_sent(platform: Harness) -> None:
    external_id = platform.ask("hello?")
    async with platform.connector() as connector:
        question = await heard_question(connector, external_id)
    async with platform.unreachable() as connector:
        with pytest.raises(Unavailable):
            await connector.send(approved(question, "Hello."), key="1")
        with pytest.raises(Unavailable):
            await connector.find_sent(approved(question, "Hello."), key="1")


async def test_a_reply_to_a_deleted_message_is_refused_as_gone(platform: Harness) -> None:
    external_id = platform.ask("hello?")
    async with platform.connector() as connector:
        question = await heard_question(connector, external_id)
        platform.delete(external_id)
        with pytest.raises(Refused) as caught:
            await connector.send(approved(question, "Hello."), key="1")
    assert caught.value.gone


@pytest.mark.needs(Need.LOOKING)
@pytest.mark.parametrize("private", [False, True])
async def test_only_this_reply_to_this_message_is_found(platform: Harness, private: bool) -> None:
    first = platform.ask("hello?", private=private)
    second = platform.ask("hello??", private=private, by="tariq")
    async with platform.connector() as connector:
        items, _ = await listen(connector)
        one, other = (next(item for item in items if item.external_id == each) for each in (first, second))
        receipt = await connector.send(approved(one, "Good morning."), key="1")
        platform.forward(1)
        assert await connector.find_sent(approved(one, "Good morning."), key="1") == receipt
        assert await connector.find_sent(approved(one, "Good evening."), key="1") is None
        assert await connector.find_sent(approved(other, "Good morning."), key="1") is None


@pytest.mark.needs(Need.LOOKING)
async def test_a_reply_that_shows_late_is_found_later(platform: Harness) -> None:
    external_id = platform.ask("hello?")
    platform.show_late(30)
    async with platform.connector() as connector:
        question = await heard_question(connector, external_id)
        receipt = await connector.send(approved(question, "Hello."), key="1")
        assert await connector.find_sent(approved(question, "Hello."), key="1") is None
        platform.forward(31)
        assert await connector.find_sent(approved(question, "Hello."), key="1") == receipt


async def test_the_platforms_limit_is_told_with_its_end(platform: Harness) -> None:
    external_id = platform.ask("hello?")
    most = platform.use_up_sending()
    async with platform.connector() as connector:
        question = await heard_question(connector, external_id)
        for number in range(most):
            await connector.send(approved(question, f"Hello {number}."), key=str(number))
        with pytest.raises(Unavailable) as caught:
            await connector.send(approved(question, "Hello again."), key="again")
        assert caught.value.retry_at is not None
        platform.forward((caught.value.retry_at - platform.now()).total_seconds())
        await connector.send(approved(question, "Hello again."), key="again")
    assert len(platform.accepted()) == most + 1


async def test_a_cancelled_call_leaves_nothing_open(platform: Harness) -> None:
    external_id = platform.ask("hello?")
    async with platform.connector() as connector:
        question = await heard_question(connector, external_id)
        for sending in (True, False):
            platform.trouble(Trouble.TIMEOUT_BEFORE, sending=sending)
            call = connector.send(approved(question, "Hello."), key="1") if sending else listen(connector)
            task = asyncio.ensure_future(call)
            await asyncio.sleep(0.05)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
    del task, call
    with warnings.catch_warnings():
        warnings.simplefilter("error", ResourceWarning)
        gc.collect()
    assert [task for task in asyncio.all_tasks() if "/connectors/" in repr(task.get_coro())] == []


async def test_a_closed_connector_sends_nothing(platform: Harness) -> None:
    external_id = platform.ask("hello?")
    async with platform.connector() as connector:
        question = await heard_question(connector, external_id)
    with pytest.raises(Unavailable):
        await connector.send(approved(question, "Hello."), key="1")
    assert platform.accepted() == []


async def test_check_says_in_words_what_is_wrong(platform: Harness) -> None:
    async with platform.connector() as connector:
        assert (await connector.check()).ok
