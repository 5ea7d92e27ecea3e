"""The page of a simulated YouTube, where viewers comment on videos, and the stage behind the scenes over HTTP."""

from html import escape
from urllib.parse import urlencode

from aiohttp import web

from connectors.sandbox import paper
from connectors.sandbox.staging import told
from connectors.sandbox.youtube_api import WORLD
from connectors.sandbox.youtube_world import Comment, YouTubeWorld

_LATEST = 60


async def page(request: web.Request) -> web.Response:
    """GET /"""
    world = request.app[WORLD]
    note = f"What people write under the videos of @{world.brand.handle}, and what it answers."
    sides = "".join(_video(world, video, title) for video, title in world.videos.items())
    return paper.document("Simulated YouTube", note, _form(world, request.query.get("answering", "")) + sides)


async def say(request: web.Request) -> web.Response:
    """POST /: the form."""
    world, form = request.app[WORLD], await request.post()
    text, answering = str(form["text"]).strip(), str(form.get("answering", "")) or None
    if text:
        world.write(str(form["author"]), text, video=str(form.get("video", "spring-router")), answering=answering)
    raise web.HTTPSeeOther("/")


def _form(world: YouTubeWorld, answering: str) -> str:
    if answering:
        return paper.form("Answer as a viewer", "", {"answering": answering}, "Comment")
    videos = "".join(f'<option value="{video}">{escape(title)}</option>' for video, title in world.videos.items())
    where = f'<label>Video<select name="video">{videos}</select></label>'
    return paper.form("Comment as a viewer", where, {}, "Comment")


def _video(world: YouTubeWorld, video: str, title: str) -> str:
    tops = [each for each in world.threads() if each.video == video][:_LATEST]
    return paper.side(title, (_thread(world, each) for each in tops))


def _thread(world: YouTubeWorld, top: Comment) -> str:
    return "".join(_entry(world, each) for each in (top, *reversed(world.answers(top.id))))


def _entry(world: YouTubeWorld, comment: Comment) -> str:
    when = f"{comment.published:%H:%M:%S} UTC{' · edited' if comment.updated > comment.published else ''}"
    query = urlencode({"answering": comment.id})
    return paper.entry(f"@{comment.author.handle}", when, comment.text, query, brand=comment.author == world.brand)


def _shown(world: YouTubeWorld, comment: Comment) -> web.Response:
    return web.json_response(
        {
            "id": comment.id,
            "author": comment.author.handle,
            "text": comment.text,
            "video": comment.video,
            "parent": comment.parent,
            "brand": comment.author == world.brand,
        }
    )


async def add_comment(request: web.Request) -> web.Response:
    """POST /sandbox/comments {author, text, video?, answering?}"""
    world, body = request.app[WORLD], await told(request)
    place = {key: str(body[key]) for key in ("video", "answering") if body.get(key)}
    return _shown(world, world.write(str(body["author"]), str(body["text"]), **place))


async def edit_comment(request: web.Request) -> web.Response:
    """PUT /sandbox/comments/{id} {text}"""
    world, body = request.app[WORLD], await told(request)
    return _shown(world, world.edit(request.match_info["id"], str(body["text"])))


async def delete_comment(request: web.Request) -> web.Response:
    """DELETE /sandbox/comments/{id}"""
    request.app[WORLD].delete(request.match_info["id"])
    return web.json_response({"deleted": True})


ROUTES = [
    web.get("/", page),
    web.post("/", say),
    web.post("/sandbox/comments", add_comment),
    web.put("/sandbox/comments/{id}", edit_comment),
    web.delete("/sandbox/comments/{id}", delete_comment),
]
