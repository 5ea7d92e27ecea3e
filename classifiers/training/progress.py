"""How a training tells where it is."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Progress:
    """`step` hears the name of each part; `advance` hears steps done, steps in all and the running loss."""

    step: Callable[[str], None]
    advance: Callable[[int, int, float], None]
