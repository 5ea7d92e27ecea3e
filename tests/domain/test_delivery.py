"""What follows from an attempt: again, a look, or a person; never a blind second send."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.delivery import MAX_ATTEMPTS, MAX_BLIND_LOOKS, Pace, after_look, blind_look, legal, not_sent, uncertain
from bot.domain.reply import ReplyState

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
PACE = Pace()
counts = st.integers(0, 50)
delays = st.one_of(st.none(), st.integers(-3_600, 86_400).map(lambda seconds: NOW + timedelta(seconds=seconds)))


@given(counts, delays)
def test_surely_not_sent_is_tried_again_until_a_person_is_asked(attempts: int, retry_at: datetime | None) -> None:
    move = legal(ReplyState.SENDING, not_sent(NOW, attempts, "Busy.", retry_at, PACE))
    if attempts >= MAX_ATTEMPTS:
        assert move.state is ReplyState.FAILED
        assert "Busy." in (move.reason or "")
    else:
        assert move.state is ReplyState.APPROVED
        assert move.retry_at is not None
        assert move.retry_at >= NOW
        assert move.retry_at == (max(retry_at, NOW) if retry_at else move.retry_at)


def test_an_unknown_outcome_is_looked_at_before_anything_else() -> None:
    move = legal(ReplyState.SENDING, uncertain(NOW, "No answer.", PACE))
    assert move.state is ReplyState.UNKNOWN
    assert move.retry_at == NOW + timedelta(seconds=5)


@given(st.integers(1, 10), st.integers(0, 3))
def test_two_empty_looks_allow_one_more_send_and_then_a_person(looks: int, resends: int) -> None:
    move = legal(ReplyState.CHECKING, after_look(NOW, looks, resends, PACE))
    if looks < 2:
        assert move.state is ReplyState.UNKNOWN
        assert move.retry_at is not None
        assert move.retry_at > NOW
    else:
        assert move.state is (ReplyState.APPROVED if resends == 0 else ReplyState.NEEDS_HUMAN)


@given(counts, delays)
def test_not_being_able_to_look_is_never_a_reason_to_send(looks: int, retry_at: datetime | None) -> None:
    move = legal(ReplyState.CHECKING, blind_look(NOW, looks, "Busy.", retry_at, PACE))
    assert move.state is (ReplyState.NEEDS_HUMAN if looks >= MAX_BLIND_LOOKS else ReplyState.UNKNOWN)


def test_a_lease_must_outlive_its_call() -> None:
    with pytest.raises(ValueError, match="outlive"):
        Pace(send_timeout_s=30, lease_s=30)
