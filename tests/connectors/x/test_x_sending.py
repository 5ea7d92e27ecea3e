"""What sending on X has to survive, and how a reply is recognised again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.message import CanReply, Kind
from bot.domain.visibility import Visibility
from connectors.base import ConnectorError, OutcomeUnknown, Receipt, Refused, SignedOut, Unavailable
from connectors.sandbox.x import Fault, Post, XWorld
from connectors.x_send import normal
from tests.connectors.x.x_support import HandClock, desk, heard, sealed, sealed_to

SEND = "POST /2/tweets"


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def world(clock: HandClock) -> XWorld:
    return XWorld(clock=clock)


@pytest.fixture
def asked(world: XWorld, clock: HandClock) -> Post:
    post = world.post("mila", "@BrightwaveCare my line is down")
    clock.forward(seconds=1)
    return post


def replies(world: XWorld) -> list[Post]:
    return [post for post in world.posts.values() if post.author_id == world.brand.id]


@pytest.mark.parametrize("signed", [False, True])
async def test_x_adds_the_handle_and_we_do_not(world: XWorld, asked: Post, signed: bool) -> None:
    async with desk(world, signed=signed) as connector:
        receipt = await connector.send(sealed("Sorry about that!", target_id=asked.id), key="1")
    (sent,) = replies(world)
    assert (sent.text, sent.typed) == ("@mila Sorry about that!", "Sorry about that!")
    assert receipt == Receipt(sent.id, sent.created_at)


ANSWERS: list[tuple[Fault, type[ConnectorError]]] = [
    (Fault.RATE_LIMIT_TEXT, Unavailable),
    (Fault.RATE_LIMIT_DAILY, Unavailable),
    (Fault.USAGE_CAP, SignedOut),
    (Fault.CREDITS_NEWER, SignedOut),
    (Fault.UNAUTHORIZED_V1, SignedOut),
    (Fault.CLIENT_FORBIDDEN, SignedOut),
    (Fault.SUSPENDED, SignedOut),
    (Fault.DUPLICATE_CONTENT, OutcomeUnknown),
    (Fault.BAD_REQUEST, Refused),
    (Fault.NOT_FOUND, Refused),
    (Fault.EMPTY, OutcomeUnknown),
    (Fault.RESET_BEFORE, OutcomeUnknown),
]


@pytest.mark.parametrize(("fault", "expected"), ANSWERS)
async def test_each_answer_of_x_is_one_branch(
    world: XWorld, asked: Post, fault: Fault, expected: type[ConnectorError]
) -> None:
    world.faults.switch_on(fault, endpoint=SEND)
    async with desk(world) as connector:
        with pytest.raises(ConnectorError) as caught:
            await connector.send(sealed("Hello.", target_id=asked.id), key="1")
    assert type(caught.value) is expected


async def test_the_duplicate_refusal_after_a_timeout_proves_the_first_try(world: XWorld, asked: Post) -> None:
    world.faults.switch_on(Fault.TIMEOUT_AFTER, endpoint=SEND, count=1, seconds=5)
    reply = sealed("Sorry about that!", target_id=asked.id)
    async with desk(world, others={"request_timeout_s": 0.3}) as connector:
        for _ in range(2):
            with pytest.raises(OutcomeUnknown):
                await connector.send(reply, key="1")
        found = await connector.find_sent(reply, key="1")
    (sent,) = replies(world)
    assert found is not None
    assert found.external_id == sent.id


async def test_who_did_not_call_can_not_be_answered_and_that_is_final(world: XWorld) -> None:
    post = world.post("mila", "Brightwave is slow today")
    async with desk(world) as connector:
        with pytest.raises(Refused, match="X app"):
            await connector.send(sealed("Sorry!", target_id=post.id), key="1")


async def test_a_carried_handle_is_no_call_for_x_and_was_foreseen(world: XWorld) -> None:
    above = world.post("mila", "@BrightwaveCare hello?")
    world.post("tariq", "same here", in_reply_to=above.id)
    async with desk(world) as connector:
        items, _ = await heard(connector)
        carried = items[1]
        assert (carried.can_reply, carried.addressed) == (CanReply.HUMAN_ONLY, False)
        with pytest.raises(Refused):
            await connector.send(sealed_to(carried, "Sorry!"), key="1")


async def test_closed_direct_messages_are_refused(world: XWorld) -> None:
    world.write("mila", "hello?")
    world.person("mila").takes_messages = False
    async with desk(world) as connector:
        items, _ = await heard(connector)
        with pytest.raises(Refused, match="does not take direct messages"):
            await connector.send(sealed_to(items[0], "Hello."), key="1")


async def test_an_answer_to_an_edited_post_points_at_its_newest_version(world: XWorld, asked: Post) -> None:
    last = world.edit(asked.id, "@BrightwaveCare my line is dead")
    async with desk(world) as connector:
        items, _ = await heard(connector)
        receipt = await connector.send(sealed_to(items[0], "Sorry!"), key="1")
        assert await connector.find_sent(sealed_to(items[0], "Sorry!"), key="1") == receipt
    assert replies(world)[0].parent_id == last.id


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        ("ą" * 280, True),
        ("ą" * 281, False),
        ("漢" * 140, True),
        ("漢" * 141, False),
        ("👩‍👩‍👧‍👦" * 140, True),
        ("👩‍👩‍👧‍👦" * 141, False),
        ("https://example.com/" + "a" * 300 + " " + "b" * 256, True),
        ("https://example.com/" + "a" * 300 + " " + "b" * 257, False),
        ("   ", False),
        ("$BRT and $XYZ are up", False),
        ("$BRT costs $5 more, $10 in all", True),
    ],
)
async def test_length_is_counted_as_x_counts(world: XWorld, asked: Post, text: str, taken: bool) -> None:
    async with desk(world) as connector:
        if taken:
            await connector.send(sealed(text, target_id=asked.id), key="1")
        else:
            with pytest.raises(Refused):
                await connector.send(sealed(text, target_id=asked.id), key="1")
    assert len(replies(world)) == int(taken)


@pytest.mark.parametrize("thread", ["../../2/tweets", "12-34/messages?x=", "", "12-", "1" * 40, "１２"])
async def test_a_conversation_that_is_no_id_goes_nowhere(world: XWorld, thread: str) -> None:
    reply = sealed("Hi", thread_id=thread or " ", kind=Kind.DM, asked=Visibility.DIRECT)
    async with desk(world) as connector:
        with pytest.raises(Refused):
            await connector.send(reply, key="1")


async def test_a_private_conversation_is_never_begun(world: XWorld, asked: Post) -> None:
    reply = sealed("Hi, privately", target_id=asked.id, answered=Visibility.DIRECT)
    async with desk(world) as connector:
        with pytest.raises(Refused):
            await connector.send(reply, key="1")
    assert not world.messages


@pytest.mark.parametrize(
    "text",
    [
        "Fish & chips <today> – at 5 > 4",
        "See https://brightwave.example/help?a=1&b=2 and http://brightwave.example/",
        "@mila Sorry, Mila",
        "Two\n\n\nlines,  and spaces ",
        "Cafe\u0301 Zażółć gęślą jaźń 👩‍👩‍👧‍👦",
        "Look: https://t.co/abc123",
    ],
)
async def test_a_reply_is_found_however_x_writes_it(world: XWorld, asked: Post, text: str) -> None:
    async with desk(world) as connector:
        receipt = await connector.send(sealed(text, target_id=asked.id), key="1")
        assert await connector.find_sent(sealed(text, target_id=asked.id), key="1") == receipt


async def test_a_reply_is_looked_for_on_every_page(world: XWorld, asked: Post, clock: HandClock) -> None:
    reply = sealed("Sorry!", target_id=asked.id)
    async with desk(world) as connector:
        receipt = await connector.send(reply, key="1")
        for number in range(150):
            clock.forward(seconds=1)
            world.post("BrightwaveCare", f"News {number}")
        assert await connector.find_sent(reply, key="1") == receipt
        world.faults.switch_on(Fault.SERVER_JSON, endpoint="GET /2/users/{id}/tweets", count=1, after=1)
        with pytest.raises(Unavailable):
            await connector.find_sent(reply, key="1")


async def test_a_deleted_reply_is_not_there(world: XWorld, asked: Post) -> None:
    reply = sealed("Sorry!", target_id=asked.id)
    async with desk(world) as connector:
        receipt = await connector.send(reply, key="1")
        world.delete(receipt.external_id)
        assert await connector.find_sent(reply, key="1") is None


async def test_two_customers_may_get_the_same_words_found_apart(world: XWorld, asked: Post) -> None:
    world.duplicate_rule = False
    other = world.post("tariq", "@BrightwaveCare mine too")
    async with desk(world) as connector:
        first = await connector.send(sealed("Sorry!", target_id=asked.id), key="1")
        assert await connector.find_sent(sealed("Sorry!", target_id=other.id), key="2") is None
        second = await connector.send(sealed("Sorry!", target_id=other.id), key="2")
        assert await connector.find_sent(sealed("Sorry!", target_id=asked.id), key="1") == first
        assert await connector.find_sent(sealed("Sorry!", target_id=other.id), key="2") == second


@given(st.text(max_size=80))
def test_normal_texts_stay_normal(text: str) -> None:
    once = normal(text)
    assert normal("@mila  " + once) == normal(once)


@pytest.mark.parametrize(("one", "other"), [("Sorry!", "Sorry"), ("1 of 2", "2 of 2"), ("see a/b", "see a b")])
def test_different_texts_stay_different(one: str, other: str) -> None:
    assert normal(one) != normal(other)
