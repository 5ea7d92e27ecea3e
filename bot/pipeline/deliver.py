"""Deliver: claim, open the seal, look once more, call the platform once, write down what came of it (law 5)."""

import asyncio
from datetime import timedelta
from typing import ClassVar

import structlog

from bot.domain.approval import ApprovedReply, BrokenSeal
from bot.domain.clock import Clock
from bot.domain.delivery import Move, Pace, not_sent, uncertain
from bot.domain.reply import ReplyState
from bot.pipeline.channel import Channel
from bot.pipeline.engine import Engine
from bot.pipeline.outgoing import PlatformLimits, outgoing_of
from bot.storage.drafts import Drafts
from bot.storage.outbox import Outbox, Parcel
from connectors.base import OutcomeUnknown, Receipt, Refused, SignedOut, Unavailable
from responders.base import Guard, Severity

_log = structlog.get_logger("ascolto.deliver")

AT_ONCE = 4
"""Calls in flight per account: enough to hide the platform's latency, and no more is claimed than is called at once."""


class Deliver:
    """The deliver stage of one account: a slow platform holds up nobody else's replies."""

    name: ClassVar[str] = "deliver"
    poll_s: ClassVar[float] = 0.5

    def __init__(
        self,
        *,
        outbox: Outbox,
        drafts: Drafts,
        channel: Channel,
        guard: Guard,
        limits: PlatformLimits,
        pace: Pace,
        clock: Clock,
        engine: Engine,
    ) -> None:
        self._outbox = outbox
        self._drafts = drafts
        self._channel = channel
        self._guard = guard
        self._limits = limits
        self._pace = pace
        self._clock = clock
        self._engine = engine

    async def step(self) -> int:
        """Send one batch."""
        if not await self._channel.may_work():
            return 0
        parcels = await self._outbox.claim_approved(self._channel.name, AT_ONCE, self._pace.lease_s)
        await asyncio.gather(*(self._deliver(parcel) for parcel in parcels))
        if parcels:
            self._engine.hint("events")
        return len(parcels)

    async def _deliver(self, parcel: Parcel) -> None:
        reply, objection = await self._open(parcel)
        if reply is None:
            await self._outbox.settle(parcel, ReplyState.SENDING, Move(state=ReplyState.FAILED, reason=objection))
            return
        # A call that outlived its lease could meet another worker's call; better to start it anew.
        if self._clock() + timedelta(seconds=self._pace.send_timeout_s) > parcel.lease_until:
            move = not_sent(self._clock(), 0, "Its turn came too late; trying again.", None, self._pace)
            await self._outbox.settle(parcel, ReplyState.SENDING, move)
            return
        outcome = await self._send(parcel, reply)
        if isinstance(outcome, Receipt):
            await self._outbox.sent(parcel, ReplyState.SENDING, outcome.external_id, outcome.at)
        else:
            await self._outbox.settle(parcel, ReplyState.SENDING, outcome)

    async def _open(self, parcel: Parcel) -> tuple[ApprovedReply | None, str | None]:
        """The reply when its seal holds and the guard still agrees, else the objection."""
        try:
            reply = parcel.opened()
        except BrokenSeal as error:
            return None, str(error)
        recent = await self._drafts.recent_texts(parcel.account, besides=parcel.id)
        verdict = await asyncio.to_thread(self._guard.check, outgoing_of(parcel.row, self._limits, recent))
        if verdict.allowed:
            return reply, None
        blocks = [finding.message for finding in verdict.findings if finding.severity is Severity.BLOCK]
        return None, f"Stopped before sending: {' '.join(blocks)}"

    async def _send(self, parcel: Parcel, reply: ApprovedReply) -> Receipt | Move:
        try:
            async with asyncio.timeout(self._pace.send_timeout_s):
                return await self._channel.connector.send(reply, key=parcel.key)
        except SignedOut as error:
            await self._channel.sign_out(error.reason)
            return not_sent(self._clock(), 0, error.reason, None, self._pace)
        except Exception as error:
            return self._what_follows(parcel, error)

    def _what_follows(self, parcel: Parcel, error: Exception) -> Move:
        now = self._clock()
        match error:
            case Unavailable():
                return not_sent(now, parcel.attempts, error.reason, error.retry_at, self._pace)
            case Refused():
                return Move(state=ReplyState.FAILED, reason=error.reason)
            case OutcomeUnknown():
                return uncertain(now, error.reason, self._pace)
            case TimeoutError():
                return uncertain(now, "The platform did not answer in time.", self._pace)
            case _:  # a fault in a connector may strike after the platform took the reply
                _log.error("send_failed", account=parcel.account, item=parcel.id, error=repr(error))
                # Its words may name an address with a token in it, so they go to the log only, which covers them.
                return uncertain(now, f"The connector failed ({type(error).__name__}).", self._pace)
