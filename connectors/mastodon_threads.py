"""Which thread a status belongs to: named after the status that began it."""

from collections import OrderedDict

from connectors.base import Unavailable
from connectors.bodies import Body
from connectors.mastodon_ids import plain_id
from connectors.mastodon_parse import parent_of
from connectors.mastodon_reads import Reads

_REMEMBERED = 5_000


class Threads:
    """Remembers the thread of each status seen in this run; an instance tells it only when asked for one."""

    def __init__(self, reads: Reads) -> None:
        self._reads = reads
        self._known: OrderedDict[str, str] = OrderedDict()

    async def of(self, status: Body) -> str:
        """The id of the status that began the thread.

        Raises `Unavailable` when the instance's limit is used up, and `SignedOut`.
        """
        identity, parent = plain_id(status.get("id")), parent_of(status)
        if not parent:
            return self._remember(identity, identity)
        if known := self._known.get(identity) or self._known.get(parent):
            return self._remember(identity, known)
        try:
            above = await self._reads.ancestors(identity)
        except Unavailable as error:
            if error.retry_at is not None:
                raise
            # One thread that can't be looked at must not keep everybody's messages waiting.
            return parent
        root = next((plain_id(each.get("id")) for each in above), "") or parent
        for each in above:
            self._remember(plain_id(each.get("id")), root)
        return self._remember(identity, root)

    def _remember(self, identity: str, root: str) -> str:
        self._known[identity] = root
        self._known.move_to_end(identity)
        while len(self._known) > _REMEMBERED:
            self._known.popitem(last=False)
        return root
