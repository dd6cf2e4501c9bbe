"""The form of one page: what it shows, what it takes, what it says."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from survey_app.questionnaire import Questionnaire, QuestionnaireError, build_form, check_answers
from survey_app.questionnaire.model import LANGUAGES
from survey_app.questionnaire.types import question_type
from tests.questionnaire.builders import choice, question, said, section, sections
from tests.questionnaire.strategies import answers_to, section_lists, typed

OTHER = [choice("save_time"), choice("other", other=True)]


def page(*questions, stored=None, sent=None, language="en"):
    made = sections(section("about", *questions), section("next", question("far")))
    return build_form(made, "about", language, stored or {}, sent)


def test_a_page_shows_its_questions_with_the_stored_answers():
    form = page(
        question("note", "statement"),
        question("role", "group", help=said("As on your card")),
        question("plan", "single", choices=OTHER),
        stored={"role_title": "Owner", "plan": "other", "plan__other": "rest", "far": "x"},
        language="ru",
    )
    note, role, plan = form.entries
    assert (note.type_name, note.fields, note.text) == (
        "statement", (), "What about note? (по-русски)",
    )  # fmt: skip
    assert [field.name for field in role.fields] == ["role_title", "role_size"]
    assert role.help == "As on your card (по-русски)"
    assert role.fields[0].value == "Owner"
    assert [option.checked for option in plan.field.options] == [False, True]
    assert plan.field.other_text == "rest"
    assert plan.field.other_name == "plan__other"
    assert form.answers() == {"role_title": "Owner", "plan": "other", "plan__other": "rest"}


def test_every_input_has_its_own_id():
    form = page(
        question("plan", "multi", choices=OTHER),
        question("kept", "scale"),
        question("happy", "yes_no"),
        question("agree", "consent"),
    )
    ids = [option.id for field in form.shown_fields for option in field.options]
    assert ids == [
        "q-plan-save_time", "q-plan-other",
        *(f"q-kept-{point}" for point in range(1, 6)),
        "q-happy-yes", "q-happy-no", "q-agree-yes",
    ]  # fmt: skip
    assert form["plan"].other_id == "q-plan-other-text"
    assert (form["kept"].low_text, form["kept"].high_text) == ("Never", "Fully")
    assert [option.label for option in form["happy"].options] == ["Yes", "No"]


def test_what_was_sent_becomes_answers():
    form = page(
        question("role", "group"),
        question("uses", "multi"),
        question("tools", "list", rows=3),
        question("kept", "scale"),
        sent={
            "role_title": " Owner ",
            "role_size": "1 200",
            "uses": ["cut_costs", "save_time"],
            "tools": ["Excel", "", "1C"],
            "kept": "4",
        },
    )
    assert form.validate()
    assert form.answers() == {
        "role_title": "Owner",
        "role_size": 1200,
        "uses": ["cut_costs", "save_time"],
        "tools": ["Excel", "1C"],
        "kept": 4,
    }
    assert form["tools"].rows == ["Excel", "", "1C"]
    assert form["tools"].value == "Excel\n\n1C"


def test_fields_of_another_page_are_ignored():
    form = page(question("why"), sent={"why": "Because", "far": "injected", "role": "x"})
    assert form.validate()
    assert form.answers() == {"why": "Because"}
    assert form.merged() == {"why": "Because"}


def test_required_questions_say_what_to_do_in_the_readers_language():
    asked = [
        question("why", required=True),
        question("plan", "single", required=True),
        question("uses", "multi", required=True),
        question("agree", "consent", required=True),
    ]
    form = page(*asked, sent={})
    assert not form.validate()
    assert [error.message for error in form.page_errors] == [
        "Write an answer.",
        "Choose one answer.",
        "Choose at least one.",
        "Tick the box to go on.",
    ]
    assert [error.target_id for error in form.page_errors] == [
        "q-why", "q-plan-save_time", "q-uses-save_time", "q-agree-yes",
    ]  # fmt: skip
    chinese = page(*asked, sent={}, language="zh")
    chinese.validate()
    assert chinese["uses"].errors == ["请至少选择一项。"]


def test_an_answer_of_200_000_characters_is_refused_but_not_lost():
    long = "x" * 200_000
    form = page(question("why"), stored={"why": "Before"}, sent={"why": long})
    assert not form.validate()
    assert form["why"].errors == ["Shorten the answer to 10000 characters; it has 200000."]
    assert form["why"].value == long
    assert form.answers() == {}
    assert form.merged() == {"why": "Before"}


def test_one_refused_answer_does_not_keep_the_others_from_being_saved():
    form = page(question("n", "number"), question("why"), sent={"n": "many", "why": "Because"})
    assert not form.validate()
    assert form["n"].value == "many"
    assert form.answers() == {"why": "Because"}


def test_an_emptied_answer_is_removed_and_other_pages_stay():
    form = page(question("why"), stored={"why": "Before", "far": "Kept"}, sent={"why": " "})
    assert form.validate()
    assert form.merged() == {"far": "Kept"}


def test_saving_while_typing_touches_only_what_was_sent():
    asked = [question("why"), question("uses", "multi"), question("plan", "single", choices=OTHER)]
    made = sections(section("about", *asked))
    stored = {"why": "Old", "uses": ["save_time"], "plan": "other", "plan__other": "rest"}
    one = build_form(made, "about", "en", stored, {"why": "New"}, partial=True)
    assert one.validate()
    assert one.merged() == stored | {"why": "New"}
    emptied = build_form(made, "about", "en", stored, {"uses": [""]}, partial=True)
    assert emptied.merged() == {key: stored[key] for key in ("why", "plan", "plan__other")}
    other = build_form(
        made, "about", "en", stored, {"plan": "other", "plan__other": "all"}, partial=True
    )
    assert other.merged() == stored | {"plan__other": "all"}


def test_text_beside_other_counts_as_other_ticked():
    form = page(question("plan", "single", choices=OTHER), sent={"plan__other": " rest "})
    assert form.validate()
    assert form.answers() == {"plan": "other", "plan__other": "rest"}


def test_text_beside_other_is_dropped_when_another_answer_is_ticked():
    sent = {"plan": "save_time", "plan__other": "rest"}
    form = page(question("plan", "single", choices=OTHER), sent=sent)
    assert form.answers() == {"plan": "save_time"}
    assert form["plan"].other_text == "rest"


def test_an_overlong_text_beside_other_is_refused_and_kept_on_the_page():
    sent = {"plan": ["other"], "plan__other": "x" * 501}
    form = page(question("plan", "multi", choices=OTHER), sent=sent)
    assert not form.validate()
    assert "501" in form["plan"].errors[0]
    assert form.answers() == {"plan": ["other"]}
    assert form["plan"].other_text == "x" * 501


def test_a_hidden_question_is_neither_required_nor_stored():
    asked = [question("happy", "yes_no"), question("why", required=True, show_if="happy == false")]
    form = page(*asked, sent={"happy": "yes", "why": "smuggled"})
    assert [entry.question.key for entry in form.entries] == ["happy"]
    assert form.validate()
    assert form.answers() == {"happy": True}
    assert form.merged() == {"happy": True}


def test_a_question_brought_up_by_this_page_is_named():
    asked = [question("happy", "yes_no"), question("why", show_if="happy == false")]
    form = page(*asked, sent={"happy": "no"})
    assert form.newly_shown == ["why"]
    again = page(*asked, stored={"happy": False}, sent={"happy": "no", "why": "Slow"})
    assert again.newly_shown == []
    assert again.answers() == {"happy": False, "why": "Slow"}


def test_a_hidden_part_leaves_its_group_with_the_others():
    parts = [question("online", "yes_no"), question("how", show_if="online")]
    form = page(question("search", "group", parts=parts), stored={"online": False})
    assert [field.name for field in form.entries[0].fields] == ["online"]


def test_a_sensitive_question_tells_its_purpose():
    form = page(question("age", "number", sensitive=True, purpose=said("To compare")))
    assert form.entries[0].purpose == "To compare"
    assert form["age"].purpose == "To compare"


def test_an_unknown_section_or_language_is_an_error():
    made = sections(section("about", question("why")))
    with pytest.raises(QuestionnaireError, match="no section 'nowhere'"):
        build_form(made, "nowhere", "en", {})
    with pytest.raises(QuestionnaireError, match="language 'de' is unknown"):
        build_form(made, "about", "de", {})


def test_a_form_reads_the_multi_dict_of_a_request():
    from werkzeug.datastructures import MultiDict

    sent = MultiDict([("uses", "save_time"), ("uses", "cut_costs"), ("csrf_token", "x")])
    form = page(question("uses", "multi"), sent=sent)
    assert form.answers() == {"uses": ["save_time", "cut_costs"]}


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_what_a_page_accepts_the_answer_check_accepts(data):
    plain = {"title": said("A"), "sections": data.draw(section_lists())}
    made = Questionnaire.from_dict(plain)
    language = data.draw(st.sampled_from(LANGUAGES))
    stored: dict = {}
    valid = True
    for part in made.sections:
        names = [q.key for q in made.iter_inputs()] + [q.other_key for q in made.iter_inputs()]
        sent = data.draw(st.dictionaries(st.sampled_from(names or ["x"]), typed, max_size=6))
        form = build_form(made, part.key, language, stored, sent)
        valid = form.validate() and valid
        stored = form.merged()
        again = build_form(made, part.key, language, stored)
        assert again.merged() == stored
    found = check_answers(made, stored, language)
    if valid:
        assert found == {}
    # Whatever was refused is not stored: what is left is missing, or begun and not finished.
    for key in found:
        asked = made.question(key)
        begun = key in stored
        lacking = question_type(asked.type).unfinished(asked, stored[key]) if begun else None
        assert lacking if begun else asked.required


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_what_the_answer_check_accepts_a_page_accepts(data):
    made = Questionnaire.from_dict({"title": said("A"), "sections": data.draw(section_lists())})
    language = data.draw(st.sampled_from(LANGUAGES))
    answers = {
        asked.key: data.draw(answers_to(asked))
        for asked in made.iter_inputs()
        if asked.required or data.draw(st.booleans())
    }
    if check_answers(made, answers, language):
        return
    for part in made.sections:
        sent: dict = {}
        for asked in made.iter_inputs():
            if asked.key in answers:
                sent |= question_type(asked.type).sent_as(asked, answers[asked.key])
        form = build_form(made, part.key, language, {}, sent)
        assert form.validate(), form.page_errors
        own = {name for field in form for name in (field.question.key,)}
        assert form.answers() == {key: answers[key] for key in answers if key in own}
