"""A simulated Facebook over real HTTP: the Graph API, signed webhooks, switches for faults, and a page for people.

world = FacebookWorld(seed=1)
async with serve(world) as address:
    ...  # FacebookOptions(api=address, page_id=world.brand.id), FacebookCredentials of world.keys
"""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from connectors.sandbox import facebook_hooks, facebook_routes
from connectors.sandbox.facebook_world import FacebookWorld
from connectors.sandbox.graph_faults import Fault, Faults
from connectors.sandbox.graph_records import Comment, Message, NotThere, Person, Post
from connectors.sandbox.graph_serve import Network, serve_network
from connectors.sandbox.graph_world import Keys

__all__ = [
    "Comment",
    "FacebookWorld",
    "Fault",
    "Faults",
    "Keys",
    "Message",
    "NotThere",
    "Person",
    "Post",
    "serve",
]

_NETWORK = Network("page", facebook_routes.TABLE, facebook_routes.kind_of, facebook_hooks.entries)


@asynccontextmanager
async def serve(world: FacebookWorld, host: str = "127.0.0.1", port: int = 0) -> AsyncGenerator[str]:
    """Run it; gives the base address. Port 0 takes a free one. Raises `OSError` when the port is taken."""
    async with serve_network(world, _NETWORK, host, port) as address:
        yield address
