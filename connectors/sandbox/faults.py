"""Switches for what can go wrong at a simulated platform, each to be set by a test or a trainer."""

from dataclasses import dataclass
from enum import StrEnum
from random import Random
from typing import Generic, TypeVar

_Fault = TypeVar("_Fault", bound=StrEnum)
_Item = TypeVar("_Item")


@dataclass(slots=True, kw_only=True)
class Switch(Generic[_Fault]):
    """One fault that is on. `endpoint` limits it, like `POST /2/tweets`; `count` is how often it may happen,
    once the first `after` chances have passed. `seconds` is how long it lasts, where that means something.
    """

    fault: _Fault
    endpoint: str | None = None
    probability: float = 1.0
    count: int | None = None
    after: int = 0
    seconds: float = 30.0


class Switches(Generic[_Fault]):
    """The switches of one world; chance comes from its seed, so a run can be repeated."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)  # noqa: S311 - a repeatable simulation
        self._switches: list[Switch[_Fault]] = []

    @property
    def switches(self) -> tuple[Switch[_Fault], ...]:
        """What is on."""
        return tuple(self._switches)

    def switch_on(
        self,
        fault: _Fault,
        *,
        endpoint: str | None = None,
        probability: float = 1.0,
        count: int | None = None,
        after: int = 0,
        seconds: float = 30.0,
    ) -> None:
        """Make `fault` happen with `probability`, at most `count` times, at one endpoint or wherever it can."""
        switch = Switch(
            fault=fault, endpoint=endpoint, probability=probability, count=count, after=after, seconds=seconds
        )
        self._switches.append(switch)

    def clear(self) -> None:
        """All is well again."""
        self._switches.clear()

    def strike(self, faults: frozenset[_Fault], endpoint: str) -> Switch[_Fault] | None:
        """The first of `faults` that happens now at `endpoint`, used up by one."""
        for switch in list(self._switches):
            if switch.fault not in faults or switch.endpoint not in (None, endpoint):
                continue
            switch.after -= 1
            if switch.after < 0 and self._random.random() < switch.probability:
                self._use(switch)
                return switch
        return None

    def _use(self, switch: Switch[_Fault]) -> None:
        if switch.count is not None:
            switch.count -= 1
            if switch.count <= 0:
                self._switches.remove(switch)

    def shuffled(self, items: list[_Item]) -> list[_Item]:
        """The same in a repeatable disorder."""
        return self._random.sample(items, len(items))
