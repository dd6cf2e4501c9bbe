"""What a persona is called, and the story that its lines tell."""

import pytest

from survey_app.synthesis.name_advice import NAMES, PROPOSED, advise, is_harsh, is_taken, propose
from survey_app.synthesis.story import _WORDS, PERSONS, Point, tell
from survey_app.synthesis.wording import LANGUAGES
from tests.synthesis.test_wording import _slots

CHALLENGE = "Waiting for the director to approve"


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("Marketing manager", ("job_title", "letters")),
        ("Менеджер по продажам", ("job_title",)),
        ("销售经理", ("job_title",)),
        (CHALLENGE, ()),  # a director in it, but it is what gets in their way
        ("Director", ("job_title",)),
        ("Greedy owner", ("job_title", "harsh")),
        ("Nora", ("person",)),
        ("Techy Tess", ("person", "letters")),
        ("Waits Wearily", ("letters",)),
        ("Starts out alone", ()),
    ],
)
def test_a_name_is_advised_on(name, codes):
    assert advise(name, challenges=[CHALLENGE]) == codes


def test_reasons_of_misfit_are_not_about_character():
    assert is_harsh("They are rude to support")
    assert is_harsh("Клиент жадный")
    assert is_harsh("太抠门")
    assert not is_harsh("Budget under 5,000 a year")


@pytest.mark.parametrize("language", LANGUAGES)
def test_proposed_names_are_nobodys_and_the_same_each_time(language):
    first = propose(language, [], "persona 1")
    assert len(first) == PROPOSED
    assert propose(language, [], "persona 1") == first
    woman, man = first[0]
    rest = propose(language, [f"{woman} Example", man.upper()], "persona 1")
    assert (woman, man) not in rest
    assert len(rest) == PROPOSED


def test_every_given_name_stands_once():
    for pairs in NAMES.values():
        names = [name for pair in pairs for name in pair]
        assert len(set(names)) == len(names)


def test_a_name_that_somebody_bears_is_known_by_any_word():
    assert is_taken("Nora", ["Lindqvist, NORA"])
    assert not is_taken("Nora", ["Norah Lind"])


POINTS = (
    Point(1, "goals", "Stop chasing payments", 12, 15, "I want to stop chasing payments", "en"),
    Point(2, "pains", "Customers pay late", 9, 15, "Я жду оплаты неделями", "ru"),
    Point(3, "pains", "Exports take too long", None, None),
    Point(4, "pains", "A third pain", 3, 15, "too much for a story", "en"),
    Point(5, "who", "How many are you?: Just me", 8, 16, "", "", "How many are you?", "Just me"),
    Point(6, "who", "Where?: Oslo", 7, 16, "", "", "Where?", "Oslo"),
)


def test_a_story_in_the_third_person_counts_and_quotes():
    told = tell(POINTS, person="third", language="en", n=16, n_respondents=40)
    assert [one.text for one in told] == [
        "16 of the 40 people who answered are like this.",
        "Asked “How many are you?”, 8 of 16 say “Just me”.",  # half of them; Oslo is under half
        "What gets in their way: “Customers pay late” (9 of 15 asked). "
        "In somebody’s own words: “Я жду оплаты неделями”",
        "And then: “Exports take too long” (brought up unasked).",
        "What they want: “Stop chasing payments” (12 of 15 asked). "
        "In somebody’s own words: “I want to stop chasing payments”",
    ]
    assert [one.number for one in told] == [None, 5, 2, 3, 1]
    assert told[2].language == "ru"


def test_in_the_first_person_nothing_speaks_but_peoples_words():
    told = tell(POINTS, person="first", language="en", n=16, n_respondents=40, name="Nora")
    assert [one.text for one in told] == [
        "Call me Nora: one voice, put together from the words of 16 people.",
        "Asked “How many are you?”, I say “Just me”.",
        "What gets in my way: “Я жду оплаты неделями”",
        "And: “too much for a story”",  # the second pain has no quote and is left out
        "What I want: “I want to stop chasing payments”",
    ]
    assert [one.number for one in told] == [None, 5, 2, 4, 1]


@pytest.mark.parametrize("person", PERSONS)
def test_without_evidence_there_is_no_story(person):
    assert tell([], person=person, language="en", n=3, n_respondents=3) == ()
    dream = Point(1, "dreams", "A house by the sea")
    assert tell([dream], person=person, language="en", n=3, n_respondents=3) == ()


def test_every_sentence_exists_in_every_language_with_the_same_slots():
    assert set(_WORDS) == set(LANGUAGES)
    for key, text in _WORDS["en"].items():
        for language in LANGUAGES:
            assert _slots(_WORDS[language][key]) == _slots(text) or key in {
                "first_named", "first_opening", "third_named", "third_opening"
            }, (language, key)  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("person", PERSONS)
def test_a_story_cites_only_lines_of_the_sheet(language, person):
    told = tell(POINTS, person=person, language=language, n=16, n_respondents=40)
    quotes = {point.number: point.quote for point in POINTS}
    for one in told[1:]:
        assert one.number in quotes
        assert one.said in ("", quotes[one.number])
