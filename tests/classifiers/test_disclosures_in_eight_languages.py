"""Messages as customers type them in eight languages, with the exact spans of what they give away, and look-alikes."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from bot.domain.classification import SensitiveKind
from classifiers.disclosures import find_disclosures

FIXTURE = Path(__file__).parents[1] / "fixtures" / "classifiers" / "disclosures.jsonl"


class Row(NamedTuple):
    lang: str
    text: str
    spans: list[tuple[int, int, str]]
    health: bool


def rows() -> Iterator[Row]:
    for line in FIXTURE.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield Row(row["lang"], row["text"], [(start, end, kind) for start, end, kind in row["spans"]], row["health"])


def found(text: str) -> list[tuple[int, int, str]]:
    return [
        (item.start, item.end, item.kind.value)
        for item in find_disclosures(text)
        if item.start is not None and item.end is not None
    ]


def values(text: str) -> list[tuple[str, str]]:
    return [(kind, text[start:end]) for start, end, kind in found(text)]


def has_health(text: str) -> bool:
    return any(item.kind is SensitiveKind.HEALTH for item in find_disclosures(text))


@pytest.mark.parametrize("lang", ["en", "it", "pl", "ro", "es", "fr", "de", "pt"])
def test_spans_are_exact_and_look_alikes_are_left_alone(lang: str) -> None:
    told = [row for row in rows() if row.lang == lang]
    assert len(told) >= 55
    assert [row.text for row in told if found(row.text) != row.spans or has_health(row.text) != row.health] == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("four two four two four two four two four two four two four two four two", None),
        ("card 4242 4242 four two four two 4242", "4242 4242 four two four two 4242"),
        ("double four double two is no card", ""),
        ("4️⃣2️⃣4️⃣2️⃣4️⃣2️⃣4️⃣2️⃣4️⃣2️⃣4️⃣2️⃣4️⃣2️⃣4️⃣2️⃣", None),
        ("❹❷❹❷ ❹❷❹❷ ❹❷❹❷ ❹❷❹❷", None),
        ("4242\u00ad4242\u00ad4242\u00ad4242", None),
        ("4242 4242\n4242 4242", None),
        ("card 5IOS IOSI O5IO SIOO", ""),
        ("5l05 l051 05l0 5100", None),
        ("order no. 4242 4242 4242 4242 never came", ""),
        ("4242 4242 4242 4242 123", "4242 4242 4242 4242"),
    ],
)
def test_cards_however_they_are_typed(text: str, value: str | None) -> None:
    expected = text if value is None else value
    assert values(text) == ([("payment_card", expected)] if expected else [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("routing 990000002 acct 000123456789", ["990000002", "000123456789"]),
        ("sort 04-00-04 account 55779911", ["04-00-04", "55779911"]),
        ("BLZ 99999999 Kto 1234567890", ["99999999", "1234567890"]),
        ("agência 1234 conta 12345-6", ["1234", "12345-6"]),
        ("colis 99999 12345 12345678901 12", []),
        ("GB33 BUKB 2020\n1555 5555 55 please", ["GB33 BUKB 2020\n1555 5555 55"]),
    ],
)
def test_accounts_of_many_countries(text: str, expected: list[str]) -> None:
    assert values(text) == [("bank_account", value) for value in expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I changed it to Robin_99 and now password Robin_99 fails", ["Robin_99", "Robin_99"]),
        ("my pin is four four one seven", ["four four one seven"]),
        ("TAN 441 882 kam zu spät", ["441 882"]),
        ("the pin has four digits", []),
        ("memorable word is Rosebud", ["Rosebud"]),
    ],
)
def test_credentials(text: str, expected: list[str]) -> None:
    assert values(text) == [("credential", value) for value in expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("luca punto bianchi chiocciola gmail punto com", ["luca punto bianchi chiocciola gmail punto com"]),
        ("jane @ gmail.com", ["jane @ gmail.com"]),
        ("call me on oh seven seven double oh nine zero zero one two three", None),
        ("the number on your site (020 7123 4567) just rings out", []),
        ("mój numer 601 234 567 nie działa", ["601 234 567"]),
        ("@Voltiqo press@voltiqo.com told me to write here", []),
        ("showing as pending at this point and nothing happens", []),
    ],
)
def test_whose_contact_it_is(text: str, expected: list[str] | None) -> None:
    wanted = [text.removeprefix("call me on ")] if expected is None else expected
    assert values(text) == [("contact", value) for value in wanted]


@pytest.mark.parametrize("text", ["born 12.03.1984, does the senior fare apply?", "data urodzenia 01.02.1990"])
def test_a_date_of_birth_has_no_kind_of_its_own(text: str) -> None:
    assert find_disclosures(text) == ()


@pytest.mark.parametrize(
    "piece",
    [
        "4 ",
        "4.",
        "four ",
        "4444\n",
        "o1l|",
        "DE89 3704 0044 ",
        "GB29NWBK6016",
        "A 1, 12345 ",
        " at ",
        "(at)",
        "pin 441 ",
        "sort code ",
        "allergic to ",
        "heart attack when ",
        "password Ab1_x2! ",
        "1 a a ",
        "12345 12345 a",
        "4️⃣",
        "@",
    ],
)
def test_long_rubbish_is_read_to_the_end(piece: str) -> None:
    """A pattern that goes back and forth would not come back from these."""
    text = piece * (50_000 // len(piece)) + " my IBAN is GB33BUKB20201555555555"
    assert "bank_account" in {item.kind.value for item in find_disclosures(text)}
