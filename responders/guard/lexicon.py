"""What a language's wordings look like, as data; the rules that use them know no language."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

PLATFORMS = (
    r"(?:whats ?app\w*|telegram\w*|facebook\w*|fb|messenger\w*|instagram\w*|insta|ig|twitter\w*|x|linkedin\w*"
    r"|tik ?tok\w*|viber\w*|signal|skype\w*|bluesky|mastodon\w*|threads|youtube|discord\w*|snapchat\w*|wechat|sms\w*)"
)
"""Other places where a brand may be reached, as a named group so that the rule can see which."""

ADDRESS = r"[\w.+\-]+@[\w\-]+\.[\w.\-]+"
NUMBER = r"\+?\(?\d[\d ()/.\-]{5,18}\d"
HANDLE = r"@\w+"


@dataclass(frozen=True, kw_only=True)
class Lexicon:
    """Regular expressions over folded text (lower case, no accents), one tuple per question.

    elsewhere   sends the customer to another channel
    privately   asks for the private side
    reported    stands before such words when they tell of something else: past, refused, done by another
    event       a number or an address in the same sentence was part of what happened
    about_you   health and other private matters said of the customer
    your_number an identifying number of the customer
    full_name   over the written text: a greeting or title followed by a surname
    secret      names a password or code and gives it
    ask_secret  asks for one
    internal    how the house works inside, or another customer
    certain     a promise by its wording
    outcome     something the brand would do; with `when` in the same sentence it is a dated promise
    """

    language: str
    elsewhere: tuple[str, ...]
    privately: tuple[str, ...]
    reported: tuple[str, ...]
    event: tuple[str, ...]
    about_you: tuple[str, ...]
    your_number: tuple[str, ...]
    full_name: tuple[str, ...]
    secret: tuple[str, ...]
    ask_secret: tuple[str, ...]
    internal: tuple[str, ...]
    certain: tuple[str, ...]
    outcome: tuple[str, ...]
    when: tuple[str, ...]
    blame: tuple[str, ...]
    tone: tuple[str, ...]
    automatic: tuple[str, ...]
    automatic_notice: str

    @cached_property
    def compiled(self) -> "Compiled":
        """The same as patterns."""
        return Compiled(
            elsewhere=_words(self.elsewhere),
            privately=_words(self.privately),
            reported=re.compile(rf"(?<!\w)(?:{'|'.join(self.reported)})"),
            event=_words(self.event),
            about_you=_words(self.about_you),
            your_number=_words(self.your_number),
            full_name=re.compile("|".join(self.full_name)),
            secret=_words(self.secret),
            ask_secret=_words(self.ask_secret),
            internal=_words(self.internal),
            certain=_words(self.certain),
            outcome=_words(self.outcome),
            when=_words(self.when),
            blame=_words(self.blame),
            tone=_words(self.tone),
            automatic=_words(self.automatic),
        )


@dataclass(frozen=True, kw_only=True)
class Compiled:
    """The patterns of a lexicon; `elsewhere` is one per wording, as their named groups must not clash."""

    elsewhere: re.Pattern[str]
    privately: re.Pattern[str]
    reported: re.Pattern[str]
    event: re.Pattern[str]
    about_you: re.Pattern[str]
    your_number: re.Pattern[str]
    full_name: re.Pattern[str]
    secret: re.Pattern[str]
    ask_secret: re.Pattern[str]
    internal: re.Pattern[str]
    certain: re.Pattern[str]
    outcome: re.Pattern[str]
    when: re.Pattern[str]
    blame: re.Pattern[str]
    tone: re.Pattern[str]
    automatic: re.Pattern[str]


def _words(alternatives: Iterable[str]) -> re.Pattern[str]:
    """Any of them as whole words. `~` in an alternative is a short gap inside the clause."""
    joined = "|".join(alternatives).replace("~", r"(?:[^.!?;,\n]{0,40}?)")
    return re.compile(rf"(?<!\w)(?:{joined})(?!\w)")
