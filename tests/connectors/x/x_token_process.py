"""One of several processes of a desk that begin at the same moment: asks X something and says how it went."""

import asyncio
import sys

from connectors.sandbox.x_records import Keys
from connectors.x import XConnector
from connectors.x_settings import XCredentials
from tests.connectors.x.x_support import HandClock, options


async def main(api: str, place: str) -> None:
    """Ask, and print `ok` or what is wrong."""
    keys = Keys()
    given = XCredentials(client_id=keys.client_id, client_secret=keys.client_secret, refresh_token=keys.refresh_token)
    async with XConnector(given, options(api, tokens_path=place), clock=HandClock()) as connector:
        health = await connector.check()
    sys.stdout.write("ok" if health.ok else " ".join(health.problems))


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
