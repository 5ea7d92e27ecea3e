"""What arrives: messages and cursor in one transaction, each message once (laws 1 and 6)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import RowMapping, and_, delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.clock import Clock
from bot.domain.message import Happening, Inbound
from bot.storage import overtaken
from bot.storage.calls import blank
from bot.storage.claims import insert_or_ignore
from bot.storage.database import Database
from bot.storage.events import Entry, append, entry
from bot.storage.holding import hold
from bot.storage.tables import Account, Conversation, Correction, Message, table

ACCOUNTS, CONVERSATIONS, CORRECTIONS, MESSAGES = table(Account), table(Conversation), table(Correction), table(Message)

_Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Stored:
    """What one batch came to; everything read is in exactly one of these counts."""

    new: int = 0
    duplicates: int = 0
    edits: int = 0
    deletions: int = 0
    natives: int = 0
    echoes: int = 0


class Inbox:
    """Stores what a connector heard."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def store(
        self,
        account: str,
        platform: str,
        items: Sequence[Inbound],
        cursor: str | None,
        *,
        calls: Sequence[int] = (),
    ) -> Stored:
        """Store a batch and its cursor in one transaction; None leaves the cursor. Secrets must be covered already.

        `calls`: the ids of the raw calls that brought the batch. They are read, and blank, exactly when it is stored.
        """
        now = self._clock()
        async with self._database.write() as connection:
            delivery = _Delivery(connection, account, platform, now)
            stored = await delivery.take(items)
            await blank(connection, calls)
            await connection.execute(
                update(ACCOUNTS)
                .where(ACCOUNTS.c.name == account)
                .values(cursor=ACCOUNTS.c.cursor if cursor is None else cursor, heard_at=now)
            )
        return stored


class _Delivery:
    """One batch inside its transaction."""

    def __init__(self, connection: AsyncConnection, account: str, platform: str, now: datetime) -> None:
        self._connection = connection
        self._account = account
        self._platform = platform
        self._now = now

    async def take(self, items: Sequence[Inbound]) -> Stored:
        threads = sorted({item.thread_id for item in items})
        await hold(
            self._connection, and_(CONVERSATIONS.c.account == self._account, CONVERSATIONS.c.thread_id.in_(threads))
        )
        known = await self._known({item.external_id for item in items})
        fresh = [item for item in items if item.happening in _WRITTEN and item.external_id not in known]
        first: dict[str, Inbound] = {}
        for item in fresh:
            first.setdefault(item.external_id, item)
        # Many platforms tell whole seconds: within one, the order in which they were heard holds.
        new = await self._insert(sorted(first.values(), key=lambda item: item.created_at))
        known |= first.keys()
        counts = {"edits": 0, "deletions": 0, "natives": 0, "echoes": 0}
        for item in items:
            if item.happening is Happening.OWN:
                counts["natives" if await self._own(item) else "echoes"] += 1
            elif item.happening is Happening.DELETION:
                counts["deletions"] += await self._delete(item)
            elif item.happening is Happening.EDIT and item.external_id in known:
                counts["edits"] += await self._edit(item)
        return Stored(new=new, duplicates=len(items) - new - sum(counts.values()), **counts)

    async def _known(self, external_ids: Iterable[str]) -> set[str]:
        found = await self._connection.execute(
            select(MESSAGES.c.external_id).where(
                MESSAGES.c.account == self._account, MESSAGES.c.external_id.in_(list(external_ids))
            )
        )
        return set(found.scalars())

    async def _insert(self, items: Sequence[Inbound]) -> int:
        if not items:
            return 0
        conversations, old = await self._conversations({(item.thread_id, item.author.id) for item in items})
        rows = [self._row(item, conversations[item.thread_id, item.author.id]) for item in items]
        statement = insert_or_ignore(self._connection, MESSAGES, "account", "external_id")
        returning = statement.returning(MESSAGES.c.id, MESSAGES.c.conversation_id)
        inserted = (await self._connection.execute(returning, rows)).all()
        entries = [self._entry("received", row.conversation_id, row.id) for row in inserted]
        await append(self._connection, entries)
        woken = sorted({row.conversation_id for row in inserted} & old)
        await overtaken.make_stale(self._connection, self._now, woken, "The customer wrote again.")
        await self._reopen(woken)
        return len(inserted)

    async def _conversations(self, keys: set[_Key]) -> tuple[dict[_Key, int], set[int]]:
        """Ids by (thread, customer), and which of them were there before."""
        before = await self._find_conversations(keys)
        missing = sorted(keys - before.keys())
        if not missing:
            return before, set(before.values())
        statement = insert_or_ignore(self._connection, CONVERSATIONS, "account", "thread_id", "customer_id")
        rows = [
            {"account": self._account, "thread_id": thread, "customer_id": customer, "opened_at": self._now}
            for thread, customer in missing
        ]
        await self._connection.execute(statement.values(state="open"), rows)
        return await self._find_conversations(keys), set(before.values())

    async def _find_conversations(self, keys: set[_Key]) -> dict[_Key, int]:
        found = await self._connection.execute(
            select(CONVERSATIONS.c.thread_id, CONVERSATIONS.c.customer_id, CONVERSATIONS.c.id).where(
                CONVERSATIONS.c.account == self._account,
                CONVERSATIONS.c.thread_id.in_(sorted({thread for thread, _ in keys})),
            )
        )
        return {(row.thread_id, row.customer_id): row.id for row in found if (row.thread_id, row.customer_id) in keys}

    async def _reopen(self, conversations: Sequence[int]) -> None:
        if conversations:
            await self._connection.execute(
                update(CONVERSATIONS)
                .where(CONVERSATIONS.c.id.in_(conversations), CONVERSATIONS.c.state == "closed")
                .values(state="open")
            )

    async def _own(self, item: Inbound) -> bool:
        """True for a native reply, False for the echo of something already known or meant for nobody."""
        if await overtaken.is_echo(self._connection, self._account, item):
            return False
        conversation = await self._conversation_of_own(item)
        if conversation is None:
            return False
        statement = insert_or_ignore(self._connection, MESSAGES, "account", "external_id").returning(MESSAGES.c.id)
        row = self._row(item, conversation) | {"own": True, "stage": "closed", "decision": "Written by the brand."}
        message = (await self._connection.execute(statement, [row])).scalar()
        if message is None:
            return False
        await append(self._connection, [self._entry("native_reply", conversation, message)])
        await overtaken.answered_natively(self._connection, self._now, conversation, item.created_at)
        return True

    async def _conversation_of_own(self, item: Inbound) -> int | None:
        if item.parent_id is not None:
            either = or_(MESSAGES.c.external_id == item.parent_id, MESSAGES.c.version_id == item.parent_id)
            parent = select(MESSAGES.c.conversation_id).where(MESSAGES.c.account == self._account, either)
            found = (await self._connection.execute(parent.limit(1))).scalar()
            if found is not None:
                return int(found)
        if item.addressee_id is None:
            return None
        key = (item.thread_id, item.addressee_id)
        conversations, _ = await self._conversations({key})
        return conversations[key]

    async def _edit(self, item: Inbound) -> int:
        message = await self._message(item.external_id)
        if message is None or message["deleted_at"] is not None:
            return 0
        if message["version_id"] == item.version_id and message["text"] == item.text:
            return 0
        await self._connection.execute(
            update(MESSAGES)
            .where(MESSAGES.c.id == message["id"])
            .values(
                text=item.text,
                version_id=item.version_id,
                disclosures=_disclosures(item),
                edited_at=self._now,
                stage="received",
                lease_until=None,
                lease_token=None,
            )
        )
        await append(self._connection, [self._entry("customer_edit", message["conversation_id"], message["id"])])
        await overtaken.make_stale(
            self._connection, self._now, [message["conversation_id"]], "The customer edited the message."
        )
        return 1

    async def _delete(self, item: Inbound) -> int:
        message = await self._message(item.external_id)
        if message is None or message["deleted_at"] is not None:
            return 0
        await self._connection.execute(
            update(MESSAGES)
            .where(MESSAGES.c.id == message["id"])
            .values(
                text="",  # what a customer takes back is not kept
                attachments=None,
                disclosures=None,
                labels=None,
                deleted_at=self._now,
                stage="closed",
                decision="Deleted by the customer.",
            )
        )
        await self._connection.execute(delete(CORRECTIONS).where(CORRECTIONS.c.message_id == message["id"]))
        await append(self._connection, [self._entry("customer_delete", message["conversation_id"], message["id"])])
        conversations = [message["conversation_id"]]
        await overtaken.make_stale(self._connection, self._now, conversations, "The customer deleted the message.")
        await overtaken.draft_again(self._connection, conversations)
        return 1

    async def _message(self, external_id: str) -> RowMapping | None:
        found = await self._connection.execute(
            select(MESSAGES).where(MESSAGES.c.account == self._account, MESSAGES.c.external_id == external_id)
        )
        return found.mappings().first()

    def _row(self, item: Inbound, conversation: int) -> dict[str, Any]:
        return {
            "account": self._account,
            "platform": self._platform,
            "external_id": item.external_id,
            "version_id": item.version_id,
            "conversation_id": conversation,
            "thread_id": item.thread_id,
            "parent_id": item.parent_id,
            "own": False,
            "author_id": item.author.id,
            "author_handle": item.author.handle,
            "author_name": item.author.name,
            "author_is_bot": item.author.is_bot,
            "text": item.text,
            "attachments": [{"type": part.type, "url": part.url} for part in item.attachments] or None,
            "kind": item.kind.value,
            "visibility": item.visibility.value,
            "can_reply": item.can_reply.value,
            "can_reply_reason": item.can_reply_reason,
            "link": item.link,
            "addressed": item.addressed,
            "disclosures": _disclosures(item),
            "created_at": item.created_at,
            "received_at": self._now,
            "window_expires_at": item.window_expires_at,
            "stage": "received",
            "decision": None,
            "attempts": 0,
        }

    def _entry(self, kind: str, conversation: int, message: int) -> Entry:
        return entry(
            self._now, "platform", kind, account=self._account, conversation_id=conversation, message_id=message
        )


_WRITTEN = (Happening.MESSAGE, Happening.EDIT)


def _disclosures(item: Inbound) -> list[dict[str, Any]] | None:
    return [found.to_json() for found in item.disclosures] or None
