"""What an evaluation says of a classifier whose every answer is known."""

from dataclasses import replace

import pytest

from bot.domain.classification import Classification, Scored, Sensitive, SensitiveKind, Urgency
from classifiers.evaluation.compare import compare
from classifiers.evaluation.evaluate import evaluate
from classifiers.evaluation.scores import Scores
from classifiers.training.examples import Example
from tests.classifiers.evaluation.told import ANSWER, Told, labelled


def test_heads_without_labels_are_left_out() -> None:
    scores = evaluate(Told(), [labelled("a", sentiment="negative")])
    assert scores.overall.sentiment is not None
    assert (scores.overall.complaint, scores.overall.urgency, scores.overall.topic) == (None, None, None)
    assert (scores.overall.critical, scores.overall.risks) == (None, {})


def test_each_language_is_scored_apart_and_all_together() -> None:
    rows = [
        labelled("a", "en", complaint=True),
        labelled("b", "it", complaint=False),
        labelled("c", "", complaint=True),
    ]
    scores = evaluate(Told(), rows)
    told = {name: part.complaint and part.complaint.accuracy for name, part in scores.languages.items()}
    assert told == {"en": 1.0, "it": 0.0, "und": 1.0}
    assert scores.overall.n == 3
    assert scores.overall.complaint is not None
    assert scores.overall.complaint.accuracy == pytest.approx(2 / 3)
    assert scores.model == "told@1"


def test_calibration_follows_the_probability_of_a_complaint_and_the_likeliest_urgency() -> None:
    grave = replace(ANSWER, urgency=Urgency.CRITICAL)  # told early, though normal is likelier
    rows = [labelled("a", complaint=False, urgency="normal"), labelled("b", complaint=True, urgency="critical")]
    overall = evaluate(Told({"b": grave}), rows).overall
    assert overall.complaint is not None
    assert overall.urgency is not None
    assert overall.complaint.calibration_error == pytest.approx(0.4)
    assert overall.urgency.calibration_error == pytest.approx(0.2)
    assert overall.urgency.accuracy == 1.0


def test_what_is_left_to_a_person_does_not_spoil_the_accuracy_of_the_rest() -> None:
    doubtful = replace(ANSWER, unsure=("complaint",))
    rows = [labelled("a", complaint=True, urgency="low"), labelled("b", complaint=False, urgency="normal")]
    overall = evaluate(Told({"b": doubtful}), rows).overall
    assert overall.complaint is not None
    assert (overall.complaint.unsure, overall.complaint.accuracy, overall.complaint.sure_accuracy) == (0.5, 0.5, 1.0)
    assert overall.urgency is not None
    assert overall.urgency.unsure == 0.0


def test_topics_are_sets() -> None:
    both = replace(ANSWER, topics=(Scored("refund", 0.5), Scored("delivery", 0.5)))
    overall = evaluate(Told({"b": both}), [labelled("a", topic="delivery"), labelled("b", topic="refund")]).overall
    assert overall.topic is not None
    assert overall.topic.micro_f1 == pytest.approx(4 / 5)


def test_risks_by_what_was_told_and_by_score() -> None:
    def threat(score: float) -> Classification:
        return replace(ANSWER, sensitive=(Sensitive(kind=SensitiveKind.THREAT, score=score),))

    answers = {"a": threat(0.9), "b": threat(0.5), "c": threat(0.4), "d": threat(0.3)}
    is_threat = {"a": True, "b": False, "c": False, "d": False, "e": True}
    rows = [labelled(text, risk={"threat": so}) for text, so in is_threat.items()]
    found = evaluate(Told(answers), rows).overall.risks
    assert set(found) == {"threat"}
    threats = found["threat"]
    assert (threats.n, threats.present, threats.told, threats.found) == (5, 2, 4, 1)
    assert (threats.precision, threats.recall, threats.recall_at_precision) == (0.25, 0.5, 0.5)


def test_progress_is_told_and_json_is_plain() -> None:
    heard: list[int] = []
    rows = [labelled(str(number), complaint=True) for number in range(600)]
    scores = evaluate(Told(), rows, lambda read, _: heard.append(read))
    assert heard[-1] == 600
    told = scores.to_json()
    assert told["overall"]["complaint"] == {
        "n": 600,
        "macro_f1": 1.0,
        "accuracy": 1.0,
        "calibration_error": 0.1,
        "unsure": 0.0,
        "sure_accuracy": 1.0,
    }
    assert told["overall"]["urgency"] is None


def test_no_messages_no_scores() -> None:
    assert evaluate(Told(), []).overall.n == 0


def scored(right: int, n: int, missed: int = 0) -> Scores:
    """`right` of `n` urgencies are right, and `missed` of ten messages with self-harm are missed."""
    rows = [labelled(str(number), urgency="normal" if number % 2 else "low") for number in range(n)]
    risky = [labelled(f"risk {number}", risk={"self_harm": True}) for number in range(10)]
    low = replace(ANSWER, urgency=Urgency.LOW)
    answers = {row.text: low if row.labels["urgency"] == "low" else ANSWER for row in rows[:right]}
    answers |= {row.text: ANSWER if row.labels["urgency"] == "low" else low for row in rows[right:]}
    found = replace(ANSWER, sensitive=(Sensitive(kind=SensitiveKind.SELF_HARM),))
    return evaluate(Told(answers | {row.text: found for row in risky[missed:]}), [*rows, *risky])


@pytest.mark.parametrize(
    ("before", "after", "accepted"),
    [
        (scored(160, 200), scored(158, 200), True),  # one point less
        (scored(160, 200), scored(156, 200), False),  # two points less
        (scored(160, 200), scored(190, 200), True),
        (scored(30, 40), scored(10, 40), True),  # too few messages to tell
        (scored(160, 200), scored(160, 200, missed=1), True),
        (scored(160, 200), scored(200, 200, missed=2), False),  # better urgency is no excuse
        (scored(160, 200, missed=5), scored(160, 200, missed=4), True),
    ],
)
def test_a_worse_model_is_refused_with_one_sentence_why(before: Scores, after: Scores, *, accepted: bool) -> None:
    verdict = compare(before, after)
    assert verdict.accepted is accepted, verdict.sentence
    assert verdict.sentence.endswith(".")
    assert verdict.sentence.count("\n") == 0
    assert ("is worse:" in verdict.sentence) is not accepted


def test_the_sentence_names_what_fell() -> None:
    assert "self-harm" in compare(scored(10, 10), scored(10, 10, missed=2)).sentence
    assert "urgency fell from 80.0 to 70.0" in compare(scored(160, 200), scored(140, 200)).sentence


@pytest.mark.parametrize(("missed", "accepted"), [(6, True), (7, False)])
def test_of_hundreds_of_dangers_a_few_may_be_missed_by_chance(missed: int, *, accepted: bool) -> None:
    rows = [labelled(f"risk {number}", risk={"self_harm": True}) for number in range(200)]
    found = replace(ANSWER, sensitive=(Sensitive(kind=SensitiveKind.SELF_HARM),))
    before = evaluate(Told({row.text: found for row in rows}), rows)
    after = evaluate(Told({row.text: found for row in rows[missed:]}), rows)
    assert compare(before, after).accepted is accepted


def of_language(language: str, right: int, n: int) -> list[tuple[Example, Classification]]:
    rows = [labelled(f"{language} {number}", language, complaint=number % 2 == 0) for number in range(n)]
    told = [row.labels["complaint"]["complaint"] == (place < right) for place, row in enumerate(rows)]
    return [(row, replace(ANSWER, complaint=answer)) for row, answer in zip(rows, told, strict=True)]


def in_languages(**right_of: tuple[int, int]) -> Scores:
    pairs = [pair for language, (right, n) in right_of.items() for pair in of_language(language, right, n)]
    return evaluate(Told({row.text: answer for row, answer in pairs}), [row for row, _ in pairs])


def test_no_language_pays_for_what_another_gains() -> None:
    verdict = compare(in_languages(en=(160, 200), pl=(160, 200)), in_languages(en=(190, 200), pl=(150, 200)))
    assert not verdict.accepted
    assert "in pl, macro F1 of complaint fell" in verdict.sentence


def test_chance_in_a_language_with_few_messages_is_no_reason() -> None:
    assert compare(in_languages(en=(160, 200), pl=(80, 100)), in_languages(en=(190, 200), pl=(75, 100))).accepted


def test_a_model_is_no_worse_than_itself() -> None:
    assert compare(scored(100, 200, missed=3), scored(100, 200, missed=3)).accepted


def test_only_the_same_messages_can_be_compared() -> None:
    with pytest.raises(ValueError, match="same messages"):
        compare(scored(10, 10), scored(10, 12))
