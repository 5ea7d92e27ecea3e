"""Facets: which bytes of a text are a link, a name or a tag. The platform counts in UTF-8, end exclusive."""

import re
from collections.abc import Iterator

from atproto_client.models import AppBskyRichtextFacet as Facets
from atproto_client.utils.facet_detection import detect_facets

from connectors.bodies import Body, mapping, objects, string


def facets_of(text: str, *, addressee: str = "", handle: str = "") -> list[Facets.Main]:
    """Links and tags of a reply, and the addressee's handle where it is written; nobody else is called by a reply."""
    found = detect_facets(text)
    for mention in _written(handle, text) if handle else ():
        start = len(text[: mention.start()].encode())
        where = Facets.ByteSlice(byte_start=start, byte_end=start + len(mention[0].encode()))
        found.append(Facets.Main(features=[Facets.Mention(did=addressee)], index=where))
    return sorted(found, key=lambda facet: facet.index.byte_start)


def _written(handle: str, text: str) -> Iterator[re.Match[str]]:
    return re.finditer(rf"(?<![\w@.])@{re.escape(handle)}(?![\w-]|\.\w)", text, re.IGNORECASE)


def mentioned(record: Body) -> Iterator[str]:
    """The DIDs that a record's author marked as names."""
    for feature in _features(record):
        if string(feature.get("$type")) == "app.bsky.richtext.facet#mention":
            yield string(feature.get("did"))


def hidden_links(record: Body) -> Iterator[str]:
    """Addresses behind words, which the text itself doesn't show whole."""
    text = string(record.get("text"))
    for feature in _features(record):
        uri = string(feature.get("uri"))
        if uri.startswith(("https://", "http://")) and uri not in text:
            yield uri


def _features(record: Body) -> Iterator[Body]:
    for facet in objects(record.get("facets")):
        if _marks_words(facet, len(string(record.get("text")).encode("utf-8", "replace"))):
            yield from objects(facet.get("features"))


def _marks_words(facet: Body, size: int) -> bool:
    index = mapping(facet.get("index"))
    start, end = index.get("byteStart"), index.get("byteEnd")
    return isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= size
