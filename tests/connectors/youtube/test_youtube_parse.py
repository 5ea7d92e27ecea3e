"""YouTube's comments as messages: recorded shapes, each trap in them, and any JSON at all."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.message import CanReply, Happening, Inbound, Kind
from bot.domain.visibility import Visibility
from connectors.bodies import Body, mapping
from connectors.youtube_parse import comment_id, included_replies, parse_comment, parse_thread, reply_count
from tests.connectors.youtube.youtube_support import BRAND, fixture

THREADS: list[dict[str, Any]] = fixture("youtube_comment_threads")["items"]


def parsed(thread: Body) -> list[Inbound]:
    return list(parse_thread(thread, included_replies(thread), BRAND))


def test_a_thread_is_told_oldest_first_with_who_answers_whom() -> None:
    asked, own, other, second = parsed(THREADS[0])
    assert asked.text == "router <BW-7> keeps rebooting\nsince the update & support line is busy"
    assert (asked.author.id, asked.author.handle, asked.author.name) == ("UCines", "ines_pardo", "@ines_pardo")
    assert asked.created_at == datetime(2026, 11, 20, 18, 11, 1, tzinfo=UTC)
    assert (asked.kind, asked.visibility, asked.thread_id) == (Kind.COMMENT, Visibility.PUBLIC, "UgxTop1")
    assert (asked.addressed, asked.can_reply) == (True, CanReply.YES)
    assert (own.happening, own.parent_id, own.addressee_id) == (Happening.OWN, "UgxTop1", "UCines")
    assert (other.kind, other.parent_id, other.addressed) == (Kind.REPLY, "UgxTop1", False), "it speaks to Inês"
    assert (second.parent_id, second.addressee_id) == ("UgxTop1.b", "UCtariq"), "the handle in front says whom"


def test_an_edited_comment_keeps_its_name_and_has_another_version() -> None:
    (found,) = parsed(THREADS[1])
    assert (found.happening, found.external_id) == (Happening.EDIT, "UgxTop2")
    assert found.answer_to != found.external_id == comment_id(found.answer_to)
    assert (found.can_reply, bool(found.can_reply_reason)) == (CanReply.NO, True)


@pytest.mark.parametrize(
    ("text", "addressed"),
    [("thanks", True), ("@brightwave thanks", True), ("@BrightWave, thanks", True), ("@tariq thanks", False)],
)
def test_an_answer_to_another_viewer_is_not_addressed_to_the_brand(text: str, addressed: bool) -> None:
    comment = {"id": "a.b", "snippet": {"parentId": "a", "textDisplay": text, "authorChannelId": {"value": "UCx"}}}
    assert parse_comment(comment, BRAND).addressed is addressed


def test_a_viewer_without_a_channel_is_nobody_else() -> None:
    one, other = (parse_comment({"id": name, "snippet": {"textDisplay": "hi"}}, BRAND) for name in ("a", "b"))
    assert one.author.id != other.author.id


_LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8)
_JSON = st.recursive(
    _LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=10,
)


@given(st.dictionaries(st.sampled_from(["id", "snippet", "replies"]), _JSON))
def test_any_json_is_a_thread_or_nothing(thread: dict[str, Any]) -> None:
    assert all(isinstance(item, Inbound) for item in parsed(thread))
    assert reply_count(thread) >= 0


@given(
    name=st.sampled_from(
        ["textDisplay", "textOriginal", "authorDisplayName", "authorChannelId", "parentId", "publishedAt", "updatedAt"]
    ),
    value=_JSON | st.datetimes().map(lambda at: at.isoformat() + "Z"),
    place=st.integers(0, 2),
)
def test_a_thread_survives_one_broken_part(name: str, value: object, place: int) -> None:
    replies = [dict(each) for each in included_replies(THREADS[0])]
    replies[place] = {**replies[place], "snippet": {**mapping(replies[place]["snippet"]), name: value}}
    assert len(list(parse_thread(THREADS[0], replies, BRAND))) == 4
