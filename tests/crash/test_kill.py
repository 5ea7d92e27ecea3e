"""Law 5: kill -9 at random moments, with time-outs after the platform took the reply. None doubled, none lost."""

import asyncio
import os
import secrets
import signal
import sys
from collections import Counter
from pathlib import Path
from random import Random

import pytest

from bot.app.house import House, open_house
from bot.domain.reply import ReplyState
from bot.pipeline.ingest import Listener
from config.settings import load_settings
from connectors.sandbox.x import Fault, XWorld, serve
from tests.crash.worker import ACCOUNT, connector
from tests.support import reply_states

REPLIES = int(os.environ.get("ASCOLTO_CRASH_REPLIES") or 200)
DEADLINE_S = 60 + REPLIES * 0.6
_OVER = (ReplyState.SENT, ReplyState.NEEDS_HUMAN, ReplyState.FAILED)


@pytest.mark.crash
async def test_no_reply_is_doubled_or_lost_under_random_kills(tmp_path: Path) -> None:
    seed = int(os.environ.get("ASCOLTO_CRASH_SEED") or secrets.randbelow(1_000_000))
    print(f"\ncrash seed {seed}: again with make test-crash SEED={seed} REPLIES={REPLIES}")
    chance = Random(seed)
    world = _troubled_world(seed)
    database = str(tmp_path / "desk.db")
    async with serve(world) as api:
        async with open_house(load_settings(None, {"database_url": database, "model": "rules"}, env={})) as house:
            asked = await _approve_everything(house, api, world)
        kills = await _deliver_under_fire(database, api, chance)
        async with open_house(load_settings(None, {"database_url": database, "model": "rules"}, env={})) as house:
            states = Counter(await _states(house))

    answers = Counter(post.parent_id for post in world.posts.values() if post.author_id == world.brand.id)
    doubled = {parent: count for parent, count in answers.items() if count > 1}
    print(f"{kills} kills; replies: {dict(states)}; on the platform: {sum(answers.values())}")
    assert kills > 0
    assert not doubled
    assert set(answers) <= asked
    assert states[ReplyState.SENT] + states[ReplyState.NEEDS_HUMAN] == REPLIES
    assert len(answers) >= states[ReplyState.SENT]
    assert len(answers) + states[ReplyState.NEEDS_HUMAN] >= REPLIES


def _troubled_world(seed: int) -> XWorld:
    world = XWorld(seed=seed)
    world.limits_factor = 1_000.0
    world.faults.switch_on(Fault.TIMEOUT_AFTER, endpoint="POST /2/tweets", probability=0.03, seconds=5)
    world.faults.switch_on(Fault.SERVER_HTML, endpoint="POST /2/tweets", probability=0.01)
    world.faults.switch_on(Fault.LATE, endpoint="brand", probability=0.05, seconds=0.5)
    return world


async def _approve_everything(house: House, api: str, world: XWorld) -> set[str]:
    """From the customers' posts to sealed replies, through the real connector; returns the posts' ids."""
    await house.accounts.register({ACCOUNT: "x"})
    async with connector(api) as channel:
        listener = Listener(ACCOUNT, channel, house.ingest, house.accounts, house.clock)
        await listener.once()
        asked = {world.post(f"customer{n}", f"@BrightwaveCare where is order {n}?").id for n in range(REPLIES)}
        await listener.once()
    while await house.classify_stage().step() or await house.draft_stage().step():
        pass
    for item in await house.queue.waiting(REPLIES * 2):
        number = item.reply["id"]
        revision, verdict = await house.desk.edit(number, None, "anna", f"We look into your question number {number}.")
        assert verdict.allowed, verdict
        await house.desk.approve(number, revision, "anna")
    return asked


async def _deliver_under_fire(database: str, api: str, chance: Random) -> int:
    """Start a worker, kill it at a random moment, start the next; the last ones may finish."""
    kills = 0
    loop = asyncio.get_running_loop()
    ends_at = loop.time() + DEADLINE_S
    while loop.time() < ends_at:
        worker = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.crash.worker", database, api, stderr=asyncio.subprocess.DEVNULL
        )
        finished = await _finished(database, within_s=chance.uniform(1.2, 4.0))
        worker.send_signal(signal.SIGKILL)
        await worker.wait()
        if finished:
            return kills
        kills += 1
    raise AssertionError(f"Not finished after {DEADLINE_S:.0f} s and {kills} kills.")


async def _finished(database: str, within_s: float) -> bool:
    loop = asyncio.get_running_loop()
    ends_at = loop.time() + within_s
    async with open_house(load_settings(None, {"database_url": database, "model": "rules"}, env={})) as house:
        while loop.time() < ends_at:
            if all(state in _OVER for state in await _states(house)):
                return True
            await asyncio.sleep(0.1)
    return False


async def _states(house: House) -> list[str]:
    return [state for *_, state in await reply_states(house.database) if state != ReplyState.SUPERSEDED]
