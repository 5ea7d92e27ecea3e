"""An account's desk at the simulated Instagram: what it hears, what it answers, and what it never does."""

import json

import pytest

from bot.domain.message import Happening
from bot.domain.visibility import Visibility
from connectors.base import OutcomeUnknown, Refused, Unavailable
from connectors.sandbox import instagram_hooks
from connectors.sandbox.graph_records import Post
from connectors.sandbox.graph_world import Event
from connectors.sandbox.instagram import Fault, InstagramWorld
from tests.connectors.graph.graph_support import HandClock, heard, instagram_desk, sealed, texts


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def world(clock: HandClock) -> InstagramWorld:
    return InstagramWorld(clock=clock, seed=3)


@pytest.fixture
def post(world: InstagramWorld) -> Post:
    return world.post(world.brand.name, "New colours!")


def told(world: InstagramWorld) -> list[bytes]:
    """What the webhooks say from now on."""
    bodies: list[bytes] = []

    def note(event: Event) -> None:
        entries = instagram_hooks.entries(world, event)
        bodies.append(json.dumps({"object": "instagram", "entry": entries}).encode())

    world.on_event.append(note)
    return bodies


async def test_comments_answers_and_messages_are_heard(world: InstagramWorld, post: Post, clock: HandClock) -> None:
    top = world.comment("noor.k", "still no refund", post.id)
    clock.forward(seconds=1)
    world.comment("tariq", "same here", top.id)
    world.write("sunny", "privately")
    async with instagram_desk(world) as desk:
        items, cursor = await heard(desk)
        assert texts(items) == ["still no refund", "same here", "privately"]
        assert [item.author.handle for item in items] == ["noor.k", "tariq", "sunny"]
        assert [item.addressed for item in items] == [True, False, True]
        clock.forward(days=3)
        world.comment("noor.k", "and now?", top.id)
        again, _ = await heard(desk, cursor)
    assert texts(again) == ["and now?"]


async def test_new_answers_below_old_comments_are_found(world: InstagramWorld, post: Post, clock: HandClock) -> None:
    old = world.comment("noor.k", "still no refund", post.id)
    clock.forward(hours=3)
    for number in range(120):
        world.comment("crowd", f"nice {number}", post.id)
    async with instagram_desk(world) as desk:
        _, cursor = await heard(desk)
        clock.forward(hours=3)
        for number in range(70):
            world.comment("noor.k", f"hello? {number}", old.id)
        items, _ = await heard(desk, cursor)
    assert len(texts(items)) == 70


async def test_an_answer_to_an_answer_stands_below_the_upper_comment_and_says_whom_it_is_for(
    world: InstagramWorld, post: Post
) -> None:
    top = world.comment("noor.k", "no refund", post.id)
    world.comment("tariq", "same here", top.id)
    async with instagram_desk(world) as desk:
        items, _ = await heard(desk)
        reply = sealed(next(item for item in items if item.author.handle == "tariq"), "On its way.")
        world.faults.switch_on(Fault.TIMEOUT_AFTER, endpoint="POST /{comment}/replies", count=1, seconds=5)
        with pytest.raises(OutcomeUnknown):
            await desk.send(reply, key="1")
        found = await desk.find_sent(reply, key="1")
    assert found
    sent = world.comments[found.external_id]
    assert (sent.text, sent.parent_id) == ("@tariq On its way.", top.id)


async def test_a_hidden_comment_gets_no_public_answer(world: InstagramWorld, post: Post) -> None:
    comment = world.comment("noor.k", "no refund", post.id)
    async with instagram_desk(world) as desk:
        (item,), _ = await heard(desk)
        world.hide(comment.id)
        with pytest.raises(Refused, match="hidden"):
            await desk.send(sealed(item, "On its way."), key="1")


@pytest.mark.parametrize("in_caption", [True, False])
async def test_a_mention_is_told_by_its_id_read_later_and_answered_where_it_stands(
    world: InstagramWorld, in_caption: bool
) -> None:
    bodies = told(world)
    named = "@brightwave third outage this month"
    theirs = world.post("noor.k", named if in_caption else "my week", tags_brand=in_caption)
    target = theirs.id if in_caption else world.comment("tariq", named, theirs.id).id
    async with instagram_desk(world) as desk:
        assert desk.webhooks
        (placed,) = [item for body in bodies for item in desk.webhooks.parse(body)]
        (words,), _ = await heard(desk)
        assert (words.happening, words.external_id, words.text) == (Happening.EDIT, placed.external_id, named)
        assert (await heard(desk))[0] == []
        (again,) = await desk.recheck([placed.external_id])
        assert again == words
        receipt = await desk.send(sealed(words, "Sorry."), key="1")
        with pytest.raises(Unavailable):
            await desk.find_sent(sealed(words, "Sorry."), key="1")
        world.delete(theirs.id)
        (gone,) = await desk.recheck([placed.external_id])
    assert gone.happening is Happening.DELETION
    assert receipt.external_id
    assert target


async def test_a_comment_gets_one_private_answer(world: InstagramWorld, post: Post) -> None:
    world.comment("noor.k", "where is my order?", post.id)
    async with instagram_desk(world) as desk:
        (item,), _ = await heard(desk)
        reply = sealed(item, "May I have the number?", Visibility.DIRECT)
        receipt = await desk.send(reply, key="1")
        assert await desk.find_sent(reply, key="1") == receipt
        for _ in range(2):
            with pytest.raises(Refused):
                await desk.send(sealed(item, "Hello?", Visibility.DIRECT), key="2")
    assert len(world.messages) == 1


async def test_a_message_counts_in_bytes(world: InstagramWorld) -> None:
    world.write("noor.k", "hello?")
    async with instagram_desk(world) as desk:
        (item,), _ = await heard(desk)
        with pytest.raises(Refused, match="1002 bytes"):
            await desk.send(sealed(item, "é" * 501), key="1")
        await desk.send(sealed(item, "é" * 500), key="2")


@pytest.mark.parametrize("flat", [True, False])
async def test_what_a_webhook_tells_is_what_polling_finds(world: InstagramWorld, post: Post, flat: bool) -> None:
    world.flat_hooks = flat
    bodies = told(world)
    world.comment("noor.k", "no refund", post.id)
    world.write("sunny", "privately")
    async with instagram_desk(world) as desk:
        assert desk.webhooks
        called = [item for body in bodies for item in desk.webhooks.parse(body)]
        polled, _ = await heard(desk)
    names = [(item.external_id, item.thread_id, item.answer_to, item.author.id, item.text) for item in called]
    assert names == [(item.external_id, item.thread_id, item.answer_to, item.author.id, item.text) for item in polled]


async def test_check_names_the_account(world: InstagramWorld) -> None:
    async with instagram_desk(world) as desk:
        health = await desk.check()
    assert (health.ok, health.identity) == (True, "@brightwave")
