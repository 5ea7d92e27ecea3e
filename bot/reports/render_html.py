"""The report as one page that needs nothing else: to mail, to print, to keep."""

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from bot.reports import wording
from bot.reports.report import Report

_TEMPLATES = Path(__file__).parent / "templates"


def render_html(report: Report) -> str:
    """A whole HTML document: no scripts, nothing loaded from elsewhere, every name escaped."""
    return _template().render(report=report, say=wording)


@cache
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("weekly.html.j2")
