"""The reply texts that come with the desk, one file per language; a brand edits or adds files of the same shape."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

import yaml

DIRECTORY = Path(__file__).parent


class UnreadableTemplates(ValueError):
    """A file of reply texts can't be read at all; the message names it and the fix in one sentence."""


def load_templates(directory: Path = DIRECTORY) -> list[Mapping[str, Any]]:
    """The content of every `*.yaml` file, sorted by name, each with its file name under `file`.

    Raises `UnreadableTemplates`; what the mappings mean is checked by `responders.library`.
    """
    return [_load(path) for path in sorted(directory.glob("*.yaml"))]


def _load(path: Path) -> Mapping[str, Any]:
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise UnreadableTemplates(
            f"{path.name}: line {line} is not valid YAML ({error.problem}); correct it."
        ) from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise UnreadableTemplates(f"{path.name}: is not UTF-8 text; save it as UTF-8.") from error
    except OSError as error:
        raise UnreadableTemplates(f"{path.name}: can't be read ({error.strerror}); check its permissions.") from error
    if not isinstance(data, dict):
        raise UnreadableTemplates(f"{path.name}: must start with `language:`; see the files that come with the desk.")
    return {**cast("dict[str, Any]", data), "file": path.name}
