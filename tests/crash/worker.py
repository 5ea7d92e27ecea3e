"""The delivering side of the desk in a process of its own, to be killed: python -m tests.crash.worker DATABASE API"""

import asyncio
import sys

from bot.app.house import open_house
from bot.app.service import Role, run_service
from bot.domain.delivery import Pace
from config.settings import load_settings
from connectors.sandbox.x_world import Keys
from connectors.x import XConnector
from connectors.x_settings import XCredentials, XOptions

ACCOUNT = "brightwave"

# The same order of times as in production, shortened: call < lease, and looks later than a post can stay hidden.
PACE = Pace(send_timeout_s=0.6, lease_s=1.2, look_delays_s=(0.3, 0.9), retry_base_s=0.05)


def connector(api: str) -> XConnector:
    """The real connector, pointed at the simulated platform."""
    keys = Keys()
    credentials = XCredentials(
        bearer_token=keys.bearer_token,
        consumer_key=keys.consumer_key,
        consumer_secret=keys.consumer_secret,
        access_token=keys.access_token,
        access_token_secret=keys.access_token_secret,
    )
    return XConnector(credentials, XOptions(api=api, request_timeout_s=0.4, mentions_every_s=0.0))


async def main(database: str, api: str) -> None:
    """Deliver until killed."""
    settings = load_settings(None, {"database_url": database, "model": "rules"}, env={})
    async with open_house(settings, pace=PACE) as house:
        await run_service(house, {ACCOUNT: connector(api)}, {Role.DELIVER})


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2]))
