"""The state machine as data, and the seal (laws 2, 3 and 5)."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.domain.approval import Approval, ApprovedReply, BrokenSeal, Letter, WiderThanAsked
from bot.domain.message import Kind
from bot.domain.reply import EDITABLE, FINAL, IN_FLIGHT, TRANSITIONS, WAITING, IllegalMove, ReplyState, check_move
from bot.domain.visibility import Visibility

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
states = st.sampled_from(ReplyState)
words = st.text(min_size=1)
visibilities = st.sampled_from(Visibility)


@st.composite
def letters(draw: st.DrawFn) -> Letter:
    question = draw(visibilities)
    narrower = [each for each in Visibility if not each.widens(question)]
    return Letter(
        account=draw(words),
        addressee=draw(words),
        thread_id=draw(words),
        target_id=draw(words),
        kind=draw(st.sampled_from(Kind)),
        question_visibility=question,
        visibility=draw(st.sampled_from(narrower)),
        text=draw(words),
    )


@given(states, states)
def test_a_move_is_in_the_table_or_raises(old: ReplyState, new: ReplyState) -> None:
    if new in TRANSITIONS[old]:
        check_move(old, new)
    else:
        with pytest.raises(IllegalMove, match=f"from {old} to {new}"):
            check_move(old, new)


def test_only_approved_leads_to_sending() -> None:
    assert [old for old, moves in TRANSITIONS.items() if ReplyState.SENDING in moves] == [ReplyState.APPROVED]


def test_sent_is_only_reached_from_a_platforms_or_a_persons_word() -> None:
    before = {old for old, moves in TRANSITIONS.items() if ReplyState.SENT in moves}
    assert before == {ReplyState.SENDING, ReplyState.CHECKING, ReplyState.NEEDS_HUMAN}


@given(st.lists(states, max_size=40))
def test_no_walk_reaches_sending_without_a_person(path: list[ReplyState]) -> None:
    """From any proposal, whatever happens, the platform is called only after an approval."""
    state, approved = ReplyState.PROPOSED, False
    for step in path:
        if step in TRANSITIONS[state]:
            state = step
            approved = approved or state is ReplyState.APPROVED
            assert approved or state not in {ReplyState.SENDING, *IN_FLIGHT, ReplyState.SENT}


def test_every_state_can_come_to_an_end() -> None:
    ends = set(FINAL)
    while grown := {old for old, moves in TRANSITIONS.items() if moves & ends} - ends:
        ends |= grown
    assert ends == set(ReplyState)


def test_what_waits_for_a_person_can_be_edited_and_what_is_on_its_way_can_not() -> None:
    assert WAITING == EDITABLE
    assert not EDITABLE & IN_FLIGHT


@given(letters(), words)
def test_a_sealed_letter_opens(letter: Letter, approver: str) -> None:
    assume(approver.strip())
    reply = ApprovedReply(letter, Approval.of(letter, approver, NOW))
    assert reply.letter is letter


@given(letters(), words, st.sampled_from(["text", "account", "addressee", "thread_id", "target_id"]), words)
def test_a_letter_changed_in_any_part_can_not_be_sealed_with_the_old_approval(
    letter: Letter, approver: str, part: str, other: str
) -> None:
    assume(approver.strip() and other != getattr(letter, part))
    approval = Approval.of(letter, approver, NOW)
    with pytest.raises(BrokenSeal):
        ApprovedReply(replace(letter, **{part: other}), approval)


@given(letters(), visibilities)
def test_a_letter_shown_to_others_can_not_be_sealed_with_the_old_approval(letter: Letter, other: Visibility) -> None:
    assume(other is not letter.visibility and not other.widens(letter.question_visibility))
    with pytest.raises(BrokenSeal):
        ApprovedReply(replace(letter, visibility=other), Approval.of(letter, "anna", NOW))


@given(letters(), st.sampled_from(["", " ", "\t\n"]))
def test_nobody_can_not_approve(letter: Letter, nobody: str) -> None:
    with pytest.raises(BrokenSeal):
        ApprovedReply(letter, Approval.of(letter, nobody, NOW))


@given(letters(), visibilities, visibilities)
def test_a_reply_is_never_wider_than_the_question(letter: Letter, question: Visibility, reply: Visibility) -> None:
    if reply.width > question.width:
        with pytest.raises(WiderThanAsked):
            replace(letter, question_visibility=question, visibility=reply)
    else:
        assert replace(letter, question_visibility=question, visibility=reply).visibility is reply


@given(letters(), letters())
def test_two_letters_share_a_digest_only_when_they_are_equal(one: Letter, other: Letter) -> None:
    assert (one.digest == other.digest) == (one == other)
