"""The classifier of the settings, on every core."""

from functools import partial

from classifiers.catalogue import make_classifier
from classifiers.workers import PooledClassifier
from config.settings import Settings


def make_pool(settings: Settings) -> PooledClassifier:
    """The model that the settings name; nothing is loaded and no process started before it is asked for."""
    return PooledClassifier(partial(make_classifier, settings.model))
