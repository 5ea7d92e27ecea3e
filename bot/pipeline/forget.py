"""Forget: raw calls of platforms do not stay."""

from datetime import timedelta
from typing import ClassVar

import structlog

from bot.storage.calls import Calls

_log = structlog.get_logger("ascolto.forget")

READ = timedelta(days=7)
"""How long the digest of a call is kept after its bytes are gone; platforms repeat for a day and a half at most."""

UNREAD = timedelta(days=30)
"""How long bytes may wait for an account that nobody serves any more: they hold what nobody has covered."""

AT_ONCE = 1_000


class Forget:
    """The forget stage."""

    name: ClassVar[str] = "forget"
    poll_s: ClassVar[float] = 600.0

    def __init__(self, calls: Calls) -> None:
        self._calls = calls

    async def step(self) -> int:
        """One round; returns how many calls it removed."""
        forgotten = await self._calls.forget(READ, UNREAD, AT_ONCE)
        if forgotten.unread:
            _log.error("calls_never_read", calls=forgotten.unread, days=UNREAD.days)
        return forgotten.calls
