"""Everything that shares one database, put together once."""

from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import datetime

from bot.app.classifying import make_pool
from bot.app.guarding import make_guard
from bot.domain.business_hours import BadBusinessHours, BusinessHours
from bot.domain.classification import Urgency
from bot.domain.clock import Clock, utc_now
from bot.domain.delivery import Pace
from bot.domain.policy import ClockKind, ServiceLevel
from bot.pipeline.classify import Classify
from bot.pipeline.desk import Desk
from bot.pipeline.draft import DraftStage
from bot.pipeline.engine import Engine, LocalEngine
from bot.pipeline.ingest import Ingest
from bot.pipeline.labels import Labelling
from bot.storage.accounts import Accounts
from bot.storage.calls import Calls
from bot.storage.corrections import Corrections
from bot.storage.database import Database
from bot.storage.decisions import Decisions
from bot.storage.drafts import Drafts
from bot.storage.histories import Histories
from bot.storage.inbox import Inbox
from bot.storage.outbox import Outbox
from bot.storage.people import People
from bot.storage.queue import Queue
from bot.storage.reviews import Reviews
from bot.storage.understanding import Understanding
from bot.storage.vault import Vault
from classifiers import disclosures
from classifiers.workers import PooledClassifier
from config.errors import ConfigError
from config.settings import Settings
from config.templates import UnreadableTemplates, load_templates
from connectors.limits import PLATFORM_LIMITS
from responders.base import Guard, Responder
from responders.library import Library, TemplateError
from responders.routing import needs_private
from responders.templates import TemplateResponder

BATCH = 200
"""Messages per transaction: large enough to be fast, small enough that a person never waits for one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """The parts of a desk over one open database."""

    settings: Settings
    clock: Clock
    engine: Engine
    pace: Pace
    database: Database
    accounts: Accounts
    vault: Vault
    inbox: Inbox
    calls: Calls
    understanding: Understanding
    drafts: Drafts
    queue: Queue
    outbox: Outbox
    people: People
    histories: Histories
    corrections: Corrections
    reviews: Reviews
    desk: Desk
    classifier: PooledClassifier
    responder: Responder
    guard: Guard
    hours: BusinessHours
    service_levels: tuple[ServiceLevel, ...]

    @property
    def ingest(self) -> Ingest:
        """Storing with secrets covered."""
        return Ingest(self.inbox, disclosures.mask_secrets, self.clock, self.engine)

    @property
    def labels(self) -> Labelling:
        """Correcting labels, with deadlines that follow."""
        return Labelling(self.corrections, self._due_at, self.engine)

    def classify_stage(self, batch: int = BATCH) -> Classify:
        """Understanding what arrived."""
        return Classify(self.understanding, self.classifier, self._due_at, self.engine, batch)

    def draft_stage(self, batch: int = BATCH) -> DraftStage:
        """Proposing replies."""
        return DraftStage(
            rows=self.drafts,
            responder=self.responder,
            guard=self.guard,
            needs_private=needs_private,
            limits=PLATFORM_LIMITS,
            values={"brand.name": self.settings.brand.name},
            engine=self.engine,
            batch=batch,
        )

    def _due_at(self, urgency: Urgency, start: datetime) -> datetime:
        level = next(level for level in self.service_levels if level.urgency is urgency)
        # A desk that never opens again still owes an answer: then the calendar counts.
        return (
            level.due_at(start, self.hours)
            or ServiceLevel(urgency, level.target_s, ClockKind.CALENDAR).due_at(start, self.hours)
            or start
        )


@asynccontextmanager
async def open_house(settings: Settings, *, clock: Clock = utc_now, pace: Pace | None = None) -> AsyncGenerator[House]:
    """Open and upgrade the database, load texts and rules, and give everything back at the end.

    Raises `DatabaseUnusable` and `ConfigError`, each with one sentence.
    """
    hours, levels = working_hours(settings), service_levels(settings)
    responder, guard = TemplateResponder(_library()), make_guard(settings)
    classifier = make_pool(settings)
    async with Database(settings.database_url) as database, AsyncExitStack() as stack:
        stack.callback(classifier.close)
        await database.upgrade()
        engine = LocalEngine()
        queue, drafts = Queue(database, clock), Drafts(database, clock)
        yield House(
            settings=settings,
            clock=clock,
            engine=engine,
            pace=pace or Pace(),
            database=database,
            accounts=Accounts(database, clock),
            vault=Vault(database, clock),
            inbox=Inbox(database, clock),
            calls=Calls(database, clock),
            understanding=Understanding(database, clock),
            drafts=drafts,
            queue=queue,
            outbox=Outbox(database, clock),
            people=People(database, clock),
            histories=Histories(database),
            corrections=Corrections(database, clock),
            reviews=Reviews(database),
            desk=Desk(
                queue,
                Decisions(database, clock),
                drafts,
                guard=guard,
                mask=disclosures.mask_secrets,
                limits=PLATFORM_LIMITS,
                engine=engine,
            ),
            classifier=classifier,
            responder=responder,
            guard=guard,
            hours=hours,
            service_levels=levels,
        )


def working_hours(settings: Settings) -> BusinessHours:
    """The opening hours. Raises `ConfigError`."""
    try:
        return BusinessHours.from_json(settings.business_hours.model_dump(mode="json"))
    except BadBusinessHours as error:
        raise ConfigError(f"The keys under 'business_hours' are wrong: {error}") from error


def service_levels(settings: Settings) -> tuple[ServiceLevel, ...]:
    """What the brand promises, for every urgency."""
    return tuple(
        ServiceLevel(Urgency(urgency), level.target_s, ClockKind(level.clock))
        for urgency, level in settings.service_levels.items()
    )


def _library() -> Library:
    try:
        return Library.parse(load_templates())
    except (TemplateError, UnreadableTemplates) as error:
        raise ConfigError(str(error)) from error
