"""The way to Meta for one account: facebook-sdk in a few threads, each with a session of its own, under time limits."""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from types import TracebackType
from typing import Any, Protocol, Self, TypeVar, cast
from urllib.parse import parse_qsl, urlsplit

from bot.domain.clock import Clock
from connectors.base import OutcomeUnknown, Unavailable
from connectors.bodies import Body, mapping, string
from connectors.graph import Graph, batch_answers
from connectors.graph_errors import Answer
from connectors.graph_settings import GraphCredentials, GraphOptions
from connectors.graph_usage import Bucket, Meter

BATCH = 50
"""Questions that Meta takes in one batch."""

_THREADS = 6
"""Four replies in flight, one look around, one check."""

_PAGES_AT_MOST = 500
_OURS = frozenset({"access_token", "appsecret_proof"})

_Told = TypeVar("_Told")


class GraphMethods(Protocol):
    """The part of facebook-sdk's `GraphAPI` that Ascolto uses, with the types that the library doesn't state."""

    version: str
    told_version: str

    def get_object(self, id: str, **args: Any) -> object: ...

    def get_connections(self, id: str, connection_name: str, **args: Any) -> object: ...

    def put_object(self, parent_object: str, connection_name: str, **data: Any) -> object: ...

    def request(self, path: str, *, post_args: dict[str, Any]) -> object: ...

    def debug_token(self) -> Body: ...

    def close(self) -> None: ...


class GraphWire:
    """Open while entered. Everything that asks raises `Unavailable` or `SignedOut`, what publishes any error."""

    def __init__(self, credentials: GraphCredentials, options: GraphOptions, meter: Meter, clock: Clock) -> None:
        self.credentials = credentials
        self.options = options
        self.meter = meter
        self.clock = clock
        self._pool: ThreadPoolExecutor | None = None
        self._mine = threading.local()
        self._graphs: list[GraphMethods] = []

    async def __aenter__(self) -> Self:
        self._pool = ThreadPoolExecutor(_THREADS, thread_name_prefix="graph")
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        pool, self._pool = self._pool, None
        if pool is not None:
            pool.shutdown(wait=False, cancel_futures=True)
            await asyncio.to_thread(pool.shutdown)
        graphs, self._graphs, self._mine = self._graphs, [], threading.local()
        for graph in graphs:
            graph.close()

    @property
    def version(self) -> str:
        """The version that Meta answered as, which is another when the one asked for has ended."""
        return next((graph.told_version for graph in self._graphs), self.options.version)

    async def one(self, bucket: Bucket, identity: str, **args: Any) -> Body:
        """One object. Raises `Absent` when it is gone."""
        return mapping(await self._call(bucket, lambda graph: graph.get_object(identity, **args)))

    async def page(self, bucket: Bucket, identity: str, edge: str, args: dict[str, str]) -> Body:
        """One page of what hangs at an object."""
        return mapping(await self._call(bucket, lambda graph: graph.get_connections(identity, edge, **args)))

    async def pages(self, bucket: Bucket, identity: str, edge: str, args: dict[str, str]) -> AsyncIterator[Body]:
        """Page after page until `next` is missing: a short or empty page is not the end."""
        asked = args
        for _ in range(_PAGES_AT_MOST):
            page = await self.page(bucket, identity, edge, asked)
            yield page
            further = {**args, **next_question(page)}
            if not next_question(page):
                return
            if further == asked:
                raise Unavailable("Meta gives the same page again and again.")
            asked = further
        raise Unavailable("Meta gives page after page without an end.")

    async def post(self, bucket: Bucket, identity: str, edge: str, **data: Any) -> Body:
        """Publish something."""
        self.meter.check_writing(self.clock())
        return mapping(await self._call(bucket, lambda graph: graph.put_object(identity, edge, **data), posting=True))

    async def batch(self, bucket: Bucket, questions: Sequence[str]) -> list[Answer | None]:
        """The answers to several reads like `ID?fields=…`, in order; at most 50. None where no answer came."""
        parts = [{"method": "GET", "relative_url": f"{self.options.version}/{each}"} for each in questions]
        told = await self._call(bucket, lambda graph: graph.request(f"{graph.version}/", post_args={"batch": parts}))
        return batch_answers(told, len(questions))

    async def debug_token(self) -> Body:
        """What Meta knows of the token."""
        return await self._call(Bucket.APP, lambda graph: graph.debug_token())

    async def _call(self, bucket: Bucket, work: Callable[[GraphMethods], _Told], *, posting: bool = False) -> _Told:
        if self._pool is None:
            raise Unavailable("The connection to Meta is closed.")
        self.meter.check(bucket, self.clock())
        future = self._pool.submit(lambda: work(self._graph()))
        try:
            # Each thread keeps its own time; this one is for names that don't resolve and threads that are all busy.
            async with asyncio.timeout(2 * self.options.request_timeout_s):
                return await asyncio.wrap_future(future)
        except TimeoutError:
            if posting and not future.cancelled():
                raise OutcomeUnknown("Meta did not answer in time.") from None
            raise Unavailable("Meta did not answer in time.") from None

    def _graph(self) -> GraphMethods:
        graph: GraphMethods | None = getattr(self._mine, "graph", None)
        if graph is None:
            graph = cast(GraphMethods, Graph(self.credentials, self.options, self.meter, self.clock))
            self._mine.graph = graph
            self._graphs.append(graph)
        return graph


def next_question(page: Body) -> dict[str, str]:
    """What to ask for the page after this one, without the secrets that Meta repeats; empty at the end."""
    following = string(mapping(page.get("paging")).get("next"))
    try:
        query = urlsplit(following).query
    except ValueError:
        return {}
    return {key: value for key, value in parse_qsl(query) if key not in _OURS}


def fields(*names: str) -> dict[str, Any]:
    """The argument that names the fields wanted."""
    return {"fields": ",".join(names)}
