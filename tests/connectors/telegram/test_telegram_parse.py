"""The Bot API's updates as messages: recorded shapes, each trap in them, and any JSON at all."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.message import Attachment, Happening, Inbound, Kind
from bot.domain.visibility import Visibility
from connectors.telegram_parse import parse_update, update_id
from tests.connectors.telegram.telegram_support import BRAND, fixture

INES = {"id": 7200000041, "is_bot": False, "first_name": "Inês"}
US = {"id": int(BRAND.id), "is_bot": True, "first_name": "Brightwave", "username": "brightwavebot"}
GROUP = {"id": -1001, "type": "group", "title": "Talk"}


def parsed(update: dict[str, Any]) -> Inbound:
    found = parse_update(update, BRAND)
    assert found
    return found


def in_group(text: str, **others: object) -> dict[str, Any]:
    message = {"message_id": 5, "from": INES, "chat": GROUP, "date": 1795198261, "text": text, **others}
    return {"update_id": 1, "message": message}


def test_a_private_message_is_direct_and_shows_hidden_addresses() -> None:
    found = parsed(fixture("telegram_private_message"))
    assert found.text == ("😀 the router keeps rebooting, see my photos (https://pics.example/1?a=1&b=2). Any fix?"), (
        "offsets count in UTF-16, where an emoji counts two"
    )
    assert (found.external_id, found.thread_id, found.answer_to) == ("7200000041/81", "7200000041", "7200000041/81")
    assert (found.author.id, found.author.handle, found.author.name) == ("7200000041", "ines_pardo", "Inês Pardo")
    assert (found.kind, found.visibility, found.lang) == (Kind.DM, Visibility.DIRECT, "pt")
    assert found.created_at == datetime(2026, 11, 20, 18, 11, 1, tzinfo=UTC)
    assert found.addressed


def test_a_mention_in_a_topic_of_an_open_group_keeps_its_topic() -> None:
    found = parsed(fixture("telegram_group_mention"))
    assert found.text == "where is my parcel?"
    assert (found.external_id, found.thread_id) == ("-1001000000001/902", "-1001000000001/77")
    assert (found.kind, found.visibility) == (Kind.MENTION, Visibility.PUBLIC)
    assert found.parent_id is None, "the head of a topic is no message"


def test_an_edit_keeps_id_and_time() -> None:
    before, after = parsed(fixture("telegram_private_message")), parsed(fixture("telegram_edited_message"))
    assert (after.external_id, after.created_at) == (before.external_id, before.created_at)
    assert (after.happening, after.text) == (Happening.EDIT, "the router is fine again")


def test_a_photo_has_its_caption_and_no_address() -> None:
    found = parsed(fixture("telegram_photo"))
    assert (found.text, found.attachments) == ("the cable, broken", (Attachment(type="photo"),))


def test_a_group_that_is_not_listed_is_still_read_by_strangers() -> None:
    found = parsed(in_group("@brightwavebot hi", entities=[{"type": "mention", "offset": 0, "length": 14}]))
    assert found.visibility is Visibility.UNLISTED


@pytest.mark.parametrize(
    "others",
    [
        {},
        {"entities": [{"type": "mention", "offset": 0, "length": 4}]},
        {"entities": [{"type": "text_mention", "offset": 0, "length": 4, "user": INES}]},
        {"reply_to_message": {"message_id": 4, "from": INES, "chat": GROUP, "date": 1, "text": "hm"}},
        {"entities": "rubbish"},
    ],
)
def test_talk_among_others_in_a_group_is_nobodys_question(others: dict[str, Any]) -> None:
    assert parse_update(in_group("@ama look at @brightwavebot2", **others), BRAND) is None


@pytest.mark.parametrize(
    "others",
    [
        {"entities": [{"type": "mention", "offset": 0, "length": 14}]},
        {"entities": [{"type": "bot_command", "offset": 0, "length": 14}]},
        {"entities": [{"type": "text_mention", "offset": 0, "length": 4, "user": US}]},
        {"reply_to_message": {"message_id": 4, "from": US, "chat": GROUP, "date": 1, "text": "Good morning."}},
    ],
)
def test_who_names_or_answers_the_bot_speaks_to_it(others: dict[str, Any]) -> None:
    found = parsed(in_group("@BrightwaveBot hello", **others))
    assert (found.text, found.happening) == ("hello", Happening.MESSAGE)


def test_a_caption_is_looked_at_like_a_text() -> None:
    marks = [{"type": "mention", "offset": 5, "length": 14}]
    found = parsed(in_group("", caption="look @brightwavebot", caption_entities=marks, photo=[1]))
    assert found.text == "look @brightwavebot"


def test_what_nobody_said_is_no_message() -> None:
    joined = in_group("", new_chat_members=[US], chat={"id": 7200000041, "type": "private"})
    assert parse_update(joined, BRAND) is None


def test_our_own_messages_are_our_own() -> None:
    assert parsed(in_group("hello", **{"from": US})).happening is Happening.OWN


def test_a_colleagues_answer_in_a_group_is_the_brands_own() -> None:
    kim = {"id": 7200000009, "is_bot": False, "first_name": "Kim"}
    asked = {"message_id": 4, "from": INES, "chat": GROUP, "date": 1, "text": "hm"}
    found = parsed(in_group("hello", **{"from": kim, "reply_to_message": asked}))
    assert (found.happening, found.parent_id, found.addressee_id) == (Happening.OWN, "-1001/4", "7200000041")
    privately = in_group("a test", **{"from": kim, "chat": {"id": 7200000009, "type": "private"}})
    assert parsed(privately).happening is Happening.MESSAGE


def test_who_speaks_for_a_channel_is_that_channel() -> None:
    stand_in = {"id": 136817688, "is_bot": True, "first_name": "Channel"}
    channel = {"id": -1007, "type": "channel", "title": "Gazette", "username": "gazette"}
    marks = [{"type": "mention", "offset": 0, "length": 14}]
    found = parsed(in_group("@brightwavebot hi", **{"from": stand_in, "sender_chat": channel, "entities": marks}))
    assert (found.author.id, found.author.handle, found.author.is_bot) == ("-1007", "gazette", False)


@pytest.mark.parametrize("said", ["/start", " /start "])
def test_pressing_start_is_no_message(said: str) -> None:
    message = {"message_id": 1, "from": INES, "chat": {"id": 7200000041, "type": "private"}, "date": 1, "text": said}
    assert parse_update({"update_id": 1, "message": message}, BRAND) is None


@pytest.mark.parametrize("number", [None, "7", -1, True, 7.0])
def test_an_update_without_a_number_is_none(number: object) -> None:
    assert update_id({"update_id": number}) is None


_LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8)
_JSON = st.recursive(
    _LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=12,
)
_NAMES = [
    *("message_id", "from", "chat", "date", "text", "caption", "entities", "caption_entities", "photo"),
    *("reply_to_message", "sender_chat", "message_thread_id", "is_topic_message"),
]


@given(st.fixed_dictionaries({"message": _JSON | st.dictionaries(st.sampled_from(_NAMES), _JSON)}))
def test_any_json_is_a_message_or_nothing(update: dict[str, Any]) -> None:
    assert isinstance(parse_update(update, BRAND), Inbound | None)


@given(
    text=st.text(st.characters(), max_size=20),
    marks=st.lists(
        st.fixed_dictionaries(
            {
                "type": st.sampled_from(["mention", "text_link", "bot_command", "new"]),
                "offset": st.integers(-2, 30),
                "length": st.integers(-2, 30),
                "url": st.just("https://a.example"),
            }
        ),
        max_size=4,
    ),
    value=_JSON,
    name=st.sampled_from(_NAMES),
)
def test_a_message_survives_one_broken_part(text: str, marks: list[Any], value: object, name: str) -> None:
    message: dict[str, Any] = {**fixture("telegram_private_message")["message"], "text": text, "entities": marks}
    message[name] = value
    assert isinstance(parse_update({"message": message}, BRAND), Inbound | None)
