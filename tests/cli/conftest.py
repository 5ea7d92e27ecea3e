"""The installed command, run as a person would."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

COMMAND = Path(sys.executable).with_name("ascolto")


@dataclass(frozen=True, slots=True)
class Ran:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[Any]:
        """Standard output as JSON lines."""
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def json(self) -> Any:
        """Standard output as one JSON document."""
        return json.loads(self.out)


Ascolto = Callable[..., Ran]


@pytest.fixture
def ascolto(tmp_path: Path) -> Ascolto:
    """Run the command in an empty folder with nothing of this machine's settings."""

    def run(*arguments: object, given: str | bytes = b"", **env: str) -> Ran:
        clean = {key: value for key, value in os.environ.items() if not key.startswith("ASCOLTO_")}
        done = subprocess.run(
            [COMMAND, *map(str, arguments)],
            input=given.encode() if isinstance(given, str) else given,
            capture_output=True,
            cwd=tmp_path,
            env=clean | env,
            timeout=120,
            check=False,
        )
        ran = Ran(done.returncode, done.stdout.decode(), done.stderr.decode())
        assert "Traceback" not in ran.err, ran.err
        return ran

    return run
