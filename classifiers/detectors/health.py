"""Health: a person's condition or treatment, told in words of eight languages."""

from bot.domain.classification import Sensitive, SensitiveKind
from classifiers.lexicon import health_lexicon, literal
from classifiers.normalise import View


def find_health(view: View) -> tuple[Sensitive, ...]:
    """At most one finding, without a span: the words around a condition are rarely the whole of it."""
    hits = list(health_lexicon().hits(view))
    count = sum(hit.section == "health" for hit in literal(hits, frozenset({"health"})))
    return (Sensitive(kind=SensitiveKind.HEALTH, score=min(0.99, 0.75 + 0.1 * count)),) if count else ()
