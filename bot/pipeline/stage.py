"""The loop that every stage shares: step while there is work, else wait for a hint; a failure never ends it."""

from collections.abc import Callable
from typing import ClassVar, Protocol

import structlog
from tenacity import AsyncRetrying, RetryCallState, retry_if_exception_type, wait_exponential_jitter

from bot.pipeline.engine import Engine

_log = structlog.get_logger("ascolto.pipeline")


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
            wait=wait_exponential_jitter(initial=0.5, max=30),
            before_sleep=_tell(stage.name),
        ):
            with attempt:
                moved = await stage.step()
        if not moved:
            await engine.wait(stage.name, stage.poll_s)


def _tell(name: str) -> Callable[[RetryCallState], None]:
    def tell(state: RetryCallState) -> None:
        error = state.outcome.exception() if state.outcome else None
        _log.error("stage_failed", stage=name, attempt=state.attempt_number, error=repr(error))

    return tell
