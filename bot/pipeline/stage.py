"""The loop that every stage shares: step while there is work, else wait for a hint; a failure never ends it."""

import asyncio
from collections.abc import Callable
from typing import ClassVar, Protocol

import structlog
from tenacity import AsyncRetrying, RetryCallState, retry_if_exception_type, wait_exponential_jitter

from bot.pipeline.engine import Engine

_log = structlog.get_logger("ascolto.pipeline")

FINISH_S = 5.0
"""How long a step that has begun may take to finish when the desk is stopped, in seconds."""


class Stage(Protocol):
    """One step of the pipeline."""

    name: ClassVar[str]
    poll_s: ClassVar[float]
    """Seconds after which to look for work without a hint."""

    async def step(self) -> int:
        """Do one batch; returns how many rows it moved, 0 when there was nothing to do."""
        ...


async def keep_running(stage: Stage, engine: Engine) -> None:
    """Run a stage until cancelled."""
    moved = 0
    while True:
        async for attempt in AsyncRetrying(
            retry=retry_if_exception_type(Exception),
            wait=wait_exponential_jitter(multiplier=0.5, max=30),
            before_sleep=_tell(stage.name),
        ):
            with attempt:
                moved = await _whole(stage)
        if not moved:
            await engine.wait(stage.name, stage.poll_s)


async def _whole(stage: Stage) -> int:
    """One step that a stop does not cut in half: a reply half sent would have to be looked for later."""
    step = asyncio.ensure_future(stage.step())
    try:
        return await asyncio.shield(step)
    except asyncio.CancelledError:
        try:
            await asyncio.wait((step,), timeout=FINISH_S)
        finally:
            # What it still holds, the database above all, is closed next.
            step.cancel()
            await asyncio.wait((step,), timeout=FINISH_S)
        raise


def _tell(name: str) -> Callable[[RetryCallState], None]:
    def tell(state: RetryCallState) -> None:
        error = state.outcome.exception() if state.outcome else None
        _log.error("stage_failed", stage=name, attempt=state.attempt_number, error=repr(error))

    return tell
