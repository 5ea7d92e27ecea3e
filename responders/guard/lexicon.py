"""What a language's wordings look like, as data; the rules that use them know no language."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, fields
from functools import cached_property
from typing import cast

PLATFORMS = (
    r"(?:whats ?app\w*|wsp|telegram\w*|face ?book\w*|fb|messenger\w*|instagram\w*|insta|ig|twitter\w*|x|linked ?in\w*"
    r"|tik ?tok\w*|viber\w*|signal|skype\w*|bluesky|mastodon\w*|threads|youtube|discord\w*|snapchat\w*|wechat|reddit)"
)
"""Other places where a brand may be reached."""

ADDRESS = r"[\w.+\-]{1,64}@[\w\-]{1,64}\.[\w.\-]{1,64}"
LONG_NUMBER = r"\+?\(?\d(?:[ ()/.\-]{0,3}\d){6,13}"
NUMBER = rf"(?:{LONG_NUMBER}|\*?\d{{3,6}}(?![\w%€$£]))"
"""A number to dial; the short ones count only beside a word that asks to dial."""
HANDLE = r"@\w{2,}"
PRIVATE = r"(?:dm'?s?|d/m|pm'?s?|p/m|pvt|dm-?\w{1,2}|inbox\w*|messenger\w*)"
"""The private side by the names that it has in every language."""


@dataclass(frozen=True, kw_only=True)
class Lexicon:
    """Regular expressions over folded text (lower case, no accents), one tuple per question.

    `~` in them is a short gap inside the sentence.

    elsewhere   sends the customer to another channel
    privately   asks for the private side
    reported    stands before such words when they tell of something else: past, refused, done by another
    ours        how such words begin when the brand itself does it: "we ask the shop"
    event       a number or an address in the same sentence was part of what happened
    about_you   health and other private matters said of the customer
    your_number an identifying number of the customer
    titles      stands before a surname
    given       shapes of first names, where a title before the first name is usual
    greetings   stands before a name
    secret      names a password or code and gives it
    ask_secret  asks for one
    internal    how the house works inside, or another customer
    certain     a promise by its wording
    disclaimed  stands before such words when nobody promises: "we can't", "you were told"
    outcome     something that will be; followed by `when` it is a dated promise
    when        a date or a span of time still to come
    aside       between the two: the time belongs to something else
    """

    language: str
    elsewhere: tuple[str, ...]
    privately: tuple[str, ...]
    reported: tuple[str, ...]
    ours: tuple[str, ...] = ()
    event: tuple[str, ...]
    about_you: tuple[str, ...]
    your_number: tuple[str, ...]
    titles: tuple[str, ...]
    given: tuple[str, ...] = ()
    greetings: tuple[str, ...]
    secret: tuple[str, ...]
    ask_secret: tuple[str, ...]
    internal: tuple[str, ...]
    certain: tuple[str, ...]
    disclaimed: tuple[str, ...]
    outcome: tuple[str, ...]
    when: tuple[str, ...]
    aside: tuple[str, ...]
    blame: tuple[str, ...]
    tone: tuple[str, ...]
    automatic: tuple[str, ...]
    automatic_notice: str

    @cached_property
    def compiled(self) -> "Compiled":
        """The same as patterns."""
        patterns = {
            field.name: _words(cast("tuple[str, ...]", getattr(self, field.name))) for field in fields(Compiled)
        }
        return Compiled(**patterns)


@dataclass(frozen=True, kw_only=True)
class Compiled:
    """The patterns of a lexicon, each matching whole words."""

    elsewhere: re.Pattern[str]
    privately: re.Pattern[str]
    reported: re.Pattern[str]
    ours: re.Pattern[str]
    event: re.Pattern[str]
    about_you: re.Pattern[str]
    your_number: re.Pattern[str]
    titles: re.Pattern[str]
    given: re.Pattern[str]
    greetings: re.Pattern[str]
    secret: re.Pattern[str]
    ask_secret: re.Pattern[str]
    internal: re.Pattern[str]
    certain: re.Pattern[str]
    disclaimed: re.Pattern[str]
    outcome: re.Pattern[str]
    when: re.Pattern[str]
    aside: re.Pattern[str]
    blame: re.Pattern[str]
    tone: re.Pattern[str]
    automatic: re.Pattern[str]


def _words(alternatives: Iterable[str]) -> re.Pattern[str]:
    joined = "|".join(alternatives or (r"(?!)",)).replace("~", r"(?!\w)(?:[^.!?;\n]|\.(?=\w)|(?<=dvs)\.){0,60}?(?<!\w)")
    return re.compile(rf"(?<!\w)(?:{joined})(?!\w)")
