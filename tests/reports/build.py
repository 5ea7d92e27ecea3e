"""Conversations for the report's tests, written in minutes after a moment."""

from datetime import UTC, datetime, timedelta
from typing import Any

from bot.domain.business_hours import BusinessHours
from bot.domain.classification import Urgency
from bot.domain.history import (
    Act,
    ActKind,
    ConversationHistory,
    Event,
    EventType,
    Handling,
    UncertainReply,
    Understanding,
)
from bot.domain.labels import Judgement, LabelHead
from bot.domain.policy import ClockKind, ServiceLevel
from bot.domain.review import Reading, Review
from bot.reports.report import Report
from bot.reports.week import Week
from bot.reports.weekly import weekly_report

ROME = "Europe/Rome"
WEEK = Week.of("2026-W47", ROME)
MONDAY_NINE = datetime(2026, 11, 16, 8, tzinfo=UTC)  # 09:00 in Rome
AFTER = MONDAY_NINE + timedelta(days=8)
HOURS = BusinessHours.from_json(
    {"timezone": ROME, "weekly": {day: [["09:00", "18:00"]] for day in ("mon", "tue", "wed", "thu", "fri")}}
)

LEVELS = (
    ServiceLevel(Urgency.CRITICAL, 300, ClockKind.CALENDAR),
    ServiceLevel(Urgency.HIGH, 900, ClockKind.CALENDAR),
    ServiceLevel(Urgency.NORMAL, 4 * 3_600, ClockKind.BUSINESS),
    ServiceLevel(Urgency.LOW, 24 * 3_600, ClockKind.BUSINESS),
)


def at(minutes: float) -> datetime:
    """Minutes after Monday, nine o'clock."""
    return MONDAY_NINE + timedelta(minutes=minutes)


def asked(minutes: float, name: str = "q", *, urgency: Urgency | None = Urgency.NORMAL, **more: Any) -> Event:
    """A customer's message, classified two seconds later unless `urgency` is None."""
    understanding = None
    if urgency is not None:
        understanding = Understanding(
            urgency=urgency,
            language=more.pop("language", "it"),
            topic=more.pop("topic", "delivery"),
            classified_at=at(minutes) + timedelta(seconds=2),
        )
    return Event(type=EventType.CUSTOMER, id=name, at=at(minutes), understanding=understanding, **more)


def replied(minutes: float, name: str = "r", *, person: str = "Ada") -> Event:
    """A reply proposed ten minutes and approved one minute before the platform confirmed it."""
    handling = Handling(person=person, proposed_at=at(minutes - 10), approved_at=at(minutes - 1))
    return Event(type=EventType.HUMAN, id=name, at=at(minutes), handling=handling)


def event(kind: str, minutes: float, name: str = "e", **more: Any) -> Event:
    """Anything else."""
    return Event(type=EventType(kind), id=name, at=at(minutes), **more)


def conversation(*events: Event, **more: Any) -> ConversationHistory:
    """A conversation of the shop's account on X."""
    fields: dict[str, Any] = {"id": "c1", "account": "shop", "platform": "x", "author": "42"} | more
    return ConversationHistory(events=events, **fields)


def report_of(
    *conversations: ConversationHistory, now: datetime = AFTER, week: Week = WEEK, review: Review | None = None
) -> Report:
    """The report of these conversations."""
    return weekly_report(conversations, week=week, hours=HOURS, service_levels=LEVELS, now=now, review=review)


def read(messages: int, sureness: float = 0.9, **more: Any) -> Reading:
    """Messages that one model read alike, about this sure of the complaint."""
    values: dict[str, Any] = {
        "complaint": True,
        "urgency": "normal",
        "topic": "delivery",
        "language": "en",
        "model": "m@1",
        "sureness": sureness * messages,
        "sureness_squared": (sureness * sureness + 0.01) * messages,
    }
    return Reading(messages=messages, **(values | more))


def busy_review(hostile: str = "") -> Review:
    """Corrections, a confirmation, a denied danger, and more high urgencies than before."""
    return Review(
        reviewed=8,
        judgements=(
            Judgement(1, LabelHead.URGENCY, None, "normal", "high"),
            Judgement(2, LabelHead.URGENCY, None, "normal", "high"),
            Judgement(2, LabelHead.TOPIC, None, f"refund{hostile}", "billing"),
            Judgement(3, LabelHead.SENSITIVE, "threat", True, False),
            Judgement(4, LabelHead.COMPLAINT, None, True, True),
        ),
        dangers_denied=1,
        readings=(read(120, urgency="high", model=f"m@2{hostile}"), read(280, topic=f"refund{hostile}")),
        readings_before=(read(160, urgency="high"), read(1_440, language=f"it{hostile}")),
    )


def busy_week(hostile: str = "") -> Report:
    """A week with something in every part of the report; `hostile` stands in every name."""
    return report_of(
        conversation(
            asked(0), event("ack", 1), replied(30), asked(60, "q2"), replied(100, "r2", person=f"Bo{hostile}")
        ),
        conversation(
            asked(120, urgency=Urgency.HIGH, language=f"en{hostile}", topic=f"refund{hostile}"),
            id=f"c2{hostile}",
            account=f"acc{hostile}",
            platform=f"mastodon{hostile}",
            author="43",
            uncertain=(UncertainReply(reply_id=f"9{hostile}", state="needs_human", since=at(130)),),
        ),
        conversation(
            asked(200, urgency=Urgency.CRITICAL, received_at=at(260)),
            event("native", 270),
            event("customer_delete", 280, ref="other"),
            id="c3",
            author="44",
        ),
        conversation(asked(300, urgency=Urgency.LOW), event("close", 310), id="c4", author="45"),
        conversation(asked(400), event("customer_delete", 410, ref="q"), id="c5", author="46"),
        conversation(asked(500, urgency=None), id="c6", author="47"),
        conversation(asked(-7 * 1_440 + 5), replied(-7 * 1_440 + 5_000), id="c7", author="48"),
        conversation(
            id="c8",
            acts=tuple(Act(kind, at(60)) for kind in (*ActKind, ActKind.EDITED)),
        ),
        review=busy_review(hostile),
    )
