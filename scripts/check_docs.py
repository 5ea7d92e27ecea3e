"""Is the documentation complete? Links, pictures, commands, settings, platforms, laws; each gap is one line."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from typer.main import get_command

from bot.app.registry import PLATFORMS
from bot.cli.main import app
from config.settings import BrandSettings, BusinessHoursSettings, ServiceLevelSettings, Settings

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
LINK = re.compile(r"\[[^\]]*\]\(([^)#]+)[^)]*\)")
FILE = re.compile(r"`((?:tests|bot|connectors|classifiers|responders|config|docs|scripts)/[\w./<>*-]*)`")


def main() -> int:
    """0 when nothing is missing."""
    gaps = [*broken_links(), *missing_files(), *commands(), *settings(), *platforms(), *version()]
    for gap in gaps:
        print(gap, file=sys.stderr)
    return 1 if gaps else 0


def broken_links() -> Iterator[str]:
    """Links and pictures that lead nowhere."""
    for page in PAGES:
        for target in LINK.findall(page.read_text("utf-8")):
            if "://" not in target and not (page.parent / target).exists():
                yield f"{page.name}: the link to {target} leads nowhere."


def missing_files() -> Iterator[str]:
    """Files that a page names and that are not there."""
    for page in PAGES:
        for name in FILE.findall(page.read_text("utf-8")):
            if "<" not in name and "*" not in name and not (ROOT / name).exists():
                yield f"{page.name}: names {name}, which does not exist."


def commands() -> Iterator[str]:
    """Commands that docs/commands.md does not name."""
    told = (ROOT / "docs" / "commands.md").read_text("utf-8")
    for name in _names(get_command(app), "ascolto"):
        if f"`{name}" not in told:
            yield f"commands.md: does not name '{name}'."


def _names(command: object, path: str) -> Iterator[str]:
    inner: dict[str, object] = getattr(command, "commands", {})
    if not inner:
        yield path
    for name, child in inner.items():
        yield from _names(child, f"{path} {name}")


def settings() -> Iterator[str]:
    """Settings that docs/settings.md does not name."""
    told = (ROOT / "docs" / "settings.md").read_text("utf-8")
    for model in (Settings, BrandSettings, BusinessHoursSettings, ServiceLevelSettings):
        for name in model.model_fields:
            if not re.search(rf"\b{name}\b", told):
                yield f"settings.md: does not name '{name}'."


def platforms() -> Iterator[str]:
    """Platforms without a page."""
    for name in PLATFORMS:
        if not (ROOT / "docs" / f"connect-{name}.md").exists():
            yield f"docs/connect-{name}.md is missing."


def version() -> Iterator[str]:
    """A version that the changelog does not know."""
    found = re.search(r'^version = "([^"]+)"', (ROOT / "pyproject.toml").read_text("utf-8"), re.MULTILINE)
    if found and f"## {found[1]}" not in (ROOT / "CHANGELOG.md").read_text("utf-8"):
        yield f"CHANGELOG.md: has no entry for {found[1]}."


if __name__ == "__main__":
    sys.exit(main())
