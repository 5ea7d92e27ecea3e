"""A reply reaches whom it is for, nobody who could not read the question, and at most once."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.message import Happening
from bot.domain.visibility import Visibility
from connectors.base import OutcomeUnknown, Refused, Unavailable
from connectors.mastodon_send import normal
from connectors.sandbox.mastodon import Fault, MastodonWorld, Shape, Status
from connectors.sandbox.mastodon_gate import POST
from tests.connectors.mastodon.mastodon_support import HandClock, desk, heard, sealed_to

US = "@brightwave@social.example"


@pytest.fixture
def world() -> MastodonWorld:
    return MastodonWorld(clock=HandClock())


def answers(world: MastodonWorld) -> list[Status]:
    return [each for each in world.statuses.values() if each.author_id == world.brand.id]


@pytest.mark.parametrize(
    ("asked", "answered"), [pair for pair in product(Visibility, repeat=2) if not pair[1].widens(pair[0])]
)
async def test_a_reply_is_as_wide_as_approved_and_names_its_reader(
    world: MastodonWorld, asked: Visibility, answered: Visibility
) -> None:
    question = world.write("mila@far.example", f"{US} hello?", visibility=asked.value, spoiler_text="billing")
    async with desk(world) as connector:
        (item,), _ = await heard(connector)
        await connector.send(sealed_to(item, "Hello.", answered), key="1")
    (sent,) = answers(world)
    assert (sent.visibility, sent.in_reply_to_id, sent.spoiler_text) == (answered.value, question.id, "billing")
    assert sent.text == "@mila@far.example Hello."
    assert sent.mentions == (question.author_id,)


async def test_somebody_on_the_same_instance_is_named_whole(world: MastodonWorld) -> None:
    world.write("kim@social.example", f"{US} hello?")
    async with desk(world) as connector:
        (item,), _ = await heard(connector)
        assert item.author.handle == "kim@social.example"
        await connector.send(sealed_to(item, "Hello @kim."), key="1")
        await connector.send(sealed_to(item, "Hello again."), key="2")
    assert [each.text for each in answers(world)] == ["Hello @kim.", "@kim@social.example Hello again."]


@pytest.mark.parametrize("visibility", ["direct", "private"])
async def test_no_third_party_is_let_into_a_private_talk(world: MastodonWorld, visibility: str) -> None:
    world.write("mila", f"{US} my account, cc @ama@far.example", visibility=visibility)
    async with desk(world) as connector:
        (item,), _ = await heard(connector)
        with pytest.raises(Refused, match=r"@ama@far\.example"):
            await connector.send(sealed_to(item, "Hello, and hello @ama@far.example."), key="1")
        await connector.send(sealed_to(item, f"Write to help@brightwave.example or {US}."), key="2")
    assert len(answers(world)) == 1


async def test_an_edited_question_is_not_answered_and_is_heard_anew(world: MastodonWorld) -> None:
    question = world.write("mila", f"{US} my line is down")
    async with desk(world) as connector:
        (item,), cursor = await heard(connector)
        world.edit(question.id, f"{US} all is well again")
        with pytest.raises(Refused, match="edited"):
            await connector.send(sealed_to(item, "So sorry!"), key="1")
        (changed,), _ = await heard(connector, cursor)
        assert (changed.happening, changed.external_id) == (Happening.EDIT, question.id)
        await connector.send(sealed_to(changed, "Glad to hear it."), key="2")
    assert [world.typed(each) for each in answers(world)] == ["Glad to hear it."]


async def test_a_deleted_question_is_heard_as_deleted(world: MastodonWorld) -> None:
    question = world.write("mila", f"{US} my line is down")
    async with desk(world) as connector:
        (item,), cursor = await heard(connector)
        world.delete(question.id)
        with pytest.raises(Refused) as caught:
            await connector.send(sealed_to(item, "So sorry!"), key="1")
        (gone,), _ = await heard(connector, cursor)
    assert caught.value.gone
    assert (gone.happening, gone.external_id) == (Happening.DELETION, question.id)


async def test_a_repeated_key_sends_once_where_it_is_honoured(world: MastodonWorld) -> None:
    world.write("mila", f"{US} hello?")
    world.faults.switch_on(Fault.RESET_AFTER, endpoint=POST, count=1)
    async with desk(world) as connector:
        (item,), _ = await heard(connector)
        with pytest.raises(OutcomeUnknown):
            await connector.send(sealed_to(item, "Hello."), key="1")
        receipt = await connector.send(sealed_to(item, "Hello."), key="1")
        other = await connector.send(sealed_to(item, "Something else."), key="1")
    assert receipt.external_id != other.external_id
    assert [each.id for each in answers(world)] == [receipt.external_id, other.external_id]


@pytest.mark.parametrize("shape", Shape)
async def test_a_reply_is_found_behind_many_later_ones(world: MastodonWorld, shape: Shape) -> None:
    world.shape, world.honours_keys = shape, False
    world.write("mila", f"{US} hello?")
    async with desk(world) as connector:
        (item,), _ = await heard(connector)
        reply = sealed_to(item, "See https://brightwave.example/a/rather/long/way/to/help & <ask> again,\n\n@mila!")
        receipt = await connector.send(reply, key="1")
        for number in range(90):
            world.write(US, f"News {number}")
        assert await connector.find_sent(reply, key="1") == receipt
        assert await connector.find_sent(sealed_to(item, "Never said."), key="2") is None


async def test_the_instances_own_limits_count(world: MastodonWorld) -> None:
    world.max_characters, world.per_url = 60, 10
    world.write("mila", f"{US} hello?", spoiler_text="four")
    async with desk(world) as connector:
        (item,), _ = await heard(connector)
        text = "https://brightwave.example/help " + "a" * (60 - len("@mila ") - len("four") - 11)
        with pytest.raises(Refused, match="allows 60"):
            await connector.send(sealed_to(item, text + "a"), key="1")
        await connector.send(sealed_to(item, text), key="2")
    assert len(answers(world)) == 1


async def test_a_used_up_limit_is_obeyed_without_asking(world: MastodonWorld) -> None:
    world.posting_factor = 1 / 300
    world.write("mila", f"{US} hello?")
    async with desk(world) as connector:
        (item,), _ = await heard(connector)
        await connector.send(sealed_to(item, "Hello."), key="1")
        world.posting_factor = 1
        with pytest.raises(Unavailable) as caught:
            await connector.send(sealed_to(item, "Hello again."), key="2")
    assert caught.value.retry_at is not None
    assert len(answers(world)) == 1


@given(st.text(max_size=80))
def test_normal_texts_stay_normal(text: str) -> None:
    assert normal("@mila@fedi.example  " + normal(text)) == normal(normal(text))


@pytest.mark.parametrize(("one", "other"), [("Sorry!", "Sorry"), ("1 of 2", "2 of 2"), ("see a/b", "see a b")])
def test_different_texts_stay_different(one: str, other: str) -> None:
    assert normal(one) != normal(other)
