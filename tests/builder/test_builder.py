"""Making a questionnaire from banks, editing it, publishing it for good."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from survey_app.builder import history, queries, services
from survey_app.builder.models import Questionnaire, QuestionnaireVersion
from survey_app.errors import Conflict, Unprocessable
from survey_app.questionnaire.edit import set_wording
from tests.builders import Cast
from tests.builders_questionnaires import publish_tiny
from tests.pages import Pages


def _picks() -> list[str]:
    from survey_app.builder.shelf import banks

    wanted = ("what_3", "what_4", "p20_11", "demo_2")
    return [
        f"{bank.id}/{section.key}/{question.key}"
        for bank in banks().values()
        for section in bank.sections
        for question in section.questions
        if question.key in wanted
    ]


@pytest.fixture
def survey(cast: Cast, session: Session, pages: Pages) -> Questionnaire:
    pages.sign_in(cast.researcher)
    data = {"title": "Your day", "purpose": "survey", "languages": ["en", "ru"], "pick": _picks()}
    answer = pages.post(f"/s/{cast.study.slug}/questionnaires/new", data)
    assert answer.location.startswith(f"/s/{cast.study.slug}/questionnaires/")
    [made] = queries.questionnaires(session, cast.study)
    return made


def test_ticked_questions_of_several_banks_make_one_draft(survey: Questionnaire) -> None:
    draft = services.draft_of(survey)
    assert {question.key for question in draft.iter_questions()} == {
        "what_3", "what_4", "p20_11", "demo_2",
    }  # fmt: skip
    assert draft.languages == ("en", "ru")
    assert draft.title["en"] == "Your day"
    assert draft.question("what_4").bank == "what"


def test_nothing_ticked_is_said_and_the_title_stays(cast: Cast, pages: Pages) -> None:
    pages.sign_in(cast.researcher)
    data = {"title": "Keep me", "purpose": "survey", "languages": ["en"]}
    page = pages.post(f"/s/{cast.study.slug}/questionnaires/new", data, expect=422)
    assert "Tick at least one question" in page.text
    assert "Keep me" in page.text


def test_order_and_wording_are_edited_on_the_page(
    cast: Cast, session: Session, pages: Pages, survey: Questionnaire
) -> None:
    base = f"/s/{cast.study.slug}/questionnaires/{survey.id}/"
    before = [q.key for q in services.draft_of(survey).iter_questions()]
    # The first press crosses into the next section, the second passes a question there.
    pages.post(base + "do", {"verb": "down", "key": before[0], "revision": 0})
    pages.post(base + "do", {"verb": "down", "key": before[0], "revision": 1})
    session.refresh(survey)
    after = [q.key for q in services.draft_of(survey).iter_questions()]
    assert after == [before[1], before[0], *before[2:]]
    pages.get(base + "question/what_4")
    data = {"revision": 2, "text:en": "What gets on your nerves?", "text:ru": "Что бесит?"}
    pages.post(base + "question/what_4", data)
    session.refresh(survey)
    assert services.draft_of(survey).question("what_4").text["en"] == "What gets on your nerves?"
    pages.post(base + "do", {"verb": "remove", "key": "demo_2", "revision": 3})
    session.refresh(survey)
    assert "demo_2" not in [q.key for q in services.draft_of(survey).iter_questions()]


def test_two_researchers_who_edit_different_things_lose_nothing(
    cast: Cast, session: Session, pages: Pages, survey: Questionnaire
) -> None:
    base = f"/s/{cast.study.slug}/questionnaires/{survey.id}/"
    pages.post(base + "do", {"verb": "remove", "key": "demo_2", "revision": 0})
    pages.post(base + "question/what_3", {"revision": 0, "text:en": "What works?"})
    session.refresh(survey)
    draft = services.draft_of(survey)
    assert "demo_2" not in [q.key for q in draft.iter_questions()]
    assert draft.question("what_3").text["en"] == "What works?"


def test_two_researchers_who_reword_the_same_text_see_both(
    cast: Cast, session: Session, pages: Pages, survey: Questionnaire
) -> None:
    base = f"/s/{cast.study.slug}/questionnaires/{survey.id}/"
    pages.post(base + "question/what_3", {"revision": 0, "text:en": "What works?"})
    late = {"revision": 0, "text:en": "What runs well?"}
    page = pages.post(base + "question/what_3", late, expect=409).text
    assert "What runs well?" in page
    assert "What works?" in page
    pages.post(base + "do", {"verb": "remove", "key": "what_3", "revision": 0})
    assert "Somebody else changed" in pages.get(base).text
    session.refresh(survey)
    assert services.draft_of(survey).question("what_3").text["en"] == "What works?"
    pages.post(base + "question/what_3", {**late, "revision": 1})
    session.refresh(survey)
    assert services.draft_of(survey).question("what_3").text["en"] == "What runs well?"


def test_an_own_question_gets_a_key_and_tags(
    cast: Cast, session: Session, pages: Pages, survey: Questionnaire
) -> None:
    section = services.draft_of(survey).sections[0].key
    data = {
        "revision": 0, "section": section, "type": "single", "en": "Which one?", "ru": "Что?",
        "choices": "This | Это\nThat | То", "elicits": ["objection"],
    }  # fmt: skip
    pages.post(f"/s/{cast.study.slug}/questionnaires/{survey.id}/own", data)
    session.refresh(survey)
    own = services.draft_of(survey).question("own_1")
    assert own.elicits == ("objection",)
    assert own.choices[1].text == {"en": "That", "ru": "То"}
    broken = {**data, "revision": 1, "choices": "only one"}
    pages.post(f"/s/{cast.study.slug}/questionnaires/{survey.id}/own", broken, expect=422)


def test_publishing_freezes_a_version_named_by_its_content(
    cast: Cast, session: Session, pages: Pages, survey: Questionnaire
) -> None:
    base = f"/s/{cast.study.slug}/questionnaires/{survey.id}/"
    pages.post(base + "publish")
    session.refresh(survey)
    [first] = survey.publications
    frozen = session.get_one(QuestionnaireVersion, first.version_id)
    pages.post(base + "do", {"verb": "remove", "key": "what_3", "revision": 0})
    session.refresh(frozen)
    assert "what_3" in json.dumps(json.loads(frozen.definition))
    assert "what_3" in pages.get(base + "versions/1").text
    pages.get(base + "versions/9", expect=404)
    pages.post(base + "publish")
    session.refresh(survey)
    assert [(p.number, p.change) for p in survey.publications] == [(1, "first"), (2, "breaking")]


def test_publishing_the_same_twice_says_so(cast: Cast, session: Session) -> None:
    publication = publish_tiny(session, cast.study)
    with pytest.raises(Conflict):
        services.publish(session, publication.questionnaire, user=None)


def test_the_same_definition_in_two_studies_is_one_version(cast: Cast, session: Session) -> None:
    mine, theirs = (publish_tiny(session, s) for s in (cast.study, cast.other_study))
    assert mine.version_id == theirs.version_id
    assert len(session.scalars(select(QuestionnaireVersion)).all()) == 1


def test_a_draft_with_a_missing_wording_is_not_published(cast: Cast, session: Session) -> None:
    made = publish_tiny(session, cast.study).questionnaire
    history.edit(
        session, made, lambda d: set_wording(d, "annoys", "zh", ""), seen_revision=made.revision
    )
    with pytest.raises(Unprocessable, match="annoys"):
        services.publish(session, made, user=None)


def test_the_preview_shows_the_page_in_each_language(
    cast: Cast, session: Session, pages: Pages
) -> None:
    made = publish_tiny(session, cast.study).questionnaire
    pages.sign_in(cast.researcher)
    base = f"/s/{cast.study.slug}/questionnaires/{made.id}/preview"
    assert "How many are you?" in pages.get(base).text
    assert "（中文）" in pages.get(base + "?page=2&language=zh").text


def test_a_questionnaire_of_another_study_is_not_found(
    cast: Cast, session: Session, pages: Pages
) -> None:
    theirs = publish_tiny(session, cast.other_study).questionnaire
    pages.sign_in(cast.researcher)
    base = f"/s/{cast.study.slug}/questionnaires/{theirs.id}/"
    pages.get(base, expect=404)
    pages.get(base + "preview", expect=404)
    pages.post(base + "publish", expect=404)
    pages.sign_in(cast.interviewer)
    pages.get(f"/s/{cast.study.slug}/questionnaires/", expect=403)
