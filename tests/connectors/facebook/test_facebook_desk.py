"""A page's desk at the simulated Facebook: what it hears, what it answers, and what it never does."""

from datetime import timedelta

import pytest

from bot.domain.message import Happening
from bot.domain.visibility import Visibility
from connectors.base import OutcomeUnknown, Refused, Unavailable
from connectors.facebook_parse import Page, parse_comment, parse_post
from connectors.sandbox.facebook import FacebookWorld, Fault
from connectors.sandbox.graph_records import Post
from tests.connectors.graph.graph_support import PAGE, HandClock, facebook_desk, fixture, heard, sealed, texts


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def world(clock: HandClock) -> FacebookWorld:
    return FacebookWorld(clock=clock, seed=3)


@pytest.fixture
def post(world: FacebookWorld) -> Post:
    return world.post(world.brand.name, "How can we help?")


def test_recorded_comments_of_every_level() -> None:
    page = fixture("fb_feed_comments_page")
    items = [parse_comment(each, "post", Page(PAGE)) for each in page["data"]]
    asked, own, nameless = [item for item in items if item]
    assert (asked.happening, own.happening) == (Happening.MESSAGE, Happening.OWN)
    assert own.parent_id == asked.external_id
    assert (nameless.text, nameless.attachments[0].type) == ("", "photo")
    assert nameless.author.id.startswith("unknown:")


def test_recorded_posts_give_those_of_visitors_only() -> None:
    items = [parse_post(each, Page(PAGE)) for each in fixture("fb_feed_page")["data"]]
    assert [item.text for item in items if item] == ["Visitor post: your shop in Lund was closed at noon?!"]


async def test_every_level_visitors_and_tagging_posts_and_messages_are_heard(
    world: FacebookWorld, post: Post, clock: HandClock
) -> None:
    first = world.comment("Mila", "top", post.id)
    world.comment("Tariq", "below", first.id)
    world.post("Dotty", "on your wall")
    world.post("Bert", "about you", tags_brand=True)
    world.write("Sunny", "privately")
    async with facebook_desk(world) as desk:
        items, cursor = await heard(desk)
        # A post that tags the page may be in both lists; storage knows it by its id.
        assert sorted(set(texts(items))) == ["about you", "below", "on your wall", "privately", "top"]
        assert [item.addressed for item in items if item.text in ("top", "below")] == [True, False]
        clock.forward(days=3)
        world.comment("Mila", "again", post.id)
        again, _ = await heard(desk, cursor)
    assert texts(again) == ["again"]


async def test_a_post_that_came_during_an_outage_is_read_from_its_beginning(
    world: FacebookWorld, post: Post, clock: HandClock
) -> None:
    async with facebook_desk(world) as desk:
        _, cursor = await heard(desk)
    clock.forward(hours=1)
    later = world.post(world.brand.name, "Planned maintenance")
    world.comment("Mila", "oh no", later.id)
    clock.forward(days=4)
    async with facebook_desk(world) as desk:
        items, _ = await heard(desk, cursor)
    assert texts(items) == ["oh no"]


async def test_ranked_comments_that_break_off_are_read_again_whole(
    world: FacebookWorld, post: Post, clock: HandClock
) -> None:
    for number in range(130):
        clock.forward(seconds=1)
        world.comment("Mila", str(number), post.id)
    where = "GET /{post}/comments"
    world.faults.switch_on(Fault.RANKED, endpoint=where)
    world.faults.switch_on(Fault.SERVER_HTML, endpoint=where, count=1, after=1)
    async with facebook_desk(world) as desk:
        before, cursor = await heard(desk)
        after, _ = await heard(desk, cursor)
    assert sorted(texts(before) + texts(after), key=int) == [str(number) for number in range(130)]


async def test_a_comment_without_an_author_is_heard_and_answered(world: FacebookWorld, post: Post) -> None:
    world.comment("Mila", "hello?", post.id)
    world.faults.switch_on(Fault.NAMELESS)
    async with facebook_desk(world) as desk:
        (item,), _ = await heard(desk)
        receipt = await desk.send(sealed(item, "Hello."), key="1")
    assert world.comments[receipt.external_id].answered_id == item.external_id


async def test_an_answer_to_an_answer_is_found_and_not_mistaken_for_another(world: FacebookWorld, post: Post) -> None:
    top = world.comment("Mila", "top", post.id)
    for name in ("Tariq", "Bert"):
        world.comment(name, f"me too, {name}", top.id)
    async with facebook_desk(world) as desk:
        items, _ = await heard(desk)
        tariq, bert = (next(each for each in items if each.author.name == name) for name in ("Tariq", "Bert"))
        receipt = await desk.send(sealed(tariq, "On its way."), key="1")
        assert await desk.find_sent(sealed(tariq, "On its way."), key="1") == receipt
        assert await desk.find_sent(sealed(bert, "On its way."), key="1") is None


async def test_changed_words_are_not_answered_and_come_to_the_desk(world: FacebookWorld, post: Post) -> None:
    comment = world.comment("Mila", "my parcel is late", post.id)
    async with facebook_desk(world) as desk:
        (item,), _ = await heard(desk)
    async with facebook_desk(world) as restarted:
        world.edit(comment.id, "my parcel is here")
        with pytest.raises(Refused, match="edited"):
            await restarted.send(sealed(item, "Sorry."), key="1")
        (changed,) = await restarted.recheck([comment.id])
    assert (changed.happening, changed.text) == (Happening.EDIT, "my parcel is here")
    assert all(each.author_id != world.brand.id for each in world.comments.values())


async def test_a_comment_gets_one_private_answer(world: FacebookWorld, post: Post, clock: HandClock) -> None:
    world.comment("Mila", "where is my order?", post.id)
    async with facebook_desk(world) as desk:
        (item,), _ = await heard(desk)
        reply = sealed(item, "May I have the number?", Visibility.DIRECT)
        world.faults.switch_on(Fault.TIMEOUT_AFTER, endpoint="POST /{page}/messages", count=1, seconds=5)
        with pytest.raises(OutcomeUnknown):
            await desk.send(reply, key="1")
        found = await desk.find_sent(reply, key="1")
        with pytest.raises(Refused, match="one private answer"):
            await desk.send(sealed(item, "Hello again.", Visibility.DIRECT), key="2")
        with pytest.raises(Unavailable):
            await desk.find_sent(sealed(item, "Hello again.", Visibility.DIRECT), key="2")
    (sent,) = world.messages.values()
    assert found
    assert (found.external_id, sent.answered_comment) == (sent.id, item.external_id)
    assert len(world.comments) == 1


async def test_a_private_answer_is_not_sent_after_seven_days(
    world: FacebookWorld, post: Post, clock: HandClock
) -> None:
    world.comment("Mila", "where is my order?", post.id)
    async with facebook_desk(world) as desk:
        (item,), _ = await heard(desk)
        clock.forward(days=7)
        with pytest.raises(Refused):
            await desk.send(sealed(item, "Hello.", Visibility.DIRECT), key="1")
    assert not world.messages


@pytest.mark.parametrize(
    ("approved", "by_hand", "after", "tag"),
    [
        (False, False, timedelta(hours=23, minutes=58), None),
        (True, True, timedelta(hours=25), "HUMAN_AGENT"),
        (True, True, timedelta(days=6, hours=23), "HUMAN_AGENT"),
    ],
)
async def test_a_message_is_answered_within_its_windows(
    world: FacebookWorld, clock: HandClock, approved: bool, by_hand: bool, after: timedelta, tag: str | None
) -> None:
    world.write("Mila", "hello?")
    world.human_agent = approved
    async with facebook_desk(world, human_agent=approved) as desk:
        (item,), _ = await heard(desk)
        clock.at += after
        receipt = await desk.send(sealed(item, "Hello.", by_hand=by_hand), key="1")
    assert world.messages[receipt.external_id].tag == tag


@pytest.mark.parametrize(
    ("approved", "by_hand", "after", "why"),
    [
        (False, True, timedelta(hours=25), "no approval"),
        (True, False, timedelta(hours=25), "a template's"),
        (True, True, timedelta(days=7), "seven days"),
    ],
)
async def test_a_message_is_not_answered_outside_them(
    world: FacebookWorld, clock: HandClock, approved: bool, by_hand: bool, after: timedelta, why: str
) -> None:
    world.write("Mila", "hello?")
    world.human_agent = True
    async with facebook_desk(world, human_agent=approved) as desk:
        (item,), _ = await heard(desk)
        clock.at += after
        with pytest.raises(Refused, match=why):
            await desk.send(sealed(item, "Hello.", by_hand=by_hand), key="1")
    assert len(world.messages) == 1


async def test_a_barred_page_goes_on_reading(world: FacebookWorld, post: Post, clock: HandClock) -> None:
    world.comment("Mila", "hello?", post.id)
    async with facebook_desk(world) as desk:
        (item,), cursor = await heard(desk)
        world.faults.switch_on(Fault.BLOCKED, endpoint="POST /{comment}/comments", count=1)
        with pytest.raises(Unavailable) as caught:
            await desk.send(sealed(item, "Hello."), key="1")
        assert caught.value.retry_at == world.clock() + timedelta(hours=6)
        with pytest.raises(Unavailable):
            await desk.send(sealed(item, "Hello again."), key="2")
        assert "bars" in " ".join((await desk.check()).problems)
        world.comment("Mila", "anybody?", post.id)
        items, _ = await heard(desk, cursor)
        clock.forward(hours=6)
        await desk.send(sealed(item, "Hello."), key="1")
    assert texts(items) == ["anybody?"]


async def test_nearly_used_up_limits_stop_before_meta_does(world: FacebookWorld, post: Post, clock: HandClock) -> None:
    world.comment("Mila", "hello?", post.id)
    async with facebook_desk(world) as desk:
        (item,), cursor = await heard(desk)
        world.faults.switch_on(Fault.USAGE_FULL, endpoint="GET /{page}/feed", count=1)
        await heard(desk, cursor)
        with pytest.raises(Unavailable) as caught:
            await desk.send(sealed(item, "Hello."), key="1")
        assert caught.value.retry_at == clock.at + timedelta(minutes=11)
        clock.forward(minutes=11)
        await desk.send(sealed(item, "Hello."), key="1")


async def test_a_long_conversation_is_read_to_its_beginning(world: FacebookWorld, clock: HandClock) -> None:
    for number in range(60):
        clock.forward(seconds=1)
        world.write("Mila", str(number))
    async with facebook_desk(world) as desk:
        items, _ = await heard(desk)
    assert texts(items) == [str(number) for number in range(60)]


async def test_a_colleagues_message_is_the_brands_own(world: FacebookWorld, clock: HandClock) -> None:
    asked = world.write("Mila", "hello?")
    clock.forward(seconds=1)
    world.answer_privately(asked.customer_id, "Petra here.")
    async with facebook_desk(world) as desk:
        items, _ = await heard(desk)
    assert [(item.happening, item.addressee_id) for item in items] == [
        (Happening.MESSAGE, None),
        (Happening.OWN, asked.customer_id),
    ]
