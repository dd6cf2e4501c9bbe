"""Every edit can be taken back and done again; two researchers lose nothing of each other's."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from survey_app.builder import drafts, history, queries, services
from survey_app.builder.models import DraftStep, Questionnaire
from survey_app.builder.question_form import read_question
from survey_app.errors import Unprocessable
from survey_app.questionnaire import Questionnaire as Definition
from survey_app.questionnaire.edit import change_question, set_wording
from survey_app.questionnaire.retype import retyped
from survey_app.questionnaire.rule_rows import asked_before
from survey_app.questionnaire.wordings import with_wordings
from survey_app.studies.models import Study
from tests.builders import Cast
from tests.builders_questionnaires import TINY, publish_tiny

PRESSES = [
    {"verb": "up", "key": "tools"},
    {"verb": "down", "key": "size"},
    {"verb": "down", "key": "team"},
    {"verb": "place", "key": "annoys", "section": "work", "position": "1"},
    {"verb": "section_up", "key": "words"},
    {"verb": "section_down", "key": "work"},
    {"verb": "copy", "key": "kept"},
    {"verb": "copy_section", "key": "work"},
    {"verb": "remove", "key": "tools"},
    {"verb": "remove_section", "key": "words"},
    {"verb": "add_section", "title:en": "More"},
    {"verb": "require", "key": "annoys"},
    {"verb": "free", "key": "size"},
]


def change_of_a_form(draft: Definition) -> Definition:
    form = MultiDict([("text:en", "How big?"), ("rule_key", "")])
    read = read_question(form, draft.question("team"), draft.languages, asked_before(draft, "team"))
    return change_question(draft, "team", lambda _old: read.question)


CHANGES = [
    *(drafts.change_from(press).change for press in PRESSES),
    lambda draft: set_wording(draft, "annoys", "ru", "Что бесит?"),
    lambda draft: with_wordings(draft, "zh", {"section/work/title": "工作"}),
    lambda draft: change_question(draft, "kept", lambda q: retyped(q, "number")),
    change_of_a_form,
]


def made_by(session: Session, study: Study) -> Questionnaire:
    return services.create_from(
        session, study, purpose="survey", title="Day", definition=Definition.from_dict(TINY)
    )


def edit(session: Session, made: Questionnaire, change: history.Change) -> bool:
    return history.edit(session, made, change, seen_revision=made.revision)


@pytest.mark.parametrize("number", range(len(CHANGES)))
def test_each_edit_undone_is_the_same_definition_and_done_again_the_edited_one(
    session: Session, cast: Cast, number: int
) -> None:
    made = made_by(session, cast.study)
    before = made.draft
    assert edit(session, made, CHANGES[number])
    after = made.draft
    assert after != before
    assert history.undo(session, made, user=cast.researcher) is not None
    assert made.draft == before
    assert history.redo(session, made, user=cast.researcher) is not None
    assert made.draft == after
    assert made.revision == 3  # it only ever counts up: an old page is always known as old


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.integers(0, len(CHANGES) - 1), max_size=8))
def test_any_row_of_edits_can_be_walked_back_and_forth(
    session: Session, cast: Cast, numbers: list[int]
) -> None:
    made = made_by(session, cast.study)
    states = [made.draft]
    for number in numbers:
        try:
            changed = edit(session, made, CHANGES[number])
        except ValueError:  # what it speaks of is gone by now
            continue
        if changed:
            states.append(made.draft)
    for state in reversed(states[:-1]):
        history.undo(session, made, user=None)
        assert made.draft == state
    assert history.undo(session, made, user=None) is None
    for state in states[1:]:
        history.redo(session, made, user=None)
        assert made.draft == state
    assert history.redo(session, made, user=None) is None


def test_an_edit_after_an_undo_forgets_what_was_undone(session: Session, cast: Cast) -> None:
    made = made_by(session, cast.study)
    edit(session, made, CHANGES[0])
    history.undo(session, made, user=None)
    edit(session, made, CHANGES[1])
    assert history.redo(session, made, user=None) is None


def test_an_edit_that_changes_nothing_is_no_step(session: Session, cast: Cast) -> None:
    made = made_by(session, cast.study)
    assert not edit(session, made, lambda draft: draft)
    assert made.revision == 0
    assert history.undo(session, made, user=None) is None


def test_only_the_latest_steps_are_kept_each_questionnaire_for_itself(
    session: Session, cast: Cast
) -> None:
    made, theirs = made_by(session, cast.study), made_by(session, cast.other_study)
    edit(session, theirs, CHANGES[0])
    for number in range(history.MAX_STEPS + 5):
        edit(session, made, lambda d, n=number: set_wording(d, "annoys", "en", f"Number {n}?"))
    kept = session.query(DraftStep).filter_by(questionnaire_id=made.id).count()
    assert kept == history.MAX_STEPS
    assert history.undo(session, theirs, user=None) is not None


def test_an_edit_from_an_old_page_joins_what_happened_since(session: Session, cast: Cast) -> None:
    made = made_by(session, cast.study)
    edit(session, made, lambda d: set_wording(d, "annoys", "en", "Mine?"))
    history.edit(
        session, made, lambda d: set_wording(d, "annoys", "ru", "Их?"), seen_revision=0
    )  # fmt: skip
    text = services.draft_of(made).question("annoys").text
    assert (text["en"], text["ru"]) == ("Mine?", "Их?")
    with pytest.raises(history.EditClash) as clash:
        history.edit(
            session, made, lambda d: set_wording(d, "annoys", "en", "Theirs?"), seen_revision=0
        )
    [difference] = clash.value.differences
    assert (difference.mine, difference.theirs) == ("Theirs?", "Mine?")


def test_a_page_older_than_the_steps_kept_is_refused(session: Session, cast: Cast) -> None:
    made = made_by(session, cast.study)
    edit(session, made, CHANGES[0])
    with pytest.raises(history.EditClash):
        history.edit(session, made, CHANGES[1], seen_revision=-1)


def test_a_draft_that_could_not_be_opened_again_is_not_kept(session: Session, cast: Cast) -> None:
    made = made_by(session, cast.study)

    def wordless(draft: Definition) -> Definition:
        for language in draft.languages:
            draft = with_wordings(draft, language, {"question/size/choices/one": ""})
        return draft

    with pytest.raises(Unprocessable):
        edit(session, made, wordless)
    assert services.draft_of(made).question("size").choices[0].text["en"] == "Just me"


def test_a_draft_frozen_for_a_trial_is_no_version(session: Session, cast: Cast) -> None:
    published = publish_tiny(session, cast.study)
    made = published.questionnaire
    edit(session, made, CHANGES[0])
    first = services.freeze_for_trial(session, made)
    assert services.freeze_for_trial(session, made) is first  # nothing has changed
    edit(session, made, CHANGES[3])
    assert services.freeze_for_trial(session, made).number == -1
    session.refresh(made)
    assert [one.number for one in made.publications] == [1]
    [newest] = queries.newest_publications(session, cast.study, purpose="survey")
    assert newest is published
    assert queries.publication(session, cast.study, first.id) is None
    second = services.publish(session, made, user=None)
    assert second.number == 2
