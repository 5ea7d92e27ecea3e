"""`ascolto evaluate`: a table, JSON, and one sentence when the data can't be used."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Ascolto

CARE = Path(__file__).parents[1] / "fixtures" / "classifiers" / "care_dev.jsonl"


def test_a_table_and_json_tell_the_same(ascolto: Ascolto) -> None:
    told = ascolto("evaluate", "--data", CARE, "--json")
    assert told.code == 0, told.err
    assert told.json["overall"]["n"] == 80
    assert list(told.json["languages"]) == ["en", "it", "pl", "ro"]
    table = ascolto("evaluate", "--data", CARE).out
    assert told.json["model"] in table
    assert f"{100 * told.json['overall']['complaint']['macro_f1']:.1f}" in table


def test_a_folder_of_csv_and_json_lines_with_some_of_the_labels(ascolto: Ascolto, tmp_path: Path) -> None:
    folder = tmp_path / "labelled"
    folder.mkdir()
    (folder / "a.csv").write_text("id,text,complaint\n1,where is my parcel,0\n2,worst service ever,1\n")
    (folder / "b.jsonl").write_text(json.dumps({"text": "grazie mille!", "lang": "it", "sentiment": "positive"}) + "\n")
    told = ascolto("evaluate", "--data", folder, "--json").json
    assert (told["overall"]["n"], told["overall"]["complaint"]["n"], told["overall"]["sentiment"]["n"]) == (3, 2, 1)
    assert told["overall"]["urgency"] is None
    assert set(told["languages"]) == {"it", "und"}


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("none.csv", None, ("none.csv", "no labelled data")),
        ("empty.jsonl", "", ("empty.jsonl", "no messages")),
        ("empty.csv", "text,complaint\n", ("empty.csv", "no messages")),
        ("bare.csv", "id,text\n1,hello\n", ("bare.csv", "no label column", "complaint")),
        ("odd.csv", "text,urgency\nhello,low\nhelp,soon\n", ("row 3", "'soon'", "critical")),
        ("odd.jsonl", '{"text": "a", "complaint": 1}\n{"text": "b", "complaint": "perhaps"}\n', ("row 2", "'perhaps'")),
        ("textless.csv", "id,complaint\n1,1\n", ("row 2", "no text")),
        ("broken.jsonl", '{"text": "a", "comp\n', ("broken.jsonl", "can't be read")),
        ("odd.xlsx", "PK", ("odd.xlsx", ".csv")),
    ],
)
def test_bad_data_gets_one_sentence(
    ascolto: Ascolto, tmp_path: Path, name: str, content: str | None, words: tuple[str, ...]
) -> None:
    if content is not None:
        (tmp_path / name).write_text(content)
    ran = ascolto("evaluate", "--data", name)
    assert (ran.code, ran.out) == (1, "")
    (sentence,) = ran.err.splitlines()
    assert all(word in sentence for word in words), sentence
    assert sentence.endswith(".")
