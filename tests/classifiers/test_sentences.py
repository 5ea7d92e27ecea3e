"""What is read once more, closely: the sentences with a phrase for danger."""

from classifiers.lexicon import lexicon
from classifiers.normalise import view
from classifiers.sentences import danger_sentences


def sentences(text: str, language: str = "en") -> list[str]:
    message = view(text)
    return danger_sentences(message, lexicon(language).hits(message))


def test_each_sentence_that_may_tell_of_danger_is_read_once() -> None:
    text = "My parcel is late. I want to die, I really want to die! Nobody answers.\nI will kill you all"
    assert sentences(text) == ["I want to die, I really want to die!", "I will kill you all"]


def test_the_words_are_those_that_the_customer_wrote() -> None:
    text = "Paczka znowu się spóźniła. Chcę UMRZEĆ\u200b, naprawdę. Dziękuję."
    assert sentences(text, "pl") == ["Chcę UMRZEĆ, naprawdę."]


def test_a_sentence_that_is_the_whole_message_has_been_read_already() -> None:
    assert sentences(" I want to die ") == []


def test_nothing_is_read_again_for_other_risks() -> None:
    assert sentences("You are idiots. My lawyer will call. Thanks.") == []


def test_without_full_stops_the_surroundings_are_read() -> None:
    (found,) = sentences("and so on " * 200 + "I want to die " + "and so on " * 200)
    assert "I want to die" in found
    assert len(found) < 700


def test_a_phrase_over_two_lines_is_one_phrase() -> None:
    assert sentences("My parcel is late.\nSome days I want to\ndie. Thanks.") == ["Some days I want to\ndie."]


def test_the_same_sentence_again_is_read_once() -> None:
    assert sentences("I want to die. " * 500) == ["I want to die."]


def test_figures_of_speech_in_a_row_hide_nothing() -> None:
    figures = " ".join(f"I want to die of embarrassment, wrong call number {number} lol." for number in range(12))
    assert sentences(f"{figures} I'm going to kill myself tonight.")[-1] == "I'm going to kill myself tonight."


def test_a_flood_of_phrases_is_read_up_to_a_bound() -> None:
    assert len(sentences(" ".join(f"I want to die, {number}." for number in range(500)))) == 32
