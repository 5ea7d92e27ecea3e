# pyright: basic
# Torch's and Transformers' types are too loose for strict checking.
"""Any local Hugging Face sequence-classification checkpoint, telling the heads that its labels name.

What the checkpoint does not tell comes from the classifier behind it, so that a sentiment model from elsewhere takes
over the sentiment and nothing else. Nothing is ever downloaded, and no code of a checkpoint is run.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from bot.domain.classification import Classification, Scored, Sensitive, SensitiveKind, Sentiment, Topic, Urgency
from classifiers.base import Classifier
from classifiers.heads import COMPLAINT, HEADS, RISK, SENTIMENT, TOPIC, URGENCY, Shape
from classifiers.model_files import UnreadableModel

LABEL_MAP = "ascolto_labels.json"
"""In the checkpoint's folder: its labels to ours, such as {"LABEL_0": "complaint.no", "LABEL_1": "complaint.yes"}."""

_YES, _NO = "yes", "no"
_BATCH = 16
_TOLD_FROM = 0.5
_VOUCHED = frozenset({COMPLAINT.name, URGENCY.name})
_SURE_FROM = 0.6
"""Below it the checkpoint would not vouch for its answer: a person decides first."""

_LONGEST = 512

_OURS = {f"{head.name}.{label}" for head in HEADS if head is not COMPLAINT for label in head.labels} | {
    f"{COMPLAINT.name}.{_YES}",
    f"{COMPLAINT.name}.{_NO}",
}


class HuggingFaceClassifier:
    """Implements `classifiers.base.Classifier` over a checkpoint folder and the classifier that fills the rest."""

    def __init__(self, folder: Path, rest: Classifier) -> None:
        """Raises `UnreadableModel` with the file and the fix."""
        try:
            import torch  # noqa: PLC0415 - an extra, and slow to load
            from transformers import AutoModelForSequenceClassification, AutoTokenizer  # noqa: PLC0415
        except ImportError as error:
            raise UnreadableModel(
                f"The checkpoint {folder} needs torch and transformers; install them with: pip install 'ascolto[hf]'."
            ) from error
        try:
            self._tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True)
            self._model = AutoModelForSequenceClassification.from_pretrained(folder, local_files_only=True).eval()
        except Exception as error:  # what is damaged raises whatever the libraries below happen to raise
            reason = str(error).strip().split("\n")[0]
            raise UnreadableModel(f"The checkpoint {folder} can't be loaded: {reason}") from error
        self._torch = torch
        self._rest = rest
        self._folder = folder
        self._labels = _label_map(folder, self._model.config.id2label)
        self._max_tokens = min(self._tokenizer.model_max_length, _positions(self._model.config))

    @property
    def model(self) -> str:
        """The checkpoint, and who tells the rest."""
        return f"{self._folder.name}+{self._rest.model}"

    @property
    def degraded(self) -> bool:
        """Whether the part behind it is."""
        return self._rest.degraded

    def close(self) -> None:
        """Close the classifier behind it."""
        self._rest.close()

    def classify(self, texts: Sequence[str]) -> list[Classification]:
        """One result per text, in order."""
        behind = self._rest.classify(texts)
        scores = [row for place in range(0, len(texts), _BATCH) for row in self._scores(texts[place : place + _BATCH])]
        return [self._merged(found, row) for found, row in zip(behind, scores, strict=True)]

    def _scores(self, texts: Sequence[str]) -> list[dict[str, dict[str, float]]]:
        """For each text, our heads and labels with their probabilities."""
        readable = [text.encode("utf-8", "replace").decode() for text in texts]
        batch = self._tokenizer(
            readable, padding=True, truncation=True, max_length=self._max_tokens, return_tensors="pt"
        )
        with self._torch.inference_mode():
            logits = self._model(**batch).logits.float().numpy()
        return [self._probabilities(row) for row in logits]

    def _probabilities(self, logits: np.ndarray) -> dict[str, dict[str, float]]:
        several = self._model.config.problem_type == "multi_label_classification" or len(logits) == 1
        grown = np.exp(logits - logits.max())
        chances = 1 / (1 + np.exp(-logits)) if several else grown / grown.sum()
        found: dict[str, dict[str, float]] = {}
        for number, ours in self._labels.items():
            head, _, label = ours.partition(".")
            found.setdefault(head, {})[label] = found.get(head, {}).get(label, 0.0) + float(chances[number])
        return {head: _whole(scores) if _one_of(head) else scores for head, scores in found.items()}

    def _merged(self, behind: Classification, scores: Mapping[str, Mapping[str, float]]) -> Classification:
        doubts = tuple(head for head in behind.unsure if head not in scores)
        doubts += tuple(head for head, found in scores.items() if head in _VOUCHED and _certainty(found) < _SURE_FROM)
        changes: dict[str, Any] = {"model": self.model, "unsure": doubts}
        for head, found in scores.items():
            changes |= _CHANGES[head](behind, found)
        return replace(behind, **changes)


def _complaint(_behind: Classification, scores: Mapping[str, float]) -> dict[str, Any]:
    score = scores.get(_YES, 1.0 - scores.get(_NO, 0.0))
    return {"complaint": score >= _TOLD_FROM, "complaint_score": score}


def _urgency(behind: Classification, scores: Mapping[str, float]) -> dict[str, Any]:
    """Critical stays when the classifier behind says so: no other model talks a danger away (law 8)."""
    if behind.urgency is Urgency.CRITICAL:
        return {}
    return {
        "urgency": Urgency(_best(scores)),
        "urgency_scores": {level: scores.get(level.value, 0.0) for level in Urgency},
    }


def _sentiment(_behind: Classification, scores: Mapping[str, float]) -> dict[str, Any]:
    return {"sentiment": Sentiment(_best(scores)), "sentiment_score": max(scores.values())}


def _topic(behind: Classification, scores: Mapping[str, float]) -> dict[str, Any]:
    """Safety stays beside it, as critical does."""
    told = Scored(_best(scores), max(scores.values()))
    kept = tuple(topic for topic in behind.topics if topic.value == Topic.SAFETY != told.value)
    return {"topics": (told, *kept)}


def _risk(behind: Classification, scores: Mapping[str, float]) -> dict[str, Any]:
    """A risk that either of the two tells is told: an overlooked danger is worse than a second look."""
    told = tuple(
        Sensitive(kind=SensitiveKind(kind), score=score)
        for kind, score in scores.items()
        if score >= _TOLD_FROM and SensitiveKind(kind) not in behind.kinds
    )
    return {"sensitive": (*behind.sensitive, *told)}


_CHANGES = {
    COMPLAINT.name: _complaint,
    URGENCY.name: _urgency,
    SENTIMENT.name: _sentiment,
    TOPIC.name: _topic,
    RISK.name: _risk,
}


def _certainty(scores: Mapping[str, float]) -> float:
    return max(*scores.values(), 1.0 - next(iter(scores.values()))) if len(scores) == 1 else max(scores.values())


def _best(scores: Mapping[str, float]) -> str:
    return max(scores, key=lambda label: scores[label])


def _one_of(head: str) -> bool:
    return head == COMPLAINT.name or any(known.name == head and known.shape is Shape.CHOICE for known in HEADS)


def _whole(scores: Mapping[str, float]) -> dict[str, float]:
    """Shares of one, over the labels of the head that the checkpoint tells."""
    total = sum(scores.values())
    return {label: score / total for label, score in scores.items()} if len(scores) > 1 and total else dict(scores)


def _positions(config: Any) -> int:
    """How many tokens fit: RoBERTa and its kin count positions from behind the padding number."""
    positions = int(getattr(config, "max_position_embeddings", _LONGEST) or _LONGEST)
    counted_on = "roberta" in str(config.model_type) or config.model_type in ("camembert", "longformer")
    return min(_LONGEST, positions - (config.pad_token_id or 0) - 1 if counted_on else positions)


def _label_map(folder: Path, names: Mapping[int, str]) -> dict[int, str]:
    """The checkpoint's outputs that mean one of our labels."""
    path = folder / LABEL_MAP
    try:
        given = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    except (OSError, ValueError) as error:
        raise UnreadableModel(f"The label map {path} is not valid JSON: {error}.") from error
    if not isinstance(given, dict):
        raise UnreadableModel(f"The label map {path} is not an object; see docs/classifier.md.")
    for name, ours in given.items():
        if name not in names.values() or not isinstance(ours, str) or ours not in _OURS:
            listed = ", ".join(names.values())
            raise UnreadableModel(
                f"The label map {path} says '{name}': {ours!r}; give {listed} meanings such as 'complaint.yes'."
            )
    found = {int(number): given.get(name) or _same_name(name) for number, name in names.items()}
    known = {number: ours for number, ours in found.items() if ours}
    if not known:
        listed = ", ".join(names.values())
        raise UnreadableModel(
            f"None of the labels of {folder} ({listed}) is known; write {path} with each of them and its meaning, "
            'such as {"LABEL_1": "complaint.yes"}.'
        )
    return known


def _same_name(name: str) -> str | None:
    """A label that says by itself what it means: `sentiment.negative`, or just `Negative`."""
    lowered = name.lower()
    if lowered in _OURS:
        return lowered
    fitting = [ours for ours in _OURS if ours.partition(".")[2] == lowered and not ours.startswith(COMPLAINT.name)]
    return fitting[0] if len(fitting) == 1 else None
