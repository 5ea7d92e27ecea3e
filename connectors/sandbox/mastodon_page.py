"""A page for people: the threads as the public sees them, and a form to write as a customer."""

from html import escape

from aiohttp import web

from connectors.sandbox.mastodon_gate import WORLD
from connectors.sandbox.mastodon_records import Status
from connectors.sandbox.mastodon_world import MastodonWorld

_STYLE = """
:root{color-scheme:light dark;--line:#d8d6e4;--soft:#f6f5fb;--brand:#5b45d6;--text:#16141f;--dim:#635f75;--back:#fff}
@media(prefers-color-scheme:dark){:root{--line:#332f45;--soft:#1b1926;--brand:#a99bff;--text:#eae8f3;--dim:#9d99b0;
--back:#121018}}
*{box-sizing:border-box}body{margin:0 auto;max-width:44rem;padding:1.5rem 1rem 4rem;background:var(--back);
color:var(--text);font:16px/1.5 system-ui,sans-serif}h1{font-size:1.3rem;margin:0}h2{font-size:1rem;margin:2rem 0 .5rem}
p.note{color:var(--dim);margin:.25rem 0 1.5rem}
form,article{border:1px solid var(--line);border-radius:.75rem;padding:1rem;margin:0 0 1rem}
form{background:var(--soft);display:grid;gap:.6rem}label{display:grid;gap:.2rem;font-size:.85rem;color:var(--dim)}
input,textarea,select{font:inherit;color:inherit;background:var(--back);border:1px solid var(--line);
border-radius:.4rem;padding:.45rem .6rem}button{justify-self:start;font:inherit;font-weight:600;border:0;
border-radius:2rem;padding:.45rem 1.2rem;background:var(--brand);color:var(--back)}
.post{padding:.5rem 0}.post+.post{border-top:1px solid var(--line)}.post.brand{border-left:3px solid var(--brand);
padding-left:.75rem}.who{font-weight:600}.when{color:var(--dim);font-size:.8rem}.text{white-space:pre-wrap;
overflow-wrap:anywhere;margin:.1rem 0}a{color:var(--brand);font-size:.85rem}
"""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
_THREADS = 60
_OPEN = ("public", "unlisted")
_NARROW = "Not public (only those named, or followers, would see them)"
_WIDTHS = {
    "public": "everybody",
    "unlisted": "everybody, quietly",
    "private": "followers",
    "direct": "only who is named",
}


async def page(request: web.Request) -> web.Response:
    """GET /"""
    world = request.app[WORLD]
    reply_to = world.statuses.get(request.query.get("reply_to", ""))
    html = _document(world, _form(world, reply_to) + _threads(world))
    return web.Response(text=html, content_type="text/html", headers={"Content-Security-Policy": _POLICY})


async def say(request: web.Request) -> web.Response:
    """POST /: the form."""
    world, form = request.app[WORLD], await request.post()
    text, width = str(form.get("text", "")).strip(), str(form.get("visibility", "public"))
    if text and width in _WIDTHS:
        world.write(
            str(form.get("author", "")).strip(),
            text,
            visibility=width,
            in_reply_to=str(form.get("in_reply_to", "")) or None,
            spoiler_text=str(form.get("spoiler_text", "")).strip(),
        )
    raise web.HTTPSeeOther("/")


def _document(world: MastodonWorld, body: str) -> str:
    handle = escape(f"@{world.brand.username}@{world.domain}")
    return (
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>Simulated Mastodon: {handle}</title><style>{_STYLE}</style></head><body>"
        f'<h1>Simulated Mastodon</h1><p class="note">What people write to {handle}, and what it answers. '
        f"Nothing here leaves this machine.</p>{body}</body></html>"
    )


def _form(world: MastodonWorld, reply_to: Status | None) -> str:
    hidden, title, start = "", "Write as a customer", f"@{world.brand.username}@{world.domain} "
    if reply_to:
        hidden = f'<input type="hidden" name="in_reply_to" value="{escape(reply_to.id)}">'
        title = f"Answer @{world.people[reply_to.author_id].acct}"
    chosen = reply_to.visibility if reply_to else "public"
    widths = "".join(
        f'<option value="{width}"{" selected" if width == chosen else ""}>{label}</option>'
        for width, label in _WIDTHS.items()
    )
    return (
        f'<form method="post" action="/"><strong>{escape(title)}</strong>{hidden}'
        '<label>Handle<input name="author" required maxlength="80" placeholder="mila@fedi.example"></label>'
        '<label>Content warning<input name="spoiler_text" maxlength="200"></label>'
        f'<label>Message<textarea name="text" rows="3" required>{escape(start)}</textarea></label>'
        f'<label>Who can read it<select name="visibility">{widths}</select></label><button>Post</button></form>'
    )


def _threads(world: MastodonWorld) -> str:
    roots = [each for each in world.statuses.values() if each.in_reply_to_id not in world.statuses]
    threads = [world.thread(root.id) for root in reversed(roots[-_THREADS:])]
    sides: dict[str, list[list[Status]]] = {"Public threads": [], _NARROW: []}
    for thread in threads:
        sides["Public threads"].append([each for each in thread if each.visibility in _OPEN])
        sides[_NARROW].append([each for each in thread if each.visibility not in _OPEN])
    return "".join(_side(world, title, [thread for thread in found if thread]) for title, found in sides.items())


def _side(world: MastodonWorld, title: str, threads: list[list[Status]]) -> str:
    articles = "".join(
        f"<article>{''.join(_entry(world, status) for status in thread)}</article>" for thread in threads
    )
    return f"<h2>{title}</h2>{articles or '<p class=note>Nobody has written yet.</p>'}"


def _entry(world: MastodonWorld, status: Status) -> str:
    kind = "post brand" if status.author_id == world.brand.id else "post"
    edited = " · edited" if status.edited_at else ""
    when = f"{status.created_at:%H:%M:%S} UTC · {status.visibility}{edited}"
    warning = f"[{status.spoiler_text}] " if status.spoiler_text else ""
    return (
        f'<div class="{kind}"><span class="who">@{escape(world.people[status.author_id].acct)}</span> '
        f'<span class="when">{escape(when)}</span><p class="text">{escape(warning + status.text)}</p>'
        f'<a href="/?reply_to={escape(status.id)}">Answer</a></div>'
    )


ROUTES = [web.get("/", page), web.post("/", say)]
