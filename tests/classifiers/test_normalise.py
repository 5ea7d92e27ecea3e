import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifiers.normalise import view


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Hasło", "haslo"),
        ("４２４２", "4242"),
        ("٤٢", "42"),
        ("4\u200b2\u00ad4\ufeff2", "4242"),
        ("с\u0430rd", "card"),  # two Cyrillic letters
        ("1\ufe0f\u20e32\ufe0f\u20e3", "12"),
        ("e\u0301té", "ete"),
        ("4242–4242—4242\u00a04242", "4242-4242-4242 4242"),
        ("a\x00b\tc", "ab\tc"),
        ("ȘTIU ȚARĂ", "stiu tara"),
    ],
)
def test_folding(text: str, folded: str) -> None:
    assert view(text).folded == folded


def test_a_span_leads_back_to_the_original() -> None:
    text = "x\u200b４２\u200b４２ y"
    message = view(text)
    start, end = message.span(message.folded.index("4"), message.folded.index("4") + 4)
    assert text[start:end] == "４２\u200b４２"
    assert message.visible(1, 5) == "４２４２"


@given(st.text())
def test_every_folded_character_comes_from_one_place_in_order(text: str) -> None:
    message = view(text)
    spans = [message.span(index, index + 1) for index in range(len(message.folded))]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert spans == sorted(spans)


@given(st.text(alphabet=st.characters(codec="ascii")))
def test_plain_text_folds_to_lower_case(text: str) -> None:
    assert view(text).folded.replace("\n", "").isprintable() or set(view(text).folded) & set("\t\r")
