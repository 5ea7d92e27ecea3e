"""The corpus: large enough, labelled to the letter, varied, and its hard quarter kept apart."""

import json
import re
from collections import Counter, defaultdict
from functools import cache
from importlib.resources import files
from random import Random
from typing import Any

import pytest
from stdnum import luhn

from bot.domain.classification import SensitiveKind, Sentiment, Topic, Urgency

MAIN, OTHERS = ("en", "it", "pl", "ro"), ("es", "fr", "de", "pt")
LANGUAGES = MAIN + OTHERS
RISKS = ("self_harm", "threat", "abuse", "legal", "minor", "health")

Row = dict[str, Any]


@cache
def corpus(language: str) -> tuple[Row, ...]:
    text = (files("classifiers.training") / "corpus" / f"{language}.jsonl").read_text(encoding="utf-8")
    return tuple(json.loads(line) for line in text.split("\n") if line)


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def shingles(text: str) -> set[str]:
    plain = " ".join(text.lower().split())
    return {plain[place : place + 5] for place in range(max(1, len(plain) - 4))}


def near_duplicates(rows: tuple[Row, ...], at_least: float) -> list[tuple[str, str]]:
    """Pairs of messages that share most of their five-letter pieces, apart from contrast sets."""
    cut = [shingles(row["text"]) for row in rows]
    holders: dict[str, list[int]] = defaultdict(list)
    found: list[tuple[str, str]] = []
    for number, pieces in enumerate(cut):
        shared: Counter[int] = Counter(other for piece in pieces for other in holders[piece])
        for other, count in shared.items():
            alike = count / (len(pieces) + len(cut[other]) - count)
            same_set = rows[number].get("pair") and rows[number].get("pair") == rows[other].get("pair")
            if alike >= at_least and not same_set:
                found.append((rows[other]["text"], rows[number]["text"]))
        for piece in pieces:
            holders[piece].append(number)
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_large_enough(language: str) -> None:
    assert len(corpus(language)) >= (1_000 if language in MAIN else 300)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_row_has_the_labels_of_the_contract(language: str) -> None:
    kinds = {kind.value for kind in SensitiveKind}
    for row in corpus(language):
        assert row["lang"] == language
        assert isinstance(row["text"], str) and row["text"].strip()
        assert isinstance(row["complaint"], bool)
        assert Urgency(row["urgency"]) and Sentiment(row["sentiment"]) and Topic(row["topic"])
        assert row["sensitive"] == ["none"] or (row["sensitive"] and set(row["sensitive"]) <= kinds), row["id"]
    assert len({row["id"] for row in corpus(language)}) == len(corpus(language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_message_is_an_expansion_of_another(language: str) -> None:
    assert near_duplicates(corpus(language), at_least=0.6) == []


def test_an_expansion_would_be_noticed() -> None:
    rows = ({"text": "where is my parcel from Tuesday morning"}, {"text": "where is my parcel from Monday morning"})
    assert near_duplicates(rows, at_least=0.6)


@pytest.mark.parametrize("language", LANGUAGES)
def test_messages_begin_and_speak_differently(language: str) -> None:
    rows = corpus(language)
    openings = Counter(" ".join(words(row["text"])[:3]) for row in rows)
    assert max(openings.values()) <= max(4, len(rows) // 100), openings.most_common(3)
    used = [word for row in rows for word in words(row["text"])]
    some = Random(7).sample(used, 4_000)  # the more words there are, the more of them come again
    assert len(set(some)) / len(some) >= 0.3
    lengths = sorted(len(words(row["text"])) for row in rows)
    assert lengths[len(rows) // 50] <= 8 and lengths[-len(rows) // 50] >= 24, "short and long ones"


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_urgencies_topics_and_risks_are_there(language: str) -> None:
    rows = corpus(language)
    urgencies = Counter(row["urgency"] for row in rows)
    assert all(urgencies[level.value] >= 0.08 * len(rows) for level in Urgency)
    assert 0.4 <= sum(row["complaint"] for row in rows) / len(rows) <= 0.6
    kinds = Counter(kind for row in rows for kind in row["sensitive"])
    assert all(kinds[risk] >= (30 if language in MAIN else 8) for risk in RISKS), kinds
    assert all(kinds[kind.value] for kind in SensitiveKind), kinds
    assert {row["topic"] for row in rows} >= {topic.value for topic in Topic if language in MAIN}


@pytest.mark.parametrize("language", LANGUAGES)
def test_contrast_sets_turn_a_label_and_stay_together(language: str) -> None:
    sets: dict[str, list[Row]] = defaultdict(list)
    for row in corpus(language):
        if "pair" in row:
            sets[row["pair"]].append(row)
    assert sum(map(len, sets.values())) >= 0.2 * len(corpus(language))
    for members in sets.values():
        assert len({row.get("split") for row in members}) == 1, "one side of the split"
    heads = ("complaint", "urgency", "sentiment", "topic", "sensitive")
    turning = [members for members in sets.values() if len({str([row[head] for head in heads]) for row in members}) > 1]
    assert len(turning) >= 0.9 * len(sets)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_hard_quarter_is_kept_aside(language: str) -> None:
    held = [row for row in corpus(language) if row.get("split") == "held_out"]
    assert 0.22 <= len(held) / len(corpus(language)) <= 0.28


def test_numbers_are_what_their_labels_say() -> None:
    for row in (row for language in LANGUAGES for row in corpus(language)):
        if "bank_account" in row["sensitive"]:  # groups of an IBAN can look like anything
            continue
        long_numbers = [
            re.sub(r"\D", "", found) for found in re.findall(r"(?<!\w)\d(?:[ .\-]?\d){14,15}(?!\w)", row["text"])
        ]
        cards = [
            number for number in long_numbers if (luhn.is_valid(number) and number[0] in "3456") or number[:4] == "2223"
        ]
        assert bool(cards) <= ("payment_card" in row["sensitive"]), row["id"]
