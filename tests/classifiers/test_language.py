import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifiers.language import clean, detect, hear


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
        ("kargom nerede, iki haftadır bekliyorum", "tr"),
        ("где моя посылка", "ru"),
        ("我的包裹在哪里", "zh"),
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


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("czekam juz dwa tygodnie i nikt nie odpisuje", "pl"),
        ("de doua saptamani nu functioneaza aplicatia si nu raspunde nimeni", "ro"),
        ("nu merge nimic", "ro"),
        ("perche non rispondete? e' una vergogna", "it"),
        ("DOVE È IL MIO PACCO", "it"),
        ("servizioooo pessimoooo, vergognaaaa", "it"),
        ("ｗｈｅｒｅ ｉｓ ｍｙ ｐａｒｃｅｌ", "en"),
        ("wh\u200bere is my par\u200bcel", "en"),
        ("unde este coletul meu, t\u0326ara mea", "ro"),
        ("#whereismyorder", "en"),
    ],
)
def test_people_write_without_accents_in_capitals_and_in_disguise(text: str, language: str) -> None:
    assert detect(text).value == language


@pytest.mark.parametrize(
    ("text", "language"),
    [("hello", "en"), ("grazie!!", "it"), ("dziękuję", "pl"), ("mersi", "ro"), ("merci 🙏", "fr"), ("danke", "de")],
)
def test_one_plain_word_is_enough(text: str, language: str) -> None:
    assert detect(text).value == language


@pytest.mark.parametrize("text", ["ok", "no", "lol", "hallo grazie", "1234 5678", "@user #refund", ""])
def test_what_may_be_any_language_is_said_to_be_too_short(text: str) -> None:
    heard = hear(text)
    assert (heard.language.value, heard.language.score) == ("und", 0.0)
    assert heard.doubt == "too short to tell the language"


@pytest.mark.parametrize(
    ("text", "main", "languages"),
    [
        (
            "I ordered two weeks ago and nobody answers, dove è il mio pacco? È una vergogna, voglio il rimborso",
            "it",
            {"English", "Italian"},
        ),
        (
            "Nadal czekam na moją paczkę i nikt nie odpowiada, this is the worst delivery service ever",
            None,
            {"Polish", "English"},
        ),
        (
            "Am comandat acum două săptămâni și nu a venit nimic. Please answer my question about the order",
            None,
            {"Romanian", "English"},
        ),
        (
            "Llevo dos semanas esperando mi pedido, seit zwei Wochen warte ich auf mein Paket",
            None,
            {"Spanish", "German"},
        ),
    ],
)
def test_two_languages_are_both_named(text: str, main: str | None, languages: set[str]) -> None:
    heard = hear(text)
    assert heard.doubt is not None
    assert heard.doubt.startswith("mixes ")
    assert set(heard.doubt.removeprefix("mixes ").split(" and ")) == languages
    assert main is None or heard.language.value == main
    assert heard.language.score <= 0.5


@pytest.mark.parametrize(
    "text",
    [
        "Ho visto il film Game of Thrones e il servizio clienti di Amazon Prime è pessimo",
        "Der Kundenservice von Burger King in Berlin war heute wirklich unfreundlich",
        "my parcel from Milano to Roma via Napoli is lost again, thank you very much",
    ],
)
def test_names_are_no_second_language(text: str) -> None:
    assert hear(text).doubt is None


@given(st.text())
def test_any_text_has_a_score_between_nothing_and_certainty(text: str) -> None:
    assert 0.0 <= detect(text).score <= 1.0
