"""The guard: one table of rules, asked one after the other."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from bot.domain.classification import Scored, Sensitive
from bot.domain.limits import Limits
from responders.base import Finding, Outgoing, Verdict
from responders.guard import deflection, form, privacy, wording
from responders.guard.context import Case, House, Rule

RULES: Mapping[str, Rule] = {
    "empty": form.empty,
    "personal_data": privacy.personal_data,
    "secret": privacy.secret,
    "internal_disclosure": privacy.internal_disclosure,
    "deflection": deflection.deflection,
    "wider_visibility": form.wider_visibility,
    "wrong_language": form.wrong_language,
    "unfilled_placeholder": form.unfilled_placeholder,
    "too_long": form.too_long,
    "promise": wording.promise,
    "blame": wording.blame,
    "tone": wording.tone,
    "bot_disclosure": wording.bot_disclosure,
    "unverified_link": form.unverified_link,
    "duplicate_reply": form.duplicate_reply,
    "window_closed": form.window_closed,
    "opted_out": form.opted_out,
}

_LONGEST = 10_000
"""Code points looked at: the longest text that any platform takes. What is longer is blocked as too long."""


class OutgoingGuard:
    """A `Guard` with every rule of the contract.

    `find_disclosures` and `detect_language` are pure functions of a text; `hosts` are the brand's own sites.
    """

    def __init__(
        self,
        *,
        find_disclosures: Callable[[str], Sequence[Sensitive]],
        detect_language: Callable[[str], Scored],
        limits: Mapping[str, Limits],
        hosts: Iterable[str] = (),
    ) -> None:
        self._house = House(
            find_disclosures=find_disclosures,
            detect_language=detect_language,
            limits=limits,
            hosts=frozenset(host.casefold().removeprefix("www.") for host in hosts),
        )

    def check(self, outgoing: Outgoing) -> Verdict:
        """Every finding, blocks first, then by place."""
        findings = self._findings(outgoing)
        useful = {fix: self._is_useful(outgoing, fix) for fix in {finding.fix for finding in findings if finding.fix}}
        told = [finding if useful.get(finding.fix or "") else replace(finding, fix=None) for finding in findings]
        return Verdict(tuple(dict.fromkeys(sorted(told, key=_order))))

    def _findings(self, outgoing: Outgoing) -> list[Finding]:
        case = Case(outgoing, self._house, outgoing.text[:_LONGEST])
        return [finding for rule in RULES.values() for finding in rule(case)]

    def _is_useful(self, outgoing: Outgoing, fix: str) -> bool:
        """A fix that would be stopped itself is no help."""
        return Verdict(tuple(self._findings(replace(outgoing, text=fix)))).allowed


def _order(finding: Finding) -> tuple[str, int]:
    return finding.severity.value, finding.start or 0
