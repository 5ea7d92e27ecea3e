"""Bad input gets one clear sentence that names the thing and the fix; nothing is lost, nothing crashes."""

import json
import socket
import sqlite3
from pathlib import Path

import pytest

from tests.cli.conftest import Ascolto, Ran


def stored_texts(folder: Path) -> list[str]:
    with sqlite3.connect(folder / "desk.db") as connection:
        found = [row[0] for row in connection.execute("SELECT text FROM message ORDER BY id")]
    connection.close()
    return found


def complaint(ran: Ran) -> str:
    """The one sentence on stderr."""
    assert ran.code == 1, ran
    return ran.err.strip().splitlines()[-1]


def test_broken_json_lines_are_named_and_the_others_kept(ascolto: Ascolto, tmp_path: Path) -> None:
    file = tmp_path / "in.jsonl"
    file.write_text('{"id": "1", "text": "one"}\n{"id": "2", "te\n[1, 2]\n{"id": "4"}\n\n{"id": "5", "text": "five"}\n')
    ran = ascolto("replay", file, "--json", "--database", "desk.db")
    assert ran.code == 0
    assert {key: ran.json[key] for key in ("read", "new", "duplicates", "invalid")} == {
        "read": 5,
        "new": 2,
        "duplicates": 0,
        "invalid": 3,
    }
    assert [f"row {number}" in ran.err for number in (1, 2, 3, 4, 5)] == [False, True, True, True, False]
    assert stored_texts(tmp_path) == ["one", "five"]


def test_classify_answers_every_line_in_order_and_says_which_were_broken(ascolto: Ascolto, tmp_path: Path) -> None:
    file = tmp_path / "in.jsonl"
    file.write_text('{"id": "a", "text": "my parcel is lost"}\nnot json\n{"id": "c", "text": "thank you!"}\n')
    ran = ascolto("classify", file)
    assert [line["id"] for line in ran.lines] == ["a", "2", "c"]
    assert "error" in ran.lines[1]
    assert "Line 2" in ran.err
    assert "1 of the inputs" in complaint(ran)


def test_a_megabyte_of_text_is_named_and_the_longest_allowed_is_kept_whole(ascolto: Ascolto, tmp_path: Path) -> None:
    longest = "wait " * 40_000
    rows = [{"id": "long", "text": "x" * 1_000_000}, {"id": "ok", "text": longest}]
    (tmp_path / "in.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    ran = ascolto("replay", "in.jsonl", "--json", "--database", "desk.db")
    assert (ran.json["new"], ran.json["invalid"]) == (1, 1)
    assert "row 1" in ran.err
    assert "1,000,000 characters" in ran.err
    assert stored_texts(tmp_path) == [longest]


def test_nul_right_to_left_and_zero_width_characters_are_kept_safe(ascolto: Ascolto, tmp_path: Path) -> None:
    texts = ["be\x00fore", "\u202eright to left\u202c مرحبا", "zero\u200bwidth\ufeff", "half \ud83d sign", "a\u2028b"]
    (tmp_path / "in.jsonl").write_text("".join(json.dumps({"text": text}) + "\n" for text in texts))
    ran = ascolto("replay", "in.jsonl", "--json", "--database", "desk.db")
    assert (ran.code, ran.json["new"]) == (0, 5)
    assert stored_texts(tmp_path) == ["before", texts[1], texts[2], "half ? sign", texts[4]]


def test_nul_bytes_and_broken_encoding_in_csv(ascolto: Ascolto, tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_bytes(b'id,text\n1,a\x00b\n2,caf\xe9\n3,"two\nlines"\n')
    ran = ascolto("replay", "in.csv", "--json", "--database", "desk.db")
    assert (ran.code, ran.json["new"], ran.json["invalid"]) == (0, 3, 0)
    assert stored_texts(tmp_path) == ["ab", "caf\ufffd", "two\nlines"]


def test_duplicate_ids_are_counted_and_kept_once(ascolto: Ascolto, tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("id,text\n1,first\n1,again\n2,other\n")
    ran = ascolto("replay", "in.csv", "--json", "--database", "desk.db")
    assert (ran.json["new"], ran.json["duplicates"], ran.json["invalid"]) == (2, 1, 0)
    again = ascolto("replay", "in.csv", "--json", "--database", "desk.db")
    assert (again.json["read"], again.json["new"], again.json["duplicates"]) == (3, 0, 3)
    assert stored_texts(tmp_path) == ["first", "other"]


def test_files_without_ids_do_not_swallow_each_other(ascolto: Ascolto, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("text\nfrom the first file\n")
    (tmp_path / "b.csv").write_text("text\nfrom the second file\n")
    files = ("a.csv", "b.csv", "a.csv")
    assert [ascolto("replay", name, "--json", "--database", "desk.db").json["new"] for name in files] == [1, 1, 0]


def test_a_time_at_the_edge_of_time_is_named(ascolto: Ascolto, tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("id,created_at,text\n1,0001-01-01T00:00:00+14:00,old\n2,,new\n")
    ran = ascolto("replay", "in.csv", "--json", "--database", "desk.db")
    assert (ran.json["new"], ran.json["invalid"]) == (1, 1)


@pytest.mark.parametrize("command", ["replay", "classify"])
def test_a_missing_column_is_named_with_those_there_are(ascolto: Ascolto, tmp_path: Path, command: str) -> None:
    (tmp_path / "in.csv").write_text("number,words\n1,hello\n")
    ran = ascolto(command, "in.csv")
    assert "'text'" in complaint(ran)
    assert "number, words" in complaint(ran)
    assert ascolto(command, "in.csv", "--text-column", "words").code == 0


def test_short_rows_and_dates_that_are_none_are_named(ascolto: Ascolto, tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("id,created_at,text\n1,2026-11-01T10:00:00Z,ok\n2\n3,yesterday,late\n")
    ran = ascolto("replay", "in.csv", "--json", "--database", "desk.db")
    assert (ran.json["new"], ran.json["invalid"]) == (1, 2)
    assert "row 2: it has no text" in ran.err
    assert "row 3: its time 'yesterday' can't be read" in ran.err


def test_a_date_in_the_future_is_told_and_taken_as_now(ascolto: Ascolto, tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("id,created_at,text\n1,2999-01-01T00:00:00Z,from the future\n")
    ran = ascolto("replay", "in.csv", "--json", "--database", "desk.db")
    assert (ran.code, ran.json["new"]) == (0, 1)
    assert "time_in_the_future" in ran.err
    with sqlite3.connect(tmp_path / "desk.db") as connection:
        ((created_at,),) = connection.execute("SELECT created_at FROM message").fetchall()
    connection.close()
    assert not created_at.startswith("2999")


@pytest.mark.parametrize("command", ["replay", "classify", "response-time"])
def test_a_file_that_is_not_there_is_named(ascolto: Ascolto, command: str) -> None:
    assert "nowhere.jsonl" in complaint(ascolto(command, "nowhere.jsonl"))


def test_a_read_only_database_is_named_and_left_as_it_is(ascolto: Ascolto, tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("id,text\n1,hello\n")
    assert ascolto("replay", "in.csv", "--database", "desk.db").code == 0
    database = tmp_path / "desk.db"
    content = bytearray(database.read_bytes())
    content[18] = 3  # SQLite's own mark for "may be read, not written", which holds for root too
    database.write_bytes(content)
    sentence = complaint(ascolto("replay", "in.csv", "--database", "desk.db"))
    assert "desk.db" in sentence
    assert "read-only" in sentence
    assert database.read_bytes() == content


@pytest.mark.parametrize("command", [("queue", "list"), ("db", "check"), ("users", "list"), ("accounts", "list")])
def test_what_is_no_database_is_named(ascolto: Ascolto, tmp_path: Path, command: tuple[str, ...]) -> None:
    (tmp_path / "letter.txt").write_text("Dear customer, " * 500)
    sentence = complaint(ascolto(*command, "--database", "letter.txt"))
    assert "letter.txt is not a database" in sentence


def test_an_unreachable_server_is_named_without_its_password(ascolto: Ascolto) -> None:
    ran = ascolto("queue", "list", "--database", "postgresql://desk:hidden-word@127.0.0.1:9/desk")
    assert "can't be reached" in complaint(ran)
    assert "hidden-word" not in ran.err


@pytest.mark.parametrize("command", [("run",), ("demo",)])
def test_a_taken_port_is_named(ascolto: Ascolto, command: tuple[str, ...]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        sentence = complaint(ascolto(*command, "--port", port))
    assert f"127.0.0.1:{port}" in sentence
    assert "--port" in sentence


@pytest.mark.parametrize(
    ("toml", "told"),
    [
        ("databse_url = 'x.db'", "'databse_url'"),
        ("port = 'many'", "'port'"),
        ("port = 99999", "'port'"),
        ("[service_levels.high]\ntarget_s = -5", "service_levels.high.target_s"),
        ("[business_hours]\ntimezone = 'Europe/Atlantis'", "Europe/Atlantis"),
        ("[business_hours.weekly]\nmon = [['9', 'late']]", "business_hours"),
        ("[accounts.shop]\nplatform = 'myspace'", "accounts.shop.platform"),
        ("[accounts.shop]\nplatform = 'x'\nbearer = 'abc'", "accounts.shop.bearer"),
        ("[accounts.shop]\nplatform = 'x'\nconsumer_key = 'abc'", "accounts.shop"),
        ("not toml at all", "not valid TOML"),
    ],
)
def test_a_wrong_configuration_key_is_named(ascolto: Ascolto, tmp_path: Path, toml: str, told: str) -> None:
    (tmp_path / "desk.toml").write_text(toml)
    sentence = complaint(ascolto("run", "--config", "desk.toml"))
    assert told in sentence
    assert not (tmp_path / "desk.db").exists()


def test_a_misspelt_key_gets_the_right_one(ascolto: Ascolto, tmp_path: Path) -> None:
    (tmp_path / "desk.toml").write_text("databse_url = 'x.db'")
    assert "did you mean 'database_url'?" in complaint(ascolto("queue", "list", "--config", "desk.toml"))


def test_a_missing_configuration_or_secret_file_is_named(ascolto: Ascolto, tmp_path: Path) -> None:
    assert "none.toml does not exist" in complaint(ascolto("queue", "list", "--config", "none.toml"))
    (tmp_path / "desk.toml").write_text("[accounts.shop]\nplatform = 'x'\nbearer_token_file = 'no-such-secret'")
    assert "no-such-secret" in complaint(ascolto("queue", "list", "--config", "desk.toml"))


def test_broken_histories_are_named_and_the_others_measured(ascolto: Ascolto, tmp_path: Path) -> None:
    good: dict[str, object] = {"id": "g", "now": "2026-11-20T12:00:00Z", "events": []}
    lines = [json.dumps(good), "{", json.dumps({"id": "n", "events": []})]
    (tmp_path / "in.jsonl").write_text("\n".join(lines))
    ran = ascolto("response-time", "in.jsonl")
    assert [line["id"] for line in ran.lines] == ["g", None, None]
    assert [line.get("line") for line in ran.lines] == [None, 2, 3]
    assert "Line 2" in ran.err
    assert "Line 3" in ran.err
    assert ran.code == 1


def test_guard_names_broken_lines_and_unknown_platforms(ascolto: Ascolto) -> None:
    lines = [{"text": "Thank you."}, {"text": "Hi", "platform": "pigeon"}, {"text": "Hi", "visibility": "secret"}, {}]
    given = "".join(json.dumps(line) + "\n" for line in lines)
    ran = ascolto("guard", "--format", "jsonl", "-", given=given)
    assert len(ran.lines) == 4
    assert "pigeon" in ran.err
    assert "secret" in ran.err
    assert ran.code == 1


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("queue", "approve", "7", "--by", "anna"), "no queue item 7"),
        (("queue", "approve", "7", "--by", " "), "--by is empty"),
        (("report", "weekly", "--week", "2026-99"), "2026-W47"),
        (("accounts", "pause", "nobody"), "no account 'nobody'"),
        (("users", "disable", "nobody"), "nobody called 'nobody'"),
        (("db", "restore", "nothing.db"), "does not exist"),
    ],
)
def test_things_that_are_not_there_are_named(ascolto: Ascolto, arguments: tuple[str, ...], told: str) -> None:
    assert told in complaint(ascolto(*arguments))


@pytest.mark.parametrize(
    "arguments",
    [("queue", "approve"), ("run", "--role", "dance"), ("report", "weekly", "--format", "doc"), ("nonsense",)],
)
def test_wrong_usage_ends_with_two(ascolto: Ascolto, arguments: tuple[str, ...]) -> None:
    assert ascolto(*arguments).code == 2
