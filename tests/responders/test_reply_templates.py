"""The reply texts that come with the desk, and how one is chosen and filled."""

import re
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.classification import Classification, Scored, Sensitive, SensitiveKind, Sentiment, Topic, Urgency
from bot.domain.length import fits
from bot.domain.limits import Length, Measure
from bot.domain.message import Author
from bot.domain.visibility import Visibility
from config.templates import load_templates
from responders.base import DraftRequest
from responders.library import Library, TemplateError
from responders.templates import TemplateResponder

LIBRARY = Library.parse(load_templates())
RESPONDER = TemplateResponder(LIBRARY)
POST = Length(maximum=280, measure=Measure.X_WEIGHTED)
FULL = ("en", "it", "pl", "ro")
ANSWERABLE = [topic for topic in Topic if topic not in (Topic.SPAM, Topic.SAFETY)]


def understood(
    topic: str = Topic.DELIVERY,
    language: str = "en",
    *,
    complaint: bool = True,
    sentiment: Sentiment = Sentiment.NEGATIVE,
    kinds: tuple[SensitiveKind, ...] = (),
) -> Classification:
    return Classification(
        language=Scored(language, 0.9),
        complaint=complaint,
        complaint_score=0.9,
        urgency=Urgency.NORMAL,
        urgency_scores={},
        sentiment=sentiment,
        sentiment_score=0.9,
        topics=(Scored(topic, 0.9),),
        sensitive=tuple(Sensitive(kind=kind) for kind in kinds),
    )


def request(
    classification: Classification,
    *,
    visibility: Visibility = Visibility.PUBLIC,
    name: str | None = "Anna Rossi",
    used: frozenset[str] = frozenset(),
    length: Length = POST,
) -> DraftRequest:
    return DraftRequest(
        author=Author(id="1", handle="anna", name=name),
        classification=classification,
        visibility=visibility,
        length=length,
        used_templates=used,
    )


@pytest.mark.parametrize("language", FULL)
@pytest.mark.parametrize("topic", ANSWERABLE)
@pytest.mark.parametrize("visibility", [Visibility.PUBLIC, Visibility.DIRECT])
def test_every_topic_has_its_own_text(language: str, topic: Topic, visibility: Visibility) -> None:
    length = POST if visibility.is_open else Length(maximum=1_000, measure=Measure.UTF8_BYTES)
    draft = RESPONDER.draft(request(understood(topic, language), visibility=visibility, length=length))
    assert draft.template is not None
    assert draft.template.startswith(f"{language}/{topic.value}.")
    assert draft.language == language
    assert not draft.unfilled


@pytest.mark.parametrize("language", ["en", "it", "pl", "ro", "es", "fr", "de", "pt"])
@pytest.mark.parametrize("topic", ANSWERABLE)
def test_every_language_has_something_to_say(language: str, topic: Topic) -> None:
    assert RESPONDER.draft(request(understood(topic, language))).text


@pytest.mark.parametrize("template", LIBRARY.templates, ids=lambda template: template.id)
def test_shipped_texts_fit_and_are_clean(template: Any) -> None:
    text, unfilled = template.render({"customer.first_name": "Maximiliana-Lucreția"})
    assert not unfilled
    assert fits(text, POST) or not template.open_side
    assert fits(text, Length(maximum=1_000, measure=Measure.UTF8_BYTES))
    for rendered in (text, template.render({})[0]):
        assert not re.search(r"[{}\[\]]|  | ,|https?:|\d", rendered)
        assert rendered[0].isupper()


@pytest.mark.parametrize("kind", [SensitiveKind.SELF_HARM, SensitiveKind.THREAT, SensitiveKind.MINOR])
@pytest.mark.parametrize("language", FULL)
def test_no_template_closes_a_danger(kind: SensitiveKind, language: str) -> None:
    draft = RESPONDER.draft(request(understood(Topic.STAFF, language, kinds=(kind,))))
    assert (draft.text, draft.template) == ("", None)


def test_safety_is_left_to_a_person() -> None:
    assert RESPONDER.draft(request(understood(Topic.SAFETY))).template is None


@pytest.mark.parametrize("language", ["und", "nl", ""])
def test_a_language_without_texts_is_left_to_a_person(language: str) -> None:
    assert RESPONDER.draft(request(understood(Topic.DELIVERY, language))).text == ""


def test_a_customer_never_gets_the_same_text_twice() -> None:
    used: frozenset[str] = frozenset()
    texts: list[str] = []
    while (draft := RESPONDER.draft(request(understood(Topic.STAFF), used=used))).template is not None:
        texts.append(draft.text)
        used |= {draft.template}
    assert len(texts) == len(set(texts)) >= 3
    assert draft.text == ""


def test_the_private_side_is_offered_only_when_personal_data_is_needed() -> None:
    invites = {template.id: template.invites_private for template in LIBRARY.templates}
    needed = RESPONDER.draft(request(understood(Topic.REFUND)))
    assert needed.template is not None
    assert invites[needed.template]
    used: frozenset[str] = frozenset()
    while (draft := RESPONDER.draft(request(understood(Topic.STORE), used=used))).template is not None:
        assert not invites[draft.template]
        used |= {draft.template}


def test_shown_personal_data_is_answered_with_care() -> None:
    draft = RESPONDER.draft(request(understood(Topic.STAFF, kinds=(SensitiveKind.CONTACT,))))
    assert draft.template == "en/personal_data.invite"


def test_praise_of_the_staff_gets_thanks_and_no_apology() -> None:
    kind_words = understood(Topic.STAFF, complaint=False, sentiment=Sentiment.POSITIVE)
    assert RESPONDER.draft(request(kind_words)).template == "en/praise.public"
    question = understood(Topic.STORE, complaint=False, sentiment=Sentiment.NEUTRAL)
    assert RESPONDER.draft(request(question)).template == "en/question.public"


def test_a_text_that_does_not_fit_is_not_proposed() -> None:
    assert RESPONDER.draft(request(understood(), length=Length(maximum=20))).template is None


@pytest.mark.parametrize(
    ("name", "greeting"),
    [
        ("Anna Rossi", "Hi Anna,"),
        ("Jean-Luc Picard", "Hi Jean-Luc,"),
        ("Łucja Nowak", "Hi Łucja,"),
        ("anna", "Hi,"),
        ("Trainspotter", "Hi,"),
        ("The Daily Shop", "Hi,"),
        ("Dr House", "Hi,"),
        ("BEST DEALS", "Hi,"),
        ("{{ 7*7 }} Rossi", "Hi,"),
        ("Anna\nRossi @x http://evil.example", "Hi,"),
        ("Evil.com Rossi", "Hi,"),
        ("A" * 10_000, "Hi,"),
        (f"A{'b' * 10_000} Rossi", "Hi,"),
        ("", "Hi,"),
        (None, "Hi,"),
    ],
)
def test_only_a_name_is_a_name(name: str | None, greeting: str) -> None:
    assert RESPONDER.draft(request(understood(), name=name)).text.startswith(greeting)


@given(st.text(max_size=300), st.text(max_size=300))
def test_hostile_values_change_nothing_but_the_greeting(name: str, value: str) -> None:
    asked = DraftRequest(
        author=Author(id="1", name=name),
        classification=understood(),
        visibility=Visibility.PUBLIC,
        length=POST,
        values={"customer.first_name": value, name: value},
    )
    text = RESPONDER.draft(asked).text
    assert text.endswith(RESPONDER.draft(request(understood(), name=None)).text.removeprefix("Hi,"))
    assert not set("{}<>@\n") & set(text)


FIELDS = {
    "order.number": {"type": "number"},
    "agent.name": {"type": "name"},
    "stop.name": {"type": "text", "fallback": "your stop"},
    "visit.day": {"type": "date"},
    "customer.handle": {"type": "handle"},
}


def library(text: str, **changes: Any) -> Library:
    item = {"id": "a.public", "topic": "delivery", "visibility": "public", "text": text} | changes
    return Library.parse([{"file": "xx.yaml", "language": "en", "fields": FIELDS, "templates": [item]}])


@pytest.mark.parametrize(
    ("text", "values", "expected", "unfilled"),
    [
        ("Order {{ order.number }}.", {"order.number": "AB-123 4"}, "Order AB-123 4.", ()),
        ("Order {{ order.number }}.", {}, "Order [order.number].", ("order.number",)),
        ("Order {{ order.number }}.", {"order.number": "call 112!"}, "Order [order.number].", ("order.number",)),
        ("Order {{ order.number }}.", {"order.number": "{{ 1 }}"}, "Order [order.number].", ("order.number",)),
        ("At {{ stop.name }}.", {}, "At your stop.", ()),
        ("At {{ stop.name }}.", {"stop.name": "Gara de Nord"}, "At Gara de Nord.", ()),
        ("At {{ stop.name }}.", {"stop.name": "see evil.example"}, "At your stop.", ()),
        ("On {{ visit.day }}.", {"visit.day": "2026-11-25"}, "On November 25, 2026.", ()),
        ("On {{ visit.day }}.", {"visit.day": "soon"}, "On [visit.day].", ("visit.day",)),
        ("{{ agent.name }} {{ customer.handle }}", {"agent.name": "Ola", "customer.handle": "@a_b"}, "Ola @a_b", ()),
    ],
)
def test_placeholders_are_typed(text: str, values: Mapping[str, str], expected: str, unfilled: tuple[str, ...]) -> None:
    assert library(text).templates[0].render(values) == (expected, unfilled)


@pytest.mark.parametrize(
    ("text", "changes", "message"),
    [
        ("{{ order.number", {}, "can't be read"),
        ("{{ order.weight }}", {}, "declare it under `fields:`"),
        ("{{ order }}", {}, "two words joined by a dot"),
        ("{{ parts.bye }}", {}, "add it under `parts:`"),
        ("{% for x in order.number %}x{% endfor %}", {}, "may hold only fields"),
        ("{{ order.number.__class__ }}", {}, "declare it under `fields:`"),
        ("{{ order.number|upper }}", {}, "may hold only fields"),
        ("{{ ''.__class__ }}", {}, "may hold only fields"),
        (" ", {}, "is missing"),
        ("x", {"visibility": "loud"}, "use public or private"),
        ("x", {"visibility": "private", "invites_private": True}, "only on a public template"),
        ("x", {"topci": "delivery"}, "unknown key 'topci'"),
        ("x", {"topic": None}, "is missing"),
    ],
)
def test_a_wrong_template_is_named_in_one_sentence(text: str, changes: dict[str, Any], message: str) -> None:
    with pytest.raises(TemplateError) as caught:
        library(text, **changes)
    assert str(caught.value).startswith("xx.yaml: ")
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({}, "language is missing"),
        ({"language": "en"}, "templates must be a list"),
        ({"language": "en", "templates": ["x"]}, "`name: value`"),
        ({"language": "en", "fields": {"number": {"type": "number"}}, "templates": []}, "like `customer.first_name`"),
        ({"language": "en", "fields": {"a.b": {"type": "colour"}}, "templates": []}, "use one of text, name"),
        ({"language": "en", "fields": {"a.b": {"type": "text", "fallback": 1}}, "templates": []}, "in quotes"),
        ({"language": "en", "templates": [], "colour": 1}, "unknown key 'colour'"),
    ],
)
def test_a_wrong_file_is_named_in_one_sentence(data: dict[str, Any], message: str) -> None:
    with pytest.raises(TemplateError) as caught:
        Library.parse([{"file": "xx.yaml", **data}])
    assert str(caught.value).startswith("xx.yaml: ")
    assert message in str(caught.value)


def test_an_id_is_used_once() -> None:
    file = {"language": "en", "templates": [{"id": "a", "topic": "other", "visibility": "public", "text": "x"}]}
    with pytest.raises(TemplateError, match="used twice"):
        Library.parse([file, file])
