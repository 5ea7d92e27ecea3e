"""Runs one of Meta's simulated platforms as one application."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from aiohttp import web

from connectors.sandbox import graph_page, graph_stage
from connectors.sandbox.graph_gate import KIND_OF, TABLE, WORLD, KindOf, Table, answer
from connectors.sandbox.graph_hooks import COURIER, Courier, EntriesOf
from connectors.sandbox.graph_world import GraphWorld


@dataclass(frozen=True, slots=True)
class Network:
    """What of a platform is its own: its edges, the kinds of its ids, and what its webhooks say."""

    subject: str
    table: Table
    kind_of: KindOf
    entries_of: EntriesOf


def build_app(world: GraphWorld, network: Network) -> web.Application:
    """The whole simulation as one application."""
    app = web.Application(middlewares=[graph_stage.mistakes])
    courier = Courier(world, network.subject, network.entries_of)
    app[WORLD], app[TABLE], app[KIND_OF], app[COURIER] = world, network.table, network.kind_of, courier
    app.cleanup_ctx.append(courier.run)
    app.add_routes([*graph_stage.ROUTES, *graph_page.ROUTES])
    app.add_routes([web.get("/{path:v.+}", answer), web.post("/{path:v.+}", answer)])
    return app


@asynccontextmanager
async def serve_network(
    world: GraphWorld, network: Network, host: str = "127.0.0.1", port: int = 0
) -> AsyncGenerator[str]:
    """Run it; gives the base address. Port 0 takes a free one. Raises `OSError` when the port is taken."""
    app = build_app(world, network)
    runner = web.AppRunner(app, handler_cancellation=True, shutdown_timeout=0.1, access_log=None)
    await runner.setup()
    try:
        site = web.TCPSite(runner, host, port)
        await site.start()
        yield f"http://{host}:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()
