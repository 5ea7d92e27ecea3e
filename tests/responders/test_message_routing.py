"""Where a message goes: never nowhere, and danger first."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.classification import Classification, Scored, Sensitive, SensitiveKind, Sentiment, Topic, Urgency
from bot.domain.message import CanReply, Kind
from responders.routing import Route, needs_private, route


def understood(
    topic: str = Topic.OTHER,
    score: float = 0.9,
    kinds: tuple[SensitiveKind, ...] = (),
    *,
    complaint: bool = False,
    unsure: tuple[str, ...] = (),
) -> Classification:
    return Classification(
        language=Scored("en", 0.9),
        complaint=complaint,
        complaint_score=0.9,
        urgency=Urgency.NORMAL,
        urgency_scores={},
        sentiment=Sentiment.NEUTRAL,
        sentiment_score=0.5,
        topics=(Scored(topic, score),),
        sensitive=tuple(Sensitive(kind=kind) for kind in kinds),
        unsure=unsure,
    )


def routed(
    classification: Classification,
    text: str = "hello",
    *,
    kind: Kind = Kind.MENTION,
    addressed: bool = True,
    can_reply: CanReply = CanReply.YES,
    has_attachments: bool = False,
) -> Route:
    return route(
        classification,
        text=text,
        kind=kind,
        addressed=addressed,
        can_reply=can_reply,
        has_attachments=has_attachments,
    )


@pytest.mark.parametrize("kind", [SensitiveKind.SELF_HARM, SensitiveKind.THREAT, SensitiveKind.MINOR])
@pytest.mark.parametrize("text", ["hello", "", "RT @a: hello", "@brand"])
def test_danger_goes_to_a_person_whatever_else_it_is(kind: SensitiveKind, text: str) -> None:
    assert routed(understood(Topic.SPAM, 1.0, (kind,)), text, can_reply=CanReply.NO).lane == "danger"


def test_safety_is_danger() -> None:
    assert routed(understood(Topic.SAFETY)).lane == "danger"


@pytest.mark.parametrize("text", ["", " \n", "@brand", "@brand @other.example ", "\u200b\ufeff", "RT @brand: our news"])
def test_what_says_nothing_is_closed(text: str) -> None:
    closed = routed(understood(), text)
    assert closed.lane == "closed"
    assert closed.reasons


@pytest.mark.parametrize("text", ["?", "😡", "@brand 👎", "still waiting RT @brand: our news", "https://example.com/1"])
def test_little_is_still_something(text: str) -> None:
    assert routed(understood(), text).lane == "queue"


def test_a_photo_or_a_star_rating_needs_no_words() -> None:
    assert routed(understood(), "@brand", has_attachments=True).lane == "queue"
    assert routed(understood(), "", kind=Kind.REVIEW).lane == "queue"


def test_only_sure_spam_is_closed() -> None:
    assert routed(understood(Topic.SPAM, 0.9)).lane == "closed"
    assert routed(understood(Topic.SPAM, 0.4)).lane == "queue"
    assert routed(understood(Topic.SPAM, 0.9, complaint=True)).lane == "queue"


@pytest.mark.parametrize("head", ["complaint", "urgency"])
def test_what_the_classifier_is_unsure_of_is_never_closed_as_spam(head: str) -> None:
    found = routed(understood(Topic.SPAM, 0.99, unsure=(head,)))
    assert found.lane == "queue"
    assert "The classifier is unsure of it: a person decides first." in found.reasons


@pytest.mark.parametrize("topic", [Topic.PRAISE, Topic.QUESTION, Topic.OTHER, "own_topic"])
def test_everything_else_waits_for_a_person(topic: str) -> None:
    assert routed(understood(topic), addressed=False).lane == "queue"


@given(
    st.sampled_from(list(Topic)),
    st.floats(0, 1),
    st.lists(st.sampled_from(list(SensitiveKind)), max_size=3),
    st.text(max_size=30),
    st.sampled_from(list(Kind)),
    st.booleans(),
    st.sampled_from(list(CanReply)),
)
def test_every_route_says_why(
    topic: Topic,
    score: float,
    kinds: list[SensitiveKind],
    text: str,
    kind: Kind,
    addressed: bool,
    can_reply: CanReply,
) -> None:
    classification = understood(topic, score, tuple(kinds))
    found = routed(classification, text, kind=kind, addressed=addressed, can_reply=can_reply)
    assert found.reasons
    assert all(reason.endswith((".", "now.")) for reason in found.reasons)
    assert (found.lane == "danger") is classification.is_danger


@pytest.mark.parametrize("topic", [Topic.ACCOUNT_ACCESS, Topic.BILLING, Topic.REFUND, Topic.FRAUD, Topic.DELIVERY])
def test_some_topics_need_the_private_side(topic: Topic) -> None:
    assert needs_private(understood(topic))


def test_the_private_side_is_needed_only_for_personal_data() -> None:
    assert not needs_private(understood(Topic.OUTAGE))
    assert not needs_private(understood(Topic.STAFF, kinds=(SensitiveKind.ABUSE,)))
    assert needs_private(understood(Topic.STAFF, kinds=(SensitiveKind.ADDRESS,)))
