import math
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.classification import Urgency
from bot.domain.history import ConversationHistory
from bot.domain.response_time import WaitState
from bot.reports.figures import distribution, percentile
from bot.reports.report import Report
from bot.reports.week import Week
from bot.reports.weekly import WORST
from tests.reports.build import AFTER, ROME, asked, at, busy_week, conversation, event, replied, report_of

DAY = 1_440


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=60), st.integers(0, 100))
def test_percentiles_interpolate_between_the_closest_ranks(numbers: list[int], hundredths: int) -> None:
    ordered = sorted(numbers)
    rank = Fraction(hundredths, 100) * (len(ordered) - 1)
    below, above = ordered[math.floor(rank)], ordered[math.ceil(rank)]
    expected = below + (above - below) * (rank - math.floor(rank))
    assert percentile(ordered, hundredths / 100) == pytest.approx(float(expected), abs=1e-6)


def test_a_distribution_by_hand() -> None:
    assert asdict(distribution([40, 10, 30, 20])) == {
        "count": 4,
        "median_s": 25,
        "p90_s": pytest.approx(37),
        "p95_s": pytest.approx(38.5),
        "mean_s": 25,
        "max_s": 40,
    }


def test_an_empty_week_is_zeros_and_unknowns() -> None:
    report = report_of()
    assert asdict(report.figures.bands) == dict.fromkeys(asdict(report.figures.bands), 0)
    assert (report.inbound, report.figures.needing_reply, report.acknowledgement.sent) == (0, 0, 0)
    assert report.figures.response_time.calendar == distribution([])
    assert [(target.due, target.met, target.share) for target in report.targets] == [(0, 0, None)] * 4
    assert (report.by_account, report.worst, report.uncertain) == ((), (), ())
    assert any("No customer" in note for note in report.notes)


def test_a_busy_week_by_hand() -> None:
    report = busy_week()
    # c1 30 and 40 minutes, c3 70 minutes and backfilled, c2 and c6 unanswered, c4 closed, c5 withdrawn, c7 a week ago.
    assert report.inbound == 7
    assert (report.figures.needing_reply, report.figures.answered, report.figures.unanswered) == (5, 3, 2)
    assert report.figures.closed_without_reply == 1
    assert asdict(report.figures.bands) == {
        "within_1h": 2,
        "within_5h": 1,
        "within_24h": 0,
        "over_24h": 0,
        "unanswered": 2,
    }
    calendar = report.figures.response_time.calendar
    assert (calendar.count, calendar.median_s, calendar.mean_s, calendar.max_s) == (3, 2_400, 2_800, 4_200)
    assert (calendar.p90_s, calendar.p95_s) == (pytest.approx(3_840), pytest.approx(4_020))
    assert report.figures.response_time.business == calendar
    assert (report.acknowledgement.sent, report.acknowledgement.median_s, report.acknowledgement.opt_outs) == (1, 60, 1)
    assert (report.backfilled.needing_reply, report.backfilled.answered) == (1, 1)
    assert (report.quality.edited, report.quality.approved_unchanged, report.quality.repeat_contacts) == (2, 1, 1)
    assert [(row.name, row.needing_reply, row.unanswered) for row in report.by_person] == [
        ("Ada", 1, 0),
        ("Bo", 1, 0),
        ("on the platform", 1, 0),
        (None, 2, 2),
    ]
    assert [(row.name, row.needing_reply) for row in report.by_platform] == [("x", 4), ("mastodon", 1)]
    assert [wait.conversation_id for wait in report.worst] == ["c2", "c6", "c3", "c1", "c1"]
    assert [reply.reply_id for reply in report.uncertain] == ["9"]


def test_the_steps_inside_the_desk() -> None:
    waits = report_of(
        conversation(asked(0), replied(30), asked(60, "q2", received_at=at(60.01)), replied(90, "r2"))
    ).waits
    assert waits.classification_s.count == 2
    assert waits.classification_s.max_s == 2
    assert (waits.approval_s.median_s, waits.publishing_s.median_s) == (540, 60)


def test_the_wait_belongs_to_the_week_in_which_it_began() -> None:
    story = conversation(asked(4 * DAY), replied(8 * DAY))
    later = AFTER + timedelta(days=7)
    assert report_of(story, now=later).figures.answered == 1
    assert report_of(story, now=later, week=Week.of("2026-W48", ROME)).figures.needing_reply == 0
    assert report_of(story, now=at(5 * DAY)).figures.unanswered == 1


def test_a_wait_that_began_a_second_before_midnight_is_the_week_before() -> None:
    sunday = conversation(asked(-9 * 60 - 1 / 60))
    assert report_of(sunday).figures.needing_reply == 0
    assert report_of(sunday, week=Week.of("2026-W46", ROME)).figures.needing_reply == 1
    assert report_of(conversation(asked(-9 * 60))).figures.needing_reply == 1


@pytest.mark.parametrize(
    ("events", "due", "met"),
    [
        ((asked(0, urgency=Urgency.HIGH), replied(15)), 1, 1),
        ((asked(0, urgency=Urgency.HIGH), replied(16)), 1, 0),
        ((asked(0, urgency=Urgency.HIGH),), 1, 0),
        ((asked(0, urgency=Urgency.HIGH), event("close", 10)), 0, 0),
        ((asked(0, urgency=Urgency.HIGH), event("close", 20)), 1, 0),
        ((asked(0, urgency=Urgency.HIGH), event("customer_delete", 20, ref="q")), 0, 0),
        ((asked(0), asked(1, "q2", urgency=Urgency.HIGH), replied(15)), 1, 1),
        ((asked(0), replied(15)), 0, 0),
    ],
)
def test_everything_that_fell_due_is_in_the_target(events: tuple[Any, ...], due: int, met: int) -> None:
    (high,) = (target for target in report_of(conversation(*events)).targets if target.urgency is Urgency.HIGH)
    assert (high.due, high.met) == (due, met)


def test_what_is_not_due_yet_is_in_no_target() -> None:
    story = conversation(asked(0, urgency=Urgency.HIGH))
    due = [
        next(target.due for target in report_of(story, now=at(minutes)).targets if target.urgency is Urgency.HIGH)
        for minutes in (14, 15)
    ]
    assert due == [0, 1]


def test_a_business_target_sleeps_at_night() -> None:
    # Asked at 17:00, an hour before the evening: four open hours end at noon on Tuesday.
    story = conversation(asked(8 * 60), replied(DAY + 3 * 60))
    (normal,) = (target for target in report_of(story).targets if target.urgency is Urgency.NORMAL)
    assert (normal.due, normal.met) == (1, 1)
    assert report_of(story).figures.response_time.business.max_s == 4 * 3_600
    assert report_of(story).figures.bands.within_24h == 1


def test_an_approval_is_of_no_account_and_an_acknowledgement_is_no_answer() -> None:
    report = report_of(conversation(asked(0), event("ack", 1), event("bot", 2)))
    assert (report.figures.answered, report.figures.unanswered) == (0, 1)


def test_the_week_before_is_seen_at_the_same_age() -> None:
    before = conversation(asked(-7 * DAY), replied(-5 * DAY), id="c0")
    report = report_of(before, conversation(asked(0)), now=at(DAY))
    figures = report.changes.figures
    assert report.changes.week == "2026-W46"
    assert (figures["unanswered"].before, figures["unanswered"].now, figures["unanswered"].change) == (1, 1, 0)
    assert (figures["calendar_median_s"].before, figures["calendar_median_s"].change) == (None, None)
    assert report_of(before, now=at(3 * DAY)).changes.figures["answered"].before == 1


def test_the_week_before_is_seen_at_the_same_hour_across_a_clock_change() -> None:
    now = datetime(2026, 10, 26, 8, tzinfo=UTC)  # 09:00 in Rome, on the Monday after the change
    report = report_of(now=now, week=Week.of("2026-W44", ROME))
    assert report.changes.as_of == datetime(2026, 10, 19, 7, tzinfo=UTC)


def test_a_customer_who_comes_again_had_to_come_twice() -> None:
    first = conversation(asked(0), replied(10), id="a")
    assert report_of(first, conversation(asked(DAY), id="b")).quality.repeat_contacts == 1
    assert report_of(first, conversation(asked(DAY), id="b", author="other")).quality.repeat_contacts == 0
    assert report_of(first, conversation(asked(DAY), id="b", account="other")).quality.repeat_contacts == 0
    assert (
        report_of(conversation(asked(-8 * DAY), replied(-7.5 * DAY)), conversation(asked(DAY))).quality.repeat_contacts
        == 0
    )


def test_a_message_delivered_twice_came_in_once() -> None:
    assert report_of(conversation(asked(0), asked(0), asked(5, "q2"))).inbound == 2


def test_nothing_later_than_now_is_counted() -> None:
    story = conversation(asked(0), event("ack", 60), asked(100, "q2"), event("reopen", 100))
    report = report_of(story, now=at(50))
    assert (report.inbound, report.acknowledgement.sent, report.quality.reopened) == (1, 0, 0)


def test_only_the_longest_waits_are_named() -> None:
    report = report_of(*(conversation(asked(minutes), id=str(minutes)) for minutes in range(WORST + 5)))
    assert [wait.conversation_id for wait in report.worst] == [str(minutes) for minutes in range(WORST)]


@pytest.mark.parametrize(
    ("report", "word"),
    [
        (report_of(conversation(asked(0), replied(10))), "Few answers (1)"),
        (report_of(conversation(asked(0)), now=at(60)), "not over"),
        (report_of(conversation(asked(0), event("close", 5))), "Closed without a reply: 1"),
        (report_of(conversation(asked(0, received_at=at(15)))), "late: 1"),
        (report_of(conversation(asked(0, urgency=None))), "Not classified yet: 1"),
        (busy_week(), "Uncertain replies: 1"),
    ],
)
def test_notes_say_what_a_reader_must_know(report: Report, word: str) -> None:
    assert any(word in note for note in report.notes)


@st.composite
def weeks(draw: st.DrawFn) -> tuple[list[ConversationHistory], datetime]:
    kinds = ["customer", "customer", "human", "native", "ack", "close", "reopen", "customer_delete", "reply_deleted"]
    conversations: list[ConversationHistory] = []
    for number in range(draw(st.integers(0, 5))):
        events = [
            event(
                draw(st.sampled_from(kinds)),
                draw(st.integers(-8 * DAY, 7 * DAY)),
                str(place),
                ref=str(draw(st.integers(0, 7))),
            )
            for place in range(draw(st.integers(0, 8)))
        ]
        events.append(asked(draw(st.integers(-DAY, 6 * DAY)), "q", urgency=draw(st.sampled_from([None, *Urgency]))))
        account = draw(st.sampled_from(["shop", "air"]))
        conversations.append(conversation(*events, id=str(number), account=account))
    return conversations, at(draw(st.integers(-2 * DAY, 20 * DAY)))


@settings(max_examples=200, deadline=None)
@given(weeks())
def test_figures_add_up(week: tuple[list[ConversationHistory], datetime]) -> None:
    report = report_of(*week[0], now=week[1])
    parts = (
        report.by_account,
        report.by_platform,
        report.by_urgency,
        report.by_language,
        report.by_topic,
        report.by_person,
    )
    for figures in (report.figures, report.backfilled, *(row for rows in parts for row in rows)):
        assert sum(asdict(figures.bands).values()) == figures.needing_reply == figures.answered + figures.unanswered
        assert figures.bands.unanswered == figures.unanswered
        assert figures.response_time.calendar.count == figures.response_time.business.count == figures.answered
    for rows in parts:
        assert sum(row.needing_reply for row in rows) == report.figures.needing_reply
        assert sum(row.closed_without_reply for row in rows) == report.figures.closed_without_reply
    for target in report.targets:
        assert 0 <= target.met <= target.due
        assert target.share == (target.met / target.due if target.due else None)
    classified = sum(row.needing_reply + row.closed_without_reply for row in report.by_urgency if row.name is not None)
    assert sum(target.due for target in report.targets) <= classified
    assert all(wait.state in (WaitState.ANSWERED, WaitState.UNANSWERED) for wait in report.worst)
    assert [wait.calendar_s for wait in report.worst] == sorted((w.calendar_s for w in report.worst), reverse=True)
