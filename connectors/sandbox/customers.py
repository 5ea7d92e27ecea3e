"""Customers who write to the brand over time, ask again when nobody answers, and sometimes say thank you."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from connectors.sandbox.customer_texts import SCRIPTS, THANKS, Script
from connectors.sandbox.x_records import NotThere
from connectors.sandbox.x_world import XWorld

FIRST = 6
"""How many write in the first moment, so that nobody who tries this out has to wait."""

_PATIENCE = timedelta(minutes=10)
_PACE_OF_FIRST_S = 0.3
_THANKFUL = 0.4


async def run(world: XWorld, rate_per_minute: float, seed: int) -> None:
    """Write `rate_per_minute` messages on average until cancelled, in an order that `seed` decides.

    Each script is played once before any comes again, then under another handle. Raises `ValueError` unless the rate
    is above zero.
    """
    if rate_per_minute <= 0:
        raise ValueError("Customers write at a rate above zero messages a minute.")
    chance = Random(seed)  # noqa: S311 - a repeatable simulation
    crowd = Crowd(world, chance)
    for count, script in enumerate(_endless(chance)):
        crowd.begin(script)
        await asyncio.sleep(_PACE_OF_FIRST_S if count < FIRST else chance.expovariate(rate_per_minute / 60))
        crowd.react()


@dataclass(slots=True)
class _Talk:
    script: Script
    handle: str
    begun: datetime
    first: str
    followed_up: bool = False


@dataclass(slots=True)
class Crowd:
    """The customers who are waiting for an answer in one world."""

    world: XWorld
    chance: Random
    talks: list[_Talk] = field(default_factory=list[_Talk])
    _played: dict[str, int] = field(default_factory=dict[str, int])

    def begin(self, script: Script) -> None:
        """A customer writes for the first time."""
        times = self._played[script.by] = self._played.get(script.by, 0) + 1
        handle = script.by if times == 1 else f"{script.by[:11]}_{times}"
        self.world.person(handle, name=script.name)
        text = script.text.replace("@@", f"@{self.world.brand.handle}")
        first = self.world.write(handle, text).conversation_id if script.private else self.world.post(handle, text).id
        self.talks.append(_Talk(script, handle, self.world.clock(), first))

    def react(self) -> None:
        """Those who were answered may say thank you, those who were not ask again once."""
        for talk in list(self.talks):
            answer = self._answer(talk)
            if answer is not None:
                self.talks.remove(talk)
                if self.chance.random() < _THANKFUL:
                    self._say(talk, self.chance.choice(THANKS[talk.script.language]), answer)
            elif talk.script.follow_up and not talk.followed_up and self._is_out_of_patience(talk):
                talk.followed_up = True
                self._say(talk, talk.script.follow_up, talk.first)

    def _is_out_of_patience(self, talk: _Talk) -> bool:
        return self.world.clock() - talk.begun > _PATIENCE

    def _answer(self, talk: _Talk) -> str | None:
        """The brand's newest answer: a post's id, or the conversation's for a private one."""
        brand = self.world.brand.id
        if talk.script.private:
            events = [each for each in self.world.messages.values() if each.conversation_id == talk.first]
            return talk.first if any(each.sender_id == brand for each in events) else None
        answers = [each.id for each in self.world.thread(talk.first) if each.author_id == brand]
        return answers[-1] if answers else None

    def _say(self, talk: _Talk, text: str, to: str) -> None:
        try:
            if talk.script.private:
                self.world.write(talk.handle, text, conversation=to)
            else:
                self.world.post(talk.handle, text, in_reply_to=to)
        except NotThere:
            # A trainer deleted it meanwhile.
            self.talks = [each for each in self.talks if each is not talk]


def _endless(chance: Random) -> Iterator[Script]:
    while True:
        yield from _mixed(chance)


def _mixed(chance: Random) -> list[Script]:
    # All languages among the first, whatever the seed.
    by_language: dict[str, list[Script]] = {}
    for script in chance.sample(SCRIPTS, len(SCRIPTS)):
        by_language.setdefault(script.language, []).append(script)
    order = chance.sample(sorted(by_language), len(by_language))
    longest = max(map(len, by_language.values()))
    return [
        by_language[language][turn]
        for turn in range(longest)
        for language in order
        if turn < len(by_language[language])
    ]
