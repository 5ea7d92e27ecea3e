"""What the report learns of labels: each message once, the newest word, and nothing from another week."""

from datetime import datetime, timedelta

import pytest

from bot.domain.classification import Scored, Urgency
from bot.domain.labels import parse
from bot.domain.review import Review
from bot.storage.corrections import Corrections
from bot.storage.reviews import Reviews
from tests.support import NOON, Rows, danger, message, understood

WEEK = (NOON - timedelta(days=28), NOON - timedelta(hours=1), NOON + timedelta(days=6))


def due_at(_urgency: Urgency, start: datetime) -> datetime:
    return start


async def says(rows: Rows, item: int, head: str, word: str, by: str = "anna") -> None:
    corrections = Corrections(rows.database, rows.clock)
    found = await corrections.of(item)
    assert found is not None
    await corrections.correct(item, by, *parse(head, word), version=found.version, due_at=due_at)


@pytest.fixture
def reviews(rows: Rows) -> Reviews:
    return Reviews(rows.database)


async def test_an_empty_desk_has_nothing_to_tell(reviews: Reviews) -> None:
    assert await reviews.between(*WEEK) == Review()


async def test_messages_that_a_person_approved_corrected_or_confirmed_are_reviewed_once(
    rows: Rows, reviews: Reviews
) -> None:
    for number in range(4):
        await rows.ask(message(str(number)))
    await rows.decisions.approve(1, 1, "anna")
    await says(rows, 1, "urgency", "high")
    await says(rows, 2, "topic", "refund")
    await says(rows, 2, "topic", "billing", by="bruno")
    corrections = Corrections(rows.database, rows.clock)
    found = await corrections.of(3)
    assert found is not None
    await corrections.confirm(3, "anna", version=found.version, due_at=due_at)
    review = await reviews.between(*WEEK)
    assert review.reviewed == 3
    words = [(word.message_id, word.name, word.should) for word in review.judgements if word.message_id < 3]
    assert words == [(1, "urgency", "high"), (2, "topic", "billing")]
    confirmed = [word for word in review.judgements if word.message_id == 3]
    assert all(word.said == word.should for word in confirmed)
    assert {word.head.value for word in confirmed} == {"complaint", "urgency", "sentiment", "topic", "sensitive"}


async def test_a_denied_danger_is_told(rows: Rows, reviews: Reviews) -> None:
    await rows.hear(message())
    await rows.understand(danger(), lane="danger")
    await rows.propose()
    await says(rows, 1, "sensitive", "self_harm:no")
    assert (await reviews.between(*WEEK)).dangers_denied == 0
    await says(rows, 1, "urgency", "normal")
    assert (await reviews.between(*WEEK)).dangers_denied == 1


async def test_readings_count_what_the_model_said_and_how_sure_the_model_was(rows: Rows, reviews: Reviews) -> None:
    await rows.ask(message("1"), message("2"))
    await rows.ask(message("3"), found=understood(complaint=False, complaint_score=0.2, model="test@2"))
    early = NOON - timedelta(days=10)
    await rows.ask(message("5", created_at=early), found=understood(language=Scored("it", 0.9)))
    await rows.ask(message("6", created_at=NOON - timedelta(days=40)))
    await rows.hear(message("4"))  # not understood yet
    review = await reviews.between(*WEEK)
    by_model = {reading.model: reading for reading in review.readings}
    assert {model: reading.messages for model, reading in by_model.items()} == {"test@1": 2, "test@2": 1}
    assert by_model["test@2"].sureness == pytest.approx(0.8)
    assert by_model["test@1"].sureness_squared == pytest.approx(2 * 0.81)
    (before,) = review.readings_before
    assert (before.language, before.messages, before.complaint, before.urgency) == ("it", 1, True, "normal")


async def test_corrections_are_no_drift(rows: Rows, reviews: Reviews) -> None:
    await rows.ask(message("1"), message("2"))
    await rows.ask(message("3"), found=understood(topics=()))
    untouched = (await reviews.between(*WEEK)).readings
    for head, word in (("complaint", "no"), ("urgency", "high"), ("topic", "refund")):
        await says(rows, 1, head, word)
    await says(rows, 3, "topic", "refund")
    readings = (await reviews.between(*WEEK)).readings
    assert sorted(readings, key=lambda each: each.topic) == sorted(untouched, key=lambda each: each.topic)
    assert {(each.complaint, each.urgency, each.topic, each.messages) for each in readings} == {
        (True, "normal", "delivery", 2),
        (True, "normal", "other", 1),
    }


async def test_another_week_counts_elsewhere(rows: Rows, reviews: Reviews) -> None:
    await rows.ask(message())
    await says(rows, 1, "urgency", "high")
    later = [moment + timedelta(days=7) for moment in WEEK]
    review = await reviews.between(*later)
    assert (review.reviewed, review.judgements, review.readings) == (0, (), ())
    assert [reading.messages for reading in review.readings_before] == [1]
