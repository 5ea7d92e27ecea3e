"""`accounts add` over real HTTP: keys are asked for, tried, and kept covered; or one sentence and nothing is kept."""

import logging
import os
import shutil
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Generator
from contextlib import closing
from pathlib import Path

import pytest
import structlog
from typer.testing import CliRunner

from bot.app.accounts import account_of
from bot.app.registry import PLATFORMS, QUESTIONS, connector_for
from bot.cli.main import app
from bot.domain.clock import utc_now
from bot.domain.errors import Explained
from connectors.sandbox import bluesky, mastodon, x
from tests.cli.conftest import COMMAND, Ascolto, Ran
from tests.cli.platforms import served
from tests.cli.test_bad_input import complaint

DESK = ("--database", "desk.db")
X_KEYS = {
    "consumer_key": "sandbox-consumer",
    "consumer_secret": "sandbox-consumer-secret",
    "access_token": "sandbox-access",
    "access_token_secret": "sandbox-access-secret",
}
X_LINES = "".join(f"{key}={value}\n" for key, value in X_KEYS.items())


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Generator[Path]:
    """An empty folder to run commands in, in this very process: it takes a second less each."""
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("ASCOLTO_")]:
        monkeypatch.delenv(name)
    yield tmp_path
    logging.getLogger().handlers.clear()
    structlog.reset_defaults()


def stored(folder: Path) -> list[str]:
    """Names with keys in the database."""
    with closing(sqlite3.connect(folder / "desk.db")) as connection:
        return [row[0] for row in connection.execute("SELECT name FROM accountkeys ORDER BY name")]


def known(folder: Path) -> list[tuple[str, str]]:
    """Accounts and their states."""
    with closing(sqlite3.connect(folder / "desk.db")) as connection:
        return list(connection.execute("SELECT name, state FROM account ORDER BY name"))


def assert_no_secret(folder: Path, *runs: Ran) -> None:
    """Neither on the disk nor on the screen, whoever looks; the key file is the key and no account's secret."""
    secrets = [value for key, value in X_KEYS.items() if key != "consumer_key"] + ["sandbox-token", "sandbox-password"]
    files = [file.read_bytes().decode("utf-8", "replace") for file in folder.iterdir()]
    for text in (*files, *(ran.out + ran.err for ran in runs)):
        assert not [secret for secret in secrets if secret in text]


def test_an_account_on_x_from_standard_input_to_removal(ascolto: Ascolto, tmp_path: Path) -> None:
    with served(x.XWorld(seed=1), x.serve) as api:
        add = ("accounts", "add", "x", "--name", "shop", "--set", f"api={api}", "--set", "stream=false", *DESK)
        added = ascolto(*add, given=f"# keys\n\n{X_LINES}", ASCOLTO_LOG_LEVEL="debug")
        assert (added.code, added.out) == (0, ""), added
        assert "'shop' is connected as @BrightwaveCare" in added.err
        assert stat.S_IMODE((tmp_path / "desk.db.key").stat().st_mode) == 0o600
        checked = ascolto("accounts", "check", "shop", "--json", *DESK)
        assert (checked.json[0]["ok"], checked.json[0]["identity"]) == (True, "@BrightwaveCare")
        again = ascolto(*add, given=X_LINES)
        assert "There is an account 'shop' already" in complaint(again)
        doctor = ascolto("doctor", "--json", *DESK)
        assert (doctor.json["keys"], doctor.json["account shop"]) == ("ok", "ok")
        replaced = ascolto(*add, "--replace", given=X_LINES)
        assert replaced.code == 0, replaced
    (listed,) = ascolto("accounts", "list", "--json", *DESK).json
    assert (listed["name"], listed["platform"], listed["state"], listed["alarms"]) == ("shop", "x", "active", [])
    assert_no_secret(tmp_path, added, checked, again, doctor, replaced)
    assert ascolto("accounts", "remove", "shop", *DESK).code == 0
    assert (stored(tmp_path), known(tmp_path)) == ([], [("shop", "paused")])


def test_wrong_keys_store_nothing(ascolto: Ascolto, tmp_path: Path) -> None:
    with served(x.XWorld(seed=1), x.serve) as api:
        wrong = X_LINES.replace("sandbox-access-secret", "another-very-secret")
        ran = ascolto("accounts", "add", "x", "--set", f"api={api}", *DESK, given=wrong)
    assert "Nothing was stored: " in complaint(ran)
    assert "another-very-secret" not in ran.err
    assert (stored(tmp_path), known(tmp_path)) == ([], [])


def test_a_token_without_its_scopes_stores_nothing_and_says_which(ascolto: Ascolto, tmp_path: Path) -> None:
    world = mastodon.MastodonWorld(seed=1)
    world.scopes = ["read"]
    token = tmp_path / "token"
    token.write_text(world.token)
    with served(world, mastodon.serve) as instance:
        add = ("accounts", "add", "mastodon", "--set", f"instance={instance}", "--set-file", f"access_token={token}")
        refused = ascolto(*add, *DESK)
        assert "lacks the scope write:statuses" in complaint(refused)
        assert stored(tmp_path) == []
        world.scopes = ["read", "write:statuses"]
        assert ascolto(*add, *DESK).code == 0
    token.unlink()
    assert stored(tmp_path) == ["mastodon"]
    assert_no_secret(tmp_path, refused)


def test_bluesky_by_its_handle(ascolto: Ascolto, tmp_path: Path) -> None:
    world = bluesky.BlueskyWorld(seed=1)
    with served(world, bluesky.serve) as service:
        ran = ascolto(
            *("accounts", "add", "bluesky", "--set", f"identifier={world.brand.handle}", *DESK),
            *("--set", f"service={service}"),
            given=f"app_password={world.app_password}",
        )
    assert ran.code == 0, ran
    assert stored(tmp_path) == ["bluesky"]
    assert_no_secret(tmp_path, ran)


@pytest.mark.parametrize(
    ("arguments", "given", "told"),
    [
        (("x",), "", "consumer_key, consumer_secret, access_token, access_token_secret must be given"),
        (("mastodon", "--set", "instance=https://social.example"), "", "Preferences, Development"),
        (("mastodon", "--set", "instance=social.example"), "access_token=t", "written like https://social.example"),
        (("x", "--set", "access_token=visible"), "", "--set takes no 'access_token'"),
        (("x", "--set", "stream"), "", "Entry 1 of --set is not KEY=VALUE"),
        (("x",), "consumer_key\n", "Entry 1 of standard input is not KEY=VALUE"),
        (("x",), "consumer_key=two words\n", "does not look right for the API key"),
        (("x", "--set-file", "access_token=nowhere"), "", "nowhere for 'access_token' can't be read"),
        (("x", "--set", "stream=perhaps"), X_LINES, "stream is wrong"),
        (("x", "--set", "strem=true"), X_LINES, "'accounts.x.options.strem' is not a setting"),
        (("x", "--replace"), X_LINES, "nothing to replace"),
        (("x", "--database", "postgresql://nobody@127.0.0.1:1/none"), "", "can't be reached"),
    ],
)
def test_wrong_answers_get_one_sentence(
    here: Path, sqlite_file: Path, arguments: tuple[str, ...], given: str, told: str
) -> None:
    shutil.copy(sqlite_file, here / "desk.db")
    database = () if "--database" in arguments else DESK
    ran = CliRunner().invoke(app, ["accounts", "add", *arguments, *database], input=given)
    assert isinstance(ran.exception, Explained)
    assert told in str(ran.exception)
    assert "visible" not in str(ran.exception)


@pytest.mark.parametrize("arguments", [("pigeon",), ("x", "--name", "../shop"), ("x", "--name", " ")])
def test_wrong_usage_ends_with_two(here: Path, arguments: tuple[str, ...]) -> None:
    assert CliRunner().invoke(app, ["accounts", "add", *arguments, *DESK]).exit_code == 2
    assert not list(here.iterdir())


RIGHT = {
    "instance": "https://social.example",
    "identifier": "brightwave.example",
    "bot_token": "123456:word",
    "page_id": "104500000000777",
    "user_id": "17841400000000777",
    "app_id": "300500000000001",
}
"""What fits where not every word does."""


@pytest.mark.parametrize("platform", PLATFORMS)
def test_every_platform_asks_for_what_its_settings_take(platform: str) -> None:
    questions = QUESTIONS[platform]
    assert questions
    assert all(question.where.endswith(".") for question in questions)
    answers = {question.key: RIGHT.get(question.key, "word") for question in questions}
    assert [question.fault(answers[question.key]) for question in questions] == [None] * len(questions)
    keys = {question.key: answers[question.key] for question in questions if not question.is_option}
    options = {question.key: answers[question.key] for question in questions if question.is_option}
    assert connector_for("shop", account_of(platform, keys, options), utc_now).kind == platform


def test_a_name_of_the_configuration_is_refused_in_both_directions(ascolto: Ascolto, tmp_path: Path) -> None:
    (tmp_path / "desk.toml").write_text("[accounts.shop]\nplatform = 'x'\nbearer_token = 'sandbox-bearer'\n")
    with served(x.XWorld(seed=1), x.serve) as api:
        add = ("accounts", "add", "x", "--name", "shop", "--set", f"api={api}", *DESK)
        refused = ascolto(*add, "--config", "desk.toml", given=X_LINES)
        assert "stands in the configuration; choose another name" in complaint(refused)
        assert ascolto(*add, given=X_LINES).code == 0
        both = ascolto("accounts", "check", "--config", "desk.toml", *DESK)
        assert "stands in the configuration and in the database" in complaint(both)


def test_a_missing_or_wrong_master_key_is_named_and_loses_nothing(ascolto: Ascolto, tmp_path: Path) -> None:
    key, away = tmp_path / "desk.db.key", tmp_path / "elsewhere"
    with served(x.XWorld(seed=1), x.serve) as api:
        add = ("accounts", "add", "x", "--set", f"api={api}", *DESK)
        assert ascolto(*add, given=X_LINES).code == 0
        key.rename(away)
        for arguments in (("run", "--role", "listen"), ("accounts", "rekey")):
            assert "The key file desk.db.key is missing" in complaint(ascolto(*arguments, *DESK))
        assert "is missing" in complaint(ascolto(*add, "--name", "second", given=X_LINES))
        assert not key.exists()
        key.write_text("MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=\n")
        wrong = ascolto("doctor", "--json", *DESK)
        assert "may be read by others" in wrong.json["keys"] or "does not open" in wrong.json["keys"]
        key.unlink()
        given = ascolto("accounts", "check", *DESK, ASCOLTO_SECRET_KEY_FILE=str(away))
        assert given.code == 0, given
    assert stored(tmp_path) == ["x"]


def test_the_master_key_can_be_changed(ascolto: Ascolto, tmp_path: Path) -> None:
    key = tmp_path / "desk.db.key"
    with served(x.XWorld(seed=1), x.serve) as api:
        assert ascolto("accounts", "add", "x", "--set", f"api={api}", *DESK, given=X_LINES).code == 0
        before = key.read_text()
        changed = ascolto("accounts", "rekey", *DESK)
        assert (changed.code, changed.out) == (0, "")
        after = key.read_text()
        assert before != after
        assert len(after.split()) == 1
        assert stat.S_IMODE(key.stat().st_mode) == 0o600
        assert ascolto("accounts", "check", *DESK).code == 0
        old = ascolto("accounts", "check", *DESK, ASCOLTO_SECRET_KEY=before.strip())
        assert "does not open the keys of the account 'x'" in complaint(old)
        assert before.strip() not in old.err
        one = ascolto("accounts", "rekey", *DESK, ASCOLTO_SECRET_KEY=after.strip())
        assert "put a new one before it" in complaint(one)
        both = f"{before.strip()} {after.strip()}"
        assert ascolto("accounts", "rekey", *DESK, ASCOLTO_SECRET_KEY=both).code == 0
        assert ascolto("accounts", "check", *DESK, ASCOLTO_SECRET_KEY=before.strip()).code == 0


def test_a_person_is_guided_and_no_secret_is_echoed(tmp_path: Path) -> None:
    world = mastodon.MastodonWorld(seed=1)
    clean = {key: value for key, value in os.environ.items() if not key.startswith("ASCOLTO_")}
    spawn = f"import pty; raise SystemExit(pty.spawn([{str(COMMAND)!r}, 'accounts', 'add', 'mastodon']) >> 8)"
    with (
        served(world, mastodon.serve) as instance,
        subprocess.Popen(
            [sys.executable, "-c", spawn], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=tmp_path, env=clean
        ) as person,
    ):
        screen = Screen(person)
        screen.answer("Address of the instance: ", "social.example")
        screen.answer("Address of the instance: ", instance)
        screen.answer("Access token: ", "")
        screen.answer("Access token: ", world.token)
        shown = screen.until("is connected as @brightwave")
        assert person.wait(60) == 0
        assert person.stdin
        person.stdin.close()
    assert "written like https://social.example" in shown
    assert "The access token is needed." in shown
    assert "write:statuses" in shown
    assert world.token not in shown


class Screen:
    """What a terminal showed so far, and somebody who types when asked."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process
        self._shown = ""
        self._read = 0

    def until(self, words: str) -> str:
        """Everything shown, once these words came after what was awaited before."""
        assert self._process.stdout
        while words not in self._shown[self._read :]:
            more = os.read(self._process.stdout.fileno(), 4_096)
            assert more, self._shown
            self._shown += more.decode()
        self._read = self._shown.index(words, self._read) + len(words)
        return self._shown

    def answer(self, prompt: str, text: str) -> None:
        """Wait for the prompt and type; its last blank comes when nothing is echoed any more."""
        self.until(prompt)
        assert self._process.stdin
        self._process.stdin.write(f"{text}\n".encode())
        self._process.stdin.flush()
