"""Transcripts: one matter is one theme, whatever kind it is told as; manners of speech are none."""

import pytest

from survey_app.nlp.documents import Document
from survey_app.nlp.drafts import Draft
from survey_app.nlp.matter import by_matter, is_speech, without_scattered
from survey_app.nlp.signals import find_signals
from survey_app.nlp.themes import find_themes
from survey_app.nlp.units import Unit


def said(who, text, *terms, **scores):
    return Unit(
        document_id=who,
        start=len(text) * 100 + len(terms),
        end=len(text) * 101 + len(terms),
        quote=text,
        respondent=who,
        language="en",
        terms=terms,
        asked=frozenset(),
        scores=scores,
    )


PEOPLE = ("p1", "p2", "p3", "p4")
# Twelve remarks about nothing that anybody else names, so that 'filter' is no word of the study.
ASIDES = [said(f"p{at % 4 + 1}", f"aside number {at}", f"word{at}") for at in range(24)]


def test_a_matter_is_one_theme_of_the_kind_as_which_most_people_tell_it():
    # Three people complain about filters, one wishes for them: a pain, and nothing among goals.
    pains = [said(who, f"the filter hides, {who}", "filter", pain=0.9) for who in PEOPLE[:3]]
    wish = said("p4", "I would want a filter", "filter", goal=0.9)
    statements = [*pains, wish, *ASIDES]
    drafts, loose = by_matter(pains, statements, "pain", 0)
    assert [draft.units for draft in drafts] == [pains]
    assert loose == []
    assert by_matter([wish], statements, "goal", 0) == ([], [wish])


def test_praise_of_a_matter_is_a_theme_of_its_own():
    pains = [said(who, f"the filter hides, {who}", "filter", pain=0.9) for who in PEOPLE[:2]]
    liked = [said(who, f"filters are lovely, {who}", "filter", praise=0.9) for who in PEOPLE[2:]]
    statements = [*pains, *liked, *ASIDES]
    assert len(by_matter(pains, statements, "pain", 0)[0]) == 1
    assert len(by_matter(liked, statements, "praise", 0)[0]) == 1


def test_what_one_person_alone_speaks_of_is_no_theme():
    pains = [said("p1", f"the filter hides {at}", "filter", pain=0.9) for at in range(5)]
    drafts, loose = by_matter(pains, [*pains, *ASIDES], "pain", 0)
    assert drafts == []
    assert loose == pains
    theme = Draft(pains, [1.0] * 5, [1.0] * 5, 1.0, None)
    assert without_scattered([theme], [*pains, *ASIDES]) == ([], pains)


def test_the_order_of_statements_changes_nothing():
    pains = [said(who, f"the filter hides, {who}", "filter", pain=0.9) for who in PEOPLE]
    pains += [said(who, f"the export is slow, {who}", "export", pain=0.9) for who in PEOPLE[:3]]
    one, _ = by_matter(pains, [*pains, *ASIDES], "pain", 0)
    other, _ = by_matter(pains, [*ASIDES, *reversed(pains)], "pain", 0)
    assert [(d.units, d.confidence) for d in one] == [(d.units, d.confidence) for d in other]
    assert [draft.units[0].terms for draft in one] == [("filter",), ("export",)]


def test_notes_and_answers_are_grouped_by_likeness_and_speech_by_matter():
    # 28 statements of four people are seven each: notes. Forty each are a transcript.
    few = [*ASIDES, *(said(who, "so", "filter") for who in PEOPLE)]
    many = [said(who, "x" * at, f"word{at}") for who in PEOPLE for at in range(1, 41)]
    assert not is_speech(few, few)
    assert is_speech(many, many)
    answers = [said(f"r{at}", "short", "word") for at in range(80)]
    assert not is_speech([*many, *answers], many)  # 160 of 240 is less than four fifths


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Um, yeah, I mean, like.", "en"),
        ("Let me think.", "en"),
        ("Not that I can recall at the moment.", "en"),
        ("Ну да, в общем.", "ru"),
        ("嗯，就是，怎么说呢。", "zh"),
    ],
)
def test_thinking_aloud_says_nothing_whatever_was_asked(text, language):
    asked = Document("a", text, language, elicits=("pain",))
    assert next(find_signals([asked])).labels == ()


def test_a_long_story_drifts_away_from_what_was_asked():
    start = "We met on Monday in the office in town. "
    short = Document("a", start, "en", elicits=("pain",))
    story = Document("b", start * 40, "en", elicits=("pain",))
    assert next(find_signals([short])).labels == ("pain",)
    last = [one for one in next(find_signals([story])).excerpts if one.start > 1_200]
    assert last == []  # a quarter of the question's weight is not enough by itself


def test_themes_of_transcripts_are_few_and_name_their_matter():
    remarks = (
        "The export is slow, I waited an hour.",
        "I could not find the calendar, it is hidden.",
        "You know, I was in a meeting about week {n} then.",
    )
    fillers = "Yeah, I mean, I guess. We talked about topic{n} and place{n} on that day. "
    documents = [
        Document(f"{who}-{turn}", " ".join((*remarks, fillers * 8)).format(n=f"{who}{turn}"),
                 "en", who, f"Question {who} {turn}?")
        for who in PEOPLE
        for turn in range(6)
    ]  # fmt: skip
    found = find_themes(documents, kind="pain")
    keyphrases = [" ".join(theme.keyphrases) for theme in found.themes]
    assert 1 <= len(found.themes) <= 3
    assert any("export" in phrases for phrases in keyphrases)
    assert not any("guess" in phrases or "mean" in phrases for phrases in keyphrases)
