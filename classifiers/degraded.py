"""Degraded mode: rules in the place of a model that can't be used, and the sentence why."""

from collections.abc import Sequence

from bot.domain.classification import Classification
from classifiers.rules import RuleClassifier


class StandIn(RuleClassifier):
    """The rules, marked `degraded` in every result; `fault` says what happened to the model and how to mend it."""

    def __init__(self, fault: str) -> None:
        super().__init__(degraded=True)
        self.fault = fault

    def classify(self, texts: Sequence[str]) -> list[Classification]:
        """See `RuleClassifier.classify`; nothing stands in for the rules, so what they can't bear goes to a person."""
        return [self._understood(text) for text in texts]

    def _understood(self, text: str) -> Classification:
        try:
            return super().classify([text])[0]
        except Exception:
            return Classification.not_understood(self.model)
