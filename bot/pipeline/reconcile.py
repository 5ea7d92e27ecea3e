"""Reconcile: a reply of unknown outcome is looked for on the platform before anything else happens to it (law 5)."""

import asyncio
from typing import ClassVar

import structlog

from bot.domain.approval import BrokenSeal
from bot.domain.clock import Clock
from bot.domain.delivery import Move, Pace, after_look, blind_look
from bot.domain.reply import ReplyState
from bot.pipeline.channel import Channel
from bot.pipeline.deliver import AT_ONCE
from bot.pipeline.engine import Engine
from bot.storage.outbox import Outbox, Parcel
from connectors.base import ConnectorError, Receipt, SignedOut, Unavailable

_log = structlog.get_logger("ascolto.reconcile")


class Reconcile:
    """The reconcile stage of one account."""

    name: ClassVar[str] = "reconcile"
    poll_s: ClassVar[float] = 0.5

    def __init__(
        self,
        *,
        outbox: Outbox,
        channel: Channel,
        pace: Pace,
        clock: Clock,
        engine: Engine,
    ) -> None:
        self._outbox = outbox
        self._channel = channel
        self._pace = pace
        self._clock = clock
        self._engine = engine

    async def step(self) -> int:
        """Look for one batch."""
        if not await self._channel.may_work():
            return 0
        parcels = await self._outbox.claim_unknown(self._channel.name, AT_ONCE, self._pace.lease_s)
        await asyncio.gather(*(self._look(parcel) for parcel in parcels))
        if parcels:
            self._engine.hint("deliver")
            self._engine.hint("events")
        return len(parcels)

    async def _look(self, parcel: Parcel) -> None:
        try:
            async with asyncio.timeout(self._pace.send_timeout_s):
                receipt = await self._channel.connector.find_sent(parcel.opened(), key=parcel.key)
        except BrokenSeal as error:
            move = Move(state=ReplyState.NEEDS_HUMAN, reason=f"It may have been sent, but {error}")
            await self._outbox.settle(parcel, ReplyState.CHECKING, move)
        except (ConnectorError, TimeoutError) as error:
            await self._blind(parcel, error)
        except Exception as error:
            _log.exception("look_failed", account=parcel.account, item=parcel.id)
            await self._blind(parcel, error)
        else:
            await self._seen(parcel, receipt)

    async def _seen(self, parcel: Parcel, receipt: Receipt | None) -> None:
        if receipt is not None:
            await self._outbox.sent(parcel, ReplyState.CHECKING, receipt.external_id, receipt.at)
            return
        move = after_look(self._clock(), parcel.looks + 1, parcel.resends, self._pace)
        again = move.state is ReplyState.APPROVED
        # A resend gets its own looks, so the count starts anew.
        looks = -parcel.looks if again else 1
        await self._outbox.settle(parcel, ReplyState.CHECKING, move, looks=looks, resends=1 if again else 0)

    async def _blind(self, parcel: Parcel, error: Exception) -> None:
        if isinstance(error, SignedOut):
            await self._channel.sign_out(error.reason)
        reason = error.reason if isinstance(error, ConnectorError) else "The platform did not answer in time."
        retry_at = error.retry_at if isinstance(error, Unavailable) else None
        move = blind_look(self._clock(), parcel.blind_looks + 1, reason, retry_at, self._pace)
        await self._outbox.settle(parcel, ReplyState.CHECKING, move, blind_looks=1)
