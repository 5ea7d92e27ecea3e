"""How long X wants a stream to stay away after each kind of trouble, as data."""

from dataclasses import dataclass
from enum import StrEnum


class Trouble(StrEnum):
    """Why a stream ended."""

    NETWORK = "network"
    SERVER = "server"
    TOO_MANY = "too many"


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds: `first`, then `step` more or `factor` times as long each time, up to `longest`."""

    first: float
    longest: float
    step: float = 0.0
    factor: float = 1.0

    def wait(self, failures: int) -> float:
        """Seconds to wait after this many failures of one kind in a row; the first counts as 1."""
        wait = self.first
        for _ in range(failures - 1):
            wait = min(self.longest, wait * self.factor + self.step)
        return wait


PRESCRIBED: dict[Trouble, Pace] = {
    # The first reconnect after a drop is immediate, then 250 ms more each time.
    Trouble.NETWORK: Pace(first=0.0, step=0.25, longest=16.0),
    Trouble.SERVER: Pace(first=5.0, factor=2.0, longest=320.0),
    Trouble.TOO_MANY: Pace(first=60.0, factor=2.0, longest=960.0),
}
"""As X's guide to handling disconnections says; it names no longest wait for "too many", so one window is ours."""
