"""What became of stored messages: Meta tells of edits and deletions by webhook only, and of some not even there."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace
from datetime import datetime

from bot.domain.message import Author, Happening, Inbound
from connectors.base import Refused, SignedOut, Unavailable
from connectors.bodies import Body, mapping
from connectors.graph_errors import Absent, Answer, failure
from connectors.graph_poll import Seen

Parse = Callable[[str, Body], Inbound | None]
"""A message from its id and its body."""


class Edited(Refused):
    """The customer's words are no longer those that the reply answers; `item` holds them as they are now."""

    def __init__(self, item: Inbound) -> None:
        super().__init__("The customer has edited the message since this reply was written; read it again first.")
        self.item = item


def changes(
    answers: Mapping[str, Answer | None], parse: Parse, seen: Seen, now: datetime, *, wordless: Collection[str] = ()
) -> Iterator[Inbound]:
    """Deletions (with `created_at` = `now`, since Meta tells no time) and edits among what was asked for.

    What was heard before this run began is compared from now on. `wordless`: ids that were heard without their words,
    which are therefore told each time. Raises `Unavailable` or `SignedOut`.
    """
    for identity, answer in answers.items():
        if answer is None:
            continue
        if 200 <= answer.status < 300 and not answer.error:
            item = parse(identity, mapping(answer.body))
            if item and identity in wordless:
                yield replace(item, happening=Happening.EDIT)
            elif item:
                yield from _edit(item, seen)
        else:
            yield from _deletion(identity, answer, now)


def _edit(item: Inbound, seen: Seen) -> Iterator[Inbound]:
    if changed := seen.as_change(item):
        yield changed
    seen.note(item, item.version_id or item.external_id)


def _deletion(identity: str, answer: Answer, now: datetime) -> Iterator[Inbound]:
    error = failure(answer, posting=False, now=now)
    if isinstance(error, Absent):
        yield Inbound(
            external_id=identity,
            thread_id=identity,
            author=Author(id=""),
            created_at=now,
            happening=Happening.DELETION,
        )
    elif isinstance(error, SignedOut) or (isinstance(error, Unavailable) and error.retry_at):
        raise error
