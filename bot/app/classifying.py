"""The classifier of the settings, on every core."""

from functools import partial

from classifiers.catalogue import make_classifier
from classifiers.worker import Worker
from classifiers.workers import PooledClassifier
from config.settings import Settings


def make_pool(settings: Settings, first: Worker | None = None) -> PooledClassifier:
    """The model that the settings name; nothing is loaded before it is asked for, `first` is used when given."""
    return PooledClassifier(partial(make_classifier, settings.model), first=first)
