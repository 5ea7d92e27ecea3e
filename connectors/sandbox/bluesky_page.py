"""A page for people: the threads as the public sees them, and a form to write as a customer."""

from html import escape
from urllib.parse import urlencode

from aiohttp import web

from connectors.sandbox.bluesky_gate import WORLD
from connectors.sandbox.bluesky_records import Message, Post
from connectors.sandbox.bluesky_world import BlueskyWorld

_STYLE = """
:root{color-scheme:light dark}body{margin:0 auto;max-width:42rem;padding:1.5rem 1rem 4rem;font:16px/1.5 system-ui}
h1{font-size:1.3rem;margin:0}h2{font-size:1rem;margin:2rem 0 .5rem}.note,.when{opacity:.7}
form,article{border:1px solid #8886;border-radius:.75rem;padding:1rem;margin:0 0 1rem}form{display:grid;gap:.6rem}
label{display:grid;gap:.2rem}label.row{display:flex;gap:.5rem}input,textarea,button{font:inherit;padding:.4rem .6rem}
button{justify-self:start}.post{padding:.5rem 0}.post+.post{border-top:1px solid #8886}
.brand{border-left:3px solid #1083fe;padding-left:.75rem}.who{font-weight:600}
.text{white-space:pre-wrap;overflow-wrap:anywhere;margin:.1rem 0}
"""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
_THREADS = 60


async def page(request: web.Request) -> web.Response:
    """GET /"""
    world = request.app[WORLD]
    reply_to = world.posts.get(request.query.get("reply_to", ""))
    html = _document(world, _form(world, reply_to) + _threads(world) + _conversations(world))
    return web.Response(text=html, content_type="text/html", headers={"Content-Security-Policy": _POLICY})


async def say(request: web.Request) -> web.Response:
    """POST /: the form."""
    world, form = request.app[WORLD], await request.post()
    author, text, target = (str(form.get(key, "")).strip() for key in ("author", "text", "in_reply_to"))
    if text and form.get("private"):
        world.write(author, text)
    elif text:
        world.post(author, text, in_reply_to=target or None)
    raise web.HTTPSeeOther("/")


def _document(world: BlueskyWorld, body: str) -> str:
    handle = escape(world.brand.handle)
    return (
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>Simulated Bluesky: @{handle}</title><style>{_STYLE}</style></head><body>"
        f'<h1>Simulated Bluesky</h1><p class="note">What people write to @{handle}, and what it answers. '
        f"Nothing here leaves this machine.</p>{body}</body></html>"
    )


def _form(world: BlueskyWorld, reply_to: Post | None) -> str:
    hidden, title, start = "", "Write as a customer", f"@{world.brand.handle} "
    if reply_to:
        hidden = f'<input type="hidden" name="in_reply_to" value="{escape(reply_to.uri)}">'
        title, start = f"Answer @{world.people[reply_to.did].handle}", ""
    return (
        f'<form method="post" action="/"><strong>{escape(title)}</strong>{hidden}'
        '<label>Handle<input name="author" required maxlength="100" placeholder="mila.example"></label>'
        f'<label>Message<textarea name="text" rows="3" required>{escape(start)}</textarea></label>'
        '<label class="row"><input type="checkbox" name="private" value="1"> as a direct message</label>'
        "<button>Post</button></form>"
    )


def _threads(world: BlueskyWorld) -> str:
    newest_first = list(dict.fromkeys(post.root for post in world.visible()))[:_THREADS]
    articles = "".join(
        "<article>" + "".join(_post(world, post) for post in world.thread(root)) + "</article>" for root in newest_first
    )
    return f"<h2>Public threads</h2>{articles or '<p class=note>Nobody has written yet.</p>'}"


def _post(world: BlueskyWorld, post: Post) -> str:
    edited = " · edited" if post.edited else ""
    link = f'<a href="/?{escape(urlencode({"reply_to": post.uri}))}">Answer</a>'
    return _entry(world, post.did, f"{post.indexed_at:%H:%M:%S} UTC{edited}", post.text, link)


def _conversations(world: BlueskyWorld) -> str:
    by_id: dict[str, list[Message]] = {}
    for message in world.heard():
        by_id.setdefault(message.conversation, []).append(message)
    if not by_id:
        return ""
    articles = "".join(
        "<article>"
        + "".join(_entry(world, each.did, f"{each.sent_at:%H:%M:%S} UTC", each.text, "") for each in told)
        + "</article>"
        for told in reversed(by_id.values())
    )
    return f"<h2>Direct messages (on Bluesky only the two would see them)</h2>{articles}"


def _entry(world: BlueskyWorld, did: str, when: str, text: str, link: str) -> str:
    kind = "post brand" if did == world.brand.did else "post"
    return (
        f'<div class="{kind}"><span class="who">@{escape(world.people[did].handle)}</span> '
        f'<span class="when">{escape(when)}</span><p class="text">{escape(text)}</p>{link}</div>'
    )


ROUTES = [web.get("/", page), web.post("/", say)]
