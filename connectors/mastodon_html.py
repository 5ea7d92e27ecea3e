"""A status's HTML as the text its author typed: lines, links and handles are kept, tags go."""

import re
from collections.abc import Mapping
from contextlib import suppress
from html.parser import HTMLParser

_BLOCKS = frozenset({"p", "div", "blockquote", "pre", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6"})
_LINES = frozenset({"br", "li"})
_UNSEEN = frozenset({"script", "style", "template"})
_SCHEME = re.compile(r"^https?://", re.IGNORECASE)


def plain_text(html: str, handles: Mapping[str, str]) -> str:
    """`html` as text; never raises.

    `handles` tells the handle for the address of each mentioned profile, since the text shows only its first half.
    A link that is shortened or named otherwise is written out, so that nobody has to guess where it leads.
    """
    reader = _Reader(handles)
    # Python's parser gives up on some broken declarations; what came before them stays.
    with suppress(AssertionError):
        reader.feed(html)
        reader.close()
    return _tidy(reader.text())


class _Reader(HTMLParser):
    def __init__(self, handles: Mapping[str, str]) -> None:
        super().__init__(convert_charrefs=True)
        self._handles = handles
        self._parts: list[str] = []
        self._link: _Link | None = None
        self._unseen = 0

    def text(self) -> str:
        self._end_link()
        return "".join(self._parts)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag in _UNSEEN:
            self._unseen += 1
        elif tag == "a":
            self._end_link()
            self._link = _Link(told.get("href", ""), frozenset(told.get("class", "").split()))
        elif tag == "img":
            self.handle_data(told.get("alt", ""))
        elif tag in _BLOCKS or tag in _LINES:
            self._break(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag in _UNSEEN:
            self._unseen -= 1

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        elif tag == "a":
            self._end_link()
        elif tag in _BLOCKS:
            self._break(tag)

    def handle_data(self, data: str) -> None:
        if self._unseen:
            return
        if self._link is not None:
            self._link.shown += data
        else:
            self._parts.append(data)

    def _break(self, tag: str) -> None:
        self._end_link()
        self._parts.append("\n\n" if tag in _BLOCKS else "\n")

    def _end_link(self) -> None:
        link, self._link = self._link, None
        if link is not None:
            self._parts.append(link.written(self._handles))


class _Link:
    def __init__(self, href: str, classes: frozenset[str]) -> None:
        self.href = href
        self.classes = classes
        self.shown = ""

    def written(self, handles: Mapping[str, str]) -> str:
        shown = self.shown.strip()
        if shown.startswith("@") and self.href in handles:
            return f"@{handles[self.href]}"
        is_name = "mention" in self.classes or "hashtag" in self.classes or shown.startswith(("@", "#"))
        if is_name or not _SCHEME.match(self.href):
            return self.shown
        visible, address = _bare(shown.rstrip("…")), _bare(self.href)
        return self.href if not visible or address.startswith(visible) else f"{shown} ({self.href})"


def _bare(address: str) -> str:
    return _SCHEME.sub("", address).rstrip("/").lower()


def _tidy(text: str) -> str:
    lines = "\n".join(line.strip() for line in text.replace("\xa0", " ").splitlines())
    return re.sub(r"\n{3,}", "\n\n", lines).strip()
