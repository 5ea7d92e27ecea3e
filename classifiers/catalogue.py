"""Which classifier the setting `model` means."""

from collections.abc import Callable, Mapping
from pathlib import Path

from classifiers.base import Classifier
from classifiers.model_files import CONFIG, MANIFEST, SHIPPED, UnreadableModel

RULES = "rules"
"""The setting for no model at all."""


def make_classifier(model: str | None) -> Classifier:
    """The shipped model for None, the plain rules for `rules`, else the model in that folder.

    Raises `UnreadableModel` for a folder that was named: a slip must not end in a lesser classifier. In the place of
    the shipped model a `StandIn` works on. Slow (it loads the model), and the same in any process.
    """
    # Loaded only where they are used: the process that gives out the work needs none of them.
    from classifiers.degraded import StandIn  # noqa: PLC0415
    from classifiers.rules import RuleClassifier  # noqa: PLC0415

    if model == RULES:
        return RuleClassifier()
    if model is not None:
        return _load(Path(model).expanduser())
    try:
        return _load(SHIPPED)
    except UnreadableModel as error:
        return StandIn(str(error))


def _load(folder: Path) -> Classifier:
    format_ = next((load for marker, load in _FORMATS.items() if (folder / marker).exists()), _load_own)
    try:
        return format_(folder)
    except ImportError as error:
        raise UnreadableModel(
            f"The model at {folder} needs a package that can't be loaded ({error}); install Ascolto again."
        ) from error


def _load_own(folder: Path) -> Classifier:
    from classifiers.model import ModelClassifier  # noqa: PLC0415

    return ModelClassifier(folder)


def _load_checkpoint(folder: Path) -> Classifier:
    """What the checkpoint does not tell comes from the shipped model."""
    from classifiers.huggingface import HuggingFaceClassifier  # noqa: PLC0415

    return HuggingFaceClassifier(folder, make_classifier(None))


_FORMATS: Mapping[str, Callable[[Path], Classifier]] = {MANIFEST: _load_own, CONFIG: _load_checkpoint}
"""How to load a folder, by the file that marks its format; the first one that is there counts."""
