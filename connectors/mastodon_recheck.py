"""What became of stored statuses: an instance tells of edits to nobody, and of deletions only on its stream."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime

from bot.domain.message import Author, Happening, Inbound
from connectors.bodies import Body
from connectors.mastodon_parse import Brand, parse_status
from connectors.mastodon_reads import LOOKUP_PAGE, Reads

ThreadOf = Callable[[Body], Awaitable[str]]


async def recheck(reads: Reads, thread_of: ThreadOf, ids: Sequence[str], now: datetime) -> list[Inbound]:
    """Deletions (with `created_at` = `now`, since nobody tells the time) and edits among these statuses.

    Raises `Unavailable` or `SignedOut`.
    """
    brand = await reads.brand()
    wanted, found = list(dict.fromkeys(ids)), list[Inbound]()
    for start in range(0, len(wanted), LOOKUP_PAGE):
        for identity, status in (await reads.statuses(wanted[start : start + LOOKUP_PAGE])).items():
            changed = deletion(identity, now) if status is None else await edit(status, brand, thread_of)
            found += [changed] if changed else []
    return found


async def edit(status: Body, brand: Brand, thread_of: ThreadOf) -> Inbound | None:
    """The status when it was edited, else None. Raises `Unavailable` or `SignedOut`."""
    if not status.get("edited_at"):
        return None
    item = parse_status(status, brand, await thread_of(status))
    return item if item and item.happening is Happening.EDIT else None


def deletion(identity: str, now: datetime) -> Inbound:
    """A status that is gone."""
    return Inbound(
        external_id=identity,
        thread_id=identity,
        author=Author(id=""),
        created_at=now,
        happening=Happening.DELETION,
    )
