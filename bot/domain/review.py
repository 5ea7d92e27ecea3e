"""What people and models said of the messages of one week, as the report reads it. The storage fills these values."""

from dataclasses import dataclass

from bot.domain.labels import Judgement


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """`messages` that were understood alike by one `model`: its own words, whatever people said of them since.

    `sureness` and `sureness_squared` are sums over them of how sure the model was about the complaint, 0.5 to 1.
    """

    complaint: bool
    urgency: str
    topic: str
    language: str
    model: str
    messages: int
    sureness: float
    sureness_squared: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """One week. `reviewed` messages were approved, corrected or confirmed by a person in it.

    `judgements` are the newest words of the week on each label of each message; `dangers_denied` counts messages
    of which a person said that there is no danger. `readings` are of the week's messages by the platform's time,
    `readings_before` of the four weeks before.
    """

    reviewed: int = 0
    judgements: tuple[Judgement, ...] = ()
    dangers_denied: int = 0
    readings: tuple[Reading, ...] = ()
    readings_before: tuple[Reading, ...] = ()
