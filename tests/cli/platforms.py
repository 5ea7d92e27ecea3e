"""Simulated platforms that answer beside a command, in a thread of their own."""

import asyncio
import threading
from collections.abc import Callable, Generator
from contextlib import AbstractAsyncContextManager, contextmanager
from typing import TypeVar

World = TypeVar("World")


@contextmanager
def served(world: World, serve: Callable[[World], AbstractAsyncContextManager[str]]) -> Generator[str]:
    """Serve a world while the block runs; gives its address."""
    loop, address, done = asyncio.new_event_loop(), [""], asyncio.Event()
    up = threading.Event()

    async def run() -> None:
        async with serve(world) as address[0]:
            up.set()
            await done.wait()

    def whole() -> None:
        loop.run_until_complete(run())
        loop.close()

    thread = threading.Thread(target=whole)
    thread.start()
    try:
        assert up.wait(20)
        yield address[0]
    finally:
        loop.call_soon_threadsafe(done.set)
        thread.join()
