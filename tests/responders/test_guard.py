"""What must never be sent is stopped in eight languages, and what may be sent is left alone."""

import json
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.visibility import Visibility
from classifiers import disclosures, language
from config.templates import load_templates
from connectors.limits import PLATFORM_LIMITS
from responders.base import Finding, Outgoing, Severity
from responders.guard import RULES, OutgoingGuard
from responders.library import Library, Template

CASES = Path(__file__).parent / "guard_cases"
LANGUAGES = ("en", "it", "pl", "ro", "es", "fr", "de", "pt")
GUARD = OutgoingGuard(
    find_disclosures=disclosures.find_disclosures,
    detect_language=language.detect,
    limits=PLATFORM_LIMITS,
    hosts=("www.Brand.example", "help.brand.test"),
)


@cache
def cases(spoken: str) -> tuple[dict[str, Any], ...]:
    return tuple(json.loads(line) for line in (CASES / f"{spoken}.jsonl").read_text(encoding="utf-8").splitlines())


def outgoing(case: dict[str, Any]) -> Outgoing:
    known = {key: value for key, value in case.items() if key not in ("expect", "visibility")}
    return Outgoing(visibility=Visibility(case["visibility"]), **known)


def public(text: str, spoken: str | None = "en", **changes: Any) -> Outgoing:
    return replace(Outgoing(text=text, platform="x", visibility=Visibility.PUBLIC, language=spoken), **changes)


def found(reply: Outgoing) -> dict[str, Finding]:
    return {finding.rule: finding for finding in reversed(GUARD.check(reply).findings)}


@pytest.mark.parametrize("spoken", LANGUAGES)
def test_nothing_that_must_be_stopped_passes(spoken: str) -> None:
    expecting = [case for case in cases(spoken) if case["expect"]]
    missed = {
        case["text"]: rules for case in expecting if (rules := set(case["expect"]) - found(outgoing(case)).keys())
    }
    assert not missed


@pytest.mark.parametrize("spoken", LANGUAGES)
def test_good_replies_are_left_alone(spoken: str) -> None:
    fine = [case for case in cases(spoken) if not case["expect"]]
    stopped = {case["text"]: list(found(outgoing(case))) for case in fine if not GUARD.check(outgoing(case)).allowed}
    assert len(stopped) <= 0.02 * len(fine), stopped


@pytest.mark.parametrize("spoken", LANGUAGES)
def test_every_language_has_enough_cases_of_both_kinds(spoken: str) -> None:
    bad = sum(bool(case["expect"]) for case in cases(spoken))
    assert bad >= 15
    assert len(cases(spoken)) - bad >= 15


SHIPPED = Library.parse(load_templates()).templates


@pytest.mark.parametrize("template", SHIPPED, ids=[template.id for template in SHIPPED])
def test_shipped_texts_pass(template: Template) -> None:
    side = Visibility.PUBLIC if template.open_side else Visibility.DIRECT
    for values in ({}, {"customer.first_name": "Anna"}):
        text, unfilled = template.render(values)
        assert (
            unfilled
            or not GUARD.check(
                public(text, template.language, visibility=side, needs_private=template.invites_private)
            ).findings
        )


@pytest.mark.parametrize(
    "text",
    [
        "Please D M us.",
        "please d.m. us",
        "Please D\u200bM us",
        "Please c\u200ball u\u200bs",
        "Please с\u0430ll us",
        "ＤＭ us, please",
        "Please c a l l us",
        "PLEASE\u00a0CALL\u00a0US",
    ],
)
def test_disguised_words_are_seen(text: str) -> None:
    assert "deflection" in found(public(text))


@pytest.mark.parametrize(("platform", "elsewhere"), [("facebook", False), ("x", True), ("instagram", True)])
def test_the_conversation_s_own_platform_is_no_other_place(platform: str, elsewhere: bool) -> None:
    reply = public("Thanks! Keep writing to us on Facebook, right here.", platform=platform)
    assert ("deflection" in found(reply)) is elsewhere


def test_the_private_side_is_open_only_when_data_is_needed() -> None:
    reply = public("Could you send us a private message with the booking number?")
    assert "deflection" in found(reply)
    assert GUARD.check(replace(reply, needs_private=True)).allowed
    assert GUARD.check(replace(reply, visibility=Visibility.DIRECT)).allowed


@pytest.mark.parametrize("visibility", [Visibility.PUBLIC, Visibility.DIRECT])
def test_no_side_sends_people_to_the_telephone(visibility: Visibility) -> None:
    assert "deflection" in found(public("Please ring us on 0800 123 456.", visibility=visibility, needs_private=True))


def test_a_finding_says_where_and_how_to_mend_it() -> None:
    text = "Sorry, Anna! Please call us on 0800 123 456. Which order is it?"
    finding = found(public(text))["deflection"]
    assert "call" in text[finding.start : finding.end]
    assert finding.fix == "Sorry, Anna! Which order is it?"
    assert finding.severity is Severity.BLOCK
    assert GUARD.check(public(finding.fix)).allowed


def test_what_is_personal_in_public_may_be_said_in_private() -> None:
    reply = public("We are sending it to 14 Maple Street, Leeds LS1 4AB.")
    assert "personal_data" in found(reply)
    assert "personal_data" not in found(replace(reply, visibility=Visibility.DIRECT))


@pytest.mark.parametrize("visibility", list(Visibility))
def test_a_card_number_goes_nowhere(visibility: Visibility) -> None:
    text = "Your card 4111 1111 1111 1111 was charged."
    finding = found(public(text, visibility=visibility))["secret"]
    assert text[finding.start : finding.end] == "4111 1111 1111 1111"


def test_the_brand_s_own_sites_may_be_linked() -> None:
    assert GUARD.check(public("Here is the map: https://www.brand.example/map")).allowed
    assert GUARD.check(public("Here is the map: https://maps.brand.example/x?y=1")).allowed
    for link in (
        "https://brand.example.evil.test/a",
        "bit.ly/a1",
        "http://brandexample.test",
        "evil[.]test/brand.example",
    ):
        assert "unverified_link" in found(public(f"Here is the map: {link}")), link


@pytest.mark.parametrize(
    ("rule", "changes"),
    [
        ("wider_visibility", {"question_visibility": Visibility.DIRECT}),
        ("window_closed", {"window_open": False}),
        ("opted_out", {"opted_out": True}),
        ("duplicate_reply", {"recent_texts": frozenset({"Hi Tom, which train were you on?"})}),
    ],
)
def test_circumstances_stop_a_good_text(rule: str, changes: dict[str, Any]) -> None:
    reply = public("Hi Anna, which train were you on?")
    assert GUARD.check(reply).allowed
    assert found(replace(reply, **changes))[rule].severity is Severity.BLOCK


@pytest.mark.parametrize("spoken", LANGUAGES)
def test_an_automatic_text_is_mended_by_saying_so(spoken: str) -> None:
    reply = public("👋", spoken, automatic=True)
    fix = found(reply)["bot_disclosure"].fix
    assert fix is not None
    assert GUARD.check(replace(reply, text=fix)).allowed


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("blame", "As we already told you, the parcel is at the depot."),
        ("tone", "Calm down, we are looking into it."),
        ("tone", "WE ARE LOOKING INTO IT!!!"),
    ],
)
def test_manners_warn_and_do_not_stop(rule: str, text: str) -> None:
    assert found(public(text))[rule].severity is Severity.WARN
    assert GUARD.check(public(text)).allowed


def test_length_is_the_platform_s_measure() -> None:
    assert "too_long" not in found(public("ż" * 280, None))
    assert "too_long" in found(public("界" * 141, None))
    assert "too_long" not in found(public("界" * 141, None, platform="bluesky"))
    assert "too_long" in found(public("a" * 1_001, None, platform="instagram", visibility=Visibility.DIRECT))


@given(st.text(), st.sampled_from([*LANGUAGES, None, "und", "xx"]), st.sampled_from(list(Visibility)), st.booleans())
def test_no_text_breaks_it(text: str, spoken: str | None, visibility: Visibility, automatic: bool) -> None:
    verdict = GUARD.check(public(text, spoken, visibility=visibility, automatic=automatic))
    assert verdict.allowed is all(finding.severity is not Severity.BLOCK for finding in verdict.findings)
    for finding in verdict.findings:
        assert finding.rule in RULES
        assert (finding.start is None) is (finding.end is None)
        assert finding.start is None or finding.end is None or 0 <= finding.start < finding.end <= len(text)


@pytest.mark.parametrize(
    "piece",
    [
        "call us ",
        "a",
        "1 ",
        "@a ",
        "a.b.",
        "Anna ",
        "{",
        "[a",
        "$",
        "<a ",
        "please write to our ",
        "-",
        "\u200b",
        "d m ",
        "%a",
        "\n",
    ],
)
@pytest.mark.parametrize("spoken", ["en", None])
def test_a_huge_text_does_not_hang_it(piece: str, spoken: str | None) -> None:
    text = piece * (1_000_000 // len(piece))
    assert "too_long" in found(public(text, spoken))
