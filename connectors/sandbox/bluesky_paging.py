"""Pages, bodies and parameters of requests to a simulated Bluesky."""

import json
from collections.abc import Callable, Sequence
from typing import Any, TypeVar, cast

from aiohttp import web

from connectors.sandbox.bluesky_faults import Fault
from connectors.sandbox.bluesky_gate import WORLD, name_of
from connectors.sandbox.bluesky_refusals import invalid

_Item = TypeVar("_Item")


def page(
    request: web.Request, items: Sequence[_Item], place: Callable[[_Item], str], *, usual: int = 50
) -> tuple[list[_Item], str | None]:
    """One page of `items` (newest first) and the cursor of the next; `place` names where an item stands."""
    try:
        size = int(request.query.get("limit", usual))
    except ValueError:
        raise invalid("Error: limit must be an integer") from None
    if not 1 <= size <= 100:
        raise invalid("Error: limit must be between 1 and 100")
    cursor = request.query.get("cursor", "")
    left = [item for item in items if not cursor or place(item) < cursor]
    return _disturbed(request, left[:size]), place(left[size - 1]) if len(left) > size else None


def _disturbed(request: web.Request, items: list[_Item]) -> list[_Item]:
    faults, name = request.app[WORLD].faults, name_of(request)
    if faults.strike(frozenset({Fault.DUPLICATES}), name):
        items = [each for item in items for each in (item, item)]
    if faults.strike(frozenset({Fault.REORDER}), name):
        items = faults.shuffled(items)
    return items


def with_cursor(body: dict[str, Any], cursor: str | None) -> web.Response:
    """A page as it is sent; the last has no cursor."""
    return web.json_response({**body, "cursor": cursor} if cursor else body)


def needed(request: web.Request, key: str) -> str:
    """A parameter that must be there."""
    value = request.query.get(key, "")
    if not value:
        raise invalid(f'Error: Params must have the property "{key}"')
    return value


async def told(request: web.Request) -> dict[str, Any]:
    """The JSON object of a request."""
    try:
        body = json.loads(await request.read())
    except ValueError:
        body = None
    if not isinstance(body, dict):
        raise invalid("Input must be an object")
    return cast(dict[str, Any], body)


def text_in(body: dict[str, Any], key: str) -> str:
    """A text member that must be there."""
    value = body.get(key)
    if not isinstance(value, str) or not value:
        raise invalid(f'Input must have the property "{key}"')
    return value
