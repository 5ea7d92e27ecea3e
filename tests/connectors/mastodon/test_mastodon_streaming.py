"""What the stream has to live through; polling stands still here unless said otherwise."""

import asyncio
import json
from collections.abc import AsyncGenerator, Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.message import Happening
from connectors import mastodon_stream
from connectors.base import Cursor, Unavailable
from connectors.mastodon import MastodonConnector
from connectors.mastodon_stream import Events
from connectors.sandbox.mastodon import Fault, MastodonWorld
from connectors.sandbox.mastodon_gate import STREAM
from tests.connectors.mastodon.mastodon_support import HandClock, desk, heard, messages

PATIENCE_S = 20.0
HABITS = {"stream": True, "notifications_every_s": 3600.0, "own_posts": False, "stream_silence_s": 0.5}


@pytest.fixture
def world() -> MastodonWorld:
    return MastodonWorld(clock=HandClock())


@pytest.fixture(autouse=True)
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mastodon_stream, "PAUSES_S", (0.0, 0.05))


@pytest.fixture
async def connector(world: MastodonWorld) -> AsyncGenerator[MastodonConnector]:
    async with desk(world, HABITS) as opened:
        await heard(opened)
        await until(lambda: world.on_event)
        yield opened


async def until(happened: Callable[[], object]) -> None:
    async with asyncio.timeout(PATIENCE_S):
        while not happened():
            await asyncio.sleep(0.01)


async def test_messages_come_at_once_without_moving_the_cursor(
    world: MastodonWorld, connector: MastodonConnector
) -> None:
    world.write("mila", "@brightwave@social.example my line is down")
    world.write("tariq", "Brightwave who?")
    async with asyncio.timeout(PATIENCE_S):
        while not (told := [batch async for batch in connector.listen(Cursor('{"notifications": "17"}'))]):
            await asyncio.sleep(0.01)
    assert [item.text for batch in told for item in batch.items] == ["my line is down"]
    assert [batch.cursor for batch in told] == ['{"notifications": "17"}']


async def test_a_deletion_is_told_at_once(world: MastodonWorld, connector: MastodonConnector) -> None:
    status = world.write("mila", "@brightwave@social.example never mind")
    world.delete(status.id)
    async with asyncio.timeout(PATIENCE_S):
        items = list[object]()
        while len(items) < 2:
            items += [(each.happening, each.external_id) for each in (await heard(connector))[0]]
            await asyncio.sleep(0.01)
    assert items[-1] == (Happening.DELETION, status.id)


@pytest.mark.parametrize(
    "fault",
    [
        Fault.STREAM_DROP,
        Fault.STREAM_PARTIAL,
        Fault.STREAM_HUGE,
        Fault.STREAM_STALL,
        Fault.SERVER_HTML,
        Fault.RATE_LIMIT_TEXT,
        Fault.RESET_BEFORE,
    ],
)
async def test_the_stream_comes_back_after(world: MastodonWorld, fault: Fault) -> None:
    world.faults.switch_on(fault, endpoint=STREAM, count=1, seconds=1)
    async with desk(world, HABITS) as connector:
        await heard(connector)
        await until(lambda: world.on_event and not world.faults.switches)
        texts: list[str] = []
        async with asyncio.timeout(PATIENCE_S):
            while not texts:
                world.write("mila", "@brightwave@social.example hello?")
                await asyncio.sleep(0.05)
                texts = messages((await heard(connector))[0])
    assert set(texts) == {"hello?"}


async def test_a_refused_token_ends_the_stream_and_check_says_so(world: MastodonWorld) -> None:
    world.faults.switch_on(Fault.SCOPE, endpoint=STREAM)
    async with desk(world, HABITS) as connector:
        await heard(connector)
        async with asyncio.timeout(PATIENCE_S):
            while not any("Stream" in each for each in (await connector.check()).problems):
                await asyncio.sleep(0.01)


@pytest.mark.parametrize("announced", [True, False])
async def test_an_instance_without_a_stream_is_polled(world: MastodonWorld, announced: bool) -> None:
    world.streams = announced
    world.faults.switch_on(Fault.NOT_FOUND, endpoint=STREAM)
    async with desk(world, {**HABITS, "notifications_every_s": 0.0}) as connector:
        _, cursor = await heard(connector)
        world.write("mila", "@brightwave@social.example hello?")
        items, _ = await heard(connector, cursor)
        assert (await connector.check()).ok
    assert messages(items) == ["hello?"]


_KINDS = st.sampled_from(["notification", "delete", "update"])
_DATA = st.text(max_size=20).map(json.dumps)


@settings(deadline=None)
@given(st.lists(st.tuples(_KINDS, _DATA)), st.integers(1, 9))
def test_events_come_out_whole_however_they_are_cut(told: list[tuple[str, str]], size: int) -> None:
    raw = b":)\n" + b"".join(f"event: {kind}\r\ndata: {data}\n:thump\n\n".encode() for kind, data in told)
    raw += b"event: delete\ndata: cut off"
    reader = Events()
    assert [each for at in range(0, len(raw), size) for each in reader.complete(raw[at : at + size])] == told


def test_an_event_without_an_end_is_cut_off() -> None:
    reader = Events()
    with pytest.raises(Unavailable):
        for _ in range(20):
            list(reader.complete(b"x" * 1_000_000))
