"""What people say about labels: stored for good, followed by the queue, and never a way around law 8."""

import asyncio
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.exc import DBAPIError

from bot.domain.classification import Scored, Sensitive, SensitiveKind, Urgency
from bot.domain.labels import Label, LabelHead, UnknownLabel, parse
from bot.domain.message import Author, Happening
from bot.domain.reply import ReplyState
from bot.storage.corrections import CORRECTIONS, Corrections, LabelledMessage, NotUnderstoodYet
from bot.storage.database import DatabaseUnusable
from bot.storage.decisions import TooLate
from bot.storage.queue import NotThere
from bot.storage.standing import Danger
from tests.support import NOON, Rows, danger, message, understood

HOURS = {Urgency.LOW: 24, Urgency.NORMAL: 4, Urgency.HIGH: 1, Urgency.CRITICAL: 0}
TEMPLATE = "We are sorry and look into it."


def due_at(urgency: Urgency, start: datetime) -> datetime:
    return start + timedelta(hours=HOURS[urgency])


class Team:
    """People who speak of labels, each looking at the newest state unless told otherwise."""

    def __init__(self, rows: Rows) -> None:
        self.rows = rows
        self.corrections = Corrections(rows.database, rows.clock)

    async def version(self, item: int = 1) -> str:
        found = await self.corrections.of(item)
        assert found is not None
        return found.version

    async def says(self, head: str, should: str, item: int = 1, by: str = "anna", version: str | None = None) -> Danger:
        which, label = parse(head, should)
        version = version or await self.version(item)
        return await self.corrections.correct(item, by, which, label, version=version, due_at=due_at)

    async def confirms(self, item: int = 1, by: str = "anna") -> bool:
        return await self.corrections.confirm(item, by, version=await self.version(item), due_at=due_at)

    async def examples(self, page: int = 500) -> list[LabelledMessage]:
        return [example async for example in self.corrections.examples(page=page)]

    async def stored(self) -> list[Any]:
        async with self.rows.database.read() as connection:
            found = await connection.execute(select(CORRECTIONS).order_by(CORRECTIONS.c.id))
            return list(found.mappings())


@pytest.fixture
def team(rows: Rows) -> Team:
    return Team(rows)


async def test_a_correction_says_who_when_what_the_model_said_and_what_it_should_be(rows: Rows, team: Team) -> None:
    await rows.ask(message())
    rows.clock.pass_by(60)
    await team.says("urgency", "high")
    (row,) = await team.stored()
    assert (row["message_id"], row["at"], row["person"]) == (1, NOON + timedelta(seconds=60), "anna")
    assert (row["head"], row["said"], row["score"], row["model"]) == ("urgency", "normal", 0.9, "test@1")
    assert row["should"] == "high"
    event = (await rows.queue.history(1))[-1]
    assert (event["kind"], event["actor"], event["message_id"]) == ("corrected", "anna", 1)
    assert event["detail"] == {"head": "urgency", "said": "normal", "should": "high", "danger": "none"}


async def test_the_newest_word_counts_and_the_model_keeps_its_own(rows: Rows, team: Team) -> None:
    await rows.ask(message())
    await team.says("complaint", "no")
    await team.says("complaint", "yes", by="bruno")
    await team.says("topic", "refund")
    assert [(row["said"], row["should"]) for row in await team.stored()] == [
        (True, False),
        (True, True),
        ("delivery", "refund"),
    ]
    (row,) = await rows.messages()
    assert (row["complaint"], row["topic"], row["classification"]["topics"][0]["value"]) == (True, "refund", "delivery")
    found = await team.corrections.of(1)
    assert found is not None
    assert (found.holds.complaint, found.holds.topic) == (True, "refund")
    assert found.by == {"complaint": "bruno", "topic": "anna"}


async def test_each_sensitive_kind_names_who_spoke_of_it(rows: Rows, team: Team) -> None:
    await rows.ask(message(), found=understood(sensitive=(Sensitive(kind=SensitiveKind.ABUSE),)))
    await team.says("sensitive", "abuse:no", by="anna")
    await team.says("sensitive", "legal:yes", by="bruno")
    await team.says("urgency", "high", by="carla")
    found = await team.corrections.of(1)
    assert found is not None
    assert found.by == {"abuse": "anna", "legal": "bruno", "urgency": "carla"}


async def test_queue_and_deadline_follow_the_urgency(rows: Rows, team: Team) -> None:
    await rows.ask(message("1"), message("2"))
    await team.says("urgency", "high", item=2)
    first, second = await rows.queue.waiting()
    assert (first.reply["id"], first.reply["urgency_rank"]) == (2, Urgency.HIGH.rank)
    assert first.reply["due_at"] == first.message["due_at"] == NOON + timedelta(hours=1)
    assert second.reply["id"] == 1
    await team.says("urgency", "low", item=2)
    assert [item.reply["id"] for item in await rows.queue.waiting()] == [1, 2]


async def test_a_reply_to_several_messages_stands_where_the_most_urgent_does(rows: Rows, team: Team) -> None:
    alice = Author(id="alice")
    await rows.ask(message("1", thread_id="t", author=alice), found=understood(urgency=Urgency.HIGH))
    await rows.ask(message("2", thread_id="t", author=alice, created_at=NOON + timedelta(minutes=1)))
    await team.says("urgency", "low", item=2)
    (item,) = await rows.queue.waiting()
    assert (item.reply["id"], item.reply["urgency_rank"]) == (2, Urgency.HIGH.rank)
    await team.says("urgency", "low", item=1)
    (item,) = await rows.queue.waiting()
    assert item.reply["urgency_rank"] == Urgency.LOW.rank


async def test_a_new_draft_keeps_what_a_person_said(rows: Rows, team: Team) -> None:
    alice = Author(id="alice")
    await rows.ask(message("1", thread_id="t", author=alice))
    await team.says("urgency", "high")
    await team.says("topic", "refund")
    await rows.hear(message("2", "Hello?", thread_id="t", author=alice, created_at=NOON + timedelta(minutes=1)))
    await rows.understand(understood(urgency=Urgency.LOW))
    (task,) = await rows.drafts.claim(10)
    assert (task.rank, task.classification.urgency, task.classification.topic) == (2, Urgency.HIGH, "refund")


async def test_a_danger_that_a_person_finds_takes_the_template_back(rows: Rows, team: Team) -> None:
    await rows.ask(message("1"), message("2"))
    assert await team.says("sensitive", "self_harm:yes", item=2) is Danger.FOUND
    assert await rows.states() == [(1, 1, "proposed"), (2, 1, "superseded"), (2, 2, "proposed")]
    item = (await rows.queue.waiting())[0]
    assert (item.reply["id"], item.reply["text"], item.reply["template"]) == (2, "", None)
    assert item.reply["urgency_rank"] == len(Urgency)
    assert item.reply["due_at"] == NOON
    assert (item.message["lane"], item.message["decision"]) == ("danger", "anna found a danger: a person answers now.")


async def test_an_approved_template_is_taken_back_too_but_not_what_a_person_wrote(rows: Rows, team: Team) -> None:
    await rows.ask(message("1"), message("2"))
    await rows.decisions.approve(1, 1, "bruno")
    await rows.decisions.edit(2, 1, "bruno", "My own words.", [])
    for item in (1, 2):
        await team.says("urgency", "critical", item=item)
    assert await rows.states() == [(1, 1, "stale"), (2, 1, "superseded"), (2, 2, "proposed"), (1, 2, "proposed")]
    assert (await rows.queue.item(1)).reply["text"] == ""
    assert (await rows.queue.item(2)).reply["text"] == "My own words."
    assert await rows.outbox.claim_approved("brand", 9, 60) == []


async def test_who_drafts_at_that_moment_drafts_anew(rows: Rows, team: Team) -> None:
    await rows.ask(message())
    await rows.decisions.reject(1, 1, "anna", "No.")
    alice = Author(id="alice")
    await rows.ask(message("2", thread_id="t", author=alice))
    await rows.hear(message("3", thread_id="t", author=alice, created_at=NOON + timedelta(minutes=1)))
    await rows.understand()
    claimed = await rows.drafts.claim(10)
    assert [task.danger for task in claimed] == [False]
    await team.says("sensitive", "threat:yes", item=2)
    (task,) = await rows.drafts.claim(10)
    assert (task.danger, task.rank) == (True, len(Urgency))
    assert task.lease_token != claimed[0].lease_token


async def test_a_danger_that_a_person_denies_stays_with_a_person(rows: Rows, team: Team) -> None:
    await rows.hear(message("1"))
    await rows.understand(danger(), lane="danger")
    await rows.propose()
    assert await team.says("sensitive", "self_harm:no") is Danger.STAYS
    assert (await rows.queue.item(1)).reply["urgency_rank"] == len(Urgency)
    assert await team.says("urgency", "normal") is Danger.ENDED
    item = await rows.queue.item(1)
    assert (item.reply["urgency_rank"], item.reply["text"]) == (Urgency.NORMAL.rank, "")
    assert item.reply["due_at"] == NOON + timedelta(hours=4)
    assert (item.message["lane"], item.reply["state"]) == ("danger", "proposed")
    assert "stays with a person" in item.message["decision"]

    await rows.hear(message("1", "Never mind.", version_id="v2", happening=Happening.EDIT))
    await rows.hear(message("2", thread_id="thread-1", author=Author(id="customer-1")))
    async with rows.database.write() as connection:
        await connection.execute(update(CORRECTIONS.metadata.tables["message"]).values(stage="routed"))
    (task,) = await rows.drafts.claim(10)
    assert task.danger


async def test_denying_and_finding_again(rows: Rows, team: Team) -> None:
    found = understood(sensitive=(Sensitive(kind=SensitiveKind.THREAT, score=0.7),))
    await rows.hear(message("1"))
    await rows.understand(found, lane="danger")
    await rows.propose()
    assert await team.says("sensitive", "threat:no") is Danger.ENDED
    assert await team.says("sensitive", "threat:yes", by="bruno") is Danger.FOUND
    assert (await rows.queue.item(1)).reply["urgency_rank"] == len(Urgency)
    assert [row["score"] for row in await team.stored()] == [0.7, 0.7]


async def test_of_two_people_at_the_same_moment_one_is_told_who_was_first(rows: Rows, team: Team) -> None:
    await rows.ask(message())
    version = await team.version()
    told = await asyncio.gather(
        team.says("urgency", "high", by="anna", version=version),
        team.says("urgency", "low", by="bruno", version=version),
        return_exceptions=True,
    )
    (refused,) = [answer for answer in told if isinstance(answer, BaseException)]
    assert isinstance(refused, TooLate)
    (row,) = await team.stored()
    assert str(refused).startswith(f"{row['person']} was first and said: the urgency is {row['should']}.")


async def test_a_word_on_words_that_changed_is_refused(rows: Rows, team: Team) -> None:
    await rows.ask(message())
    version = await team.version()
    await team.says("topic", "refund")
    rows.clock.pass_by(60)
    await rows.hear(message(text="Something else.", version_id="v2", happening=Happening.EDIT))
    with pytest.raises(NotUnderstoodYet, match="in a few seconds"):
        await team.says("urgency", "high")
    assert await team.examples() == []
    await rows.understand()
    with pytest.raises(TooLate, match="customer changed the message"):
        await team.says("urgency", "high", version=version)
    assert await team.examples() == []
    (row,) = await rows.messages()
    assert (row["topic"], row["labels"]) == ("delivery", None)
    await team.says("urgency", "high")
    assert [example.labels for example in await team.examples()] == [{"urgency": "high"}]


async def test_confirming_is_a_label_too_and_only_once(rows: Rows, team: Team) -> None:
    await rows.ask(message())
    await team.says("topic", "refund")
    await team.says("sensitive", "legal:yes")
    assert await team.confirms()
    assert not await team.confirms(by="bruno")
    (example,) = await team.examples()
    sensitive = {kind.value: kind is SensitiveKind.LEGAL for kind in SensitiveKind}
    assert example.labels == {
        "complaint": True, "urgency": "normal", "sentiment": "negative", "topic": "refund", "sensitive": sensitive,
    }  # fmt: skip
    assert [event["kind"] for event in await rows.queue.history(1)][-3:] == ["corrected", "corrected", "confirmed"]
    rows_of_confirmation = (await team.stored())[2:]
    assert all(row["said"] == row["should"] for row in rows_of_confirmation)


async def test_confirming_ends_a_doubt_and_the_queue_follows(rows: Rows, team: Team) -> None:
    scores = {Urgency.NORMAL: 0.55, Urgency.HIGH: 0.45}
    await rows.ask(message(), found=understood(urgency_scores=scores, unsure=("urgency",)))
    assert (await rows.queue.item(1)).reply["urgency_rank"] == Urgency.HIGH.rank
    await team.confirms()
    item = await rows.queue.item(1)
    assert (item.reply["urgency_rank"], item.reply["due_at"]) == (Urgency.NORMAL.rank, NOON + timedelta(hours=4))


async def test_examples_come_in_pages_each_once_with_covered_text(rows: Rows, team: Team) -> None:
    text = "My card •••• 1111"
    await rows.ask(*(message(str(number), text) for number in range(7)))
    for item in (7, 1, 3, 5, 6):
        await team.says("complaint", "no", item=item)
    found = await team.examples(page=2)
    assert [example.id for example in found] == [1, 3, 5, 6, 7]
    assert found[1] == LabelledMessage(id=3, text=text, language="en", labels={"complaint": False})
    assert await team.examples() == found


async def test_an_empty_desk_has_no_examples(team: Team) -> None:
    assert await team.examples() == []


async def test_what_is_deleted_or_holds_an_uncovered_secret_is_no_example(rows: Rows, team: Team) -> None:
    for external_id in ("1", "2", "3"):
        await rows.ask(message(external_id))
    await team.says("topic", "refund", item=1)
    await team.says("sensitive", "payment_card:yes", item=2)
    await team.says("sensitive", "payment_card:no", item=3)
    await rows.hear(message("1", happening=Happening.DELETION))
    assert [(example.id, example.labels) for example in await team.examples()] == [
        (3, {"sensitive": {"payment_card": False}})
    ]
    assert [row["message_id"] for row in await team.stored()] == [2, 3]
    assert (await rows.messages())[0]["labels"] is None


@pytest.mark.parametrize("change", [update(CORRECTIONS).values(person="nobody"), delete(CORRECTIONS)])
async def test_the_database_refuses_to_change_a_correction(rows: Rows, team: Team, change: Any) -> None:
    await rows.ask(message())
    await team.says("urgency", "high")
    with pytest.raises((DBAPIError, DatabaseUnusable)):
        async with rows.database.write() as connection:
            await connection.execute(change)
    assert len(await team.stored()) == 1


async def test_an_answered_message_can_be_corrected_and_stands_where_it_stood(rows: Rows, team: Team) -> None:
    await rows.ask(message())
    await rows.decisions.approve(1, 1, "anna")
    (parcel,) = await rows.outbox.claim_approved("brand", 1, 60)
    await rows.outbox.sent(parcel, ReplyState.SENDING, "99", NOON)
    await team.says("urgency", "critical")
    assert await rows.states() == [(1, 1, "sent")]
    assert (await rows.messages())[0]["urgency"] == "critical"


async def test_what_is_not_there_is_named(rows: Rows, team: Team) -> None:
    with pytest.raises(NotThere, match="no queue item 77"):
        await team.corrections.correct(77, "anna", LabelHead.TOPIC, "refund", version="x", due_at=due_at)


@pytest.mark.parametrize(
    ("head", "word", "sentence"),
    [("urgency", "soon", "use low, normal"), ("mood", "bad", "use complaint"), ("sensitive", "threat", "threat:yes")],
)
def test_a_label_that_is_none_is_named_with_those_there_are(head: str, word: str, sentence: str) -> None:
    with pytest.raises(UnknownLabel, match=sentence):
        parse(head, word)


async def test_a_topic_beside_the_first_one_stays(rows: Rows, team: Team) -> None:
    found = understood(topics=(Scored("delivery", 0.8), Scored("safety", 0.6)))
    await rows.hear(message())
    await rows.understand(found, lane="danger")
    await rows.propose()
    assert await team.says("topic", "refund") is Danger.STAYS
    label: Label = (await rows.messages())[0]["topic"]
    assert label == "refund"
