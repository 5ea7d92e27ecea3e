"""What X costs: each item once a day, by all processes together, across restarts; a budget warns, then stops."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.message import Kind
from bot.domain.visibility import Visibility
from connectors.base import Unavailable
from connectors.sandbox.x import XWorld, serve
from connectors.x import XConnector
from connectors.x_costs import PRICES, Budget, Item, Plan
from connectors.x_meter import Meter
from connectors.x_settings import XOptions
from tests.connectors.x.x_support import HandClock, credentials, heard, messages, options, sealed

MIDNIGHT = datetime(2026, 11, 21, tzinfo=UTC)
QUIET = {"own_posts": False, "direct_messages": False}


@asynccontextmanager
async def desk(world: XWorld, **others: Any) -> AsyncGenerator[XConnector]:
    """Somebody who is known, so that asking who costs nothing."""
    known = {"user_id": world.brand.id, "handle": world.brand.handle, **others}
    async with serve(world) as api, XConnector(credentials(world), options(api, **known), clock=world.clock) as made:
        yield made


PRIVATE: dict[str, Any] = {"kind": Kind.DM, "asked": Visibility.DIRECT}


def run(awaited: Any) -> Any:
    return asyncio.run(awaited)


def spent(place: Path, clock: HandClock) -> int:
    return run(Meter(place, None, clock).spent())


def note(place: Path, clock: HandClock, item: Item, identity: str) -> None:
    run(Meter(place, None, clock).note(item, [identity]))


async def cost(connector: XConnector) -> str:
    return (await connector.standing())["cost"].partition(" USD")[0]


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def world(clock: HandClock) -> XWorld:
    return XWorld(clock=clock, seed=1)


@pytest.mark.parametrize(("owns_app", "price"), [(False, "0.010"), (True, "0.002")])
async def test_each_mention_is_counted_once_however_often_it_is_read(world: XWorld, owns_app: bool, price: str) -> None:
    for number in range(2):
        world.post("mila", f"@BrightwaveCare {number}")
    async with desk(world, owns_app=owns_app, **QUIET) as connector:
        cursor = None
        for _ in range(3):
            _, cursor = await heard(connector, cursor)
        assert await cost(connector) == price


async def test_replies_private_messages_and_asking_who_have_their_prices(world: XWorld) -> None:
    post, message = world.post("mila", "@BrightwaveCare hello"), world.write("mila", "psst")
    async with desk(world, mentions_every_s=0) as connector:
        items, _ = await heard(connector)
        assert await cost(connector) == "0.015"
        await connector.send(sealed("See https://brightwave.example", target_id=post.id), key="1")
        assert await cost(connector) == "0.025"
        asked = next(item for item in items if item.external_id == f"dm:{message.id}")
        await connector.send(sealed("Hi.", target_id=message.id, thread_id=asked.thread_id, **PRIVATE), key="2")
        assert await cost(connector) == "0.040"
        assert "0.050 USD today" in ((await connector.check()).quota or {})["cost"]


def test_a_link_costs_where_nobody_called() -> None:
    made = {"data": {"id": "7"}}
    for text, summoned, item in (
        ("see https://a.example", True, Item.REPLY),
        ("see https://a.example", False, Item.POST_WITH_LINK),
        ("see there", False, Item.POST),
    ):
        assert Plan(owns_app=False, summoned=summoned).bill("POST", "/2/tweets", {"text": text}, made) == (item, ["7"])


async def test_a_restart_and_another_process_go_on_with_the_same_count(world: XWorld, tmp_path: Path) -> None:
    place = str(tmp_path / "x.costs")
    for text, expected in (("one", "0.005"), (None, "0.005"), ("two", "0.010")):
        if text:
            world.post("mila", f"@BrightwaveCare {text}")
        async with desk(world, costs_path=place, **QUIET) as connector, desk(world, costs_path=place) as other:
            await heard(connector)
            assert await cost(connector) == await cost(other) == expected


async def test_the_budget_warns_then_reading_stops_and_replies_go_on_until_it_is_used_up(
    world: XWorld, clock: HandClock, caplog: pytest.LogCaptureFixture
) -> None:
    posts = [world.post("mila", f"@BrightwaveCare {number}") for number in range(12)]
    async with desk(world, daily_budget_usd=0.1, **QUIET) as connector:
        _, cursor = await heard(connector)
        health = await connector.check()
        assert "at 0.075 USD reading stops" in " ".join(health.problems)
        posts.append(world.post("mila", "@BrightwaveCare one more"))
        _, cursor = await heard(connector, cursor)
        with pytest.raises(Unavailable, match="kept for replies") as reading:
            await heard(connector, cursor)
        with pytest.raises(Unavailable):
            await connector.recheck([posts[0].id])
        for number in range(3):
            await connector.send(sealed(f"Hello {number}.", target_id=posts[number].id), key=str(number))
        with pytest.raises(Unavailable, match="reading and replies wait") as sending:
            await connector.send(sealed("One more.", target_id=posts[5].id), key="9")
        assert reading.value.retry_at == sending.value.retry_at == MIDNIGHT
        clock.at = MIDNIGHT
        world.post("mila", "@BrightwaveCare next day")
        items, _ = await heard(connector, cursor)
        assert messages(items) == ["@BrightwaveCare next day"]
        await connector.send(sealed("One more.", target_id=posts[5].id), key="9")
    assert caplog.text.count("at 0.075 USD reading stops") == 2


async def test_the_stream_is_closed_while_reading_waits(world: XWorld) -> None:
    for text in ("one", "two"):
        world.post("mila", f"@BrightwaveCare {text}")
    async with desk(world, daily_budget_usd=0.01, stream=True, **QUIET) as connector:
        await heard(connector)
        with pytest.raises(Unavailable):
            await heard(connector)
        world.post("mila", "@BrightwaveCare three")
        await asyncio.sleep(0.05)
        assert messages((await heard(connector))[0]) == []
        assert await cost(connector) == "0.010"


def test_the_count_survives_a_line_cut_off_and_other_rubbish(clock: HandClock, tmp_path: Path) -> None:
    place = tmp_path / "x.costs"
    place.write_bytes(b"2026-11-20 reply 1\n2026-11-20 nothing 2\n\xff\n2026-11-20 reply 9")
    assert spent(place, clock) == 10
    note(place, clock, Item.REPLY, "3")
    assert spent(place, clock) == 20
    clock.at = MIDNIGHT + timedelta(seconds=1)
    assert spent(place, clock) == 0
    note(place, clock, Item.REPLY, "3")
    assert place.read_bytes() == b"2026-11-21 reply 3\n"


async def test_a_place_that_takes_no_file_is_told_and_stops_nothing(world: XWorld) -> None:
    world.post("mila", "@BrightwaveCare one")
    async with desk(world, costs_path="/nowhere/at/all", **QUIET) as connector:
        assert len((await heard(connector))[0]) == 1
        assert "a restart forgets them" in " ".join((await connector.check()).problems)
        assert await cost(connector) == "0.015"


@pytest.mark.parametrize("budget", [0.0, -1.0, float("nan"), float("inf")])
def test_a_budget_of_nothing_is_refused_in_words(budget: float) -> None:
    with pytest.raises(ValueError, match=r"at least 0\.01"):
        XOptions(daily_budget_usd=budget)


NOTES = st.lists(st.tuples(st.sampled_from(list(Item)), st.text("0123456789", min_size=1, max_size=3)), max_size=30)


@given(notes=NOTES, who=st.lists(st.booleans(), min_size=30, max_size=30))
def test_two_counters_of_one_file_never_disagree(
    tmp_path_factory: pytest.TempPathFactory, notes: list[tuple[Item, str]], who: list[bool]
) -> None:
    place, clock = tmp_path_factory.mktemp("costs") / "x.costs", HandClock()
    meters = [Meter(place, None, clock), Meter(place, None, clock)]
    for first, (item, identity) in zip(who, notes, strict=False):
        run(meters[first].note(item, [identity]))
    expected = sum(PRICES[item] for item, _ in set(notes))
    assert [run(meter.spent()) for meter in meters] == [expected, expected]


@given(whole=st.integers(1, 10**9), spent=st.integers(0, 10**9))
def test_a_budget_says_something_from_its_warning_on(whole: int, spent: int) -> None:
    assert (Budget(whole).words(spent) is None) == (spent < Budget(whole).reading * 0.8)
