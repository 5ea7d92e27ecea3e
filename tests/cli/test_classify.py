"""`ascolto classify`: any number of texts in, lines in order out, and a clear end."""

import json
import os
import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.classifiers.test_workers import alive, children
from tests.cli.conftest import COMMAND, Ascolto

MANY = "".join(f"my parcel {number} is lost\n" for number in range(1_000))


def test_many_texts_are_answered_in_order(ascolto: Ascolto) -> None:
    ran = ascolto("classify", given=MANY, ASCOLTO_MODEL="rules")
    assert (ran.code, ran.err) == (0, "")
    assert [line["id"] for line in ran.lines] == [str(number) for number in range(1, 1_001)]
    assert {line["model"] for line in ran.lines} == {"rules@1"}
    assert not any(line["degraded"] for line in ran.lines)
    assert set(ran.lines[0]) >= {
        "id",
        "language",
        "complaint",
        "urgency",
        "sentiment",
        "topics",
        "sensitive",
        "reasons",
    }


def test_identities_and_texts_of_any_kind_come_through(ascolto: Ascolto, tmp_path: Path) -> None:
    rows = [{"id": 'a"}\n', "text": "grazie\u0000 \ud83d"}, {"id": "b", "text": ""}, {"id": "ż", "text": "😡" * 1_000}]
    (tmp_path / "in.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    ran = ascolto("classify", "in.jsonl", ASCOLTO_MODEL="rules")
    assert [line["id"] for line in ran.lines] == [row["id"] for row in rows]


def test_nothing_in_nothing_out(ascolto: Ascolto) -> None:
    ran = ascolto("classify", ASCOLTO_MODEL="rules")
    assert (ran.code, ran.out, ran.err) == (0, "", "")


@pytest.mark.parametrize("command", [("classify",), ("run", "--database", "desk.db", "--port", "0")])
def test_a_model_that_is_not_there_stops_with_one_sentence(ascolto: Ascolto, command: tuple[str, ...]) -> None:
    ran = ascolto(*command, given="hello\n", ASCOLTO_MODEL="nowhere/at/all")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.strip().splitlines()[-1].startswith("ascolto: There is no model at nowhere/at/all")


def test_doctor_tells_of_a_model_that_is_not_there(ascolto: Ascolto) -> None:
    ran = ascolto("doctor", "--json", "--database", "desk.db", ASCOLTO_MODEL="nowhere/at/all")
    assert "nowhere/at/all" in ran.json["model"]
    assert ascolto("doctor", "--json", "--database", "desk.db", ASCOLTO_MODEL="rules").json["model"] == "ok"


def hear_ctrl_c() -> None:
    """What runs in the background of a shell is started deaf to it, and so is all that it starts."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_stopped_command_leaves_no_process_and_no_trace(number: signal.Signals, tmp_path: Path) -> None:
    with subprocess.Popen(
        [COMMAND, "classify"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | {"ASCOLTO_MODEL": "rules"},
        cwd=tmp_path,
        text=True,
        preexec_fn=hear_ctrl_c,  # noqa: PLW1509 - no other thread is between the fork and the command
    ) as command:
        assert command.stdin is not None
        assert command.stdout is not None
        assert command.stderr is not None
        command.stdin.write(MANY[: MANY.index("parcel 600")])
        command.stdin.flush()
        assert json.loads(command.stdout.readline())["id"] == "1"
        at_work = children(command.pid)
        assert at_work
        command.send_signal(number)
        assert command.wait(timeout=30) != 0
        assert "Traceback" not in command.stderr.read()
    until = time.monotonic() + 30
    while any(map(alive, at_work)) and time.monotonic() < until:
        time.sleep(0.1)
    assert not any(map(alive, at_work))
