"""One lexicon per language."""

from responders.guard.lexicon import Lexicon
from responders.guard.lexicons import en

LEXICONS: dict[str, Lexicon] = {module.LEXICON.language: module.LEXICON for module in (en,)}
