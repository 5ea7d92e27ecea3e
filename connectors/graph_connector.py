"""What the connectors of Meta's platforms share: one session, one pass over all sources, one check of the account."""

import logging
from collections.abc import AsyncIterator, Sequence
from datetime import datetime
from types import TracebackType
from typing import Self

from bot.domain.clock import Clock
from connectors.base import Batch, Connector, Cursor, Health, SignedOut, Unavailable
from connectors.graph_health import reading_problems, version_problems, writing_problems
from connectors.graph_poll import Marks, Seen, Source
from connectors.graph_settings import GraphCredentials, GraphOptions
from connectors.graph_usage import Meter
from connectors.graph_wire import GraphWire

log = logging.getLogger(__name__)


class GraphConnector(Connector):
    """Half a connector; a platform adds its sources, its sending and its webhooks.

    The first pass without a cursor looks `look_back_h` back and goes on from there. Polling sees what webhooks told
    again and the other way round; storage knows each message by its id.
    """

    def __init__(self, credentials: GraphCredentials, options: GraphOptions, ids: Sequence[str], clock: Clock) -> None:
        self._clock = clock
        self._wire = GraphWire(credentials, options, Meter(*ids), clock)
        self._seen = Seen()
        self._sources: Sequence[Source] = ()

    def _set_sources(self, sources: Sequence[Source]) -> None:
        self._sources = sources
        self.pause_s = min(source.every_s for source in sources)

    async def __aenter__(self) -> Self:
        await self._wire.__aenter__()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._wire.__aexit__(kind, error, trace)

    async def listen(self, cursor: Cursor | None) -> AsyncIterator[Batch]:
        """See `Connector.listen`. One source's trouble leaves the others alone; only when all fail is it raised."""
        stored = marks = Marks.read(cursor)
        troubles: list[Unavailable | SignedOut] = []
        due = [source for source in self._sources if source.is_due(self._clock())]
        for source in due:
            try:
                async for step in source.read(marks.by_source.get(source.name), self._clock()):
                    marks = marks.moved(source.name, step.mark)
                    if step.items:
                        yield Batch(step.items, marks.write())
                        self._seen.remember(step.items)
                        stored = marks
            except (Unavailable, SignedOut) as error:
                log.warning("Reading %s from %s has to wait: %s", source.name, self.kind, error.reason)
                troubles.append(error)
        if marks != stored:
            yield Batch((), marks.write())
        self._raise(troubles, everything=len(troubles) == len(due))

    def _raise(self, troubles: Sequence[Unavailable | SignedOut], *, everything: bool) -> None:
        for error in troubles:
            if isinstance(error, SignedOut):
                raise error
        if troubles and everything:
            raise Unavailable(troubles[0].reason, min(source.next_at or self._clock() for source in self._sources))

    def _health(self, name: str, problems: Sequence[str], ends: datetime | None) -> Health:
        """What was found wrong, and what reading met lately."""
        every = (
            *problems,
            *version_problems(self._wire),
            *writing_problems(self._wire),
            *reading_problems(self._sources),
        )
        return Health(ok=not every, identity=name, problems=every, quota=self._wire.meter.words(), expires_at=ends)
