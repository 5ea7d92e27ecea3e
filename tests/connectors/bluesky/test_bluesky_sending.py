"""A reply on Bluesky goes out once, into its thread, and only to the words it was approved for."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.domain.message import Happening
from connectors.base import OutcomeUnknown, Refused, Unavailable
from connectors.sandbox.bluesky import BlueskyWorld, Fault, Person
from tests.connectors.bluesky.bluesky_support import HandClock, desk, heard, sealed, sealed_to

_CREATE = "com.atproto.repo.createRecord"


def world_with_question(text: str = "@brightwave.example where is my parcel?") -> tuple[BlueskyWorld, str]:
    """A world in which Mila asks."""
    world = BlueskyWorld(clock=HandClock())
    return world, world.post("mila", text, lang="it").uri


async def test_a_reply_names_root_and_parent_with_their_digests() -> None:
    world, first = world_with_question()
    second = world.post("tariq", "@brightwave.example same here", in_reply_to=first).uri
    async with desk(world) as connector:
        items, _ = await heard(connector)
        question = next(item for item in items if item.external_id == second)
        receipt = await connector.send(sealed_to(question, "We look into it."), key="1")
    record = world.posts[receipt.external_id].record
    assert record["reply"] == {
        "$type": "app.bsky.feed.post#replyRef",
        "root": {"$type": "com.atproto.repo.strongRef", **world.posts[first].ref},
        "parent": {"$type": "com.atproto.repo.strongRef", **world.posts[second].ref},
    }
    assert record["langs"] == ["en"]


async def test_links_are_marked_by_bytes() -> None:
    world, uri = world_with_question()
    async with desk(world) as connector:
        receipt = await connector.send(sealed("Più qui: https://brightwave.example/aiuto", target_id=uri), key="1")
    (facet,) = world.posts[receipt.external_id].record["facets"]
    assert facet["index"]["byteStart"] == 10
    assert facet["index"]["byteEnd"] == 10 + len("https://brightwave.example/aiuto")


async def test_a_second_try_under_the_same_key_makes_no_second_post() -> None:
    world, uri = world_with_question()
    reply = sealed("On its way.", target_id=uri)
    async with desk(world) as connector:
        receipt = await connector.send(reply, key="1")
        with pytest.raises(OutcomeUnknown):
            await connector.send(reply, key="1")
        assert await connector.find_sent(reply, key="1") == receipt
    assert len(world.thread(uri)) == 2


async def test_a_try_after_a_silent_one_that_was_taken_makes_no_second_post() -> None:
    world, uri = world_with_question()
    reply = sealed("On its way.", target_id=uri)
    world.faults.switch_on(Fault.TIMEOUT_AFTER, endpoint=_CREATE, count=1, seconds=3)
    async with desk(world, request_timeout_s=1) as connector:
        for _ in range(2):
            with pytest.raises(OutcomeUnknown):
                await connector.send(reply, key="1")
        assert await connector.find_sent(reply, key="1") is not None
    assert len(world.thread(uri)) == 2


async def test_words_changed_since_the_approval_are_not_answered_and_come_back_as_an_edit() -> None:
    world, uri = world_with_question()
    async with desk(world) as connector:
        (question,) = (await heard(connector))[0]
    world.edit(uri, "@brightwave.example never mind, it came")
    async with desk(world) as later:
        with pytest.raises(Refused, match="changed") as caught:
            await later.send(sealed_to(question, "On its way."), key="1")
        (edit,) = await later.recheck([uri])
    assert not caught.value.gone
    assert (edit.happening, edit.text) == (Happening.EDIT, "@brightwave.example never mind, it came")
    assert len(world.thread(uri)) == 1


async def test_another_thread_than_the_approved_one_is_not_answered() -> None:
    world, uri = world_with_question()
    other = world.post("mila", "@brightwave.example another thing").uri
    async with desk(world) as connector:
        with pytest.raises(Refused, match="thread"):
            await connector.send(sealed("Hello.", target_id=uri, thread_id=other), key="1")


def _blocks(world: BlueskyWorld, person: Person) -> None:
    person.blocks.add(world.brand.did)


def _is_blocked(world: BlueskyWorld, person: Person) -> None:
    world.brand.blocks.add(person.did)


@pytest.mark.parametrize("shut_out", [_blocks, _is_blocked])
async def test_a_block_is_respected_and_is_no_deletion(shut_out: Callable[[BlueskyWorld, Person], None]) -> None:
    world, uri = world_with_question()
    shut_out(world, world.person("mila"))
    async with desk(world) as connector:
        with pytest.raises(Refused, match="block"):
            await connector.send(sealed("Hello.", target_id=uri), key="1")
        assert await connector.recheck([uri]) == []


async def test_a_thread_closed_to_the_account_is_not_answered() -> None:
    world = BlueskyWorld(clock=HandClock())
    root = world.post("mila", "my thread", gate="mentioned").uri
    uri = world.post("mila", "@brightwave.example and you?", in_reply_to=root).uri
    async with desk(world) as connector:
        with pytest.raises(Refused, match="only some people"):
            await connector.send(sealed("Hello.", target_id=uri, thread_id=root), key="1")


async def test_who_closed_the_chat_is_left_in_peace() -> None:
    world = BlueskyWorld(clock=HandClock())
    world.write("mila", "hello?")
    async with desk(world) as connector:
        (question,) = (await heard(connector))[0]
        world.person("mila").takes_messages = False
        with pytest.raises(Refused, match="no direct messages"):
            await connector.send(sealed_to(question, "Hello."), key="1")


@pytest.mark.parametrize("text", ["", "  \n", "👍🏽" * 301, "é" * 301, "👨‍👩‍👧‍👦" * 150])
async def test_what_bluesky_would_refuse_is_not_sent(text: str) -> None:
    world, uri = world_with_question()
    async with desk(world) as connector:
        with pytest.raises(Refused):
            await connector.send(sealed(text, target_id=uri), key="1")
    assert len(world.thread(uri)) == 1


async def test_three_hundred_letters_of_any_size_are_taken() -> None:
    world, uri = world_with_question()
    async with desk(world) as connector:
        await connector.send(sealed("👍🏽" * 300, target_id=uri), key="1")


@pytest.mark.parametrize("target", ["", "x", "at://did:plc:x/app.bsky.feed.like/1", "2123839334383390720"])
async def test_what_is_no_post_is_not_answered(target: str) -> None:
    async with desk(BlueskyWorld(clock=HandClock())) as connector:
        with pytest.raises(Refused):
            await connector.send(sealed("Hello.", target_id=target, thread_id="x"), key="1")


async def test_a_message_is_answered_in_its_own_conversation_only() -> None:
    world = BlueskyWorld(clock=HandClock())
    world.write("mila", "hello?")
    other = world.write("tariq", "hello??").conversation
    async with desk(world) as connector:
        question = next(item for item in (await heard(connector))[0] if item.text == "hello?")
        with pytest.raises(Refused):
            await connector.send(sealed_to(replace(question, thread_id=other), "Hello."), key="1")


async def test_a_used_up_limit_is_not_asked_again_before_its_end() -> None:
    clock = HandClock()
    world = BlueskyWorld(clock=clock)
    uri = world.post("mila", "@brightwave.example where is my parcel?").uri
    world.faults.switch_on(Fault.RATE_LIMIT, endpoint=_CREATE, count=1)
    async with desk(world) as connector:
        for number in range(3):
            with pytest.raises(Unavailable):
                await connector.send(sealed("Hello.", target_id=uri), key=str(number))
        clock.forward(hours=1, seconds=1)
        await connector.send(sealed("Hello.", target_id=uri), key="4")
    assert len(world.posts) == 2
