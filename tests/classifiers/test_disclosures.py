import csv
import json
from pathlib import Path

import pytest

from bot.domain.classification import SensitiveKind
from classifiers.disclosures import find_disclosures

FIXTURE = Path(__file__).parents[1] / "fixtures" / "classifiers" / "pii_synthetic.csv"


def found(text: str) -> list[tuple[str, str]]:
    return [(item.kind.value, text[item.start : item.end]) for item in find_disclosures(text) if item.start is not None]


def test_spans_of_the_own_set_are_exact() -> None:
    with FIXTURE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    hits = misses = extras = 0
    for row in rows:
        expected = {(start, end, kind) for start, end, kind in json.loads(row["spans"])}
        told = {(item.start, item.end, item.kind.value) for item in find_disclosures(row["text"]) if item.end}
        hits, misses, extras = hits + len(told & expected), misses + len(expected - told), extras + len(told - expected)
    assert hits / (hits + misses) >= 0.995
    assert hits / (hits + extras) >= 0.995


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("can you refund 4242 4242 4242 4242?", "payment_card", "4242 4242 4242 4242"),
        ("carta ４２４２４２４２４２４２４２４２ bloccata", "payment_card", "４２４２４２４２４２４２４２４２"),
        ("4242\u200b4242\u200b4242\u200b4242", "payment_card", "4242\u200b4242\u200b4242\u200b4242"),
        ("visa 4111.1111.1111.1111 charged twice", "payment_card", "4111.1111.1111.1111"),
        ("amex 3782 822463 10005", "payment_card", "3782 822463 10005"),
        ("bonifico su it60 x054 2811 1010 0000 0123 456 grazie", "bank_account", "it60 x054 2811 1010 0000 0123 456"),
        ("pay GB33BUKB20201555555555.", "bank_account", "GB33BUKB20201555555555"),
        ("my password is hunter2", "credential", "hunter2"),
        ("la mia password è Pippo123!", "credential", "Pippo123!"),
        ("moje hasło to kotek99, sprawdźcie", "credential", "kotek99"),
        ("parola mea e gigel123", "credential", "gigel123"),
        ("mi contraseña es Perro2020", "credential", "Perro2020"),
        ("mon mot de passe est soleil75", "credential", "soleil75"),
        ("mein Passwort lautet Sommer2024!", "credential", "Sommer2024!"),
        ("a minha senha é gato123", "credential", "gato123"),
        ("the code you sent me is 482913", "credential", "482913"),
        ("kod z smsa 884213", "credential", "884213"),
        ("PIN: 4821", "credential", "4821"),
        ("my mother's maiden name is Kowalska", "credential", "Kowalska"),
        ("email me: jane.doe@mail.example.com", "contact", "jane.doe@mail.example.com"),
        ("jane (at) mail.com", "contact", "jane (at) mail.com"),
        ("my number is (415) 555-0132", "contact", "(415) 555-0132"),
        ("text me at +44 7911 123456", "contact", "+44 7911 123456"),
        ("mój nr 601 234 567 proszę o kontakt", "contact", "601 234 567"),
        ("I live at 12 Acacia Avenue, Springfield 62704", "address", "12 Acacia Avenue, Springfield 62704"),
        ("abito in Via Garibaldi 12/b, 20121 Milano", "address", "Via Garibaldi 12/b, 20121 Milano"),
        ("mieszkam na ul. Długiej 5/7, 00-123 Warszawa", "address", "ul. Długiej 5/7, 00-123 Warszawa"),
        ("locuiesc pe strada Florilor 12, ap 4, Cluj", "address", "strada Florilor 12, ap 4, Cluj"),
        ("passport number X1234567 expired", "government_id", "X1234567"),
        ("dni 12345678Z", "government_id", "12345678Z"),
        ("seria RX nr 123456", "government_id", "123456"),
    ],
)
def test_what_customers_give_away(text: str, kind: str, value: str) -> None:
    assert (kind, value) in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "order 4242424242424242 not arrived",
        "ordine n. 4111111111111111 mai arrivato",
        "ticket 5105 1051 0510 5101 wont load",
        "my password is wrong",
        "la password è sbagliata",
        "hasło nie działa od wczoraj",
        "parola e gresita",
        "password reset doesn't work",
        "use code SUMMER20 for a discount",
        "error code 5021 keeps coming",
        "your IBAN GB33BUKB20201555555555 rejects my payment",
        "il vostro IBAN IT60X0542811101000000123456 non funziona",
        "I called your hotline 0800 123 4567",
        "ho chiamato il vostro numero 06 12345678",
        "support@mobilka.example never answers",
        "@user you are great",
        "bought 2 tickets for 12/04/2024 at 18:30, paid 1.299,00 euro",
        "flight BA2490 on 2024-05-12",
        "the store at 14 High Street was closed",
        "only $39 each way",
        "call me 5 times a day",
        "1234567890123456",
    ],
)
def test_what_is_not_personal(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "my dad is diabetic and had no food",
        "sono in chemioterapia e mi avete lasciato in piedi",
        "jestem po zawale",
        "fac dializă de trei ori pe săptămână",
        "soy celíaca y el menú llevaba pan",
        "je suis enceinte de huit mois",
        "meine Mutter sitzt im Rollstuhl",
        "sou alérgica a amendoim",
    ],
)
def test_health_is_told_without_a_span(text: str) -> None:
    assert [(item.kind, item.start) for item in find_disclosures(text)] == [(SensitiveKind.HEALTH, None)]


@pytest.mark.parametrize(
    "text", ["this price gives me a heart attack", "sos wifi is slow", "its invalid", "che schifo"]
)
def test_figures_of_speech_are_not_health(text: str) -> None:
    assert find_disclosures(text) == ()
