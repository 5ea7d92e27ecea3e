"""What many tests need: a clock to turn by hand, messages, classifications, and a database of either kind."""

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import select

from bot.domain.classification import Classification, Scored, Sensitive, SensitiveKind, Sentiment, Urgency
from bot.domain.message import Author, Inbound
from bot.storage.accounts import Accounts
from bot.storage.database import Database
from bot.storage.decisions import Decisions
from bot.storage.drafts import Drafts, Proposal
from bot.storage.inbox import Inbox
from bot.storage.outbox import Outbox
from bot.storage.queue import MESSAGES, REPLIES, Queue
from bot.storage.understanding import Understanding, Understood

NOON = datetime(2026, 11, 18, 12, 0, tzinfo=UTC)
ACCOUNT = "brand"


class HandClock:
    """A clock that moves when told."""

    def __init__(self, now: datetime = NOON) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def pass_by(self, seconds: float) -> datetime:
        self.now += timedelta(seconds=seconds)
        return self.now


def message(external_id: str = "1", text: str = "Where is my parcel?", **given: Any) -> Inbound:
    """A customer's message; each is a thread and an author of its own unless told otherwise."""
    values: dict[str, Any] = {
        "external_id": external_id,
        "thread_id": f"thread-{external_id}",
        "author": Author(id=f"customer-{external_id}", handle=f"customer{external_id}"),
        "created_at": NOON,
        "text": text,
    }
    return Inbound(**(values | given))


def understood(**given: Any) -> Classification:
    """An ordinary English complaint about a delivery."""
    values: dict[str, Any] = {
        "language": Scored("en", 0.99),
        "complaint": True,
        "complaint_score": 0.9,
        "urgency": Urgency.NORMAL,
        "urgency_scores": {Urgency.NORMAL: 0.9},
        "sentiment": Sentiment.NEGATIVE,
        "sentiment_score": 0.9,
        "topics": (Scored("delivery", 0.8),),
        "model": "test@1",
    }
    return Classification(**(values | given))


def danger(kind: str = "self_harm") -> Classification:
    """A message that must reach a person at once."""
    return understood(urgency=Urgency.CRITICAL, sensitive=(Sensitive(kind=SensitiveKind(kind), score=0.9),))


class Rows:
    """Every part of the storage over one database, and short cuts along the way of a message."""

    def __init__(self, database: Database, clock: HandClock) -> None:
        self.database = database
        self.clock = clock
        self.accounts = Accounts(database, clock)
        self.inbox = Inbox(database, clock)
        self.understanding = Understanding(database, clock)
        self.drafts = Drafts(database, clock)
        self.queue = Queue(database, clock)
        self.decisions = Decisions(database, clock)
        self.outbox = Outbox(database, clock)

    async def hear(self, *items: Inbound, cursor: str = "c") -> Any:
        """Store what a connector heard."""
        await self.accounts.register({ACCOUNT: "x"})
        return await self.inbox.store(ACCOUNT, "x", items, cursor)

    async def understand(self, found: Classification | None = None, lane: str = "queue") -> int:
        """Classify and route everything that waits for it."""
        unread = await self.understanding.claim(1_000)
        whole = found or understood()
        return await self.understanding.save(
            [
                Understood(message=each, classification=whole, lane=lane, decision="Because.", due_at=each.created_at)
                for each in unread
            ]
        )

    async def propose(self, text: str = "We are sorry and look into it.") -> int:
        """Draft everything that waits for it."""
        tasks = await self.drafts.claim(1_000)
        return await self.drafts.save(
            [
                Proposal(
                    task=task,
                    text="" if task.danger else text,
                    template=None if task.danger else "delivery",
                    language="en",
                    findings=(),
                    needs_private=False,
                )
                for task in tasks
            ]
        )

    async def ask(self, *items: Inbound, found: Classification | None = None) -> None:
        """From the channel to a proposal."""
        await self.hear(*items)
        await self.understand(found)
        await self.propose()

    async def states(self) -> list[tuple[int, int, str]]:
        """(id, revision, state) of every reply."""
        return await reply_states(self.database)

    async def messages(self) -> list[Any]:
        """Every message's row."""
        async with self.database.read() as connection:
            found = await connection.execute(select(MESSAGES).order_by(MESSAGES.c.id))
            return list(found.mappings())


async def reply_states(database: Database) -> list[tuple[int, int, str]]:
    """(id, revision, state) of every reply."""
    async with database.read() as connection:
        found = await connection.execute(
            select(REPLIES.c.id, REPLIES.c.revision, REPLIES.c.state).order_by(REPLIES.c.seq)
        )
        return [(row[0], row[1], row[2]) for row in found]
