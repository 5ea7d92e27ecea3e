"""Everything that the console is given; it makes nothing itself."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from bot.domain.clock import Clock
from bot.pipeline.desk import Desk
from bot.pipeline.engine import Engine
from bot.pipeline.labels import Labelling
from bot.pipeline.outgoing import PlatformLimits
from bot.storage.accounts import Accounts
from bot.storage.calls import Calls
from bot.storage.people import People
from bot.storage.queue import Queue
from connectors.base import Webhooks


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """What the pages call.

    `notices`: sentences that everybody must see now, such as a degraded classifier.
    `report`: a whole HTML document for an ISO week (`2026-W47`), or for the current one when None.
    `readiness`: one value for each of database, model, engine and accounts, "ok" or one sentence what is wrong.
    `webhooks`: what is agreed with platforms that call us, by (platform, account); their calls go to `calls`.
    `timezone`: the zone that times are shown in. `secure_cookies`: the console is reached through https.
    """

    desk: Desk
    labels: Labelling
    queue: Queue
    people: People
    accounts: Accounts
    engine: Engine
    calls: Calls
    webhooks: Mapping[tuple[str, str], Webhooks]
    limits: PlatformLimits
    clock: Clock
    notices: Callable[[], list[str]]
    report: Callable[[str | None], Awaitable[str]]
    readiness: Callable[[], Awaitable[dict[str, str]]]
    timezone: ZoneInfo
    secure_cookies: bool = False
