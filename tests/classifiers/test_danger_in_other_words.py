"""Danger told indirectly, and harmless words that only sound like it, in the four first languages (law 8)."""

import pytest

from classifiers.rules import RuleClassifier
from connectors.sandbox.customer_texts import SCRIPTS

RULES = RuleClassifier()


@pytest.mark.parametrize(
    "text",
    [
        "lost my job, now you cut my line and I honestly can't see the point of going on",
        "non vedo più il senso di andare avanti",
        "nie widzę już sensu",
        "nu mai văd niciun rost",
        "C'è odore di gas dopo l'installazione della vostra caldaia, aiuto!",
        "Sento odore di gas in casa",
        "Czuję gaz w mieszkaniu",
        "Miroase a gaz în bucătărie după revizie",
        "I smell gas since your fitter left",
        "my router catches fire and smoke is coming out, help!",
    ],
)
def test_danger_is_danger(text: str) -> None:
    assert RULES.classify([text])[0].is_danger


@pytest.mark.parametrize(
    "text",
    [
        "I don't see the point of this app",
        "non vedo il senso di questa offerta",
        "nie widzę sensu w tej promocji",
        "this mixtape is on fire",
        "I'd kill for a working parcel tracker",
        "mi fate morire dal ridere",
    ],
)
def test_a_figure_of_speech_is_none(text: str) -> None:
    found = RULES.classify([text])[0]
    assert not {"self_harm", "threat"} & {kind.value for kind in found.kinds}


def test_the_demonstrations_customers_in_danger_are_recognised() -> None:
    meant = ("can't see the point of going on", "iskrzy", "melted the shelf")
    texts = [script.text for script in SCRIPTS if any(sign in script.text for sign in meant)]
    assert len(texts) >= len(meant)
    assert all(found.is_danger for found in RULES.classify(texts))
