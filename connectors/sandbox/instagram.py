"""A simulated Instagram over real HTTP: the Graph API, signed webhooks, switches for faults, and a page for people.

world = InstagramWorld(seed=1)
async with serve(world) as address:
    ...  # InstagramOptions(api=address, user_id=world.brand.id), InstagramCredentials of world.keys
"""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from connectors.sandbox import instagram_hooks, instagram_routes
from connectors.sandbox.graph_faults import Fault, Faults
from connectors.sandbox.graph_records import Comment, Message, NotThere, Person, Post
from connectors.sandbox.graph_serve import Network, serve_network
from connectors.sandbox.graph_world import Keys
from connectors.sandbox.instagram_world import InstagramWorld

__all__ = [
    "Comment",
    "Fault",
    "Faults",
    "InstagramWorld",
    "Keys",
    "Message",
    "NotThere",
    "Person",
    "Post",
    "serve",
]

_NETWORK = Network("instagram", instagram_routes.TABLE, instagram_routes.kind_of, instagram_hooks.entries)


@asynccontextmanager
async def serve(world: InstagramWorld, host: str = "127.0.0.1", port: int = 0) -> AsyncGenerator[str]:
    """Run it; gives the base address. Port 0 takes a free one. Raises `OSError` when the port is taken."""
    async with serve_network(world, _NETWORK, host, port) as address:
        yield address
