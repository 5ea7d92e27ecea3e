"""The weekly report: how long customers waited in one week, on both clocks, the unanswered included.

A wait belongs to the week in which it began: that is the customer's view, and so a question that nobody
answered is in the week's figures from its first second. The report says how these waits stand at `now`; the
week before is shown as it stood at the same moment of its own age, so that one is not measured more kindly.
"""

import statistics
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from datetime import UTC, datetime, timedelta

from bot.domain.business_hours import BusinessHours
from bot.domain.history import ActKind, ConversationHistory, EventType
from bot.domain.policy import ClockKind, ServiceLevel
from bot.domain.response_time import WaitState
from bot.domain.review import Review
from bot.reports.cases import Case, WeekOfCases, grouped
from bot.reports.figures import distribution, figures
from bot.reports.learning import learning
from bot.reports.notes import notes
from bot.reports.report import (
    Acknowledgement,
    Change,
    Comparison,
    Distribution,
    Learning,
    LongWait,
    Quality,
    Report,
    Row,
    StageWaits,
    Target,
    Uncertain,
)
from bot.reports.week import Week

WORST = 10
"""How many of the longest waits are named."""


def weekly_report(
    histories: Iterable[ConversationHistory],
    *,
    week: Week,
    hours: BusinessHours,
    service_levels: Sequence[ServiceLevel],
    now: datetime,
    review: Review | None = None,
) -> Report:
    """The report of `week` as things stand at `now` (aware).

    `histories` must hold every conversation with an event between the start of the week before and the end of
    `week`, each from its first message to `now`. Targets are met by the seconds of their own clock; what
    was closed after it had fallen due counts as missed. A wait that nobody has classified is in no target.
    `review` is what people and models said of the week's messages; nothing without it.
    """
    known = tuple(histories)
    current = WeekOfCases(known, week, as_of=now, hours=hours)
    # Seven days back on the local wall clock, whatever the clocks did in between.
    a_week_ago = now.astimezone(week.start.tzinfo) - timedelta(days=7)
    earlier = WeekOfCases(known, week.previous, as_of=a_week_ago.astimezone(UTC), hours=hours)
    return _report(current, _comparison(current, earlier), service_levels, learning(review or Review()))


def _report(
    current: WeekOfCases, changes: Comparison, service_levels: Sequence[ServiceLevel], learned: Learning
) -> Report:
    cases = current.cases
    total = figures([case.wait for case in cases])
    backfilled = figures([case.wait for case in cases if case.wait.backfilled])
    uncertain = _uncertain(current)
    return Report(
        period=current.week,
        as_of=current.as_of,
        inbound=len(current.events(EventType.CUSTOMER)),
        figures=total,
        targets=tuple(_target(level, current) for level in service_levels),
        acknowledgement=_acknowledgement(current),
        waits=_stage_waits(current),
        quality=_quality(current),
        backfilled=backfilled,
        by_account=_rows(cases, lambda case: case.conversation.account),
        by_platform=_rows(cases, lambda case: case.conversation.platform),
        by_urgency=_rows(cases, lambda case: case.urgency),
        by_language=_rows(cases, lambda case: case.language),
        by_topic=_rows(cases, lambda case: case.topic),
        by_person=_rows(cases, lambda case: case.person),
        changes=changes,
        uncertain=uncertain,
        worst=_worst(cases),
        learning=learned,
        notes=notes(current, total, backfilled, changes, len(uncertain)),
    )


def _rows(cases: Iterable[Case], key: Callable[[Case], str | None]) -> tuple[Row, ...]:
    counted = (case for case in cases if case.wait.state is not WaitState.WITHDRAWN)
    return tuple(_row(name, group) for name, group in grouped(counted, key).items())


def _row(name: str | None, group: Sequence[Case]) -> Row:
    shown = figures([case.wait for case in group])
    return Row(
        name=None if name is None else str(name),
        needing_reply=shown.needing_reply,
        answered=shown.answered,
        unanswered=shown.unanswered,
        closed_without_reply=shown.closed_without_reply,
        response_time=shown.response_time,
        bands=shown.bands,
    )


def _target(level: ServiceLevel, current: WeekOfCases) -> Target:
    due = [case for case in current.cases if case.urgency is level.urgency and _fell_due(case, level, current)]
    met = sum(_met(case, level) for case in due)
    share = met / len(due) if due else None
    return Target(level.urgency, level.target_s, level.clock, len(due), met, share)


def _fell_due(case: Case, level: ServiceLevel, current: WeekOfCases) -> bool:
    """A withdrawn wait never does, and one closed in time doesn't either."""
    wait = case.wait
    if wait.state is WaitState.WITHDRAWN:
        return False
    closed_at = wait.ended_by.at if wait.ended_by and wait.state is WaitState.CLOSED_WITHOUT_REPLY else None
    due_at = level.due_at(wait.start, current.hours)
    return due_at is not None and due_at <= (closed_at or current.as_of)


def _met(case: Case, level: ServiceLevel) -> bool:
    seconds = case.wait.business_s if level.clock is ClockKind.BUSINESS else case.wait.calendar_s
    return case.wait.state is WaitState.ANSWERED and seconds is not None and seconds <= level.target_s


def _acknowledgement(current: WeekOfCases) -> Acknowledgement:
    acks = [(line, ack) for line in current.timelines for ack in current.events_of(line, EventType.ACK)]
    seconds = [after for line, ack in acks if (after := line.acknowledged_after_s(ack)) is not None]
    return Acknowledgement(
        sent=len(acks),
        median_s=statistics.median(seconds) if seconds else None,
        opt_outs=_acts(current)[ActKind.OPT_OUT],
    )


def _acts(current: WeekOfCases) -> Counter[ActKind]:
    acts = (act for line in current.timelines for act in line.conversation.acts)
    return Counter(act.kind for act in acts if current.happened(act.at))


def _stage_waits(current: WeekOfCases) -> StageWaits:
    questions, replies = current.events(EventType.CUSTOMER), current.events(EventType.HUMAN)
    handled = [(reply, reply.handling) for reply in replies if reply.handling]
    return StageWaits(
        classification_s=_stage(
            (q.received_at or q.at, q.understanding.classified_at) for q in questions if q.understanding
        ),
        approval_s=_stage((handling.proposed_at, handling.approved_at) for _, handling in handled),
        publishing_s=_stage((handling.approved_at, reply.at) for reply, handling in handled),
    )


def _stage(pairs: Iterable[tuple[datetime | None, datetime | None]]) -> Distribution:
    # A platform that gives whole seconds confirms a reply "before" it was approved: that is no time at all.
    return distribution(max(0.0, (end - start).total_seconds()) for start, end in pairs if start and end)


def _quality(current: WeekOfCases) -> Quality:
    acts = _acts(current)
    return Quality(
        approved_unchanged=acts[ActKind.APPROVED_UNCHANGED],
        edited=acts[ActKind.EDITED],
        rejected=acts[ActKind.REJECTED],
        stale=acts[ActKind.STALE],
        guard_blocks=acts[ActKind.GUARD_BLOCK],
        reopened=len(current.events(EventType.REOPEN)),
        repeat_contacts=current.repeat_contacts(),
    )


def _comparison(current: WeekOfCases, earlier: WeekOfCases) -> Comparison:
    now, before = _compared(current), _compared(earlier)
    return Comparison(
        week=earlier.week.week,
        as_of=earlier.as_of,
        figures={name: _change(before[name], value) for name, value in now.items()},
    )


def _compared(weekly: WeekOfCases) -> dict[str, float | None]:
    total = figures([case.wait for case in weekly.cases])
    shares = {
        f"{band}_share": count / total.needing_reply if total.needing_reply else None
        for band, count in asdict(total.bands).items()
    }
    return {
        "inbound": len(weekly.events(EventType.CUSTOMER)),
        "needing_reply": total.needing_reply,
        "answered": total.answered,
        "unanswered": total.unanswered,
        "closed_without_reply": total.closed_without_reply,
        "calendar_median_s": total.response_time.calendar.median_s,
        "calendar_p90_s": total.response_time.calendar.p90_s,
        "business_median_s": total.response_time.business.median_s,
        "business_p90_s": total.response_time.business.p90_s,
    } | shares


def _change(before: float | None, now: float | None) -> Change:
    return Change(before, now, None if before is None or now is None else now - before)


def _uncertain(current: WeekOfCases) -> tuple[Uncertain, ...]:
    """All that is open at the end of the week, however old: a question to a person stays until it is answered."""
    found = [
        Uncertain(
            conversation_id=line.conversation.id,
            account=line.conversation.account,
            platform=line.conversation.platform,
            reply_id=reply.reply_id,
            state=reply.state,
            since=reply.since,
        )
        for line in current.timelines
        for reply in line.conversation.uncertain
        if reply.since <= current.as_of and reply.since < current.week.end
    ]
    return tuple(sorted(found, key=lambda reply: (reply.since, reply.reply_id)))


def _worst(cases: Iterable[Case]) -> tuple[LongWait, ...]:
    counted = [case for case in cases if case.wait.needs_reply]
    longest = sorted(counted, key=lambda case: (-(case.wait.calendar_s or 0), case.conversation.id))
    return tuple(_long_wait(case) for case in longest[:WORST])


def _long_wait(case: Case) -> LongWait:
    return LongWait(
        conversation_id=case.conversation.id,
        account=case.conversation.account,
        platform=case.conversation.platform,
        language=case.language,
        urgency=case.urgency,
        topic=case.topic,
        person=case.person,
        state=case.wait.state,
        start=case.wait.start,
        end=case.wait.end,
        calendar_s=case.wait.calendar_s or 0.0,
        business_s=case.wait.business_s or 0.0,
    )
