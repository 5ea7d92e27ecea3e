"""Vendored files are what their package published, and the page that lists them is true."""

import hashlib
import re

from bot.web.pages import STATIC


def test_vendored_files_are_listed_and_unchanged() -> None:
    folder = STATIC / "vendor"
    listed = dict(re.findall(r"\| `([^`]+)` \|.*\| `([0-9a-f]{64})` \|", (folder / "README.md").read_text()))
    found = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.glob("*.js")}
    assert found == listed
