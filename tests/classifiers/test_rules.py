import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.classification import SensitiveKind, Sentiment, Urgency
from classifiers.base import Classifier
from classifiers.rules import RuleClassifier

FIXTURE = Path(__file__).parents[1] / "fixtures" / "classifiers" / "care_dev.jsonl"
ROWS: list[dict[str, Any]] = [json.loads(line) for line in FIXTURE.read_text(encoding="utf-8").splitlines()]

rules = RuleClassifier()


def macro_f1(expected: Sequence[object], told: Sequence[object]) -> float:
    scores: list[float] = []
    for label in set(expected):
        hits = sum(left == right == label for left, right in zip(expected, told, strict=True))
        wrong = sum((left == label) != (right == label) for left, right in zip(expected, told, strict=True))
        scores.append(2 * hits / (2 * hits + wrong))
    return sum(scores) / len(scores)


def kinds(text: str) -> frozenset[SensitiveKind]:
    return rules.classify([text])[0].kinds


def test_it_is_a_classifier_that_says_who_speaks() -> None:
    classifier: Classifier = RuleClassifier(degraded=True)
    assert classifier.degraded
    assert classifier.model.startswith("rules@")
    told = classifier.classify(["where is my parcel"])[0]
    assert (told.degraded, told.model) == (True, classifier.model)
    assert not RuleClassifier().degraded


@pytest.mark.parametrize("language", ["en", "it", "pl", "ro"])
def test_floors_on_the_own_set(language: str) -> None:
    rows = [row for row in ROWS if row["lang"] == language]
    told = rules.classify([row["text"] for row in rows])
    assert macro_f1([row["complaint"] for row in rows], [item.complaint for item in told]) >= 0.8
    assert macro_f1([row["urgency"] for row in rows], [item.urgency.value for item in told]) >= 0.85
    assert macro_f1([row["sentiment"] for row in rows], [item.sentiment.value for item in told]) >= 0.8
    critical = [item.urgency for row, item in zip(rows, told, strict=True) if row["urgency"] == "critical"]
    assert set(critical) == {Urgency.CRITICAL}
    for row, item in zip(rows, told, strict=True):
        assert {kind.value for kind in item.kinds} == set(row["sensitive"]) - {"none"}, row["text"]


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (SensitiveKind.SELF_HARM, "I can't do this anymore, I want to end my life"),
        (SensitiveKind.SELF_HARM, "if you cut the power again I'll kill myself, I mean it"),
        (SensitiveKind.SELF_HARM, "non ce la faccio più, voglio farla finita"),
        (SensitiveKind.SELF_HARM, "ho scritto la lettera d'addio, scusate"),
        (SensitiveKind.SELF_HARM, "nie chcę już żyć przez te długi"),
        (SensitiveKind.SELF_HARM, "zabiję się jak jeszcze raz zadzwoni windykator"),
        (SensitiveKind.SELF_HARM, "nu mai vreau să trăiesc din cauza datoriilor"),
        (SensitiveKind.SELF_HARM, "ma omor daca imi luati casa"),
        (SensitiveKind.THREAT, "I'm going to kill the next driver who comes here"),
        (SensitiveKind.THREAT, "I know where your manager lives"),
        (SensitiveKind.THREAT, "so dove abita il vostro tecnico"),
        (SensitiveKind.THREAT, "do fuoco al negozio"),
        (SensitiveKind.THREAT, "wiem gdzie mieszka wasz kierownik"),
        (SensitiveKind.THREAT, "przyjadę do was z siekierą"),
        (SensitiveKind.THREAT, "știu unde locuiește șoferul vostru"),
        (SensitiveKind.THREAT, "vin la voi cu bâta"),
    ],
)
def test_danger_is_seen(kind: SensitiveKind, text: str) -> None:
    told = rules.classify([text])[0]
    assert kind in told.kinds
    assert told.is_danger
    assert told.urgency.rank >= Urgency.HIGH.rank


@pytest.mark.parametrize(
    "text",
    [
        "this queue is killing me",
        "I'd kill for a refund right now lol",
        "dying for a coffee, when do you open?",
        "you guys killed it with the new app",
        "I don't know where my parcel is",
        "I'm 15 minutes away from the store",
        "muoio di fame, quando arriva la pizza?",
        "questa attesa mi uccide 😂",
        "non so dove sia il mio pacco",
        "lasciate il pacco al vicino, quando non ci sarò",
        "umieram z głodu, kiedy będzie pizza?",
        "ta kolejka mnie zabija",
        "nie wiem gdzie jest moja paczka",
        "gdy mnie nie będzie w domu zostawcie u sąsiada",
        "mor de foame, când vine comanda?",
        "coada asta mă omoară",
        "nu știu unde este coletul meu",
        "am un contract de 10 ani",
    ],
)
def test_figures_of_speech_are_no_danger(text: str) -> None:
    told = rules.classify([text])[0]
    assert not told.kinds & {SensitiveKind.SELF_HARM, SensitiveKind.THREAT, SensitiveKind.MINOR}
    assert told.urgency is not Urgency.CRITICAL


@pytest.mark.parametrize(
    ("complaint", "text"),
    [
        (True, "your driver threw my box over the fence, everything inside is broken"),
        (True, "you charged my card twice for the same order"),
        (True, "sono tre giorni che internet non va"),
        (True, "ho pagato due volte la stessa bolletta e nessuno mi risponde"),
        (True, "kurier rzucił paczkę przez płot, wszystko potłuczone"),
        (True, "od trzech dni nie mam internetu a wy nic"),
        (True, "curierul a aruncat coletul peste gard, totul e spart"),
        (True, "mi-ati luat banii de doua ori"),
        (True, "llevo tres semanas esperando el reembolso"),
        (True, "colis jamais reçu et personne ne répond"),
        (True, "Seit Tagen kein Internet, niemand meldet sich"),
        (True, "A encomenda chegou partida e ninguém responde"),
        (False, "Could you tell me if the shop in Leeds opens on Sunday?"),
        (False, "Can you change my delivery address please?"),
        (False, "bravissimi, assistenza veloce e gentile"),
        (False, "potete spostare la consegna a venerdì?"),
        (False, "super obsługa, dziękuję pani Kasi"),
        (False, "pot schimba adresa de livrare?"),
        (False, "Wann öffnet die Filiale in Köln?"),
        (False, "Merci pour votre aide, c'est réglé !"),
    ],
)
def test_complaints_and_others(complaint: bool, text: str) -> None:
    assert rules.classify([text])[0].complaint is complaint


def test_reasons_name_the_words_and_never_the_secrets() -> None:
    told = rules.classify(["still waiting for my refund, my password is hunter2 and card 4242 4242 4242 4242"])[0]
    assert "“still waiting” suggests a complaint" in told.reasons
    assert not any("hunter2" in reason or "4242" in reason for reason in told.reasons)


def test_more_evidence_never_makes_a_complaint_less_likely() -> None:
    texts = ["the parcel is late", "the parcel is late and broken", "the parcel is late and broken, unacceptable"]
    scores = [item.complaint_score for item in rules.classify(texts)]
    assert scores == sorted(scores)


def test_irony_is_heard_in_the_emoji() -> None:
    told = rules.classify(["super, another invoice for something I paid in May 🙃"])[0]
    assert told.complaint
    assert told.sentiment is Sentiment.NEGATIVE


@settings(max_examples=60)
@given(st.lists(st.text(max_size=200), max_size=5))
def test_a_batch_is_the_same_as_one_by_one(texts: list[str]) -> None:
    together = rules.classify(texts)
    assert together == [rules.classify([text])[0] for text in texts]
    for text, told in zip(texts, together, strict=True):
        assert sum(told.urgency_scores.values()) == pytest.approx(1.0)
        assert 0.0 <= told.complaint_score <= 1.0
        assert told.topics
        assert all(
            0 <= found.start < (found.end or 0) <= len(text) for found in told.sensitive if found.start is not None
        )
