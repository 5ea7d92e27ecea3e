"""How Meta writes lists: pages with opaque cursors, and an address of the next page that repeats the token."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar
from urllib.parse import urlencode

from connectors.sandbox.graph_refusals import Refuse, bad_parameter
from connectors.sandbox.graph_world import GraphWorld

Params = Mapping[str, str]
_Item = TypeVar("_Item")

_CURSOR = "QVFI"


def listed(
    world: GraphWorld,
    path: str,
    params: Params,
    items: Sequence[_Item],
    write: Callable[[_Item], dict[str, Any]],
    size: int | None = None,
) -> dict[str, Any]:
    """One page of `items`: `after` names the last item of the page before."""
    most = size or world.page_size
    size = min(_number(params, "limit", 25), most)
    start = _start(params, len(items))
    page = items[start : start + size]
    paging: dict[str, Any] = {"cursors": {"before": f"{_CURSOR}{start}", "after": f"{_CURSOR}{start + len(page)}"}}
    if start + size < len(items):
        further = {**params, "after": f"{_CURSOR}{start + size}", "access_token": world.keys.access_token}
        paging["next"] = f"https://graph.facebook.com/{path}?{urlencode(further)}"
    return {"data": [write(each) for each in page], **({"paging": paging} if page else {})}


def _start(params: Params, count: int) -> int:
    told = params.get("after", _CURSOR + "0").removeprefix(_CURSOR)
    if not told.isdigit() or int(told) > count:
        raise Refuse(bad_parameter("Invalid cursors values"))
    return int(told)


def _number(params: Params, name: str, otherwise: int) -> int:
    told = params.get(name, str(otherwise))
    if not told.isdigit():
        raise Refuse(bad_parameter(f"param {name} must be an integer."))
    return int(told)


def since(params: Params) -> int:
    """The Unix second from which on items are wanted."""
    return _number(params, "since", 0)


def limit_of(fields: str, name: str, otherwise: int) -> int:
    """The limit in a field like `messages.limit(20){…}`."""
    _, mark, rest = fields.partition(f"{name}.limit(")
    told = rest.partition(")")[0]
    return int(told) if mark and told.isdigit() else otherwise
