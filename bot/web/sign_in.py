"""Signing in and out. A wrong name and a wrong password get the same answer in the same time."""

import asyncio

from aiohttp import web

from bot.storage.people import People
from bot.web.doors import local_path
from bot.web.pages import page
from bot.web.passwords import verify
from bot.web.security import refuse_other_origins
from bot.web.sessions import close_session, open_session, visit_of
from bot.web.visit import SERVICES, Visit

WINDOW_S = 15 * 60.0
PER_NAME = 5
PER_ADDRESS = 20
"""Failed sign-ins in `WINDOW_S` seconds after which a name or an address has to wait."""

_LONGEST_NAME = 200
_WRONG = "This name and password don't belong together; check both and try again."
_TOO_MANY = "Too many failed sign-ins; wait 15 minutes and try again, or ask an admin to reset the password."
# One at a time: attempts that run side by side would all be let in before the first is counted.
_ONE_BY_ONE = web.AppKey("one_by_one", asyncio.Lock)


def prepare(app: web.Application) -> None:
    """What signing in needs of its application."""
    app[_ONE_BY_ONE] = asyncio.Lock()


async def ask(request: web.Request) -> web.StreamResponse:
    """GET /sign-in."""
    if await visit_of(request) is not None:
        raise web.HTTPSeeOther(local_path(request.query.get("next")))
    return _form(request, next_path=local_path(request.query.get("next")))


async def sign_in(request: web.Request) -> web.StreamResponse:
    """POST /sign-in."""
    refuse_other_origins(request)
    form = await request.post()
    name, password = str(form.get("name", "")).strip(), str(form.get("password", ""))
    next_path = local_path(str(form.get("next", "")))
    async with request.app[_ONE_BY_ONE]:
        problem = await _problem(request, name, password)
    if problem is not None:
        status = 429 if problem is _TOO_MANY else 401
        return _form(request, next_path=next_path, name=name[:_LONGEST_NAME], problem=problem, status=status)
    response = web.HTTPSeeOther(next_path)
    await open_session(request, response, name)
    raise response


async def sign_out(request: web.Request, visit: Visit) -> web.StreamResponse:
    """POST /sign-out."""
    response = web.HTTPSeeOther("/sign-in")
    await close_session(request, response, visit)
    raise response


async def _problem(request: web.Request, name: str, password: str) -> str | None:
    people = request.app[SERVICES].people
    by_name, by_address = f"name:{name[:_LONGEST_NAME]}", f"address:{request.remote}"
    if (
        await people.failures([by_name], WINDOW_S) >= PER_NAME
        or await people.failures([by_address], WINDOW_S) >= PER_ADDRESS
    ):
        return _TOO_MANY
    if await _is_right(people, name, password):
        return None
    await people.note_failure([by_name, by_address], WINDOW_S)
    return _WRONG


async def _is_right(people: People, name: str, password: str) -> bool:
    person = await people.get(name) if len(name) <= _LONGEST_NAME and "\0" not in name else None
    stored = None if person is None or person["disabled"] else str(person["password_hash"])
    return await asyncio.to_thread(verify, stored, password)


def _form(
    request: web.Request, *, next_path: str, name: str = "", problem: str | None = None, status: int = 200
) -> web.Response:
    return page(request, "sign_in.html", None, status=status, next_path=next_path, entered_name=name, problem=problem)
