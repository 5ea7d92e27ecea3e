"""One at a time, nobody forgotten, the urgent next but never always."""

import asyncio
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bot.storage.turns import Turns


async def _use(turns: Turns, name: str, order: list[str], *, urgent: bool = False) -> None:
    async with turns.turn(urgent=urgent):
        order.append(name)
        await asyncio.sleep(0)


async def test_the_urgent_comes_next_and_does_not_keep_the_others_away() -> None:
    turns, order = Turns(), list[str]()

    async def hurried() -> None:
        for _ in range(3):
            await _use(turns, "urgent", order, urgent=True)

    users = [asyncio.create_task(_use(turns, name, order)) for name in "abc"]
    users.append(asyncio.create_task(hurried()))
    await asyncio.gather(*users)
    assert order == ["a", "urgent", "b", "urgent", "c", "urgent"]


@given(
    st.lists(st.tuples(st.booleans(), st.integers(0, 8), st.one_of(st.none(), st.integers(0, 12))), max_size=10),
)
async def test_whoever_is_cancelled_when_no_turn_is_lost_and_none_is_shared(users: Any) -> None:
    turns, inside = Turns(), 0

    async def use(urgent: bool, steps: int) -> None:
        nonlocal inside
        async with turns.turn(urgent=urgent):
            inside += 1
            try:
                assert inside == 1
                for _ in range(steps):
                    await asyncio.sleep(0)
            finally:
                inside -= 1

    tasks = [asyncio.create_task(use(urgent, steps)) for urgent, steps, _ in users]
    for moment in range(14):
        for task, (*_, cancelled_at) in zip(tasks, users, strict=True):
            if cancelled_at == moment:
                task.cancel()
        await asyncio.sleep(0)
    ends = await asyncio.gather(*tasks, return_exceptions=True)
    assert all(end is None or isinstance(end, asyncio.CancelledError) for end in ends)
    async with asyncio.timeout(5), turns.turn():
        pass
