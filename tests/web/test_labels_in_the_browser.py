"""Correcting labels in the panel "Why it is here": two clicks, told what follows, nothing typed is lost."""

import re
from typing import Any

import pytest

from bot.domain.classification import Scored, Sensitive, SensitiveKind, Urgency
from bot.domain.message import Happening
from tests.support import danger, message, understood
from tests.web.console import Browser, Console

DRAFT = "We are sorry and look into it."


async def version(browser: Browser, item: int = 1) -> str:
    found = re.search(r'name="version" value="([^"]+)"', await browser.page(f"/items/{item}"))
    assert found is not None
    return found[1]


async def say(browser: Browser, head: str, label: str, **fields: str) -> str:
    given: dict[str, Any] = {"version": await version(browser), "head": head, "label": label} | fields
    answer = await browser.post("/items/1/correct", **given)
    assert answer.status == 200, await answer.text()
    return await answer.text()


def line(html: str, title: str) -> str:
    """A line of the panel, from its title on."""
    found = re.search(rf"<dt[^>]*>{re.escape(title)}</dt>.*?</dd></div>", html, re.DOTALL)
    assert found is not None
    return found[0]


async def test_correcting_shows_what_holds_what_the_model_said_and_who_says_so(console: Console) -> None:
    await console.rows.ask(message())
    html = await say(await console.signed_in("ada"), "urgency", "high")
    assert "Noted: the urgency is high." in html
    assert "the model said normal · ada" in html
    assert "ada says: the urgency is high" in html
    assert 'class="badge urgency-high"' in html
    assert (await console.rows.queue.item(1)).reply["urgency_rank"] == Urgency.HIGH.rank


async def test_the_queue_shows_what_people_say(console: Console) -> None:
    card = Sensitive(kind=SensitiveKind.PAYMENT_CARD, start=0, end=9, masked="•••• 1111")
    await console.rows.ask(message(), found=understood(sensitive=(card,), topics=(Scored("delivery", 0.8),)))
    browser = await console.signed_in("ada")
    assert "payment card" in await browser.page("/")
    await say(browser, "topic", "refund")
    await say(browser, "sensitive", "payment_card:no")
    await say(browser, "sensitive", "legal:yes")
    html = await browser.page("/")
    assert '<span class="badge topic">refund</span>' in html
    assert '<span class="badge sensitive">legal</span>' in html
    assert "delivery" not in html
    assert "payment card" not in html


async def test_who_spoke_of_a_kind_is_named_beside_it(console: Console) -> None:
    await console.rows.ask(message(), found=understood(sensitive=(Sensitive(kind=SensitiveKind.ABUSE),)))
    await say(await console.signed_in("anna"), "sensitive", "abuse:no")
    html = await say(await console.signed_in("bruno"), "sensitive", "legal:yes")
    assert "the model said there · anna" in line(html, "Abuse")
    assert "the model said not there · bruno" in line(html, "Legal")


@pytest.mark.parametrize(
    ("head", "label", "title"),
    [
        ("urgency", "high", "Urgency"),
        ("sensitive", "abuse:no", "Abuse"),
        ("sensitive", "legal:yes", "Legal"),
        ("sensitive", "threat:no", "Missing?"),
    ],
)
async def test_the_keyboard_stays_on_the_line_that_was_corrected(
    console: Console, head: str, label: str, title: str
) -> None:
    await console.rows.ask(message(), found=understood(sensitive=(Sensitive(kind=SensitiveKind.ABUSE),)))
    browser = await console.signed_in("ada")
    if title == "Missing?":  # added by mistake, so that its line goes away again
        await say(browser, head, "threat:yes")
    html = await say(browser, head, label)
    assert len(re.findall("<summary[^>]* autofocus", html)) == 1
    assert " autofocus" in line(html, title)


async def test_what_is_being_typed_stays(console: Console) -> None:
    await console.rows.ask(message())
    html = await say(await console.signed_in("ada"), "topic", "refund", text="My careful words")
    assert "My careful words</textarea>" in html
    assert (await console.rows.queue.item(1)).reply["text"] == DRAFT


async def test_a_template_that_a_danger_takes_away_does_not_come_back_through_the_form(console: Console) -> None:
    await console.rows.ask(message())
    html = await say(await console.signed_in("ada"), "sensitive", "self_harm:yes", text=DRAFT)
    assert "It counts as danger now" in html
    assert DRAFT not in html
    assert "no template answers it" in html
    assert await console.rows.states() == [(1, 1, "superseded"), (1, 2, "proposed")]


async def test_a_danger_that_is_denied_is_kept_with_a_person(console: Console) -> None:
    await console.rows.hear(message())
    await console.rows.understand(danger(), lane="danger")
    await console.rows.propose()
    browser = await console.signed_in("ada")
    assert "It still counts as danger." in await say(browser, "sensitive", "self_harm:no")
    html = await say(browser, "urgency", "low")
    assert "a person still has to answer it" in html
    assert 'class="badge danger"' not in html
    assert "with a person</span>" in await browser.page("/")


async def test_one_click_says_that_the_labels_are_right(console: Console) -> None:
    await console.rows.ask(message())
    browser = await console.signed_in("ada")
    answer = await browser.post("/items/1/confirm-labels", version=await version(browser))
    html = await answer.text()
    assert "Noted: the labels are right." in html
    assert "Somebody looked at every label." in html
    assert "Labels are right" not in html
    assert "ada says that the labels are right" in html


async def test_without_scripts_the_forms_work_too(console: Console) -> None:
    await console.rows.ask(message())
    browser = await console.signed_in("ada")
    fields: dict[str, Any] = {"version": await version(browser), "head": "complaint", "label": "no"}
    answer = await browser.post("/items/1/correct", headers={"HX-Request": "false"}, **fields)
    assert (answer.status, answer.headers["Location"]) == (303, "/items/1")
    assert (await console.rows.messages())[0]["complaint"] is False


async def test_who_comes_second_is_told_who_was_first(console: Console) -> None:
    await console.rows.ask(message())
    ada, anna = await console.signed_in("ada"), await console.signed_in("anna")
    seen = await version(anna)
    await say(ada, "urgency", "low")
    answer = await anna.post("/items/1/correct", version=seen, head="urgency", label="high", text="Typed.")
    html = await answer.text()
    assert answer.status == 409
    assert "ada was first and said: the urgency is low. Look at the labels again." in html
    assert "Typed.</textarea>" in html


@pytest.mark.parametrize(
    ("fields", "status", "sentence"),
    [
        ({"head": "urgency", "label": "soon"}, 422, "is no label of urgency; use low, normal, high, critical."),
        ({"head": "<b>mood", "label": "bad"}, 422, "There is no label called"),
        ({"head": "urgency", "label": "high", "version": "x"}, 409, "Look at the labels again"),
        ({}, 422, "There is no label called"),
    ],
)
async def test_a_broken_form_changes_nothing(
    console: Console, fields: dict[str, str], status: int, sentence: str
) -> None:
    await console.rows.ask(message())
    browser = await console.signed_in("ada")
    given: dict[str, Any] = {"version": await version(browser)} | fields
    answer = await browser.post("/items/1/correct", **given)
    assert answer.status == status
    html = await answer.text()
    assert sentence in html or "look at its labels again" in html
    assert "<b>" not in html
    assert (await console.rows.messages())[0]["labels"] is None


async def test_a_message_that_is_being_read_again_waits(console: Console) -> None:
    await console.rows.ask(message())
    browser = await console.signed_in("ada")
    seen = await version(browser)
    await console.rows.hear(message(text="Edited.", version_id="v2", happening=Happening.EDIT))
    answer = await browser.post("/items/1/correct", version=seen, head="topic", label="refund")
    assert answer.status == 409
    assert "is being read at the moment" in await answer.text()


async def test_only_those_who_may_write_correct(console: Console) -> None:
    await console.rows.ask(message())
    auditor = await console.signed_in("aldo")
    page = await auditor.page("/items/1")
    assert "Labels are right" not in page
    assert "/correct" not in page
    for path in ("/items/1/correct", "/items/1/confirm-labels"):
        answer = await auditor.post(path, version="x", head="urgency", label="high")
        assert answer.status == 403
        assert "or correct labels" in await answer.text()
    ada = await console.signed_in("ada")
    seen, ada.csrf = await version(ada), "stale"
    assert (await ada.post("/items/1/correct", version=seen, head="urgency", label="high")).status == 403
    assert (await console.rows.messages())[0]["labels"] is None


async def test_what_the_model_doubts_is_marked_until_somebody_says(console: Console) -> None:
    await console.rows.ask(message(), found=understood(unsure=("urgency",)))
    browser = await console.signed_in("ada")
    assert "unsure</span>" in await browser.page("/items/1")
    assert "unsure</span>" not in await say(browser, "urgency", "high")
