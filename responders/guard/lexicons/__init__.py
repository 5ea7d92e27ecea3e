"""One lexicon per language."""

from responders.guard.lexicon import Lexicon
from responders.guard.lexicons import de, en, es, fr, it, pl, pt, ro

LEXICONS: dict[str, Lexicon] = {module.LEXICON.language: module.LEXICON for module in (en, it, pl, ro, es, fr, de, pt)}
