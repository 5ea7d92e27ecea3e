"""The classifier that Ascolto ships: a small multilingual model, with patterns and check digits beside it."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from bot.domain.classification import DANGERS, Classification, Sensitive, SensitiveKind, Urgency
from classifiers.disclosures import find_disclosures_in
from classifiers.encoder import Array, Encoder, Reading
from classifiers.heads import RISKS
from classifiers.judgement import Judgement, judge, with_phrases, with_sentences
from classifiers.language import hear
from classifiers.model_files import SHIPPED, read_manifest
from classifiers.nearest import read_likened
from classifiers.normalise import READ, View, view
from classifiers.patterns import Phrases, read_phrases
from classifiers.reasons import explain
from classifiers.sentences import danger_sentences

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
        self._examples = read_likened(folder)

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
        readings = self._encoder.read(texts)
        return [self._classify(text[:READ], reading) for text, reading in zip(texts, readings, strict=True)]

    def _classify(self, text: str, reading: Reading) -> Classification:
        heard, message = hear(text), view(text)
        disclosed, language = find_disclosures_in(message), heard.language
        phrases = read_phrases(message, language, disclosed)
        found = judge(self._logits(message, reading.logits, phrases), language.value, self._manifest)
        risks = {kind: found.risks[kind] for kind in RISKS if kind in found.told}
        urgency = max((found.urgency, *(_LEAST_URGENCY.get(kind, Urgency.LOW) for kind in risks)), key=lambda u: u.rank)
        spans = tuple(item for item in disclosed if item.kind not in RISKS)
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
            reasons=(
                *self._reasons(message, phrases, disclosed, found, reading.vector),
                *([heard.doubt] if heard.doubt else []),
            ),
            model=self.model,
            unsure=found.unsure,
        )

    def _logits(self, message: View, logits: Array, phrases: Phrases) -> Array:
        windows = with_phrases(logits, phrases)
        if not phrases.risks & DANGERS or not (sentences := danger_sentences(message, phrases.hits)):
            return windows
        closer = [with_phrases(each.logits, phrases) for each in self._encoder.read(sentences)]
        return with_sentences(windows, np.concatenate(closer))

    def _reasons(
        self, message: View, phrases: Phrases, disclosed: Sequence[Sensitive], found: Judgement, vector: Array
    ) -> tuple[str, ...]:
        """The words that told each risk, or the labelled example that is most like the message."""
        told = explain(message, phrases.hits, disclosed, complaint=found.complaint)
        likened = [
            f"like “{example}” it may speak of {_WORDS[kind]}"
            for kind in RISKS
            if kind in found.told - phrases.risks and (example := self._examples.nearest(vector, kind.value))
        ]
        if found.complaint and not told and not likened and (example := self._examples.nearest(vector, "complaint")):
            likened = [f"like “{example}” it is a complaint"]
        doubt = [f"unsure of the {' and the '.join(found.unsure)}: a person decides first"] if found.unsure else []
        return (*told, *likened, *doubt)
