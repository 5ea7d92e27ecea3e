"""What the panel "Why it is here" shows of the labels, and the choices that it offers to put them right."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.domain.classification import Classification, SensitiveKind
from bot.domain.labels import CHOICES, LabelHead, in_words, told
from bot.storage.corrections import Labelled

_TITLES = {
    LabelHead.COMPLAINT: "Complaint",
    LabelHead.URGENCY: "Urgency",
    LabelHead.SENTIMENT: "Tone",
    LabelHead.TOPIC: "About",
}


@dataclass(frozen=True, slots=True)
class Choice:
    """A button: what the form carries, and what is written on it."""

    word: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One label as it holds. `said` is the model's word where a person's differs from it; `by` spoke last."""

    key: str
    head: LabelHead
    title: str
    shown: str
    score: float | None = None
    masked: str | None = None
    said: str | None = None
    by: str | None = None
    is_sensitive: bool = False
    is_unsure: bool = False
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """The labels of one message; `missing` are kinds that nobody found, `is_looked_at` when nothing is left to say."""

    version: str
    lines: tuple[Line, ...]
    missing: tuple[Choice, ...]
    is_looked_at: bool

    def offers(self, key: str | None) -> bool:
        """Whether `key` is a kind that nobody found, as one is again that a person added and took back."""
        return f"{key}:yes" in (choice.word for choice in self.missing)


def panel(model: Classification, now: Labelled) -> Panel:
    """The labels of a message: `model` is what the model said of it."""
    kinds = now.labels.get(LabelHead.SENSITIVE, {})
    return Panel(
        version=now.version,
        lines=(*(_line(head, model, now) for head in _TITLES), *_sensitive(model, now)),
        missing=tuple(
            Choice(f"{kind}:yes", in_words(kind)) for kind in SensitiveKind if kind not in now.holds.kinds | model.kinds
        ),
        is_looked_at=set(LabelHead) <= set(now.labels) and len(kinds) == len(SensitiveKind),
    )


def _line(head: LabelHead, model: Classification, now: Labelled) -> Line:
    said, holds = told(model, head), told(now.holds, head)
    others = now.holds.topics[1:] if head is LabelHead.TOPIC else ()
    return Line(
        key=head.value,
        head=head,
        title=_TITLES[head],
        shown=", ".join([in_words(holds), *(in_words(topic.value) for topic in others if topic.value != holds)]),
        score=model.complaint_score if head is LabelHead.COMPLAINT and said == holds else None,
        said=in_words(said) if said != holds else None,
        by=now.by.get(head) if head in now.labels else None,
        is_unsure=head in now.holds.unsure,
        choices=tuple(Choice(word, in_words(word)) for word, label in CHOICES[head].items() if label != holds),
    )


def _sensitive(model: Classification, now: Labelled) -> Iterator[Line]:
    """What was found, and what a person denied or added."""
    for kind in SensitiveKind:
        is_there = kind in now.holds.kinds
        if not is_there and kind not in model.kinds:
            continue
        found = next((each for each in model.sensitive if each.kind == kind), None)
        denied = found is not None and not is_there
        yield Line(
            key=kind.value,
            head=LabelHead.SENSITIVE,
            title=in_words(kind).capitalize(),
            shown="not there" if denied else "found" if found else "there",
            score=found.score if found and is_there else None,
            masked=found.masked if found and is_there else None,
            said=("not there", "there")[denied] if denied or found is None else None,
            by=now.by.get(kind) if denied or found is None else None,
            is_sensitive=is_there,
            choices=(
                Choice(f"{kind}:{'no' if is_there else 'yes'}", "It is not there" if is_there else "It is there"),
            ),
        )
