"""The tables. Rows are the truth: the queue, the outbox and the report all read them.

Times are aware and UTC. `message.id` names a queue item for good; a reply's revisions share it, and a reply's text
never changes after its row was written.
"""

from datetime import datetime
from typing import Any, cast

from sqlalchemy import CheckConstraint, Column, Index, LargeBinary, Table, Text, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from bot.storage.columns import Json, UtcDateTime


def table(model: type[SQLModel]) -> Table:
    """The Core table behind a model, for statements."""
    return cast("Table", model.__dict__["__table__"])


def _time(*, nullable: bool = True, index: bool = False) -> Any:
    return Field(default=None, sa_column=Column(UtcDateTime, nullable=nullable, index=index))


def _json() -> Any:
    return Field(default=None, sa_column=Column(Json, nullable=True))


class Account(SQLModel, table=True):
    """One channel account and how far it was heard. `state`: active, paused or signed_out.

    `heard_at` is the last batch, `listened_at` the last pass of listening that went through; since the first one that
    did not, `failing_since` and `trouble` say so. `expires_at`: when the platform says that the token ends.
    """

    name: str = Field(primary_key=True)
    platform: str
    state: str = "active"
    reason: str | None = None
    cursor: str | None = Field(default=None, sa_column=Column(Text, nullable=True))
    heard_at: datetime | None = _time()
    changed_at: datetime = _time(nullable=False)
    listened_at: datetime | None = _time()
    failing_since: datetime | None = _time()
    trouble: str | None = None
    expires_at: datetime | None = _time()


class AccountKeys(SQLModel, table=True):
    """The keys of an account that was added here, covered with the master key, which is kept elsewhere."""

    name: str = Field(primary_key=True, foreign_key="account.name")
    covered: str = Field(sa_column=Column(Text, nullable=False))
    stored_at: datetime = _time(nullable=False)


class Conversation(SQLModel, table=True):
    """One customer in one thread of one account. `state`: open or closed."""

    __table_args__ = (UniqueConstraint("account", "thread_id", "customer_id"),)

    id: int | None = Field(default=None, primary_key=True)
    account: str
    thread_id: str
    customer_id: str
    state: str = "open"
    assigned_to: str | None = None
    opened_at: datetime = _time(nullable=False)


class Message(SQLModel, table=True):
    """One text, a customer's or (`own`) the brand's. `stage`: received, routed, drafted, merged or closed.

    `classification` stays as the model said it; `labels` has what people said of it, by head, and `complaint`,
    `urgency` and `topic` are what holds.
    """

    __table_args__ = (
        UniqueConstraint("account", "external_id"),
        Index("ix_message_stage", "stage", "id", postgresql_where=text("stage IN ('received', 'routed')")),
        Index("ix_message_conversation", "conversation_id", "created_at"),
        Index("ix_message_author", "account", "author_id"),
        Index("ix_message_version", "account", "version_id"),
        Index("ix_message_heard", "account", "own", "created_at"),
    )

    id: int | None = Field(default=None, primary_key=True)
    account: str
    platform: str
    external_id: str
    version_id: str | None = None
    conversation_id: int = Field(foreign_key="conversation.id")
    thread_id: str
    parent_id: str | None = None
    own: bool = False
    author_id: str
    author_handle: str | None = None
    author_name: str | None = None
    author_is_bot: bool = False
    text: str = Field(sa_column=Column(Text, nullable=False))
    attachments: list[dict[str, Any]] | None = _json()
    kind: str
    visibility: str
    can_reply: str
    can_reply_reason: str | None = None
    link: str | None = None
    addressed: bool = True
    disclosures: list[dict[str, Any]] | None = _json()
    created_at: datetime = _time(nullable=False, index=True)
    received_at: datetime = _time(nullable=False)
    edited_at: datetime | None = _time()
    deleted_at: datetime | None = _time()
    window_expires_at: datetime | None = _time()
    stage: str = "received"
    lane: str | None = None
    decision: str | None = None
    classification: dict[str, Any] | None = _json()
    classified_at: datetime | None = _time()
    language: str | None = None
    urgency: str | None = None
    complaint: bool | None = None
    topic: str | None = None
    due_at: datetime | None = _time()
    labels: dict[str, Any] | None = _json()
    attempts: int = 0
    lease_until: datetime | None = _time()
    lease_token: str | None = None


class WebhookCall(SQLModel, table=True):
    """What a platform sent by itself: its bytes until their messages are stored, their digest to know a repeat by."""

    __table_args__ = (
        UniqueConstraint("account", "digest"),
        Index(
            "ix_webhookcall_waiting",
            "account",
            "id",
            sqlite_where=text("body IS NOT NULL"),
            postgresql_where=text("body IS NOT NULL"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    account: str
    digest: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    body: bytes | None = Field(default=None, sa_column=Column(LargeBinary, nullable=True))
    received_at: datetime = _time(nullable=False, index=True)


class Correction(SQLModel, table=True):
    """A person's word on one head of one classification. The database refuses changes; the newest word counts.

    `classified_at` names the classification that it is about, so a word on an earlier text is never taken for one on
    the present text. `said` and `should` are labels as in `bot.domain.labels`; where they are equal, it was confirmed.
    """

    __table_args__ = (Index("ix_correction_message", "message_id", "id"), Index("ix_correction_at", "at"))

    id: int | None = Field(default=None, primary_key=True)
    message_id: int = Field(foreign_key="message.id")
    classified_at: datetime = _time(nullable=False)
    at: datetime = _time(nullable=False)
    person: str
    head: str
    said: Any = Field(sa_column=Column(Json, nullable=False))
    score: float | None = None
    model: str
    should: Any = Field(sa_column=Column(Json, nullable=False))


class Reply(SQLModel, table=True):
    """One revision of the answer to one message. (id, state, revision) is what every move compares and sets."""

    __table_args__ = (
        UniqueConstraint("id", "revision"),
        Index("ix_reply_queue", "state", text("urgency_rank DESC"), "due_at", "id"),
        Index("ix_reply_conversation", "conversation_id", "state"),
        Index("ix_reply_platform", "account", "platform_id"),
        Index("ix_reply_addressee", "account", "addressee", "state"),
        Index(
            "uq_reply_live",
            "id",
            unique=True,
            sqlite_where=text("state NOT IN ('superseded', 'stale', 'rejected', 'expired')"),
            postgresql_where=text("state NOT IN ('superseded', 'stale', 'rejected', 'expired')"),
        ),
    )

    seq: int | None = Field(default=None, primary_key=True)
    id: int = Field(foreign_key="message.id")
    revision: int
    conversation_id: int = Field(foreign_key="conversation.id")
    account: str
    platform: str
    state: str
    addressee: str
    thread_id: str
    target_id: str
    kind: str
    question_visibility: str
    visibility: str
    text: str = Field(sa_column=Column(Text, nullable=False))
    template: str | None = None
    language: str | None = None
    written_by: str
    findings: list[dict[str, Any]] | None = _json()
    needs_private: bool = False
    urgency_rank: int
    due_at: datetime = _time(nullable=False)
    proposed_at: datetime = _time(nullable=False)
    snoozed_until: datetime | None = _time()
    locked_by: str | None = None
    digest: str | None = None
    approved_by: str | None = None
    approved_at: datetime | None = _time()
    attempts: int = 0
    looks: int = 0
    blind_looks: int = 0
    resends: int = 0
    retry_at: datetime | None = _time()
    fence: int = 0
    lease_until: datetime | None = _time()
    sending_at: datetime | None = _time()
    sent_at: datetime | None = _time()
    platform_id: str | None = None
    reason: str | None = None


class Event(SQLModel, table=True):
    """What happened, who did it, when and why. Append-only: the database itself refuses changes."""

    __table_args__ = (Index("ix_event_conversation", "conversation_id", "id"), Index("ix_event_at", "at"))

    id: int | None = Field(default=None, primary_key=True)
    at: datetime = _time(nullable=False)
    actor: str
    kind: str
    account: str | None = None
    conversation_id: int | None = None
    message_id: int | None = None
    revision: int | None = None
    detail: dict[str, Any] | None = _json()


class Person(SQLModel, table=True):
    """Somebody of the team. The password is stored as an argon2 hash only."""

    __table_args__ = (CheckConstraint("role IN ('agent', 'approver', 'supervisor', 'auditor', 'admin')"),)

    name: str = Field(primary_key=True)
    password_hash: str
    role: str
    disabled: bool = False
    created_at: datetime = _time(nullable=False)


class Session(SQLModel, table=True):
    """A signed-in browser. Only the hash of its token is stored, so a copy of the database opens no session."""

    token_hash: str = Field(primary_key=True)
    person: str = Field(foreign_key="person.name", index=True)
    csrf: str
    created_at: datetime = _time(nullable=False)
    expires_at: datetime = _time(nullable=False, index=True)


class LoginFailure(SQLModel, table=True):
    """A failed sign-in, for the limit."""

    __table_args__ = (Index("ix_loginfailure", "subject", "at"),)

    id: int | None = Field(default=None, primary_key=True)
    subject: str
    at: datetime = _time(nullable=False)
