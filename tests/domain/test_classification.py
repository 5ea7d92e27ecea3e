"""The shape of a classification, there and back."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.classification import Classification, Scored, Sensitive, SensitiveKind, Sentiment, Topic, Urgency
from bot.domain.wording import same_words
from tests.support import danger, understood

scores = st.floats(0, 1).map(lambda score: round(score, 4))
scored = st.builds(Scored, st.sampled_from([topic.value for topic in Topic]), scores)
sensitive = st.builds(
    Sensitive,
    kind=st.sampled_from(SensitiveKind),
    score=scores,
    start=st.one_of(st.none(), st.integers(0, 99)),
    end=st.one_of(st.none(), st.integers(100, 200)),
    masked=st.one_of(st.none(), st.just("•••• 1111")),
)
classifications = st.builds(
    Classification,
    language=st.builds(Scored, st.sampled_from(["en", "it", "und"]), scores),
    complaint=st.booleans(),
    complaint_score=scores,
    urgency=st.sampled_from(Urgency),
    urgency_scores=st.fixed_dictionaries(dict.fromkeys(Urgency, scores)),
    sentiment=st.sampled_from(Sentiment),
    sentiment_score=scores,
    topics=st.lists(scored, max_size=3).map(tuple),
    sensitive=st.lists(sensitive, max_size=3).map(tuple),
    reasons=st.lists(st.text(), max_size=2).map(tuple),
    model=st.just("rules@1"),
    degraded=st.booleans(),
)


@given(classifications)
def test_json_there_and_back(found: Classification) -> None:
    assert Classification.from_json(found.to_json()) == found


def test_every_danger_is_a_danger_and_safety_too() -> None:
    for kind in ("self_harm", "threat", "minor"):
        assert danger(kind).is_danger
    assert understood(topics=(Scored("safety", 0.6),)).is_danger
    assert not understood(sensitive=(Sensitive(kind=SensitiveKind.CONTACT),)).is_danger


def test_the_topic_is_the_likeliest_or_other() -> None:
    assert understood(topics=(Scored("billing", 0.2), Scored("refund", 0.7))).topic == "refund"
    assert understood(topics=()).topic == "other"


def test_what_is_not_understood_is_read_by_a_person_early_and_says_so() -> None:
    found = Classification.not_understood("rules@1")
    assert (found.urgency, found.served_as, found.language.value) == (Urgency.HIGH, Urgency.HIGH, "und")
    assert (found.degraded, found.model, found.topic) == (True, "rules@1", "other")
    assert "please read it" in found.reasons[0]
    assert Classification.from_json(found.to_json()).urgency is Urgency.HIGH


@pytest.mark.parametrize(
    ("unsure", "served_as"),
    [((), Urgency.NORMAL), (("complaint",), Urgency.NORMAL), (("urgency",), Urgency.HIGH)],
)
def test_in_doubt_about_its_urgency_a_message_is_served_as_the_gravest_likely_one(
    unsure: tuple[str, ...], served_as: Urgency
) -> None:
    scores = {Urgency.LOW: 0.2, Urgency.NORMAL: 0.45, Urgency.HIGH: 0.34, Urgency.CRITICAL: 0.01}
    found = replace(understood(), urgency=Urgency.NORMAL, urgency_scores=scores, unsure=unsure)
    assert (found.urgency, found.served_as) == (Urgency.NORMAL, served_as)


def test_doubt_never_makes_a_message_less_urgent() -> None:
    scores = {Urgency.LOW: 0.9, Urgency.NORMAL: 0.05, Urgency.HIGH: 0.03, Urgency.CRITICAL: 0.02}
    found = replace(understood(), urgency=Urgency.HIGH, urgency_scores=scores, unsure=("urgency",))
    assert found.served_as is Urgency.HIGH


def test_words_are_the_same_whatever_a_platform_does_to_them() -> None:
    assert same_words("Fish & chips\nhttps://a.example/x", "Fish &amp; chips https://t.co/abc")
    assert same_words("caffè", "caffe\u0300")
    assert not same_words("We are on it.", "We were on it.")


@given(st.text())
def test_a_text_says_the_same_as_itself(text: str) -> None:
    assert same_words(text, text)
