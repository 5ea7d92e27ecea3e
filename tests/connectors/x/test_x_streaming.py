"""What the filtered stream has to live through; polling stands still here unless said otherwise."""

import asyncio
import time
from collections.abc import AsyncGenerator, Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from connectors.base import Cursor
from connectors.sandbox.x import Fault, XWorld
from connectors.x import XConnector
from connectors.x_backoff import PRESCRIBED, Pace, Trouble
from connectors.x_stream import Lines, StreamEnded
from tests.connectors.x.x_support import HandClock, desk, heard, messages

STREAM = "GET /2/tweets/search/stream"
PATIENCE_S = 5.0


@pytest.fixture
def world() -> XWorld:
    return XWorld(clock=HandClock())


@pytest.fixture(autouse=True)
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Seconds as hundredths, where X prescribes seconds and minutes."""
    monkeypatch.setitem(PRESCRIBED, Trouble.SERVER, Pace(first=0.05, factor=2, longest=1))
    monkeypatch.setitem(PRESCRIBED, Trouble.TOO_MANY, Pace(first=0.1, factor=2, longest=1))


@pytest.fixture
async def connector(world: XWorld) -> AsyncGenerator[XConnector]:
    habits = {"stream": True, "mentions_every_s": 3600.0, "own_posts": False, "direct_messages": False}
    async with desk(world, others={**habits, "stream_silence_s": 0.5}) as opened:
        await heard(opened)
        yield opened


async def until(happened: Callable[[], object]) -> None:
    """Wait for something that another task does."""
    async with asyncio.timeout(PATIENCE_S):
        while not happened():
            await asyncio.sleep(0.01)


async def connected(world: XWorld) -> None:
    """Wait until the stream is open."""
    await until(lambda: world.on_post)


async def streamed(connector: XConnector, count: int) -> list[str]:
    """Wait for this many messages."""
    texts: list[str] = []
    async with asyncio.timeout(PATIENCE_S):
        while len(texts) < count:
            texts += messages((await heard(connector))[0])
            await asyncio.sleep(0.01)
    return texts


async def test_posts_come_at_once_without_moving_the_cursor(world: XWorld, connector: XConnector) -> None:
    await connected(world)
    world.post("mila", "@BrightwaveCare my line is down")
    world.post("BrightwaveCare", "We are open")
    world.post("tariq", "Brightwave who?")
    async with asyncio.timeout(PATIENCE_S):
        told = [batch async for batch in connector.listen(Cursor('{"mentions": "17"}'))]
        while not told:
            told = [batch async for batch in connector.listen(Cursor('{"mentions": "17"}'))]
            await asyncio.sleep(0.01)
    assert [item.text for batch in told for item in batch.items] == ["@BrightwaveCare my line is down"]
    assert [batch.cursor for batch in told] == ['{"mentions": "17"}']


@pytest.mark.parametrize(
    "fault",
    [
        Fault.STREAM_DROP,
        Fault.STREAM_ERROR,
        Fault.STREAM_PARTIAL,
        Fault.STREAM_HUGE,
        Fault.STREAM_STALL,
        Fault.SERVER_HTML,
        Fault.SERVER_EMPTY,
        Fault.RATE_LIMIT_TEXT,
        Fault.TOO_MANY_CONNECTIONS,
        Fault.RESET_BEFORE,
    ],
)
async def test_the_stream_comes_back_after(world: XWorld, fault: Fault) -> None:
    world.faults.switch_on(fault, endpoint=STREAM, count=1, seconds=1)
    habits = {"stream": True, "mentions_every_s": 3600.0, "own_posts": False, "direct_messages": False}
    async with desk(world, others={**habits, "stream_silence_s": 0.3}) as connector:
        await heard(connector)
        await until(lambda: world.on_post and not world.faults.switches)
        # What falls into the gap is the business of the mentions poll; a line of later ones must come.
        texts: list[str] = []
        async with asyncio.timeout(PATIENCE_S):
            while not texts:
                world.post("mila", "@BrightwaveCare hello?")
                await asyncio.sleep(0.05)
                texts = messages((await heard(connector))[0])
    assert set(texts) == {"@BrightwaveCare hello?"}


@pytest.mark.parametrize("fault", [Fault.STREAM_DROP, Fault.STREAM_ERROR, Fault.STREAM_PARTIAL])
async def test_a_server_that_keeps_closing_is_not_stormed(world: XWorld, fault: Fault) -> None:
    world.faults.switch_on(fault, endpoint=STREAM, count=1000)
    async with desk(world, others={"stream": True}) as connector:
        await heard(connector)
        await asyncio.sleep(1.2)
        left = world.faults.switches[0].count
    assert left is not None
    assert 2 <= 1000 - left <= 5


async def test_a_rule_without_a_tag_ends_nothing(world: XWorld, connector: XConnector) -> None:
    world.faults.switch_on(Fault.STREAM_UNTAGGED, endpoint=STREAM)
    await connected(world)
    world.post("mila", "@BrightwaveCare one")
    world.post("mila", "@BrightwaveCare two")
    assert await streamed(connector, 2) == ["@BrightwaveCare one", "@BrightwaveCare two"]


async def test_the_stream_repeats_itself_and_that_is_storages_business(world: XWorld, connector: XConnector) -> None:
    world.faults.switch_on(Fault.DUPLICATES, endpoint=STREAM, count=1)
    await connected(world)
    world.post("mila", "@BrightwaveCare hello")
    assert await streamed(connector, 2) == ["@BrightwaveCare hello"] * 2


async def test_only_our_own_rule_is_made_and_other_peoples_stay(world: XWorld) -> None:
    world.rules = {"1": ("cats", "somebody else's"), "2": ("(@Old OR to:Old)", "ascolto-BrightwaveCare")}
    async with desk(world, others={"stream": True}) as connector:
        await heard(connector)
        await connected(world)
        world.post("mila", "cats and dogs")
        assert await connector.listen(None).__anext__()
    assert sorted(world.rules.values()) == [
        ("(@BrightwaveCare OR to:BrightwaveCare) -is:retweet -from:BrightwaveCare", "ascolto-BrightwaveCare"),
        ("cats", "somebody else's"),
    ]


async def test_rules_that_were_taken_away_are_made_again(world: XWorld, connector: XConnector) -> None:
    await connected(world)
    world.rules.clear()
    world.faults.switch_on(Fault.STREAM_DROP, endpoint=STREAM, count=1)
    world.post("mila", "this wakes the stream")
    await until(lambda: world.rules and world.on_post and not world.faults.switches)
    world.post("mila", "@BrightwaveCare two")
    assert await streamed(connector, 1) == ["@BrightwaveCare two"]


async def test_a_refused_key_ends_the_stream_and_polling_goes_on(world: XWorld) -> None:
    world.faults.switch_on(Fault.CLIENT_FORBIDDEN, endpoint=STREAM)
    async with desk(world, others={"stream": True}) as connector:
        _, cursor = await heard(connector)
        await asyncio.sleep(0.2)
        assert "Stream" in " ".join((await connector.check()).problems)
        world.post("mila", "@BrightwaveCare hello")
        items, _ = await heard(connector, cursor)
    assert messages(items) == ["@BrightwaveCare hello"]


async def test_what_the_stream_missed_the_poll_brings(world: XWorld) -> None:
    world.faults.switch_on(Fault.STREAM_DROP, endpoint=STREAM)
    async with desk(world, others={"stream": True}) as connector:
        _, cursor = await heard(connector)
        world.post("mila", "@BrightwaveCare hello")
        items, _ = await heard(connector, cursor)
    assert messages(items) == ["@BrightwaveCare hello"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.binary(max_size=30).map(lambda line: line.replace(b"\n", b" "))), st.integers(1, 7))
def test_lines_come_out_whole_however_they_are_cut(lines: list[bytes], size: int) -> None:
    raw = b"".join(line + b"\r\n" for line in lines) + b"cut off"
    reader = Lines()
    found = [line for start in range(0, len(raw), size) for line in reader.complete(raw[start : start + size])]
    assert found == [line.strip() for line in lines if line.strip()]


def test_a_line_without_an_end_is_cut_off() -> None:
    reader = Lines()
    with pytest.raises(StreamEnded):
        for _ in range(20):
            list(reader.complete(b"x" * 1_000_000))


async def test_closing_ends_the_stream_at_once(world: XWorld) -> None:
    async with desk(world, others={"stream": True}) as connector:
        await heard(connector)
        await connected(world)
        begun = time.monotonic()
    assert time.monotonic() - begun < 1
    assert [task for task in asyncio.all_tasks() if task is not asyncio.current_task()] == []


@pytest.mark.parametrize(
    ("trouble", "waits"),
    [
        (Trouble.NETWORK, [0, 0.25, 0.5, 0.75]),
        (Trouble.SERVER, [5, 10, 20, 40]),
        (Trouble.TOO_MANY, [60, 120, 240, 480]),
    ],
)
def test_the_waits_are_those_that_x_prescribes(
    monkeypatch: pytest.MonkeyPatch, trouble: Trouble, waits: list[float]
) -> None:
    monkeypatch.undo()
    assert [PRESCRIBED[trouble].wait(failures) for failures in range(1, 5)] == waits
    assert PRESCRIBED[trouble].wait(1000) == {"network": 16, "server": 320, "too many": 960}[trouble]
