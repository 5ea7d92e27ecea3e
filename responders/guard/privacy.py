"""Law 7: what belongs to the customer is not told to strangers, and secrets to nobody."""

from collections.abc import Iterator

from bot.domain.classification import Sensitive, SensitiveKind
from responders.base import Finding
from responders.guard.context import Case
from responders.guard.people import full_names

_K = SensitiveKind
_NEVER = frozenset({_K.PAYMENT_CARD, _K.CREDENTIAL})
_NOT_IN_PUBLIC = frozenset({_K.BANK_ACCOUNT, _K.CONTACT, _K.ADDRESS, _K.GOVERNMENT_ID, _K.HEALTH}) | _NEVER

_TELLS = {
    _K.PAYMENT_CARD: "a card number",
    _K.CREDENTIAL: "a password or code",
    _K.BANK_ACCOUNT: "a bank account",
    _K.CONTACT: "a private phone number or e-mail address",
    _K.ADDRESS: "an address",
    _K.GOVERNMENT_ID: "an official number of a person",
    _K.HEALTH: "somebody's health",
}


def personal_data(case: Case) -> Iterator[Finding]:
    """In a thread that strangers can read, nothing more about a person than it already shows."""
    if not case.outgoing.visibility.is_open:
        return
    for found in case.disclosures:
        if found.kind in _NOT_IN_PUBLIC and not _is_known(case, found):
            span = (found.start, found.end) if found.start is not None and found.end is not None else None
            message = f"A public reply must not show {_TELLS[found.kind]}."
            yield case.found("personal_data", message, span, fix=_without(case, span))
    for start, end in case.contacts:
        if not _is_offered(case, start):
            message = f"A public reply must not show {_TELLS[_K.CONTACT]}."
            yield case.found_folded("personal_data", message, start, end)
    for span in full_names(case):
        message = "A public reply must not give the customer's full name; the first name or handle is enough."
        yield case.found("personal_data", message, span)
    for lexicon in case.lexicons:
        for pattern in (lexicon.about_you, lexicon.your_number):
            if match := pattern.search(case.view.text):
                message = "A public reply must not tell personal matters of the customer."
                yield case.found_folded("personal_data", message, match.start(), match.end())


def secret(case: Case) -> Iterator[Finding]:
    """Card numbers, passwords and codes are never written, nor asked for, on either side."""
    for found in case.disclosures:
        if found.kind in _NEVER and found.start is not None and found.end is not None:
            span = (found.start, found.end)
            yield case.found(
                "secret", f"A reply must not contain {_TELLS[found.kind]}.", span, fix=_without(case, span)
            )
    for lexicon in case.lexicons:
        if match := lexicon.secret.search(case.view.text):
            message = "A reply must not contain a password or code."
            yield case.found_folded("secret", message, match.start(), match.end())
        match = lexicon.ask_secret.search(case.view.text)
        if match and not lexicon.reported.search(case.view.clause_before(match.start())):
            message = "Nobody is ever asked for a password, code or full card number."
            yield case.found_folded("secret", message, match.start(), match.end())


def internal_disclosure(case: Case) -> Iterator[Finding]:
    """How the house works inside and what other customers did is not for outside."""
    for lexicon in case.lexicons:
        for match in lexicon.internal.finditer(case.view.text):
            message = "This tells something internal or something about another person."
            yield case.found_folded("internal_disclosure", message, match.start(), match.end())


def _without(case: Case, span: tuple[int, int] | None) -> str | None:
    if span is None:
        return None
    folded = [index for index, place in enumerate(case.view.places) if span[0] <= place < span[1]]
    return case.view.without(folded[0], folded[-1] + 1) if folded else None


def _is_offered(case: Case, position: int) -> bool:
    """True for the brand's own number: "call us on"; "we call you on" is the customer's."""
    start, end = case.view.sentence(position)
    return any(any(case.directives(lexicon, lexicon.elsewhere, start, end)) for lexicon in case.lexicons)


def _is_known(case: Case, found: Sensitive) -> bool:
    """What belongs to the brand, or was part of the event told in the thread, is no customer's secret."""
    if found.kind is not _K.CONTACT or found.start is None:
        return False
    _, at, host = case.text[found.start : found.end].rpartition("@")
    if at and any(f".{host.casefold()}".endswith(f".{own}") for own in case.house.hosts):
        return True
    return case.is_event(case.view.folded_place(found.start))
