import string
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import iban, luhn

from bot.domain.classification import SECRETS
from classifiers.disclosures import find_disclosures, mask_secrets

words = st.text(alphabet="abcdefghij żółțàß😀\u200b\n.,!?", max_size=40)
separators = st.sampled_from(["", " ", "-", ".", "\u200b", "\u00a0"])


@st.composite
def cards(draw: st.DrawFn) -> str:
    body = draw(st.sampled_from(["4", "51", "55", "2221", "6011", "3528"]))
    body += "".join(draw(st.lists(st.sampled_from(string.digits), min_size=15 - len(body), max_size=15 - len(body))))
    digits = body + luhn.calc_check_digit(body)
    return draw(separators).join(digits[index : index + 4] for index in range(0, 16, 4))


@st.composite
def accounts(draw: st.DrawFn) -> str:
    country, length = draw(st.sampled_from([("DE", 18), ("PL", 24), ("ES", 20), ("PT", 21)]))
    rest = "".join(draw(st.lists(st.sampled_from(string.digits), min_size=length, max_size=length)))
    number = country + iban.calc_check_digits(f"{country}00{rest}") + rest
    return draw(st.sampled_from([" ", ""])).join(number[index : index + 4] for index in range(0, len(number), 4))


passwords = st.from_regex(r"[A-Z][a-z]{3,8}[0-9]{2,4}[#!$%]?", fullmatch=True)


@given(words, cards(), words)
def test_no_card_survives(left: str, card: str, right: str) -> None:
    masked = mask_secrets(f"{left} my card {card} {right}").text
    assert card not in masked


@given(words, accounts(), words)
def test_no_account_survives(left: str, account: str, right: str) -> None:
    assert account not in mask_secrets(f"{left} {account} {right}").text


@given(words, st.sampled_from(["my password is", "la password è", "hasło to", "parola mea e", "PIN/hasło:"]), passwords)
def test_no_password_survives(left: str, lead: str, password: str) -> None:
    assert password not in mask_secrets(f"{left} {lead} {password}").text


@given(st.lists(st.one_of(words, cards(), accounts(), passwords, st.sampled_from(["my password is", "cvv 123"]))))
def test_covering_twice_changes_nothing_and_places_every_finding(parts: list[str]) -> None:
    once = mask_secrets(" ".join(parts))
    twice = mask_secrets(once.text)
    assert twice.text == once.text
    assert not any(found.kind in SECRETS for found in twice.sensitive)
    for found in once.sensitive:
        if found.kind in SECRETS:
            assert once.text[found.start : found.end] == found.masked


@given(st.text())
def test_spans_lie_in_the_text_in_order_without_overlap(text: str) -> None:
    spans = [(found.start, found.end) for found in find_disclosures(text) if found.start is not None]
    assert all(0 <= start < (end or 0) <= len(text) for start, end in spans)
    assert all((left[1] or 0) <= right[0] for left, right in pairwise(spans))


@given(st.text(alphabet="abc żółw,.!? ", max_size=200))
def test_a_text_without_secrets_stays_as_it_is(text: str) -> None:
    assert mask_secrets(text).text == text


def test_the_verification_code_is_covered_with_its_card() -> None:
    masked = mask_secrets("card 5105 1051 0510 5100 exp 08/27, cvv 881")
    assert masked.text == "card •••• 5100 exp 08/27, cvv •••"
    assert [found.kind.value for found in masked.sensitive] == ["payment_card"]


def test_contacts_are_found_but_stay_readable_for_the_team() -> None:
    masked = mask_secrets("my card is 4242424242424242, mail anna.nowak@mail.example.com")
    assert masked.text == "my card is •••• 4242, mail anna.nowak@mail.example.com"
    contact = masked.sensitive[1]
    assert masked.text[contact.start : contact.end] == "anna.nowak@mail.example.com"
    assert contact.masked == "a•••@mail.example.com"


@pytest.mark.parametrize(
    "piece", ["a", "4", "1 ", "12-", "a@", "password ", "via roma 1 ", "\x00", "\u202e\u200b1", "😀"]
)
def test_long_hostile_texts_are_read_to_the_end(piece: str) -> None:
    """A pattern that goes back and forth would not come back from these."""
    card = " 4111 1111 1111 1111"
    assert "4111 1111 1111 1111" not in mask_secrets(piece * (200_000 // len(piece)) + card).text
