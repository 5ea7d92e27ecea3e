"""What can be told from the form of a text and from where it goes, in any language."""

import re
from collections.abc import Iterator
from itertools import chain

from bot.domain.length import fits, measure
from bot.domain.limits import Length
from responders.base import Finding
from responders.guard.context import Case
from responders.guard.view import view

_UNIT_LENGTH = re.compile(r"(?:[\x00-\x2d\x2f-\x7f]|\.(?!\w))*")
"""Plain text without an address: one unit a character, in every measure."""

_MARKED = re.compile(
    r"\{[^{}\n]{0,60}\}|\{\{|\}\}|\{%|%\}"
    r"|\[(?=[^\[\]\n]{0,60}[^\W\d_])[^\[\]\n]{1,60}\]"
    r"|<(?!3)[^\W\d_][\w .\-/]{0,40}>"
    r"|\$\{?[A-Za-z_]\w*\}?|%\(?[A-Za-z_]*\)?[sd]\b|%[A-Za-z_][\w.]*%|__\w+__|_{3,}|\*\|\w+\|\*"
    r"|#\w+#|#(?:NAME|REF|VALUE|N/A)[?!]?"
)
_MARKS = re.compile(r"[{}\[<$%#_*]")
_MISSING = re.compile(
    r"\b(?:undefined|NaN|NULL|TODO|TBD|FIXME|XXX+|object Object|[Ll]orem ipsum|X{2,}[./-]X{2,})\b"
    r"|\bNone\b(?:(?=[,.!?:;]|$)|(?<=[^\W\d_A-Z][ ,:]None)|(?<=[^\W\d_A-Z], None)|(?<=\d None))"
    r"|(?<=[ ,:#])(?:null|nil)(?=[,.!?:;])"
)
_NAMELESS = re.compile(
    r"\b(?:hi|hello|hey|dear|ciao|buongiorno|hola|hallo|ola|buna|bonjour|czesc|witaj|salut|gentile|estimado|liebe)"
    r",? (?:none|null|nan|undefined|nil|name)\b"
)
_CAPITALISED = re.compile(r"(?<=[ ,])[A-ZÀ-Ž][\w'’\-]*")
_HIDDEN_TARGETS = """
bit.ly tinyurl.com t.co goo.gl ow.ly is.gd buff.ly rebrand.ly cutt.ly rb.gy t.ly lnkd.in shorturl.at tiny.cc bl.ink
s.id v.gd soo.gd adf.ly short.io dlvr.it trib.al fb.me wa.me m.me t.me linktr.ee
"""
_SHORTENERS = frozenset(_HIDDEN_TARGETS.split())
_TLDS = (
    "com|net|org|info|biz|io|co|me|app|dev|shop|store|online|site|xyz|top|live|link|click|help|support|care|page|ly|gl|gd|gy|at"
    "|it|pl|ro|es|fr|de|pt|eu|uk|us|ch|be|nl|br|mx|ie|ru|cn|tk|example|test|tv|ai|cc|to|su|ws|mobi|news|id"
)
_LINK = re.compile(
    rf"(?:(?P<scheme>[a-z][a-z0-9+.\-]{{1,10}}://)|(?<![\w@.\-/]))"
    rf"(?P<host>(?:[\w\-]+(?:\.|\[\.\]|\(\.\)| dot (?=(?:com|net|org|ly|gl|example)\b)))+(?:{_TLDS}|(?<=//)\w+)|(?<=://)[^\s/]+)(?::\d+)?(?P<path>[/?#]\S*)?(?![\w@])",
)


def empty(case: Case) -> Iterator[Finding]:
    """A reply says something."""
    if not case.view.text.strip():
        yield case.found("empty", "The reply is empty; write a text.")


def too_long(case: Case) -> Iterator[Finding]:
    """By the platform's own measure."""
    length, text = case.length, case.outgoing.text
    if len(text) > len(case.text):
        yield case.found("too_long", f"The reply has {len(text)} characters; no platform takes that many.")
    elif length and not _surely_fits(text, length) and not fits(text, length):
        limit = f"{length.maximum} {length.measure.value.replace('_', ' ')}"
        message = f"The reply measures {measure(text, length.measure)}; {case.outgoing.platform} takes {limit}."
        yield case.found("too_long", message)


def _surely_fits(text: str, length: Length) -> bool:
    return len(text) <= length.maximum and _UNIT_LENGTH.fullmatch(text) is not None


def unfilled_placeholder(case: Case) -> Iterator[Finding]:
    """Fields, template braces and the words that programs leave where a value is missing."""
    patterns = (_MARKED, _MISSING) if _MARKS.search(case.text) else (_MISSING,)
    for match in chain.from_iterable(pattern.finditer(case.text) for pattern in patterns):
        yield case.found("unfilled_placeholder", f"{match[0]!r} has to be filled in.", match.span())
    if match := _NAMELESS.match(case.view.text):
        yield case.found_folded("unfilled_placeholder", "The greeting has no name.", match.start(), match.end())


def unverified_link(case: Case) -> Iterator[Finding]:
    """Links lead only to hosts on the brand's list; a shortener hides where it leads."""
    for match in _LINK.finditer(case.view.text):
        host = re.sub(r"\[\.\]|\(\.\)| dot ", ".", match["host"]).split("@")[-1].removeprefix("www.").rstrip(".")
        if "@" in case.view.text[max(0, match.start() - 1) : match.start()] or _is_known(case, host):
            continue
        what = "hides where it leads" if host in _SHORTENERS else "is not on the list of the brand's sites"
        yield case.found_folded("unverified_link", f"{host} {what}.", match.start(), match.end())


def wrong_language(case: Case) -> Iterator[Finding]:
    """The customer's language, when both are known well enough."""
    language = case.outgoing.language
    if not language or language == "und" or case.detected.value in (language, "und"):
        return
    words = re.findall(r"[^\W\d_]{2,}", case.view.text)
    if len(words) >= 3 and case.detected.score >= 0.6:
        unnamed = case.house.detect_language(_CAPITALISED.sub(" ", case.text))
        # Names of people and brands sway short texts, so the words without them have to agree.
        if unnamed.value in (case.detected.value, "und"):
            message = f"This reads as {case.detected.value}; the conversation is in {language}."
            yield case.found("wrong_language", message)


def wider_visibility(case: Case) -> Iterator[Finding]:
    """Nobody may read a reply who can't read the question."""
    question = case.outgoing.question_visibility
    if question is not None and case.outgoing.visibility.widens(question):
        message = f"A {case.outgoing.visibility} reply to a {question} message would show it to more people."
        yield case.found("wider_visibility", message)


def window_closed(case: Case) -> Iterator[Finding]:
    """Some platforms take a private reply only for a time after the customer's last message."""
    if not case.outgoing.window_open:
        yield case.found("window_closed", f"{case.outgoing.platform} takes no reply in this conversation any more.")


def opted_out(case: Case) -> Iterator[Finding]:
    """Who asked for silence gets it."""
    if case.outgoing.opted_out:
        yield case.found("opted_out", "This customer asked not to be written to.")


def duplicate_reply(case: Case) -> Iterator[Finding]:
    """The same words to many people are noticed by them and by the platform's spam filter."""
    if case.outgoing.recent_texts:
        core = _core(case.text)
        if core and any(core == _core(text) for text in case.outgoing.recent_texts):
            yield case.found("duplicate_reply", "Another customer was sent the same text lately; vary it.")


def _core(text: str) -> str:
    """The words without handles, the greeting and punctuation, so that another name makes no new text."""
    plain = re.sub(r"@\w+", "", view(text).text)
    greeting, mark, rest = plain.partition(",") if "," in plain[:40] else ("", "", plain)
    del greeting, mark
    return " ".join(re.findall(r"\w+", rest))


def _is_known(case: Case, host: str) -> bool:
    return host not in _SHORTENERS and any(f".{host}".endswith(f".{own}") for own in case.house.hosts)
