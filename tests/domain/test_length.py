"""A text is as long as its platform says."""

import unicodedata

import pytest
import regex
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.domain.length import fits, mastodon_length, measure
from bot.domain.limits import Length, Measure

X = Measure.X_WEIGHTED
_EMOJI_LIKE = regex.compile(r"\p{Emoji_Presentation}")


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


@pytest.mark.parametrize(
    ("text", "weight"),
    [
        ("http://a.it/x", 23),
        ("a.it, b.com.", 23 + 2 + 23 + 1),
        ("(see https://example.com/a_(b)/c)", 5 + 23 + 1),
        ("https://example.com/" + "a" * 300, 23),
        ("HTTPS://EXAMPLE.COM", 23),
        ("www.brightwave.example", 23),
        ("a" * 40 + ".unheardof", 50),
        ("version 2.10 costs 3.50", 23),
        ("e.g. this", 9),
        ("#tag.com $cash.com @you.com", 27),
        ("caffè.it", 23),
        ("日本.jp", 23),
        ("👍👍🏿", 4),
        ("❤️ ☺", 5),
        ("© 2026", 6),
        ("مرحبا", 5),
        ("안녕", 4),
    ],
)
def test_x_weighs_addresses_and_signs(text: str, weight: int) -> None:
    assert measure(text, X) == weight


PIECES = st.lists(
    st.one_of(
        st.text(max_size=12),
        st.sampled_from(["http://a.it/x", "www.x.com", "a.b", "…", "👩🏿‍🚀", "日本.jp", "@user", "e\u0301", ". ", " "]),
    ),
    max_size=8,
).map("".join)


@given(PIECES, PIECES)
def test_a_space_between_two_texts_weighs_one(one: str, other: str) -> None:
    assume(not unicodedata.combining((other or " ")[0]))
    spaced = f"{one.strip()}\n \n{other.strip()}"
    assert measure(spaced, X) == measure(one.strip(), X) + 3 + measure(other.strip(), X)


@given(st.text(alphabet=st.characters(max_codepoint=0x10FF, exclude_categories=["Cs", "Mn", "Me", "So", "Sk"])))
def test_without_dots_and_emoji_a_light_text_weighs_its_characters(text: str) -> None:
    plain = unicodedata.normalize("NFC", text.replace(".", " ").replace("\r", " "))
    assume(not _EMOJI_LIKE.search(plain))
    assert measure(plain, X) == len(plain)


@given(st.text())
def test_composed_and_decomposed_weigh_the_same_on_x(text: str) -> None:
    assert measure(unicodedata.normalize("NFD", text), X) == measure(unicodedata.normalize("NFC", text), X)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a" * 500, 500),
        ("👩‍👩‍👧 é", 3),
        ("see https://brightwave.example/a/very/long/path?with=a&query=in#it.", 4 + 23 + 1),
        ("https://a.example", 23),
        ("brightwave.example/help", 23),
        ("@mila@fedi.example hello", 11),
        ("@mila hello @tariq.k@other.example.", 21),
        ("help@brightwave.example", 23),
        ("one\r\ntwo", 7),
    ],
)
def test_mastodon_counts_graphemes_addresses_and_handles(text: str, expected: int) -> None:
    assert measure(text, Measure.MASTODON) == expected


def test_an_instance_may_reserve_another_room_for_addresses() -> None:
    assert mastodon_length("see https://brightwave.example/help", per_url=30) == 34


@given(st.text(st.characters(), max_size=50), st.sampled_from(list(Measure)))
def test_no_text_raises_and_fits_is_the_measure(text: str, unit: Measure) -> None:
    size = measure(text, unit)
    assert fits(text, Length(maximum=size, measure=unit))
    assert not size or not fits(text, Length(maximum=size - 1, measure=unit))


@pytest.mark.parametrize(
    "text",
    [
        "a" * 1_000_000,
        "a." * 500_000,
        "a.b." * 250_000,
        "ab.cd." * 150_000,
        "👍." * 100_000,
        "日 " * 200_000,
        "a.b " * 1_000,
    ],
)
def test_a_huge_text_is_measured(text: str) -> None:
    """A quadratic way of looking for addresses would not come back from these."""
    assert not fits(text, Length(maximum=280, measure=X))
