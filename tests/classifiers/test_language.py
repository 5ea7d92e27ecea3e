import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifiers.language import clean, detect


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("where is my parcel", "en"),
        ("dove è il mio pacco??", "it"),
        ("gdzie jest moja paczka", "pl"),
        ("unde e coletul meu", "ro"),
        ("mi-ati luat banii de doua ori si nu raspunde nimeni", "ro"),
        ("llevo tres semanas esperando el reembolso", "es"),
        ("colis jamais reçu et personne ne répond", "fr"),
        ("Seit Tagen kein Internet, niemand meldet sich", "de"),
        ("a encomenda ainda não chegou, ninguém responde", "pt"),
        ("waar is mijn pakketje gebleven", "nl"),
    ],
)
def test_short_care_messages_are_told_apart(text: str, language: str) -> None:
    assert detect(text).value == language


@pytest.mark.parametrize("text", ["", "   ", "12345", "😂😂", "@user https://t.co/abc", "\x00\u200b", "!?"])
def test_too_little_to_tell_is_undetermined(text: str) -> None:
    assert detect(text).value == "und"
    assert detect(text).score == 0.0


def test_handles_addresses_and_codes_do_not_count() -> None:
    assert "Kartello" not in clean("@Kartello gdzie jest paczka https://kartello.example/order/ABC123")
    assert detect("@WhereIsMyParcel #customerservice gdzie jest moja paczka https://help.example/en").value == "pl"


@given(st.text())
def test_any_text_has_a_score_between_nothing_and_certainty(text: str) -> None:
    assert 0.0 <= detect(text).score <= 1.0
