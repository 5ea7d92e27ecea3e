"""What the pages show, and that a customer's text is never more than text."""

from datetime import timedelta
from html import unescape
from typing import Any
from urllib.parse import quote

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.classification import Scored, Sensitive, SensitiveKind, Urgency
from bot.domain.message import Attachment, Author, Happening
from bot.domain.visibility import Visibility
from bot.web.times import deadline, moment, span
from bot.web.wording import LONG, first_words, parted, pieces
from tests.support import ACCOUNT, NOON, danger, message, understood
from tests.web.console import Console

HOSTILE = '<script>alert(1)</script> "onmouseover="x" {{7*7}} \'};-- &amp; \u202egnp.exe\u202c a\u200bb'


async def test_hostile_text_stays_text_everywhere(console: Console) -> None:
    author = Author(id="1", handle='<b>"x', name="</title><script>2</script>\u202e")
    await console.rows.ask(
        message(text=HOSTILE, author=author, attachments=(Attachment(type="<i>", url="javascript:alert(3)"),)),
        found=understood(reasons=("<u>why</u>",), topics=(Scored("<s>topic</s>", 0.9),)),
    )
    browser = await console.signed_in("anna")
    await browser.post("/items/1/edit", text="</textarea><script>4</script>")
    await browser.post("/items/1/snooze", until="<x>")
    for path in ("/", "/items/1", "/items/1/news?revision=0&state=x"):
        html = await browser.page(path, part="news" in path)
        assert html.count("<script") == html.count('<script src="/static/')
        assert not any(tag in html for tag in ("<b>", "<i>", "<u>", "<s>", "<x>", "javascript:", "\u202e", "\u200b"))
    page = await browser.page("/items/1")
    assert "{{7*7}}" in page
    assert ">U+202E</span>" in page
    assert ">U+200B</span>" in page


async def test_the_queue_shows_danger_first_and_what_matters(console: Console) -> None:
    rows = console.rows
    card = Sensitive(kind=SensitiveKind.PAYMENT_CARD, start=0, end=9, masked="•••• 1111")
    await rows.ask(
        message("1", "Ciao, dove è il mio pacco?", visibility=Visibility.DIRECT, disclosures=(card,)),
        found=understood(urgency=Urgency.HIGH, language=Scored("it", 1.0), sensitive=(card,)),
    )
    await rows.hear(message("2", "I can't go on."))
    await rows.understand(danger(), lane="danger")
    await rows.propose()
    console.rows.clock.pass_by(600)
    await rows.accounts.set_state(ACCOUNT, "signed_out", "desk", "The token is dead.")
    await rows.accounts.register({"<shop>": "x"})
    await rows.accounts.ends("<shop>", console.rows.clock() + timedelta(days=3))
    console.notices.append("Simple rules stand in for the model.")
    await rows.decisions.lock(1, 1, "bruno")
    html = await (await console.signed_in("anna")).page("/")
    assert html.index('id="row-2"') < html.index('id="row-1"')
    for shown in (
        'class="badge danger"',
        "self harm",
        "payment card",
        'lang="en"',
        "private",
        "late by 10 min",
        "waiting 10 min",
        "bruno is writing",
        "is signed out.</strong> The token is dead.",
        "<strong>&lt;shop&gt;:</strong> The token ends on 2026-11-21, in 3 days;",
        "Simple rules stand in for the model.",
    ):
        assert shown in html


async def test_every_page_learns_how_much_waits_and_how_much_is_danger(console: Console) -> None:
    await console.rows.ask(message("1"), message("2"))
    await console.rows.hear(message("3"))
    await console.rows.understand(danger(), lane="danger")
    await console.rows.propose()
    html = await (await console.signed_in("anna")).page("/pulse", part=True)
    assert ">3<span" in html
    assert "1 danger" in html


async def test_the_next_item_is_one_that_nobody_else_has_begun(console: Console) -> None:
    await console.rows.ask(*(message(str(number)) for number in range(1, 5)))
    await console.rows.decisions.lock(2, 1, "bruno")
    await console.rows.decisions.assign(3, "bruno", "bruno")
    assert 'id="next" href="/items/4"' in await (await console.signed_in("anna")).page("/items/1")


async def test_the_queue_is_paged_and_every_item_is_on_one_page(console: Console) -> None:
    await console.rows.ask(*(message(str(number)) for number in range(120)))
    browser = await console.signed_in("anna")
    seen: list[str] = []
    path = "/"
    for _ in range(3):
        html = await browser.page(path)
        seen += [part.split('"')[0] for part in html.split('id="row-')[1:]]
        path = unescape(html.split('class="more"><a href="')[1].split('"')[0]) if 'class="more"' in html else ""
    assert path == ""
    assert len(seen) == len(set(seen)) == 120


async def test_a_broken_page_address_shows_the_first_page(console: Console) -> None:
    await console.rows.ask(message())
    browser = await console.signed_in("anna")
    for token in ("x", "1~2~3", "1~0001-01-01T00:00:00+14:00~1", "1~~", f"{'9' * 30}~2026-11-18T12:00:00Z~1"):
        assert 'id="row-1"' in await browser.page(f"/?after={quote(token)}"), token


async def test_the_thread_shows_both_sides_with_marks(console: Console) -> None:
    rows = console.rows
    person = Author(id="7", handle="rosa")
    await rows.ask(message("1", "First question", thread_id="t", author=person))
    await rows.decisions.approve(1, 1, "anna")
    await console.deliver("99887766")
    later: dict[str, Any] = {"thread_id": "t", "author": person, "created_at": NOON + timedelta(minutes=5)}
    await rows.ask(message("2", "Second question", **later))
    await rows.hear(message("2", "Second question, edited", happening=Happening.EDIT, **later))
    await rows.hear(message("3", "Third", **later))
    await rows.hear(message("3", happening=Happening.DELETION, **later))
    await rows.understand()
    await rows.propose("A new proposal.")
    html = await (await console.signed_in("anna")).page("/items/2")
    for shown in (
        "First question",
        "approved by anna",
        "99887766",
        "Second question, edited",
        ">edited</span>",
        "Deleted by the customer",
        "A new proposal.",
        "The platform confirmed it",
    ):
        assert shown in html
    assert "Third" not in html


async def test_the_item_says_why_it_is_there(console: Console) -> None:
    found = understood(
        reasons=("It speaks of a lawyer.",),
        sensitive=(
            Sensitive(kind=SensitiveKind.LEGAL, score=0.87),
            Sensitive(kind=SensitiveKind.PAYMENT_CARD, start=0, end=4, masked="•••• 4242"),
        ),
    )
    await console.rows.ask(message(), found=found)
    html = await (await console.signed_in("aldo")).page("/items/1")
    for shown in ("It speaks of a lawyer.", "Because.", "Legal", "87 %", "•••• 4242", "test@1"):
        assert shown in html


async def test_a_long_text_is_folded_and_whole(console: Console) -> None:
    await console.rows.ask(message(text="word " * 40_000))
    html = await (await console.signed_in("anna")).page("/items/1")
    assert "more characters</summary>" in html
    assert html.count("word ") >= 40_000


async def test_times_are_those_of_the_team(console: Console) -> None:
    await console.rows.ask(message(created_at=NOON - timedelta(minutes=5)))
    assert ">12:55</time>" in await (await console.signed_in("anna")).page("/items/1")


async def test_the_report_is_framed_and_can_run_nothing(console: Console) -> None:
    browser = await console.signed_in("aldo")
    page = await browser.page("/report?week=2026-W45")
    assert 'src="/report/document?week=2026-W45"' in page
    assert "2026-W44" in page
    assert "2026-W46" in page
    assert "2026-W48" not in await browser.page("/report")
    document = await browser.get("/report/document?week=2026-W45")
    assert "Week 2026-W45" in await document.text()
    policy = document.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'self'" in policy


@given(st.text())
def test_nothing_hidden_is_printed_and_nothing_else_is_lost(text: str) -> None:
    shown = list(pieces(text))
    printed = "".join(piece.text for piece in shown if piece.name is None)
    assert not set(printed) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b\ufeff\0\x1b")
    assert [c for c in text if c.isalnum()] == [c for c in printed if c.isalnum()]


@given(st.text(max_size=4_000))
def test_a_folded_text_is_the_same_text(text: str) -> None:
    head, rest = parted(text)
    assert head + rest == text
    assert len(head) <= LONG
    assert len(first_words(text)) <= 160


def test_joiners_and_flags_are_kept() -> None:
    for whole in ("👩‍👩‍👧", "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f", "می‌خواهم", "\u200fמה"):
        assert [piece.text for piece in pieces(whole)] == [whole]
    assert [piece.name for piece in pieces("\u200b" * 500)] == ["zero width space"]


def test_times_in_words() -> None:
    zone = NOON.tzinfo
    assert zone is not None
    assert moment(NOON, NOON, zone) == "12:00"
    assert moment(NOON - timedelta(days=2), NOON, zone) == "Mon 12:00"
    assert moment(NOON - timedelta(days=20), NOON, zone) == "29 Oct 12:00"
    assert moment(NOON - timedelta(days=400), NOON, zone) == "14 Oct 2025 12:00"
    assert [span(seconds) for seconds in (-1, 59, 60, 7_500, 100_000)] == [
        "0 s",
        "59 s",
        "1 min",
        "2 h 05 min",
        "1 d 3 h",
    ]
    assert deadline(NOON + timedelta(minutes=3), NOON) == "due in 3 min"
    assert deadline(NOON - timedelta(hours=1), NOON) == "late by 1 h 00 min"
