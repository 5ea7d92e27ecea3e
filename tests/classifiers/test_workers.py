"""Worker processes: the same answers as at home, and no message lost when one dies."""

import os
import signal
from collections.abc import Sequence

from bot.domain.classification import Classification
from classifiers.rules import RuleClassifier
from classifiers.workers import SMALL, PooledClassifier

TEXTS = ["my parcel is lost", "grazie mille!", "dove è il mio pacco?", "nu funcționează internetul"] * SMALL


class Deadly(RuleClassifier):
    """Dies in a worker on the first large batch, as a process that ran out of memory would."""

    def classify(self, texts: Sequence[str]) -> list[Classification]:
        if os.getpid() != int(os.environ["ASCOLTO_TEST_HOME"]):
            os.kill(os.getpid(), signal.SIGKILL)
        return super().classify(texts)


def test_large_batches_give_what_small_ones_give() -> None:
    pooled = PooledClassifier(RuleClassifier, processes=2)
    try:
        assert pooled.classify(TEXTS) == RuleClassifier().classify(TEXTS)
        assert pooled.classify(TEXTS[:3]) == RuleClassifier().classify(TEXTS[:3])
        assert pooled.model == RuleClassifier().model
    finally:
        pooled.close()


def test_a_worker_that_dies_costs_no_message() -> None:
    os.environ["ASCOLTO_TEST_HOME"] = str(os.getpid())
    pooled = PooledClassifier(Deadly, processes=1)
    try:
        assert len(pooled.classify(TEXTS)) == len(TEXTS)
        assert len(pooled.classify(TEXTS)) == len(TEXTS)
    finally:
        pooled.close()
        del os.environ["ASCOLTO_TEST_HOME"]
