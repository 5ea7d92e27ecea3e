"""A text is as long as its platform says."""

import unicodedata
from importlib import import_module
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.length import fits, measure
from bot.domain.limits import Length, Measure

X = Measure.X_WEIGHTED
REFERENCE: Any = import_module("twitter_text")


@pytest.mark.parametrize(
    ("text", "weight"),
    [
        ("", 0),
        ("hello", 5),
        ("perché no", 9),
        ("pociąg spóźnił się", 18),
        ("日本", 4),
        ("👍", 2),
        ("👨‍👩‍👧‍👦", 2),
        ("👋🏽", 2),
        ("🏳️‍🌈🇮🇹", 4),
        ("1️⃣ 2", 4),
        ("€", 2),
        ("“quoted” – yes", 14),
        ("wait…", 6),
        ("see https://example.com/a/very/long/path?with=query#and-more ok", 30),
        ("example.com", 23),
        ("write to someone@example.com", 28),
        ("one\r\ntwo", 7),
        ("@Aerivo hi", 10),
        ("e\u0301", 1),
        ("\ud800", 2),
    ],
)
def test_x_weighs_a_text(text: str, weight: int) -> None:
    assert measure(text, X) == weight


@pytest.mark.parametrize(
    ("unit", "expected"),
    [(Measure.CHARACTERS, 9), (Measure.UTF8_BYTES, 29), (Measure.GRAPHEMES, 3)],
)
def test_other_units(unit: Measure, expected: int) -> None:
    assert measure("é👨‍👩‍👧‍👦ț", unit) == expected


PIECES = st.lists(
    st.one_of(
        st.text(max_size=12),
        st.sampled_from(["http://a.it/x", "www.x.com", "a.b", "…", "👩🏿‍🚀", "日本.jp", "@user", "e\u0301", ". ", " "]),
    ),
    max_size=8,
).map("".join)


@given(PIECES)
def test_the_weight_is_the_one_of_the_reference_parser(text: str) -> None:
    assert measure(text, X) == REFERENCE.parse_tweet(text).weightedLength


@given(st.text())
def test_composed_and_decomposed_weigh_the_same_on_x(text: str) -> None:
    assert measure(unicodedata.normalize("NFD", text), X) == measure(unicodedata.normalize("NFC", text), X)


@given(st.text(st.characters(), max_size=50), st.sampled_from(list(Measure)))
def test_no_text_raises_and_fits_is_the_measure(text: str, unit: Measure) -> None:
    size = measure(text, unit)
    assert fits(text, Length(maximum=size, measure=unit))
    assert not size or not fits(text, Length(maximum=size - 1, measure=unit))


@pytest.mark.parametrize("text", ["a" * 1_000_000, "a." * 500_000, "👍." * 100_000, "日 " * 200_000, "a.b " * 1_000])
def test_a_huge_text_is_measured(text: str) -> None:
    """A quadratic way of looking for addresses would not come back from these."""
    assert not fits(text, Length(maximum=280, measure=X))
