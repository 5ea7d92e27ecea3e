"""Listening on Bluesky: late posts, edits, conversations, and what is left alone."""

from datetime import timedelta

from bot.domain.message import Happening, Kind
from connectors.sandbox.bluesky import BlueskyWorld, Fault
from tests.connectors.bluesky.bluesky_support import HandClock, desk, heard, messages


async def test_a_post_from_a_device_with_a_slow_clock_is_heard() -> None:
    clock = HandClock()
    world = BlueskyWorld(clock=clock)
    world.post("mila", "@brightwave.example first")
    async with desk(world) as connector:
        _, cursor = await heard(connector)
        clock.forward(minutes=1)
        world.post("tariq", "@brightwave.example late", written_at=clock() - timedelta(hours=5))
        items, _ = await heard(connector, cursor)
    assert messages(items) == ["@brightwave.example late"]


async def test_a_start_does_not_bring_back_what_an_earlier_run_has_heard_long_ago() -> None:
    clock = HandClock()
    world = BlueskyWorld(clock=clock)
    world.post("mila", "@brightwave.example long ago")
    clock.forward(days=90)
    world.post("mila", "@brightwave.example today")
    async with desk(world) as connector:
        _, cursor = await heard(connector)
    clock.forward(minutes=1)
    world.post("tariq", "@brightwave.example now")
    async with desk(world) as connector:
        items, cursor = await heard(connector, cursor)
        assert "@brightwave.example long ago" not in messages(items)
        assert "@brightwave.example now" in messages(items)
        assert await heard(connector, cursor) == ([], cursor)


async def test_a_device_with_a_fast_clock_does_not_move_the_mark_into_the_future() -> None:
    clock = HandClock()
    world = BlueskyWorld(clock=clock)
    world.post(world.brand.handle, "news", written_at=clock() + timedelta(days=400))
    async with desk(world) as connector:
        _, cursor = await heard(connector)
        clock.forward(minutes=1)
        asked = world.post("mila", "@brightwave.example hello").uri
        native = world.post(world.brand.handle, "hello mila", in_reply_to=asked).uri
        items, _ = await heard(connector, cursor)
    assert native in [item.external_id for item in items if item.happening is Happening.OWN]


async def test_a_reply_and_a_quote_are_heard_as_what_they_are() -> None:
    clock = HandClock()
    world = BlueskyWorld(clock=clock)
    news = world.post(world.brand.handle, "99.9% uptime").uri
    clock.forward(seconds=1)
    world.post("mila", "still down", in_reply_to=news)
    clock.forward(seconds=1)
    world.post("tariq", "so much for that", quoting=news)
    async with desk(world) as connector:
        items, _ = await heard(connector)
    told = [(item.text, item.kind, item.addressed) for item in items if item.happening is Happening.MESSAGE]
    assert told == [("still down", Kind.REPLY, True), ("so much for that", Kind.MENTION, True)]


async def test_an_edit_shows_in_the_next_page_too() -> None:
    clock = HandClock()
    world = BlueskyWorld(clock=clock)
    uri = world.post("mila", "@brightwave.example my parcel is broken").uri
    async with desk(world) as connector:
        before, cursor = await heard(connector)
        world.edit(uri, "@brightwave.example my parcel is lost")
        (edit,), cursor = await heard(connector, cursor)
        assert (edit.happening, edit.created_at) == (Happening.EDIT, before[0].created_at)
        assert await connector.recheck([uri]) == []
        assert (await heard(connector, cursor))[0] == []


async def test_own_words_among_notifications_are_never_answered() -> None:
    world = BlueskyWorld(clock=HandClock())
    world.post(world.brand.handle, "news")
    world.faults.switch_on(Fault.ECHO)
    async with desk(world) as connector:
        items, _ = await heard(connector)
    assert {item.happening for item in items} == {Happening.OWN}


async def test_conversations_that_wait_are_read_at_the_first_start_and_the_log_from_then_on() -> None:
    clock = HandClock()
    world = BlueskyWorld(clock=clock)
    world.write("mila", "hello?")
    clock.forward(seconds=1)
    world.write("mila", "anybody?")
    async with desk(world) as connector:
        items, cursor = await heard(connector)
        assert messages(items) == ["hello?", "anybody?"]
        assert {item.author.handle for item in items} == {"mila.example"}
        texts = [f"line {number}" for number in range(230)]
        for text in texts:
            clock.forward(seconds=1)
            world.write("tariq", text)
        items, cursor = await heard(connector, cursor)
        assert messages(items) == texts
        assert (await heard(connector, cursor))[0] == []


async def test_a_private_answer_by_hand_says_whom_it_answers() -> None:
    clock = HandClock()
    world = BlueskyWorld(clock=clock)
    where = world.write("mila", "hello?").conversation
    async with desk(world) as connector:
        _, cursor = await heard(connector)
        clock.forward(seconds=1)
        world.write(world.brand.handle, "Hello, I am Kim.", conversation=where)
        (own,), _ = await heard(connector, cursor)
    assert (own.happening, own.addressee_id, own.thread_id) == (
        Happening.OWN,
        world.person("mila").did,
        where,
    )


async def test_sources_that_nobody_wants_are_not_asked() -> None:
    world = BlueskyWorld(clock=HandClock())
    world.write("mila", "hello?")
    world.post(world.brand.handle, "news")
    async with desk(world, own_posts=False, direct_messages=False) as connector:
        assert (await heard(connector))[0] == []


async def test_sources_are_asked_at_their_own_pace() -> None:
    clock = HandClock()
    world = BlueskyWorld(clock=clock)
    async with desk(world, mentions_every_s=10, own_posts_every_s=30, direct_messages_every_s=20) as connector:
        assert connector.pause_s == 10
        _, cursor = await heard(connector)
        world.write("mila", "hello?")
        clock.forward(seconds=10)
        assert (await heard(connector, cursor))[0] == []
        clock.forward(seconds=10)
        assert messages((await heard(connector, cursor))[0]) == ["hello?"]
