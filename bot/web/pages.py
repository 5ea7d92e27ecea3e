"""Pages from templates: everything printed is escaped, whatever it is."""

import hashlib
from collections.abc import Callable
from datetime import datetime
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, cast

from aiohttp import web
from babel import Locale, UnknownLocaleError
from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context

from bot.storage.standing import understanding_of
from bot.web import times
from bot.web.roles import Right
from bot.web.visit import SERVICES, Visit
from bot.web.wording import first_words, parted, pieces

STATIC = Path(str(files("bot.web") / "static"))
_TEMPLATES = Path(str(files("bot.web") / "templates"))


def page(request: web.Request, template: str, visit: Visit | None, *, status: int = 200, **values: Any) -> web.Response:
    """A whole page, or a part of one when the template is one."""
    services = request.app[SERVICES]
    html = (
        _environment()
        .get_template(template)
        .render(
            visit=visit,
            path=request.path,
            notices=services.notices() if visit is not None else [],
            now=services.clock(),
            zone=services.timezone,
            **values,
        )
    )
    return web.Response(text=html, content_type="text/html", status=status)


def words(name: str) -> str:
    """A value of the contracts as people say it: `lost_luggage` becomes "lost luggage"."""
    return name.replace("_", " ")


def language_name(code: str | None) -> str:
    """The English name of a language code."""
    if code is None or code == "und":
        return "unknown language"
    try:
        return Locale.parse(code).get_display_name("en") or code
    except (UnknownLocaleError, ValueError):
        return code


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    filters: dict[str, Any] = {
        "pieces": pieces,
        "parted": parted,
        "first_words": first_words,
        "words": words,
        "understood": understanding_of,
        "moment": _moment,
        "in_full": _in_full,
        "since": _since,
        "deadline": _deadline,
    }
    shared: dict[str, Any] = {"static": _static_addresses(), "language_name": language_name, "Right": Right}
    made.filters.update(filters)
    cast("dict[str, Any]", made.globals).update(shared)
    return made


@pass_context
def _moment(context: Context, at: datetime) -> str:
    return times.moment(at, context["now"], context["zone"])


@pass_context
def _in_full(context: Context, at: datetime) -> str:
    return times.in_full(at, context["zone"])


@pass_context
def _since(context: Context, at: datetime) -> str:
    return times.span((context["now"] - at).total_seconds())


@pass_context
def _deadline(context: Context, due: datetime) -> str:
    return times.deadline(due, context["now"])


def _static_addresses() -> Callable[[str], str]:
    """Addresses that change with the file, so that browsers may keep a file for good."""
    kept = {
        str(path.relative_to(STATIC)): hashlib.sha256(path.read_bytes()).hexdigest()[:12]
        for path in STATIC.rglob("*")
        if path.is_file()
    }
    return lambda name: f"/static/{name}?v={kept[name]}"
