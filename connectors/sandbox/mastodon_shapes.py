"""How an instance writes its world as JSON, and a typed text as HTML."""

import re
from html import escape
from typing import Any

from bot.domain.length import FEDERATED_MENTION
from connectors.sandbox.mastodon_records import Notification, Person, Status
from connectors.sandbox.mastodon_refusals import iso
from connectors.sandbox.mastodon_world import MastodonWorld

_LINK = re.compile(r"https?://[^\s<>\"]*[^\s<>\".,;:!?'()\[\]]")
_SHOWN = 30
"""Characters of a link that Mastodon shows."""


class Scribe:
    """Writes one world."""

    def __init__(self, world: MastodonWorld) -> None:
        self._world = world

    def account(self, person: Person) -> dict[str, Any]:
        """An account entity."""
        url = f"https://{person.host or self._world.domain}/@{person.username}"
        return {
            "id": person.id,
            "username": person.username,
            "acct": person.acct,
            "display_name": person.name,
            "locked": False,
            "bot": person.bot,
            "group": False,
            "created_at": "2022-11-05T00:00:00.000Z",
            "note": "",
            "url": url,
            "uri": url,
            "avatar": "",
            "header": "",
            "emojis": [],
            "fields": [],
        }

    def status(self, status: Status) -> dict[str, Any]:
        """A status entity."""
        world, author = self._world, self._world.people[status.author_id]
        parent = world.statuses.get(status.in_reply_to_id or "")
        url = f"https://{author.host or world.domain}/@{author.username}/{status.id}"
        return {
            "id": status.id,
            "created_at": iso(status.created_at),
            "in_reply_to_id": status.in_reply_to_id,
            "in_reply_to_account_id": parent.author_id if parent else None,
            "sensitive": bool(status.spoiler_text),
            "spoiler_text": status.spoiler_text,
            "visibility": status.visibility,
            "language": status.language,
            "uri": url,
            "url": url,
            "edited_at": iso(status.edited_at) if status.edited_at else None,
            "content": self.html(status),
            "filtered": [],
            "reblog": None,
            "account": self.account(author),
            "media_attachments": [
                {"id": each, "type": "image", "url": f"https://files.example/{each}.png"} for each in status.media
            ],
            "mentions": [self._mention(world.people[each]) for each in status.mentions],
            "tags": [],
            "emojis": [],
            "card": None,
            "poll": None,
        }

    def _mention(self, person: Person) -> dict[str, str]:
        url = f"https://{person.host or self._world.domain}/@{person.username}"
        return {"id": person.id, "username": person.username, "url": url, "acct": person.acct}

    def notification(self, notification: Notification) -> dict[str, Any]:
        """A notification entity."""
        return {
            "id": notification.id,
            "type": notification.type,
            "created_at": iso(notification.created_at),
            "group_key": f"ungrouped-{notification.id}",
            "account": self.account(self._world.people[notification.account_id]),
            "status": self.status(self._world.statuses[notification.status_id]),
        }

    def instance(self, address: str) -> dict[str, Any]:
        """What the instance says of itself, version 2."""
        world = self._world
        statuses = {"max_characters": world.max_characters, "characters_reserved_per_url": world.per_url}
        streaming = {"streaming": f"ws{address.removeprefix('http')}"} if world.streams else {}
        return {
            "domain": world.domain,
            "title": "Simulated instance",
            "version": "4.5.2",
            "configuration": {"urls": streaming, "statuses": statuses},
            "api_versions": {"mastodon": 7},
        }

    def older_instance(self, address: str) -> dict[str, Any]:
        """Version 1."""
        newer = self.instance(address)
        urls = newer["configuration"]["urls"]
        return {
            "uri": newer["domain"],
            "title": newer["title"],
            "version": "3.5.0",
            "urls": {"streaming_api": urls["streaming"]} if urls else {},
            "configuration": {"statuses": newer["configuration"]["statuses"]},
        }

    def html(self, status: Status) -> str:
        """A typed text as Mastodon shows it: paragraphs, line breaks, shortened links, handles without hosts."""
        paragraphs = re.split(r"\n{2,}", status.text)
        return "".join(f"<p>{self._line(each, status)}</p>" for each in paragraphs)

    def _line(self, text: str, status: Status) -> str:
        shown, end = "", 0
        for found in re.finditer(f"{_LINK.pattern}|@[\\w.@-]*\\w", text):
            shown += escape(text[end : found.start()])
            link = _LINK.match(found[0])
            shown += _link(found[0]) if link else self._handle(found[0], text, found.start(), status)
            end = found.end()
        return (shown + escape(text[end:])).replace("\n", "<br />")

    def _handle(self, written: str, text: str, start: int, status: Status) -> str:
        world = self._world
        found = FEDERATED_MENTION.match(text, start)
        if found is None or found[0] != written:
            return escape(written)
        person = next(world.named(written, world.people[status.author_id]))
        url = self._mention(person)["url"]
        return (
            f'<span class="h-card" translate="no"><a href="{escape(url)}" class="u-url mention">'
            f"@<span>{escape(person.username)}</span></a></span>"
        )


def _link(url: str) -> str:
    scheme, _, rest = url.partition("://")
    shown, hidden = rest[:_SHOWN], rest[_SHOWN:]
    kind = "ellipsis" if hidden else ""
    return (
        f'<a href="{escape(url)}" target="_blank" rel="nofollow noopener"><span class="invisible">{scheme}://</span>'
        f'<span class="{kind}">{escape(shown)}</span><span class="invisible">{escape(hidden)}</span></a>'
    )
