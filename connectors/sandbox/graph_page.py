"""A page for people: posts with their comments as the public sees them, private talks, and a form to write."""

from html import escape

from aiohttp import web

from connectors.sandbox.graph_gate import WORLD
from connectors.sandbox.graph_records import Comment, Message, Post
from connectors.sandbox.graph_world import GraphWorld

_STYLE = """
:root{color-scheme:light dark;--line:#d5dbe6;--soft:#f5f7fb;--brand:#1f5fd0;--text:#14181f;--dim:#5d6675;--back:#fff}
@media(prefers-color-scheme:dark){:root{--line:#2e3644;--soft:#191d25;--brand:#8ab4ff;--text:#e7ecf4;--dim:#98a2b3;
--back:#10131a}}
*{box-sizing:border-box}body{margin:0 auto;max-width:44rem;padding:1.5rem 1rem 4rem;background:var(--back);
color:var(--text);font:16px/1.5 system-ui,sans-serif}h1{font-size:1.3rem;margin:0}h2{font-size:1rem;margin:2rem 0 .5rem}
p.note{color:var(--dim);margin:.25rem 0 1.5rem}
form,article{border:1px solid var(--line);border-radius:.75rem;padding:1rem;margin:0 0 1rem}
form{background:var(--soft);display:grid;gap:.6rem}label{display:grid;gap:.2rem;font-size:.85rem;color:var(--dim)}
input,textarea,select{font:inherit;color:inherit;background:var(--back);border:1px solid var(--line);
border-radius:.4rem;padding:.45rem .6rem}button{justify-self:start;font:inherit;font-weight:600;border:0;
border-radius:2rem;padding:.45rem 1.2rem;background:var(--brand);color:var(--back)}
.post{padding:.5rem 0}.post+.post{border-top:1px solid var(--line)}.post.deep{margin-left:1.5rem}
.post.brand{border-left:3px solid var(--brand);padding-left:.75rem}.who{font-weight:600}
.when{color:var(--dim);font-size:.8rem}.text{white-space:pre-wrap;overflow-wrap:anywhere;margin:.1rem 0}
a{color:var(--brand);font-size:.85rem}
"""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
_THREADS = 60
_WAYS = {
    "comment": "a comment under the brand's latest post",
    "post": "a post that names the brand",
    "message": "a private message",
}


async def page(request: web.Request) -> web.Response:
    """GET /"""
    world = request.app[WORLD]
    reply_to = world.comments.get(request.query.get("reply_to", ""))
    body = _form(reply_to, world) + _threads(world) + _talks(world)
    html = _document(world, body)
    return web.Response(text=html, content_type="text/html", headers={"Content-Security-Policy": _POLICY})


async def say(request: web.Request) -> web.Response:
    """POST /: the form."""
    world, form = request.app[WORLD], await request.post()
    author, text, way = (str(form.get(key, "")).strip() for key in ("author", "text", "way"))
    if author and text and author != world.brand.name:
        _write(world, author, text, way, str(form.get("on", "")))
    raise web.HTTPSeeOther("/")


def _write(world: GraphWorld, author: str, text: str, way: str, on: str) -> None:
    if way == "message":
        world.write(author, text)
    elif on in world.comments:
        world.comment(author, text, on)
    elif way == "post":
        world.post(author, text, tags_brand=True)
    else:
        own = [each for each in world.posts.values() if each.author_id == world.brand.id]
        latest = own[-1] if own else world.post(world.brand.name, "How can we help?")
        world.comment(author, text, latest.id)


def _document(world: GraphWorld, body: str) -> str:
    title = f"Simulated {world.network.capitalize()}"
    return (
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>{title}: {escape(world.brand.name)}</title><style>{_STYLE}</style></head><body>"
        f'<h1>{title}</h1><p class="note">What people write to {escape(world.brand.name)}, and what it answers. '
        f"Nothing here leaves this machine.</p>{body}</body></html>"
    )


def _form(reply_to: Comment | None, world: GraphWorld) -> str:
    hidden, title = "", "Write as a customer"
    ways = "".join(f'<option value="{way}">{label}</option>' for way, label in _WAYS.items())
    choice = f'<label>As<select name="way">{ways}</select></label>'
    if reply_to:
        hidden = f'<input type="hidden" name="on" value="{escape(reply_to.id)}">'
        title, choice = f"Answer {world.people[reply_to.author_id].name}", ""
    return (
        f'<form method="post" action="/"><strong>{escape(title)}</strong>{hidden}'
        '<label>Name<input name="author" required maxlength="60" placeholder="Mila O\'Connor"></label>'
        f'<label>Message<textarea name="text" rows="3" required></textarea></label>{choice}<button>Send</button></form>'
    )


def _threads(world: GraphWorld) -> str:
    posts = list(world.posts.values())[-_THREADS:]
    return "<h2>Public posts</h2>" + ("".join(_thread(world, post) for post in reversed(posts)) or _NOBODY)


_NOBODY = "<p class=note>Nobody has written yet.</p>"


def _thread(world: GraphWorld, post: Post) -> str:
    visible = [each for each in world.under(post.id) if not each.hidden]
    top = [each for each in visible if each.parent_id is None]
    ordered = [each for above in top for each in (above, *(c for c in visible if c.parent_id == above.id))]
    return f"<article>{''.join(_entry(world, each) for each in (post, *ordered))}</article>"


def _entry(world: GraphWorld, what: Post | Comment) -> str:
    kind = "post brand" if what.author_id == world.brand.id else "post"
    link = ""
    if isinstance(what, Comment):
        kind += " deep" if what.parent_id else ""
        link = f'<a href="/?reply_to={escape(what.id)}">Answer</a>'
    who = escape(world.people[what.author_id].name)
    return (
        f'<div class="{kind}"><span class="who">{who}</span> '
        f'<span class="when">{what.created_at:%H:%M:%S} UTC</span><p class="text">{escape(what.text)}</p>{link}</div>'
    )


def _talks(world: GraphWorld) -> str:
    people = dict.fromkeys(each.customer_id for each in reversed(world.messages.values()))
    talks = "".join(_talk(world, scoped) for scoped in list(people)[:_THREADS])
    return f"<h2>Private conversations</h2>{talks or _NOBODY}"


def _talk(world: GraphWorld, scoped: str) -> str:
    customer = world.by_scoped(scoped).name
    return f"<article>{''.join(_said(world, customer, each) for each in world.conversation(scoped))}</article>"


def _said(world: GraphWorld, customer: str, message: Message) -> str:
    kind, who = ("post brand", world.brand.name) if message.by_brand else ("post", customer)
    return (
        f'<div class="{kind}"><span class="who">{escape(who)}</span> '
        f'<span class="when">{message.created_at:%H:%M:%S} UTC</span><p class="text">{escape(message.text)}</p></div>'
    )


ROUTES = [web.get("/", page), web.post("/", say)]
