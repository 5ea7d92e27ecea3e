"""What the pages of several simulated platforms are written on."""

from collections.abc import Iterable, Mapping
from html import escape

from aiohttp import web

_STYLE = """
:root{color-scheme:light dark}body{margin:0 auto;max-width:42rem;padding:1.5rem 1rem 4rem;font:16px/1.5 system-ui}
h1{font-size:1.3rem;margin:0}h2{font-size:1rem;margin:2rem 0 .5rem}.note,.when{opacity:.7}
form,article{border:1px solid #8886;border-radius:.75rem;padding:1rem;margin:0 0 1rem}form{display:grid;gap:.6rem}
label{display:grid;gap:.2rem}input,textarea,select,button{font:inherit;padding:.4rem .6rem}button{justify-self:start}
.post{padding:.5rem 0}.post+.post{border-top:1px solid #8886}.brand{border-left:3px solid #1083fe;padding-left:.75rem}
.who{font-weight:600}.text{white-space:pre-wrap;overflow-wrap:anywhere;margin:.1rem 0}
"""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"


def document(title: str, note: str, body: str) -> web.Response:
    """A whole page; `title` and `note` are plain text, `body` is HTML."""
    html = (
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head><body><h1>{escape(title)}</h1>"
        f'<p class="note">{escape(note)} Nothing here leaves this machine.</p>{body}</body></html>'
    )
    return web.Response(text=html, content_type="text/html", headers={"Content-Security-Policy": _POLICY})


def form(title: str, fields: str, hidden: Mapping[str, str], button: str) -> str:
    """A form to write as a customer; `fields` is HTML."""
    kept = "".join(f'<input type="hidden" name="{escape(k)}" value="{escape(v)}">' for k, v in hidden.items())
    return (
        f'<form method="post" action="/"><strong>{escape(title)}</strong>{kept}{fields}'
        '<label>Name<input name="author" required maxlength="32" placeholder="mila"></label>'
        '<label>Message<textarea name="text" rows="3" required></textarea></label>'
        f"<button>{escape(button)}</button></form>"
    )


def entry(who: str, when: str, text: str, answer: str, *, brand: bool) -> str:
    """One message in a thread; `answer` is the query that opens the form for an answer to it."""
    return (
        f'<div class="post{" brand" if brand else ""}"><span class="who">{escape(who)}</span> '
        f'<span class="when">{escape(when)}</span><p class="text">{escape(text)}</p>'
        f'<a href="/?{escape(answer)}">Answer</a></div>'
    )


def side(title: str, threads: Iterable[str]) -> str:
    """A heading with its threads, each as HTML."""
    articles = "".join(f"<article>{thread}</article>" for thread in threads)
    return f"<h2>{escape(title)}</h2>{articles or '<p class=note>Nobody has written yet.</p>'}"
