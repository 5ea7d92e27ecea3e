"""Reading labelled messages: every layout that the documents name, and one sentence for what can't be read."""

import json
from pathlib import Path

import pytest

from classifiers.training.examples import BadData, from_corrections, read_examples


def write(folder: Path, name: str, content: str) -> Path:
    path = folder / name
    path.write_text(content, encoding="utf-8")
    return path


def test_reads_jsonl_in_the_layout_of_the_corpus(tmp_path: Path) -> None:
    row = {
        "id": "a-1",
        "text": "prąd nie działa",
        "lang": "pl",
        "complaint": True,
        "urgency": "high",
        "sensitive": ["minor"],
        "sentiment": "negative",
        "topic": "outage",
        "split": "held_out",
        "pair": "T1",
    }
    (example,) = read_examples(write(tmp_path, "own.jsonl", json.dumps(row)))
    assert (example.text, example.language, example.pair) == ("prąd nie działa", "pl", "T1")
    assert example.held_out
    assert example.labels["complaint"] == {"complaint": True}
    assert (example.labels["urgency"], example.labels["sentiment"]) == ("high", "negative")
    assert example.labels["risk"]["minor"] and not example.labels["risk"]["threat"]


def test_reads_csv_with_some_labels_only(tmp_path: Path) -> None:
    path = write(tmp_path, "mine.csv", 'tweet,complaint,brand\n"one, two",1,x\nthree,0,y\n')
    first, second = read_examples(path)
    assert first.text == "one, two"
    assert first.labels == {"complaint": {"complaint": True}}
    assert second.labels == {"complaint": {"complaint": False}}


def test_reads_every_file_below_a_folder(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    write(tmp_path, "a.csv", "text,sentiment\nfine,positive\n")
    write(
        tmp_path / "deep", "b.jsonl", '{"text": "bad", "topics": ["refund", "billing"], "sensitive": "abuse;legal"}\n'
    )
    fine, bad = read_examples(tmp_path)
    assert fine.labels == {"sentiment": "positive"}
    assert bad.labels["topic"] == "refund"
    assert bad.labels["risk"]["abuse"] and bad.labels["risk"]["legal"]


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("x.csv", "text,complaint\nhello,maybe\n", "row 2, column complaint is 'maybe'; use 1 or 0"),
        ("x.csv", "text,urgency\nhello,asap\n", "the urgency 'asap' is not known; use low, normal"),
        ("x.csv", "title,complaint\nhello,1\n", "row 2 has no text; name the column 'text'"),
        ("x.csv", "text,mood\nhello,1\n", "has no label column that is known"),
        ("x.jsonl", "[1, 2]\n", "is not an object with a text"),
        ("x.jsonl", "{broken\n", "can't be read as labelled data"),
        ("x.txt", "hello", "neither .csv nor .jsonl"),
    ],
)
def test_says_in_one_sentence_what_is_wrong(tmp_path: Path, name: str, content: str, told: str) -> None:
    with pytest.raises(BadData, match=told):
        read_examples(write(tmp_path, name, content))


def test_a_path_without_data_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadData, match="There is no labelled data at"):
        read_examples(tmp_path / "nothing")


def test_corrections_tell_only_what_a_person_said() -> None:
    labels = {"complaint": False, "topic": "praise", "sensitive": {"threat": False, "payment_card": True}}
    example = from_corrections("killer app", "en", labels)
    assert example.labels == {"complaint": {"complaint": False}, "topic": "praise", "risk": {"threat": False}}
