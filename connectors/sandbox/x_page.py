"""A page for people: the threads as the public sees them, and a form to write as a customer."""

from html import escape

from aiohttp import web

from connectors.sandbox.x_gate import WORLD
from connectors.sandbox.x_records import Message, Post
from connectors.sandbox.x_world import XWorld

_STYLE = """
:root{color-scheme:light dark;--line:#d5dbe1;--soft:#f5f7f9;--brand:#0b6bcb;--text:#12181f;--dim:#5b6875;--back:#fff}
@media(prefers-color-scheme:dark){:root{--line:#2b3640;--soft:#161d24;--brand:#6cb2ff;--text:#e6ebf0;--dim:#93a1ae;
--back:#0d1217}}
*{box-sizing:border-box}body{margin:0 auto;max-width:44rem;padding:1.5rem 1rem 4rem;background:var(--back);
color:var(--text);font:16px/1.5 system-ui,sans-serif}h1{font-size:1.3rem;margin:0}h2{font-size:1rem;margin:2rem 0 .5rem}
p.note{color:var(--dim);margin:.25rem 0 1.5rem}
form,article{border:1px solid var(--line);border-radius:.75rem;padding:1rem;margin:0 0 1rem}
form{background:var(--soft);display:grid;gap:.6rem}label{display:grid;gap:.2rem;font-size:.85rem;
color:var(--dim)}label.row{display:flex;gap:.5rem;align-items:center}input,textarea{font:inherit;color:inherit;
background:var(--back);border:1px solid var(--line);border-radius:.4rem;padding:.45rem .6rem}button{justify-self:start;
font:inherit;font-weight:600;border:0;border-radius:2rem;padding:.45rem 1.2rem;background:var(--brand);
color:var(--back)}
.post{padding:.5rem 0}.post+.post{border-top:1px solid var(--line)}.post.brand{border-left:3px solid var(--brand);
padding-left:.75rem}.who{font-weight:600}.when{color:var(--dim);font-size:.8rem}.text{white-space:pre-wrap;
overflow-wrap:anywhere;margin:.1rem 0}a{color:var(--brand);font-size:.85rem}
"""
_THREADS = 60


async def page(request: web.Request) -> web.Response:
    """GET /"""
    world = request.app[WORLD]
    reply_to = world.version(request.query.get("reply_to", ""))
    html = _document(world, _form(world, reply_to) + _threads(world) + _conversations(world))
    return web.Response(text=html, content_type="text/html", headers={"Content-Security-Policy": _POLICY})


_POLICY = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"


async def say(request: web.Request) -> web.Response:
    """POST /: the form."""
    world, form = request.app[WORLD], await request.post()
    author = str(form.get("author", "")).strip().removeprefix("@")
    text, target = str(form.get("text", "")).strip(), str(form.get("in_reply_to", ""))
    if text and form.get("private"):
        world.write(author, text)
    elif text:
        world.post(author, text, in_reply_to=target or None)
    raise web.HTTPSeeOther("/")


def _document(world: XWorld, body: str) -> str:
    handle = escape(world.brand.handle)
    return (
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>Simulated X: @{handle}</title><style>{_STYLE}</style></head><body>"
        f'<h1>Simulated X</h1><p class="note">What people write to @{handle}, and what it answers. '
        f"Nothing here leaves this machine.</p>{body}</body></html>"
    )


def _form(world: XWorld, reply_to: Post | None) -> str:
    hidden, title, start = "", "Write as a customer", f"@{world.brand.handle} "
    if reply_to:
        hidden = f'<input type="hidden" name="in_reply_to" value="{escape(reply_to.id)}">'
        title, start = f"Answer @{world.people[reply_to.author_id].handle}", ""
    return (
        f'<form method="post" action="/"><strong>{escape(title)}</strong>{hidden}'
        '<label>Handle<input name="author" required maxlength="16" pattern="@?[A-Za-z0-9_]{1,15}" '
        'placeholder="mila_oconnor"></label>'
        f'<label>Message<textarea name="text" rows="3" required>{escape(start)}</textarea></label>'
        '<label class="row"><input type="checkbox" name="private" value="1"> as a direct message</label>'
        "<button>Post</button></form>"
    )


def _threads(world: XWorld) -> str:
    newest_first = list(dict.fromkeys(post.conversation_id for post in world.visible()))[:_THREADS]
    articles = "".join(
        "<article>" + "".join(_post(world, post) for post in world.thread(conversation)) + "</article>"
        for conversation in newest_first
    )
    return f"<h2>Public threads</h2>{articles or '<p class=note>Nobody has written yet.</p>'}"


def _post(world: XWorld, post: Post) -> str:
    edited = " · edited" if len(post.history) > 1 else ""
    link = f'<a href="/?reply_to={escape(post.id)}">Answer</a>'
    return _entry(world, post.author_id, f"{post.created_at:%H:%M:%S} UTC{edited}", post.text, link)


def _conversations(world: XWorld) -> str:
    by_id: dict[str, list[Message]] = {}
    for message in world.messages.values():
        by_id.setdefault(message.conversation_id, []).append(message)
    if not by_id:
        return ""
    articles = "".join(
        "<article>"
        + "".join(_entry(world, each.sender_id, f"{each.created_at:%H:%M:%S} UTC", each.text, "") for each in messages)
        + "</article>"
        for messages in reversed(by_id.values())
    )
    return f"<h2>Direct messages (on X only the two would see them)</h2>{articles}"


def _entry(world: XWorld, author: str, when: str, text: str, link: str) -> str:
    kind = "post brand" if author == world.brand.id else "post"
    return (
        f'<div class="{kind}"><span class="who">@{escape(world.people[author].handle)}</span> '
        f'<span class="when">{escape(when)}</span><p class="text">{escape(text)}</p>{link}</div>'
    )


ROUTES = [web.get("/", page), web.post("/", say)]
