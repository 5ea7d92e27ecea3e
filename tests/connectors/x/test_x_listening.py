"""What listening to X has to survive, each against the simulated API."""

import json
from datetime import timedelta

import pytest

from bot.domain.message import Happening
from bot.domain.visibility import Visibility
from connectors.base import Cursor, SignedOut, Unavailable
from connectors.sandbox.x import Fault, Keys, XWorld
from connectors.x_json import snowflake_time
from tests.connectors.x.x_support import HandClock, desk, heard, messages

MENTIONS, TIMELINE, MESSAGES = "GET /2/users/{id}/mentions", "GET /2/users/{id}/tweets", "GET /2/dm_events"


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def world(clock: HandClock) -> XWorld:
    return XWorld(clock=clock, seed=3)


@pytest.mark.parametrize("signed", [False, True])
async def test_either_kind_of_key_opens_everything(world: XWorld, signed: bool) -> None:
    world.post("mila", "@BrightwaveCare public: hello & <welcome>")
    world.write("mila", "private: hello & <welcome>")
    async with desk(world, signed=signed) as connector:
        items, _ = await heard(connector)
        assert (await connector.check()).identity == "@BrightwaveCare"
    assert messages(items) == ["@BrightwaveCare public: hello & <welcome>", "private: hello & <welcome>"]


async def test_the_first_start_takes_the_newest_page(world: XWorld, clock: HandClock) -> None:
    for number in range(130):
        clock.forward(minutes=1)
        world.post("mila", f"@BrightwaveCare {number}")
    async with desk(world) as connector:
        items, cursor = await heard(connector)
        again, _ = await heard(connector, cursor)
    assert messages(items) == [f"@BrightwaveCare {number}" for number in range(30, 130)]
    assert again == []


async def test_an_own_post_comes_back_through_mentions_and_is_still_own(world: XWorld) -> None:
    world.post("BrightwaveCare", "We are open today. @BrightwaveCare")
    world.faults.switch_on(Fault.ECHO, endpoint=MENTIONS)
    async with desk(world) as connector:
        items, _ = await heard(connector)
    assert items
    assert {item.happening for item in items} == {Happening.OWN}


async def test_retweets_move_the_cursor_and_are_no_messages(world: XWorld) -> None:
    first = world.post("mila", "@BrightwaveCare my line is down")
    async with desk(world) as connector:
        _, cursor = await heard(connector)
        again = world.post("tariq", "", retweeting=first.id)
        items, cursor = await heard(connector, cursor)
    assert items == []
    assert json.loads(cursor or "")["mentions"] == again.id


async def test_a_post_that_x_shows_late_is_not_lost(world: XWorld, clock: HandClock) -> None:
    world.faults.switch_on(Fault.LATE, endpoint="customers", count=1, seconds=60)
    world.post("mila", "@BrightwaveCare late")
    clock.forward(seconds=1)
    world.post("tariq", "@BrightwaveCare in time")
    async with desk(world) as connector:
        items, cursor = await heard(connector)
        assert messages(items) == ["@BrightwaveCare in time"]
        clock.forward(seconds=60)
        world.post("dotty", "@BrightwaveCare later")
        items, _ = await heard(connector, cursor)
    assert messages(items) == ["@BrightwaveCare late", "@BrightwaveCare later"]


async def test_an_edit_before_the_first_look_keeps_its_first_name_and_time(world: XWorld, clock: HandClock) -> None:
    first = world.post("mila", "@BrightwaveCare it is brokne")
    clock.forward(minutes=5)
    last = world.edit(first.id, "@BrightwaveCare it is broken")
    async with desk(world) as connector:
        (item,), _ = await heard(connector)
    assert (item.external_id, item.answer_to, item.happening) == (first.id, last.id, Happening.EDIT)
    assert item.created_at == snowflake_time(first.id)


async def test_an_edit_after_the_first_look_is_heard_in_passing(world: XWorld) -> None:
    first = world.post("mila", "@BrightwaveCare it is brokne")
    async with desk(world) as connector:
        _, cursor = await heard(connector)
        world.edit(first.id, "@BrightwaveCare it is broken")
        (item,), _ = await heard(connector, cursor)
    assert (item.external_id, item.happening, item.text) == (
        first.id,
        Happening.EDIT,
        "@BrightwaveCare it is broken",
    )


async def test_new_names_of_fields_are_read(world: XWorld) -> None:
    world.vocabulary = "post"
    asked = world.post("mila", "@BrightwaveCare hello")
    world.post("BrightwaveCare", "Hello Mila", in_reply_to=asked.id)
    async with desk(world) as connector:
        items, _ = await heard(connector)
    assert [item.parent_id for item in items] == [None, asked.id]


async def test_new_names_are_asked_for_when_x_refuses_the_old(world: XWorld) -> None:
    world.vocabulary = "post"
    world.faults.switch_on(Fault.TWEET_FIELDS)
    world.post("mila", "@BrightwaveCare hello")
    async with desk(world) as connector:
        (item,), cursor = await heard(connector)
        assert item.author.handle == "mila"
        world.post("mila", "@BrightwaveCare again")
        assert len((await heard(connector, cursor))[0]) == 1


async def test_a_since_id_that_is_too_old_becomes_a_time(world: XWorld, clock: HandClock) -> None:
    world.post("mila", "@BrightwaveCare before")
    async with desk(world) as connector:
        _, cursor = await heard(connector)
        clock.forward(days=9)
        world.post("mila", "@BrightwaveCare after")
        world.faults.switch_on(Fault.OLD_SINCE_ID, endpoint=MENTIONS)
        items, _ = await heard(connector, cursor)
    assert messages(items) == ["@BrightwaveCare after"]


async def test_more_mentions_than_x_keeps_are_told_as_a_gap(world: XWorld, clock: HandClock) -> None:
    world.post("mila", "@BrightwaveCare first")
    async with desk(world) as connector:
        _, cursor = await heard(connector)
        clock.forward(hours=1)
        for number in range(850):
            world.post("mila", f"@BrightwaveCare {number}")
        items, _ = await heard(connector, cursor)
        problems = (await connector.check()).problems
    assert len(items) == 800
    assert any("may be lost" in problem for problem in problems)


async def test_a_deleted_question_above_is_a_partial_error_only(world: XWorld) -> None:
    above = world.post("mila", "@BrightwaveCare hello")
    world.post("tariq", "same here", in_reply_to=above.id)
    world.delete(above.id)
    async with desk(world) as connector:
        items, _ = await heard(connector)
    assert messages(items) == ["@mila @BrightwaveCare same here"]


async def test_direct_messages_stop_at_the_known_one(world: XWorld, clock: HandClock) -> None:
    for number in range(120):
        clock.forward(minutes=1)
        world.write("mila", f"old {number}")
    async with desk(world) as connector:
        _, cursor = await heard(connector)
        for number in range(150):
            clock.forward(minutes=1)
            world.write("mila", f"new {number}")
        items, _ = await heard(connector, cursor)
    assert messages(items) == [f"new {number}" for number in range(150)]


async def test_a_silence_longer_than_x_keeps_messages_is_told_as_a_gap(world: XWorld, clock: HandClock) -> None:
    world.write("mila", "before")
    async with desk(world) as connector:
        _, cursor = await heard(connector)
        clock.forward(days=31)
        world.write("mila", "after")
        await heard(connector, cursor)
        assert "may be lost" in " ".join((await connector.check()).problems)


async def test_a_group_conversation_is_direct_too(world: XWorld) -> None:
    where = world.group(world.person("mila").id, world.person("tariq").id)
    world.write("tariq", "both of us wait", conversation=where)
    async with desk(world) as connector:
        (item,), _ = await heard(connector)
    assert (item.thread_id, item.visibility, item.addressee_id) == (where, Visibility.DIRECT, None)


async def test_each_source_keeps_its_own_pace(world: XWorld, clock: HandClock) -> None:
    pace = {"mentions_every_s": 15.0, "direct_messages_every_s": 90.0}
    async with desk(world, others=pace) as connector:
        assert connector.pause_s == 0
        _, cursor = await heard(connector)
        world.post("mila", "@BrightwaveCare public")
        world.write("mila", "private")
        clock.forward(seconds=14)
        assert (await heard(connector, cursor))[0] == []
        clock.forward(seconds=1)
        items, cursor = await heard(connector, cursor)
        assert messages(items) == ["@BrightwaveCare public"]
        clock.forward(seconds=75)
        items, _ = await heard(connector, cursor)
        assert messages(items) == ["private"]


async def test_fifteen_reads_of_messages_in_a_quarter_are_kept_to(world: XWorld, clock: HandClock) -> None:
    async with desk(world, others={"direct_messages_every_s": 90.0}) as connector:
        cursor = None
        for _ in range(60):
            clock.forward(seconds=15)
            _, cursor = await heard(connector, cursor)
        assert (await connector.check()).ok


async def test_a_limit_midway_through_many_pages_is_gone_on_from(world: XWorld, clock: HandClock) -> None:
    async with desk(world, others={"own_posts": False}) as connector:
        _, cursor = await heard(connector)
        clock.forward(hours=1)
        for number in range(250):
            world.write("mila", str(number))
        world.faults.switch_on(Fault.RATE_LIMIT, endpoint=MESSAGES, count=1, after=2)
        items, cursor = await heard(connector, cursor)
        assert items == []
        clock.forward(minutes=16)
        world.faults.switch_on(Fault.RATE_LIMIT, endpoint=MESSAGES, after=1)
        items, _ = await heard(connector, cursor)
    assert messages(items) == [str(number) for number in range(250)]


async def test_when_every_source_has_to_wait_the_earliest_end_is_told(world: XWorld, clock: HandClock) -> None:
    world.faults.switch_on(Fault.RATE_LIMIT_BARE, endpoint=MENTIONS)
    world.faults.switch_on(Fault.RATE_LIMIT_DAILY, endpoint=TIMELINE)
    world.faults.switch_on(Fault.RATE_LIMIT, endpoint=MESSAGES)
    async with desk(world) as connector:
        with pytest.raises(Unavailable) as caught:
            await heard(connector)
    assert caught.value.retry_at == clock() + timedelta(minutes=1)


async def test_a_missing_permission_for_one_source_is_told_after_the_others_were_read(world: XWorld) -> None:
    world.post("mila", "@BrightwaveCare hello")
    world.faults.switch_on(Fault.SCOPE, endpoint=MESSAGES)
    items: list[str] = []
    async with desk(world) as connector:
        with pytest.raises(SignedOut, match="permission"):
            async for batch in connector.listen(None):
                items += [item.text for item in batch.items]
    assert items == ["@BrightwaveCare hello"]


async def test_a_token_that_dies_midway_is_told(world: XWorld) -> None:
    async with desk(world) as connector:
        _, cursor = await heard(connector)
        world.accounts[world.brand.id] = Keys(bearer_token="another")
        with pytest.raises(SignedOut):
            await heard(connector, cursor)


async def test_turning_messages_and_own_posts_off_asks_for_neither(world: XWorld) -> None:
    world.write("mila", "private")
    world.post("BrightwaveCare", "Good morning")
    async with desk(world, others={"own_posts": False, "direct_messages": False}) as connector:
        items, cursor = await heard(connector)
    assert items == []
    assert cursor == Cursor('{"mentions": ""}')


async def test_more_than_a_hundred_posts_are_looked_up_in_parts(world: XWorld) -> None:
    ids = [world.post("mila", f"@BrightwaveCare {number}").id for number in range(230)]
    world.delete(ids[5])
    world.delete(ids[205])
    world.edit(ids[7], "@BrightwaveCare better")
    async with desk(world) as connector:
        found = await connector.recheck([*ids, *ids, "dm:1", "no number"])
    told = {(each.happening, each.external_id) for each in found}
    assert told == {(Happening.DELETION, ids[5]), (Happening.EDIT, ids[7]), (Happening.DELETION, ids[205])}
    assert len(found) == 3


async def test_a_look_up_that_fails_is_no_deletion(world: XWorld) -> None:
    post = world.post("mila", "@BrightwaveCare hello")
    world.faults.switch_on(Fault.GARBLED, endpoint="GET /2/tweets", count=1)
    async with desk(world) as connector:
        with pytest.raises(Unavailable):
            await connector.recheck([post.id])
        assert list(await connector.recheck([post.id])) == []


@pytest.mark.parametrize(("level", "word"), [("read", "write"), ("read-write", "direct messages")])
async def test_check_names_a_missing_permission(world: XWorld, level: str, word: str) -> None:
    world.access_level = level
    async with desk(world) as connector:
        health = await connector.check()
    assert not health.ok
    assert word in " ".join(health.problems)


async def test_check_tells_limits_and_what_no_program_can_see(world: XWorld) -> None:
    async with desk(world) as connector:
        await heard(connector)
        health = await connector.check()
    assert health.quota is not None
    assert health.quota["GET /2/users/:id/mentions"].startswith("299 of 300 until ")
    assert "encrypted" in health.quota["encrypted chats"]


async def test_check_notices_somebody_elses_token(world: XWorld) -> None:
    async with desk(world, others={"user_id": "12", "handle": "@BrightwaveCare"}) as connector:
        health = await connector.check()
    assert "12" in health.problems[0]


@pytest.mark.parametrize("fault", [Fault.UNAUTHORIZED, Fault.CREDITS, Fault.SERVER_EMPTY, Fault.RATE_LIMIT_TEXT])
async def test_check_puts_everything_in_words(world: XWorld, fault: Fault) -> None:
    world.faults.switch_on(fault)
    async with desk(world) as connector:
        health = await connector.check()
    assert not health.ok
    assert health.problems[0].endswith(".")
