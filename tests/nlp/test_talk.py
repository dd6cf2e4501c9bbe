"""Interviews: what a scrap is about, and what else was said about a theme's matter."""

from survey_app.nlp.documents import Document, Excerpt, Signals
from survey_app.nlp.drafts import Draft
from survey_app.nlp.talk import find_talk
from survey_app.nlp.themes import find_themes
from survey_app.nlp.units import collect_units
from survey_app.nlp.widening import widen

FILLER = "We spoke about the weather and the garden for a good while. " * 14  # 840 characters


def turn(name: str, text: str, who: str, question: str | None = None) -> Document:
    return Document(name, text, "en", who, question)


def test_notes_are_talk_and_survey_answers_are_not():
    notes = [turn(f"n{who}", FILLER, who) for who in "abc"]
    answers = [turn(f"q{who}", "The export", who, "What annoys you?") for who in "abc"]
    assert find_talk(notes + answers).ids == {"na", "nb", "nc"}
    assert find_talk(answers).ids == frozenset()


def test_whoever_says_little_was_not_interviewed():
    # 40 characters a head are no talk; 800 would be.
    short = [turn(f"n{who}", "The export takes too long on every Friday", who) for who in "abc"]
    assert find_talk(short).ids == frozenset()


def test_a_scrap_is_about_what_was_asked_in_passing():
    talk = [turn(f"n{who}", FILLER, who) for who in "abc"]
    talk.append(turn("scrap", "Used them all the time.", "a", "And the filters?"))
    found = find_talk(talk)
    units = collect_units(talk, kind="any", signals={}, talk=found)
    assert [unit.terms for unit in units if unit.document_id == "scrap"] == [("filter",)]


def test_a_scrap_is_about_the_sentence_before_it_rather_than_the_question():
    talk = [turn(f"n{who}", FILLER, who) for who in "abc"]
    text = "The colour palette was odd.\nVery confusing."
    talk.append(turn("scrap", text, "a", "And the filters?"))
    units = collect_units(talk, kind="any", signals={}, talk=find_talk(talk))
    scrap = [unit for unit in units if unit.document_id == "scrap"]
    assert [unit.quote for unit in scrap] == ["The colour palette was odd.", "Very confusing."]
    assert scrap[1].terms == ("colour", "palett", "odd")


def pain(document: Document) -> Signals:
    scores = {"pain": 0.9, "goal": 0.0, "objection": 0.0, "praise": 0.0}
    whole = Excerpt(document.id, 0, len(document.text), document.text, scores, ("pain",), ())
    return Signals(document.id, "en", scores, ("pain",), (whole,))


def study() -> tuple[list[Document], dict[str, Signals]]:
    """Three people stumble over the cards, a fourth only uses them, a fifth likes them."""
    documents = [turn(f"n{who}", FILLER, who) for who in "abcde"]
    pains = [
        turn("1", "Could not add a card from the map", "a"),
        turn("2", "The card would not open from the map", "b"),
        turn("3", "Lost the card and the map", "c"),
    ]
    documents += pains
    documents.append(turn("4", "Opened a card by clicking the map", "d"))
    documents.append(turn("5", "Cards on the map are lovely", "e"))
    praise = {"pain": 0.0, "goal": 0.0, "objection": 0.0, "praise": 0.9}
    lovely = Excerpt("5", 0, 27, "Cards on the map are lovely", praise, ("praise",), ())
    signals = {one.id: pain(one) for one in pains}
    signals["5"] = Signals("5", "en", praise, ("praise",), (lovely,))
    return documents, signals


def test_a_theme_gathers_what_else_was_said_about_its_matter_but_no_praise():
    documents, signals = study()
    found = find_themes(documents, kind="pain", signals=list(signals.values()))
    (theme,) = found.themes
    assert {member.document_id for member in theme.members} == {"1", "2", "3", "4"}
    assert theme.n_respondents == 4
    # What was gathered belongs less firmly than what carries the label.
    scores = {member.document_id: member.score for member in theme.members}
    assert scores["4"] < min(scores[name] for name in "123")
    assert all(member.document_id != "4" for member in found.ungrouped)


def test_what_people_accepted_is_not_widened():
    documents, signals = study()
    units = collect_units(documents, kind="pain", signals=signals)
    statements = collect_units(documents, kind="any", signals=signals)
    draft = Draft(units, [1.0] * 3, [1.0] * 3, 1.0, "accepted")
    widen([draft], "pain", statements)
    assert draft.wider == []
