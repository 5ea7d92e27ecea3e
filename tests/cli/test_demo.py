"""`ascolto demo` as a newcomer runs it: it starts, shows messages, ends on Ctrl-C, and starts again."""

import os
import re
import signal
import socket
import subprocess
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from tests.cli.conftest import COMMAND

WITHIN_S = 60


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def proposed(console: str) -> int:
    """How many drafts lie before a person."""
    try:
        with urlopen(f"{console}/metrics", timeout=5) as answer:
            found = re.search(r'ascolto_replies\{state="proposed"\} ([\d.]+)', answer.read().decode())
    except URLError:
        return 0
    return int(float(found[1])) if found else 0


def demonstrate(folder: Path, port: int) -> tuple[int, str, str]:
    """Run until the first drafts are there, then press Ctrl-C; returns the exit code and what was printed."""
    console = f"http://127.0.0.1:{port}"
    demo = subprocess.Popen(
        [COMMAND, "demo", "--port", str(port), "--rate", "60"],
        cwd=folder,
        env={key: value for key, value in os.environ.items() if not key.startswith("ASCOLTO_")},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    ends_at = time.monotonic() + WITHIN_S
    while proposed(console) < 3 and time.monotonic() < ends_at and demo.poll() is None:
        time.sleep(0.2)
    enough = proposed(console) if demo.poll() is None else 0
    os.killpg(demo.pid, signal.SIGINT)  # as a terminal does: every process of the group gets it
    out, err = demo.communicate(timeout=30)
    assert enough >= 3, err
    return demo.returncode, out, err


def test_the_demo_runs_ends_cleanly_and_runs_again(tmp_path: Path) -> None:
    port = free_port()
    for _ in range(2):
        code, out, err = demonstrate(tmp_path, port)
        assert code == 0
        assert f"http://127.0.0.1:{port}" in out
        assert "Sign in" in out
        assert err.strip().splitlines()[-1] == "Stopped."
        assert "Traceback" not in err
        assert not list(tmp_path.iterdir())
