"""What a person is asked when connecting an account: one table for each platform, beside its settings."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One value that the platform's settings take.

    `key`: the field of the platform's credentials, or of its options with `is_option`. `name`: what the platform calls
    it. `where`: one sentence that says where to find it. `pattern`: what a right answer looks like as a whole, which
    `example` shows. With `may_be_empty` it can be left out. What is not `is_secret` may be shown and logged.
    """

    key: str
    name: str
    where: str
    is_secret: bool = True
    is_option: bool = False
    may_be_empty: bool = False
    pattern: str = r"\S+"
    example: str = "one word, without blanks"

    def fault(self, answer: str) -> str | None:
        """What is wrong with an answer, in one sentence that doesn't repeat it; None when nothing is."""
        if not answer:
            return None if self.may_be_empty else f"The {self.name} is needed. {self.where}"
        if re.fullmatch(self.pattern, answer) is None:
            return f"That does not look right for the {self.name}, which is written like {self.example}. {self.where}"
        return None
