"""The classifier that Ascolto ships: a small multilingual model, with patterns and check digits beside it."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from bot.domain.classification import Classification, Sensitive, SensitiveKind, Urgency
from classifiers.disclosures import find_disclosures
from classifiers.encoder import Encoder, Reading
from classifiers.judgement import Judgement, judge
from classifiers.language import detect
from classifiers.lexicon import Hit
from classifiers.model_files import SHIPPED, read_manifest
from classifiers.nearest import read_examples
from classifiers.normalise import View, view
from classifiers.patterns import kinds_of, risk_hits
from classifiers.reasons import explain

_PATTERN_FLOOR = 0.08
"""A phrase tells a risk unless the model finds it less likely than this: then it is a figure of speech."""

_LEAST_URGENCY = {
    SensitiveKind.SELF_HARM: Urgency.CRITICAL,
    SensitiveKind.THREAT: Urgency.HIGH,
}
"""What the meaning of the labels makes of a risk, whatever else the message says."""

_WORDS = {
    SensitiveKind.SELF_HARM: "self-harm",
    SensitiveKind.THREAT: "a threat",
    SensitiveKind.ABUSE: "abuse",
    SensitiveKind.LEGAL: "a legal step",
    SensitiveKind.MINOR: "a child at risk",
    SensitiveKind.HEALTH: "a health matter",
}


class ModelClassifier:
    """Implements `classifiers.base.Classifier` with the model in a folder; loads at once, so that faults show early."""

    def __init__(self, folder: Path = SHIPPED) -> None:
        """Raises `UnreadableModel`."""
        self._manifest = read_manifest(folder)
        self._encoder = Encoder(folder, self._manifest.max_tokens)
        self._examples = read_examples(folder)

    @property
    def model(self) -> str:
        """Name and version of the model."""
        return self._manifest.model

    @property
    def degraded(self) -> bool:
        """This is the model itself."""
        return False

    def close(self) -> None:
        """The session ends with the process."""

    def classify(self, texts: Sequence[str]) -> list[Classification]:
        """One result per text, in order; the time is bounded for any text."""
        return [self._classify(text, reading) for text, reading in zip(texts, self._encoder.read(texts), strict=True)]

    def _classify(self, text: str, reading: Reading) -> Classification:
        language, message, disclosed = detect(text), view(text), find_disclosures(text)
        found = judge(reading.logits, language.value, self._manifest)
        hits = risk_hits(message, language.value)
        risks = _risks(found, kinds_of(hits), disclosed)
        urgency = max((found.urgency, *(_LEAST_URGENCY.get(kind, Urgency.LOW) for kind in risks)), key=lambda u: u.rank)
        spans = tuple(item for item in disclosed if item.kind not in risks and item.kind is not SensitiveKind.HEALTH)
        return Classification(
            language=language,
            complaint=found.complaint,
            complaint_score=found.complaint_score,
            urgency=urgency,
            urgency_scores=found.urgency_scores,
            sentiment=found.sentiment,
            sentiment_score=found.sentiment_score,
            topics=found.topics,
            sensitive=(*spans, *(Sensitive(kind=kind, score=score) for kind, score in risks.items())),
            reasons=self._reasons(message, hits, disclosed, found, risks, reading),
            model=self.model,
            unsure=found.unsure,
        )

    def _reasons(
        self,
        message: View,
        hits: Sequence[Hit],
        disclosed: Sequence[Sensitive],
        found: Judgement,
        risks: Mapping[SensitiveKind, float],
        reading: Reading,
    ) -> tuple[str, ...]:
        """The words that told each risk, or the labelled example that is most like the message."""
        told = explain(message, hits, disclosed, complaint=found.complaint)
        seen = set(kinds_of(hits))
        likened = [
            f"like “{example}” it may speak of {_WORDS[kind]}"
            for kind in risks
            if kind not in seen and (example := self._examples.nearest(reading.vector, kind.value))
        ]
        complaint = [
            f"like “{example}” it is a complaint"
            for example in [self._examples.nearest(reading.vector, "complaint")]
            if found.complaint and example and not told and not likened
        ]
        doubt = [f"unsure of the {' and the '.join(found.unsure)}: a person decides first"] if found.unsure else []
        return (*told, *likened, *complaint, *doubt)


def _risks(
    found: Judgement, patterns: Mapping[SensitiveKind, Sequence[Hit]], disclosed: Sequence[Sensitive]
) -> dict[SensitiveKind, float]:
    """The risks told by the model, or by a phrase that the model does not rule out."""
    phrased = set(patterns) | {item.kind for item in disclosed if item.kind is SensitiveKind.HEALTH}
    return {
        kind: score
        for kind, score in found.risks.items()
        if kind in found.told or (kind in phrased and score >= _PATTERN_FLOOR)
    }
