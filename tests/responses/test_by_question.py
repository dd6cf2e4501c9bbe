"""Answers by question: everybody's answers to one version, counted for its own study only."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import html
from sqlalchemy.orm import Session

from survey_app.collect import services
from survey_app.db import now
from survey_app.questionnaire import Questionnaire
from survey_app.responses.by_question import gather
from survey_app.studies.models import Study
from tests.builders import MARKUP, Cast
from tests.builders_types import every_type, publish_types, tiny
from tests.pages import Pages


def answered(
    session: Session, study: Study, definition: Questionnaire, *documents: dict[str, Any]
) -> None:
    """Publish a questionnaire with completed responses to it."""
    publication = publish_types(session, study, definition)
    for answers in documents:
        services.import_response(
            session,
            study_id=study.id,
            publication_id=publication.id,
            contact_id=None,
            invitation_id=None,
            questionnaire=definition,
            answers=answers,
            language="en",
            channel="import",
            started_at=now(),
            completed_at=now(),
        )
    session.commit()


def address(study: Study) -> str:
    return f"/s/{study.slug}/responses/by-question"


def test_every_type_is_counted_with_a_bar_and_a_table(
    pages: Pages, cast: Cast, session: Session
) -> None:
    definition, answers = every_type()
    answers["q_text"] = f"The till crashes {MARKUP}"
    answered(session, cast.study, definition, answers, answers, {"q_single": "alone"})
    pages.sign_in(cast.researcher)
    page = html.document_fromstring(pages.get(address(cast.study)).text)
    single = page.get_element_by_id("q_single")
    # Two of the three said 'up to ten', one 'just me': 67 % and 33 %, the longer bar first.
    counts = ["".join(one.itertext()).split() for one in single.xpath(".//li/span[@class='count']")]
    assert counts == [["2", "·", "67%"], ["1", "·", "33%"], ["0", "·", "0%"]]
    # Wilson for 2 of 3: 0.208 to 0.939.
    cells = [cell.text for cell in single.xpath(".//tbody/tr[1]/td")]
    assert cells == ["2", "67%", "21% – 94%"]
    assert single.xpath(".//svg/@aria-label")[0] == (
        "2 of 3 who answered; among all customers probably 21% to 94%"
    )
    said = {
        one.get("id"): " ".join(one.itertext())
        for one in page.xpath("//div[contains(@class, 'chart-question')]")
    }
    assert set(said) == {q.key for q in definition.iter_inputs()}
    assert "2 of 3 who were asked answered" in " ".join(said["q_text"].split())
    assert "The till crashes" in said["q_text"]
    assert "anna@example.com" not in said["q_email"], "who it is belongs on no chart"
    assert "7946" not in said["q_phone"]
    assert "mean place 1" in " ".join(said["q_ranking"].split())


def test_there_is_something_to_read_before_the_first_answer(
    pages: Pages, cast: Cast, session: Session
) -> None:
    pages.sign_in(cast.researcher)
    assert "Nothing to count yet" in pages.get(address(cast.study)).text
    answered(session, cast.study, tiny("single")[0])
    assert "Nothing to count yet" in pages.get(address(cast.study)).text


@pytest.mark.parametrize("language", ["ru", "zh"])
def test_the_page_speaks_the_readers_language(
    pages: Pages, cast: Cast, session: Session, language: str
) -> None:
    answered(session, cast.study, *every_type())
    cast.researcher.language = language
    pages.sign_in(cast.researcher)
    page = pages.get(address(cast.study)).text
    assert {"ru": "Как таблица", "zh": "看表格"}[language] in page
    assert {"ru": "Насколько это на вас влияет?", "zh": "这些因素对您影响多大？"}[language] in page


def test_another_studys_answers_stay_unseen(pages: Pages, cast: Cast, session: Session) -> None:
    answered(session, cast.other_study, *tiny("short"))
    pages.sign_in(cast.researcher)
    page = pages.get(address(cast.study)).text
    assert "bakery" not in page
    pages.get(address(cast.other_study), expect=404)
    other = pages.get(address(cast.study) + "?version=1", expect=404)
    assert "bakery" not in other.text
    for user, status in ((cast.viewer, 403), (cast.interviewer, 403)):
        pages.sign_in(user)
        pages.get(address(cast.study), expect=status)


def test_only_who_was_shown_a_question_counts_as_asked() -> None:
    definition, _answers = tiny("yes_no")
    plain = definition.to_dict()
    plain["sections"][0]["questions"].append(
        {"key": "which", "type": "short", "text": {"en": "Which?"}, "show_if": "q_yes_no"}
    )
    made = Questionnaire.from_dict(plain)
    given = [(3, {"q_yes_no": True, "which": "1C"}, "en"), (2, {"q_yes_no": True}, "en"),
             (1, {"q_yes_no": False}, "en")]  # fmt: skip
    asked, which = gather(made, given, "en")[0].questions
    assert (asked.n_asked, asked.summary.n) == (3, 3)
    assert (which.n_asked, which.summary.n) == (2, 1)
    assert [(one.response_id, one.text) for one in which.words] == [(3, "1C")]
