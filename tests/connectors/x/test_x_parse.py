"""X's bodies as messages: the recorded ones, each trap in them, and any JSON at all."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.message import CanReply, Happening, Kind
from bot.domain.visibility import Visibility
from connectors.x_json import snowflake_time
from connectors.x_parse import parse_messages, parse_posts
from tests.connectors.x.x_support import BRAND, fixture

MILA, TARIQ, DOTTY = "1800000000000001101", "1800000000000002202", "1800000000000003303"


def post(text: str, author: str = MILA, **others: object) -> dict[str, Any]:
    return {"id": "2123839334383390720", "text": text, "author_id": author, **others}


def only(body_post: dict[str, Any], includes: dict[str, Any] | None = None) -> Any:
    found = parse_posts({"data": [body_post], "includes": includes or {}}, BRAND)
    assert len(found) == 1
    return found[0]


def answering(text: str, parent_author: str, parent_text: str | None = None, author: str = MILA) -> Any:
    reply = post(
        text,
        author,
        in_reply_to_user_id=parent_author,
        referenced_tweets=[{"type": "replied_to", "id": "2123834758397161472"}],
    )
    parent = {"id": "2123834758397161472", "text": parent_text, "author_id": parent_author}
    return only(reply, {"tweets": [parent]} if parent_text is not None else {})


@pytest.mark.parametrize("name", ["x_mention_page", "x_mention_page_post_vocabulary"])
def test_both_vocabularies_give_the_same_messages(name: str) -> None:
    first, second = parse_posts(fixture(name), BRAND)
    assert (first.external_id, second.external_id) == ("2123839334383390720", "2123840210990694400")
    assert first.text.startswith('@BrightwaveCare my fibre has been down since 6am & the app just says "all good" 😡')
    assert first.created_at == datetime(2026, 11, 20, 18, 2, 11, tzinfo=UTC)
    assert (first.author.handle, first.author.name) == ("mila_oconnor", "Mila O'Connor")
    assert (first.kind, first.visibility, first.lang) == (Kind.MENTION, Visibility.PUBLIC, "en")
    assert (second.kind, second.parent_id) == (Kind.REPLY, "2123834758397161472")
    assert second.thread_id == second.root_id == "2123833764346220544"
    assert second.addressed
    assert second.can_reply is CanReply.YES


def test_pages_are_newest_first_and_messages_oldest_first() -> None:
    page = fixture("x_mention_page")
    assert [each["id"] for each in page["data"]] == [each.external_id for each in parse_posts(page, BRAND)][::-1]


def test_a_page_without_data_is_empty() -> None:
    assert parse_posts(fixture("x_mention_page_empty"), BRAND) == []


def test_a_partial_error_hides_no_message() -> None:
    assert len(parse_posts(fixture("x_mention_page_partial_error"), BRAND)) == 1


@pytest.mark.parametrize("name", ["x_stream_line", "x_stream_line_untagged_rule"])
def test_a_line_of_the_stream_is_a_message(name: str) -> None:
    (found,) = parse_posts(fixture(name), BRAND)
    assert found.external_id == "2123839334383390720"
    assert found.addressed


def test_an_announced_disconnect_is_no_message() -> None:
    assert parse_posts(fixture("x_stream_disconnect_line"), BRAND) == []


@pytest.mark.parametrize("name", ["x_activity_mention_event", "x_activity_dm_received_event"])
def test_an_envelope_of_another_api_is_no_post(name: str) -> None:
    assert parse_posts(fixture(name), BRAND) == parse_messages(fixture(name), BRAND) == []


def test_direct_messages_stay_direct_and_joining_is_no_message() -> None:
    asked, own = parse_messages(fixture("x_dm_event_page"), BRAND)
    assert (asked.happening, own.happening) == (Happening.MESSAGE, Happening.OWN)
    assert {asked.visibility, own.visibility} == {Visibility.DIRECT}
    assert asked.thread_id == own.thread_id == "1700000000000000421-1800000000000001101"
    assert asked.answer_to == "2123843839063584768"
    assert asked.attachments[0].type == "photo"
    assert own.addressee_id == MILA


def test_ids_of_messages_and_posts_never_meet() -> None:
    event = {"id": "7", "event_type": "MessageCreate", "sender_id": MILA, "dm_conversation_id": "99", "text": "x"}
    (message,) = parse_messages({"data": [event]}, BRAND)
    assert message.external_id != only(post("x") | {"id": "7"}).external_id


def test_ids_beyond_two_to_the_fifty_third_stay_exact() -> None:
    found = only(post("@BrightwaveCare hi") | {"id": 9007199254740993})
    assert found.external_id == "9007199254740993"


def test_text_is_unescaped_once_and_nothing_else_is_touched() -> None:
    assert (
        only(post("@BrightwaveCare &lt;b&gt; &amp;amp; &eacute; &#39;")).text
        == "@BrightwaveCare <b> &amp; &eacute; &#39;"
    )


@pytest.mark.parametrize("note", ["note_tweet", "note_post"])
def test_a_long_post_is_read_whole(note: str) -> None:
    long = "@BrightwaveCare " + "so slow " * 60 + "&amp; that is all"
    assert only(post(long[:279] + "…") | {note: {"text": long}}).text == long.replace("&amp;", "&")


def test_own_posts_are_never_messages() -> None:
    own = answering("@mila_oconnor Sorry, Mila.", MILA, "@BrightwaveCare help", author=BRAND.id)
    assert own.happening is Happening.OWN
    assert own.parent_id == "2123834758397161472"
    assert own.addressee_id == MILA
    assert not own.addressed


@pytest.mark.parametrize("name", ["retweeted", "reposted"])
def test_retweets_are_left_out(name: str) -> None:
    again = post("RT @mila_oconnor: @BrightwaveCare help", DOTTY, referenced_tweets=[{"type": name, "id": "1"}])
    assert parse_posts({"data": [again]}, BRAND) == []


def test_a_post_between_strangers_that_only_carries_the_handle_is_not_for_the_brand() -> None:
    found = answering("@tariq_h @BrightwaveCare same here mate", TARIQ, "@BrightwaveCare still waiting", author=DOTTY)
    assert not found.addressed
    assert found.can_reply is CanReply.HUMAN_ONLY
    assert "carried" in found.can_reply_reason


def test_an_enterprise_account_answers_anybody_but_never_a_protected_author_in_public() -> None:
    brand = replace(BRAND, answers_anybody=True)
    stranger = post("my fibre is down", author_id=MILA)
    assert parse_posts({"data": [stranger]}, BRAND)[0].can_reply is CanReply.NO
    (found,) = parse_posts({"data": [stranger]}, brand)
    assert (found.can_reply, found.can_reply_reason, found.addressed) == (CanReply.YES, None, False)
    hidden = {"data": [stranger], "includes": {"users": [{"id": MILA, "protected": True}]}}
    assert parse_posts(hidden, brand)[0].can_reply is CanReply.HUMAN_ONLY


def test_each_message_says_where_a_person_sees_it() -> None:
    assert parse_posts(fixture("x_mention_page"), BRAND)[0].link == "https://x.com/i/status/2123839334383390720"
    (asked, _) = parse_messages(fixture("x_dm_event_page"), BRAND)
    assert asked.link == "https://x.com/messages/1700000000000000421-1800000000000001101"


def test_a_handle_that_the_post_before_did_not_have_was_typed() -> None:
    found = answering("@tariq_h @BrightwaveCare can you help him?", TARIQ, "my line is dead again", author=DOTTY)
    assert found.addressed
    assert found.can_reply is CanReply.YES


def test_a_handle_in_the_middle_was_typed() -> None:
    found = answering("@tariq_h ask @brightwavecare about it", TARIQ, "@BrightwaveCare hello", author=DOTTY)
    assert found.addressed


def test_where_x_begins_to_show_the_text_tells_what_was_typed() -> None:
    typed = answering("@tariq_h @BrightwaveCare help him", TARIQ, "@BrightwaveCare hello", author=DOTTY)
    shown = post(
        "@tariq_h @BrightwaveCare help him",
        DOTTY,
        in_reply_to_user_id=TARIQ,
        referenced_tweets=[{"type": "replied_to", "id": "2123834758397161472"}],
        display_text_range=[9, 33],
    )
    assert not typed.addressed
    assert only(shown).addressed


def test_going_on_in_ones_own_thread_is_for_the_brand_with_a_caution() -> None:
    found = answering("@BrightwaveCare and now the phone too", MILA, "@BrightwaveCare my fibre is down")
    assert found.addressed
    assert found.can_reply is CanReply.YES
    assert found.can_reply_reason


def test_answering_the_brand_is_for_the_brand() -> None:
    assert answering("@BrightwaveCare no it is not", BRAND.id, "@mila_oconnor Is it better now?").addressed


def test_quoting_the_brand_is_for_the_brand() -> None:
    quote = post("look at this", DOTTY, referenced_tweets=[{"type": "quoted", "id": "5"}])
    found = only(quote, {"tweets": [{"id": "5", "author_id": BRAND.id, "text": "We are the best"}]})
    assert found.addressed
    assert found.can_reply is CanReply.YES


def test_who_never_called_the_brand_can_not_be_answered_by_a_program() -> None:
    found = only(post("Brightwave is slow", DOTTY))
    assert found.can_reply is CanReply.NO
    assert found.can_reply_reason
    assert not found.addressed


@pytest.mark.parametrize("text", ["mail me@BrightwaveCare.example", "@BrightwaveCareers hi", "@BrightwaveCar hi"])
def test_a_handle_inside_something_longer_is_another_word(text: str) -> None:
    assert not only(post(text)).addressed


def test_a_protected_author_is_not_answered_in_public() -> None:
    users = [{"id": MILA, "username": "mila_oconnor", "protected": True}]
    found = only(post("@BrightwaveCare help"), {"users": users})
    assert found.visibility is Visibility.PRIVATE
    assert found.can_reply is CanReply.HUMAN_ONLY


@pytest.mark.parametrize("history", ["edit_history_tweet_ids", "edit_history_post_ids"])
def test_an_edit_is_the_same_message_under_a_new_version(history: str) -> None:
    first, last = "2123839334383390720", "2123839334383399999"
    found = only(post("@BrightwaveCare better words") | {history: [first, last], "id": last})
    assert (found.happening, found.external_id, found.answer_to) == (Happening.EDIT, first, last)
    assert found.created_at == snowflake_time(first)


def test_time_comes_from_the_id_when_x_does_not_tell_it() -> None:
    assert only(post("@BrightwaveCare hi")).created_at == snowflake_time("2123839334383390720")


@pytest.mark.parametrize(("told", "kept"), [("und", None), ("qme", None), ("in", "id"), ("pl", "pl"), (7, None)])
def test_languages_that_are_none_are_not_taken(told: object, kept: str | None) -> None:
    assert only(post("@BrightwaveCare hi", lang=told)).lang == kept


def test_attachments_have_a_type_and_an_address() -> None:
    media = [{"media_key": "3_1", "type": "photo", "url": "https://pbs.example/1.jpg"}]
    found = only(post("@BrightwaveCare", attachments={"media_keys": ["3_1", "7_2", "x"]}), {"media": media})
    assert [(each.type, each.url) for each in found.attachments] == [
        ("photo", "https://pbs.example/1.jpg"),
        ("video", None),
        ("file", None),
    ]


_WORDS = """data includes users tweets posts media id text author_id sender_id dm_conversation_id event_type entities
mentions username referenced_tweets type note_tweet edit_history_tweet_ids attachments media_keys created_at
display_text_range lang protected in_reply_to_user_id conversation_id meta errors"""
_KEYS = st.sampled_from(_WORDS.split())
_LEAVES = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=12)
_IDS = st.sampled_from([BRAND.id, MILA, "2123839334383390720", "0", "-1", "²", "9" * 40, "MessageCreate", "replied_to"])
_JSON = st.recursive(
    _LEAVES | _IDS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_KEYS, inner, max_size=6), max_leaves=25
)
_POSTS = st.fixed_dictionaries(
    {"id": _IDS, "author_id": _IDS}, optional=dict.fromkeys(("text", "entities", "attachments", "created_at"), _JSON)
)


@given(
    body=st.dictionaries(_KEYS, _JSON) | st.fixed_dictionaries({"data": st.lists(_POSTS)}, optional={"includes": _JSON})
)
def test_no_json_breaks_the_parser(body: dict[str, Any]) -> None:
    for found in [*parse_posts(body, BRAND), *parse_messages(body, BRAND)]:
        assert found.answer_to.isdigit()
        assert found.created_at.tzinfo
        assert (found.happening is Happening.OWN) == (found.author.id == BRAND.id)
